"""Which fields hold values that cannot all be true, whichever way the world was."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from catena.model import Claim, Course, Party, Place, Slot, Source, Statement, Toll, When, Where
from catena.text.edtf import Days, days_of
from catena.weigh.denials import blames, denies_arrest, denies_course, denies_doing
from catena.weigh.means import weapons_apart
from catena.weigh.rivals import counts_dispute, plain_name, same_source

_SMALL = frozenset(
    (
        "the of and in a an al forces force group groups militia militias fighters army government regime "
        "troops his her their some"
    ).split()
)
_MANY_SIDED = frozenset({"Armed clash", "Non-state actor overtakes territory", "Arrests", "Other"})
# Who is arrested or tried denies the crime, and not that he was arrested or tried.
_OF_LAW = frozenset({"Arrests", "Other"})
_SETTLED = frozenset({"claims", "convicted", "confessed"})
_BLAMED = frozenset({"accused", "suspected", "claims", "convicted", "confessed"})
_DAYS_EXACT = 3
# How far off a place may be that a report names: at it, or near it (UCDP where_prec 1 and 2).
_WITHIN_KM = {1: 8.0, 2: 25.0}


def find_disputes(
    claims: Sequence[Claim], tolls: Mapping[Slot, Toll], sub_event_type: str, statements: Sequence[Statement] = ()
) -> tuple[str, ...]:
    """Name the disputed fields of one incident by the words of the contract, in its order.

    ``statements`` are those about the incident: an accusation that one of them denies is disputed too.
    """
    checks = {
        "date": _dates_apart(claims),
        "place": _places_apart(claims),
        **{slot: counts_dispute(toll.reported) for slot, toll in tolls.items()},
        "perpetrator": _parties_apart(claims, statements, sub_event_type),
        "weapon": weapons_apart(claims),
        "outcome": _outcomes_apart(claims, statements),
    }
    return tuple(name for name, holds in checks.items() if holds)


def _dates_apart(claims: Iterable[Claim]) -> bool:
    """Say whether two reports tell days of which none of the one's meets any of the other's."""
    told: dict[str, list[Days]] = {}
    for claim in claims:
        if isinstance(claim.value, When) and claim.value.edtf and "~" not in claim.value.edtf:
            days = days_of(claim.value.edtf)
            if days is not None and days.width <= _DAYS_EXACT:
                told.setdefault(claim.evidence[0].document, []).append(days)
    return any(all(a.gap(b) > 0 for a in one for b in other) for one, other in combinations(told.values(), 2))


def _places_apart(claims: Iterable[Claim]) -> bool:
    """Say whether two reports tell exact places of which none of the one's is near any of the other's."""
    told: dict[str, list[tuple[Place, float]]] = {}
    for claim in claims:
        where = claim.value
        if isinstance(where, Where) and where.place is not None and (within := _WITHIN_KM.get(where.precision or 6)):
            told.setdefault(claim.evidence[0].document, []).append((where.place, within))
    return any(all(_apart(a, b) for a in one for b in other) for one, other in combinations(told.values(), 2))


def _apart(left: tuple[Place, float], right: tuple[Place, float]) -> bool:
    (a, near), (b, near_too) = left, right
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return False
    reach = (a.radius_km or 3) + (b.radius_km or 3)
    dy = (a.lat - b.lat) * 111.2
    dx = (a.lon - b.lon) * 111.2 * math.cos(math.radians(a.lat))
    return math.hypot(dx, dy) > max(reach, near, near_too)


def _parties_apart(claims: Sequence[Claim], statements: Sequence[Statement], sub_event_type: str) -> bool:
    """An accusation and its denial; or two sources who blame bodies that have nothing in common."""
    parties = [(c.value, c.source) for c in claims if isinstance(c.value, Party)]
    if any(p.status == "denies" for p, _ in parties):
        return True
    denials = [s for s in statements if s.act == "denies" and denies_doing(s.evidence.quote)]
    if any(sub_event_type not in _OF_LAW or denies_arrest(s.evidence.quote) for s in denials):
        return True
    if sub_event_type in _MANY_SIDED:
        return False
    blamed = [(c.value, c.source) for c in claims if isinstance(c.value, Party) and _is_blamed(c, c.value)]
    return any(not _one_accuser(*a, *b) and _other_body(a[0], b[0]) for a, b in combinations(blamed, 2))


def _one_accuser(left: Party, told: Source, right: Party, told_too: Source) -> bool:
    """Say whether one and the same lays both blames; a report that tells two accusers' words is not one of them."""
    if left.by and right.by and plain_name(left.by) != plain_name(right.by):
        return False
    return same_source(told, told_too) or plain_name(left.by) == plain_name(right.by) != ""


def _is_blamed(claim: Claim, party: Party) -> bool:
    """Say whether the words blame somebody outright; a doer named in passing may be of another happening."""
    if party.status not in _BLAMED:
        return False
    return party.status in _SETTLED or any(blames(e.quote) for e in claim.evidence)


def _other_body(left: Party, right: Party) -> bool:
    if left.actor is not None and left.actor == right.actor:
        return False
    a, b = _words(left.name), _words(right.name)
    return not (a & b - _SMALL if a - _SMALL and b - _SMALL else a & b)


def _outcomes_apart(claims: Iterable[Claim], statements: Sequence[Statement]) -> bool:
    told = {c.value.outcome for c in claims if isinstance(c.value, Course)} - {"threatened"}
    return len(told) > 1 or any(s.act == "denies" and denies_course(s.evidence.quote) for s in statements)


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.lower())) - {"the", "a", "an", "of"}
