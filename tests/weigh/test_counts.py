"""Best, low and high; what supersedes what; which figures cannot both be true."""

from __future__ import annotations

import pytest
from tests.weigh.made import claim, document, evidence, figure, source

from catena.model import Count, Evidence, Span
from catena.weigh.counts import span_of, weigh_counts


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
    reports = [figure(v.low, v.high, v.qualifier, v.who, where=f"d{i}") for i, v in enumerate(values)]
    assert span_of(reports) == expected


@pytest.mark.parametrize("day", ["2022-05-01", None])
def test_a_later_report_of_the_same_chain_supersedes_its_earlier_figure(day: str | None) -> None:
    documents = {"d1": document("d1", day), "d2": document("d2", "2022-05-02")}
    claims = [
        claim("killed", Count(n, n, "exactly", "people"), source(), evidence(d)) for d, n in (("d1", 3), ("d2", 5))
    ]
    toll = weigh_counts(claims, documents)
    if day is None:  # it may be the later one
        assert [r.superseded_by for r in toll.reported] == [None, None]
        return
    assert [r.superseded_by is not None for r in toll.reported] == [True, False]
    assert (toll.best, toll.low, toll.high) == (5, 5, 5)


@pytest.mark.parametrize(
    ("earlier", "later", "superseded"),
    [
        ([Count(4, 4, "exactly", "people")], [Count(6, 6, "exactly", "people")], True),
        # the later report tells the four, too: its two are a part of them
        ([Count(4, 4, "exactly", "people")], [Count(4, 4, "exactly", "people"), Count(2, 2, "exactly", "men")], False),
        ([Count(5, 5, "exactly", "people")], [Count(3, 9, "about", "people")], False),
        ([Count(15, 15, "exactly", "people")], [Count(12, None, "at least", "people")], False),
        ([Count(10, 10, "exactly", "people")], [Count(12, None, "at least", "people")], True),
    ],
)
def test_only_a_later_figure_that_denies_the_earlier_supersedes_it(
    earlier: list[Count], later: list[Count], superseded: bool
) -> None:
    documents = {"d1": document("d1", "2022-05-01"), "d2": document("d2", "2022-05-02")}
    claims = [claim("wounded", n, source(), evidence("d1", "earlier", 9 * i)) for i, n in enumerate(earlier)]
    claims += [claim("wounded", n, source(), evidence("d2", "later", 9 * i)) for i, n in enumerate(later)]
    toll = weigh_counts(claims, documents)
    assert (toll.reported[0].superseded_by is not None) is superseded


def test_a_correction_that_repeats_the_old_figure_takes_it_back_in_every_report() -> None:
    documents = {"d1": document("d1", "2022-05-01", "Post"), "d2": document("d2", "2022-05-02", "Post")}
    told = [
        ("d1", "One villager died.", 1, "One"),
        ("d2", "Officials have since put the number of dead at four.", 4, "four"),
        ("d2", "An earlier version said that one villager died.", 1, "one"),
    ]
    claims = []
    for at, (where, quote, number, word) in enumerate(told):
        start = quote.index(word)
        words = Evidence(
            where, 100 * at, 100 * at + len(quote), quote, Span(100 * at + start, 100 * at + start + len(word))
        )
        claims.append(claim("killed", Count(number, number, "exactly", "people"), source("outlet", "outlet"), words))
    toll = weigh_counts(claims, documents)
    assert {r.value.low: r.superseded_by is not None for r in toll.reported} == {1: True, 4: False}
    assert all(r.superseded_by for r in toll.reported if r.value.low == 1)
