"""Names of places to places: all names of one document together, each with its precision and its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp
from typing import Final

from catena.knowledge import read_table
from catena.knowledge.gazetteer import Gazetteer
from catena.knowledge.gazetteer_format import fold_place_name
from catena.knowledge.gazetteer_records import Candidate, PlaceName
from catena.model import Document, Place, Span, Where
from catena.resolve.places_context import (
    PlaceContext,
    dateline_country,
    find_containers,
    weigh_countries,
    weigh_divisions,
)
from catena.resolve.places_features import features_of, read_weights, score_features
from catena.resolve.places_phrase import where_phrase
from catena.resolve.places_precision import precision_of

ROUNDS: Final = 3
"""Each round reads the names again with the places of the round before beside them; more change nothing."""

REASONS_SHOWN: Final = 3
CONTRIBUTION_MIN: Final = 0.4
CANDIDATES_KEPT: Final = 5
_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Choice:
    """One candidate with its probability among all candidates of the name, and what spoke for it."""

    candidate: Candidate
    probability: float
    reason: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A name with the place it was read as; ``choices`` are the best candidates, the chosen one first."""

    name: PlaceName
    place: Place | None
    precision: int | None
    reason: str
    choices: tuple[Choice, ...] = ()


def resolve_places(
    text: str, names: Sequence[PlaceName], document: Document, gazetteer: Gazetteer
) -> dict[Span, Resolved]:
    """Read all place names of one document together; one name in one document is one place unless told otherwise."""
    contexts = _contexts(text, names, document, gazetteer)
    chosen: dict[int, tuple[Choice, ...]] = {}
    for _ in range(ROUNDS):
        others = {number: choices[0].candidate for number, choices in chosen.items()}
        chosen = {
            number: rank_candidates(name, replace(contexts[number], others=_others(name, names, others)))
            for number, name in enumerate(names)
            if name.candidates
        }
    placed = {number: choices[0].candidate for number, choices in chosen.items()}
    resolved = {}
    for number, name in enumerate(names):
        context = replace(contexts[number], others=_nearby(number, placed))
        resolved[name.span] = _resolved(text, name, chosen.get(number, ()), context)
    return resolved


def resolve_place(name: PlaceName, context: PlaceContext, text: str | None = None) -> Resolved:
    """Read one place name in a context given by hand; ``text`` is what its span counts on, for the precision."""
    choices = rank_candidates(name, context)
    return _resolved(text if text is not None else name.words, name, choices, context)


def _contexts(
    text: str, names: Sequence[PlaceName], document: Document, gazetteer: Gazetteer
) -> dict[int, PlaceContext]:
    """Give each name its context; containers stated at one mention hold for every mention of the same words."""
    countries, divisions = weigh_countries(text, names), weigh_divisions(names)
    dateline, outlet = dateline_country(document, gazetteer), document.outlet_country
    stated = find_containers(text, names)
    by_words: dict[str, tuple[Candidate, ...]] = {}
    for number, containers in stated.items():
        by_words.setdefault(fold_place_name(names[number].words), containers)
    return {
        number: PlaceContext(
            countries, divisions, stated.get(number) or by_words.get(fold_place_name(name.words), ()),
            (), dateline, outlet,
        )
        for number, name in enumerate(names)
    }  # fmt: skip


def _others(name: PlaceName, names: Sequence[PlaceName], chosen: Mapping[int, Candidate]) -> tuple[Candidate, ...]:
    """Give the places of the other names, each once: a name is no witness for itself."""
    key = fold_place_name(name.words)
    rest = {one.number: one for number, one in chosen.items() if fold_place_name(names[number].words) != key}
    return tuple(rest.values())


def _nearby(number: int, placed: Mapping[int, Candidate]) -> tuple[Candidate, ...]:
    """Give the places of the other names, the nearest in the text first."""
    order = sorted((other for other in placed if other != number), key=lambda other: (abs(other - number), other))
    return tuple(placed[other] for other in order)


def rank_candidates(name: PlaceName, context: PlaceContext) -> tuple[Choice, ...]:
    """Rank the candidates of a name, with probabilities that sum to 1 over all of them."""
    weights = read_weights()
    scored = []
    for candidate in name.candidates:
        features = features_of(name, candidate, context)
        scored.append((score_features(features, weights), candidate, features))
    if not scored:
        return ()
    scored.sort(key=lambda one: (-one[0], one[1].number))
    total = sum(exp(score - scored[0][0]) for score, _, _ in scored)
    return tuple(
        Choice(candidate, exp(score - scored[0][0]) / total, _reason_of(features, weights))
        for score, candidate, features in scored[:CANDIDATES_KEPT]
    )


def _reason_of(features: Mapping[str, float], weights: Mapping[str, float]) -> str:
    """Name the features that spoke most for a candidate."""
    spoke = {name: weights.get(name, 0.0) * value for name, value in features.items()}
    best = sorted((name for name in spoke if spoke[name] >= CONTRIBUTION_MIN), key=lambda name: (-spoke[name], name))
    return ", ".join(best[:REASONS_SHOWN]) or "the only place of that name"


def _resolved(text: str, name: PlaceName, choices: tuple[Choice, ...], context: PlaceContext) -> Resolved:
    if not choices:
        return _unknown(name, context)
    chosen = choices[0].candidate
    precision, why = precision_of(text, name, chosen.kind)
    rivals = f", out of {len(name.candidates)}" if len(name.candidates) > 1 else ""
    reason = f"{name.words}: {_described(chosen)}{rivals} ({choices[0].reason}); {why}"
    return Resolved(name, place_of(chosen, name.words), precision, reason, choices)


def _described(candidate: Candidate) -> str:
    inside = [part for part in (candidate.admin1, candidate.country) if part and part != candidate.name]
    return ", ".join([f"{candidate.kind} {candidate.name}", *inside])


def _unknown(name: PlaceName, context: PlaceContext) -> Resolved:
    """Place a name that the gazetteer lacks: where the text names its container, else country and division alone."""
    kind = name.cue or "settlement"
    container = next(iter(context.containers), None)
    near = container or next(iter(context.others), None)
    country = near.country if near else max(context.countries, key=lambda code: context.countries[code], default=None)
    admin1 = near.admin1 if near else None
    identity, names = _slug(name.words, country), (name.words,)
    place = Place(identity, name.words, country, admin1, None, None, None, None, names, kind)
    if container is None:
        return Resolved(name, place, None, f"{name.words}: not in the gazetteer; a {kind} by the words beside it")
    place = replace(place, lat=container.lat, lon=container.lon, radius_km=container.radius_km)
    precision = {"country": 6, "admin1": 4, "admin2": 3}.get(container.kind, 2)
    reason = f"{name.words}: not in the gazetteer; a {kind} put at its container {_described(container)}"
    return Resolved(name, place, precision, reason)


def place_of(candidate: Candidate, words: str) -> Place:
    """Make the shared record of a candidate; the id is the same in every run and case."""
    shown = f"{candidate.name} {candidate.admin1 or ''}"
    identity = f"g{candidate.geonames_id}" if candidate.geonames_id else _slug(shown, candidate.country)
    names = tuple(dict.fromkeys((candidate.name, words)))
    return Place(
        identity, candidate.name, candidate.country, candidate.admin1, candidate.lat, candidate.lon,
        candidate.radius_km, candidate.geonames_id, names, candidate.kind,
    )  # fmt: skip


def _slug(words: str, country: str | None) -> str:
    return "p-" + _SLUG.sub("-", f"{country or ''} {fold_place_name(words)}".lower()).strip("-")


def where_of(text: str, resolved: Resolved) -> Where:
    """Make the shared record of a resolved name, with the whole phrase of place in the text's own words."""
    phrase = where_phrase(text, resolved.name)
    return Where(text[phrase.start : phrase.end], resolved.place, resolved.precision, resolved.reason)


def seats_of(country: str) -> tuple[str, ...]:
    """Give the names of a country's seats of government: words that news uses for the government."""
    entry = read_table("countries")["countries"].get(country, {})
    return tuple(entry.get("seats", ()))
