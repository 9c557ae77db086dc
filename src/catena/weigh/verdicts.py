"""One word per field, and the sides of it: which value is told by whom, from how many independent origins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from catena.model import (
    Claim,
    Copy,
    Count,
    Course,
    Document,
    FieldSide,
    Party,
    Slot,
    Source,
    Toll,
    Value,
    Weapon,
    When,
    Where,
)
from catena.weigh.origins import count_origins

_FIELDS: tuple[Slot, ...] = ("date", "place", "killed", "wounded", "abducted", "perpetrator", "weapon", "outcome")


def verdicts_of(
    claims: Sequence[Claim],
    disputed: Sequence[str],
    tolls: Mapping[Slot, Toll],
    documents: Mapping[str, Document],
    copies: Mapping[str, Copy],
) -> tuple[tuple[str, str], ...]:
    """Give a word per field: disputed, superseded, single origin or agreed."""
    words: list[tuple[str, str]] = []
    for slot in _FIELDS:
        mine = [c for c in claims if c.slot == slot]
        toll = tolls.get(slot)
        if slot in disputed:
            words.append((slot, "disputed"))
        elif toll is not None and any(r.superseded_by for r in toll.reported):
            words.append((slot, "superseded"))
        elif mine:
            words.append((slot, "single origin" if count_origins(mine, documents, copies) == 1 else "agreed"))
    return tuple(words)


def sides_of(
    claims: Sequence[Claim], documents: Mapping[str, Document], copies: Mapping[str, Copy]
) -> tuple[FieldSide, ...]:
    """Give the values of each field side by side, those of most origins first, with everybody who says them."""
    sides: list[FieldSide] = []
    for slot in _FIELDS:
        groups: dict[str, list[Claim]] = {}
        for claim in claims:
            if claim.slot == slot and (words := words_of(claim.value)) is not None:
                groups.setdefault(words, []).append(claim)
        found = [
            FieldSide(
                slot, words, count_origins(told, documents, copies), tuple(sorted({_who(c.source) for c in told}))
            )
            for words, told in groups.items()
        ]
        sides += sorted(found, key=lambda side: (-side.origins, side.value))
    return tuple(sides)


def words_of(value: Value) -> str | None:
    """Write a value so that equal values read alike; None where nothing is known."""
    match value:
        case Count():
            return _figure(value)
        case When():
            return value.edtf
        case Where():
            return value.place.name if value.place is not None else value.text
        case Party():
            return f"{value.name} ({value.status})"
        case Weapon():
            return value.family
        case Course():
            return value.outcome
        case _:
            return value.name


def _figure(count: Count) -> str | None:
    if count.low is None and count.high is None:
        return None
    part = " of them" if count.who.startswith("including ") else ""
    if count.low is not None and count.high is not None and count.low != count.high:
        return f"{count.low} to {count.high}{part}"
    number = count.low if count.low is not None else count.high
    return f"{number}{part}" if count.qualifier in {"exactly", "none"} else f"{count.qualifier} {number}{part}"


def _who(source: Source) -> str:
    return source.name if source.via is None else f"{source.name} via {source.via}"
