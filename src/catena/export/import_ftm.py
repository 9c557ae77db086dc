"""FollowTheMoney entities to records: people and bodies to actors, events to incidents, addresses to places."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from catena.errors import InputError
from catena.export.ftm import FOREIGN, SCHEMATA, foreign_entity
from catena.export.listed import listed_incident
from catena.export.options import ForeignEntity
from catena.model import Actor, ActorKind, Incident, IncidentFile, Outcome, Place, Toll

Found = TypeVar("Found")
PEOPLE_AND_BODIES: dict[str, ActorKind] = {
    "Person": "person",
    "Organization": "group",
    "Company": "institution",
    "PublicBody": "government",
    "LegalEntity": "unknown",
}
OUTCOMES: tuple[Outcome, ...] = ("carried out", "attempted", "foiled", "threatened")
NAMES = ("name", "alias", "weakAlias", "previousName", "abbreviation")


def read_ftm_list(text: str, name: str) -> tuple[IncidentFile, tuple[ForeignEntity, ...]]:
    """Read an entity a line. Every entity is kept as it came; those that are actors or events are records too.

    Raises InputError with the line that is no entity.
    """
    entities = [_entity(line, number, name) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    properties = {each.id: dict(each.properties) for each in entities}
    places = {each.id: _place(each.id, properties[each.id]) for each in entities if each.schema == "Address"}
    bodies = _memberships(entities, properties)
    actors = (
        _actor(each, properties[each.id], bodies.get(each.id, ())) for each in entities
        if each.schema in PEOPLE_AND_BODIES
    )  # fmt: skip
    incidents = (_incident(each.id, properties[each.id], places) for each in entities if each.schema == "Event")
    file = IncidentFile(actors=_known(actors), places=_known(places.values()), incidents=_known(incidents))
    return file, tuple(entities)


def _entity(line: str, number: int, name: str) -> ForeignEntity:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"{name}, line {number}: no JSON ({error.msg})") from error
    if not isinstance(record, dict) or not {"id", "schema", "properties"} <= record.keys():
        raise InputError(f"{name}, line {number}: no entity; it needs id, schema and properties")
    return foreign_entity(record, f"{name}, line {number}")


def _known(records: Iterable[Found | None]) -> tuple[Found, ...]:
    return tuple(record for record in records if record is not None)


def _memberships(
    entities: list[ForeignEntity], properties: dict[str, dict[str, tuple[str, ...]]]
) -> dict[str, tuple[str, ...]]:
    """Give the bodies that each actor is said to be a member of."""
    bodies: dict[str, tuple[str, ...]] = {}
    for each in entities:
        if each.schema == "Membership":
            told = properties[each.id]
            for member in told.get("member", ()):
                found = tuple(map(own_id("actor"), told.get("organization", ())))
                bodies[member] = (*bodies.get(member, ()), *found)
    return bodies


def own_id(kind: str) -> Callable[[str], str]:
    """Give the function that makes a record's id of an entity's: our own is taken back, another's is marked."""
    prefix = f"catena-{kind}-"
    return lambda key: key.removeprefix(prefix) if key.startswith(prefix) else FOREIGN + key


def _actor(entity: ForeignEntity, properties: dict[str, tuple[str, ...]], bodies: tuple[str, ...]) -> Actor | None:
    names = tuple(dict.fromkeys(each for key in NAMES for each in properties.get(key, ())))
    if not names:
        return None
    kind = PEOPLE_AND_BODIES[entity.schema]
    told: Any = _first(properties, "description")
    if told in SCHEMATA and SCHEMATA[told] == entity.schema:
        kind = told
    return Actor(own_id("actor")(entity.id), names[0], kind, names, tuple(sorted(set(bodies))))


def _place(key: str, properties: dict[str, tuple[str, ...]]) -> Place | None:
    names = tuple(dict.fromkeys(each for name in (*NAMES, "full") for each in properties.get(name, ())))
    if not names:
        return None
    country = _first(properties, "country")
    return Place(
        id=own_id("place")(key),
        name=names[0],
        country=None if country is None else country.upper(),
        admin1=_first(properties, "state"),
        lat=_number(_first(properties, "latitude")),
        lon=_number(_first(properties, "longitude")),
        radius_km=None,
        names=names,
    )


def _incident(key: str, properties: dict[str, tuple[str, ...]], places: dict[str, Place | None]) -> Incident | None:
    title = _first(properties, "name")
    if title is None:
        return None
    start, end = (_first(properties, name) for name in ("startDate", "endDate"))
    start = start or _first(properties, "date")
    date = f"{start}/{end}" if start and end and start != end else start or end
    keywords = properties.get("keywords", ())
    place = next((places.get(each) for each in properties.get("addressEntity", ())), None)
    return listed_incident(
        own_id("incident")(key),
        title,
        keywords,
        None if date is None else date[:21],
        place,
        precision=None,
        outcome=next((each for each in OUTCOMES if each in keywords), "carried out"),
        tolls=(Toll(), Toll(), Toll()),
    )


def _first(properties: dict[str, tuple[str, ...]], name: str) -> str | None:
    return next(iter(properties.get(name, ())), None)


def _number(text: str | None) -> float | None:
    try:
        return None if text is None else float(text)
    except ValueError:
        return None
