"""Complete a calendar phrase from a day: "Monday", "Dec. 7", "last March", "Ramadan" to the days meant."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from catena.knowledge import read_table
from catena.resolve.dates_calendar import Stretch, day_or_none, from_edtf, month_of, one_day, years_of
from catena.text import islamic
from catena.text.times_forms import Calendar, Edge

_SEASON_MONTHS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_YEARS_BACK = 12  # 29 February can be eight years back
_WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                "November", "December")  # fmt: skip


def is_absolute(form: Calendar) -> bool:
    """Say whether the phrase tells its own year, so that no anchor is needed."""
    return form.year is not None or form.decade is not None or form.century is not None


def stretch_of(form: Calendar) -> Stretch | None:
    """Give the days of a phrase with its own year; None where there are none (30 February)."""
    if form.decade is not None or form.century is not None:
        first, width = (form.decade, 10) if form.decade is not None else (form.century, 100)
        return years_of(first, first + width - 1) if first is not None and 1 <= first <= 9000 else None
    year = form.year
    if year is None or not 1 <= year <= 9000:
        return None
    if form.festival is not None:
        return next(iter(festivals(form.festival, year)), None)
    if form.season is not None:
        first_month = month_of(year, _SEASON_MONTHS[form.season])
        return Stretch(first_month.first, month_of(year, _SEASON_MONTHS[form.season] + 2).last, fuzzy=True)
    if form.quarter is not None or form.half is not None:
        start, width = ((form.quarter - 1) * 3, 3) if form.quarter else ((form.half or 1) * 6 - 6, 6)
        return Stretch(month_of(year, start + 1).first, month_of(year, start + width).last)
    if form.month is None:
        return years_of(year, year)
    if form.day is None:
        return month_of(year, form.month)
    day = day_or_none(year, form.month, form.day)
    return one_day(day) if day else None


def festivals(key: str, year: int) -> list[Stretch]:
    """Give the days of a holy day or month that begins in a year, from the table of calendars; none where untold.

    The Islamic year is shorter than ours: Ramadan began twice in 1997. A day of an Islamic month is given with the
    one before and after it.
    """
    if (day := islamic.from_key(key)) is not None:
        return [Stretch(first, last) for first, last in islamic.days_in(day, year)]
    told = read_table("calendars")["festivals"].get(key, {})
    if "every_year" in told:
        values = ["/".join(f"{year:04d}-{day}" for day in told["every_year"].split("/"))]
    else:
        values = told.get("days", {}).get(year, "").split()
    return [stretch for value in values if (stretch := from_edtf(value))]


def fill_calendar(form: Calendar, day: date, *, future: bool = False) -> tuple[Stretch | None, str]:
    """Complete a phrase without a year from a day: the latest such up to it, or the next if it tells the future."""
    ahead = form.toward == "future" or (future and form.toward != "past")
    strictly = form.toward in ("past", "future")
    name = describe(form)
    if form.month is None and form.weekday is not None:
        return _weekday(form.weekday, day, ahead=ahead, strictly=strictly), _why(name, day, ahead)
    if form.month is None and form.day is not None:
        months = (month_of(day.year, day.month + step) for step in (range(12) if ahead else range(0, -12, -1)))
        days = (day_or_none(month.first.year, month.first.month, form.day) for month in months)
        return _pick((one_day(one) for one in days if one), day, ahead=ahead, strictly=strictly), _why(name, day, ahead)
    years = range(day.year - 1, day.year + _YEARS_BACK) if ahead else range(day.year, day.year - _YEARS_BACK, -1)
    told = [one for year in years for one in _all_in_year(form, year)]
    told.sort(key=lambda one: one.first, reverse=not ahead)
    # a weekday that stands beside the date may pick the year before; a farther one is a slip of the pen
    fitting = [one for one in told[:2] if _right_weekday(form, one)]
    picked = _pick(fitting, day, ahead=ahead, strictly=strictly) or _pick(told, day, ahead=ahead, strictly=strictly)
    return picked, _why(name, day, ahead)


def _in_year(form: Calendar, year: int) -> Calendar:
    return Calendar(year=year, month=form.month, day=form.day, season=form.season, quarter=form.quarter,
                    half=form.half, festival=form.festival)  # fmt: skip


def _all_in_year(form: Calendar, year: int) -> list[Stretch]:
    if form.festival is not None:
        return festivals(form.festival, year)
    stretch = stretch_of(_in_year(form, year))
    return [stretch] if stretch else []


def _right_weekday(form: Calendar, stretch: Stretch) -> bool:
    single = stretch.first == stretch.last
    return form.weekday is None or not single or stretch.first.isoweekday() == form.weekday


def _pick(stretches: Iterable[Stretch], day: date, *, ahead: bool, strictly: bool) -> Stretch | None:
    for stretch in stretches:
        inside = stretch.first <= day <= stretch.last
        if inside and strictly:
            continue
        if inside or (stretch.first > day if ahead else stretch.last < day):
            return stretch
    return None


def _weekday(weekday: int, day: date, *, ahead: bool, strictly: bool) -> Stretch:
    if ahead:
        steps = (weekday - day.isoweekday()) % 7 or (7 if strictly else 0)
        return one_day(day + timedelta(days=steps))
    steps = (day.isoweekday() - weekday) % 7 or (7 if strictly else 0)
    return one_day(day - timedelta(days=steps))


def _why(name: str, day: date, ahead: bool) -> str:
    return f"the next {name} from {{anchor}} on" if ahead else f"the latest {name} up to {{anchor}}"


def describe(form: Calendar) -> str:
    """Name the fields of a phrase in plain words: "Monday", "7 December", "March"."""
    words = []
    if form.weekday is not None:
        words.append(_WEEKDAY_NAMES[form.weekday - 1])
    if form.day is not None:
        words.append(str(form.day))
    if form.month is not None:
        words.append(_MONTH_NAMES[form.month - 1])
    if form.season is not None:
        words.append(form.season)
    if form.festival is not None:
        words.append(_festival_name(form.festival))
    if form.quarter is not None:
        words.append(f"quarter {form.quarter}")
    if form.half is not None:
        words.append(f"half-year {form.half}")
    return " ".join(words) or "such time"


def _festival_name(key: str) -> str:
    if (day := islamic.from_key(key)) is not None:
        return f"{day.name} (by the civil Islamic calendar, give or take a day)"
    return str(read_table("calendars")["festivals"].get(key, {}).get("name", key))


def edge_of(stretch: Stretch, edge: Edge) -> Stretch:
    """Narrow a period to its start, middle or end: about a third of it; a single day stays."""
    days = (stretch.last - stretch.first).days + 1
    if days < 3:
        return stretch
    third = days // 3
    first = stretch.first + timedelta(days={"start": 0, "middle": third, "end": days - third - 1}[edge])
    return _to_months(Stretch(first, first + timedelta(days=third), fuzzy=True), days)


def _to_months(stretch: Stretch, days: int) -> Stretch:
    """Widen a third of a year or more to whole months: "early 2021" is 2021-01 to 2021-04, not to 1 May."""
    if days < 80:
        return stretch
    first, last = stretch.first, stretch.last
    if first.day > 15:
        first = month_of(first.year, first.month + 1).first
    elif first.day > 1:
        first = first.replace(day=1)
    last = month_of(last.year, last.month - 1 if last.day < 10 else last.month).last
    return Stretch(first, last, fuzzy=True)


def walk(form: Calendar, inside: Stretch) -> Stretch | None:
    """Find a weekday, month, quarter or season inside a larger stretch ("Friday last week", "July last year")."""
    if form.weekday is not None and form.month is None:
        first = _weekday(form.weekday, inside.first, ahead=True, strictly=False)
        return first if first.first <= inside.last else None
    if form.month is None and form.day is not None:
        day = day_or_none(inside.first.year, inside.first.month, form.day)
        return one_day(day) if day else None
    return stretch_of(_in_year(form, inside.first.year))
