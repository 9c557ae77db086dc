"""The reader of the built gazetteer: names to candidate places, mapped into memory, opened in milliseconds."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from catena.errors import KnowledgeError
from catena.knowledge.gazetteer_format import (
    FILE_NAME,
    LOOSE_LENGTH_MIN,
    MAGIC,
    PRIMARY_BIT,
    abbreviation_key,
    demonym_key,
    fold_place_name,
    hash_key,
    loose_place_key,
)
from catena.knowledge.gazetteer_names import find_place_names, look_up, place_name_at
from catena.knowledge.gazetteer_records import Candidate, PlaceName
from catena.model import Span

__all__ = ("Candidate", "Gazetteer", "PlaceName")

CACHED_NAMES: Final = 20_000
CACHED_TEXTS: Final = 4  # a document is scanned by its reader and again when its places are resolved
_ABSENT = "the gazetteer is not built; reinstall catena, or run: python -m catena.knowledge.gazetteer_build"


class Gazetteer:
    """The world's places by name. Open it once per process; processes share the mapped pages."""

    def __init__(self, path: Path) -> None:
        self._header, self._arrays = _map_file(path)
        self._kinds: list[str] = self._header["kinds"]
        self._countries: list[str] = self._header["countries"]
        self._admin1: list[str] = self._header["admin1"]
        self._names = self._arrays["names"]
        self.lookup_key = lru_cache(CACHED_NAMES)(self._lookup_key)
        self._names_of = lru_cache(CACHED_TEXTS)(self._find_names)

    @classmethod
    def open(cls, path: Path | None = None) -> Gazetteer:
        """Open the installed gazetteer, or one at a path. Raises KnowledgeError where it is absent or not one."""
        return cls(path or Path(__file__).with_name(FILE_NAME))

    def __len__(self) -> int:
        return len(self._arrays["kind"])

    def lookup(self, name: str) -> tuple[Candidate, ...]:
        """Give the places of a name, best known first; () for an unknown one.

        A name that is unknown as it stands is tried without an apostrophe-less possessive ("Aleppos") and
        without a word for its kind ("Sokoto State", "Readington Township").
        """
        return look_up(name, self)

    def name_at(self, text: str, span: Span) -> PlaceName:
        """Read words already known to name a place, such as a reader's mention; see place_name_at."""
        return place_name_at(text, span, self)

    def find_names(self, text: str, *, demonyms: bool = False) -> list[PlaceName]:
        """Find the names of places in a text, in order, longest match first; see find_place_names."""
        return list(self._names_of(text, demonyms))

    def knows(self, key: str) -> bool:
        """Say whether a folded name (fold_place_name) is in the gazetteer."""
        return bool(self.lookup_key(key))

    def lookup_demonym(self, word: str) -> tuple[Candidate, ...]:
        """Give the country or region of a demonym ("Iraqis"): a hint of where, never the place of an incident."""
        return self.lookup_key(demonym_key(word))

    def lookup_abbreviation(self, word: str) -> tuple[Candidate, ...]:
        """Give the divisions of an abbreviation ("Calif.", "TX")."""
        return self.lookup_key(abbreviation_key(word))

    def lookup_loose(self, name: str, countries: Iterable[str] = ()) -> tuple[Candidate, ...]:
        """Give the places whose names differ from this one only in transliteration, in the given countries if any."""
        key = loose_place_key(fold_place_name(name))
        if len(key) < LOOSE_LENGTH_MIN:
            return ()
        wanted = frozenset(countries)
        found = (self.candidate(int(row), own=False) for row in self._rows("loose", "loose_place", hash_key(key)))
        return tuple(sorted((c for c in found if not wanted or c.country in wanted), key=_renown))

    def candidate(self, number: int, *, own: bool) -> Candidate:
        """Read one row of the file."""
        arrays = self._arrays
        geonames_id = int(arrays["geonames_id"][number])
        return Candidate(
            number=number,
            geonames_id=geonames_id or None,
            name=self._name(number),
            country=self._countries[arrays["country"][number]] or None,
            admin1=self._admin1[arrays["admin1"][number]] or None,
            lat=round(float(arrays["lat"][number]), 5),
            lon=round(float(arrays["lon"][number]), 5),
            radius_km=round(float(arrays["radius_km"][number]), 1),
            population=int(arrays["population"][number]),
            kind=self._kinds[arrays["kind"][number]],
            fame=int(arrays["fame"][number]),
            own=own,
        )

    def _find_names(self, text: str, demonyms: bool) -> tuple[PlaceName, ...]:
        return tuple(find_place_names(text, self, demonyms=demonyms))

    def _lookup_key(self, key: str) -> tuple[Candidate, ...]:
        rows = self._rows("key", "key_place", hash_key(key))
        found = (self.candidate(int(row) & ~PRIMARY_BIT, own=bool(int(row) & PRIMARY_BIT)) for row in rows)
        best: dict[int, Candidate] = {}
        for one in found:
            best[one.number] = one if one.own else best.get(one.number, one)
        return tuple(sorted(best.values(), key=_renown))

    def _rows(self, hashes: str, places: str, key: int) -> npt.NDArray[Any]:
        column = self._arrays[hashes]
        wanted = np.uint64(key)
        start, end = np.searchsorted(column, wanted, "left"), np.searchsorted(column, wanted, "right")
        return self._arrays[places][start:end]

    def _name(self, number: int) -> str:
        start = int(self._arrays["name_at"][number])
        return bytes(self._names[start : start + 200]).split(b"\n", 1)[0].decode()


def _renown(candidate: Candidate) -> tuple[bool, int, int, int]:
    return (candidate.kind != "country", -candidate.fame, -candidate.population, candidate.number)


def _map_file(path: Path) -> tuple[dict[str, Any], dict[str, npt.NDArray[Any]]]:
    if not path.is_file():
        raise KnowledgeError(_ABSENT)
    mapped = np.memmap(path, dtype=np.uint8, mode="r")
    prefix = len(MAGIC) + 4
    if bytes(mapped[: len(MAGIC)]) != MAGIC:
        raise KnowledgeError(f"{path} is no gazetteer of this version; {_ABSENT}")
    (length,) = struct.unpack("<I", bytes(mapped[len(MAGIC) : prefix]))
    header = json.loads(bytes(mapped[prefix : prefix + length]))
    return header, dict(_views(mapped, header["arrays"], prefix + length))


def _views(
    mapped: npt.NDArray[np.uint8], sections: dict[str, tuple[str, int, int]], base: int
) -> Iterator[tuple[str, npt.NDArray[Any]]]:
    for name, (dtype, offset, length) in sections.items():
        start = base + offset
        yield name, mapped[start : start + length * np.dtype(dtype).itemsize].view(dtype)
