"""Days of the civil Islamic calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from catena.knowledge import read_table
from catena.text.islamic import IslamicDay, civil_day, days_in, from_key, read_month


@pytest.mark.parametrize(
    ("words", "month"),
    [("Muharram", 1), ("Rabi al-Awwal", 3), ("Rabi al-Thani", 4), ("Dhul-Hijjah", 12), ("Ramadhan", 9), ("Rabi", None)],
)
def test_a_month_is_read_in_its_spellings(words: str, month: int | None) -> None:
    assert read_month(words) == month


def test_the_calendar_begins_in_july_622() -> None:
    assert civil_day(1, 1, 1) == date(622, 7, 19)  # 16 July in the Julian calendar
    assert civil_day(1445, 1, 1) == date(2023, 7, 19)


def test_every_ramadan_of_the_table_begins_within_a_day_of_the_first_of_ramadan() -> None:
    for spans in read_table("calendars")["festivals"]["ramadan"]["days"].values():
        for span in spans.split():
            seen = date.fromisoformat(span[:10])
            assert any(first <= seen <= last for first, last in days_in(IslamicDay(9, 1), seen.year))


def test_a_day_may_come_twice_in_one_of_our_years() -> None:
    twice = [year for year in range(1980, 2036) if len(list(days_in(IslamicDay(9, 1), year))) == 2]
    assert 1997 in twice
    assert all(last - first == timedelta(days=2) for first, last in days_in(IslamicDay(9, 1), 1997))


def test_a_key_is_read_back() -> None:
    assert from_key(IslamicDay(7, 27, 1445).key) == IslamicDay(7, 27, 1445)
    assert from_key(IslamicDay(7, 27).key) == IslamicDay(7, 27)
    assert from_key("ramadan") is None
