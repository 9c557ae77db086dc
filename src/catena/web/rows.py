"""What a list needs of each record, and no more: a case of a hundred thousand incidents is listed from memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catena.model import Document, Incident, Party, Place, Reported, ReportedCount, Review, Toll, Victim
from catena.text.edtf import Days, days_of
from catena.text.names import fold_name

MARKS = "~?%"  # EDTF: approximate, uncertain, both
TITLE_CHARACTERS_MAX = 300  # a report may be one line of megabytes


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
    """One incident as lists, facets, the timeline and the map show it; its tolls without what was reported.

    ``folded`` is the title without case and accents, for the words that one looks for.
    """

    id: str
    title: str
    date: str | None
    days: Days | None
    where: Place | None
    event_type: str
    sub_event_type: str
    outcome: str
    killed: Toll
    wounded: Toll
    documents: tuple[str, ...]
    outlets: tuple[str, ...]
    actors: tuple[str, ...]
    origins: int
    disputed: tuple[str, ...]
    review: Review
    events: tuple[str, ...]
    folded: str

    @property
    def deaths(self) -> int:
        """Give the best known number of killed, for sorting: unknown counts as none."""
        return self.killed.best or 0

    @property
    def first(self) -> int | None:
        """Give the first day that it may have been, as an ordinal."""
        return None if self.days is None else self.days.first

    @property
    def last(self) -> int | None:
        """Give the last day that it may have been, as an ordinal."""
        return None if self.days is None else self.days.last

    @property
    def place(self) -> str | None:
        """Give the name of its place."""
        return None if self.where is None else self.where.name

    @property
    def place_id(self) -> str | None:
        """Give the id of its place."""
        return None if self.where is None else self.where.id

    @property
    def country(self) -> str | None:
        """Give the code of its country."""
        return None if self.where is None else self.where.country

    @property
    def point(self) -> tuple[float, float] | None:
        """Give latitude and longitude in degrees."""
        if self.where is None or self.where.lat is None or self.where.lon is None:
            return None
        return self.where.lat, self.where.lon

    @property
    def radius_km(self) -> float | None:
        """Say how wide the name of its place is."""
        return None if self.where is None else self.where.radius_km

    @property
    def status(self) -> str:
        """Say who has read it last: the machine, or a person and to what end."""
        return self.review.status

    @property
    def by(self) -> str | None:
        """Give the person who decided about it."""
        return self.review.by


def when_parts(value: str | None) -> tuple[str, str]:
    """Write an EDTF value in two lines: the day, month or year, and beside it what makes it imprecise."""
    if not value:
        return "", "unknown"
    first, _, last = value.partition("/")
    words = [f"to {last.rstrip(MARKS)}"] if last and last != ".." else []
    words += ["about"] if any(mark in value for mark in MARKS) else []
    return first.rstrip(MARKS), ", ".join(words)


def incident_row(incident: Incident, documents: Mapping[str, DocumentRow]) -> IncidentRow:
    """Take from an incident what lists need."""
    outlets = dict.fromkeys(documents[each].outlet for each in incident.documents if each in documents)
    return IncidentRow(
        incident.id, incident.title, incident.date.best, days_of(incident.date.best), incident.place.best,
        incident.event_type, incident.sub_event_type, incident.outcome, _bare(incident.killed), _bare(incident.wounded),
        incident.documents, tuple(outlets), tuple(dict.fromkeys(_actors(incident))), incident.origins,
        incident.disputed, incident.review, incident.events, fold_name(incident.title),
    )  # fmt: skip


def document_row(document: Document, copy_of: str | None) -> DocumentRow:
    """Take from a document what lists need; an unnamed outlet is shown as the file's name."""
    return DocumentRow(
        document.id, document.name, document.outlet or document.name, (document.title or document.name)[:TITLE_CHARACTERS_MAX],
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
