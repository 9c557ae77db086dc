"""Best, low and high; what supersedes what; which figures cannot both be true."""

from __future__ import annotations

import pytest

from catena.model import Claim, Count, Document, Evidence, Published, Qualifier, ReportedCount, Source
from catena.weigh.counts import counts_dispute, span_of, weigh_counts


def figure(
    low: int | None, high: int | None, qualifier: Qualifier = "exactly", who: str = "people", *, subset: bool = False
) -> ReportedCount:
    return ReportedCount(
        f"v{low}{high}{who}",
        Count(low, high, qualifier, who),
        Source("police", "institution"),
        (Evidence("d1", 0, 1, "x"),),
        subset=subset,
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([Count(4, None, "at least", "people"), Count(4, 4, "exactly", "civilians")], (4, 4, 4)),
        ([Count(6, 6, "exactly", "guards"), Count(7, 7, "exactly", "guards")], (7, 6, 7)),
        ([Count(None, 9, "up to", "people")], (None, None, 9)),
        ([Count(20, 99, "about", "people")], (20, 20, 99)),
        ([], (None, None, None)),
    ],
)
def test_best_low_and_high_follow_from_the_figures(values: list[Count], expected: tuple[int | None, ...]) -> None:
    assert span_of(values) == expected


def test_two_exact_figures_of_the_same_people_dispute() -> None:
    assert counts_dispute([figure(6, 6), figure(7, 7)])


@pytest.mark.parametrize(
    "pair",
    [
        (figure(4, None, "at least"), figure(7, 7)),
        (figure(15, 15, who="civilians"), figure(27, 27, who="fighters")),
        (figure(18, 18), figure(3, 3, who="including children", subset=True)),
    ],
)
def test_a_floor_other_people_and_a_part_do_not_dispute(pair: tuple[ReportedCount, ReportedCount]) -> None:
    assert not counts_dispute(pair)


def test_a_later_report_of_the_same_chain_supersedes_its_earlier_figure() -> None:
    documents = {
        n: Document(n, n, "", "text/plain", "en", "", Published(day, "stated", ""))
        for n, day in (("d1", "2022-05-01"), ("d2", "2022-05-02"))
    }
    claims = [
        Claim(
            "killed", Count(n, n, "exactly", "people"), Source("the hospital", "institution"), (Evidence(d, 0, 1, "x"),)
        )
        for d, n in (("d1", 3), ("d2", 5))
    ]
    toll = weigh_counts(claims, documents)
    assert [r.superseded_by is not None for r in toll.reported] == [True, False]
    assert (toll.best, toll.low, toll.high) == (5, 5, 5)
