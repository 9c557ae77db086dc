"""Resolve phrases of time to EDTF dates, each with a sentence that says why.

Relative phrases are read against the day of publication ("on Monday": the latest Monday up to it) or
the last event told ("a day later"). Nothing without a future phrase resolves to the document's future.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from catena.model import When
from catena.resolve.dates_calendar import Stretch, from_edtf, one_day, to_edtf
from catena.resolve.dates_fields import describe, edge_of, is_absolute, stretch_of
from catena.resolve.dates_publication import infer_publication
from catena.resolve.dates_relative import Reading, RelativeForm, origin_of, read_from_day, says_future
from catena.text import islamic
from catena.text.times_forms import Between, Calendar, Clock, Every, Length, Shift, TimePhrase

__all__ = ["Anchor", "infer_publication", "resolve_time"]

_WIDEST_DAYS = 400  # where the day of publication is so uncertain that a reading spans more, it says nothing
_FIRST_YEAR, _LAST_YEAR = 1000, 9000  # nothing is counted from a day outside these years
_CLOCK_DAYS = 7  # "at dawn" is of the day told before, and of no month or year
_NEAR_DAYS = 2  # 7/11 is the day of publication or one beside it, if one order of its numbers makes it so


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a phrase is read against: the document's day (EDTF), the last told event (EDTF), the tense.

    ``clock`` says by whose clock the document's day is told, where that is known.
    """

    published: str | None
    reference: str | None = None
    future: bool = False
    clock: str | None = None


def resolve_time(phrase: TimePhrase, anchor: Anchor) -> When:
    """Resolve a phrase to an EDTF value (or None) with the reason, against the document's anchor."""
    form = phrase.form
    if isinstance(form, Calendar) and form.year is not None and form.year < 0:
        return When(phrase.text, f"-{-form.year - 1:04d}", "a year before Christ; in ISO 8601 the year 1 BC is 0000")
    read = _read(phrase, anchor)
    if read.stretch is None:
        return When(phrase.text, None, read.reason)
    if phrase.lead in ("since", "until"):
        return _open_interval(phrase, read.stretch, read.reason, anchor)
    value = to_edtf(replace(read.stretch, fuzzy=read.stretch.fuzzy or phrase.approximate))
    return When(phrase.text, value, read.reason)


def _open_interval(phrase: TimePhrase, stretch: Stretch, reason: str, anchor: Anchor) -> When:
    """Read "since July 11" as the days from it to publication, "until May" as those up to it."""
    published = from_edtf(anchor.published)
    if phrase.lead == "until":
        return When(phrase.text, f"../{to_edtf(stretch).split('/')[-1]}", f"until then: {reason}")
    start = to_edtf(stretch).split("/")[0]
    if published is None or published.last < stretch.first:
        return When(phrase.text, f"{start}/..", f"since then: {reason}")
    if (published.last - stretch.first).days > _WIDEST_DAYS:
        return When(phrase.text, to_edtf(stretch), f"begun then and lasting; its beginning: {reason}")
    return When(phrase.text, f"{start}/{published.last.isoformat()}", f"since then, up to publication: {reason}")


def _read(phrase: TimePhrase, anchor: Anchor) -> Reading:
    form = phrase.form
    if isinstance(form, Between):
        return _between(form, anchor)
    if isinstance(form, Length):
        return Reading(None, "a length of time, not a date")
    if isinstance(form, Every):
        return Reading(None, "a time that comes again and again, not one date")
    if isinstance(form, Clock) or form == Calendar():
        day = from_edtf(anchor.reference)
        if day is None or (day.last - day.first).days > _CLOCK_DAYS:
            return Reading(None, "a time of day; the day is not told")
        return Reading(day, "a time of the day that is being told of")
    if isinstance(form, Calendar) and is_absolute(form):
        return _absolute(phrase, form, anchor)
    return _relative(phrase, form, anchor)


def _absolute(phrase: TimePhrase, form: Calendar, anchor: Anchor) -> Reading:
    stretch = _swapped(form, anchor)
    if stretch is None:
        return Reading(None, "the calendar has no such time")
    narrow = edge_of(stretch, phrase.edge) if phrase.edge else stretch
    if form.festival is not None and islamic.from_key(form.festival) is not None:
        return Reading(narrow, f"{describe(replace(form, year=None))}")
    return Reading(narrow, "the date is told in full" if form.month and form.day else "told with its year")


def _swapped(form: Calendar, anchor: Anchor) -> Stretch | None:
    """Read 7/11/2021 day first, unless only month first makes it the time of publication or not after it."""
    stretch = stretch_of(form)
    published = from_edtf(anchor.published)
    if not form.swappable or published is None or stretch is None:
        return stretch
    other = stretch_of(replace(form, month=form.day, day=form.month))
    if other is None:
        return stretch
    away, other_away = (abs((one.first - published.last).days) for one in (stretch, other))
    late = stretch.first > published.last >= other.first
    return other if late or other_away <= _NEAR_DAYS < away else stretch


def _in_the_telling(phrase: TimePhrase, form: RelativeForm, anchor: Anchor) -> RelativeForm:
    """Count "he died next morning" from what is being told, not from publication: nothing in it looks ahead."""
    unit = form.unit if isinstance(form, Shift) else None
    told = unit in ("day", "night") and phrase.text.lower().startswith("next ") and not anchor.future
    return replace(form, origin="reference") if told and isinstance(form, Shift) and form.base is None else form


def _relative(phrase: TimePhrase, form: RelativeForm, anchor: Anchor) -> Reading:
    form = _in_the_telling(phrase, form, anchor)
    if isinstance(form, Shift) and form.base is not None:
        base = _read(replace(phrase, form=form.base, edge=None, lead=None), anchor)
        counted: RelativeForm = replace(form, base=None, origin="event")
        stated = f"the time told beside it ({base.reason})"
    else:
        from_publication = origin_of(form) == "publication"
        value = anchor.published if from_publication else anchor.reference
        name = "publication" if from_publication else "the event told before"
        base = Reading(from_edtf(value), f"the day of {name} is not known")
        clock = f" ({anchor.clock})" if from_publication and anchor.clock else ""
        counted, stated = form, f"{name} on {value}{clock}"
    if base.stretch is None:
        return base
    if not _FIRST_YEAR <= base.stretch.first.year <= base.stretch.last.year <= _LAST_YEAR:
        return Reading(None, f"{stated} lies too far off to count from")
    return _guarded(phrase, _at_both_ends(phrase, counted, base.stretch, anchor, stated), form, anchor)


def _at_both_ends(phrase: TimePhrase, form: RelativeForm, base: Stretch, anchor: Anchor, stated: str) -> Reading:
    """Read a phrase from the first and the last possible day of its base; both readings together are the value."""
    early = read_from_day(phrase, form, base.first, future=anchor.future)
    late = read_from_day(phrase, form, base.last, future=anchor.future)
    if early.stretch is None or late.stretch is None:
        return early if early.stretch is None else late
    hull = early.stretch.hull(late.stretch)
    if early.stretch != late.stretch and (hull.last - hull.first).days > _WIDEST_DAYS:
        return Reading(None, f"too uncertain: {stated} leaves more than a year open")
    return Reading(hull, early.reason.replace("{anchor}", stated))


def _guarded(phrase: TimePhrase, read: Reading, form: RelativeForm, anchor: Anchor) -> Reading:
    """Refuse a day after publication where neither the phrase nor its clause looks ahead of the writer."""
    published = from_edtf(anchor.published)
    ahead = anchor.future or (origin_of(form) == "publication" and says_future(phrase, form))
    if read.stretch is None or published is None or ahead or read.stretch.first <= published.last:
        return read
    return Reading(None, "it would lie after publication, and nothing says that it is still to come")


def _between(form: Between, anchor: Anchor) -> Reading:
    """Read both ends; the first end takes its year or month from the second where it tells none."""
    end = _read(form.end, anchor)
    if end.stretch is None:
        return end
    start_form, end_form = form.start.form, form.end.form
    if isinstance(start_form, Calendar) and isinstance(end_form, Calendar) and not is_absolute(start_form):
        if start_form.month is None and start_form.day is not None and end_form.day is not None:
            start_form = replace(start_form, month=end_form.month, year=end_form.year)
        elif start_form.within is None:
            anchor = replace(anchor, published=to_edtf(one_day(end.stretch.first)), future=False)
    start = _read(replace(form.start, form=start_form), anchor)
    if start.stretch is None or start.stretch.first > end.stretch.last:
        return Reading(None, "its ends do not make an interval")
    return Reading(start.stretch.hull(end.stretch), f"from the one to the other; the end: {end.reason}")
