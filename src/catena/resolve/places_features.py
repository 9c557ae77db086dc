"""Score one candidate place against what its document says: named features, so that a score has its reason."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from math import exp, log2, log10
from typing import Final

from catena.knowledge import read_table
from catena.knowledge.gazetteer_records import Candidate, PlaceName
from catena.resolve.places_company import Shares
from catena.resolve.places_context import PlaceContext, distance_km, lies_in

NEAR_KM: Final = 60.0
WIDE_KM: Final = 400.0
_LANDMARKS: Final = frozenset({"district", "facility", "camp", "crossing", "dam", "base", "airport", "road"})
_WIDE: Final = frozenset({"region", "water", "mountain", "valley", "island", "border"})
_AGREEING: Final = {
    "settlement": frozenset({"settlement"}),
    "admin1": frozenset({"admin1"}),
    "admin2": frozenset({"admin2"}),
    "district": frozenset({"district", "admin2", "settlement"}),
}


def features_of(name: PlaceName, candidate: Candidate, context: PlaceContext) -> dict[str, float]:
    """Give the named features of one candidate; all about 0..1."""
    country, division = candidate.country or "", (candidate.country or "", candidate.admin1 or "")
    settled = candidate.kind == "settlement"
    renown = log2(1 + candidate.fame) / 8
    people = log10(1 + candidate.population) / 7 if candidate.kind != "admin1" else 0.0
    divided = log10(1 + candidate.population) / 7 if candidate.kind == "admin1" else 0.0
    near, wide = _nearness(candidate, context.others)
    shares = context.company.shares(candidate, name.words) if context.company else Shares(0.0, 0.0, 0.0)
    return {
        "renown": renown,
        "people": people,
        "people of a division": divided,
        "own name": float(candidate.own),
        "a country's name": float(candidate.kind != "country" and _is_of_country(name)),
        "country": float(candidate.kind == "country"),
        "first division": float(candidate.kind == "admin1"),
        "second division": float(candidate.kind == "admin2"),
        "landmark": float(candidate.kind in _LANDMARKS),
        "wide region": float(candidate.kind in _WIDE),
        "renown, country told": renown * float(country in context.countries),
        "people, country told": people * float(country in context.countries),
        "said kind": float(name.cue is not None and candidate.kind in _AGREEING.get(name.cue, {name.cue})),
        "other kind": float(name.cue is not None and candidate.kind not in _AGREEING.get(name.cue, {name.cue})),
        "stated container": float(any(lies_in(candidate, outer) for outer in context.containers)),
        "outside the stated container": _outside(candidate, context),
        "country told": context.countries.get(country, 0.0) ** 0.5,
        "division told": context.divisions.get(division, 0.0) ** 0.5,
        "close to another place": near,
        "in the area of the others": wide,
        "area of the other names": shares.area**0.5,
        "division of the other names": shares.division**0.5,
        "country of the other names": shares.country**0.5,
        "seat of government": float(settled and candidate.name in _seats(country)),
        "not listed": float(candidate.number < 0),
        "not listed, amid others": float(candidate.number < 0) * near,
        "not listed, by a known part": float(candidate.number < 0 and name.part is not None),
        "by a part of the name": float(candidate.number >= 0 and name.part is not None),
        "a part, in no country told": _untold(candidate, context) * float(name.part is not None),
        "in no country told": _untold(candidate, context),
        "dateline": float(bool(country) and country == context.dateline),
        "outlet": float(bool(country) and country == context.outlet),
    }


def _untold(candidate: Candidate, context: PlaceContext) -> float:
    """Say whether a listed place lies in none of the countries that the text tells, and it tells some."""
    told = candidate.number < 0 or candidate.country is None or candidate.country in context.countries
    return float(bool(context.countries) and not told)


def _outside(candidate: Candidate, context: PlaceContext) -> float:
    """Say whether the text states where the name lies, and this listed place lies elsewhere."""
    stated = bool(context.containers) and candidate.number >= 0
    return float(stated and not any(lies_in(candidate, outer) for outer in context.containers))


def _is_of_country(name: PlaceName) -> bool:
    """Say whether a country is called so: Mexico is rarely Mexico City, whose other name it is."""
    return any(one.kind == "country" and one.own for one in name.candidates)


@cache
def _seats(country: str) -> frozenset[str]:
    entry = read_table("countries")["countries"].get(country, {})
    return frozenset(entry.get("seats", ()))


def _nearness(candidate: Candidate, others: tuple[Candidate, ...]) -> tuple[float, float]:
    near = wide = 0.0
    for other in others:
        if other.number == candidate.number or other.kind == "country":
            continue
        apart = distance_km(candidate.lat, candidate.lon, other.lat, other.lon)
        near = max(near, exp(-apart / NEAR_KM))
        wide += exp(-apart / WIDE_KM)
    return near, wide / (1 + len(others))


def read_weights() -> Mapping[str, float]:
    """Read the weights of the features (place_weights.yaml, learned; see its source line)."""
    weights: dict[str, float] = read_table("place_weights")["candidate"]
    return weights
