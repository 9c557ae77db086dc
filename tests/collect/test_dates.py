"""Instants of publication: a clock counts only with its zone."""

from __future__ import annotations

import pytest

from catena.collect.dates import clock_beside, find_day, read_instant


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        ("2021-06-07T23:30:00Z", "2021-06-07T23:30Z"),
        ("2021-06-08T07:30:00+08:00", "2021-06-07T23:30Z"),
        ("Mon, 07 Jun 2021 16:30:00 -0700", "2021-06-07T23:30Z"),
        ("2021-06-07T23:30:00", None),
        ("2021-06-07", None),
        ("", None),
        ("yesterday", None),
        ("9999-12-31T23:59:59-12:00", None),
    ],
)
def test_an_instant_is_read_in_utc(value: str, instant: str | None) -> None:
    assert read_instant(value) == instant


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("7 June 2021, 23:30 GMT", "2021-06-07T23:30Z"),
        ("June 7, 2021 7:30 p.m. EDT", "2021-06-07T23:30Z"),
        ("23:30 GMT, 7 June 2021", "2021-06-07T23:30Z"),
        ("7 June 2021, 23:30", None),
        ("7 June 2021, 27:30 GMT", None),
        ("7 June 2021: the score was 3:20", None),
    ],
)
def test_a_clock_beside_a_stated_day_is_read_with_its_zone(text: str, instant: str | None) -> None:
    found = find_day(text)
    assert found is not None
    assert clock_beside(text, found[1], found[0]) == instant
