"""Linked events to one incident: every reported value kept with its chain, the best of them shown."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from catena.knowledge.event_kinds import count_types
from catena.model import (
    Chain,
    Claim,
    Copy,
    DateField,
    Document,
    Event,
    Incident,
    Outcome,
    Party,
    Place,
    PlaceField,
    Reported,
    Slot,
    Statement,
    Toll,
    Value,
    Victim,
    Weapon,
    When,
    Where,
)  # fmt: skip
from catena.text.edtf import days_of
from catena.weigh.counts import weigh_counts
from catena.weigh.disputes import find_disputes
from catena.weigh.origins import count_origins
from catena.weigh.verdicts import sides_of, verdicts_of
from catena.weigh.wounded import settle_wounded

V = TypeVar("V", bound=Value)
_COUNTED: tuple[Slot, ...] = ("killed", "wounded", "abducted")
_SPECIFIC = (
    "Suicide bomb",
    "Chemical weapon",
    "Air/drone strike",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Abduction/forced disappearance",
    "Sexual violence",
    "Excessive force against protesters",
    "Armed clash",
)


def weigh(
    events: Sequence[Event],
    documents: Mapping[str, Document],
    copies: Mapping[str, Copy],
    statements: Sequence[Statement] = (),
) -> Incident:
    """Assemble the incident of some linked events; ``statements`` are those about any of them."""
    events = sorted(events, key=lambda e: _order(e, documents))
    claims = [claim for event in events for claim in event.claims]
    known = dict(documents)
    tolls = {slot: weigh_counts([c for c in claims if c.slot == slot], known) for slot in _COUNTED}
    tolls["wounded"] = settle_wounded(tolls["killed"], tolls["wounded"])
    lead = _lead(events)
    outcome = _outcome(events, tolls)
    date, place = _date(claims), _place(claims)
    files = tuple(dict.fromkeys(e.document for e in events))
    disputed = find_disputes(claims, tolls, lead.sub_event_type, statements)
    identity = hashlib.sha256(min(e.id for e in events).encode()).hexdigest()[:12]
    return Incident(
        id=f"i{identity}",
        title=_title(lead, tolls, date, place, claims),
        event_type=lead.event_type,
        sub_event_type=lead.sub_event_type,
        outcome=outcome,
        date=date,
        place=place,
        killed=tolls["killed"],
        wounded=tolls["wounded"],
        abducted=tolls["abducted"],
        victims=_described(_distinct(claims, Victim, lambda v: (_name_key(v.name), v.fate))),
        perpetrators=_merged_parties(_distinct(claims, Party, lambda p: (_name_key(p.name), p.status))),
        weapons=_distinct(claims, Weapon, lambda w: w.family),
        events=tuple(e.id for e in events),
        documents=files,
        origins=count_origins(claims, documents, copies),
        disputed=disputed,
        verdicts=verdicts_of(claims, disputed, tolls, documents, copies),
        sides=sides_of(claims, documents, copies),
    )


def _order(event: Event, documents: Mapping[str, Document]) -> tuple[str, str, int, str]:
    document = documents.get(event.document)
    return ((document.published.value or "9") if document else "9", event.document, event.sentence, event.id)


def _lead(events: Sequence[Event]) -> Event:
    """Choose the event whose type speaks for all: the most specific kind that most of them tell."""
    votes = count_types(e.sub_event_type for e in events)

    def rank(event: Event) -> tuple[bool, int, int]:
        specific = event.sub_event_type in _SPECIFIC
        return not specific, -votes[event.sub_event_type], _SPECIFIC.index(event.sub_event_type) if specific else 0

    return min(events, key=rank)


def _outcome(events: Sequence[Event], tolls: Mapping[Slot, Toll]) -> Outcome:
    outcomes = [e.outcome for e in events]
    if "carried out" in outcomes and (tolls["killed"].best or outcomes.count("carried out") * 2 > len(outcomes)):
        return "carried out"
    return min(outcomes, key=lambda o: (o == "carried out", -outcomes.count(o), o))


def _reported(claim: Claim) -> Reported:
    return Reported(claim.value, claim.source, claim.evidence)


def _date(claims: Sequence[Claim]) -> DateField:
    told = [c for c in claims if isinstance(c.value, When)]
    best = min(
        (
            _date_rank(c.value.edtf)
            for c in told
            if isinstance(c.value, When) and c.value.edtf and days_of(c.value.edtf)
        ),
        default=None,
    )
    distinct = {
        (c.value.edtf, c.value.text, c.evidence[0].document): c for c in reversed(told) if isinstance(c.value, When)
    }
    kept = [c for c in told if c in distinct.values()]
    return DateField(best[-1] if best is not None else None, tuple(_reported(c) for c in kept))


def _date_rank(value: str) -> tuple[bool, int, int, str]:
    days = days_of(value)
    width = days.width if days is not None else 10**6
    return "~" in value and width < 40, width, days.first if days is not None else 0, value


def _place(claims: Sequence[Claim]) -> PlaceField:
    told = [c for c in claims if isinstance(c.value, Where)]
    votes: dict[str, int] = {}
    for claim in told:
        if isinstance(claim.value, Where) and claim.value.place is not None:
            votes[claim.value.place.id] = votes.get(claim.value.place.id, 0) + 1
    best: Where | None = None
    ranked: tuple[float, int, int] | None = None
    for position, claim in enumerate(told):
        where = claim.value
        if isinstance(where, Where) and where.place is not None:
            rank = (_width(where.place), -votes[where.place.id], position)
            if ranked is None or rank < ranked:
                best, ranked = where, rank
    distinct = {(c.value.text, c.evidence[0].document): c for c in reversed(told) if isinstance(c.value, Where)}
    kept = tuple(_reported(c) for c in told if c in distinct.values())
    return PlaceField(best.place if best else None, best.precision if best else None, kept)


def _width(place: Place) -> float:
    if place.lat is None:
        return 5000.0 if place.kind == "country" else 40.0
    if place.kind == "country":
        return 4000.0
    radius = place.radius_km or 5.0
    return 15.0 if radius <= 15 else radius


def _distinct(claims: Iterable[Claim], kind: type[V], key: Callable[[V], object]) -> tuple[Reported, ...]:
    """Keep one row per value; a value told more often keeps every chain that told it."""
    rows: dict[object, Reported] = {}
    for claim in claims:
        if isinstance(claim.value, kind):
            k = key(claim.value)
            held = rows.get(k)
            rows[k] = _reported(claim) if held is None else _joined(held, _reported(claim))
    return tuple(rows.values())


def _described(victims: tuple[Reported, ...]) -> tuple[Reported, ...]:
    """Leave out "people" where others say who they were."""
    said = tuple(v for v in victims if isinstance(v.value, Victim) and v.value.name.lower() not in _ANYBODY)
    return said or victims


_ANYBODY = frozenset({"people", "persons", "person", "individuals"})


def _joined(held: Reported, other: Reported) -> Reported:
    """Put the chains of two rows under one value; one source in one report is one chain."""
    chains: dict[tuple[str, str, str | None, str], Chain] = {}
    for chain in (*held.tellings(), *other.tellings()):
        key = (chain.source.name.lower(), chain.source.kind, chain.source.via, chain.evidence[0].document)
        known = chains.get(key)
        evidence = (*known.evidence, *chain.evidence) if known is not None else chain.evidence
        chains[key] = Chain(known.source if known is not None else chain.source, tuple(dict.fromkeys(evidence)))
    evidence = tuple(dict.fromkeys((*held.evidence, *other.evidence)))
    return Reported(held.value, held.source, evidence, tuple(chains.values()) if len(chains) > 1 else ())


def _merged_parties(rows: Sequence[Reported]) -> tuple[Reported, ...]:
    """Join parties of one status that name the same body more or less fully ("ISIS", "ISIS militants")."""
    kept: list[Reported] = []
    for row in rows:
        at = next((i for i, other in enumerate(kept) if _same_party(row.value, other.value)), None)
        if at is None:
            kept.append(row)
        else:
            kept[at] = _joined(kept[at], row)
    return tuple(kept)


def _same_party(left: Value, right: Value) -> bool:
    if not isinstance(left, Party) or not isinstance(right, Party) or left.status != right.status:
        return False
    if left.actor is not None and left.actor == right.actor:
        return True
    a, b = _name_key(left.name), _name_key(right.name)
    return a <= b or b <= a


def _name_key(name: str) -> frozenset[str]:
    words = re.findall(r"\w+", name.lower())
    return frozenset(w for w in words if w not in {"the", "a", "an", "of", "in"}) or frozenset(words)


def _title(lead: Event, tolls: Mapping[Slot, Toll], date: DateField, place: PlaceField, claims: Sequence[Claim]) -> str:
    what = {"Other": "Legal or other measure", "Arrests": "Arrest", "Attack": "Attack"}.get(
        lead.sub_event_type, lead.sub_event_type
    )
    where = place.best.name if place.best is not None else None
    toll = ", ".join(f"{t.best} {slot}" for slot, t in tolls.items() if t.best)
    whom = next((c.value.name for c in claims if isinstance(c.value, Victim) and len(c.value.name) <= 60), None)
    parts = [what + (f" in {where}" if where else ""), toll or whom or "", date.best or ""]
    return ", ".join(part for part in parts if part)
