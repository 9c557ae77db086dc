"""How decisions change a result: a pure function of the machine's incident file and the journal.

``judgements`` go to the linker before it clusters; ``apply`` lays corrections and statuses over what it made.
Run again on the same documents they give the same file, so that a person outranks the machine for good.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from catena.model import Event, Incident, IncidentFile, Review
from catena.review.correcting import TAKES, Correction, correct, machine_value, supersede
from catena.review.finding import EventFinder, IncidentFinder
from catena.review.judging import judgements
from catena.review.standing import standing
from catena.store import Decision, Entry

__all__ = ["ABOUT_INCIDENTS", "Decided", "Note", "apply", "judgements", "withheld_names"]

ABOUT_INCIDENTS = ("accept", "reject", "correct", "supersede", "confirm", "note")


@dataclass(frozen=True, slots=True)
class Note:
    """What a person wrote beside an incident, changing nothing."""

    incident: str
    text: str
    person: str
    made_utc: str


@dataclass(frozen=True, slots=True)
class Decided:
    """The file as people left it; ``stranded`` decisions stand, but what they were about is told no more."""

    file: IncidentFile
    corrections: tuple[Correction, ...]
    notes: tuple[Note, ...]
    stranded: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _Reviewed:
    incident: Incident
    corrections: tuple[Correction, ...] = ()
    notes: tuple[Note, ...] = ()


def apply(
    incident_file: IncidentFile, entries: Sequence[Entry], events: Iterable[Event] = (), *, two_person: bool = False
) -> Decided:
    """Lay the standing decisions over the machine's file, in the order in which they were made.

    ``events`` are those that the file was made from: with them a decision finds its incident even after another
    reading has given every event another id. ``two_person`` asks for a second name before anything is final.
    """
    known = tuple(events)
    finder = IncidentFinder(incident_file.incidents, EventFinder(known) if known else None)
    reviewed = {incident.id: _Reviewed(incident) for incident in incident_file.incidents}
    stranded: list[Entry] = []
    for entry in standing(entries):
        if entry.decision.kind not in ABOUT_INCIDENTS:
            continue
        found = finder.find(entry.decision.targets[0], entry.decision.events)
        if found is None:
            stranded.append(entry)
        else:
            reviewed[found] = _decide(reviewed[found], entry, two_person=two_person)
    return Decided(
        replace(incident_file, incidents=tuple(reviewed[each.id].incident for each in incident_file.incidents)),
        tuple(correction for each in reviewed.values() for correction in each.corrections),
        tuple(note for each in reviewed.values() for note in each.notes),
        tuple(stranded),
    )


def withheld_names(entries: Sequence[Entry]) -> tuple[str, ...]:
    """List the names that people decided to withhold from every export, sorted."""
    chosen = {name for e in standing(entries) if e.decision.kind == "withhold" for name in e.decision.targets}
    return tuple(sorted(chosen))


def _decide(reviewed: _Reviewed, entry: Entry, *, two_person: bool) -> _Reviewed:
    incident, decision = reviewed.incident, entry.decision
    match decision.kind:
        case "note":
            note = Note(incident.id, decision.reason, decision.person, decision.made_utc)
            return replace(reviewed, notes=(*reviewed.notes, note))
        case "correct" if decision.field in TAKES:
            changed = replace(correct(incident, entry), review=Review("corrected", decision.person))
            corrections = _noted(reviewed.corrections, _correction(incident, decision))
            return replace(reviewed, incident=changed, corrections=corrections)
        case "supersede":
            changed = replace(supersede(incident, entry), review=Review("corrected", decision.person))
            return replace(reviewed, incident=changed)
        case "accept":
            return replace(reviewed, incident=replace(incident, review=Review("accepted", decision.person)))
        case "reject":
            return replace(reviewed, incident=replace(incident, review=Review("rejected", decision.person)))
        case "confirm":
            review = confirm(incident.review, decision.person, two_person=two_person)
            return replace(reviewed, incident=replace(incident, review=review))
        case _:  # a field that this version does not know
            return reviewed


def confirm(review: Review, person: str, *, two_person: bool) -> Review:
    """Make an accepted or corrected incident final; under the two-person rule only by another person."""
    if review.status not in ("accepted", "corrected") or (two_person and person == review.by):
        return review
    return Review("final", person if person == review.by else f"{review.by}, {person}")


def _correction(incident: Incident, decision: Decision) -> Correction:
    field = decision.field or ""
    machine = machine_value(incident, field)
    return Correction(incident.id, field, machine, decision.value, decision.person, decision.reason, decision.made_utc)


def _noted(corrections: tuple[Correction, ...], new: Correction) -> tuple[Correction, ...]:
    """Add a correction; a second one of the same field keeps the machine's value of the first."""
    first = next((each for each in corrections if each.field == new.field), None)
    others = tuple(each for each in corrections if each.field != new.field)
    return (*others, new if first is None else replace(new, machine=first.machine))
