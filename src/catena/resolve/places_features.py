"""Score one candidate place against what its document says: named features, so that a score has its reason."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log2, log10
from typing import Final

from catena.knowledge import read_table
from catena.knowledge.gazetteer_records import Candidate, PlaceName
from catena.resolve.places_context import PlaceContext, distance_km, lies_in

NEAR_KM: Final = 60.0
WIDE_KM: Final = 400.0
_CURATED: Final = frozenset({"district", "facility", "region", "camp", "crossing", "dam", "base", "airport"})
_AGREEING: Final = {
    "settlement": frozenset({"settlement"}),
    "admin1": frozenset({"admin1"}),
    "admin2": frozenset({"admin2"}),
    "district": frozenset({"district", "admin2", "settlement"}),
}


def features_of(name: PlaceName, candidate: Candidate, context: PlaceContext) -> dict[str, float]:
    """Give the named features of one candidate; all about 0..1."""
    country, division = candidate.country or "", (candidate.country or "", candidate.admin1 or "")
    near, wide = _nearness(candidate, context.others)
    return {
        "renown": log2(1 + candidate.fame) / 8,
        "people": log10(1 + candidate.population) / 7,
        "own name": float(candidate.own),
        "country": float(candidate.kind == "country"),
        "first division": float(candidate.kind == "admin1"),
        "second division": float(candidate.kind == "admin2"),
        "curated place": float(candidate.kind in _CURATED),
        "said kind": float(name.cue is not None and candidate.kind in _AGREEING.get(name.cue, {name.cue})),
        "other kind": float(name.cue is not None and candidate.kind not in _AGREEING.get(name.cue, {name.cue})),
        "stated container": float(any(lies_in(candidate, outer) for outer in context.containers)),
        "country told": context.countries.get(country, 0.0) ** 0.5,
        "division told": context.divisions.get(division, 0.0) ** 0.5,
        "close to another place": near,
        "in the area of the others": wide,
        "dateline": float(bool(country) and country == context.dateline),
        "outlet": float(bool(country) and country == context.outlet),
    }


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


def score_features(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Weigh features to one score; the difference of two scores is the log odds of their candidates."""
    return sum(weights.get(name, 0.0) * value for name, value in features.items())
