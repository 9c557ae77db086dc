"""Comparisons of two tellings of one document, slot by slot: a weight, and the reason in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catena.link.view import distance_km, place_level
from catena.model import Count, Place
from catena.text.edtf import Days


@dataclass(frozen=True, slots=True)
class Agreement:
    """How one slot compares: its weight, the reason."""

    within: float
    reason: str | None = None


_NOTHING = Agreement(0.0)


def compare_days(left: Days | None, right: Days | None) -> Agreement:
    """Compare two spans of days: overlap speaks for, a gap against; the wider the spans the less."""
    if left is None or right is None:
        return _NOTHING
    gap = left.gap(right)
    if gap == 0:
        width = max(left.width, right.width)
        if width <= 2:
            return Agreement(0.9, "the same day")
        if width <= 8:
            return Agreement(0.5, "days of the same week")
        return Agreement(0.2, "spans of time that overlap")
    if left.approximate or right.approximate:
        return Agreement(0.0, "days close to each other") if gap <= 3 else Agreement(-1.5, f"{gap} days apart")
    if gap == 1:
        return Agreement(-0.8, "a day apart")
    return Agreement(-3.0, f"{gap} days apart")


def compare_places(left: Sequence[Place], right: Sequence[Place]) -> Agreement:
    """Compare the places two events are told at: the closest pair of the narrowest of each side."""
    a, b = _narrow(left), _narrow(right)
    if not a or not b:
        return _NOTHING
    if {p.id for p in a} & {p.id for p in b}:
        place = next(p for p in a if p.id in {q.id for q in b})
        return Agreement(_SAME[place_level(place)], f"the same place, {place.name}")
    pairs = [(d, p, q) for p in a for q in b if (d := distance_km(p, q)) is not None]
    if not pairs:
        countries = {p.country for p in a}, {q.country for q in b}
        return (
            Agreement(-3.0, "different countries")
            if countries[0] and countries[1] and not countries[0] & countries[1]
            else _NOTHING
        )
    distance, p, q = min(pairs, key=lambda row: (row[0], row[1].id, row[2].id))
    reach = max(p.radius_km or 5.0, q.radius_km or 5.0)
    if p.country and q.country and p.country != q.country and distance > 50:
        return Agreement(-3.0, f"different countries, {p.country} and {q.country}")
    if place_level(p) != place_level(q) and distance <= reach + 5:
        return Agreement(0.6, f"{p.name} and {q.name} lie in one another")
    if distance <= 3 and place_level(p) > 1:
        return Agreement(0.8, f"{p.name} and {q.name} are {distance:.0f} km apart")
    if distance <= 25:
        return Agreement(-1.0, f"{p.name} and {q.name} are {distance:.0f} km apart")
    return Agreement(-2.2, f"{p.name} and {q.name} are {distance:.0f} km apart")


_SAME = {3: 1.6, 2: 0.9, 1: 0.3, 0: 0.1}


def _narrow(places: Sequence[Place]) -> list[Place]:
    if not places:
        return []
    top = max(place_level(p) for p in places)
    return [p for p in places if place_level(p) == top]


def compare_counts(left: Sequence[tuple[str, Count]], right: Sequence[tuple[str, Count]]) -> Agreement:
    """Compare the tolls: an equal figure of more than one speaks for, figures that cannot both be true against."""
    best = _NOTHING
    worst = _NOTHING
    for slot, a in left:
        for other_slot, b in right:
            if slot != other_slot or a.low is None or b.low is None:
                continue
            if a.low == b.low and a.low > 1:
                best = Agreement(1.2, f"the same figure, {a.low} {slot}")
            elif (
                a.qualifier == "exactly" and b.qualifier == "exactly" and max(a.low, b.low) > 2 * min(a.low, b.low) + 1
            ):
                worst = Agreement(-0.6, f"{a.low} and {b.low} {slot}")
    if best.reason is not None:
        return best
    return worst
