"""Infer the day of publication of a document that states none, from what it tells.

A report is written after the last thing it tells of, and news is fresh: the latest day told, with
"yesterday", "today" or a weekday beside it, gives the day; without them an interval. Years come from
explicit dates only; where the text tells none, the day of publication stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from catena.model import Published
from catena.resolve.dates_calendar import Stretch, add_days, to_edtf
from catena.resolve.dates_fields import is_absolute, stretch_of
from catena.text.times_forms import Calendar, Shift, TimePhrase

_FRESH = timedelta(days=7)  # reports mostly come within a week of the last day they tell of
_MIDST = 6  # words before a date that put it in the future: "scheduled for", "will ... on"
_AHEAD = re.compile(
    r"\b(?:will|scheduled|due|expected|planned|plans?|set|deadline|expires?|until|till|upcoming|next|by|before)\b"
    r"[^.;]{0,40}$",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(r"\b(?:published|posted|date of publication|updated|date|issued)\b[^.\n]{0,24}$", re.IGNORECASE)
_TODAY = re.compile(r"\s*(?:today|this (?:morning|afternoon|evening))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    stretch: Stretch
    phrase: TimePhrase


def infer_publication(text: str, times: Sequence[TimePhrase]) -> Published:
    """Infer the day of publication as an EDTF day, month or interval with its reason; unknown is None."""
    told = [one for phrase in times if (one := _dated(text, phrase)) is not None]
    lines = [one for one in told if _DATE_LINE.search(text[max(0, one.phrase.span.start - 50) : one.phrase.span.start])]
    if lines:
        return Published(to_edtf(lines[0].stretch), "inferred", f"its date line says {lines[0].phrase.text}")
    if not told:
        return Published(None, "unknown", "the text tells no date with a year")
    floor = max(told, key=lambda one: one.stretch.first)
    latest = _with_yearless(text, times, floor)
    return _from_latest(text, times, latest)


def _dated(text: str, phrase: TimePhrase) -> _Told | None:
    form = phrase.form
    if not isinstance(form, Calendar) or not is_absolute(form) or form.year is None or not 1900 <= form.year <= 2100:
        return None
    stretch = stretch_of(form)
    if stretch is None or _AHEAD.search(text[max(0, phrase.span.start - 60) : phrase.span.start]):
        return None
    return _Told(stretch, phrase)


def _with_yearless(text: str, times: Sequence[TimePhrase], floor: _Told) -> _Told:
    """Put "Dec. 7" into the year that brings it nearest to the latest date with a year; the latest of all wins."""
    latest = floor
    for phrase in times:
        form = phrase.form
        if not isinstance(form, Calendar) or form.year is not None or form.within or form.toward:
            continue
        if form.month is None or _AHEAD.search(text[max(0, phrase.span.start - 60) : phrase.span.start]):
            continue
        near = [
            one
            for year in (floor.stretch.last.year, floor.stretch.last.year + 1)
            if (one := stretch_of(Calendar(year=year, month=form.month, day=form.day)))
            and _weekday_fits(form, one)
            and abs((one.first - floor.stretch.first).days) <= 183
        ]
        for one in near:
            if one.first > latest.stretch.first:
                latest = _Told(one, phrase)
    return latest


def _weekday_fits(form: Calendar, stretch: Stretch) -> bool:
    return form.weekday is None or stretch.first != stretch.last or stretch.first.isoweekday() == form.weekday


def _from_latest(text: str, times: Sequence[TimePhrase], latest: _Told) -> Published:
    stretch, words = latest.stretch, latest.phrase.text
    if stretch.first != stretch.last:
        return Published(to_edtf(stretch), "inferred", f"the latest time it tells of is {words}")
    day = stretch.first
    shifts = {form.low for phrase in times if isinstance(form := phrase.form, Shift) and form.unit == "day"
              and form.origin == "publication"}  # fmt: skip
    if _is_today(text, latest.phrase):
        return Published(day.isoformat(), "inferred", f"it calls {words} today")
    weekdays = {phrase.form.weekday for phrase in times if _is_bare_weekday(phrase)}
    later = _later_weekday(day, weekdays)
    if later is not None:
        why = f"the latest date it tells of is {words}, and it tells of a {later:%A} without a date"
        return _fresh(later, why) if 0 not in shifts else Published(later.isoformat(), "inferred", why)
    if -1 in shifts and 0 not in shifts:
        following = add_days(day, 1) or day
        return Published(
            following.isoformat(), "inferred", f"it tells of yesterday, and {words} is the latest day it tells of"
        )
    if 0 in shifts:
        return Published(day.isoformat(), "inferred", f"it tells of today, and {words} is the latest day it tells of")
    return _fresh(day, f"the latest day it tells of is {words}; reports mostly come within a week")


def _fresh(day: date, why: str) -> Published:
    return Published(to_edtf(Stretch(day, day + _FRESH)), "inferred", why)


def _is_today(text: str, phrase: TimePhrase) -> bool:
    after = text[phrase.span.end : phrase.span.end + 24].lstrip(" ,(")
    return phrase.text.lower().startswith("today") or _TODAY.match(after) is not None


def _is_bare_weekday(phrase: TimePhrase) -> bool:
    form = phrase.form
    return isinstance(form, Calendar) and form == Calendar(weekday=form.weekday) and form.weekday is not None


def _later_weekday(day: date, weekdays: set[int | None]) -> date | None:
    """Give the furthest of the told weekdays within three days after the latest told day, None where none is."""
    offsets = [(weekday - day.isoweekday()) % 7 for weekday in weekdays if weekday is not None]
    ahead = [offset for offset in offsets if 1 <= offset <= 3]
    return add_days(day, max(ahead)) if ahead else None
