"""Who acted against whom, as far as the reports settle it; a disputed accusation settles nothing."""

from __future__ import annotations

from dataclasses import dataclass

from catena.export.codes import event_code, match_actor
from catena.export.contents import Contents
from catena.export.contract import expect
from catena.export.countries import Country, country_of
from catena.export.options import ActorCode
from catena.model import Actor, ActorKind, Incident, Party, Victim

FIRM = frozenset({"convicted", "confessed", "claims"})
STATE_KINDS = frozenset({"force", "government"})
BODIES = frozenset({"force", "government", "group", "institution"})
VIOLENT = frozenset({"Battles", "Violence against civilians", "Explosions/Remote violence"})
STATE_FORCES, CIVILIANS, MILITIA = "State forces", "Civilians", "Political militia"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an incident: its name in the case, the kind of actor, and the user's code for it."""

    name: str
    kind: ActorKind | None
    code: ActorCode | None = None
    inter: str | None = None

    @property
    def is_state(self) -> bool:
        """Say whether the side is a government or a force of one."""
        return self.inter == STATE_FORCES or (self.inter is None and self.kind in STATE_KINDS)

    @property
    def is_civilian(self) -> bool:
        """Say whether the side is civilians."""
        return self.inter == CIVILIANS


@dataclass(frozen=True, slots=True)
class Sides:
    """The acting side and the one acted upon, None where the reports do not settle it; others accused."""

    first: Side | None
    second: Side | None
    others: tuple[str, ...] = ()


def sides_of(incident: Incident, contents: Contents, codes: tuple[ActorCode, ...]) -> Sides:
    """Settle the sides: who claims, confessed or was convicted; else the only one accused who does not deny.

    In a battle the two that are named are the sides. Civilians are a side where the event type or the
    counts say so.
    """
    statuses = _statuses(incident)
    named = {key: status for key, status in statuses.items() if contents.actor(key) is not None}
    firm = [key for key, status in named.items() if status & FIRM]
    accused = [key for key, status in named.items() if status - {"denies"}]
    first = second = None
    if incident.event_type == "Battles" and len(accused) == 2:
        first, second = accused
    elif firm:
        first = firm[0]
    elif len(accused) == 1 and "denies" not in named[accused[0]]:
        first = accused[0]
    others = tuple(sorted(key for key in named if key not in (first, second)))
    target = _side(second, contents, codes) if second is not None else _target(incident, contents, codes)
    return Sides(_side(first, contents, codes), target, tuple(_name(key, contents) for key in others))


def place_country(incident: Incident) -> Country | None:
    """Give the country of the incident's best place."""
    return None if incident.place.best is None else country_of(incident.place.best.country)


def _statuses(incident: Incident) -> dict[str, set[str]]:
    statuses: dict[str, set[str]] = {}
    for each in incident.perpetrators:
        party: Party = expect(each.value, Party, "perpetrators")
        if party.actor is not None:
            statuses.setdefault(party.actor, set()).add(party.status)
    return statuses


def _side(key: str | None, contents: Contents, codes: tuple[ActorCode, ...]) -> Side | None:
    actor = None if key is None else contents.actor(key)
    if actor is None:
        return None
    code = match_actor((actor.name, *actor.names), codes)
    inter = STATE_FORCES if actor.kind in STATE_KINDS else None
    return Side(actor.name, actor.kind, code, inter if code is None or code.inter is None else code.inter)


def _name(key: str, contents: Contents) -> str:
    actor = contents.actor(key)
    return key if actor is None else actor.name


def _target(incident: Incident, contents: Contents, codes: tuple[ActorCode, ...]) -> Side | None:
    """Give the side acted upon: a body that a victim is or belongs to, else civilians where that is said."""
    if event_code(incident.event_type, incident.sub_event_type).civilians or _counts_civilians(incident):
        return Side(CIVILIANS, None, None, CIVILIANS)
    for each in incident.victims:
        victim: Victim = expect(each.value, Victim, "victims")
        actor = None if victim.actor is None else contents.actor(victim.actor)
        body = None if actor is None else _body(actor, contents)
        if body is not None:
            return _side(body.id, contents, codes)
    return None


def _body(actor: Actor, contents: Contents) -> Actor | None:
    if actor.kind in BODIES:
        return actor
    bodies = (contents.actor(key) for key in sorted(actor.member_of))
    return next((body for body in bodies if body is not None and body.kind in BODIES), None)


def _counts_civilians(incident: Incident) -> bool:
    tolls = (incident.killed, incident.wounded, incident.abducted)
    return any("civilian" in each.value.who.casefold() for toll in tolls for each in toll.reported)
