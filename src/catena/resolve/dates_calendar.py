"""Stretches of days and their EDTF: the arithmetic under ``catena.resolve.dates``."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
_EDTF_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?(?:T.*)?")


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days from ``first`` to ``last``, both within; ``fuzzy`` where its ends are only about right."""

    first: date
    last: date
    fuzzy: bool = False

    def meet(self, other: Stretch) -> Stretch | None:
        """Give the days in both, None where there are none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Stretch(first, last, self.fuzzy or other.fuzzy) if first <= last else None

    def hull(self, other: Stretch) -> Stretch:
        """Give the stretch from the earlier first to the later last day."""
        fuzzy = self.fuzzy or other.fuzzy
        return Stretch(min(self.first, other.first), max(self.last, other.last), fuzzy)

    def until(self, day: date) -> Stretch:
        """Cut off what lies after a day; a stretch wholly after it stays as it is."""
        return Stretch(self.first, day, self.fuzzy) if self.first <= day < self.last else self


def one_day(day: date) -> Stretch:
    """Give the stretch of a single day."""
    return Stretch(day, day)


def month_of(year: int, month: int) -> Stretch:
    """Give the days of a month; months beyond 1..12 count on into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Stretch(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def years_of(first: int, last: int) -> Stretch:
    """Give the days of a run of years."""
    return Stretch(date(first, 1, 1), date(last, 12, 31))


def week_of(day: date) -> Stretch:
    """Give the week from Monday to Sunday that holds a day (ISO 8601)."""
    monday = day - timedelta(days=day.weekday())
    return Stretch(monday, monday + 6 * DAY)


def day_or_none(year: int, month: int, day: int) -> date | None:
    """Give the day, None where the month has no such day (29 February of a common year)."""
    if not (1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def to_edtf(stretch: Stretch) -> str:
    """Write a stretch in the shortest EDTF: a day, a month, a year or an interval; ``~`` where fuzzy."""
    mark = "~" if stretch.fuzzy else ""
    first, last = stretch.first, stretch.last
    whole_months = first.day == 1 and last == month_of(last.year, last.month).last
    if first == last:
        return first.isoformat() + mark
    if whole_months and (first.month, last.month) == (1, 12):
        return _pair(f"{first.year:04d}", f"{last.year:04d}", mark)
    if whole_months:
        return _pair(f"{first.year:04d}-{first.month:02d}", f"{last.year:04d}-{last.month:02d}", mark)
    return _pair(first.isoformat(), last.isoformat(), mark)


def _pair(first: str, last: str, mark: str) -> str:
    return first + mark if first == last else f"{first}{mark}/{last}{mark}"


def from_edtf(value: str | None) -> Stretch | None:
    """Read an EDTF day, month, year or closed interval as a stretch; None where it is open or no such thing."""
    if value is None:
        return None
    ends = [_one_edtf(end) for end in value.split("/")]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or first is None or last is None or first.first > last.last:
        return None
    return Stretch(first.first, last.last, "~" in value)


def _one_edtf(value: str) -> Stretch | None:
    match = _EDTF_DAY.fullmatch(value.strip())
    if not match or not 1 <= int(match[1]) <= 9998:
        return None
    year = int(match[1])
    if match[2] is None:
        return years_of(year, year)
    if not 1 <= int(match[2]) <= 12:
        return None
    if match[3] is None:
        return month_of(year, int(match[2]))
    day = day_or_none(year, int(match[2]), int(match[3]))
    return one_day(day) if day else None


def add_months(day: date, months: int) -> date | None:
    """Move a day by whole months, keeping it inside the month it lands in."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if not 1 <= year <= 9998:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date | None:
    """Move a day by days; None beyond the calendar."""
    ordinal = day.toordinal() + days
    return date.fromordinal(ordinal) if 1 <= ordinal <= date(9998, 12, 31).toordinal() else None
