"""Phrases of time resolve to EDTF with a reason, and never to the document's future by mistake."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catena.knowledge import read_table
from catena.resolve.dates import Anchor, resolve_time
from catena.resolve.dates_calendar import from_edtf
from catena.text.times import find_times
from catena.text.times_words import FESTIVALS


def resolve(
    text: str, published: str | None = "2021-12-08", reference: str | None = None, *, future: bool = False
) -> str | None:
    """Resolve the one phrase of a text (8 December 2021 was a Wednesday)."""
    found = find_times(text)
    assert len(found) == 1, text
    when = resolve_time(found[0], Anchor(published, reference, future))
    assert when.reason
    return when.edtf


AGAINST_PUBLICATION = [
    ("on Monday", "2021-12-06"),
    ("on Wednesday", "2021-12-08"),
    ("on Thursday", "2021-12-02"),
    ("last Wednesday", "2021-12-01"),
    ("next Friday", "2021-12-10"),
    ("early Sunday", "2021-12-05"),
    ("Monday morning", "2021-12-06"),
    ("Mondays raid", "2021-12-06"),
    ("yesterday", "2021-12-07"),
    ("today", "2021-12-08"),
    ("tomorrow", "2021-12-09"),
    ("overnight", "2021-12-07/2021-12-08"),
    ("last night", "2021-12-07/2021-12-08"),
    ("on Dec. 7", "2021-12-07"),
    ("on Dec. 9", "2020-12-09"),
    ("in December", "2021-12"),
    ("last December", "2020-12"),
    ("last March", "2021-03"),
    ("at the end of last March", "2021-03-21~/2021-03-31~"),
    ("in mid-August", "2021-08-11~/2021-08-21~"),
    ("earlier this month", "2021-12-01/2021-12-08"),
    ("later this month", "2021-12-08/2021-12-31"),
    ("this month", "2021-12"),
    ("last month", "2021-11"),
    ("this year", "2021"),
    ("last year", "2020"),
    ("early this year", "2021-01~/2021-04~"),
    ("July last year", "2020-07"),
    ("last week", "2021-11-29/2021-12-05"),
    ("this week", "2021-12-06/2021-12-08"),
    ("Friday last week", "2021-12-03"),
    ("over the weekend", "2021-12-04/2021-12-05"),
    ("the past two weeks", "2021-11-24/2021-12-08"),
    ("in the last 24 hours", "2021-12-07/2021-12-08"),
    ("in recent days", "2021-11-29~/2021-12-08~"),
    ("two months ago", "2021-10"),
    ("a few days ago", "2021-11-29~/2021-12-05~"),
    ("three years ago", "2018"),
    ("since July 11", "2021-07-11/2021-12-08"),
    ("since 2011", "2011"),
    ("until May", "../2021-05"),
    ("between 13 and 19 July", "2021-07-13/2021-07-19"),
    ("from Dec. 4 to Jan. 5", "2020-12-04/2021-01-05"),
    ("recently", "2021-11-08~/2021-12-08~"),
    ("during Ramadan", "2021-04-13~/2021-05-12~"),
    ("at Easter", "2021-04-04"),
    ("on New Year's Eve", "2020-12-31"),
    ("two days after Christmas", "2020-12-27"),
    ("the week of March 6", "2021-03-01/2021-03-07"),
    ("last summer", "2021-06~/2021-08~"),
    ("on 7/12/2021", "2021-12-07"),
    ("on 12/7/2021", "2021-12-07"),
    ("on 3/4/2021", "2021-04-03"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "edtf"), AGAINST_PUBLICATION)
def test_a_relative_phrase_is_read_against_publication(text: str, edtf: str) -> None:
    assert resolve(text) == edtf


AGAINST_THE_TELLING = [
    ("a day later", "2021-06-08"),
    ("two days earlier", "2021-06-05"),
    ("the following day", "2021-06-08"),
    ("the same day", "2021-06-07"),
    ("that year", "2021"),
    ("the following month", "2021-07"),
    ("the previous Friday", "2021-06-04"),
    ("the day before", "2021-06-06"),
    ("two days after the blast", "2021-06-09"),
    ("at dawn", "2021-06-07"),
    ("at 8 p.m.", "2021-06-07"),
]


@pytest.mark.parametrize(("text", "edtf"), AGAINST_THE_TELLING)
def test_an_anaphoric_phrase_counts_from_the_event_told(text: str, edtf: str) -> None:
    assert resolve(text, reference="2021-06-07") == edtf
    assert resolve(text) is None


ABSOLUTE = [
    ("Nov 7 2021", "2021-11-07"),
    ("7 November 2021", "2021-11-07"),
    ("2021-06-07", "2021-06-07"),
    ("in January 2020", "2020-01"),
    ("in 2016", "2016"),
    ("the 1990s", "1990/1999"),
    ("the third quarter of 1990", "1990-07/1990-09"),
    ("between 13 and 19 July 2016", "2016-07-13/2016-07-19"),
    ("since July 2016", "2016-07/.."),
    ("Diwali 2019", "2019-10-27~"),
    ("480 BC", "-0479"),
    ("about 1975", "1975~"),
]


@pytest.mark.parametrize(("text", "edtf"), ABSOLUTE)
def test_an_absolute_phrase_needs_no_day_of_publication(text: str, edtf: str) -> None:
    assert resolve(text, published=None) == edtf


@pytest.mark.parametrize("text", ["on Monday", "last year", "on Dec. 7", "recently", "the past week", "during Ramadan"])
def test_a_relative_phrase_of_an_undated_document_stays_unknown(text: str) -> None:
    assert resolve(text, published=None) is None


@pytest.mark.parametrize("text", ["for two weeks", "every Friday", "in July this year"])
def test_what_names_no_day_told_is_unknown(text: str) -> None:
    assert resolve(text, published="2021-02-08") is None


def test_the_reason_is_a_sentence_for_people() -> None:
    when = resolve_time(find_times("on Monday")[0], Anchor("2021-06-07"))
    assert (when.edtf, when.reason) == ("2021-06-07", "the latest Monday up to publication on 2021-06-07")


def test_a_future_clause_looks_ahead() -> None:
    assert resolve("on Monday", future=True) == "2021-12-13"
    assert resolve("on Dec. 9", future=True) == "2021-12-09"
    assert resolve("last Monday", future=True) == "2021-12-06"


def test_an_uncertain_day_of_publication_makes_an_uncertain_reading() -> None:
    assert resolve("yesterday", published="2021-12-07/2021-12-09") == "2021-12-06/2021-12-08"
    assert resolve("last year", published="2021-11") == "2020"
    assert resolve("last year", published="2021/2024") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 10 Muharram", "2021-08-18/2021-08-20"),
        ("on the 1st of Ramadan", "2021-04-12/2021-04-14"),
        ("on 27 Rajab 1441", "2020-03-21/2020-03-23"),
        ("on the tenth of Muharram, 2019", "2019-09-09/2019-09-11"),
        ("on 12 Rabi al-Awwal", "2020-10-28/2020-10-30"),
        ("on 8 Dhu al-Hijjah", "2021-07-17/2021-07-19"),
    ],
)
def test_a_day_of_an_islamic_month_is_given_with_its_neighbours(text: str, value: str) -> None:
    assert resolve(text, published="2021-09-20") == value


@pytest.mark.parametrize("text", ["30 Ramadan tents stood there", "5 Rajab brothers left"])
def test_a_count_before_an_islamic_month_is_no_day_of_it(text: str) -> None:
    assert all(not phrase.text[0].isdigit() for phrase in find_times(text))


def test_both_ramadans_of_one_year_are_known() -> None:
    assert resolve("during Ramadan", published="1998-01-10") == "1997-12-30~/1998-01-28~"
    assert resolve("during Ramadan", published="1997-06-10") == "1997-01-10~/1997-02-07~"


def test_every_festival_that_is_found_has_its_days() -> None:
    assert set(FESTIVALS.values()) <= set(read_table("calendars")["festivals"])


PHRASES = st.sampled_from([
    "Monday", "last Friday", "early Sunday", "Saturday night", "May 5", "31 December", "in March", "last June",
    "yesterday", "today", "this morning", "overnight", "last week", "this week", "this month", "earlier this year",
    "last weekend", "the weekend", "two days ago", "a few weeks ago", "the past month", "recently", "now", "since May",
    "last summer", "Easter", "Ramadan", "Nowruz", "early this month", "the end of last year", "Friday last week",
    "between 3 and 9 May", "the third quarter", "a day later", "two weeks after Christmas", "the following Monday",
    "the day after Tuesday", "in December this year", "around Nov. 9", "Sunday, 7 March", "29 February",
])  # fmt: skip
DAYS = st.dates(date(1981, 1, 1), date(2034, 12, 31))


@given(PHRASES, DAYS, st.integers(0, 40))
def test_nothing_lies_in_the_future_without_a_future_phrase(text: str, published: date, back: int) -> None:
    reference = (published - timedelta(days=back)).isoformat()
    for phrase in find_times(text):
        when = resolve_time(phrase, Anchor(published.isoformat(), reference))
        stretch = from_edtf(when.edtf)
        assert stretch is None or stretch.first <= published


@given(
    PHRASES,
    st.one_of(
        st.none(), st.text(), DAYS.map(date.isoformat), st.sampled_from(["2021", "2021-13", "../2020", "0001-01-01"])
    ),
)
def test_any_anchor_gives_an_answer_with_a_reason(text: str, published: str | None) -> None:
    for phrase in find_times(text):
        assert resolve_time(phrase, Anchor(published, published)).reason


@given(st.text(), st.booleans())
def test_any_text_resolves_without_fail(text: str, future: bool) -> None:
    for phrase in find_times(text):
        assert resolve_time(phrase, Anchor("2021-12-08", "2021-06-07", future)).reason


def test_next_morning_counts_from_what_is_told_unless_the_clause_looks_ahead() -> None:
    assert resolve("She died next morning", reference="2021-11-20") == "2021-11-21"
    assert resolve("She died next morning") is None
    assert resolve("She will be tried next morning", future=True) == "2021-12-09"
    assert resolve("next week") == "2021-12-13/2021-12-19"
