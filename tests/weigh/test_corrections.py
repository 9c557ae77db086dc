"""Words by which an outlet takes a figure back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.weigh.made import document, figure

from catena.model import Claim, Count, Evidence, ReportedCount, Source, Span
from catena.weigh.corrections import is_outdated, is_update
from catena.weigh.counts import weigh_counts


def told(quote: str, words: str) -> ReportedCount:
    at = quote.index(words)
    return replace(figure(6, 6), evidence=(Evidence("d1", 0, len(quote), quote, Span(at, at + len(words))),))


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("The hospital initially said six people had died.", "six people"),
        ("The monitor put it at 32, updating an earlier toll of 15.", "15"),
        ("The ministry raised the toll from four to nine.", "four"),
    ],
)
def test_a_figure_called_an_earlier_one_is_outdated(quote: str, words: str) -> None:
    assert is_outdated(told(quote, words))


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Officials have since put the number of dead at nine.", "nine"),
        ("The death toll has risen to 12.", "12"),
        ("The ministry revised the toll to 40.", "40"),
    ],
)
def test_a_figure_put_in_the_place_of_another_is_an_update(quote: str, words: str) -> None:
    assert is_update(told(quote, words))
    assert not is_outdated(told(quote, words))


@pytest.mark.parametrize("quote", ["Six people died in the blast.", "On Monday police said six people were hurt."])
def test_a_plain_figure_is_neither(quote: str) -> None:
    words = "Six people" if quote.startswith("Six") else "six people"
    assert not is_outdated(told(quote, words))
    assert not is_update(told(quote, words))


def claim(where: str, at: int, quote: str, words: str, number: int, by: Source) -> Claim:
    start = at + quote.index(words)
    evidence = Evidence(where, at, at + len(quote), quote, Span(start, start + len(words)))
    return Claim("killed", Count(number, number, "exactly", "people"), by, (evidence,))


OUTLET, OFFICIALS, CLINIC = (
    Source("The Post", "outlet"),
    Source("officials", "anonymous"),
    Source("the clinic", "institution"),
)


def test_an_outlet_that_says_since_takes_back_what_it_said() -> None:
    first = claim("d1", 0, "Six people died, the clinic said.", "Six people", 6, CLINIC)
    since = claim("d1", 50, "Officials have since put the toll at nine.", "nine", 9, OFFICIALS)
    toll = weigh_counts([first, since], {"d1": document("d1", "2020-01-01", "The Post")})
    assert [r.superseded_by is not None for r in toll.reported] == [True, False]
    assert (toll.best, toll.low, toll.high) == (9, 9, 9)


def test_what_another_outlet_said_stands_beside_a_correction() -> None:
    documents = {"d1": document("d1", "2020-01-01", "The Post"), "d2": document("d2", "2020-01-02", "The Sun")}
    first = claim("d1", 0, "Six people died, the clinic said.", "Six people", 6, CLINIC)
    since = claim("d2", 0, "Officials have since put the toll at nine.", "nine", 9, OFFICIALS)
    toll = weigh_counts([first, since], documents)
    assert [r.superseded_by for r in toll.reported] == [None, None]


def test_an_earlier_toll_told_behind_the_new_one_is_superseded() -> None:
    quote = "Thirty-two people died, the clinic said, updating an earlier toll of 15."
    new = claim("d1", 0, quote, "Thirty-two people", 32, CLINIC)
    old = claim("d1", 0, quote, "15", 15, CLINIC)
    toll = weigh_counts([new, old], {"d1": document("d1", "2020-01-01", "The Post")})
    assert {r.value.low: r.superseded_by is not None for r in toll.reported} == {32: False, 15: True}


def test_a_part_or_a_named_person_told_later_supersedes_no_toll() -> None:
    documents = {"d1": document("d1", "2020-01-01", "The Post"), "d2": document("d2", "2020-01-02", "The Post")}
    toll = claim("d1", 0, "Nine people died, the clinic said.", "Nine people", 9, CLINIC)
    named = claim("d2", 0, "The clinic said the pilot died.", "the pilot", 1, CLINIC)
    part = replace(
        claim("d2", 40, "The clinic said two children died.", "two children", 2, CLINIC),
        value=Count(2, 2, "exactly", "children"),
    )
    assert all(r.superseded_by is None for r in weigh_counts([toll, named, part], documents).reported)
