"""Which fields hold values that cannot all be true, whichever way the world was."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from catena.model import Claim, Course, Party, Place, Slot, Statement, Toll, When, Where
from catena.text.edtf import Days, days_of
from catena.weigh.denials import blames, denies_course, denies_doing
from catena.weigh.means import weapons_apart
from catena.weigh.rivals import counts_dispute, same_source

_SMALL = frozenset(
    (
        "the of and in a an al forces force group groups militia militias fighters army government regime "
        "troops his her their some"
    ).split()
)
_MANY_SIDED = frozenset({"Armed clash", "Non-state actor overtakes territory", "Arrests", "Other"})
_SETTLED = frozenset({"claims", "convicted", "confessed"})
_BLAMED = frozenset({"accused", "suspected", "claims", "convicted", "confessed"})
_APART_KM = 25.0
_DAYS_EXACT = 3
_PRECISION_EXACT = 2


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
    told: dict[str, list[Place]] = {}
    for claim in claims:
        where = claim.value
        if isinstance(where, Where) and where.place is not None and (where.precision or 6) <= _PRECISION_EXACT:
            told.setdefault(claim.evidence[0].document, []).append(where.place)
    return any(all(_apart(a, b) for a in one for b in other) for one, other in combinations(told.values(), 2))


def _apart(left: Place, right: Place) -> bool:
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return False
    reach = (left.radius_km or 3) + (right.radius_km or 3)
    dy = (left.lat - right.lat) * 111.2
    dx = (left.lon - right.lon) * 111.2 * math.cos(math.radians(left.lat))
    return math.hypot(dx, dy) > max(reach, _APART_KM)


def _parties_apart(claims: Sequence[Claim], statements: Sequence[Statement], sub_event_type: str) -> bool:
    """An accusation and its denial; or two sources who blame bodies that have nothing in common."""
    parties = [(c.value, c.source) for c in claims if isinstance(c.value, Party)]
    if any(p.status == "denies" for p, _ in parties):
        return True
    if any(s.act == "denies" and denies_doing(s.evidence.quote) for s in statements):
        return True
    if sub_event_type in _MANY_SIDED:
        return False
    blamed = [(c.value, c.source) for c in claims if isinstance(c.value, Party) and _is_blamed(c, c.value)]
    return any(not same_source(s, t) and _other_body(p, q) for (p, s), (q, t) in combinations(blamed, 2))


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
