"""Resolve phrases of time to EDTF dates, each with a sentence that says why.

Relative phrases are read against the day of publication ("on Monday": the latest Monday up to it) or
the last event told ("a day later"). Nothing without a future phrase resolves to the document's future.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from catena.model import When
from catena.resolve.dates_calendar import Stretch, from_edtf, one_day, to_edtf
from catena.resolve.dates_fields import edge_of, fill_calendar, is_absolute, stretch_of, walk
from catena.resolve.dates_publication import infer_publication
from catena.resolve.dates_shift import shift, window
from catena.text.times_forms import Between, Calendar, Clock, Every, Form, Length, Shift, TimePhrase, Vague

__all__ = ["Anchor", "infer_publication", "resolve_time"]

_WIDEST_DAYS = 400  # where the day of publication is so uncertain that a reading spans more, it says nothing
_RECENT = timedelta(days=30)

Reading = tuple[Stretch | None, str]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a phrase is read against: the document's day (EDTF), the last told event (EDTF), the tense."""

    published: str | None
    reference: str | None = None
    future: bool = False


def resolve_time(phrase: TimePhrase, anchor: Anchor) -> When:
    """Resolve a phrase to an EDTF value (or None) with the reason, against the document's anchor."""
    form = phrase.form
    if isinstance(form, Calendar) and form.year is not None and form.year < 0:
        return When(phrase.text, f"-{-form.year - 1:04d}", "a year before Christ; in ISO 8601 the year 1 BC is 0000")
    stretch, reason = _read(phrase, anchor)
    if stretch is None:
        return When(phrase.text, None, reason)
    if phrase.lead in ("since", "until"):
        return _open_interval(phrase, stretch, reason, anchor)
    value = to_edtf(replace(stretch, fuzzy=stretch.fuzzy or phrase.approximate))
    return When(phrase.text, value, reason)


def _open_interval(phrase: TimePhrase, stretch: Stretch, reason: str, anchor: Anchor) -> When:
    """Read "since July 11" as the days from it to publication, "until May" as those up to it."""
    published = from_edtf(anchor.published)
    if phrase.lead == "until":
        return When(phrase.text, f"../{to_edtf(stretch).split('/')[-1]}", f"until then: {reason}")
    start = to_edtf(stretch).split("/")[0]
    if published is None or published.last < stretch.first:
        return When(phrase.text, f"{start}/..", f"since then: {reason}")
    return When(phrase.text, f"{start}/{published.last.isoformat()}", f"since then, up to publication: {reason}")


def _read(phrase: TimePhrase, anchor: Anchor) -> Reading:
    form = phrase.form
    if isinstance(form, Between):
        return _between(form, anchor)
    if isinstance(form, Length):
        return None, "a length of time, not a date"
    if isinstance(form, Every):
        return None, "a time that comes again and again, not one date"
    if isinstance(form, Clock) or form == Calendar():
        day = from_edtf(anchor.reference)
        return (day, "a time of the day that is being told of") if day else (None, "a time of day; the day is not told")
    if isinstance(form, Calendar) and is_absolute(form):
        stretch = _swapped(form, anchor)
        why = "the date is told in full" if form.month and form.day else "told with its year"
        return _narrow(phrase, stretch), why if stretch else "no such day in the calendar"
    return _relative(phrase, anchor)


def _swapped(form: Calendar, anchor: Anchor) -> Stretch | None:
    """Read 7/11/2021 day first, unless that lies after publication and month first does not."""
    stretch = stretch_of(form)
    published = from_edtf(anchor.published)
    if not form.swappable or published is None or stretch is None:
        return stretch
    other = stretch_of(replace(form, month=form.day, day=form.month))
    near = other is not None and abs((other.first - published.last).days) <= 2 < abs(
        (stretch.first - published.last).days
    )
    late = stretch.first > published.last and other is not None and other.first <= published.last
    return other if near or late else stretch


def _relative(phrase: TimePhrase, anchor: Anchor) -> Reading:
    form = phrase.form
    if isinstance(form, Shift) and form.base is not None:
        base, why = _read(replace(phrase, form=form.base, edge=None), anchor)
        return _at_both_ends(phrase, replace(form, base=None), base, anchor, f"counted from {why}")
    origin = _origin(form)
    if origin == "publication":
        name, value = "publication", anchor.published
    else:
        name, value = "the event told before", anchor.reference
    base = from_edtf(value)
    if base is None:
        what = "the day of publication" if origin == "publication" else "the event it is counted from"
        return None, f"{what} is not known"
    stated = f"{name} on {value}" if base.first == base.last else f"{name} in {value}"
    return _at_both_ends(phrase, form, base, anchor, stated)


def _origin(form: Form) -> str:
    if isinstance(form, Calendar):
        return form.within.origin if form.within else form.origin
    return getattr(form, "origin", "publication")


def _at_both_ends(phrase: TimePhrase, form: Form, base: Stretch | None, anchor: Anchor, stated: str) -> Reading:
    """Read a phrase from the first and the last possible day of its base; both readings together are the value."""
    if base is None:
        return None, "what it is counted from is not known"
    early, why = _from_day(phrase, form, base.first, anchor)
    late, _ = _from_day(phrase, form, base.last, anchor)
    if early is None or late is None:
        return None, why
    hull = early.hull(late)
    if early != late and (hull.last - hull.first).days > _WIDEST_DAYS:
        return None, f"too uncertain: {stated.replace('{anchor}', '')} leaves more than a year open"
    reason = why.replace("{anchor}", stated)
    return hull, reason if "{anchor}" in why else f"{why} from {stated}"


def _from_day(phrase: TimePhrase, form: Form, day: date, anchor: Anchor) -> Reading:
    future = anchor.future or phrase.text.lower().startswith("later this")
    stretch: Stretch | None
    if isinstance(form, Calendar):
        stretch, why = _calendar_from(form, day, future)
    elif isinstance(form, Shift):
        stretch, why = shift(form, day), _shift_reason(form)
        future = future or form.high > 0
    elif isinstance(form, Vague):
        stretch, why = _vague_from(form, day)
    else:
        stretch, why = window(form, day), f"{phrase.text}, counted"  # type: ignore[arg-type]
        future = True
    if stretch is None:
        return None, why if "not" in why else "no such time in the calendar"
    narrowed = _narrow(phrase, stretch)
    told_past = _origin(form) == "publication" and not future and getattr(form, "toward", None) != "future"
    by_day = narrowed is not None and (
        phrase.edge or phrase.text.lower().startswith("earlier") or _unit(form) == "week"
    )
    if narrowed and told_past and by_day:
        narrowed = narrowed.until(day) if narrowed.first <= day else stretch.until(day)
    return narrowed, why


def _unit(form: Form) -> str | None:
    return form.unit if isinstance(form, Shift) else None


def _calendar_from(form: Calendar, day: date, future: bool) -> Reading:
    if form.within is None:
        return fill_calendar(form, day, future=future)
    inside = shift(form.within, day)
    stretch = walk(form, inside) if inside else None
    return stretch, f"inside {_shift_reason(form.within)}"


def _vague_from(form: Vague, day: date) -> Reading:
    if form.toward == "present":
        return Stretch(day, day, fuzzy=True), "the time of {anchor}"
    if form.recent:
        return Stretch(day - _RECENT, day, fuzzy=True), "recently: the month or so before {anchor}"
    return None, "a vague phrase that does not say when"


def _narrow(phrase: TimePhrase, stretch: Stretch | None) -> Stretch | None:
    return edge_of(stretch, phrase.edge) if stretch and phrase.edge else stretch


def _shift_reason(form: Shift) -> str:
    if form.low == form.high == 0:
        return f"the {form.unit} of {{anchor}}"
    count = (
        abs(form.low)
        if form.low == form.high
        else f"{min(abs(form.low), abs(form.high))} to {max(abs(form.low), abs(form.high))}"
    )
    plural = "" if count == 1 else "s"
    return f"{count} {form.unit}{plural} {'before' if form.high <= 0 else 'after'} {{anchor}}"


def _between(form: Between, anchor: Anchor) -> Reading:
    """Read both ends; the first end takes its year or month from the second where it tells none."""
    end, why = _read(form.end, anchor)
    if end is None:
        return None, why
    start_form, end_form = form.start.form, form.end.form
    if isinstance(start_form, Calendar) and isinstance(end_form, Calendar) and not is_absolute(start_form):
        if start_form.month is None and start_form.day is not None and end_form.day is not None:
            start_form = replace(start_form, month=end_form.month, year=end_form.year)
        elif start_form.within is None:
            anchor = replace(anchor, published=to_edtf(one_day(end.first)), future=False)
    start, _ = _read(replace(form.start, form=start_form), anchor)
    if start is None or start.first > end.last:
        return None, "its ends do not make an interval"
    return start.hull(end), f"from the one to the other; the end is {why}"
