"""EDTF values as spans of days."""

from __future__ import annotations

import pytest

from catena.text.edtf import days_of


@pytest.mark.parametrize(
    ("value", "width"),
    [
        ("2021-06-07", 1),
        ("2021-06", 30),
        ("2020", 366),
        ("2020-02~", 29),
        ("2021-11-24/2021-12-08", 15),
        ("2021-06-07~", 1),
    ],
)
def test_a_value_is_as_wide_as_it_says(value: str, width: int) -> None:
    days = days_of(value)
    assert days is not None
    assert days.width == width


@pytest.mark.parametrize("value", [None, "", "unknown", "2021-13", "2021-02-30", "../.."])
def test_what_is_no_date_is_none(value: str | None) -> None:
    assert days_of(value) is None
