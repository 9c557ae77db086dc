"""Read a phrase from one day: what "Monday", "last week" or "recently" mean to someone who writes on it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from catena.resolve.dates_calendar import Stretch
from catena.resolve.dates_fields import edge_of, fill_calendar, walk
from catena.resolve.dates_shift import shift, window
from catena.text.times_forms import Calendar, Form, Origin, Shift, TimePhrase, Vague, Window

RelativeForm = Calendar | Shift | Window | Vague
_RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Reading:
    """The days a phrase means, or None, and why; ``{anchor}`` in the reason stands for what it counts from."""

    stretch: Stretch | None
    reason: str


def origin_of(form: Form) -> Origin:
    """Say what a phrase is counted from: the day of publication, the event told before, or one named in the clause."""
    if isinstance(form, Calendar):
        return form.within.origin if form.within else form.origin
    return form.origin if isinstance(form, Shift | Window) else "publication"


def says_future(phrase: TimePhrase, form: Form) -> bool:
    """Say whether the phrase itself looks ahead of the writer: "tomorrow", "next week", "later this month"."""
    words = phrase.text.lower()
    if words.startswith(("later this", "later in the", "later on")):
        return True
    if isinstance(form, Calendar):
        return form.toward == "future" or (form.within is not None and form.within.high > 0)
    if isinstance(form, Shift):
        return form.high > 0
    return isinstance(form, Window) and form.sign > 0


def read_from_day(phrase: TimePhrase, form: RelativeForm, day: date, *, future: bool) -> Reading:
    """Read a phrase from a day; ``future`` says that its clause tells of what is to come."""
    if isinstance(form, Calendar):
        read = _calendar(form, day, future=future)
    elif isinstance(form, Shift):
        read = Reading(shift(form, day), _shift_reason(form))
    elif isinstance(form, Window):
        read = Reading(window(form, day), f"{phrase.text}, counted from {{anchor}}")
    else:
        read = _vague(form, day)
    if read.stretch is None:
        return read if isinstance(form, Vague) else Reading(None, "the calendar has no such time")
    return replace(read, stretch=_narrowed(phrase, form, read.stretch, day, future=future))


def _narrowed(phrase: TimePhrase, form: RelativeForm, stretch: Stretch, day: date, *, future: bool) -> Stretch:
    """Narrow to "early", "late", "earlier"; what is told of a running week or month has happened by the day."""
    narrow = edge_of(stretch, phrase.edge) if phrase.edge else stretch
    if phrase.text.lower().startswith("later") and stretch.first <= day <= stretch.last:
        return Stretch(day, stretch.last, stretch.fuzzy)
    if future or says_future(phrase, form) or origin_of(form) != "publication":
        return narrow
    running_week = isinstance(form, Shift) and form.unit == "week"
    if phrase.edge or running_week or phrase.text.lower().startswith("earlier"):
        return narrow.until(day) if narrow.first <= day else stretch.until(day)
    return narrow


def _calendar(form: Calendar, day: date, *, future: bool) -> Reading:
    if form.within is None:
        return Reading(*fill_calendar(form, day, future=future))
    inside = shift(form.within, day)
    return Reading(walk(form, inside) if inside else None, f"inside {_shift_reason(form.within)}")


def _vague(form: Vague, day: date) -> Reading:
    if form.toward == "present":
        return Reading(Stretch(day, day, fuzzy=True), "the time of {anchor}")
    if form.recent:
        return Reading(Stretch(day - _RECENT, day, fuzzy=True), "the month or so before {anchor}")
    return Reading(None, "a vague phrase that does not say when")


def _shift_reason(form: Shift) -> str:
    if form.low == form.high == 0:
        return f"the {form.unit} of {{anchor}}"
    few, most = sorted((abs(form.low), abs(form.high)))
    count = str(few) if few == most else f"{few} to {most}"
    return f"{count} {form.unit}{'' if most == 1 else 's'} {'before' if form.low < 0 else 'after'} {{anchor}}"
