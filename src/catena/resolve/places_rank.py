"""Rank the places that a name may stand for, each with its probability and what spoke for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, fsum
from typing import Final

from catena.knowledge.gazetteer_format import fold_place_name, loose_place_key
from catena.knowledge.gazetteer_records import Candidate, PlaceName
from catena.resolve.places_context import PlaceContext, distance_km
from catena.resolve.places_features import features_of, read_weights

UNLISTED: Final = -1
"""The row number of a place that the gazetteer lacks."""

UNLISTED_RADIUS_KM: Final = 100.0
FAME_WELL_KNOWN: Final = 25
GATHER_KM: Final = 60.0
SAME_SPOT_KM: Final = 100.0
SEAT_PEOPLE_MIN: Final = 5_000
SEAT_SHARE_MIN: Final = 0.08
REASONS_SHOWN: Final = 3
CONTRIBUTION_MIN: Final = 0.4
CANDIDATES_KEPT: Final = 5
_UNPLACED: Final = frozenset({"country", "region", "water"})

_SAID: Final = {
    "renown": "better known",
    "people": "more people",
    "people of a division": "a populous division",
    "own name": "its own name",
    "country": "a country",
    "first division": "a first-order division",
    "second division": "a second-order division",
    "landmark": "a landmark",
    "wide region": "a wide region",
    "country told": "its country is told",
    "division told": "its division is told",
    "renown, country told": "better known, in a country told",
    "people, country told": "more people, in a country told",
    "stated container": "the text says it lies there",
    "area of the other names": "other names could lie beside it",
    "division of the other names": "other names could lie in its division",
    "country of the other names": "other names could lie in its country",
    "not listed, amid others": "amid the other places",
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One candidate with its probability among all candidates of the name, and what spoke for it."""

    candidate: Candidate
    probability: float
    reason: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate's score (log odds) and what each feature gave to it."""

    score: float
    candidate: Candidate
    gave: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranking:
    """All candidates of a name, the chosen one first, and the sum of their odds against the highest score."""

    scored: tuple[Scored, ...]
    total: float


def weigh_candidates(name: PlaceName, context: PlaceContext) -> Ranking:
    """Rank the candidates of a name.

    One more candidate stands for a place that the gazetteer lacks, put among the places beside it
    (number UNLISTED): a small place often bears the name of a far one that is listed.
    """
    unlisted = unlisted_place(name, context)
    scored = [score_candidate(name, one, context) for one in (*name.candidates, *([unlisted] if unlisted else []))]
    if not scored:
        return Ranking((), 0.0)
    scored.sort(key=lambda one: (-one.score, one.candidate.number))
    total = fsum(exp(one.score - scored[0].score) for one in scored)
    return Ranking(tuple(_prefer_kind(name, scored)), total)


def choices_of(ranking: Ranking) -> tuple[Choice, ...]:
    """Give the best of a ranking with their probabilities and reasons."""
    scored = ranking.scored
    return tuple(
        Choice(one.candidate, exp(one.score - scored[0].score) / ranking.total, _reason(one, scored))
        for one in scored[:CANDIDATES_KEPT]
    )


def score_candidate(name: PlaceName, candidate: Candidate, context: PlaceContext) -> Scored:
    """Score one candidate, and keep what each feature gave."""
    weights = read_weights()
    features = features_of(name, candidate, context)
    gave = {feature: weights.get(feature, 0.0) * value for feature, value in features.items()}
    return Scored(fsum(gave.values()), candidate, gave)


def _prefer_kind(name: PlaceName, scored: list[Scored]) -> list[Scored]:
    """Choose between a settlement and the division around it that bear one name: by the words beside, else the first.

    Scores cannot: both lie at one spot. A hamlet in the province of its name is not what news means.
    """
    best = scored[0].candidate
    if best.kind == "country":
        return scored
    bearers = [one for one in scored if _same_spot(one.candidate, best)]
    cued = [one for one in bearers if one.candidate.kind == name.cue]
    towns = [one for one in bearers if one.candidate.kind == "settlement" and _is_seat(one.candidate, best)]
    chosen = (cued or (towns if name.cue not in ("admin1", "admin2") else []) or [scored[0]])[0]
    return [chosen, *(one for one in scored if one is not chosen)]


def _same_spot(one: Candidate, other: Candidate) -> bool:
    """Say whether two candidates bear one name at one spot: Hama the city, in Hama the province."""
    if UNLISTED in (one.number, other.number) or one.country != other.country:
        return False
    wide_km = max(SAME_SPOT_KM, 2 * one.radius_km, 2 * other.radius_km)
    alike = one.name == other.name or _loose(one.name) == _loose(other.name)  # New York City in New York
    return alike and distance_km(one.lat, one.lon, other.lat, other.lon) <= wide_km


@lru_cache(maxsize=4096)
def _loose(name: str) -> str:
    return loose_place_key(fold_place_name(name.removesuffix(" City")))


def _is_seat(town: Candidate, division: Candidate) -> bool:
    return town.population >= max(SEAT_PEOPLE_MIN, SEAT_SHARE_MIN * division.population)


def unlisted_place(name: PlaceName, context: PlaceContext) -> Candidate | None:
    """Stand in for a place that the gazetteer lacks: at its stated container, else amid the places beside it.

    None for a name well known in a country that the text tells: a report from Aleppo that names Daraa means Daraa.
    """
    if name.part is None and any(_is_well_known(one, context) for one in name.candidates):
        return None
    settled = {one.number for one in context.others}
    stated = [one for one in context.containers if one.number in settled] or context.containers
    amid = next(iter(stated), None) or _midmost(context.others)
    if amid is None:
        return None
    radius_km = amid.radius_km if context.containers else max(UNLISTED_RADIUS_KM, amid.radius_km)
    kind = name.cue or "settlement"
    return Candidate(
        UNLISTED, None, name.words, amid.country, amid.admin1, amid.lat, amid.lon, radius_km, 0, kind, 0, own=False
    )


def _is_well_known(candidate: Candidate, context: PlaceContext) -> bool:
    known = candidate.kind not in ("settlement", "admin2") or candidate.fame >= FAME_WELL_KNOWN
    told = not context.countries or candidate.country is None or candidate.country in context.countries
    return candidate.own and known and told


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


def _reason(one: Scored, scored: Sequence[Scored]) -> str:
    """Say what spoke for a candidate and not as much for its strongest rival elsewhere."""
    rivals = [other for other in scored if other is not one and not _same_spot(other.candidate, one.candidate)]
    listed = [other for other in rivals if other.candidate.number != UNLISTED]
    rival = max(listed or rivals, key=lambda other: other.score, default=None)
    if rival is None or (not listed and one.candidate.number != UNLISTED):
        return "no other place of that name is known"
    ahead = {feature: gave - rival.gave.get(feature, 0.0) for feature, gave in one.gave.items()}
    best = [f for f in sorted(ahead, key=lambda f: (-ahead[f], f)) if ahead[f] >= CONTRIBUTION_MIN]
    against = f"{rival.candidate.kind} {rival.candidate.name}, {rival.candidate.admin1 or rival.candidate.country}"
    rather = "a place not listed" if rival.candidate.number == UNLISTED else against
    said = [_SAID.get(feature, feature) for feature in best[:REASONS_SHOWN]]
    return f"rather than {rather}: {', '.join(said) or 'by a little of everything'}"
