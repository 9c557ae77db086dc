"""The scorer against the figures that its authors publish."""

from __future__ import annotations

import importlib.util
import random
import sys
from itertools import permutations
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("conll", Path(__file__).parents[2] / "bench/conll.py")
assert _SPEC is not None and _SPEC.loader is not None
conll = importlib.util.module_from_spec(_SPEC)
sys.modules["conll"] = conll
_SPEC.loader.exec_module(conll)


def sides(*groups: str) -> list[frozenset[str]]:
    return [frozenset(group) for group in groups]


KEY, RESPONSE = sides("abc", "defg"), sides("ab", "cd", "fghi")


@pytest.mark.parametrize(
    ("score", "recall", "precision"), [("muc", 0.40, 0.40), ("b_cubed", 0.42, 0.50), ("ceaf_e", 0.65, 0.43)]
)
def test_the_worked_example_of_pradhan_2014(score: str, recall: float, precision: float) -> None:
    found = getattr(conll, score)(KEY, RESPONSE)
    assert (round(found.recall, 2), round(found.precision, 2)) == (recall, precision)


@pytest.mark.parametrize(
    ("key", "response", "muc", "b_cubed"),
    [
        # Bagga and Baldwin 1998, figure 1: two wrong joinings of equal MUC, of which B³ sees the second as worse.
        (sides("12345", "67", "89ABC"), sides("12345", "6789ABC"), (0.9, 1.0), (0.76, 1.0)),
        (sides("12345", "67", "89ABC"), sides("1234589ABC", "67"), (0.9, 1.0), (0.58, 1.0)),
    ],
)
def test_the_example_of_bagga_and_baldwin_1998(key, response, muc, b_cubed) -> None:  # type: ignore[no-untyped-def]
    found = conll.muc(key, response), conll.b_cubed(key, response)
    assert (round(found[0].precision, 2), round(found[0].recall, 2)) == muc
    assert (round(found[1].precision, 2), round(found[1].recall, 2)) == b_cubed


def test_the_same_partition_is_perfect_and_all_alone_has_no_links() -> None:
    assert conll.conll(KEY, KEY) == 1.0
    alone = sides(*"abcdefg")
    assert conll.muc(KEY, alone).f1 == 0.0
    assert conll.b_cubed(KEY, alone).precision == 1.0


def test_the_pairing_is_the_best_of_all() -> None:
    chance = random.Random(7)
    for _ in range(60):
        things = [f"m{n}" for n in range(8)]
        key = conll.clusters_of({t: chance.randrange(4) for t in things})
        response = conll.clusters_of({t: chance.randrange(5) for t in things})
        small, large = sorted((key, response), key=len)
        best = max(
            sum(2 * len(a & b) / (len(a) + len(b)) for a, b in zip(small, chosen, strict=True))
            for chosen in permutations(large, len(small))
        )
        assert conll.ceaf_e(key, response).recall == pytest.approx(best / len(key))
