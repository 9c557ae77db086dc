"""EDTF values (ISO 8601-2, levels 0 and 1) as spans of days: reading, comparing, narrowing."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

_END = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
_MARKS = re.compile(r"[~?%]")


@dataclass(frozen=True, slots=True)
class Days:
    """A span of days, both ends included, as proleptic ordinals; ``approximate`` where EDTF marks it so."""

    first: int
    last: int
    approximate: bool = False

    @property
    def width(self) -> int:
        """Give the number of days in the span."""
        return self.last - self.first + 1

    def overlaps(self, other: Days, slack: int = 0) -> bool:
        """Say whether the two spans share a day, each widened by ``slack`` days."""
        return self.first <= other.last + slack and other.first <= self.last + slack

    def gap(self, other: Days) -> int:
        """Give the days between the two spans; 0 where they overlap."""
        return max(0, self.first - other.last, other.first - self.last)


@lru_cache(maxsize=4096)
def days_of(value: str | None) -> Days | None:
    """Read an EDTF value as a span of days; None for an unknown or open value."""
    if not value:
        return None
    ends = [_day_range(_MARKS.sub("", part)) for part in value.split("/")]
    known = [end for end in ends if end is not None]
    if not known:
        return None
    return Days(min(e[0] for e in known), max(e[1] for e in known), _MARKS.search(value) is not None)


def _day_range(part: str) -> tuple[int, int] | None:
    match = _END.fullmatch(part)
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if not 1 <= year <= 9999 or month > 12:
        return None
    if day:
        if not month or day > calendar.monthrange(year, month)[1]:
            return None
        ordinal = dt.date(year, month, day).toordinal()
        return ordinal, ordinal
    first = dt.date(year, month or 1, 1).toordinal()
    last_month = month or 12
    return first, dt.date(year, last_month, calendar.monthrange(year, last_month)[1]).toordinal()


def iso_day(ordinal: int) -> str:
    """Write a day's ordinal as ISO 8601."""
    return dt.date.fromordinal(ordinal).isoformat()
