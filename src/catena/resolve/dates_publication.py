"""Infer the day of publication of a document that states none, from what it tells.

A report is written after the last thing it tells of, and news is fresh: the latest day told, with
"yesterday", "today" or a weekday beside it, gives the day; without them an interval. Years come from
explicit dates only; where the text tells no day of a year, the day of publication stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from catena.model import Evidence, Published
from catena.resolve.dates_calendar import Stretch, add_days, to_edtf
from catena.resolve.dates_fields import is_absolute, stretch_of
from catena.text.times_forms import Calendar, Shift, TimePhrase

_FRESH = timedelta(days=7)  # reports mostly come within a week of the last day they tell of
_HALF_YEAR_DAYS = 183
_HEAD_CHARACTERS = 400  # a date line stands at the head of a text
_DATE_LINE_WORDS = 30  # characters beside the date on its line: a place, an agency, a clock time
_AHEAD = re.compile(
    r"\b(?:will|scheduled|due|expected|planned|plans?|set|deadline|expires?|until|till|upcoming|next|by|before)\b"
    r"[^.;\n]{0,30}\Z",
    re.IGNORECASE,
)
_STATED = re.compile(r"\b(?:published|posted|date of publication|updated|issued)\b[^.\n]{0,12}\Z", re.IGNORECASE)
_IN_PROSE = re.compile(
    r"\b(?:on|in|since|of|from|until|till|by|to|and|between|before|after|around|about|the|during)[ \t]+"
    r"(?:\w+,?[ \t]+)?\Z",
    re.IGNORECASE,
)
_NOT_TOLD = re.compile(r"(?:copyright|©|\(c\)|since|season|class of)\W*\Z", re.IGNORECASE)
_TODAY = re.compile(r"\s*[,(]?\s*(?:today|this (?:morning|afternoon|evening))\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    """A dated phrase that lies behind the writer, with its days."""

    stretch: Stretch
    phrase: TimePhrase

    @property
    def is_day(self) -> bool:
        return self.stretch.first == self.stretch.last


def infer_publication(text: str, times: Sequence[TimePhrase], *, document: str = "") -> Published:
    """Infer the day of publication as an EDTF day or interval with reason and evidence; unknown is None.

    ``times`` are the text's phrases (``find_times``); ``document`` is the id that the evidence names.
    """
    told = [one for phrase in times if (one := _dated(text, phrase)) is not None]
    days = [one for one in told if one.is_day]
    line = next((one for one in days if _is_date_line(text, one.phrase)), None)
    if line is not None:
        why = f"its date line says {line.phrase.text}"
        return _published(line.stretch, why, text, line.phrase, document)
    latest = _latest_day(text, times, told)
    if latest is None:
        return Published(None, "unknown", "the text tells no day of a known year")
    stretch, why = _reckon(text, times, latest)
    return _published(stretch, why, text, latest.phrase, document)


def _published(stretch: Stretch, why: str, text: str, phrase: TimePhrase, document: str) -> Published:
    span = phrase.span
    evidence = Evidence(document, span.start, span.end, text[span.start : span.end])
    return Published(to_edtf(stretch), "inferred", why, (evidence,))


def _dated(text: str, phrase: TimePhrase) -> _Told | None:
    form = phrase.form
    if not isinstance(form, Calendar) or not is_absolute(form) or form.year is None or not 1900 <= form.year <= 2100:
        return None
    stretch = stretch_of(form)
    before = text[max(0, phrase.span.start - 60) : phrase.span.start]
    if stretch is None or _AHEAD.search(before) or _NOT_TOLD.search(before):
        return None
    return _Told(stretch, phrase)


def _is_date_line(text: str, phrase: TimePhrase) -> bool:
    """Say whether a full date is a date line: announced, alone on its line, or at the head out of any sentence."""
    start, end = phrase.span.start, phrase.span.end
    before = text[max(0, start - 50) : start]
    if _STATED.search(before):
        return True
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    if start > _HEAD_CHARACTERS or _IN_PROSE.search(before):
        return False
    alone = len(line.strip()) - (end - start) <= _DATE_LINE_WORDS
    return alone or not before.rstrip().endswith(("(", ","))


def _latest_day(text: str, times: Sequence[TimePhrase], told: list[_Told]) -> _Told | None:
    """Find the latest day told; days without a year go into the year that the dates with one suggest."""
    if not told:
        return None
    floor = max(told, key=lambda one: (one.stretch.first, one.is_day))
    later_year = _tells_last_year(times) and not floor.is_day
    candidates = [one for one in told if one.is_day]
    for phrase in times:
        form = phrase.form
        if not isinstance(form, Calendar) or form.year is not None or form.within or form.toward or form.day is None:
            continue
        if form.month is None or _AHEAD.search(text[max(0, phrase.span.start - 60) : phrase.span.start]):
            continue
        candidates.extend(_in_some_year(form, phrase, floor, later_year=later_year))
    fresh = [one for one in candidates if one.stretch.last >= floor.stretch.first]
    return max(fresh, key=lambda one: one.stretch.first, default=None)


def _tells_last_year(times: Sequence[TimePhrase]) -> bool:
    """Say whether the text speaks of "last year", and so gives no year for what is of the running one."""
    return any(isinstance(form := phrase.form, Shift) and form.unit == "year" and form.low == form.high == -1
               and form.origin == "publication" for phrase in times)  # fmt: skip


def _in_some_year(form: Calendar, phrase: TimePhrase, floor: _Told, *, later_year: bool) -> list[_Told]:
    """Put "Dec. 7" into the year nearest to the latest date with a year.

    A writer who says "in July 2020" and "last year", but "Dec. 7" without a year, writes in a later year than 2020.
    """
    first = floor.stretch.last.year + later_year
    days = [stretch_of(Calendar(year=year, month=form.month, day=form.day)) for year in (first, first + 1)]
    near = [
        one
        for one in days
        if one is not None
        and (later_year or (one.first - floor.stretch.last).days <= _HALF_YEAR_DAYS)
        and (form.weekday is None or one.first.isoweekday() == form.weekday)
    ]
    return [_Told(near[0], phrase)] if near else []


def _reckon(text: str, times: Sequence[TimePhrase], latest: _Told) -> tuple[Stretch, str]:
    """Reckon the day of publication from the latest day told and the deictic words of the text."""
    day, words = latest.stretch.first, latest.phrase.text
    shifts = {form.low for phrase in times if isinstance(form := phrase.form, Shift) and form.unit == "day"
              and form.origin == "publication"}  # fmt: skip
    if _is_today(text, latest.phrase):
        return Stretch(day, day), f"it calls {words} today"
    if -1 in shifts:
        following = add_days(day, 1) or day
        return Stretch(following, following), f"it tells of yesterday, and {words} is the latest day it tells of"
    later = _later_weekday(day, {phrase.form.weekday for phrase in times if _is_bare_weekday(phrase)})  # type: ignore[union-attr]
    if later is not None:
        why = f"the latest date it tells of is {words}, and it tells of a {later:%A} without a date"
        return (Stretch(later, later) if 0 in shifts else Stretch(later, later + _FRESH)), why
    if 0 in shifts:
        return Stretch(day, day), f"it tells of today, and {words} is the latest day it tells of"
    return Stretch(day, day + _FRESH), f"the latest day it tells of is {words}; reports mostly come within a week"


def _is_today(text: str, phrase: TimePhrase) -> bool:
    after = text[phrase.span.end : phrase.span.end + 24]
    return phrase.text.lower().startswith("today") or _TODAY.match(after) is not None


def _is_bare_weekday(phrase: TimePhrase) -> bool:
    form = phrase.form
    return isinstance(form, Calendar) and form.weekday is not None and form == Calendar(weekday=form.weekday)


def _later_weekday(day: date, weekdays: set[int | None]) -> date | None:
    """Give the furthest of the told weekdays within three days after the latest told day, None where none is."""
    offsets = [(weekday - day.isoweekday()) % 7 for weekday in weekdays if weekday is not None]
    ahead = [offset for offset in offsets if 1 <= offset <= 3]
    return add_days(day, max(ahead)) if ahead else None
