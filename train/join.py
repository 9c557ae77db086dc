"""Learn how tellings of one document join into events: weights for ``catena.link.features``.

    python train/join.py ../shared/reading            writes src/catena/knowledge/join_weights.yaml
    python train/join.py ../shared/reading --reader trained --weights "build/train/fold-{fold}"

Two logistic regressions (L2, Newton steps, no chance anywhere). A telling belongs to the gold incident whose quotes its
sentence covers; the groups that it is compared with are built from the gold, as they stand when it is read. Figures
are by cross-validation over clusters (4 folds by crc32 of the cluster's name).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from catena.collect import Refused, collect, find_sources, read_bytes
from catena.link.features import join_features, stand_features
from catena.link.scene import Scene
from catena.link.view import kind_of, view_of
from catena.model import Event
from catena.resolve.reading import date_document, resolve_reading
from catena.run.knowledge import open_knowledge
from fitting import FOLDS, Example, fold_of, learn

TARGET = Path(__file__).parent.parent / "src/catena/knowledge/join_weights.yaml"


def main() -> None:
    """Read the clusters, learn, report by cross-validation, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reading", type=Path)
    parser.add_argument("--reader", default="rules")
    parser.add_argument("--out", type=Path, default=TARGET)
    parser.add_argument("--fold", type=int, help="leave this fold out (for figures on clusters not learned from)")
    parser.add_argument("--weights", help="the encoder's weights; {fold} in it stands for each cluster's own fold")
    arguments = parser.parse_args()
    joins: list[Example] = []
    stands: list[Example] = []
    seen = [f for f in range(FOLDS) if not arguments.weights or Path(arguments.weights.format(fold=f)).is_dir()]
    readers = {f: open_reader(arguments.reader, arguments.weights, f) for f in seen}
    for cluster in sorted(p.parent for p in arguments.reading.glob("*/gold.json")):
        fold = fold_of(cluster.name)
        if fold == arguments.fold or fold not in readers:
            continue
        for tellings in read_cluster(cluster, readers[fold]):
            joins += join_examples(tellings, fold)
            stands += [Example(stand_features(e, view_of([e])), gold is not None, fold) for e, gold in tellings]
    source = "Learned by train/join.py from the reading set (docs/data-card.md); logistic regression, ridge 1.0."
    weights = {"join": learn(joins, "join"), "stand": learn(stands, "stand"), "source": source}
    text = yaml.safe_dump(weights, sort_keys=True, allow_unicode=True, width=120)
    arguments.out.write_text(text, encoding="utf8")


def open_reader(name: str, weights: str | None, fold: int):  # type: ignore[no-untyped-def]
    """Open the reader for the clusters of a fold, with weights that have not seen them where there are such."""
    return open_knowledge(name, Path(weights.format(fold=fold)) if weights else None)


def read_cluster(cluster: Path, knowledge) -> Iterator[list[tuple[Event, str | None]]]:  # type: ignore[no-untyped-def]
    """Give the tellings of each document with the gold incident that each belongs to."""
    gold = json.loads((cluster / "gold.json").read_text(encoding="utf8"))
    for source in find_sources([cluster] if (cluster / "manifest.csv").exists() else sorted(cluster.glob("*.txt"))):
        if isinstance(source, Refused):
            continue
        document = date_document(collect(read_bytes(source.path), source.name, source.given))
        reading = resolve_reading(knowledge.reader.read(document), document, knowledge.gazetteer)
        spans = [
            (g, at, at + len(q))
            for g in gold["incidents"]
            for f, q in quotes(g)
            if f == source.name and (at := document.text.find(q)) >= 0
        ]
        yield [(e, owner(e, spans)) for e in reading.events]


def quotes(node: object) -> Iterator[tuple[str, str]]:
    """Give every (file, quote) below a node of the gold."""
    if isinstance(node, dict):
        if "quote" in node and "file" in node:
            yield node["file"], node["quote"]
        for value in node.values():
            yield from quotes(value)
    elif isinstance(node, list):
        for value in node:
            yield from quotes(value)


def owner(event: Event, spans: Sequence[tuple[dict, int, int]]) -> str | None:  # type: ignore[type-arg]
    """Find the gold incident that a telling belongs to: most quotes in its sentence, then kind, then nearness."""
    evidence = event.evidence[0]
    votes: Counter[str] = Counter()
    for gold, start, end in spans:
        shared = min(end, evidence.end) - max(start, evidence.start)
        if shared * 2 >= end - start:
            focus = evidence.focus
            inside = focus is not None and start < focus.end and focus.start < end
            same = kind_of(gold["acled_event"], gold["acled_sub_event"]) == kind_of(
                event.event_type, event.sub_event_type
            )
            votes[gold["id"]] += 1 + 4 * same + 2 * inside
    return max(sorted(votes), key=lambda g: votes[g]) if votes else None


def join_examples(tellings: Sequence[tuple[Event, str | None]], fold: int) -> Iterator[Example]:
    """Compare each telling with the groups that the gold has built before it."""
    groups: dict[str, list[Event]] = {}
    scene = Scene([e for e, _ in tellings])
    for event, gold in tellings:
        new = view_of([event])
        if gold is not None:
            for position, (name, group) in enumerate(reversed(groups.items())):
                anchored = [e for e in group if "reference" not in e.cues] or group
                features = join_features(event, new, group, view_of(anchored), position, scene)
                yield Example(features, name == gold, fold)
            groups.setdefault(gold, []).append(event)
            scene.groups = list(groups.values())


if __name__ == "__main__":
    main()
