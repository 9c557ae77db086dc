"""The first and the last day of an EDTF date, for formats that know days only."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

# One end of an EDTF value: year, perhaps month or season, perhaps day; X stands for an unknown digit.
ENDPOINT = re.compile(r"(?P<year>\d[\dX]{3})(?:-(?P<month>[\dX]{2})(?:-(?P<day>[\dX]{2}))?)?")
# EDTF seasons 21..24 (spring to winter, as in the north) and quarters 33..36, by their first and last month.
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}
DAYS_OF_WEEK, DAYS_OF_MONTH = 7, 31


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days, both ends included; ``vague`` where the value is marked ``~``, ``?`` or ``%``."""

    first: date
    last: date
    vague: bool

    @property
    def length(self) -> int:
        """Count the days from the first to the last."""
        return (self.last - self.first).days + 1


def read_days(edtf: str | None) -> Days | None:
    """Read the outer days of an EDTF value; None where there is no value or an end is open or no date."""
    if edtf is None:
        return None
    ends = edtf.strip("[]{}").split("/") if "/" in edtf else re.split(r"\.\.|,", edtf.strip("[]{}"))
    bounds = [_read_endpoint(end) for end in ends]
    known = [each for each in bounds if each is not None]
    if len(known) < len(bounds):
        return None
    first, last = min(low for low, _ in known), max(high for _, high in known)
    return Days(first, last, any(mark in edtf for mark in "~?%"))


def ucdp_precision(days: Days) -> int:
    """Give UCDP's date_prec: 1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 longer."""
    if days.length == 1:
        return 2 if days.vague else 1
    if days.length < DAYS_OF_WEEK:
        return 2
    if days.length == DAYS_OF_WEEK:
        return 3
    return 4 if days.length <= DAYS_OF_MONTH else 5


def acled_precision(days: Days) -> int | None:
    """Give ACLED's time_precision: 1 a day, 2 within a week, 3 within a month; None where it is wider."""
    if days.length == 1 and not days.vague:
        return 1
    if days.length <= DAYS_OF_WEEK:
        return 2
    return 3 if days.length <= DAYS_OF_MONTH else None


def _read_endpoint(text: str) -> tuple[date, date] | None:
    match = ENDPOINT.fullmatch(re.sub("[~?%]", "", text.strip()))
    if match is None:
        return None
    years = [int(match["year"].replace("X", digit)) for digit in "09"]
    months = _numbers(match["month"], 1, 12)
    days = _numbers(match["day"], 1, 31)
    try:
        low, high = date(max(years[0], 1), months[0], days[0]), (years[1], months[1])
        # an unknown day of a short month ends with that month
        last = calendar.monthrange(*high)[1]
        whole = match["day"] is None or "X" in match["day"]
        return low, date(*high, min(days[1], last) if whole else days[1])
    except ValueError:
        return None


def _numbers(text: str | None, low: int, high: int) -> tuple[int, int]:
    """Give the least and the greatest value that a month or a day can have, season numbers included."""
    if text is None or text == "XX":
        return low, high
    if "X" in text:
        return max(low, int(text.replace("X", "0"))), min(high, int(text.replace("X", "9")))
    number = int(text)
    return SEASONS.get(number, (number, number)) if high == 12 else (number, number)
