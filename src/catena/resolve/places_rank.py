"""Rank the places that a name may stand for, each with its probability and what spoke for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import Final

from catena.knowledge.gazetteer_records import Candidate, PlaceName
from catena.resolve.places_context import PlaceContext, distance_km
from catena.resolve.places_features import features_of, read_weights, score_features

UNLISTED: Final = -1
"""The row number of a place that the gazetteer lacks."""

UNLISTED_RADIUS_KM: Final = 100.0
GATHER_KM: Final = 60.0
REASONS_SHOWN: Final = 3
CONTRIBUTION_MIN: Final = 0.4
CANDIDATES_KEPT: Final = 5
_UNPLACED: Final = frozenset({"country", "region", "water"})


@dataclass(frozen=True, slots=True)
class Choice:
    """One candidate with its probability among all candidates of the name, and what spoke for it."""

    candidate: Candidate
    probability: float
    reason: str


def rank_candidates(name: PlaceName, context: PlaceContext) -> tuple[Choice, ...]:
    """Rank the candidates of a name, with probabilities that sum to 1 over all of them.

    One more candidate stands for a place that the gazetteer lacks, put among the places beside it
    (number UNLISTED): a small place often bears the name of a far one that is listed.
    """
    weights = read_weights()
    unlisted = unlisted_place(name, context)
    scored = []
    for candidate in (*name.candidates, *([unlisted] if unlisted else [])):
        features = features_of(name, candidate, context)
        scored.append((score_features(features, weights), candidate, features))
    if not scored:
        return ()
    scored.sort(key=lambda one: (-one[0], one[1].number))
    total = sum(exp(score - scored[0][0]) for score, _, _ in scored)
    return tuple(
        Choice(candidate, exp(score - scored[0][0]) / total, reason_of(features, weights))
        for score, candidate, features in scored[:CANDIDATES_KEPT]
    )


def unlisted_place(name: PlaceName, context: PlaceContext) -> Candidate | None:
    """Stand in for a place that the gazetteer lacks: at its stated container, else amid the places beside it."""
    amid = next(iter(context.containers), None) or _midmost(context.others)
    if amid is None:
        return None
    radius_km = amid.radius_km if context.containers else max(UNLISTED_RADIUS_KM, amid.radius_km)
    kind = name.cue or "settlement"
    return Candidate(
        UNLISTED, None, name.words, amid.country, amid.admin1, amid.lat, amid.lon, radius_km, 0, kind, 0, own=False
    )


def _midmost(others: tuple[Candidate, ...]) -> Candidate | None:
    """Give the place that most of the others lie closest about, the nearest in the text of equals."""
    best: tuple[float, Candidate] | None = None
    for one in others:
        if one.kind in _UNPLACED or one.number == UNLISTED:
            continue
        near = sum(exp(-distance_km(one.lat, one.lon, other.lat, other.lon) / GATHER_KM) for other in others)
        if best is None or near > best[0] + 1e-9:
            best = (near, one)
    return best[1] if best else None


def reason_of(features: Mapping[str, float], weights: Mapping[str, float]) -> str:
    """Name the features that spoke most for a candidate."""
    spoke = {name: weights.get(name, 0.0) * value for name, value in features.items()}
    best = sorted((name for name in spoke if spoke[name] >= CONTRIBUTION_MIN), key=lambda name: (-spoke[name], name))
    return ", ".join(best[:REASONS_SHOWN]) or "the only place of that name"
