"""``catena explain``: why a name, a place, a phrase of time or a pair of incidents was read as it was."""

from __future__ import annotations

from collections.abc import Iterator

from catena.errors import UsageError
from catena.knowledge.actors import ActorTable
from catena.model import Incident, IncidentFile, Reported, When, Where
from catena.resolve.names import explain_name

_SHOWN = 6


def explain_words(words: str, file: IncidentFile, table: ActorTable) -> Iterator[str]:
    """Explain a name, place or phrase by what the case made of it and what the tables know of it."""
    wanted = words.strip().lower()
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
    lines, candidates = explain_name(words, table)
    yield from (f"name: {line}" for line in lines)
    yield from (f"known: {c.name} ({c.kind}): {c.reason}" for c in candidates[:_SHOWN])
    if not found and not candidates:
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


def explain_pair(left: str, right: str, file: IncidentFile) -> Iterator[str]:
    """Explain why two incidents (or two events of one) were joined or kept apart: every judgement between them."""
    one, other = _incident(left, file), _incident(right, file)
    events = set(one.events), set(other.events)
    judged = [
        j
        for j in file.judgements
        if (j.left in events[0] and j.right in events[1]) or (j.left in events[1] and j.right in events[0])
    ]
    if not judged:
        yield f"{one.id[:8]} and {other.id[:8]} were not compared, or plainly differ: no shared day, place or name"
    for judgement in judged:
        sure = f", probability {judgement.probability:.2f}" if judgement.probability is not None else ""
        yield f"{judgement.verdict} by {judgement.by}{sure}: {'; '.join(judgement.reasons) or 'no reason given'}"


def _incident(wanted: str, file: IncidentFile) -> Incident:
    found = [i for i in file.incidents if i.id.startswith(wanted) or wanted in i.events]
    if len(found) != 1:
        raise UsageError(f"{'no' if not found else 'more than one'} incident {wanted!r}; catena show lists them")
    return found[0]
