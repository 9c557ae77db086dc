"""Join what the grammar read apart: "Monday" + "morning", "9 a.m." + "Tuesday", "early" + "next week"."""

from __future__ import annotations

import re
from dataclasses import replace

from catena.model import Span
from catena.text.times_forms import (
    Between,
    Calendar,
    Clock,
    Edge,
    Every,
    Lead,
    Length,
    Shift,
    TimeKind,
    TimePhrase,
    Vague,
)

_EDGES: dict[str, Edge] = {
    "early": "start", "beginning": "start", "start": "start", "onset": "start", "mid": "middle", "middle": "middle",
    "late": "end", "end": "end", "close": "end",
}  # fmt: skip
_EDGE_BEFORE = re.compile(
    r"(?:\b(?:the\s+)?(early|mid|late)(?:\s+on|\s+in)?(?:\s*[-–]\s*|\s+)(?:the\s+)?"
    r"|\b(?:the\s+)?(?:very\s+)?(beginning|start|onset|middle|end|close)\s+of\s+(?:the\s+)?"
    r"|\b(?:the\s+)?(early|late)(?:r)?\s+(?:part|hours|days|months|weeks|half)\s+of\s+(?:the\s+)?)$",
    re.IGNORECASE,
)
_NEAR_BEFORE = re.compile(r"\b(?:later|earlier|sometime|some\s+time)(?:\s+in|\s+on)?\s+$", re.IGNORECASE)
_ABOUT_BEFORE = re.compile(
    r"\b(about|around|approximately|roughly|nearly|almost|some|over|under|more\s+than|less\s+than|(?:no|not)\s+more\s+than"
    r"|no\s+less\s+than|at\s+least|at\s+most|up\s+to|as\s+many\s+as|as\s+little\s+as|circa|ca\.)\s+$",
    re.IGNORECASE,
)
_LEADS: dict[str, Lead] = {
    "since": "since", "until": "until", "till": "until", "before": "before", "after": "after", "from": "from",
    "to": "to", "between": "between", "by": "by", "during": "during", "throughout": "during", "following": "after",
}  # fmt: skip
_LEAD_BEFORE = re.compile(rf"\b({'|'.join(_LEADS)})\s+(?:around\s+|about\s+|early\s+|late\s+)*$", re.IGNORECASE)
_LOOK_BACK = 40


def join_atoms(atoms: list[TimePhrase], text: str) -> list[TimePhrase]:
    """Join neighbouring atoms that tell one time, and draw in the words before that narrow it."""
    joined: list[TimePhrase] = []
    for atom in atoms:
        merged = _merge(joined[-1], atom, text) if joined else None
        if merged is None:
            joined.append(atom)
        else:
            joined[-1] = merged
    floor = 0
    widened = []
    for phrase in joined:
        wide = _widen(phrase, text, floor)
        floor = wide.span.end
        widened.append(wide)
    return widened


def join_intervals(phrases: list[TimePhrase], text: str) -> list[TimePhrase]:
    """Join "between A and B", "two days after A" and "the week of A" into one phrase; set the leads of the others."""
    joined: list[TimePhrase] = []
    for phrase in phrases:
        previous = joined[-1] if joined else None
        gap = text[previous.span.end : phrase.span.start].strip().lower() if previous else ""
        form = _spanning_form(previous, phrase, gap) if previous else None
        if previous and form:
            span = Span(previous.span.start, phrase.span.end)
            part, clock = (previous.part, previous.clock) if isinstance(form, Shift) else (None, None)
            joined[-1] = TimePhrase(span, "date", form, text[span.start : span.end], part, clock, lead=previous.lead)
        else:
            joined.append(replace(phrase, lead=_lead(phrase, text)))
    return joined


def _spanning_form(first: TimePhrase, second: TimePhrase, gap: str) -> Between | Shift | None:
    if _is_interval(first, second, gap):
        return Between(replace(first, lead=None), second)
    if not isinstance(first.form, Shift) or not isinstance(second.form, Calendar | Shift) or second.form == Calendar():
        return None
    told_beside = first.form.origin == "event" and gap in ("after", "before")
    week_of = first.form == Shift("week", 0, 0, "reference") and gap == "of"
    return replace(first.form, base=second.form) if told_beside or week_of else None


def _is_interval(first: TimePhrase, second: TimePhrase, gap: str) -> bool:
    dated = isinstance(first.form, Calendar | Shift) and isinstance(second.form, Calendar | Shift)
    if not dated or first.form == Calendar():
        return False
    if first.lead == "between":
        return gap == "and"
    return (first.lead == "from" and gap in ("to", "until", "till", "through")) or gap in ("-", "–", "—", "through")


def _lead(phrase: TimePhrase, text: str) -> Lead | None:
    before = _LEAD_BEFORE.search(text[max(0, phrase.span.start - _LOOK_BACK) : phrase.span.start])
    return _LEADS[before[1].lower()] if before else None


def _widen(phrase: TimePhrase, text: str, floor: int) -> TimePhrase:
    """Draw "early", "the end of", "later", "about" before a phrase into it."""
    if isinstance(phrase.form, Between | Every | Vague):
        return phrase
    start, edge = phrase.span.start, phrase.edge
    before = text[max(floor, start - _LOOK_BACK) : start]
    if isinstance(phrase.form, Calendar | Shift) or phrase.clock:
        if narrowed := _EDGE_BEFORE.search(before):
            edge = _EDGES[next(group for group in narrowed.groups() if group).lower()]
            start -= len(narrowed[0])
        elif (near := _NEAR_BEFORE.search(before)) and not _is_weekday(phrase):
            start -= len(near[0])
    about = _ABOUT_BEFORE.search(text[max(floor, start - _LOOK_BACK) : start])
    taken_in = about is not None and _takes_in(about[1].lower(), phrase)
    if about and taken_in:
        start -= len(about[0])
    approximate = phrase.approximate or taken_in or (about is not None and about[1].lower() == "about")
    span = Span(start, phrase.span.end)
    return replace(phrase, span=span, text=text[span.start : span.end], edge=edge, approximate=approximate)


def _is_weekday(phrase: TimePhrase) -> bool:
    return isinstance(phrase.form, Calendar) and phrase.form.weekday is not None


def _takes_in(word: str, phrase: TimePhrase) -> bool:
    """Say whether a word of roughness belongs to the phrase as TIMEX3 has it: "over two years", "around May 3".

    Not so "over the weekend", "over a three-year period", "around Monday's ruling" and, by the corpora's habit,
    "about" before a bare length.
    """
    length = isinstance(phrase.form, Length)
    if word in ("over", "under", "some"):
        counted = length or (isinstance(phrase.form, Shift) and phrase.form.low != 0)
        return counted and not phrase.text.lower().startswith("the") and not phrase.text.lower().endswith("period")
    if word == "about":
        return not length and phrase.clock is None and not _is_weekday(phrase)
    return phrase.clock is not None or not _is_weekday(phrase)


def _merge(first: TimePhrase, second: TimePhrase, text: str) -> TimePhrase | None:
    gap = text[first.span.end : second.span.start]
    if len(gap) > 8 or "\n\n" in gap:
        return None
    form = _merged_form(first, second, " ".join(gap.lower().split()), gap)
    if form is None:
        return None
    span = Span(first.span.start, second.span.end)
    clock, part = first.clock or second.clock, first.part or second.part
    kind: TimeKind = "time" if clock or part else "set" if isinstance(form, Every) else "date"
    return TimePhrase(span, kind, form, text[span.start : span.end], part, clock)


def _merged_form(first: TimePhrase, second: TimePhrase, gap: str, raw: str) -> Calendar | Shift | None:
    one, two = first.form, second.form
    bare_one, bare_two = one == Calendar(), two == Calendar()
    if bare_one and bare_two:
        return None
    if isinstance(one, Clock) or bare_one:
        return _time_then_date(first, second, gap)
    if isinstance(two, Clock) or bare_two:
        return _date_then_time(first, second, gap, raw)
    if isinstance(one, Calendar) and isinstance(two, Calendar):
        return _two_calendars(one, two, gap)
    if isinstance(one, Calendar) and isinstance(two, Shift):
        return _calendar_in_shift(one, two, gap)
    if isinstance(one, Shift) and isinstance(two, Calendar):
        return _shift_with_calendar(one, two, gap)
    return None


def _time_then_date(first: TimePhrase, second: TimePhrase, gap: str) -> Calendar | Shift | None:
    """Join "9 a.m. Tuesday", "midnight Friday", "the night of March 5", "8.30pm on August 27"."""
    form = second.form
    if not isinstance(form, Calendar | Shift) or second.clock or gap not in ("", ",", "on", "of", "of the", ", on"):
        return None
    if isinstance(form, Shift) and form.unit not in ("day", "night"):
        return None
    if form == Calendar() or (
        isinstance(form, Calendar) and form.day is None and form.weekday is None and form.festival is None
    ):
        return None
    if second.part and first.form == Calendar():
        return None
    return form


def _date_then_time(first: TimePhrase, second: TimePhrase, gap: str, raw: str) -> Calendar | Shift | None:
    """Join "Monday morning", "Nov. 6 at 5 p.m.", "2020-03-04 11:00", "7 November 2021 - 0:0"."""
    form = first.form
    if not isinstance(form, Calendar | Shift) or (first.clock and second.clock) or (first.part and second.part):
        return None
    clock_gap = ("", ",", "at", ", at", "-", "t", "around", "about", "at about", "at around", "|", ", around", "·", "•")
    if gap not in (clock_gap if second.clock else ("", ",", "'s", "’s", "s", "at", "around", "before", "in the")):
        return None
    if isinstance(form, Shift) and (form.unit != "day" or form.low != form.high or (not raw and second.part)):
        return None
    if isinstance(form, Calendar) and form.day is None and form.weekday is None and form.festival is None:
        return None
    return form


def _two_calendars(one: Calendar, two: Calendar, gap: str) -> Calendar | None:
    """Join "Monday, Oct. 26", "26 October (Monday)", "Dec. 7" + "2021"."""
    if (
        one.weekday
        and two.month
        and two.weekday is None
        and one.month is None
        and gap in ("", ",", ".", ", the", "the", "(")
    ):
        return replace(two, weekday=one.weekday)
    if two.weekday and one.month and one.day and two.month is None and one.weekday is None and gap in ("", ",", "("):
        return replace(one, weekday=two.weekday)
    only_year = two == Calendar(year=two.year) and two.year is not None
    if (
        only_year
        and one.year is None
        and (one.month or one.festival or one.season or one.quarter)
        and gap in ("", ",", "of", ", of", "in")
    ):
        return replace(one, year=two.year)
    year_first = one == Calendar(year=one.year) and one.year is not None
    if year_first and two.year is None and two.month is not None and two.toward is None and gap in ("", ","):
        return replace(two, year=one.year)
    return None


def _calendar_in_shift(one: Calendar, two: Shift, gap: str) -> Calendar | None:
    """Join "July last year", "Friday last week", "the third quarter of this year"."""
    if two.low != two.high or gap not in ("", "of", ",", "in"):
        return None
    year_told = two.unit == "year" and one.year is None and (one.month or one.quarter or one.season or one.festival)
    week_told = two.unit in ("week", "month") and one.weekday is not None and one.month is None and one.toward is None
    return replace(one, within=two) if year_told or week_told else None


def _shift_with_calendar(one: Shift, two: Calendar, gap: str) -> Calendar | None:
    """Join "yesterday, June 7", "last week Friday", "last year's third quarter"."""
    if one.unit == "day" and two.month and two.day and gap in ("", ",", "("):
        return two
    inner = (two.quarter or two.weekday or two.festival or two.season) and not two.month
    return replace(two, within=one) if one.unit in ("week", "year") and inner and gap in ("", "'s", "’s", "s") else None
