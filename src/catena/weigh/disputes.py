"""Which fields hold values that cannot all be true, whichever way the world was."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from catena.model import Claim, Course, Party, Place, Slot, Statement, Toll, When, Where
from catena.text.edtf import Days, days_of
from catena.weigh.counts import counts_dispute

_SMALL = frozenset(
    (
        "the of and in a an al forces force group groups militia militias fighters army government regime "
        "troops his her their some"
    ).split()
)
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
        "perpetrator": _parties_apart(claims, sub_event_type) or _denied(claims, statements),
        "outcome": len({c.value.outcome for c in claims if isinstance(c.value, Course)} - {"threatened"}) > 1,
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


def _parties_apart(claims: Iterable[Claim], sub_event_type: str) -> bool:
    """An accusation and its denial; or two speakers who name parties that have nothing in common."""
    parties = [(c.value, c.source) for c in claims if isinstance(c.value, Party)]
    if any(p.status == "denies" for p, _ in parties) and any(
        p.status in {"accused", "suspected", "convicted"} for p, _ in parties
    ):
        return True
    if sub_event_type in {"Armed clash", "Non-state actor overtakes territory", "Arrests", "Other"}:
        return False
    blamed = [(p, s) for p, s in parties if p.status in {"accused", "suspected", "claims"} and _key(p.name)]
    return any(
        s.name != t.name and {p.status, q.status} != {"accused"} and not _key(p.name) & _key(q.name)
        for (p, s), (q, t) in combinations(blamed, 2)
    )


def _denied(claims: Iterable[Claim], statements: Sequence[Statement]) -> bool:
    denies = any(s.act == "denies" for s in statements)
    return denies and any(isinstance(c.value, Party) and c.value.status != "unknown" for c in claims)


def _key(name: str) -> set[str]:
    return {w for w in re.findall(r"\w+", name.lower()) if w not in _SMALL}
