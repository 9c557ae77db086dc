"""Count units from a day: "two months ago", "last week", "the past two weeks"."""

from __future__ import annotations

from datetime import date, timedelta

from catena.resolve.dates_calendar import Stretch, add_days, add_months, month_of, one_day, week_of, years_of
from catena.text.times_forms import Shift, Unit, Window

_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
_CLOCK_UNITS = {"second": 86400, "minute": 1440, "hour": 24}


def shift(form: Shift, day: date) -> Stretch | None:
    """Give the days of the unit that lies ``low`` to ``high`` units from a day; None beyond the calendar."""
    low, high = _unit_at(form, day, form.low), _unit_at(form, day, form.high)
    if low is None or high is None:
        return None
    hull = low.hull(high)
    return Stretch(hull.first, hull.last, fuzzy=hull.fuzzy or form.low != form.high)


def _unit_at(form: Shift, day: date, count: int) -> Stretch | None:
    unit = form.unit
    if unit in _CLOCK_UNITS:
        return _hours(unit, day, count)
    if unit == "night":
        before = add_days(day, count)
        return Stretch(before, before + timedelta(days=1)) if before and count < 0 else one_day(day)
    if unit == "weekend":
        return _weekend(day, count, form.origin == "reference")
    if unit == "week" and (count == 0 or (abs(count) == 1 and form.origin == "publication")):
        moved = add_days(day, 7 * count)
        return week_of(moved) if moved else None
    if unit in _DAYS:
        moved = add_days(day, _DAYS[unit] * count)
        return None if moved is None else Stretch(moved, moved, fuzzy=unit != "day" and count != 0)
    if unit == "period":
        return None
    return _long_unit(unit, day, count)


def _long_unit(unit: Unit, day: date, count: int) -> Stretch | None:
    moved = add_months(day, _MONTHS[unit] * count)
    if moved is None or moved.year < 10:
        return None
    if unit == "month":
        return month_of(moved.year, moved.month)
    if unit in ("quarter", "season"):
        first = (moved.month - 1) // 3 * 3 + 1
        return Stretch(month_of(moved.year, first).first, month_of(moved.year, first + 2).last, fuzzy=unit == "season")
    if unit == "year":
        return years_of(moved.year, moved.year)
    if abs(count) <= 1 and unit in ("decade", "century"):
        width = 10 if unit == "decade" else 100
        first = moved.year // width * width
        return years_of(max(first, 1), first + width - 1)
    told = years_of(moved.year, moved.year)
    return Stretch(told.first, told.last, fuzzy=True)


def _hours(unit: Unit, day: date, count: int) -> Stretch | None:
    days = -(-abs(count) // _CLOCK_UNITS[unit])
    moved = add_days(day, days if count > 0 else -days)
    return None if moved is None else Stretch(min(day, moved), max(day, moved))


def _weekend(day: date, count: int, told: bool) -> Stretch | None:
    """Read "the weekend" as the latest Saturday and Sunday begun by the day, "last weekend" as the latest over."""
    saturday = add_days(day, -((day.isoweekday() - 6) % 7))
    if saturday is None:
        return None
    in_weekend = day.isoweekday() >= 6
    if count < 0 and not in_weekend:
        count += 1
    moved = add_days(saturday, 7 * count)
    return Stretch(moved, moved + timedelta(days=1)) if moved else None


def window(form: Window, day: date) -> Stretch | None:
    """Give the days of "the past two weeks" up to a day, or of "the next two weeks" from it."""
    unit, count = form.unit, form.high
    other: date | None
    if unit in _CLOCK_UNITS:
        days = max(1, -(-count // _CLOCK_UNITS[unit]))
        other = add_days(day, form.sign * days)
    elif unit in _DAYS:
        other = add_days(day, form.sign * _DAYS[unit] * count)
    elif unit == "period":
        return None
    else:
        other = add_months(day, form.sign * _MONTHS[unit] * count)
    if other is None or other.year < 10:
        return None
    vague = form.low != form.high
    return Stretch(min(day, other), max(day, other), fuzzy=vague)
