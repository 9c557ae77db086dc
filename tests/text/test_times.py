"""Phrases of time are found with their extents and parsed forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catena.text.times import find_time_atoms, find_times, parse_date
from catena.text.times_forms import Between, Calendar, Clock, Every, Length, Shift, Vague, Window

FORMS = [
    ("It fell on Monday.", "Monday", Calendar(weekday=1)),
    ("Mondays attack", "Mondays", Calendar(weekday=1)),
    ("early Sunday", "early Sunday", Calendar(weekday=7)),
    ("last Friday", "last Friday", Calendar(weekday=5, toward="past")),
    ("the following Monday", "the following Monday", Calendar(weekday=1, toward="future", origin="reference")),
    ("on Dec. 7 in Basra", "Dec. 7", Calendar(month=12, day=7)),
    ("on 7 December", "7 December", Calendar(month=12, day=7)),
    ("on January third 2020", "January third 2020", Calendar(year=2020, month=1, day=3)),
    ("the 3rd of March, 2014", "the 3rd of March, 2014", Calendar(year=2014, month=3, day=3)),
    ("July 12 2016", "July 12 2016", Calendar(year=2016, month=7, day=12)),
    ("Jul 012016", "Jul 012016", Calendar(year=2016, month=7, day=1)),
    ("Tue 05 Jul 2016", "Tue 05 Jul 2016", Calendar(year=2016, month=7, day=5, weekday=2)),
    ("2021-06-07", "2021-06-07", Calendar(year=2021, month=6, day=7)),
    ("on 7/11/2021", "7/11/2021", Calendar(year=2021, month=11, day=7, swappable=True)),
    ("on 25/11/2021", "25/11/2021", Calendar(year=2021, month=11, day=25)),
    ("on 10/30/89", "10/30/89", Calendar(year=1989, month=10, day=30)),
    ("in 2016, May 13, it", "2016, May 13", Calendar(year=2016, month=5, day=13)),
    ("in May", "May", Calendar(month=5)),
    ("14 may 2021", "14 may 2021", Calendar(year=2021, month=5, day=14)),
    ("IN MARCH", "MARCH", Calendar(month=3)),
    ("the end of last March", "the end of last March", Calendar(month=3, toward="past")),
    ("in mid-August", "mid-August", Calendar(month=8)),
    ("July last year", "July last year", Calendar(month=7, within=Shift("year", -1, -1))),
    ("Friday last week", "Friday last week", Calendar(weekday=5, within=Shift("week", -1, -1))),
    ("the 2003 invasion", "2003", Calendar(year=2003)),
    ("in the 1990s", "the 1990s", Calendar(decade=1990)),
    ("the '80s", "the '80s", Calendar(decade=1980)),
    ("the 20th century", "the 20th century", Calendar(century=1900)),
    ("nineteen ninety-six", "nineteen ninety-six", Calendar(year=1996)),
    ("in 480 BC", "480 BC", Calendar(year=-480)),
    ("last summer", "last summer", Calendar(season="summer", toward="past")),
    ("during Ramadan", "Ramadan", Calendar(festival="ramadan")),
    ("on Eid al-Adha 2019", "Eid al-Adha 2019", Calendar(year=2019, festival="eid_al_adha")),
    ("on New Year's Eve", "New Year's Eve", Calendar(festival="new_years_eve")),
    ("shot last Oct. 23 at home", "Oct. 23", Calendar(month=10, day=23)),
    ("by the year two thousand", "the year two thousand", Calendar(year=2000)),
    ("in the near future", "the near future", Vague("future")),
    ("for its third quarter", "third quarter", Calendar(quarter=3, fiscal=True)),
    ("over a three-year period", "a three-year period", Length("year", 3, 3)),
    ("yesterday", "yesterday", Shift("day", -1, -1)),
    ("the day before yesterday", "the day before yesterday", Shift("day", -2, -2)),
    ("earlier this month", "earlier this month", Shift("month", 0, 0)),
    ("last week", "last week", Shift("week", -1, -1)),
    ("the week before last", "the week before last", Shift("week", -2, -2)),
    ("two days later", "two days later", Shift("day", 2, 2, "reference")),
    ("a year earlier", "a year earlier", Shift("year", -1, -1, "reference")),
    ("the following day", "the following day", Shift("day", 1, 1, "reference")),
    ("a few days ago", "a few days ago", Shift("day", -9, -3)),
    ("half an hour ago", "half an hour ago", Shift("minute", -30, -30)),
    ("two decades ago", "two decades ago", Shift("year", -20, -20)),
    ("two days after the raid", "two days", Shift("day", 2, 2, "event")),
    ("a day after Easter", "a day after Easter", Shift("day", 1, 1, "event", Calendar(festival="easter"))),
    ("the past two weeks", "the past two weeks", Window("week", 2, 2, -1)),
    ("in recent days", "recent days", Window("day", 2, 9, -1)),
    ("the next few days", "the next few days", Window("day", 3, 9, 1)),
    ("more than four hours", "more than four hours", Length("hour", 4, 4)),
    ("a two-day visit", "two-day", Length("day", 2, 2)),
    ("a year and a half", "a year and a half", Length("year", 1.5, 1.5)),
    ("for years", "years", Length("year", None, None)),
    ("every Friday", "every Friday", Every("week", 1, 5)),
    ("daily", "daily", Every("day")),
    ("recently", "recently", Vague("past", recent=True)),
    ("at 16:30 GMT", "16:30 GMT", Clock(16, 30, "GMT")),
    ("at 5 p.m.", "5 p.m.", Clock(17)),
    ("at 0315 hours", "0315 hours", Clock(3, 15)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "form"), FORMS)
def test_a_phrase_is_read_as_its_form(text: str, words: str, form: object) -> None:
    found = find_times(text)
    assert [phrase.text for phrase in found] == [words]
    assert found[0].form == form


PARTS = [
    ("Monday morning", "morning", None),
    ("the night of March 5", "night", None),
    ("midnight Friday", "midnight", None),
    ("9 a.m. EST Tuesday", None, Clock(9, None, "EST")),
    ("10:35 a.m. on Dec. 7", None, Clock(10, 35)),
    ("Nov. 6 at 5 p.m.", None, Clock(17)),
    ("2020-03-04T11:00", None, Clock(11, 0)),
]


@pytest.mark.parametrize(("text", "part", "clock"), PARTS)
def test_clock_and_part_of_day_join_their_date(text: str, part: str | None, clock: Clock | None) -> None:
    found = find_times(text)
    assert [phrase.text for phrase in found] == [text]
    assert (found[0].kind, found[0].part, found[0].clock) == ("time", part, clock)


INTERVALS = ["between 13 and 19 July", "from March to September", "July 13-19, 2016", "between Dec. 4 and Jan. 5"]


@pytest.mark.parametrize("text", INTERVALS)
def test_two_ends_are_one_phrase_of_an_interval(text: str) -> None:
    found = find_times(text)
    assert len(found) == 1
    assert isinstance(found[0].form, Between)
    assert len(find_time_atoms(text)) == 2


NO_TIMES = [
    "Theresa May said so",
    "Jan Kavan, the minister, left",
    "they may march and fall",
    "a second attack in the second city",
    "soldiers 12 kilometres away",
    "2000 people and $1990",
    "a 14-year-old girl, 52 years old",
    "the sun and the sat phone",
    "Resolution 1701 and flight 1903",
    "three quarters of the town",
    "the Tet Offensive",
    "a fall of Aleppo",
]


@pytest.mark.parametrize("text", NO_TIMES)
def test_what_only_looks_like_a_time_is_none(text: str) -> None:
    assert find_times(text) == []


def test_a_lead_tells_since_and_until() -> None:
    leads = [phrase.lead for phrase in find_times("since July 11, until May, by Monday and on Tuesday")]
    assert leads == ["since", "until", "by", None]


DATE_LINES = [
    ("07 June, 2021", "2021-06-07"),
    ("Wednesday, 4 March, 2020 - 11:00", "2020-03-04"),
    ("12 Jul 2016", "2016-07-12"),
    ("July 12 2016", "2016-07-12"),
    ("Sat Jul 012016", "2016-07-01"),
    ("2020-03-04T11:00:00+03:00", "2020-03-04"),
    ("November 7, 2021 - 0:0", "2021-11-07"),
    ("March 2014", "2014-03"),
    ("yesterday", None),
    ("2014", None),
    ("", None),
]


@pytest.mark.parametrize(("line", "edtf"), DATE_LINES)
def test_a_date_line_is_read_as_edtf(line: str, edtf: str | None) -> None:
    assert parse_date(line) == edtf


WORDS = st.sampled_from([
    "Monday", "May", "March", "may", "5", "12", "2021", "1990s", "the", "last", "next", "of", "two", "days", "ago",
    "later", "week", "year", ",", ".", "-", "/", ":", "'s", "p.m.", "a", "BC", "since", "between", "and", "Ramadan",
    "Eid", "al", "Fitr", "New", "Year", "first", "second", "night", "early", "31", "February", "00", "99", "half",
    "an", "hour", "İ", "١", "\n",
])  # fmt: skip


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join), st.lists(WORDS).map("".join)))
def test_any_text_is_read_and_spans_lie_inside_it_in_order(text: str) -> None:
    end = 0
    for phrase in find_times(text):
        assert end <= phrase.span.start < phrase.span.end <= len(text)
        assert text[phrase.span.start : phrase.span.end] == phrase.text
        end = phrase.span.end
    for atom in find_time_atoms(text):
        assert text[atom.span.start : atom.span.end] == atom.text
