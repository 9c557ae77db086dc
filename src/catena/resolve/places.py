"""Names of places to places: all names of one document together, each with its precision and its reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from catena.knowledge.gazetteer import Gazetteer
from catena.knowledge.gazetteer_format import fold_place_name
from catena.knowledge.gazetteer_records import Candidate, PlaceName
from catena.model import Document, Place, Span, Where
from catena.resolve.places_company import gather_company
from catena.resolve.places_context import (
    PlaceContext,
    count_demonyms,
    dateline_country,
    find_containers,
    weigh_countries,
    weigh_divisions,
)
from catena.resolve.places_phrase import where_phrase
from catena.resolve.places_precision import precision_of
from catena.resolve.places_rank import UNLISTED, Choice, Ranking, choices_of, weigh_candidates

ROUNDS: Final = 3
"""Each round reads the names again with the places of the round before beside them; more change nothing."""

_SLUG = re.compile(r"[^a-z0-9]+")


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
    names, contexts, chosen = settle(text, names, document, gazetteer)
    return {name.span: _resolved(text, name, chosen[number], contexts[number]) for number, name in enumerate(names)}


def settle(
    text: str, names: Sequence[PlaceName], document: Document, gazetteer: Gazetteer
) -> tuple[list[PlaceName], list[PlaceContext], dict[int, tuple[Choice, ...]]]:
    """Settle the names of a document among each other: names, contexts and ranked choices of the last round."""
    contexts = give_contexts(text, names, document, gazetteer)
    names = [_with_loose(name, context, gazetteer) for name, context in zip(names, contexts, strict=True)]
    rankings: dict[int, Ranking] = {}
    before: dict[int, Candidate] | None = None
    for _ in range(ROUNDS):
        settled = {number: found.scored[0].candidate for number, found in rankings.items() if found.scored}
        if settled == before:
            break  # the same places stand beside each name: it would be read the same again
        before = settled
        contexts = [replace(context, others=_beside(n, names, settled)) for n, context in enumerate(contexts)]
        rankings = _rank_all(names, contexts)
    told = {id(found): choices_of(found) for found in rankings.values()}
    return names, contexts, {number: told[id(found)] for number, found in rankings.items()}


def give_contexts(
    text: str, names: Sequence[PlaceName], document: Document, gazetteer: Gazetteer
) -> list[PlaceContext]:
    """Give each name its context; a container stated at one mention holds for every mention of the same words."""
    keys = [fold_place_name(name.words) for name in names]
    demonyms = count_demonyms(text)
    told = {key: _told_beside(key, keys, names, demonyms) for key in dict.fromkeys(keys)}
    dateline, outlet = dateline_country(document, gazetteer), document.outlet_country
    stated = find_containers(text, names)
    by_words: dict[str, tuple[Candidate, ...]] = {}
    for number, containers in stated.items():
        by_words.setdefault(keys[number], containers)
    company = gather_company(names)
    return [
        PlaceContext(*told[key], stated.get(number) or by_words.get(key, ()), (), company, dateline, outlet)
        for number, key in enumerate(keys)
    ]


def _told_beside(
    key: str, keys: Sequence[str], names: Sequence[PlaceName], demonyms: Mapping[str, int]
) -> tuple[dict[str, float], dict[tuple[str, str], float]]:
    """Weigh the countries and divisions that the names other than this one tell."""
    others = [name for name, other in zip(names, keys, strict=True) if other != key]
    return weigh_countries(demonyms, others), weigh_divisions(others)


def _with_loose(name: PlaceName, context: PlaceContext, gazetteer: Gazetteer) -> PlaceName:
    """Give a name without candidates those of another transliteration, in the countries that the document tells."""
    if name.candidates or not context.countries:
        return name
    return replace(name, candidates=gazetteer.lookup_loose(name.words, context.countries))


def _rank_all(names: Sequence[PlaceName], contexts: Sequence[PlaceContext]) -> dict[int, Ranking]:
    """Rank each name once for all mentions that share its words, cue and containers."""
    known: dict[tuple[str, str | None, tuple[Candidate, ...]], Ranking] = {}
    rankings = {}
    for number, (name, context) in enumerate(zip(names, contexts, strict=True)):
        same = (name.words, name.cue, context.containers)
        if same not in known:
            known[same] = weigh_candidates(name, context)
        rankings[number] = known[same]
    return rankings


def _beside(number: int, names: Sequence[PlaceName], settled: Mapping[int, Candidate]) -> tuple[Candidate, ...]:
    """Give the places of the other names, each once, the nearest in the text first: a name is no witness for itself."""
    key = fold_place_name(names[number].words)
    found: dict[int, Candidate] = {}
    for other in sorted(settled, key=lambda other: (abs(other - number), other)):
        if settled[other].number != UNLISTED and fold_place_name(names[other].words) != key:
            found.setdefault(settled[other].number, settled[other])
    return tuple(found.values())


def _resolved(text: str, name: PlaceName, choices: tuple[Choice, ...], context: PlaceContext) -> Resolved:
    if not choices:
        return _unplaced(name, context)
    chosen = choices[0].candidate
    if chosen.number == UNLISTED:
        return _unlisted(name, choices, context)
    precision, why = precision_of(text, name, chosen.kind)
    reason = f"{name.words}: {_described(chosen)} ({choices[0].reason}); {why}"
    return Resolved(name, place_of(chosen, name.words), precision, reason, choices)


def _described(candidate: Candidate) -> str:
    inside = [part for part in (candidate.admin1, candidate.country) if part and part != candidate.name]
    return ", ".join([f"{candidate.kind} {candidate.name}", *inside])


def _unlisted(name: PlaceName, choices: tuple[Choice, ...], context: PlaceContext) -> Resolved:
    """Place a name that the gazetteer lacks at its stated container, else among the places told beside it."""
    chosen = choices[0].candidate
    place = place_of(chosen, name.words)
    if context.containers:
        container = context.containers[0]
        precision = {"country": 6, "admin1": 4, "admin2": 3}.get(container.kind, 2)
        why = f"put at its container {_described(container)}"
    else:
        precision, why = 4, f"put among the places told beside it, give or take {chosen.radius_km:.0f} km"
    return Resolved(name, place, precision, f"{name.words}: not in the gazetteer; {why}", choices)


def _unplaced(name: PlaceName, context: PlaceContext) -> Resolved:
    """Keep a name that the gazetteer lacks without coordinates; the country is the one most told."""
    told = context.countries
    country = min(told, key=lambda code: (-told[code], code), default=None)
    place = Place(
        _slug(name.words, country), name.words, country, None, None, None, None, None, (name.words,),
        name.cue or "settlement",
    )  # fmt: skip
    reason = f"{name.words}: not in the gazetteer, and no place beside it to put it near"
    return Resolved(name, place, 6 if country else None, reason)


def place_of(candidate: Candidate, words: str) -> Place:
    """Make the shared record of a candidate; the id is the same in every run and case."""
    shown = candidate.name if candidate.number == UNLISTED else f"{candidate.name} {candidate.admin1 or ''}"
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
