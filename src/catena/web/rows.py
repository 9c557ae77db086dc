"""What a list needs of each record, and no more: a case of a hundred thousand incidents is listed from memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catena.model import Document, Incident, Party, Reported, ReportedCount, Toll, Victim
from catena.text.edtf import days_of


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document without its text."""

    id: str
    name: str
    outlet: str
    title: str
    published: str | None
    language: str | None
    agency: str | None
    copy_of: str | None = None


@dataclass(frozen=True, slots=True)
class ActorRow:
    """An actor without its evidence."""

    id: str
    name: str
    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Accusation:
    """Who said of whom that they did it, or did not; ``target`` and ``by`` are names as told."""

    incident: str
    by: str
    target: str
    actor: str | None
    status: str


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """One incident as lists, facets, the timeline and the map show it. Days are proleptic ordinals."""

    id: str
    title: str
    date: str | None
    first: int | None
    last: int | None
    approximate: bool
    place_id: str | None
    place: str | None
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    event_type: str
    sub_event_type: str
    outcome: str
    killed: Toll
    wounded: Toll
    abducted: Toll
    documents: tuple[str, ...]
    outlets: tuple[str, ...]
    actors: tuple[str, ...]
    origins: int
    disputed: tuple[str, ...]
    status: str
    by: str | None
    events: tuple[str, ...]

    @property
    def deaths(self) -> int:
        """Give the best known number of killed, for sorting: unknown counts as none."""
        return self.killed.best or 0


def incident_row(incident: Incident, documents: Mapping[str, DocumentRow]) -> IncidentRow:
    """Take from an incident what lists need."""
    days, place = days_of(incident.date.best), incident.place.best
    outlets = dict.fromkeys(documents[each].outlet for each in incident.documents if each in documents)
    return IncidentRow(
        incident.id, incident.title, incident.date.best,
        None if days is None else days.first, None if days is None else days.last, days is not None and days.approximate,
        *((place.id, place.name, place.country, place.admin1, place.lat, place.lon, place.radius_km) if place else (None,) * 7),
        incident.event_type, incident.sub_event_type, incident.outcome,
        *(_bare(toll) for toll in (incident.killed, incident.wounded, incident.abducted)),
        incident.documents, tuple(outlets), tuple(dict.fromkeys(_actors(incident))), incident.origins, incident.disputed,
        incident.review.status, incident.review.by, incident.events,
    )  # fmt: skip


def document_row(document: Document, copy_of: str | None) -> DocumentRow:
    """Take from a document what lists need; an unnamed outlet is shown as the file's name."""
    return DocumentRow(
        document.id, document.name, document.outlet or document.name, document.title or document.name,
        document.published.value, document.language, document.agency, copy_of,
    )  # fmt: skip


def accusations_of(incident: Incident) -> Iterator[Accusation]:
    """Give who is said to have done it, or denies it, by whom."""
    for reported in incident.perpetrators:
        party = reported.value
        if isinstance(party, Party):
            yield Accusation(incident.id, party.by, party.name, party.actor, party.status)


def reported_of(incident: Incident) -> Iterator[tuple[str, Reported | ReportedCount]]:
    """Give every reported value of an incident with the name of its field."""
    for name in ("killed", "wounded", "abducted"):
        toll: Toll = getattr(incident, name)
        for count in toll.reported:
            yield name, count
    fields = (
        ("date", incident.date.reported), ("place", incident.place.reported), ("victim", incident.victims),
        ("perpetrator", incident.perpetrators), ("weapon", incident.weapons),
    )  # fmt: skip
    for name, rows in fields:
        for reported in rows:
            yield name, reported


def _bare(toll: Toll) -> Toll:
    return Toll(toll.best, toll.low, toll.high)


def _actors(incident: Incident) -> Iterator[str]:
    for name, reported in reported_of(incident):
        if reported.source.actor is not None:
            yield reported.source.actor
        if name in {"victim", "perpetrator"} and isinstance(reported.value, Party | Victim) and reported.value.actor:
            yield reported.value.actor
