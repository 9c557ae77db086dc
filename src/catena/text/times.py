"""Find the phrases of time of a text, each with what it says: the grammar's atoms, then their joins.

``find_times`` is what readers use. ``find_time_atoms`` leaves intervals apart ("13 and 19 July" is one
phrase for the former), as the TIMEX3 corpora count them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from catena.model import Span
from catena.text.numbers_context import counts_people
from catena.text.times_dates import DATE_RULES
from catena.text.times_forms import (
    Between,
    Calendar,
    Form,
    TimePhrase,
)
from catena.text.times_grammar import Candidate, Draft, Grammar, compile_template
from catena.text.times_join import join_atoms, join_intervals
from catena.text.times_relative import RELATIVE_RULES
from catena.text.times_words import CLASSES, tokenize

__all__ = ["find_time_atoms", "find_times", "parse_date"]

_GRAMMAR = Grammar(DATE_RULES + RELATIVE_RULES)
_HEADS = (
    "MONTH MONTHSHORT MAY MARCH UPPERMONTH LOWERMONTH DAYNAME DAYNAMES SHORTDAY YEAR DECADE DECADEWORD UNIT UNITS"
    " SECOND PART NIGHT PARTS SEASON FALL YESTERDAY TODAY TOMORROW TONIGHT OVERNIGHT NOW RECENTLY RECENT SOON"
    " PREVIOUSLY FORMER FUTURE CURRENT DAILY AMPM LETTERP LETTERM CLOCKWORD FESTIVAL NEW ERA LETTERB EIGHT JOINT"
)
_STRETCH = re.compile(f"[^{CLASSES['OTHER']}{CLASSES['BREAK']}]+")
_HEAD = re.compile(
    "["
    + "".join(CLASSES[name] for name in _HEADS.split())
    + "]"
    + compile_template(
        "|DIGITS COLON DIGITS|NUMBERWORD GAP NUMBERWORD|DIGITS[SLASH DOT]DIGITS[SLASH DOT]DIGITS"
    ).pattern
)
_YEAR_ALONE = compile_template("YEAR")


class Atom(NamedTuple):
    """A draft at its place: token range in the text."""

    start: int
    end: int
    draft: Draft


def find_times(text: str) -> list[TimePhrase]:
    """Find every phrase of time in reading order; spans never overlap and lie inside the text."""
    return join_intervals(find_time_atoms(text), text)


def find_time_atoms(text: str) -> list[TimePhrase]:
    """Find the phrases of time without joining two into an interval, as TIMEX3 counts them."""
    tokens, starts, classes = tokenize(text)
    phrases: list[TimePhrase] = []
    for stretch in _STRETCH.finditer(classes):
        if _HEAD.search(stretch[0]):
            phrases.extend(_read_stretch(text, tokens, starts, stretch.start(), stretch[0]))
    return join_atoms(phrases, text)


def _read_stretch(text: str, tokens: list[str], starts: list[int], offset: int, classes: str) -> list[TimePhrase]:
    found: list[TimePhrase] = []
    used = 0
    for candidate in _GRAMMAR.plan(classes):
        if candidate.start < used:
            continue
        words = {name: text[starts[offset + first] : starts[offset + last]] for name, first, last in candidate.groups}
        draft = _GRAMMAR.rules[candidate.rule].build(words)
        if draft is None:
            continue
        span = Span(starts[offset + candidate.start], starts[offset + candidate.end])
        if not _is_time(text, span, draft):
            continue
        found.append(_phrase(text, span, draft, candidate, starts, offset))
        used = candidate.end
    return found


def _phrase(text: str, span: Span, draft: Draft, candidate: Candidate, starts: list[int], offset: int) -> TimePhrase:
    form = draft.form
    if isinstance(form, Between):
        spans = {name: Span(starts[offset + first], starts[offset + last]) for name, first, last in candidate.groups}
        first, last = spans["first"], Span(spans["day"].start, span.end)
        if "month" in spans and spans["month"].start < first.start:
            first = Span(span.start, first.end)
        form = Between(replace(form.start, span=first, text=text[first.start : first.end]),
                       replace(form.end, span=last, text=text[last.start : last.end]))  # fmt: skip
    return TimePhrase(span, draft.kind, form, text[span.start : span.end], draft.part, draft.clock, draft.edge)


_NOT_YEAR_BEFORE = re.compile(
    r"(?:[$€£¥#]\s?|\d[,.]|\b(?:No|no|Nos|Resolution|resolution|Flight|flight|number|Rs)\.?\s|[A-Z]-|/)$"
)
_NOT_YEAR_AFTER = re.compile(
    r",\d{3}|\.\d|\s?%|\s?(?:km|kg|mm|m|meters?|metres?|miles?|feet|dollars|tons?|tonnes?|troops|MW)\b|/\d{3}"
)
_OLD_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|In|of|since|Since|from|From|by|By|until|till|to|and|between|before|after|during|around|about|about|ca\.|c\.|circa"
    r"|early|Early|late|Late|mid|the|year|years|through)\b[\s-]*|[(–—-]\s?|^\s*)$"
)


def _is_time(text: str, span: Span, draft: Draft) -> bool:
    """Tell a year from a bare number by its neighbours; every other phrase stands by itself."""
    form = draft.form
    before = text[max(0, span.start - 24) : span.start]
    year_alone = (
        isinstance(form, Calendar)
        and form.year is not None
        and text[span.start : span.end].isdigit()
        and len(text[span.start : span.end]) == 4
    )
    if not year_alone or not isinstance(form, Calendar) or form.year is None:
        return not (before[-1:].isdigit() and not text[span.start : span.start + 1].isspace())
    if _NOT_YEAR_BEFORE.search(before) or _NOT_YEAR_AFTER.match(text, span.end):
        return False
    if counts_people(text, span.end):
        return False
    return 1900 <= form.year <= 2049 or _OLD_YEAR_BEFORE.search(before) is not None


def parse_date(text: str) -> str | None:
    """Read the absolute date of a publication line as EDTF ("07 June, 2021", "Wednesday, 4 March, 2020 - 11:00").

    None where the line holds no absolute date; a month with a year gives a month.
    """
    best: str | None = None
    for phrase in find_time_atoms(text):
        value = _absolute(phrase.form)
        if value is not None and (best is None or len(value) > len(best)):
            best = value
    return best


def _absolute(form: Form) -> str | None:
    if not isinstance(form, Calendar) or form.year is None or form.year < 1000:
        return None
    if form.month is None:
        return None
    month = f"{form.year:04d}-{form.month:02d}"
    return month if form.day is None else f"{month}-{form.day:02d}"
