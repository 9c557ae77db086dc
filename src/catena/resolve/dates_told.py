"""What a phrase of time beside an event is counted from, and whether it dates the event at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from catena.knowledge import read_table
from catena.model import Evidence, Span, When
from catena.resolve.dates import Anchor, resolve_time
from catena.text.edtf import days_of
from catena.text.times_forms import Calendar, Shift, TimePhrase

_NEAR_CHARACTERS = 300  # two or three sentences
_COUNTED_DAYS = 7  # what "the day before" counts from is a day or a few, no month
# "the October 10 election", "a 2018 peace deal": an article before the phrase, up to two words and a noun behind it.
_ARTICLE = re.compile(r"(?:^|\s)(?:the|a|an|its|their|his|her|this|that|[A-Z]\w+['’]s)\s(?:[a-z-]+\s)?$", re.IGNORECASE)
_NOUN = re.compile(r",?((?:\s[a-z-]+){1,3})")
# "the figure that the paper gave a day before", "a toll released on Friday": the day of the telling.
_GIVEN_BEFORE = re.compile(
    r"\b(?:figure|toll|number|count|tally|report|version|story|statement|video|list)s?\b[^.;,]{0,40}?"
    r"\b(?:gave|given|published|issued|released|printed|carried|posted|broadcast)\s(?:on\s|in\s)?$",
    re.IGNORECASE,
)
# "officials now say": what is said now was done before.
_SAY_AFTER = re.compile(
    r"\s(?:say|says|believe|believes|put|puts|think|thinks|admit|admits|confirm|confirms|acknowledge)\b"
)


def told_before(evidence: Evidence, phrases: Mapping[Span, TimePhrase], anchor: Anchor) -> Anchor:
    """Let "the day before" count from the day told earlier in its own sentence, where one is; else from the anchor's.

    "That year" is the year written last before it ("until May 2020. … in January that year").
    """
    focus = evidence.focus
    if focus is not None and _is_of_that_year(phrases[focus]) and (year := _year_before(focus, phrases)) is not None:
        return replace(anchor, reference=year)
    if focus is None or not _counts_from_told(phrases[focus]):
        return anchor
    before = [span for span in phrases if evidence.start <= span.start and span.end <= focus.start]
    for span in sorted(before, reverse=True):
        if not _counts_from_told(phrases[span]):
            days = days_of(value := resolve_time(phrases[span], anchor).edtf)
            if days is not None and days.width <= _COUNTED_DAYS:
                return replace(anchor, reference=value)
    return anchor


def _is_of_that_year(phrase: TimePhrase) -> bool:
    year = phrase.form.within if isinstance(phrase.form, Calendar) else phrase.form
    return isinstance(year, Shift) and (year.unit, year.low, year.high, year.origin) == ("year", 0, 0, "reference")


def _year_before(focus: Span, phrases: Mapping[Span, TimePhrase]) -> str | None:
    """Give the year that a phrase not far before states."""
    for span in sorted((s for s in phrases if s.end <= focus.start <= s.end + _NEAR_CHARACTERS), reverse=True):
        form = phrases[span].form
        if isinstance(form, Calendar) and form.year is not None and form.year > 0:
            return f"{form.year:04}"
    return None


def _counts_from_told(phrase: TimePhrase) -> bool:
    form = phrase.form
    return (isinstance(form, Shift) and form.base is None and form.origin != "publication") or form == Calendar()


def dates_event(text: str, phrase: TimePhrase, when: When) -> bool:
    """Say whether a phrase beside an event can date it: not "divided since 2012", not "the October 10 election".

    Nor does the day on which something was only told: "the toll that it gave a day before", "officials now say".
    """
    if phrase.lead == "since" and when.edtf is not None and "/" not in when.edtf:
        return False  # begun long ago and lasting: no day of anything told in the sentence
    if _GIVEN_BEFORE.search(text[max(0, phrase.span.start - 90) : phrase.span.start]):
        return False
    if text[phrase.span.start : phrase.span.end].lower() == "now" and _SAY_AFTER.match(text, phrase.span.end):
        return False
    noun = _NOUN.match(text, phrase.span.end)
    named = noun is not None and any(word in _things() for word in noun[1].split())
    return not (named and _ARTICLE.search(text[max(0, phrase.span.start - 24) : phrase.span.start]))


@cache
def _things() -> frozenset[str]:
    return frozenset(read_table("dated_things")["nouns"])
