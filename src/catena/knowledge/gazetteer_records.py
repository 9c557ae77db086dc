"""What the gazetteer gives: candidate places, and names of places found in a text."""

from __future__ import annotations

from dataclasses import dataclass

from catena.model import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place that a name may stand for. ``own``: the name is the place's own, not an alternate one.

    ``fame`` counts the spellings GeoNames lists (0..255), a better sign of renown than population;
    ``number`` is the place's row in the gazetteer file.
    """

    number: int
    geonames_id: int | None
    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    radius_km: float
    population: int
    kind: str
    fame: int
    own: bool


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name of a place as it stands in a text; no candidates for a name that only its cue shows to be a place.

    ``cue`` is the kind that the words beside the name give ("village of X": settlement), None where none do.
    ``part`` is the known part of a longer name that is unknown as a whole ("Mosul" of "Mosul Grand Hotel").
    """

    span: Span
    words: str
    candidates: tuple[Candidate, ...]
    cue: str | None = None
    part: str | None = None
