"""Learn the weights of the name scorer from labelled pairs of names.

    python train/names.py PAIRS.jsonl.gz [--write]

PAIRS is OpenSanctions' name_bench (MIT licence): ``name1``, ``name2``, ``is_match``. The model is a logistic
regression on the measures of ``catena.text.name_pairs`` with an L2 penalty, fitted by Newton's method: no
chance, so the same pairs always give the same weights. The figures printed are cross-validated in ten parts,
all pairs about one name in one part. ``--write`` writes ``knowledge/name_scorer.yaml``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from catena.knowledge.name_words import NameWords, load_name_words
from catena.text.name_pairs import MEASURES, measure_bodies, measure_persons
from catena.text.name_parts import looks_like_body
from catena.text.names import fold_name

PENALTY = 3.0  # on standardised measures; 1, 3 and 10 differ by less than 0.01 in F1
PARTS = 10
SAME_MIN, DIFFERENT_MAX = 0.5, 0.3

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labelled pairs: measures (pairs x measures), labels (1 same, 0 different), slices, and the name each is about."""

    measures: Floats
    labels: Floats
    bodies: NDArray[np.bool_]
    arabic: NDArray[np.bool_]
    about: tuple[str, ...]


def read_pairs(path: Path, words: NameWords) -> Pairs:
    """Read and measure the labelled pairs."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    measured = []
    bodies = []
    for row in rows:
        left, right = sorted((row["name1"], row["name2"]))
        body = looks_like_body(left, words) or looks_like_body(right, words)
        measure = measure_bodies if body else measure_persons
        measured.append(measure(left, right, words).values)
        bodies.append(body)
    labels = np.array([row["is_match"] == "true" for row in rows], dtype=float)
    arabic = np.array([is_arabic(row["name1"], row["name2"], words) for row in rows])
    return Pairs(np.array(measured), labels, np.array(bodies), arabic, tuple(fold_name(row["name2"]) for row in rows))


ARABIC_SCRIPT = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]")
# Given names that are Arabic wherever they are borne; their row of spellings in name_words.yaml counts whole.
ARABIC_GIVEN = (
    "muhammad ahmad ali hasan husayn umar uthman abdullah abdulrahman mahmud mustafa ibrahim ismail yusuf khalid said"
    " salim hamid faysal nasir fatima aisha zaynab maryam layla amina rashid tariq walid jamal kamal karim bashar"
).split()
_ARABIC_WORD = re.compile(r"(?:al|el|ul|abd|abdul|abdel|abdal|abu|abou|umm|bin|ibn|bint)-?")


def is_arabic(left: str, right: str, words: NameWords) -> bool:
    """Say whether a pair belongs to the Arabic slice: one of its names is in Arabic letters or is built as Arabic ones.

    Built so: a word is an article, a kunya, "Abd", a son's or daughter's bin/ibn/bint, or one of ARABIC_GIVEN in any spelling.
    """
    rows = {words.given.get(name, name) for name in ARABIC_GIVEN}
    for name in (left, right):
        if ARABIC_SCRIPT.search(name):
            return True
        for word in re.split(r"[\s-]+", fold_name(name.replace("-", " "))):
            if _ARABIC_WORD.fullmatch(word) or words.given.get(word) in rows:
                return True
    return False


def fit(measures: Floats, labels: Floats) -> Floats:
    """Fit by Newton's method; give the bias and the weights on the measures as they are."""
    mean, spread = measures.mean(axis=0), measures.std(axis=0)
    spread[spread == 0] = 1.0
    scaled = np.column_stack([np.ones(len(labels)), (measures - mean) / spread])
    penalty = np.full(scaled.shape[1], PENALTY)
    penalty[0] = 0.0
    weights = np.zeros(scaled.shape[1])
    for _ in range(60):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (chance - labels) + penalty * weights
        curve = (scaled.T * (chance * (1 - chance))) @ scaled + np.diag(penalty)
        weights -= np.linalg.solve(curve, slope)
    plain = weights[1:] / spread
    return np.concatenate([[weights[0] - plain @ mean], plain])


def part_of(name: str) -> int:
    """Give the part of the cross-validation that a name falls in, by its hash."""
    return int(sha256(name.encode()).hexdigest(), 16) % PARTS


def cross_validate(pairs: Pairs) -> Floats:
    """Give each pair the probability by a model that saw no pair about its name."""
    parts = np.array([part_of(name) for name in pairs.about])
    chances = np.zeros(len(parts))
    for part in range(PARTS):
        weights = fit(pairs.measures[parts != part], pairs.labels[parts != part])
        chances[parts == part] = 1 / (1 + np.exp(-weights[0] - pairs.measures[parts == part] @ weights[1:]))
    return chances


def f1(labels: Floats, chances: Floats) -> float:
    """Give the F1 of the matches."""
    said = chances >= SAME_MIN
    return float(2 * (said * labels).sum() / (said.sum() + labels.sum()))


def main(argv: Sequence[str] | None = None) -> int:
    """Print the cross-validated figures; write the weights where asked."""
    parser = argparse.ArgumentParser(description="Learn the weights of the name scorer.")
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args(argv)
    pairs = read_pairs(arguments.pairs, load_name_words())
    chances = cross_validate(pairs)
    print(f"pairs {len(pairs.labels)}  F1 {f1(pairs.labels, chances):.3f}")
    slices = (("persons", ~pairs.bodies), ("bodies", pairs.bodies), ("arabic", pairs.arabic))
    for name, chosen in slices:
        print(f"  {name} {chosen.sum()}  F1 {f1(pairs.labels[chosen], chances[chosen]):.3f}")
    if arguments.write:
        weights = fit(pairs.measures, pairs.labels)
        table = {
            "source": "Logistic regression on half of the pairs of OpenSanctions name_bench (MIT): train/names.py",
            "cross_validated_f1": round(f1(pairs.labels, chances), 3),
            "same_min": SAME_MIN,
            "different_max": DIFFERENT_MAX,
            "bias": round(float(weights[0]), 4),
            "weights": {name: round(float(w), 4) for name, w in zip(MEASURES, weights[1:], strict=True)},
        }
        target = Path(str(files("catena.knowledge").joinpath("name_scorer.yaml")))
        target.write_text(yaml.safe_dump(table, sort_keys=False, width=110), encoding="utf8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
