"""What differs between two incident files: of two moments, or of two cases."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from catena.model import Incident, IncidentFile, ReportedCount, Toll
from catena.review.correcting import COUNTED


@dataclass(frozen=True, slots=True)
class Change:
    """One value of an incident that differs, in words, and why as far as the files tell."""

    incident: str
    field: str
    before: str
    after: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Regrouping:
    """Incidents of one file that are one incident of the other (merged), or the other way round (parted)."""

    one: str
    several: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs. ``gone``, ``merged.several`` and ``parted.one`` are of the earlier file, all else of the later."""

    new: tuple[Incident, ...]
    gone: tuple[Incident, ...]
    merged: tuple[Regrouping, ...]
    parted: tuple[Regrouping, ...]
    changed: tuple[Change, ...]


def compare(before: IncidentFile, after: IncidentFile) -> Difference:
    """Compare two files; incidents are matched by the events that they share."""
    homes_after = _homes(before.incidents, after.incidents)
    homes_before = _homes(after.incidents, before.incidents)
    earlier = {incident.id: incident for incident in before.incidents}
    names = {document.id: document.outlet or document.name for document in after.documents}
    known = {document.id for document in before.documents}
    changed = [
        change
        for incident in after.incidents
        if (match := _first(homes_before[incident.id])) is not None
        for change in _changes(earlier[match], incident, names, known)
    ]
    return Difference(
        tuple(incident for incident in after.incidents if not homes_before[incident.id]),
        tuple(incident for incident in before.incidents if not homes_after[incident.id]),
        tuple(Regrouping(each.id, homes_before[each.id]) for each in after.incidents if len(homes_before[each.id]) > 1),
        tuple(Regrouping(each.id, homes_after[each.id]) for each in before.incidents if len(homes_after[each.id]) > 1),
        tuple(changed),
    )


def _homes(incidents: Sequence[Incident], others: Sequence[Incident]) -> Mapping[str, tuple[str, ...]]:
    """Give for each incident the others that hold its events, the one with most of them first."""
    home = {event: other.id for other in others for event in other.events}
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for incident in incidents:
        shared = Counter(home[event] for event in incident.events if event in home)
        found[incident.id] = tuple(sorted(shared, key=lambda other: (-shared[other], other != incident.id, other)))
    return found


def _first(homes: tuple[str, ...]) -> str | None:
    return homes[0] if homes else None


def _changes(before: Incident, after: Incident, names: Mapping[str, str], known: set[str]) -> Iterator[Change]:
    old, new = _values(before), _values(after)
    arrived = [f"told by {names.get(d, d)}" for d in after.documents if d not in before.documents]
    decided = (f"{after.review.status} by {after.review.by}",) if after.review != before.review else ()
    for field, value in new.items():
        if value == old[field]:
            continue
        told = tuple(_new_counts(getattr(before, field), getattr(after, field))) if field in COUNTED else ()
        yield Change(after.id, field, old[field], value, (*decided, *(told or arrived)))


def _values(incident: Incident) -> dict[str, str]:
    place = incident.place.best
    return {
        "date": incident.date.best or "unknown",
        "place": place.name if place else "unknown",
        **{field: toll_in_words(getattr(incident, field)) for field in COUNTED},
        "type": f"{incident.event_type}, {incident.sub_event_type}",
        "outcome": incident.outcome,
        "disputed": ", ".join(incident.disputed) or "nothing",
        "origins": str(incident.origins),
        "documents": str(len(incident.documents)),
        "review": incident.review.status,
    }


def _new_counts(before: Toll, after: Toll) -> Iterator[str]:
    known = {count.id for count in before.reported}
    superseded = {count.id for count in before.reported if count.superseded_by}
    for count in after.reported:
        if count.id not in known:
            yield f"{count_in_words(count)} by {count.source.name}"
        elif count.superseded_by and count.id not in superseded:
            yield f"{count_in_words(count)} by {count.source.name} is superseded"


def toll_in_words(toll: Toll) -> str:
    """Write a toll as its best figure with the range: ``7 (4 to 9)``."""
    if toll.best is None and toll.low is None and toll.high is None:
        return "unknown"
    best = "?" if toll.best is None else str(toll.best)
    if toll.low == toll.high:
        return best
    low, high = ("?" if end is None else str(end) for end in (toll.low, toll.high))
    return f"{best} ({low} to {high})"


def count_in_words(count: ReportedCount) -> str:
    """Write a reported count: ``at least 4 farmers``."""
    value = count.value
    ends = [str(end) for end in (value.low, value.high) if end is not None]
    number = " to ".join(dict.fromkeys(ends)) or "an unknown number of"
    qualifier = "" if value.qualifier in ("exactly", "none") else f"{value.qualifier} "
    return f"{qualifier}{number} {value.who}".strip()
