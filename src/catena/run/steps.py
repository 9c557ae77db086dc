"""The walk of one document, and the assembly of many: the only place where the steps meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from catena.collect.reprints import find_copies
from catena.knowledge.actors import ActorTable
from catena.link.across import block, prepare
from catena.link.actors import group_actors
from catena.link.actors_names import NameMention
from catena.link.cluster import cluster
from catena.link.inherit import inherit
from catena.link.statements import attach_statements
from catena.link.within import join_tellings
from catena.model import (
    Actor,
    ActorKind,
    Claim,
    Document,
    Event,
    Incident,
    IncidentFile,
    Judgement,
    Party,
    Place,
    Reading,
    Source,
    Statement,
    Victim,
)  # fmt: skip
from catena.resolve.reading import date_document, resolve_reading
from catena.run.judging import Judges, judge_here
from catena.run.knowledge import Knowledge
from catena.weigh.incidents import weigh

_ACTOR_KINDS: frozenset[str] = frozenset({"person", "group", "force", "government", "institution", "outlet", "unknown"})
ENGLISH = "en"


def read_document(document: Document, knowledge: Knowledge) -> tuple[Document, Reading]:
    """Take one document the whole way that needs no other: dated, read, resolved, its tellings joined to events."""
    dated = date_document(document)
    reading = resolve_reading(knowledge.reader.read(dated), dated, knowledge.gazetteer)
    events = inherit(join_tellings(reading.events), dated, reading.places)
    return dated, replace(reading, events=events, statements=attach_statements(reading.statements, events))


def assemble(
    documents: Sequence[Document],
    readings: Iterable[Reading],
    table: ActorTable,
    decisions: Sequence[Judgement] = (),
    *,
    judges: Judges = judge_here,
) -> IncidentFile:
    """Assemble the incident file of some read documents; a pure function of its arguments, whatever their order.

    ``judges`` judges the pairs of events, here or elsewhere, with the same result.
    """
    documents = sorted(documents, key=lambda d: d.id)
    by_id = {d.id: d for d in documents}
    read = sorted((r for r in readings if r.document in by_id), key=lambda r: r.document)
    copies = find_copies(documents)
    by_copy = {c.document: c for c in copies}
    actors = tuple(_with_bare_names(a) for a in group_actors([m for r in read for m in _name_mentions(r)], table))
    known = _actors_by_name(actors)
    events = [_with_actors(e, known) for r in read for e in r.events]
    judgements = judge_events(events, documents, judges)
    groups = cluster(events, [*judgements, *decisions])
    event_of = {e.id: e for e in events}
    said: dict[str | None, list[Statement]] = {}
    for statement in (s for r in read for s in r.statements):
        said.setdefault(statement.about, []).append(statement)
    incidents = sorted(
        (
            weigh([event_of[i] for i in group], by_id, by_copy, [s for i in group for s in said.get(i, ())])
            for group in groups
        ),
        key=_order,
    )
    home = {event: incident.id for incident in incidents for event in incident.events}
    statements = [_about(s, home, known) for r in read for s in r.statements]
    shown = [j for j in judgements if j.verdict != "different"] + list(decisions)
    return IncidentFile(
        tuple(documents),
        copies,
        actors,
        _places(read),
        tuple(incidents),
        tuple(statements),
        tuple(sorted(shown, key=lambda j: (j.left, j.right, j.by))),
    )


def judge_events(
    events: Sequence[Event], documents: Sequence[Document], judges: Judges = judge_here
) -> list[Judgement]:
    """Judge every pair of events that shares a block."""
    items = prepare(events, documents)
    return judges(items, list(block(items)))


def _order(incident: Incident) -> tuple[str, str]:
    return incident.date.best or "9999", incident.id


def _name_mentions(reading: Reading) -> list[NameMention]:
    found = []
    for mention in reading.mentions:
        if mention.kind in _ACTOR_KINDS:
            evidence, focus = mention.evidence, mention.evidence.focus
            start, end = (focus.start, focus.end) if focus is not None else (evidence.start, evidence.end)
            name = evidence.quote[start - evidence.start : end - evidence.start]
            kind: ActorKind = mention.kind  # type: ignore[assignment]
            found.append(NameMention(name, kind, evidence))
    return found


def _with_bare_names(actor: Actor) -> Actor:
    """Add to the spellings met the same without their article, so that both are found."""
    bare = [n[4:] for n in actor.names if n.lower().startswith("the ")]
    return replace(actor, names=tuple(dict.fromkeys([*actor.names, *bare]))) if bare else actor


def _actors_by_name(actors: Iterable[Actor]) -> dict[str, str]:
    """Map each spelling that only one actor has to that actor's id."""
    owners: dict[str, set[str]] = {}
    for actor in actors:
        for name in actor.names:
            owners.setdefault(name.lower(), set()).add(actor.id)
    return {name: next(iter(ids)) for name, ids in owners.items() if len(ids) == 1}


def _with_actors(event: Event, known: Mapping[str, str]) -> Event:
    """Name the actors of an event's claims; what names none stays the same record, held once."""
    claims = tuple(_claim_with_actor(c, known) for c in event.claims)
    same = all(new is old for new, old in zip(claims, event.claims, strict=True))
    return event if same else replace(event, claims=claims)


def _claim_with_actor(claim: Claim, known: Mapping[str, str]) -> Claim:
    value = claim.value
    if isinstance(value, Party | Victim) and (actor := _actor_in(value.name, known)) is not None:
        value = replace(value, actor=actor)
    source = _source_with_actor(claim.source, known)
    same = value is claim.value and source is claim.source
    return claim if same else replace(claim, value=value, source=source)


def _source_with_actor(source: Source, known: Mapping[str, str]) -> Source:
    actor = _actor_in(source.name, known) if source.kind != "outlet" else None
    return source if actor is None else replace(source, actor=actor)


def _actor_in(words: str, known: Mapping[str, str]) -> str | None:
    """Give the actor whose name the words are, or end with ("Col. Nibras al-Fayli")."""
    parts = words.split()
    for first in range(min(len(parts), 8)):
        actor = known.get(" ".join(parts[first:]).lower())
        if actor is not None:
            return actor
    return None


def _about(statement: Statement, home: Mapping[str, str], known: Mapping[str, str]) -> Statement:
    about = home.get(statement.about) if statement.about is not None else None
    return replace(statement, about=about, source=_source_with_actor(statement.source, known))


def _places(readings: Iterable[Reading]) -> tuple[Place, ...]:
    """Gather the places of the case, each once, with every name under which it was met."""
    met: dict[str, list[Place]] = {}
    for reading in readings:
        for place in reading.places:
            met.setdefault(place.id, []).append(place)
    return tuple(_one_place(met[key]) for key in sorted(met))


def _one_place(met: Sequence[Place]) -> Place:
    names = {name for place in met for name in place.names}
    evidence = {words for place in met for words in place.evidence}
    return replace(met[0], names=tuple(sorted(names)), evidence=tuple(sorted(evidence)))
