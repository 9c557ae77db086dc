"""Which places keep company: where the other names of a document could lie, before any of them is decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, floor, fsum, radians
from typing import Final, TypeVar

from catena.knowledge.gazetteer_format import fold_place_name
from catena.knowledge.gazetteer_records import Candidate, PlaceName

CELL_DEGREES: Final = 0.7
"""Side of a cell (about 80 km); a place and another in the same or the next cell are neighbours."""

_WIDE: Final = frozenset({"country", "region", "water"})
Cell = tuple[int, int]
Key = TypeVar("Key")


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares (0..1) of the other names that could lie beside a place: in its area, division, country."""

    area: float
    division: float
    country: float


@dataclass(frozen=True, slots=True)
class Company:
    """The names of a document by the cells, divisions and countries where each could lie.

    A name with few candidates weighs more: one of a hundred Springfields says little.
    """

    weights: Mapping[str, float]
    cells: Mapping[Cell, frozenset[str]]
    divisions: Mapping[tuple[str, str], frozenset[str]]
    countries: Mapping[str, frozenset[str]]

    def shares(self, candidate: Candidate, words: str) -> Shares:
        """Give the shares of the other names that could lie beside a candidate of these words."""
        key = fold_place_name(words)
        total = fsum(weight for other, weight in self.weights.items() if other != key)
        if not total:
            return Shares(0.0, 0.0, 0.0)
        row, column = _cell(candidate)
        near = [self.cells.get((row + up, column + right), frozenset()) for up in (-1, 0, 1) for right in (-1, 0, 1)]
        division = self.divisions.get((candidate.country or "", candidate.admin1 or ""), frozenset())
        country = self.countries.get(candidate.country or "", frozenset())
        groups = (frozenset().union(*near), division, country)
        return Shares(*(self._weight(group, key) / total for group in groups))

    def _weight(self, keys: Iterable[str], own: str) -> float:
        return fsum(self.weights[key] for key in keys if key != own)


def _cell(candidate: Candidate) -> Cell:
    width = max(0.2, cos(radians(candidate.lat)))
    return floor(candidate.lat / CELL_DEGREES), floor(candidate.lon * width / CELL_DEGREES)


def gather_company(names: Sequence[PlaceName]) -> Company:
    """Gather where each distinct name of a document could lie."""
    weights: dict[str, float] = {}
    cells: dict[Cell, set[str]] = defaultdict(set)
    divisions: dict[tuple[str, str], set[str]] = defaultdict(set)
    countries: dict[str, set[str]] = defaultdict(set)
    for name in names:
        key = fold_place_name(name.words)
        if not name.candidates or key in weights:
            continue
        weights[key] = len(name.candidates) ** -0.5
        for candidate in name.candidates:
            if candidate.country:
                countries[candidate.country].add(key)
            if candidate.country and candidate.admin1:
                divisions[candidate.country, candidate.admin1].add(key)
            if candidate.kind not in _WIDE:
                cells[_cell(candidate)].add(key)
    return Company(weights, _frozen(cells), _frozen(divisions), _frozen(countries))


def _frozen(groups: Mapping[Key, set[str]]) -> dict[Key, frozenset[str]]:
    return {key: frozenset(group) for key, group in groups.items()}
