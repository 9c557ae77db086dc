"""Stretches of days are written as EDTF and read back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catena.resolve.dates_calendar import Stretch, add_days, add_months, from_edtf, to_edtf

WRITTEN = [
    (date(2021, 6, 7), date(2021, 6, 7), False, "2021-06-07"),
    (date(2021, 6, 1), date(2021, 6, 30), False, "2021-06"),
    (date(2021, 1, 1), date(2021, 12, 31), True, "2021~"),
    (date(2020, 1, 1), date(2021, 12, 31), False, "2020/2021"),
    (date(2021, 3, 1), date(2021, 5, 31), True, "2021-03~/2021-05~"),
    (date(2021, 11, 24), date(2021, 12, 8), False, "2021-11-24/2021-12-08"),
]


@pytest.mark.parametrize(("first", "last", "fuzzy", "edtf"), WRITTEN)
def test_a_stretch_is_written_in_the_shortest_edtf(first: date, last: date, fuzzy: bool, edtf: str) -> None:
    assert to_edtf(Stretch(first, last, fuzzy)) == edtf


@pytest.mark.parametrize("value", [None, "", "2021-13", "2021-02-30", "../2021", "2021/2020", "1/2/3", "soon"])
def test_what_is_no_closed_edtf_is_none(value: str | None) -> None:
    assert from_edtf(value) is None


DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(DAYS, DAYS, st.booleans())
def test_edtf_gives_the_stretch_back(one: date, other: date, fuzzy: bool) -> None:
    stretch = Stretch(min(one, other), max(one, other), fuzzy)
    assert from_edtf(to_edtf(stretch)) == stretch


def test_months_keep_the_day_inside_the_month() -> None:
    assert add_months(date(2021, 3, 31), -1) == date(2021, 2, 28)
    assert add_months(date(2020, 12, 5), 2) == date(2021, 2, 5)


def test_beyond_the_calendar_there_is_no_day() -> None:
    assert add_days(date(1, 1, 5), -10) is None
    assert add_months(date(9990, 1, 1), 2400) is None
