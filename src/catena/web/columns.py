"""The lists' columns as arrays: whatever is asked of a hundred thousand incidents is a few passes over numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from catena.web.rows import IncidentRow

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]
ANY = "any"  # any field in dispute
UNDATED = np.iinfo(np.int64).max  # sorts last, and lies after every day that is asked for

# The values that an incident has of each facet.
FACETS: dict[str, Callable[[IncidentRow], tuple[str, ...]]] = {
    "disputed": lambda row: (ANY, *row.disputed) if row.disputed else (),
    "type": lambda row: (row.sub_event_type,),
    "country": lambda row: (row.country,) if row.country else (),
    "place": lambda row: (row.place_id,) if row.place_id else (),
    "actor": lambda row: row.actors,
    "outlet": lambda row: row.outlets,
    "status": lambda row: (row.status,),
    "outcome": lambda row: (row.outcome,),
}


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one facet, sorted, and which incident (``owner``) has which of them (``code``)."""

    values: tuple[str, ...]
    owner: Numbers
    code: Numbers

    def having(self, wanted: frozenset[str], count: int) -> Mask:
        """Mark the incidents that have one of some values."""
        codes = [number for number, value in enumerate(self.values) if value in wanted]
        mask = np.zeros(count, dtype=bool)
        mask[self.owner[np.isin(self.code, codes)]] = True
        return mask

    def counts(self, mask: Mask) -> Numbers:
        """Count how many of the marked incidents have each value."""
        return np.bincount(self.code[mask[self.owner]], minlength=len(self.values))


@dataclass(frozen=True, slots=True)
class Titles:
    """All titles, folded, in one text: to look for a word in it takes no longer than to read it."""

    text: str
    starts: Numbers

    def having(self, word: str) -> Mask:
        """Mark the incidents in whose title a word stands."""
        mask = np.zeros(len(self.starts), dtype=bool)
        hits = [found.start() for found in re.finditer(re.escape(word), self.text)]
        mask[np.searchsorted(self.starts, np.array(hits, dtype=np.int64), side="right") - 1] = True
        return mask


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry an incident in every array, in the order of the index; ``orders`` are the ways to sort them."""

    titles: Titles
    first: Numbers
    last: Numbers
    deaths: Numbers
    disputed: Mask
    place: Numbers
    lat: NDArray[np.float64]
    lon: NDArray[np.float64]
    facets: Mapping[str, Facet]
    orders: Mapping[str, Numbers]

    @property
    def count(self) -> int:
        """Give the number of incidents."""
        return len(self.first)


class Chosen(Sequence[IncidentRow]):
    """Some incidents of an index in some order; a row is looked up only when it is shown."""

    __slots__ = ("at", "columns", "rows")

    def __init__(self, rows: tuple[IncidentRow, ...], columns: Columns, at: Numbers) -> None:
        self.rows, self.columns, self.at = rows, columns, at

    def __len__(self) -> int:
        return len(self.at)

    @overload
    def __getitem__(self, index: int) -> IncidentRow: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[IncidentRow, ...]: ...
    def __getitem__(self, index: int | slice) -> IncidentRow | tuple[IncidentRow, ...]:
        if isinstance(index, slice):
            return tuple(self.rows[each] for each in self.at[index])
        return self.rows[int(self.at[index])]

    def only(self, mask: Mask) -> Chosen:
        """Give those of them that a mask over all incidents marks."""
        return Chosen(self.rows, self.columns, self.at[mask[self.at]])


def make_columns(rows: Sequence[IncidentRow]) -> Columns:
    """Lay the rows out as arrays and sort them in every order that a list can be asked for."""
    facets = {name: _facet(rows, values) for name, values in FACETS.items()}
    columns: dict[str, Any] = {
        "titles": _titles(rows),
        "first": _numbers(UNDATED if row.days is None else row.days.first for row in rows),
        "last": _numbers(-1 if row.days is None else row.days.last for row in rows),
        "deaths": _numbers(row.deaths for row in rows),
        "disputed": np.fromiter((bool(row.disputed) for row in rows), dtype=bool, count=len(rows)),
        "place": _only_code(facets["place"], len(rows)),
        "lat": np.array([np.nan if row.point is None else row.point[0] for row in rows], dtype=float),
        "lon": np.array([np.nan if row.point is None else row.point[1] for row in rows], dtype=float),
    }
    return Columns(**columns, facets=facets, orders=_orders(rows, columns, facets))


def _orders(rows: Sequence[IncidentRow], columns: Mapping[str, Any], facets: Mapping[str, Facet]) -> dict[str, Numbers]:
    """Sort by each order's keys, the most important last; what is equal stays in the order of ids."""
    by_id = _ranks([row.id for row in rows])
    first = columns["first"]
    day = np.where(first == UNDATED, 0, first)
    latest = np.where(first == UNDATED, UNDATED, -first)
    disputes = _numbers(len(row.disputed) for row in rows)
    keys: dict[str, tuple[Numbers, ...]] = {
        "date": (first,),
        "-date": (latest,),
        "-killed": (day, -columns["deaths"]),
        "-documents": (day, -_numbers(len(row.documents) for row in rows)),
        "-origins": (day, -_numbers(row.origins for row in rows)),
        "-disputed": (-columns["deaths"], -disputes),
        "place": (_ranks([(row.place is None, row.country or "", row.place or "") for row in rows]),),
        "type": (day, _only_code(facets["type"], len(rows))),
    }
    return {name: np.lexsort((by_id, *these)) for name, these in keys.items()}


def _titles(rows: Sequence[IncidentRow]) -> Titles:
    folded = [row.folded.replace("\n", " ") + "\n" for row in rows]
    lengths = _numbers(map(len, folded))
    return Titles("".join(folded), np.cumsum(lengths) - lengths)


def _facet(rows: Sequence[IncidentRow], values_of: Callable[[IncidentRow], tuple[str, ...]]) -> Facet:
    told = [values_of(row) for row in rows]
    values = tuple(sorted({value for each in told for value in each}))
    codes = {value: number for number, value in enumerate(values)}
    owner = np.repeat(np.arange(len(rows)), [len(each) for each in told])
    return Facet(values, owner, _numbers(codes[value] for each in told for value in each))


def _only_code(facet: Facet, count: int) -> Numbers:
    """Give each incident's code of a facet of which it has one value at most; -1 where it has none."""
    codes = np.full(count, -1, dtype=np.int64)
    codes[facet.owner] = facet.code
    return codes


def _ranks(keys: Sequence[Any]) -> Numbers:
    """Number the distinct keys in their order."""
    ranks = {key: rank for rank, key in enumerate(sorted(set(keys)))}
    return _numbers(ranks[key] for key in keys)


def _numbers(values: Any) -> Numbers:
    return np.fromiter(values, dtype=np.int64)
