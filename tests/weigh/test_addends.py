"""Figures that one breath adds up, and those that it does not."""

from __future__ import annotations

import pytest

from catena.model import Count, Evidence, ReportedCount, Source, Span
from catena.weigh.addends import with_sums
from catena.weigh.counts import span_of
from catena.weigh.rivals import counts_dispute


def told(quote: str, *pieces: str, by: str = "police", where: str = "d1") -> list[ReportedCount]:
    """Make a figure of each piece of a sentence; a piece is a number and whom it counts."""
    found = []
    for piece in pieces:
        number, who = piece.split(" ", 1)
        at = quote.index(piece)
        evidence = Evidence(where, 0, len(quote), quote, Span(at, at + len(piece)))
        count = Count(int(number), int(number), "exactly", who)
        found.append(ReportedCount(f"{where}{piece}", count, Source(by, "institution"), (evidence,)))
    return found


@pytest.mark.parametrize(
    ("quote", "pieces", "best"),
    [
        ("The blast hurt 4 men and 2 women.", ("4 men", "2 women"), 6),
        ("The blast killed 4 nurses, 3 guards and 2 clerks.", ("4 nurses", "3 guards", "2 clerks"), 9),
        ("The blast hurt 4 victims, 3 boys and a man.", ("4 victims", "3 boys"), 4),
        ("It hurt 4 men, and a later blast hurt 2 women.", ("4 men", "2 women"), 4),
        ("It hurt 4 people, officials said, 3 people by glass.", ("4 people", "3 people"), 4),
    ],
)
def test_figures_side_by_side_are_added(quote: str, pieces: tuple[str, ...], best: int) -> None:
    assert span_of(told(quote, *pieces))[0] == best


def test_a_sum_is_no_rival_of_the_same_total() -> None:
    parts = told("The blast hurt 4 men and 2 women.", "4 men", "2 women")
    assert not counts_dispute([*parts, *told("It hurt 6 people.", "6 people", by="medics", where="d2")])
    assert counts_dispute([*parts, *told("It hurt 5 people.", "5 people", by="medics", where="d2")])


def test_a_figure_that_stands_alone_stays_as_it_is() -> None:
    lone = told("It hurt 6 people.", "6 people")
    assert with_sums(lone) == lone
