"""Articles on attacks on human-rights defenders (HRDsAttack): what the encoder and the gazetteer say of whole articles.

    python bench/hrds.py [--folder FOLDER] [--shared FOLDER]

Violations: the labels' scores averaged over the article's windows; names: runs of capitalised words that the
encoder takes for a victim; country: the country that most place names and demonyms of the article lie in, the title's
counting three times. Micro F1 over articles; a name is right where all its words are.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "train"), str(HERE.parent / "src")]

import numpy as np  # noqa: E402

from catena.knowledge.gazetteer import Gazetteer  # noqa: E402
from catena.read.encoder import Encoder  # noqa: E402
from catena.read.heads import HeadOutputs, sigmoid, softmax  # noqa: E402
from catena.text.names import fold_name  # noqa: E402
from catena.text.sentences import find_sentences  # noqa: E402
from corpora.files import lines_of  # noqa: E402
from corpora.incidents import article_of  # noqa: E402
from labels import HEADS, ROLES, VIOLATIONS  # noqa: E402

# Names want a threshold of their own for every set of weights: .85 is best for those of run b (train/LOG.md).
VIOLATION_MIN, NAME_MIN = 0.4, 0.4


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared")
    options = parser.parse_args()
    corpus = options.shared / "corpora" / "hrdsattack" / "dev.jsonl.gz"
    if not corpus.is_file():
        print(f"skipped: no corpus at {corpus}")
        return
    encoder, gazetteer = Encoder.open(options.folder), Gazetteer.open()
    violations, names = Tally(), Tally()
    kinds: list[bool] = []
    countries: list[bool] = []
    for row in lines_of(corpus):
        title, text = article_of(row)
        told = row["merged_sample"]
        windows = encoder.read_document(text, [s.span for s in find_sentences(text)])
        violations.add(set(told["violation_types"]) & set(VIOLATIONS), read_violations(windows))
        named = {name_key(v["victim_name"]) for v in told["victims"] if v["victim_name"]}
        names.add(named, {name_key(n) for n in read_names(text, windows)})
        kinds.append((told["perpetrator_type"] or "none") == read_perpetrator(windows))
        wanted = {c for part in _PARTS.split(told["country"]) if (c := country_of(part, gazetteer))}
        if wanted:
            countries.append(read_country(title, text, gazetteer) in wanted)
    print(f"violations       {violations}")
    print(f"victims by name  {names}")
    print(f"perpetrator      exact {100 * np.mean(kinds):.1f}  n {len(kinds)}")
    print(f"country          exact {100 * np.mean(countries):.1f}  n {len(countries)}")


_PARTS = re.compile(r" and |, ")


class Tally:
    """Counts of what agrees, what is told and what is read."""

    def __init__(self) -> None:
        self.hit = self.gold = self.got = 0

    def add(self, gold: set[str], got: set[str]) -> None:
        """Count one article."""
        self.hit += len(gold & got)
        self.gold += len(gold)
        self.got += len(got)

    def __str__(self) -> str:
        precision, recall = self.hit / max(1, self.got), self.hit / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}  n {self.gold}"


def _mean_scores(windows: Iterable[HeadOutputs], head: str) -> np.ndarray:
    chosen = [w for w in windows if len(w)]
    columns = len(HEADS[head][1])
    if not chosen:
        return np.zeros(columns, dtype=np.float32)
    at = chosen[0].heads[head]
    return np.stack([w.scores[:, at.start : at.end].mean(axis=0) for w in chosen]).mean(axis=0)


def read_violations(windows: Sequence[HeadOutputs]) -> set[str]:
    """Read the kinds of violation: those above the threshold, at least the likeliest."""
    sure = sigmoid(_mean_scores(windows, "violation"))
    return {v for v, p in zip(VIOLATIONS, sure, strict=True) if p >= VIOLATION_MIN} or {VIOLATIONS[int(sure.argmax())]}


def read_perpetrator(windows: Sequence[HeadOutputs]) -> str:
    """Read the kind of perpetrator."""
    return HEADS["perpetrator"][1][int(softmax(_mean_scores(windows, "perpetrator")).argmax())]


def read_names(text: str, windows: Iterable[HeadOutputs]) -> list[str]:
    """Read the victims' names, the longest spelling of each."""
    found: list[str] = []
    for window in windows:
        sure = window.probabilities("role")[:, ROLES.index("victim")]
        run: list[int] = []
        for i in [*range(len(window)), -1]:
            words = text[window.starts[i] : window.ends[i]] if i >= 0 else ""
            if words[:1].isupper() and sure[i] >= NAME_MIN:
                run.append(i)
                continue
            joined = words in {"-", "’", "'"} or words.lower() in {"bin", "al", "de", "el", "da"}
            if run and i >= 0 and joined and i + 1 < len(window) and sure[i + 1] >= NAME_MIN:
                continue
            if len(run) > 1:
                found.append(text[window.starts[run[0]] : window.ends[run[-1]]])
            run = []
    kept: list[str] = []
    for name in sorted(set(found), key=lambda n: (-len(n), n)):
        if not any(set(name_key(name).split()) <= set(name_key(k).split()) for k in kept):
            kept.append(name)
    return kept


def name_key(name: str) -> str:
    """Fold a name, and drop a possessive."""
    return fold_name(re.sub(r"[’']s$", "", name))


def country_of(name: str, gazetteer: Gazetteer) -> str | None:
    """Give the country that a name or demonym stands for."""
    found = gazetteer.lookup(name.strip()) or gazetteer.lookup_demonym(name.strip())
    known = [c for c in found if c.kind == "country"] or list(found)
    return known[0].country if known else None


def read_country(title: str, text: str, gazetteer: Gazetteer) -> str | None:
    """Read where an article plays: the country of most names, weighed by where they stand."""
    votes: Counter[str] = Counter()
    for name in gazetteer.find_names(text, demonyms=True):
        if not name.candidates:
            continue
        country = name.candidates[0].country
        if country is not None:
            first = name.span.start < len(title)
            votes[country] += 3 if first else 2 if name.span.start < len(title) + 600 else 1
    return max(sorted(votes), key=lambda c: votes[c]) if votes else None


if __name__ == "__main__":
    main()
