"""Every reported value of an incident as one row: what is said, by whom, and the words that carry it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from catena.export.contract import expect
from catena.model import (
    Count,
    Evidence,
    Incident,
    Party,
    Reported,
    ReportedCount,
    Source,
    Toll,
    Victim,
    Weapon,
    When,
    Where,
)


@dataclass(frozen=True, slots=True)
class ReportedValue:
    """One reported value with its chain. ``id`` is the incident's, the field's and its place in the list.

    ``value`` is the value in words (an EDTF date, a phrase of place, "at least 4", a name); what else
    the field has stands beside it and is None for the other fields.
    """

    id: str
    incident: str
    field: str
    value: str
    source: Source
    evidence: tuple[Evidence, ...]
    text: str | None = None
    low: int | None = None
    high: int | None = None
    qualifier: str | None = None
    who: str | None = None
    place: str | None = None
    precision: int | None = None
    actor: str | None = None
    fate: str | None = None
    status: str | None = None
    by: str | None = None
    family: str | None = None
    reason: str | None = None
    superseded_by: str | None = None
    subset: bool | None = None
    count: str | None = None


def iterate_values(incident: Incident) -> Iterator[ReportedValue]:
    """Walk all reported values of an incident, field by field, in the order of the contract."""
    yield from (_date(incident, number, each) for number, each in enumerate(incident.date.reported))
    yield from (_place(incident, number, each) for number, each in enumerate(incident.place.reported))
    for field, toll in tolls_of(incident):
        yield from (_count(incident, field, number, each) for number, each in enumerate(toll.reported))
    yield from (_victim(incident, number, each) for number, each in enumerate(incident.victims))
    yield from (_party(incident, number, each) for number, each in enumerate(incident.perpetrators))
    yield from (_weapon(incident, number, each) for number, each in enumerate(incident.weapons))


def tolls_of(incident: Incident) -> tuple[tuple[str, Toll], ...]:
    """Give the counted fields of an incident by their names."""
    return ("killed", incident.killed), ("wounded", incident.wounded), ("abducted", incident.abducted)


def word_count(count: Count) -> str:
    """Say a count in words: "3", "at least 3", "up to 9", "about 20", "3 to 9", "none"."""
    low, high = count.low, count.high
    if count.qualifier == "none":
        return "none"
    if low is not None and high is not None and low != high:
        figure = f"{low} to {high}"
        return f"about {figure}" if count.qualifier == "about" else figure
    known = low if low is not None else high
    if known is None:
        return "an unknown number"
    return str(known) if count.qualifier == "exactly" else f"{count.qualifier} {known}"


def word_toll(toll: Toll) -> str | None:
    """Say a toll in short: its best figure with its range where they differ; None where nothing is known."""
    low = "?" if toll.low is None else str(toll.low)
    high = "?" if toll.high is None else str(toll.high)
    if toll.best is None and toll.low is None and toll.high is None:
        return None
    if toll.best is None:
        return f"{low}–{high}"
    return str(toll.best) if toll.low == toll.best == toll.high else f"{toll.best} ({low}–{high})"


def _base(incident: Incident, field: str, number: int) -> tuple[str, str, str]:
    return f"{incident.id}/{field}/{number}", incident.id, field


def _date(incident: Incident, number: int, reported: Reported) -> ReportedValue:
    when: When = expect(reported.value, When, "date")
    return ReportedValue(
        *_base(incident, "date", number),
        value=when.text if when.edtf is None else when.edtf,
        source=reported.source,
        evidence=reported.evidence,
        text=when.text,
        reason=when.reason,
    )


def _place(incident: Incident, number: int, reported: Reported) -> ReportedValue:
    where: Where = expect(reported.value, Where, "place")
    return ReportedValue(
        *_base(incident, "place", number),
        value=where.text,
        source=reported.source,
        evidence=reported.evidence,
        text=where.text,
        place=None if where.place is None else where.place.id,
        precision=where.precision,
        reason=where.reason,
    )


def _count(incident: Incident, field: str, number: int, reported: ReportedCount) -> ReportedValue:
    count = reported.value
    return ReportedValue(
        *_base(incident, field, number),
        value=word_count(count),
        source=reported.source,
        evidence=reported.evidence,
        low=count.low,
        high=count.high,
        qualifier=count.qualifier,
        who=count.who,
        superseded_by=reported.superseded_by,
        subset=reported.subset,
        count=reported.id,
    )


def _victim(incident: Incident, number: int, reported: Reported) -> ReportedValue:
    victim: Victim = expect(reported.value, Victim, "victims")
    return ReportedValue(
        *_base(incident, "victim", number),
        value=victim.name,
        source=reported.source,
        evidence=reported.evidence,
        actor=victim.actor,
        fate=victim.fate,
    )


def _party(incident: Incident, number: int, reported: Reported) -> ReportedValue:
    party: Party = expect(reported.value, Party, "perpetrators")
    return ReportedValue(
        *_base(incident, "perpetrator", number),
        value=party.name,
        source=reported.source,
        evidence=reported.evidence,
        actor=party.actor,
        status=party.status,
        by=party.by,
    )


def _weapon(incident: Incident, number: int, reported: Reported) -> ReportedValue:
    weapon: Weapon = expect(reported.value, Weapon, "weapons")
    return ReportedValue(
        *_base(incident, "weapon", number),
        value=weapon.name,
        source=reported.source,
        evidence=reported.evidence,
        family=weapon.family,
    )
