"""Find the phrases of time of a text, each with what it says: the grammar's atoms, then their joins.

``find_times`` is what readers use. ``find_time_atoms`` leaves intervals apart ("13 and 19 July" is one
phrase for the former), as the TIMEX3 corpora count them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from catena.model import Span
from catena.text.times_clock import CLOCK_RULES
from catena.text.times_dates import DATE_RULES
from catena.text.times_forms import Between, Calendar, Form, TimePhrase
from catena.text.times_grammar import Draft, Grammar, compile_template
from catena.text.times_guard import is_time
from catena.text.times_join import join_atoms, join_intervals
from catena.text.times_shifts import SHIFT_RULES
from catena.text.times_words import CLASSES, tokenize

__all__ = ["TimePhrase", "find_time_atoms", "find_times", "parse_date"]

_GRAMMAR = Grammar(DATE_RULES + SHIFT_RULES + CLOCK_RULES)
# A stretch of the text that holds none of these classes can hold no phrase of time.
_HEADS = (
    "MONTH MONTHSHORT MAY MARCH UPPERMONTH LOWERMONTH DAYNAME DAYNAMES SHORTDAY YEAR DECADE DECADEWORD UNIT UNITS"
    " HOURS PERIOD PART NIGHT PARTS SEASON FALL YESTERDAY TODAY TOMORROW TONIGHT OVERNIGHT NOW RECENTLY RECENT FUTURE"
    " CURRENT PAST DAILY AMPM LETTERP LETTERM CLOCKWORD FESTIVAL HIJRI NEW ERA LETTERB EIGHT NTH LONGUNIT TERM MIDUNIT"
)
_PAIRS = (
    "DIGITS COLON DIGITS|NUMBERWORD GAP (?:NUMBERWORD|SCALE)|DIGITS[SLASH DOT HYPHEN]DIGITS[SLASH DOT HYPHEN]DIGITS"
)
_HEAD = compile_template(f"[{_HEADS}]|{_PAIRS}")
_STRETCH = compile_template("[^OTHER BREAK]+")
_MARKS = (CLASSES["OTHER"], CLASSES["BREAK"])


def find_times(text: str) -> list[TimePhrase]:
    """Find every phrase of time in reading order; spans never overlap and lie inside the text."""
    return list(_times_of(text))


@lru_cache(maxsize=4)
def _times_of(text: str) -> tuple[TimePhrase, ...]:
    """Keep the last few texts' phrases: a document is asked for them when dated, read and resolved."""
    return tuple(join_intervals(_atoms(text), text))


def find_time_atoms(text: str) -> list[TimePhrase]:
    """Find the phrases of time without joining two into an interval, as TIMEX3 counts them."""
    atoms: list[TimePhrase] = []
    for phrase in _atoms(text):
        form = phrase.form
        atoms.extend((form.start, form.end) if isinstance(form, Between) else (phrase,))
    return atoms


def parse_date(text: str) -> str | None:
    """Read the absolute date of a publication line as EDTF ("07 June, 2021", "Wednesday, 4 March, 2020 - 11:00").

    None where the line holds no date with month and year; the most precise one wins, then the first.
    """
    dates = [value for phrase in find_time_atoms(text) if (value := _absolute(phrase.form)) is not None]
    return max(dates, key=len, default=None)


def _absolute(form: Form) -> str | None:
    if not isinstance(form, Calendar) or form.year is None or form.year < 1000 or form.month is None:
        return None
    month = f"{form.year:04d}-{form.month:02d}"
    return month if form.day is None else f"{month}-{form.day:02d}"


def _atoms(text: str) -> list[TimePhrase]:
    starts, classes = tokenize(text)
    phrases: list[TimePhrase] = []
    for offset, stretch in _stretches(classes):
        phrases.extend(_read_stretch(text, starts, offset, stretch))
    return join_atoms(phrases, text)


def _stretches(classes: str) -> Iterator[tuple[int, str]]:
    """Yield the longest runs of known classes that hold a head, with where they begin."""
    done = 0
    for head in _HEAD.finditer(classes):
        if head.start() < done:
            continue
        begin = max(classes.rfind(mark, done, head.start()) for mark in _MARKS) + 1 or done
        run = _STRETCH.match(classes, head.start())
        done = run.end() if run else head.end()
        yield begin, classes[begin:done]


def _read_stretch(text: str, starts: list[int], offset: int, stretch: str) -> Iterator[TimePhrase]:
    """Yield the phrases of a stretch of known classes: leftmost, then longest, then in rule order."""
    used = 0
    for candidate in _GRAMMAR.plan(stretch):
        if candidate.start < used:
            continue
        spans = {name: Span(starts[offset + first], starts[offset + last]) for name, first, last in candidate.groups}
        draft = _GRAMMAR.rules[candidate.rule].build({name: text[at.start : at.end] for name, at in spans.items()})
        if draft is None:
            continue
        span = Span(starts[offset + candidate.start], starts[offset + candidate.end])
        if is_time(text, span, draft.form):
            used = candidate.end
            yield _phrase(text, span, draft, spans)


def _phrase(text: str, span: Span, draft: Draft, spans: dict[str, Span]) -> TimePhrase:
    form = draft.form
    if isinstance(form, Between):
        form = _placed(form, text, span, spans)
    return TimePhrase(span, draft.kind, form, text[span.start : span.end], draft.part, draft.clock, draft.edge)


def _placed(form: Between, text: str, span: Span, spans: dict[str, Span]) -> Between:
    """Give the two ends of an interval their own spans inside the whole."""
    first, last = spans["first"], spans["day"] if "day" in spans else spans["last"]
    month_first = "month" in spans and spans["month"].start < first.start
    start = Span(span.start, first.end) if month_first else first
    end = Span(last.start, span.end)
    return Between(
        replace(form.start, span=start, text=text[start.start : start.end]),
        replace(form.end, span=end, text=text[end.start : end.end]),
    )
