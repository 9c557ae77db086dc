"""Learn how two events of two reports are judged: weights for ``catena.link.pair``.

    python train/judge.py ../shared         writes src/catena/knowledge/judge_weights.yaml

A logistic regression that starts from weights set by hand (``judge_prior.yaml``) and is pulled back to them: pairs of one
incident are few (some 200 in the reading set), and without the pull the same features do worse on clusters not learned
from (LOG.md). A feature that speaks for sameness may not come to speak against it, nor the other way round.

Learned on the reading set as the rules read it, the same with its events given, and Gun Violence Archive reports.
Figures are by cross-validation over clusters and incidents (4 folds by crc32).
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
import yaml

sys.path.append(str(Path(__file__).parent.parent / "bench"))

from catena.collect import Refused, collect, find_sources, read_bytes
from catena.link.across import block, prepare
from catena.link.pair import Linkable, compare
from catena.link.view import kind_of
from catena.model import Event
from catena.run.knowledge import Knowledge, open_knowledge
from catena.run.steps import read_document
from given import quotes_in, read_given
from gva_reports import lead_event, read_reports

FOLDS = 4
PULL = 10.0
# How much a pair of the American reports counts, of which there are many, beside one of the reading set.
GVA_WEIGHT = 0.3
GVA_REPORTS = 1600
UNMARKED_WEIGHT = 0.3
HERE = Path(__file__).parent
TARGET = HERE.parent / "src/catena/knowledge/judge_weights.yaml"
SOURCE = (
    "Learned by train/judge.py from the reading set and Gun Violence Archive reports (docs/data-card.md); logistic "
    "regression drawn to the weights of train/judge_prior.yaml."
)


@dataclass(frozen=True, slots=True)
class Example:
    """One comparison: its features, whether the two are one, its fold, its weight, the set it is of."""

    features: dict[str, float]
    same: bool
    fold: int
    weight: float
    part: str


def main() -> None:
    """Read, compare, learn; report by cross-validation; write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("--fold", type=int, help="leave this fold out, for figures on clusters not learned from")
    parser.add_argument("--out", type=Path, default=TARGET)
    arguments = parser.parse_args()
    knowledge = open_knowledge("rules")
    examples = [*reading_examples(arguments.shared, knowledge), *gva_examples(arguments.shared, knowledge)]
    table = yaml.safe_load((HERE / "judge_prior.yaml").read_text(encoding="utf8"))
    report(examples, table)
    weights = learn([e for e in examples if e.fold != arguments.fold], table)
    text = yaml.safe_dump({"source": SOURCE, "weights": weights}, sort_keys=True, width=120)
    arguments.out.write_text(text, encoding="utf8")


def fold_of(name: str) -> int:
    """Give the fold of a cluster or incident."""
    return zlib.crc32(name.encode()) % FOLDS


def reading_examples(shared: Path, knowledge: Knowledge) -> Iterator[Example]:
    """Compare the events of each cluster, as read and as given."""
    for cluster in [shared / "seeds", *sorted(p.parent for p in (shared / "reading").glob("*/gold.json"))]:
        given = read_given(cluster, knowledge)
        events = [e for reading in given.readings for e in reading.events]
        items = prepare(events, given.documents)
        yield from pairs(items, given.incident_of.get, fold_of(cluster.name), "given")
        yield from read_examples(cluster, knowledge)


def read_examples(cluster: Path, knowledge: Knowledge) -> Iterator[Example]:
    """Compare the events of a cluster as the rules read them, with the incident that each belongs to."""
    gold = json.loads((cluster / "gold.json").read_text(encoding="utf8"))
    documents, events, owner = [], [], {}
    for source in find_sources([cluster] if (cluster / "manifest.csv").exists() else sorted(cluster.glob("*.txt"))):
        if isinstance(source, Refused):
            continue
        document, reading = read_document(collect(read_bytes(source.path), source.name, source.given), knowledge)
        spans = [
            (g, at, at + len(q))
            for g in gold["incidents"]
            for q in quotes_in(g, source.name)
            if (at := document.text.find(q)) >= 0
        ]
        documents.append(document)
        events += reading.events
        owner |= {e.id: found for e in reading.events if (found := owner_of(e, spans)) is not None}
    yield from pairs(prepare(events, documents), owner.get, fold_of(cluster.name), "read")


def owner_of(event: Event, spans: Sequence[tuple[dict, int, int]]) -> str | None:  # type: ignore[type-arg]
    """Find the incident of the reference that an event is: most quotes in its sentences, then kind, then nearness."""
    votes: Counter[str] = Counter()
    for gold, start, end in spans:
        for evidence in event.evidence:
            if (min(end, evidence.end) - max(start, evidence.start)) * 2 >= end - start:
                focus = evidence.focus
                inside = focus is not None and start < focus.end and focus.start < end
                kind = kind_of(gold["acled_event"], gold["acled_sub_event"])
                votes[gold["id"]] += 1 + 4 * (kind == kind_of(event.event_type, event.sub_event_type)) + 2 * inside
    return max(sorted(votes), key=lambda g: votes[g]) if votes else None


def pairs(items: Sequence[Linkable], owner: Callable[[str], str | None], fold: int, part: str) -> Iterator[Example]:
    """Compare every two events of two reports of which one at least is known."""
    for left, right in combinations(items, 2):
        one, other = owner(left.event.id), owner(right.event.id)
        if left.event.document != right.event.document and (one is not None or other is not None):
            weight = 1.0 if one is not None and other is not None else UNMARKED_WEIGHT
            yield Example({f.name: f.value for f in compare(left, right)}, one == other, fold, weight, part)


def gva_examples(shared: Path, knowledge: Knowledge) -> Iterator[Example]:
    """Compare the leading events of reports: all pairs of one incident, and those of two that a block brings together."""
    reports = list(read_reports(shared / "corpora/gva/reports_train.jsonl.gz", knowledge, most=GVA_REPORTS))
    leads = [lead_event(r) for r in reports]
    incident = {e.id: r.incident for e, r in zip(leads, reports, strict=True)}
    items = prepare(leads, [r.document for r in reports])
    own = [incident[i.event.id] for i in items]
    together: dict[str, list[int]] = {}
    for index, name in enumerate(own):
        together.setdefault(name, []).append(index)
    true = {pair for members in together.values() for pair in combinations(members, 2)}
    for left, right in sorted(true | set(block(items))):
        features = {f.name: f.value for f in compare(items[left], items[right])}
        yield Example(features, own[left] == own[right], fold_of(own[left]), GVA_WEIGHT, "gva")


def learn(examples: Sequence[Example], table: dict[str, dict[str, float]]) -> dict[str, float]:
    """Fit the weights of all features that occur; one that would turn its sign is set to nothing."""
    names = sorted({n for e in examples for n in e.features})
    x, y, counts = matrix(examples, names)
    free = np.ones(len(names), dtype=bool)
    weights = np.zeros(len(names))
    for _ in range(8):
        weights = np.zeros(len(names))
        weights[free] = fit(
            x[:, free], y, counts, [table["prior"].get(n, 0.0) for n, f in zip(names, free, strict=True) if f]
        )
        turned = [i for i, n in enumerate(names) if free[i] and sign_of(n, table) * weights[i] < 0]
        if not turned:
            break
        free[turned] = False
    return {n: round(float(w), 3) for n, w in zip(names, weights, strict=True) if abs(w) >= 0.02}


def sign_of(name: str, table: dict[str, dict[str, float]]) -> int:
    """Say whether a feature may only speak for (1), only against (-1), or either way (0)."""
    if name in table["either"]:
        return 0
    return 1 if name.startswith(tuple(table["for"])) else -1


def matrix(examples: Sequence[Example], names: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give features, answers and weights as arrays."""
    place = {n: i for i, n in enumerate(names)}
    x = np.zeros((len(examples), len(names)))
    for row, example in enumerate(examples):
        for name, value in example.features.items():
            if name in place:
                x[row, place[name]] = value
    return x, np.array([e.same for e in examples], dtype=float), np.array([e.weight for e in examples])


def fit(x: np.ndarray, y: np.ndarray, counts: np.ndarray, prior: Sequence[float]) -> np.ndarray:
    """Fit a logistic regression by Newton's method, drawn to the prior weights; the first feature is the bias."""
    mean = np.array(prior)
    weights = mean.copy()
    pull = np.where((x == 1).all(axis=0), 0.1, PULL)
    for _ in range(60):
        p = predict(x, weights)
        gradient = x.T @ (counts * (y - p)) - pull * (weights - mean)
        hessian = (x * (counts * p * (1 - p))[:, None]).T @ x + np.diag(pull)
        step = np.linalg.solve(hessian, gradient)
        weights = weights + step * min(1.0, 3 / max(float(np.abs(step).max()), 1e-9))
        if np.abs(step).max() < 1e-6:
            break
    return weights


def predict(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Give the probabilities of some rows."""
    return 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))


def report(examples: Sequence[Example], table: dict[str, dict[str, float]]) -> None:
    """Print how sure and how right the judge is on pairs that it has not seen, by set and by band of probability."""
    held: list[tuple[Example, float]] = []
    for fold in range(FOLDS):
        weights = learn([e for e in examples if e.fold != fold], table)
        for e in examples:
            if e.fold == fold:
                score = sum(weights.get(n, 0.0) * v for n, v in e.features.items())
                held.append((e, 1 / (1 + np.exp(-score))))
    for part in ("read", "given", "gva"):
        rows = [(e.same, p) for e, p in held if e.part == part]
        found = [same for same, p in rows if p >= 0.5]
        true = sum(same for same, _ in rows)
        print(f"{part}: {len(rows)} pairs, {true} same; P {np.mean(found):.3f}, R {sum(found) / true:.3f}", end=";")
        for low, high in ((0.0, 0.05), (0.05, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 1.01)):
            band = [same for same, p in rows if low <= p < high]
            print(f"  {low:.2f}-{min(high, 1):.2f}: {np.mean(band) if band else 0:.2f} of {len(band)}", end="")
        print()


if __name__ == "__main__":
    main()
