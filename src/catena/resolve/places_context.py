"""What one document says about where its places lie: countries told, containers stated, dateline, outlet."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from typing import Final, TypeVar

from catena.knowledge import read_table
from catena.knowledge.gazetteer import Gazetteer
from catena.knowledge.gazetteer_format import fold_place_name
from catena.knowledge.gazetteer_records import Candidate, PlaceName
from catena.model import Document
from catena.resolve.places_company import Company

Key = TypeVar("Key")
EARTH_RADIUS_KM: Final = 6371.0
DEMONYM_WEIGHT: Final = 0.5
NAMED_WEIGHT: Final = 1.0
DATELINE_LENGTH: Final = 60
_CONTAINER_GAP = re.compile(
    r"^,\s*$|^\s*\($|^[^,.;:()]{0,24}?\b(?:of|in|inside|within)\s+(?:the\s+)?(?:[a-z-]+\s+){0,2}$"
)
_OUTSIDE = re.compile(r"\b(?:outside|from|not|north|south|east|west|and|or)\b")


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """What is known around one name: shares of countries and divisions (sum 1), stated containers, resolved places."""

    countries: Mapping[str, float] = field(default_factory=dict)
    divisions: Mapping[tuple[str, str], float] = field(default_factory=dict)
    containers: tuple[Candidate, ...] = ()
    others: tuple[Candidate, ...] = ()
    company: Company | None = None
    dateline: str | None = None
    outlet: str | None = None


def distance_km(left_lat: float, left_lon: float, right_lat: float, right_lon: float) -> float:
    """Give the great-circle distance between two points in degrees."""
    half_lat, half_lon = radians(right_lat - left_lat) / 2, radians(right_lon - left_lon) / 2
    chord = sin(half_lat) ** 2 + cos(radians(left_lat)) * cos(radians(right_lat)) * sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))


@cache
def _demonyms() -> tuple[re.Pattern[str], dict[str, str]]:
    countries = read_table("countries")["countries"]
    codes = {demonym: code for code, entry in countries.items() for demonym in entry.get("demonyms", ())}
    words = "|".join(re.escape(word) for word in sorted(codes, key=lambda word: (-len(word), word)))
    firsts = "".join(sorted({re.escape(word[0]) for word in codes}))  # most words are passed over by their first letter
    return re.compile(rf"\b(?=[{firsts}])(?:{words})\b"), codes


def count_demonyms(text: str) -> Counter[str]:
    """Count the demonyms of a text by country."""
    pattern, codes = _demonyms()
    return Counter(codes[match[0]] for match in pattern.finditer(text))


def weigh_countries(demonyms: Mapping[str, int], names: Iterable[PlaceName]) -> dict[str, float]:
    """Weigh the countries a document speaks of, by names and demonyms; shares that sum to 1.

    Leave out of ``names`` the one that is to be read: "Georgia" is no witness that Georgia is meant.
    """
    weights: dict[str, float] = defaultdict(float)
    for code, count in demonyms.items():
        weights[code] += DEMONYM_WEIGHT * count
    for name in names:
        certain = _certain_country(name.candidates)
        if certain is not None:
            weights[certain] += NAMED_WEIGHT
    return _shares(weights)


def _certain_country(candidates: Sequence[Candidate]) -> str | None:
    """Give the country that a country's or a division's name stands for, or the only one of all candidates."""
    for candidate in candidates:
        if candidate.kind == "country":
            return candidate.country
    codes = {candidate.country for candidate in candidates}
    return codes.pop() if len(codes) == 1 else None


def weigh_divisions(names: Iterable[PlaceName]) -> dict[tuple[str, str], float]:
    """Weigh the first-order divisions that a document names."""
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for name in names:
        for candidate in name.candidates:
            if candidate.kind == "admin1" and candidate.own and candidate.country and candidate.admin1:
                weights[candidate.country, candidate.admin1] += NAMED_WEIGHT
    return _shares(weights)


def _shares(weights: Mapping[Key, float]) -> dict[Key, float]:
    total = sum(weights.values())
    return {key: weight / total for key, weight in weights.items()} if total else {}


def find_containers(text: str, names: Sequence[PlaceName]) -> dict[int, tuple[Candidate, ...]]:
    """Map the number of each name to the candidates of the name said to contain it ("X, Y", "X area of Y")."""
    containers: dict[int, tuple[Candidate, ...]] = {}
    for number, (name, after) in enumerate(pairwise(names)):
        gap = text[name.span.end : after.span.start]
        if _CONTAINER_GAP.match(gap) and not _OUTSIDE.search(gap) and after.candidates:
            wide = tuple(one for one in after.candidates if any(lies_in(inner, one) for inner in name.candidates))
            containers[number] = wide or (after.candidates if not name.candidates else ())
    return {number: found for number, found in containers.items() if found}


def lies_in(inner: Candidate, outer: Candidate) -> bool:
    """Say whether a place can lie in another: by country, by division, or by distance for a smaller container."""
    if inner.number == outer.number or (inner.country != outer.country and outer.country is not None):
        return False
    if outer.kind == "country":
        return inner.kind != "country"
    if outer.kind == "admin1":
        return inner.admin1 == outer.admin1 and inner.kind not in ("country", "admin1")
    if inner.kind in ("country", "admin1") or (inner.population > outer.population > 0):
        return False
    return distance_km(inner.lat, inner.lon, outer.lat, outer.lon) <= max(30.0, 1.5 * outer.radius_km)


def dateline_country(document: Document, gazetteer: Gazetteer) -> str | None:
    """Give the country of the document's dateline, None where it has none or it is unknown."""
    if not document.dateline:
        return None
    for piece in reversed(re.split(r"[,/(]", document.dateline[:DATELINE_LENGTH])):
        found = gazetteer.lookup_key(fold_place_name(piece.title()))
        if found:
            return found[0].country
    return None
