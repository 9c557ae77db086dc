"""Write phrases of time as TIMEX3 type and value (TimeML 1.2.1), the notation of the annotated corpora.

News is read against its day of publication; ``narrative`` texts (histories) against the last date told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from catena.resolve.dates_calendar import day_or_none, from_edtf
from catena.resolve.dates_fields import festivals, fill_calendar, walk
from catena.resolve.dates_shift import shift
from catena.text.times_forms import Between, Calendar, Clock, Every, Length, Shift, TimePhrase, Unit, Vague, Window
from catena.text.times_tense import tells_future

_UNITS = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "weekend": "D", "week": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "fortnight": "W", "season": "M", "millennium": "L",
}  # fmt: skip
_PARTS = {"dawn": "TMO", "morning": "TMO", "midday": "T12:00", "afternoon": "TAF", "evening": "TEV", "night": "TNI",
          "midnight": "T24:00", "daytime": "TDT"}  # fmt: skip
_SEASONS = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}
_SOON_DAYS, _LONG_AGO_DAYS = 60, 240  # "Nov. 15" in a text of 26 October lies ahead whatever the tense
_NEW_YEAR_MONTHS = 8  # a history that goes from November to January has come into the next year
_REFS = {"past": "PAST_REF", "present": "PRESENT_REF", "future": "FUTURE_REF"}


@dataclass(frozen=True, slots=True)
class Timex:
    """A TIMEX3 reading of a phrase."""

    type: str
    value: str


@dataclass(slots=True)
class _Telling:
    """What has been told so far: the day a relative phrase counts from, and how finely it is known."""

    published: date | None
    narrative: bool
    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: tuple[int, int] | None = None

    def base(self) -> date | None:
        """Give the day that "two days later" counts from; None before Christ."""
        if self.narrative and self.year is not None and self.year < 1:
            return None
        if self.year is None or self.year < 1 or (not self.narrative and self.day is None):
            return self.published
        return date(self.year, self.month or 1, self.day or 1)

    def tell(self, value: str) -> None:
        """Remember a dated value as what following phrases count from."""
        parts = value.split("T")[0].split("-")
        if parts[0][:2] == "BC" and parts[0][2:].isdigit() and len(parts[0]) == 6:
            self.year, self.month, self.day = -int(parts[0][2:]), None, None
        elif parts[0].isdigit() and len(parts[0]) == 4 and int(parts[0]) > 0:
            self.year, self.month, self.day = int(parts[0]), None, None
        else:
            return
        if len(parts) > 1 and parts[1].isdigit():
            self.month = int(parts[1])
            self.day = int(parts[2]) if len(parts) > 2 and parts[2].isdigit() else None


def timex_values(
    phrases: Sequence[TimePhrase], text: str, published: str | None, *, narrative: bool = False
) -> list[Timex]:
    """Give the TIMEX3 type and value of each phrase of a text, read in order."""
    day = from_edtf(published.split("T")[0]) if published else None
    telling = _Telling(day.first if day else None, narrative)
    values = []
    for phrase in phrases:
        timex = _timex(phrase, text, telling)
        if timex.type in ("DATE", "TIME"):
            telling.tell(timex.value)
        values.append(timex)
    return values


def _timex(phrase: TimePhrase, text: str, telling: _Telling) -> Timex:
    form = phrase.form
    if isinstance(form, Between):
        return _timex(form.start, text, telling)
    if isinstance(form, Length):
        return Timex("DURATION", _period(form.unit, form.low, form.high))
    if isinstance(form, Window):
        return _window(form, telling)
    if isinstance(form, Every):
        return _set(phrase, form)
    if isinstance(form, Vague):
        return Timex("DATE", _REFS[form.toward])
    suffix = _suffix(phrase)
    if isinstance(form, Clock) or form == Calendar():
        unknown = telling.narrative and phrase.clock is None
        return Timex("TIME", _day(None if unknown else telling.base()) + suffix)
    if isinstance(form, Calendar):
        value = _calendar(form, telling, future=not telling.narrative and tells_future(text, phrase.span))
    else:
        value = _shift(phrase, form, telling)
    if value.startswith("P") and not value.endswith("_REF"):
        return Timex("DURATION", value)
    return Timex("TIME" if suffix else "DATE", value if value.endswith("_REF") else value + suffix)


def _suffix(phrase: TimePhrase) -> str:
    if phrase.clock:
        return f"T{phrase.clock.hour:02d}:{phrase.clock.minute or 0:02d}"
    return _PARTS[phrase.part] if phrase.part else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else "XXXX-XX-XX"


def _period(unit: str, low: float | None, high: float | None) -> str:
    letter = _UNITS.get(unit, "D")
    clock = "T" if unit in ("second", "minute", "hour") else ""
    if low is None or high is None or low != high:
        return f"P{clock}X{letter}"
    if low != int(low) and clock:
        whole, smaller = int(low), {"H": "M", "M": "S"}.get(letter, "S")
        return f"PT{whole}{letter}{round((low - whole) * 60)}{smaller}" if whole else f"PT{round(low * 60)}{smaller}"
    if unit == "decade" and low > 1:
        letter, low = "Y", 10 * low
    number = 2 * low if unit == "fortnight" else low
    if letter == "Y" and number != int(number):
        return f"P{int(number)}Y{round((number - int(number)) * 12)}M"
    return f"P{clock}{int(number) if number == int(number) else number}{letter}"


def _window(form: Window, telling: _Telling) -> Timex:
    if form.low == form.high == 1 and form.unit not in ("second", "minute", "hour"):
        base = telling.base() if telling.narrative else telling.published
        if base is not None and form.unit in ("year", "decade", "week", "month", "quarter", "century"):
            return Timex("DATE", _unit_value(form.unit, base, form.sign))
    return Timex("DURATION", _period(form.unit, form.low, form.high))


def _set(phrase: TimePhrase, form: Every) -> Timex:
    if form.weekday is not None:
        return Timex("SET", f"XXXX-WXX-{form.weekday}" + _suffix(phrase))
    if form.unit == "quarter":
        return Timex("SET", "P3M")
    return Timex("SET", _period(form.unit, form.count, form.count))


def _year_text(year: int) -> str:
    return f"BC{-year:04d}" if year < 0 else f"{year:04d}"


def _calendar(form: Calendar, telling: _Telling, *, future: bool) -> str:
    if form.decade is not None:
        return _year_text(form.decade)[: 5 if form.decade < 0 else 3]
    if form.century is not None:
        return f"BC{-form.century // 100 - 1:02d}" if form.century < 0 else f"{form.century // 100:02d}"
    year, month, day = form.year, form.month, form.day
    if year is None:
        found = _completed(form, telling, future=future)
        if found is None:
            return _incomplete(form, telling)
        year, month, day = found.year, found.month, found.day
        if form.weekday is None and form.day is None and form.festival is None:
            day, month = None, form.month
    elif form.festival is not None:
        first = next((days.first for days in festivals(form.festival, year)), None)
        month, day = (first.month, first.day) if first else (None, None)
    if form.quarter is not None and form.year is None and form.within is None:
        telling.quarter = (year, form.quarter)
    return _written(form, year, month, day)


def _written(form: Calendar, year: int, month: int | None, day: int | None) -> str:
    text = _year_text(year)
    if form.season is not None:
        return f"{text}-{_SEASONS[form.season]}"
    if form.quarter is not None:
        return f"{text}-Q{form.quarter}"
    if form.half is not None:
        return f"{text}-H{form.half}"
    if month is None:
        return text
    return f"{text}-{month:02d}" + (f"-{day:02d}" if day else "")


def _completed(form: Calendar, telling: _Telling, *, future: bool) -> date | None:
    """Complete a phrase without a year: news looks back from publication, a history stays in the year told."""
    if form.within is not None:
        base = telling.base() if form.within.origin == "reference" else telling.published
        inside = shift(form.within, base) if base else None
        found = walk(form, inside) if inside else None
        return found.first if found else None
    if telling.narrative and form.toward is None and form.weekday is None:
        if telling.year is None or telling.year < 1 or form.month is None or form.festival:
            return None
        told_late = telling.month is not None and telling.month - form.month >= _NEW_YEAR_MONTHS
        return day_or_none(telling.year + told_late, form.month, form.day or 1)
    base = telling.base() if telling.narrative or form.origin == "reference" else telling.published
    if base is None or (telling.narrative and form.weekday is not None and telling.day is None):
        return None
    return _nearest(form, base, future=future)


def _nearest(form: Calendar, base: date, *, future: bool) -> date | None:
    """Choose between the latest and the next such time: the tense decides, unless one of them is far off."""
    latest, _ = fill_calendar(form, base)
    coming, _ = fill_calendar(form, base, future=True)
    if latest is None or coming is None or form.quarter is not None:
        return latest.first if latest else None
    back, ahead = (base - latest.last).days, (coming.first - base).days
    near_future = form.month is not None and ahead <= _SOON_DAYS and back > _LONG_AGO_DAYS
    far_future = form.month is not None and ahead > _LONG_AGO_DAYS
    return coming.first if (future and not far_future) or near_future else latest.first


def _incomplete(form: Calendar, telling: _Telling) -> str:
    if telling.narrative and telling.year is not None and (form.month or form.season):
        return _written(form, telling.year, form.month, form.day)
    if form.weekday is not None:
        return f"XXXX-WXX-{form.weekday}"
    if form.season is not None:
        return f"XXXX-{_SEASONS[form.season]}"
    return f"XXXX-{form.month:02d}" + (f"-{form.day:02d}" if form.day else "") if form.month else "XXXX-XX-XX"


def _shift(phrase: TimePhrase, form: Shift, telling: _Telling) -> str:
    base = telling.published if form.origin == "publication" else telling.base()
    if form.origin == "event":
        return _period(form.unit, abs(form.low), abs(form.high))
    if telling.narrative:
        if form.origin == "publication" and form.unit == "day" and form.low == 0:
            return _REFS["present"]
        return _narrative_shift(form, telling) if form.origin != "publication" else _from(form, base)
    if form.low != form.high:
        return _REFS["past" if form.high < 0 else "future"]
    if form.origin == "reference" and form.low == 0 and form.unit in ("quarter", "period"):
        return _running_quarter(telling)
    if form.unit == "year" and form.low == -1 and telling.quarter and re.search("ago|earlier", phrase.text):
        year, quarter = telling.quarter
        return f"{year - 1}-Q{quarter}"
    return _from(form, telling.published if form.unit in ("year", "week") else base)


def _from(form: Shift, base: date | None) -> str:
    return "XXXX-XX-XX" if base is None else _unit_value(form.unit, base, form.low)


def _running_quarter(telling: _Telling) -> str:
    """Read "the quarter" as the one told last, else as the latest that was over at publication."""
    if telling.quarter is None and telling.published is not None:
        before = shift(Shift("quarter", -1, -1), telling.published)
        if before is not None:
            telling.quarter = (before.first.year, (before.first.month + 2) // 3)
    return "XXXX-XX-XX" if telling.quarter is None else f"{telling.quarter[0]}-Q{telling.quarter[1]}"


def _narrative_shift(form: Shift, telling: _Telling) -> str:
    """Count from the date told last, as finely as both it and the unit allow ("two days later", "that year")."""
    if telling.year is None or form.low != form.high:
        return _REFS["past" if form.high < 0 else "future"]
    if form.origin == "event":
        return _period(form.unit, abs(form.low), abs(form.high))
    fine = {"day": telling.day, "night": telling.day, "week": telling.day, "month": telling.month}.get(form.unit, 1)
    if form.unit in ("year", "decade", "century"):
        step = {"year": 1, "decade": 10, "century": 100}[form.unit] * form.low
        year = telling.year + step
        return _year_text(year)
    if fine is None or telling.year < 1:
        return f"{_year_text(telling.year)}-{f'{telling.month:02d}' if telling.month else 'XX'}-XX"
    base = telling.base()
    return _unit_value(form.unit, base, form.low) if base else "XXXX-XX-XX"


def _unit_value(unit: Unit, day: date, count: int) -> str:
    moved = shift(Shift(unit, count, count, "reference"), day)
    if moved is None:
        return "XXXX-XX-XX"
    first = moved.first
    year, week, _ = first.isocalendar()
    if unit in ("day", "night"):
        return first.isoformat()
    if unit in ("week", "weekend"):
        return f"{year}-W{week}" + ("-WE" if unit == "weekend" else "")  # unpadded, as the corpora write it
    if unit == "month":
        return f"{first.year}-{first.month:02d}"
    if unit == "quarter":
        return f"{first.year}-Q{(first.month + 2) // 3}"
    width = {"decade": 3, "century": 2}.get(unit, 4)
    return f"{first.year:04d}"[:width]
