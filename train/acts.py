"""Learn when a plain "said" accuses: weights for ``catena.read.rules.acts.accusing_features``.

    python train/acts.py ../shared/reading            writes src/catena/knowledge/act_weights.yaml

One logistic regression (L2, Newton steps, no chance anywhere) over the statements of the reading set that assert or
accuse by a verb of saying. Figures are by cross-validation over clusters (10 folds by rank of the cluster's name).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from catena.collect import Refused, collect, find_sources, read_bytes
from catena.model import Document
from catena.read.rules import acts, reader
from catena.run.knowledge import open_knowledge

RIDGE = 5.0
FOLDS = 10
TARGET = Path(__file__).parent.parent / "src/catena/knowledge/act_weights.yaml"


@dataclass(frozen=True)
class Example:
    """One statement: what is said, whether it accuses, its cluster."""

    said: acts.Said
    accuses: bool
    cluster: str


def main() -> None:
    """Read the clusters, learn, report by cross-validation, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("reading", type=Path)
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args()
    clusters = sorted(p.parent for p in arguments.reading.glob("*/gold.json"))
    examples = [e for cluster in clusters for e in examples_of(cluster)]
    names = sorted(acts.accusing_features(acts.Said(""), acts.open_acts()))
    rows = np.array([[acts.accusing_features(e.said, acts.open_acts())[n] for n in names] for e in examples])
    answers = np.array([float(e.accuses) for e in examples])
    folds = np.array([[c.name for c in clusters].index(e.cluster) % FOLDS for e in examples])
    report(rows, answers, folds)
    weights = learn(rows, answers)
    table = {
        "source": SOURCE,
        "accuse": {n: round(float(w), 3) for n, w in zip(["bias", *names], weights, strict=True)},
    }
    arguments.out.write_text(yaml.safe_dump(table, sort_keys=True, width=120), encoding="utf8")


SOURCE = "Learned by train/acts.py from the reading set (docs/data-card.md); logistic regression, ridge 5.0."


def examples_of(cluster: Path) -> Iterator[Example]:
    """Read a cluster; join what the reader takes for a plain assertion with the gold statement of that sentence."""
    gold = json.loads((cluster / "gold.json").read_text(encoding="utf8"))["statements"]
    heard: list[tuple[Document, int, int, acts.Said]] = []
    knowledge = open_knowledge("rules", None)
    plain = acts.refine_act

    def listen(act: str, said: acts.Said) -> Any:
        if act == "asserts":
            heard.append((document, *where(document, said), said))
        return plain(act, said)  # type: ignore[arg-type]

    reader.refine_act = listen  # type: ignore[assignment, attr-defined]
    for source in find_sources([cluster]):
        if not isinstance(source, Refused):
            document = collect(read_bytes(source.path), source.name, source.given)
            knowledge.reader.read(document)
    reader.refine_act = plain  # type: ignore[attr-defined]
    for statement in gold:
        if statement["act"] in {"asserts", "accuses"}:
            yield from (
                Example(said, statement["act"] == "accuses", cluster.name)
                for document, start, end, said in heard
                if document.name == statement["file"]
                and start <= (at := document.text.find(statement["quote"])) < end
                and at >= 0
            )


def where(document: Document, said: acts.Said) -> tuple[int, int]:
    """Give the span of a sentence in its document."""
    start = document.text.find(said.text)
    return start, start + len(said.text)


def learn(rows: np.ndarray, answers: np.ndarray) -> np.ndarray:
    """Fit a logistic regression by Newton steps; the first weight is the bias, which is not shrunk."""
    design = np.hstack([np.ones((len(rows), 1)), rows])
    ridge = np.diag([0.0] + [RIDGE] * rows.shape[1])
    weights = np.zeros(design.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-design @ weights))
        slope = design.T @ (answers - chance) - ridge @ weights
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + ridge
        weights += np.linalg.solve(curve, slope)
    return weights


def report(rows: np.ndarray, answers: np.ndarray, folds: np.ndarray) -> None:
    """Print the share right on clusters not learned from, by threshold."""
    chance = np.zeros(len(answers))
    for fold in range(FOLDS):
        weights = learn(rows[folds != fold], answers[folds != fold])
        chance[folds == fold] = 1 / (1 + np.exp(-(weights[0] + rows[folds == fold] @ weights[1:])))
    print(f"{len(answers)} statements, {answers.mean():.3f} accuse")
    for least in (0.35, 0.40, 0.45, 0.50, 0.55):
        print(f"threshold {least:.2f}: {((chance >= least) == (answers > 0.5)).mean():.3f} right")


if __name__ == "__main__":
    main()
