"""Copies are found by what they repeat, whoever is listed first; reports of one event are not copies."""

from __future__ import annotations

import random

import pytest

from catena.collect.reprints import find_copies
from catena.model import Copy, Document, Published, Span

_SYLLABLES = [a + b for a in "bdfgklmnprst" for b in "aeiou"]

_VOCABULARY = ["".join(random.Random(n).choices(_SYLLABLES, k=1 + n % 4)) for n in range(3000)]
_WEIGHTS = [1 / (n + 3) for n in range(3000)]


def words(seed: int, count: int) -> list[str]:
    """Make a text of invented words, the frequent ones frequent as in any language."""
    chance = random.Random(seed)
    return chance.choices(_VOCABULARY, _WEIGHTS, k=count)


def make(name: str, text: str, day: str | None = None, outlet: str | None = None, **more: object) -> Document:
    published = Published(day, "given" if day else "unknown", "")
    return Document(name, name, "", "text/plain", "en", text, published, outlet=outlet, **more)  # type: ignore[arg-type]


def text(seed: int, count: int = 250) -> str:
    return " ".join(words(seed, count))


def test_a_reprint_points_at_the_earlier_report() -> None:
    documents = [make("b", text(1), "2021-06-07"), make("a", text(1), "2021-06-08"), make("c", text(2), "2021-06-07")]
    assert find_copies(documents) == (Copy("a", "b", 1.0),)


def test_an_agencys_own_report_is_the_origin_even_where_dated_later() -> None:
    documents = [make("a", text(1), "2021-06-07", "Daily Post"), make("z", text(1), "2021-06-08", "Reuters")]
    assert find_copies(documents) == (Copy("a", "z", 1.0),)


def test_undated_reports_come_after_dated_ones_and_ties_go_by_id() -> None:
    assert find_copies([make("a", text(1)), make("b", text(1), "2021-06-07")]) == (Copy("a", "b", 1.0),)
    assert find_copies([make("b", text(1)), make("a", text(1))]) == (Copy("b", "a", 1.0),)


@pytest.mark.parametrize(
    ("edited", "share"),
    [
        (" ".join(words(1, 250)[:100]), 1.0),
        (" ".join(words(9, 12) + words(1, 250)), 0.95),
        (" ".join(words(1, 250)[5:200] + words(8, 60)), 0.7),
        (" ".join(w for n, w in enumerate(words(1, 250)) if n % 17), 0.7),
        (" ".join(words(1, 250)).upper().replace(" ", ", "), 1.0),
    ],
)
def test_trimmed_extended_and_lightly_edited_copies_are_found(edited: str, share: float) -> None:
    (copy,) = find_copies([make("a", text(1), "2021-06-07"), make("b", edited, "2021-06-08")])
    assert (copy.document, copy.origin) == ("b", "a")
    assert copy.share >= share


def test_a_report_joined_from_two_has_two_origins() -> None:
    joined = " ".join(words(1, 250)[:150] + words(2, 250)[:180])
    documents = [make("a", text(1), "2021-06-07"), make("b", text(2), "2021-06-07"), make("c", joined, "2021-06-08")]
    assert [(copy.document, copy.origin) for copy in find_copies(documents)] == [("c", "a"), ("c", "b")]


def test_a_copy_of_a_copy_points_at_the_first() -> None:
    documents = [make(name, text(1), f"2021-06-0{n}") for n, name in enumerate("cba", 1)]
    assert {copy.origin for copy in find_copies(documents)} == {"c"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (text(1), text(2)),
        (text(1), " ".join(words(3, 230) + words(1, 250)[:30])),
        (" ".join(words(4, 25)), " ".join(words(4, 25)[:8] + words(5, 20))),
        ("", ""),
        ("two men died", "two men died"),
    ],
)
def test_reports_that_share_little_are_no_copies(left: str, right: str) -> None:
    assert find_copies([make("a", left), make("b", right)]) == ()


def test_shared_furniture_and_headlines_make_no_copy() -> None:
    page = text(7, 120)
    documents = [
        make(name, f"{page} {text(seed, 60)}", furniture=(Span(0, len(page)),)) for name, seed in (("a", 1), ("b", 2))
    ]
    assert find_copies(documents) == ()


def test_the_order_of_documents_does_not_matter() -> None:
    documents = [make(f"d{n}", text(n % 7, 120 + n % 5), f"2021-06-{1 + n % 9:02d}") for n in range(40)]
    expected = find_copies(documents)
    assert len(expected) >= 33
    for seed in range(3):
        shuffled = documents[:]
        random.Random(seed).shuffle(shuffled)
        assert find_copies(shuffled) == expected


def test_many_copies_of_one_report_cost_no_comparison_of_all_pairs() -> None:
    documents = [make(f"d{n:04d}", text(1, 80)) for n in range(1500)]
    assert {copy.origin for copy in find_copies(documents)} == {"d0000"}
