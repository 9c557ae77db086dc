"""``catena explain``: why a name, a place, a phrase of time or a pair of incidents was read as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catena.errors import UsageError
from catena.knowledge.actors import ActorTable
from catena.knowledge.gazetteer import Gazetteer
from catena.link.across import AGAINST, judge, prepare
from catena.model import Incident, IncidentFile, Judgement, Reading, Reported, When, Where
from catena.resolve.names import explain_name
from catena.run.explaining_words import explain_place, explain_time

_SHOWN = 6
_ID_LENGTH_MIN = 4


def explain_words(words: str, file: IncidentFile, table: ActorTable, gazetteer: Gazetteer) -> Iterator[str]:
    """Explain a name, place or phrase by what the case made of it and what the tables know of it.

    Every resolver gives its candidates with their reasons: known actors, places of the gazetteer, days.
    """
    wanted = words.strip().lower()
    if (meant := [i for i in file.incidents if len(wanted) >= _ID_LENGTH_MIN and i.id.startswith(wanted)]) != []:
        yield from (f"{i.id[:8]} is an incident: {i.title}; catena show {i.id[:8]} says who told what" for i in meant)
        yield "the ids of two incidents say why they were joined or kept apart"
        return
    found = False
    for actor in file.actors:
        if wanted in {name.lower() for name in actor.names}:
            found = True
            yield f"actor {actor.name} ({actor.kind}): written {', '.join(actor.names[:_SHOWN])}"
    for place in file.places:
        if wanted in {name.lower() for name in (*place.names, place.name)}:
            found = True
            radius = f", radius {place.radius_km:g} km" if place.radius_km is not None else ""
            yield f"place {place.name}, {place.admin1 or '–'}, {place.country or '–'}: {place.lat}, {place.lon}{radius}"
    for incident in file.incidents:
        for line in _phrases(incident, wanted):
            found = True
            yield line
    resolved = [*explain_time(words, file.documents, gazetteer), *explain_place(words, file.documents, gazetteer)]
    yield from resolved
    lines, candidates = explain_name(words, table)
    if candidates or not resolved:
        yield from (f"name: {line}" for line in lines)
    yield from (f"known: {c.name} ({c.kind}): {c.reason}" for c in candidates[:_SHOWN])
    if not found and not candidates and not resolved:
        yield f"{words!r} stands in no report of this case and in no table"


def _phrases(incident: Incident, wanted: str) -> Iterator[str]:
    rows: tuple[Reported, ...] = (*incident.date.reported, *incident.place.reported)
    for row in rows:
        value = row.value
        if isinstance(value, When) and value.text.lower() == wanted:
            yield f"{value.text} = {value.edtf or 'unknown'} in {incident.id[:8]}: {value.reason}"
        elif isinstance(value, Where) and wanted in value.text.lower():
            place = value.place.name if value.place is not None else "unknown"
            yield f"{value.text} = {place} in {incident.id[:8]}: {value.reason}"


def explain_pair(left: str, right: str, file: IncidentFile, readings: Iterable[Reading]) -> Iterator[str]:
    """Explain why two incidents (or two events of one) were joined or kept apart, as sure as it was, and why.

    Judgements that the file keeps come first, a person's before the machine's. Pairs that it does not keep, because
    they plainly differ, are judged here again, which gives the same answer.
    """
    one, other = _incident(left, file), _incident(right, file)
    sides = _events_meant(left, one), _events_meant(right, other)
    pairs = {(min(a, b), max(a, b)) for a in sides[0] for b in sides[1] if a != b}
    kept = [j for j in file.judgements if (j.left, j.right) in pairs]
    judged = {(j.left, j.right) for j in kept}
    events = {e.id: e for reading in readings for e in reading.events}
    pairs = {p for p in pairs if p in judged or len({events[e].document for e in p if e in events}) == 2}
    items = {i.event.id: i for i in prepare([events[e] for p in pairs for e in p if e in events], file.documents)}
    anew = [judge(items[a], items[b]) for a, b in sorted(pairs - judged) if a in items and b in items]
    name = {d.id: d.name for d in file.documents}
    ranked = sorted([*kept, *anew], key=lambda j: (j.probability is not None, -(j.probability or 0.0), j.left, j.right))
    for judgement in ranked[:_SHOWN]:
        told = " and ".join(name.get(events[e].document, "?") for e in (judgement.left, judgement.right) if e in events)
        yield from _explain_judgement(judgement, told)
    if len(ranked) > _SHOWN:
        yield f"and {len(ranked) - _SHOWN} pairs more, none surer than these"
    if not ranked:
        yield "told by one report only: linking compares the events of two reports"
    joined = one.id == other.id
    yield f"{one.id[:8]} holds both" if joined else f"{one.id[:8]} and {other.id[:8]} are two incidents of this case"


def _explain_judgement(judgement: Judgement, told: str) -> Iterator[str]:
    sure = f", {judgement.probability:.0%} likely one" if judgement.probability is not None else ""
    yield f"{judgement.verdict} by {judgement.by}{sure} ({told})"
    against = [reason.removeprefix(AGAINST) for reason in judgement.reasons if reason.startswith(AGAINST)]
    agreed = [reason for reason in judgement.reasons if not reason.startswith(AGAINST)]
    yield f"  agreed: {'; '.join(agreed) or 'nothing that weighs'}"
    if against:
        yield f"  contradicted: {'; '.join(against)}"


def _events_meant(wanted: str, incident: Incident) -> tuple[str, ...]:
    return (wanted,) if wanted in incident.events else incident.events


def _incident(wanted: str, file: IncidentFile) -> Incident:
    found = [i for i in file.incidents if i.id.startswith(wanted) or wanted in i.events]
    if len(found) != 1:
        raise UsageError(f"{'no' if not found else 'more than one'} incident {wanted!r}; catena show lists them")
    return found[0]
