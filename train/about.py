"""Learn what statements are about: weights for ``catena.link.statements``.

    python train/about.py ../shared/reading         writes src/catena/knowledge/about_weights.yaml

The reference's statements, each where its quote stands, are compared with the events of their report, both as given and
as the rules read them; figures are by cross-validation over clusters (4 folds by crc32).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

sys.path.append(str(Path(__file__).parent.parent / "bench"))

from catena.link.statements import about_features, spoken_of, told_of
from catena.model import Document, Event, Evidence, Source, Statement
from catena.run.knowledge import Knowledge, open_knowledge
from fitting import Example, fold_of, learn
from given import read_given
from owners import read_owned

TARGET = Path(__file__).parent.parent / "src/catena/knowledge/about_weights.yaml"


def main() -> None:
    """Compare, learn, report, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reading", type=Path)
    parser.add_argument("--fold", type=int, help="leave this fold out (for figures on clusters not learned from)")
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args()
    knowledge = open_knowledge("rules")
    examples: list[Example] = []
    for cluster in sorted(p.parent for p in arguments.reading.glob("*/gold.json")):
        if fold_of(cluster.name) != arguments.fold:
            examples += [*as_given(cluster, knowledge), *as_read(cluster, knowledge)]
    source = "Learned by train/about.py from the reading set (docs/data-card.md); logistic regression, ridge 1.0."
    text = yaml.safe_dump({"source": source, "weights": learn(examples, "about")}, sort_keys=True, width=120)
    arguments.out.write_text(text, encoding="utf8")


def as_given(cluster: Path, knowledge: Knowledge) -> Iterator[Example]:
    """Compare with the events as given."""
    given = read_given(cluster, knowledge)
    for document, reading in zip(given.documents, given.readings, strict=True):
        yield from compare(document, reading.events, given.incident_of, given.gold, fold_of(cluster.name))


def as_read(cluster: Path, knowledge: Knowledge) -> Iterator[Example]:
    """Compare with the events as the rules read them."""
    gold = read_given(cluster, knowledge).gold
    for owned in read_owned(cluster, knowledge):
        yield from compare(owned.document, owned.reading.events, owned.incident_of, gold, fold_of(cluster.name))


def compare(document: Document, events: Sequence[Event], owners: Any, gold: Any, fold: int) -> Iterator[Example]:
    """Compare the statements of one report with its events, in reading order, what came before set right."""
    told = [told_of(event, rank) for rank, event in enumerate(events)]
    before: list[Statement] = []
    for row, statement in statements_of(document, gold):
        right = [t for t in told if owners.get(t.event.id) == row["about"] and row["about"]]
        spoken = spoken_of(statement, told, before)
        for t in told:
            yield Example(about_features(spoken, t, told), t in right, fold)
        before.append(replace(statement, about=right[0].event.id if right else None))


def statements_of(document: Document, gold: Any) -> list[tuple[Any, Statement]]:
    """Give the reference's statements of one report, in reading order."""
    found = []
    for number, row in enumerate(gold["statements"]):
        at = document.text.find(row["quote"]) if row["file"] == document.name else -1
        if at >= 0:
            evidence = Evidence(document.id, at, at + len(row["quote"]), row["quote"])
            source = Source(row["speaker"], row["speaker_kind"], row["via"])
            found.append((row, Statement(f"s{number:04}", evidence, source, row["act"])))
    return sorted(found, key=lambda pair: (pair[1].evidence.start, pair[1].id))


if __name__ == "__main__":
    main()
