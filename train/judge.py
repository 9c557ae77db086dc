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
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import yaml

sys.path.append(str(Path(__file__).parent.parent / "bench"))

from catena.link.across import block, prepare
from catena.link.pair import Linkable, compare
from catena.run.knowledge import Knowledge, open_knowledge
from fitting import FOLDS, Example, fit, fold_of, matrix
from given import read_given
from gva_reports import lead_event, read_reports
from owners import read_owned

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


def reading_examples(shared: Path, knowledge: Knowledge) -> Iterator[Example]:
    """Compare the events of each cluster, as read and as given."""
    for cluster in [shared / "seeds", *sorted(p.parent for p in (shared / "reading").glob("*/gold.json"))]:
        given = read_given(cluster, knowledge)
        events = [e for reading in given.readings for e in reading.events]
        items = prepare(events, given.documents)
        yield from pairs(items, given.incident_of.get, fold_of(cluster.name), "given")
        owned = list(read_owned(cluster, knowledge))
        owner = {event: incident for o in owned for event, incident in o.incident_of.items()}
        read = prepare((e for o in owned for e in o.reading.events), [o.document for o in owned])
        yield from pairs(read, owner.get, fold_of(cluster.name), "read")


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
        mean = np.array([table["prior"].get(n, 0.0) for n, f in zip(names, free, strict=True) if f])
        pull = np.where((x[:, free] == 1).all(axis=0), 0.1, PULL)  # the bias is hardly drawn
        weights[free] = fit(x[:, free], y, counts, mean, pull)
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
        rows = [(e.answer, p) for e, p in held if e.part == part]
        found = [same for same, p in rows if p >= 0.5]
        true = sum(same for same, _ in rows)
        print(f"{part}: {len(rows)} pairs, {true} same; P {np.mean(found):.3f}, R {sum(found) / true:.3f}", end=";")
        for low, high in ((0.0, 0.05), (0.05, 0.2), (0.2, 0.5), (0.5, 0.8), (0.8, 1.01)):
            band = [same for same, p in rows if low <= p < high]
            print(f"  {low:.2f}-{min(high, 1):.2f}: {np.mean(band) if band else 0:.2f} of {len(band)}", end="")
        print()


if __name__ == "__main__":
    main()
