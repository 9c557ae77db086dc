"""Measure the trained encoder's heads on the held-back parts of the corpora: ``python bench/heads.py``.

    --folder FOLDER   weights to measure (the installed ones unless given)
    --folds FOLDER    a folder with weights trained without each fold, for the reading set's figures
    --shared FOLDER   where corpora/ and reading/ are

Every figure is a percentage on data that the weights have not seen. Spans count when both ends and the label agree.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "train"), str(HERE.parent / "src")]

import numpy as np  # noqa: E402

from catena.collect import collect  # noqa: E402
from catena.knowledge.actors import load_actors  # noqa: E402
from catena.knowledge.gazetteer import Gazetteer  # noqa: E402
from catena.model import Count  # noqa: E402
from catena.read import heads  # noqa: E402
from catena.read.encoder import Encoder  # noqa: E402
from catena.read.heads import HeadOutputs  # noqa: E402
from catena.read.rules.reader import RulesReader  # noqa: E402
from corpora import READERS  # noqa: E402
from examples import MASK, Example  # noqa: E402
from labels import DEATHS, HEADS, INCIDENTS, ROLES  # noqa: E402
from reading_set import FOLDS, clusters, fold_of, reading  # noqa: E402

Pairs = Sequence[tuple[Example, HeadOutputs]]


def main() -> None:
    """Print the table."""
    options = _options()
    encoder = Encoder.open(options.folder, threads=options.threads)
    for corpus, measures in MEASURES.items():
        if options.only and corpus not in options.only:
            continue
        pairs = _read(encoder, READERS[corpus](options.shared / "corpora", "dev"))
        for measure in measures:
            try:
                measure(corpus, pairs)
            except KeyError as missing:
                print(f"{corpus:12} not measured: these weights have no head or link {missing}")
    if options.folds:
        pairs = []
        for fold in range(FOLDS):
            chosen = [c for c in clusters(options.shared) if fold_of(c) == fold]
            encoder = Encoder.open(options.folds / f"fold-{fold}", threads=options.threads)
            pairs += _read(encoder, reading(options.shared, chosen, (200,)))
        for measure in (roles, pooled("incident"), pooled("act"), pooled("speaker")):
            measure("reading", pairs)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--folds", type=Path)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--only", nargs="*")
    return parser.parse_args()


def _read(encoder: Encoder, examples: Iterable[Example]) -> Pairs:
    pairs = [(e, encoder.read([e.text()])[0]) for e in examples]
    kept = [(e, o) for e, o in pairs if len(o) == len(e.words)]
    if len(kept) < len(pairs):
        print(f"{len(pairs) - len(kept)} windows left out: cut otherwise when read from their text")
    return kept


def tell(corpus: str, what: str, hit: float, gold: float, got: float) -> None:
    """Print precision, recall and F1 of counts."""
    precision, recall = hit / max(1, got), hit / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    figures = f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}  n {gold:.0f}"
    print(f"{corpus:12} {what:32} {figures}", flush=True)


def word_spans(outputs: HeadOutputs, head: str) -> set[tuple[int, int, str]]:
    """Decode a head's spans as ranges of words."""
    return {(*outputs.words_in(a, b), label) for a, b, label, _ in heads.decode_spans(outputs, head)}


def _row_spans(row: np.ndarray, labels: tuple[str, ...]) -> set[tuple[int, int, str]]:
    found, first = set(), None
    for i, column in enumerate([*row, 0]):
        if first is not None and column != row[first] + 1:
            found.add((first, i, labels[(row[first] - 1) // 2]))
            first = None
        if column and column % 2 == 1:
            first = i
    return found


def spans(head: str) -> Callable[[str, Pairs], None]:
    """Measure a span head against its row."""

    def measure(corpus: str, pairs: Pairs) -> None:
        counts: Counter[tuple[str, str]] = Counter()
        for example, outputs in pairs:
            if head not in example.rows:
                continue
            gold, got = _row_spans(example.rows[head], HEADS[head][1]), word_spans(outputs, head)
            for name, found in (("gold", gold), ("got", got), ("hit", gold & got)):
                for *_, label in found:
                    counts[name, label] += 1
                    counts[name, "all"] += 1
        for label in ("all", *HEADS[head][1]):
            if counts["gold", label]:
                tell(corpus, f"{head}: {label}", *(counts[k, label] for k in ("hit", "gold", "got")))

    return measure


def attribution(corpus: str, pairs: Pairs) -> None:
    """Measure sources, cues and contents, nested and broken ones too, by tags and by links from the cues."""
    for head in ("source", "cue", "content"):
        ways = ("tags",) if head == "cue" else ("tags", "links", "both")
        for way in ways:
            hit = gold = got = 0
            for example, outputs in pairs:
                found = attributed(outputs, head, way)
                hit += len(found & example.spans[head])
                gold += len(example.spans[head])
                got += len(found)
            tell(corpus, f"{head} by {way}", hit, gold, got)


def attributed(outputs: HeadOutputs, head: str, way: str) -> set[tuple[int, int]]:
    """Find the sources or contents by tags, by links from tagged cues, or by links and then tags beside them."""
    tagged = {(a, b) for a, b, _ in word_spans(outputs, head)}
    if way == "tags":
        return tagged
    linked = set()
    for first, _, _ in word_spans(outputs, "cue"):
        if span := heads.linked_span(outputs, head, first):
            linked.add(outputs.words_in(span[0], span[1]))
    if way == "links":
        return linked
    return linked | {t for t in tagged if not any(t[0] < b and a < t[1] for a, b in linked)}


def roles(corpus: str, pairs: Pairs) -> None:
    """Measure the roles word by word."""
    gold = np.concatenate([e.rows["role"] for e, _ in pairs if "role" in e.rows])
    got = np.concatenate([o.probabilities("role") for e, o in pairs if "role" in e.rows]) >= 0.5
    for column, role in enumerate(ROLES):
        known = ~np.isnan(gold[:, column])
        true = gold[known, column] == 1
        if true.any():
            said = got[known, column]
            tell(corpus, f"role: {role}", (true & said).sum(), true.sum(), said.sum())


def pooled(head: str) -> Callable[[str, Pairs], None]:
    """Measure a pooled head with any number of labels."""

    def measure(corpus: str, pairs: Pairs) -> None:
        labels = HEADS[head][1]
        found = [
            (target, list(heads.pool(o, head, int(o.starts[a]), int(o.ends[b - 1])).values()))
            for e, o in pairs
            for name, a, b, target in e.pooled
            if name == head
        ]
        gold, got = (np.array([f[k] for f in found]) for k in (0, 1))
        known = ~np.isnan(gold)
        true, said = (gold == 1) & known, (got >= 0.5) & known
        some = slice(1, None) if labels is INCIDENTS else slice(None)
        tell(corpus, f"{head}: all", *((x[:, some]).sum() for x in (true & said, true, said)))
        for column, label in enumerate(labels):
            if true[:, column].any():
                tell(corpus, f"{head}: {label}", *(x[:, column].sum() for x in (true & said, true, said)))

    return measure


def choice(head: str) -> Callable[[str, Pairs], None]:
    """Measure a pooled head with one label."""

    def measure(corpus: str, pairs: Pairs) -> None:
        right: list[tuple[int, int]] = []
        for e, o in pairs:
            for name, a, b, target in e.pooled:
                if name == head:
                    said = heads.pool(o, head, int(o.starts[a]), int(o.ends[b - 1]))
                    right.append((int(target.argmax()), int(np.argmax(list(said.values())))))
        exact = np.mean([a == b for a, b in right])
        many = [a == b for a, b in right if a >= 3]
        off = np.mean([abs(a - b) for a, b in right])
        figures = f"exact {100 * exact:5.1f}  of 3 or more {100 * np.mean(many):5.1f}  mean error {off:.3f}"
        print(f"{corpus:12} {head:32} {figures}  n {len(right)}")

    return measure


def deaths(corpus: str, pairs: Pairs) -> None:
    """Measure the dead as the reader reads them: none where the encoder says so, else the sum of the rules' figures."""
    rules = RulesReader(Gazetteer.open(), load_actors())
    found: list[tuple[int, int]] = []
    for e, o in pairs:
        for name, a, b, target in e.pooled:
            if name == "deaths":
                none = heads.pool(o, "deaths", int(o.starts[a]), int(o.ends[b - 1]))["0"]
                gold = int(target.argmax())
                found.append((gold, 0 if none >= 0.5 else min(told_dead(e.text(), rules), len(DEATHS) - 1)))
    many = [a == b for a, b in found if a >= 3]
    exact, off = np.mean([a == b for a, b in found]), np.mean([abs(a - b) for a, b in found])
    figures = f"exact {100 * exact:5.1f}  of 3 or more {100 * np.mean(many):5.1f}  mean error {off:.3f}"
    print(f"{corpus:12} {'deaths, with the rules':32} {figures}  n {len(found)}, {len(many)}")


def told_dead(text: str, rules: RulesReader) -> int:
    """Add up the dead that the rules find, parts of a whole left out; one where they find none."""
    reading = rules.read(collect(text.encode(), "report.txt"))
    counts = [c.value for e in reading.events for c in e.claims if isinstance(c.value, Count) and c.slot == "killed"]
    return sum(c.low or 0 for c in counts if not c.who.startswith("including")) or 1


def tags(corpus: str, pairs: Pairs) -> None:
    """Measure tags, and heads with and without their relation."""
    for head in ("upos", "deprel"):
        gold = np.concatenate([e.rows[head] for e, _ in pairs])
        got = np.concatenate([o.probabilities(head).argmax(1) for _, o in pairs])
        known = gold != MASK
        print(f"{corpus:12} {head:32} exact {100 * (gold == got)[known].mean():5.1f}  n {known.sum()}")
    right = both = count = 0
    for e, o in pairs:
        relation = o.probabilities("deprel").argmax(1)
        for word, head, _ in e.links.get("head", ()):
            ok = int(heads.link(o, "head", word).argmax()) == head
            count += 1
            right += ok
            both += ok and relation[word] == e.rows["deprel"][word]
    print(f"{corpus:12} {'head (UAS, LAS)':32} {100 * right / count:5.1f} {100 * both / count:5.1f}  n {count}")


def factuality(corpus: str, pairs: Pairs) -> None:
    """Measure factuality: Pearson's r."""
    found = [(e.rows["factuality"], o.probabilities("factuality")[:, 0]) for e, o in pairs if "factuality" in e.rows]
    gold, got = (np.concatenate([f[k] for f in found]) for k in (0, 1))
    known = ~np.isnan(gold)
    print(f"{corpus:12} {'factuality':32} r {np.corrcoef(gold[known], got[known])[0, 1]:.3f}  n {known.sum()}")


def word_links(name: str) -> Callable[[str, Pairs], None]:
    """Measure a link that may point at any number of words, pair by pair."""

    def measure(corpus: str, pairs: Pairs) -> None:
        hit = gold = got = 0
        for example, outputs in pairs:
            known: dict[int, list[tuple[int, float]]] = {}
            for i, j, y in example.links.get(name, ()):
                known.setdefault(i, []).append((j, y))
            for i, targets in known.items():
                said = heads.link(outputs, name, i) >= 0.5
                hit += sum(bool(said[j] and y) for j, y in targets)
                gold += sum(bool(y) for _, y in targets)
                got += sum(bool(said[j]) for j, _ in targets)
        tell(corpus, f"link: {name}", hit, gold, got)

    return measure


def event_places(corpus: str, pairs: Pairs) -> None:
    """Measure the words of the place that each marked verb's links lead to."""
    hit = gold = got = 0
    for example, outputs in pairs:
        for verb, wanted in example.stretches.items():
            span = heads.linked_span(outputs, "place", verb)
            said = set(range(*outputs.words_in(span[0], span[1]))) if span is not None else set()
            hit += len(said & wanted)
            gold += len(wanted)
            got += len(said)
    tell(corpus, "words of the place", hit, gold, got)


MEASURES: dict[str, tuple[Callable[[str, Pairs], None], ...]] = {
    "polnear": (attribution,),
    "newswire": (spans("entity"),),
    "re3d": (spans("mention"),),
    "m2e2": (spans("trigger"), spans("participant"), roles),
    "ecbplus": (spans("happening"), word_links("same event")),
    "muc": (roles, spans("filler")),
    "satp": (choice("deaths"), deaths, choice("injuries"), pooled("action"), roles),
    "hrds": (pooled("violation"), choice("perpetrator"), roles),
    "syntax": (tags, factuality),
    "event place": (event_places,),
}


if __name__ == "__main__":
    main()
