"""FollowTheMoney: the case as entities that OpenAleph loads, with a statements file beside them.

Documents are documents, actors people and organisations, incidents events, places addresses. Every
piece of evidence is a Documentation between its document and what it is evidence of: the value stands
in ``role``, the words in ``summary``, the offsets in ``recordId`` (``char=start,end``, RFC 5147).
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from catena.export.contents import Contents
from catena.export.contract import expect
from catena.export.edtf import read_days
from catena.export.options import ForeignEntity, Options
from catena.export.sidecar import about, beside, write_about
from catena.export.summary import describe, describe_source, headline
from catena.export.values import ReportedValue, iterate_values
from catena.model import Actor, ActorKind, Document, Evidence, Incident, Party, Place, Reported, Statement, Victim

DATASET = "catena"
FOREIGN = "ftm:"
SCHEMATA: dict[ActorKind, str] = {
    "person": "Person",
    "group": "Organization",
    "force": "PublicBody",
    "government": "PublicBody",
    "institution": "Organization",
    "outlet": "Organization",
    "unknown": "LegalEntity",
}
BODIES = ("Organization", "PublicBody")
# The kind of value that each property holds, as the statements file names it.
PROPERTY_TYPES = {
    "name": "name", "alias": "name", "country": "country", "startDate": "date", "endDate": "date", "date": "date",
    "publishedAt": "date", "summary": "text", "notes": "text", "description": "text", "bodyText": "text",
    "location": "address", "full": "address", "addressEntity": "entity", "involved": "entity", "proof": "entity",
    "document": "entity", "entity": "entity", "member": "entity", "organization": "entity", "subject": "entity",
    "object": "entity", "sourceUrl": "url", "language": "language", "mimeType": "mimetype", "latitude": "number",
    "longitude": "number",
}  # fmt: skip
STATEMENT_COLUMNS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang",
    "original_value", "external", "first_seen", "last_seen", "id",
)  # fmt: skip
NOT_CARRIED = (
    "low and high as numbers", "radius of places", "judgements", "agencies and datelines",
    "furniture and pages of documents", "reasons",
    "hash of documents as a checksum", "control characters and runs of blanks in names",
    "approximate dates as such",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entity:
    """One entity: its schema, its properties in order, and where they were found."""

    id: str
    schema: str
    properties: tuple[tuple[str, tuple[str, ...]], ...]
    origin: str | None = None


def write_ftm(contents: Contents, path: Path, options: Options) -> None:
    """Write an entity a line, and a statement for each value of each property in ``….statements.csv``.

    Entities of an imported list come out as they came in.
    """
    with (
        path.open("w", encoding="utf8", newline="\n") as stream,
        beside(path, "statements.csv").open("w", encoding="utf8", newline="") as other,
    ):
        statements = csv.writer(other, dialect=csv.unix_dialect)
        statements.writerow(STATEMENT_COLUMNS)
        for entity in iterate_entities(contents, options):
            stream.write(json.dumps(_record(entity), ensure_ascii=False) + "\n")
            statements.writerows(_statements(entity))
    write_about(path, about("ftm", contents, options, NOT_CARRIED).record())


def iterate_entities(contents: Contents, options: Options) -> Iterator[Entity]:
    """Walk the entities of a case, then those of imported lists; one that was imported stays as it came."""
    foreign = {each.id: each for each in options.foreign}
    members = {_ends(each.properties) for each in foreign.values() if each.schema == "Membership"}
    for entity in _own_entities(contents):
        if entity.id not in foreign and not (entity.schema == "Membership" and _ends(entity.properties) in members):
            yield entity
    for each in foreign.values():
        yield Entity(each.id, each.schema, each.properties, each.origin)


def _ends(properties: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[tuple[str, ...], ...]:
    """Give the member and the body of a membership, by which two of them are one."""
    told = dict(properties)
    return told.get("member", ()), told.get("organization", ())


def actor_key(identifier: str) -> str:
    """Give the id of an actor's entity; an actor of an imported list keeps the id it had there."""
    return identifier.removeprefix(FOREIGN) if identifier.startswith(FOREIGN) else f"catena-actor-{identifier}"


def incident_key(identifier: str) -> str:
    """Give the id of an incident's entity; an incident of an imported list keeps the id it had there."""
    return identifier.removeprefix(FOREIGN) if identifier.startswith(FOREIGN) else f"catena-incident-{identifier}"


def place_key(identifier: str) -> str:
    """Give the id of a place's entity."""
    return identifier.removeprefix(FOREIGN) if identifier.startswith(FOREIGN) else f"catena-place-{identifier}"


def document_key(identifier: str) -> str:
    """Give the id of a document's entity."""
    return f"catena-document-{identifier}"


def _own_entities(contents: Contents) -> Iterator[Entity]:
    for document in contents.documents():
        yield _document(document)
        yield from _documentation(document_key(document.id), "published", "published", document.published.evidence)
    for place in contents.places():
        yield _place(place)
        yield from _documentation(place_key(place.id), "named", "named", place.evidence)
    for actor in contents.actors():
        yield _actor(actor)
        yield from _documentation(actor_key(actor.id), "named", "named", actor.evidence)
        yield from _memberships(actor, contents)
    for incident in contents.incidents():
        yield _incident(incident, contents)
        yield from _links(incident, contents)
        for value in iterate_values(incident):
            yield from _value(incident, value)
    for statement in contents.statements():
        yield _statement(statement)


def _make(identifier: str, schema: str, origin: str | None = None, **properties: object) -> Entity:
    """Make an entity; unknown values are left out, single values become lists."""
    kept: list[tuple[str, tuple[str, ...]]] = []
    for name, value in properties.items():
        values = value if isinstance(value, (list, tuple)) else [value]
        known = tuple(dict.fromkeys(str(each) for each in values if each is not None and str(each).strip()))
        if known:
            kept.append((name, known))
    return Entity(identifier, schema, tuple(kept), origin)


def _name(text: str) -> str:
    """Squash blanks as FollowTheMoney does, so that a validated entity is the one that was written."""
    return " ".join(text.split())


def _document(document: Document) -> Entity:
    days = read_days(document.published.value)
    return _make(
        document_key(document.id),
        "Document",
        fileName=document.name,
        title=document.title,
        author=document.author,
        publisher=document.outlet,
        sourceUrl=document.url,
        language=document.language,
        mimeType=document.media_type,
        publishedAt=None if days is None else _prefix(document.published.value, days.first.isoformat()),
        notes=[f"sha256:{document.sha256}", f"published: {document.published.reason}"],
        bodyText=document.text,
    )


def _prefix(edtf: str | None, first: str) -> str:
    """Give a date as the prefix that FollowTheMoney knows: 2021, 2021-06 or 2021-06-07."""
    bare = (edtf or first).rstrip("~?%")
    return bare if len(bare) in (4, 7, 10) and bare.replace("-", "").isdigit() else first


def _place(place: Place) -> Entity:
    named = ", ".join(part for part in (place.name, place.admin1) if part)
    return _make(
        place_key(place.id),
        "Address",
        name=_name(place.name),
        alias=[_name(each) for each in sorted(place.names) if _name(each) != _name(place.name)],
        full=_name(named),
        state=place.admin1,
        country=None if place.country is None else place.country.lower(),
        latitude=place.lat,
        longitude=place.lon,
    )


def _actor(actor: Actor) -> Entity:
    alias = [_name(each) for each in sorted(actor.names) if _name(each) != _name(actor.name)]
    return _make(actor_key(actor.id), SCHEMATA[actor.kind], name=_name(actor.name), alias=alias, description=actor.kind)


def _memberships(actor: Actor, contents: Contents) -> Iterator[Entity]:
    for identifier in sorted(actor.member_of):
        body = contents.actor(identifier)
        if body is None:
            continue
        ends = (actor_key(actor.id), actor_key(identifier))
        key = f"catena-member-{actor.id}-{identifier}"
        if SCHEMATA[body.kind] in BODIES:
            yield _make(key, "Membership", member=ends[0], organization=ends[1])
        else:
            yield _make(key, "UnknownLink", subject=ends[0], object=ends[1], role="member of")


def _incident(incident: Incident, contents: Contents) -> Entity:
    days, place = read_days(incident.date.best), incident.place.best
    involved = [actor_key(each) for each in dict.fromkeys(_actors_of(incident)) if contents.actor(each) is not None]
    return _make(
        incident_key(incident.id),
        "Event",
        name=_name(incident.title),
        startDate=None if days is None else days.first.isoformat(),
        endDate=None if days is None else days.last.isoformat(),
        summary=headline(incident),
        location=None if place is None else _name(place.name),
        country=None if place is None or place.country is None else place.country.lower(),
        addressEntity=None if place is None else place_key(place.id),
        involved=involved,
        proof=[document_key(each) for each in sorted(incident.documents)],
        keywords=[incident.event_type, incident.sub_event_type, incident.outcome],
        notes=[
            f"review: {incident.review.status}" + (f" by {incident.review.by}" if incident.review.by else ""),
            *(f"{field}: {verdict}" for field, verdict in incident.verdicts),
        ],
    )


def _actors_of(incident: Incident) -> Iterator[str]:
    for each in (*incident.perpetrators, *incident.victims):
        if isinstance(each.value, (Party, Victim)) and each.value.actor is not None:
            yield each.value.actor


def _links(incident: Incident, contents: Contents) -> Iterator[Entity]:
    """Give what ties an actor to an incident: accused, claims, denies, killed …, each by whom."""
    for number, each in enumerate(incident.perpetrators):
        party: Party = expect(each.value, Party, "perpetrators")
        status = f"{party.status} (by {party.by})" if party.by else party.status
        yield from _link(incident, f"perpetrator-{number}", party.actor, status, each, contents=contents)
    for number, each in enumerate(incident.victims):
        victim: Victim = expect(each.value, Victim, "victims")
        yield from _link(incident, f"victim-{number}", victim.actor, victim.fate, each, contents=contents)


def _link(
    incident: Incident, name: str, actor: str | None, role: str, reported: Reported, *, contents: Contents
) -> Iterator[Entity]:
    if actor is None or contents.actor(actor) is None:
        return
    yield _make(
        f"catena-link-{incident.id}-{name}",
        "UnknownLink",
        _origin(reported.evidence),
        subject=actor_key(actor),
        object=incident_key(incident.id),
        role=f"{name.split('-')[0]}: {role}",
        summary=[each.quote for each in reported.evidence],
        proof=[document_key(each.document) for each in reported.evidence],
    )


def _value(incident: Incident, value: ReportedValue) -> Iterator[Entity]:
    publisher = describe_source(value)
    role = f"{value.field}: {describe(value)}"
    yield from _documentation(
        incident_key(incident.id), f"{value.field}-{value.id}", role, value.evidence, publisher=publisher
    )


def _documentation(
    entity: str, name: str, role: str, evidence: tuple[Evidence, ...], *, publisher: str | None = None
) -> Iterator[Entity]:
    for number, each in enumerate(evidence):
        yield _make(
            f"catena-evidence-{_short(entity, name, str(number))}",
            "Documentation",
            _origin((each,)),
            document=document_key(each.document),
            entity=entity,
            role=role,
            summary=each.quote,
            recordId=f"char={each.start},{each.end}",
            publisher=publisher,
        )


def _statement(statement: Statement) -> Entity:
    source, about_whom = statement.source, statement.about
    ends = [None if source.actor is None else actor_key(source.actor)]
    ends.append(None if about_whom is None else incident_key(about_whom))
    via = "" if source.via is None else f", via {source.via}"
    at = statement.evidence
    return _make(
        f"catena-statement-{statement.id}",
        "Note",
        _origin((at,)),
        name=_name(f"{source.name} {statement.act}"),
        description=at.quote,
        summary=f"{source.name} ({source.kind}){via}: {statement.act}",
        notes=f"char={at.start},{at.end}",
        entity=ends,
        proof=document_key(at.document),
    )


def _origin(evidence: tuple[Evidence, ...]) -> str | None:
    return f"{evidence[0].document}#char={evidence[0].start},{evidence[0].end}" if evidence else None


def _short(*parts: str) -> str:
    return hashlib.sha1("\x00".join(parts).encode("utf8"), usedforsecurity=False).hexdigest()


def _record(entity: Entity) -> dict[str, object]:
    properties = {name: list(values) for name, values in entity.properties}
    return {"id": entity.id, "schema": entity.schema, "properties": properties, "datasets": [DATASET]}


def _statements(entity: Entity) -> Iterator[tuple[str, ...]]:
    """Give the statements of an entity: that it is, and each value; the id is FollowTheMoney's own hash."""
    yield _statement_row(entity, "id", "id", entity.id)
    for name, values in entity.properties:
        for value in values:
            yield _statement_row(entity, name, PROPERTY_TYPES.get(name, "string"), value)


def _statement_row(entity: Entity, name: str, kind: str, value: str) -> tuple[str, ...]:
    """Give a row in the order of STATEMENT_COLUMNS; language, first and last seen are unknown."""
    key = hashlib.sha1(f"{DATASET}.{entity.id}.{name}.{value}".encode(), usedforsecurity=False).hexdigest()
    what = (entity.id, entity.id, name, kind, entity.schema, value)
    return (*what, DATASET, entity.origin or "", "", "", "f", "", "", key)


def foreign_entity(record: dict[str, object], origin: str) -> ForeignEntity:
    """Keep an entity of someone else's list as it came; values become text in the order they stand."""
    properties = record.get("properties")
    kept: list[tuple[str, tuple[str, ...]]] = []
    if isinstance(properties, dict):
        for name, values in properties.items():
            listed = values if isinstance(values, list) else [values]
            kept.append((str(name), tuple(str(each) for each in listed)))
    return ForeignEntity(str(record["id"]), str(record["schema"]), tuple(kept), origin)
