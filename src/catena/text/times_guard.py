"""Tell a time from what only looks like one: a year from a count, the month of January from Jan the man."""

from __future__ import annotations

import re

from catena.model import Span
from catena.text.numbers_context import counts_people
from catena.text.times_forms import Calendar, Form, Length

_LOOK_BACK = 24
_NOT_YEAR_BEFORE = re.compile(
    r"(?:[$€£¥#]\s?|\d[,.]|\b(?:[Nn]os?|[Rr]esolution|[Ff]light|[Nn]umber|Rs|PO [Bb]ox|[Hh]ighway)\.?\s|[A-Z]-|/)$"
)
_NOT_YEAR_AFTER = re.compile(
    r",\d{3}|\.\d|\s?%|\s?(?:km|kg|mm|m|meters?|metres?|miles?|feet|dollars|tons?|tonnes?|MW|hours|hrs|GMT)\b|/\d{3}"
)
# Before 1900 a bare number of four digits is a year only where the words before say so.
_OLD_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|of|since|from|by|until|till|to|and|between|before|after|during|around|about|ca\.|c\.|circa|early|late"
    r"|mid|the|year|years|through|as)\b[\s-]*|[(–—,-]\s?|^\s*)$",
    re.IGNORECASE,
)
_FOLLOWED_BY_YEAR = re.compile(r"\s?[-–—]\s?\d{2,4}\b")
_NAME_MONTHS = ("jan", "april", "june", "may", "march", "august", "jun", "mar")  # also given names or verbs
_MONTH_LEAD = re.compile(
    r"\b(?:in|since|until|till|by|of|last|this|next|early|late|mid|from|to|between|before|after|during|and|or|through"
    r"|end|beginning|[\w.]+ed)[\s-]+$",
    re.IGNORECASE,
)
_NAME_AFTER = re.compile(r"\s[A-Z][a-z]")
_PER = re.compile(r"an?\s\w+", re.IGNORECASE)
# "$500 million a year", "700 seats a week", "twice a day" tell a rate, "for a year" a length
_RATE_BEFORE = re.compile(r"(?:[\d%]|illion|hundred|thousand|per\s?cent|\bcents|\bonce|\btwice|\btimes|\d\s+\w+s)\s+$")
_COUNTED_AFTER = re.compile(r"\s[a-z]{3,}s\b")  # 30 Ramadan tents are no 30 Ramadan
_EVENT_AFTER = re.compile(r"\s(?:Offensive|Mubarak|massacre|Massacre)\b")


def is_time(text: str, span: Span, form: Form) -> bool:
    """Say whether the words of a span can be a time where they stand."""
    before = text[max(0, span.start - _LOOK_BACK) : span.start]
    words = text[span.start : span.end]
    if before[-1:].isdigit() and words[:1].isdigit():
        return False
    if isinstance(form, Length):
        return _PER.fullmatch(words) is None or _RATE_BEFORE.search(before) is None
    if not isinstance(form, Calendar):
        return True
    if words.isdigit() and len(words) == 4 and form.year is not None:
        return _is_year(text, span, form.year, before)
    if form == Calendar(month=form.month) and words.lower() in _NAME_MONTHS:
        if text[span.end : span.end + 4] == " Day":
            return False
        return not _NAME_AFTER.match(text, span.end) or _MONTH_LEAD.search(before) is not None
    if form.festival and form.festival.startswith("hijri") and words[-1:].isalpha() and words[:2].strip().isdigit():
        return _COUNTED_AFTER.match(text, span.end) is None
    return not (form.festival and _EVENT_AFTER.match(text, span.end))


def _is_year(text: str, span: Span, year: int, before: str) -> bool:
    if _NOT_YEAR_BEFORE.search(before) or _NOT_YEAR_AFTER.match(text, span.end) or counts_people(text, span.end):
        return False
    if 1900 <= year <= 2049:
        return True
    return _OLD_YEAR_BEFORE.search(before) is not None or _FOLLOWED_BY_YEAR.match(text, span.end) is not None
