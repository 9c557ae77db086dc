"""Every reported value of an incident as one row: what is said, by whom, and the words that carry it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

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


def _value(
    incident: Incident, field: str, number: int, reported: Reported | ReportedCount, words: str
) -> ReportedValue:
    identifier = f"{incident.id}/{field}/{number}"
    return ReportedValue(identifier, incident.id, field, words, reported.source, reported.evidence)


def _date(incident: Incident, number: int, reported: Reported) -> ReportedValue:
    when: When = expect(reported.value, When, "date")
    value = _value(incident, "date", number, reported, when.text if when.edtf is None else when.edtf)
    return replace(value, text=when.text, reason=when.reason)


def _place(incident: Incident, number: int, reported: Reported) -> ReportedValue:
    where: Where = expect(reported.value, Where, "place")
    place = None if where.place is None else where.place.id
    value = _value(incident, "place", number, reported, where.text)
    return replace(value, text=where.text, place=place, precision=where.precision, reason=where.reason)


def _count(incident: Incident, field: str, number: int, reported: ReportedCount) -> ReportedValue:
    count = reported.value
    return replace(
        _value(incident, field, number, reported, word_count(count)),
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
    return replace(_value(incident, "victim", number, reported, victim.name), actor=victim.actor, fate=victim.fate)


def _party(incident: Incident, number: int, reported: Reported) -> ReportedValue:
    party: Party = expect(reported.value, Party, "perpetrators")
    value = _value(incident, "perpetrator", number, reported, party.name)
    return replace(value, actor=party.actor, status=party.status, by=party.by)


def _weapon(incident: Incident, number: int, reported: Reported) -> ReportedValue:
    weapon: Weapon = expect(reported.value, Weapon, "weapons")
    return replace(_value(incident, "weapon", number, reported, weapon.name), family=weapon.family)
