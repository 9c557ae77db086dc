"""The map's marks: incidents gathered by cells of the screen, so that a large case is as quick as a small one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from catena.web.columns import Chosen, Numbers
from catena.web.rows import IncidentRow

CELL_PIXELS = 56
TILE_PIXELS = 256
ZOOM_MAX = 14
CELLS_DOWN = 1 << 24  # more than there are cells from pole to pole at the nearest zoom
LISTED_MAX = 8
LAT_MAX = 85.0
OUTLIERS = 12
_BOX = re.compile(r"(-?\d{1,3}(?:\.\d{1,9})?)(?:,(-?\d{1,3}(?:\.\d{1,9})?)){3}")


@dataclass(frozen=True, slots=True)
class Named:
    """An incident in a mark's list."""

    id: str
    title: str
    date: str | None
    disputed: bool


@dataclass(frozen=True, slots=True)
class MapMark:
    """One mark: how many incidents and deaths, and the disc of the place where all lie in one place."""

    lat: float
    lon: float
    count: int
    killed: int
    disputed: int
    place: str | None
    place_id: str | None
    radius_km: float | None
    incidents: tuple[Named, ...]

    def record(self) -> dict[str, object]:
        """Give the mark as JSON holds it."""
        named = [{"id": e.id, "title": e.title, "date": e.date, "disputed": e.disputed} for e in self.incidents]
        return {
            "lat": self.lat, "lon": self.lon, "count": self.count, "killed": self.killed, "disputed": self.disputed,
            "place": self.place, "place_id": self.place_id, "radius_km": self.radius_km, "incidents": named,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A window of the map in degrees; it may cross the 180th meridian no further than the map scrolls."""

    west: float
    south: float
    east: float
    north: float


def read_box(words: str) -> Box | None:
    """Read ``west,south,east,north`` from an address; None where it is none."""
    if _BOX.fullmatch(words) is None:
        return None
    west, south, east, north = (float(each) for each in words.split(","))
    return Box(west, south, east, north)


def placed_of(chosen: Chosen) -> Chosen:
    """Give those incidents that have a point on the map."""
    return chosen.only(~np.isnan(chosen.columns.lat))


def bounds_of(placed: Chosen) -> Box | None:
    """Give the window that holds all placed incidents but the farthest twelfth each way; None where none is placed."""
    if not len(placed):
        return None
    lats, lons = np.sort(placed.columns.lat[placed.at]), np.sort(placed.columns.lon[placed.at])
    cut = len(placed) // OUTLIERS  # one report of a far country would else make all the others one dot
    return Box(float(lons[cut]), float(lats[cut]), float(lons[-1 - cut]), float(lats[-1 - cut]))


def places_of(placed: Chosen, most: int) -> list[tuple[IncidentRow, int, int]]:
    """Count incidents and deaths by place, the fullest first, each with one incident there."""
    columns = placed.columns
    codes, first, at = np.unique(columns.place[placed.at], return_index=True, return_inverse=True)
    counts, deaths = np.bincount(at), np.bincount(at, weights=columns.deaths[placed.at])
    rows = (placed[int(each)] for each in first[np.lexsort((codes, -counts))[:most]])
    tallies = ((int(counts[each]), int(deaths[each])) for each in np.lexsort((codes, -counts))[:most])
    return [(row, *tally) for row, tally in zip(rows, tallies, strict=True)]


def marks_of(chosen: Chosen, zoom: int, box: Box | None = None) -> list[MapMark]:
    """Gather the placed incidents of a window by cells of the screen, the fullest first."""
    columns, placed = chosen.columns, placed_of(chosen)
    at = placed.at
    if box is not None:
        lat, lon = columns.lat[at], columns.lon[at]
        at = at[(lat >= box.south) & (lat <= box.north) & (lon >= box.west) & (lon <= box.east)]
    if not len(at):
        return []
    cells = _cells(columns.lat[at], columns.lon[at], zoom)
    order = np.argsort(cells, kind="stable")
    begins = np.concatenate(([0], np.flatnonzero(np.diff(cells[order])) + 1))
    marks = _marks(chosen, at[order], begins)
    return sorted(marks, key=lambda mark: (-mark.count, mark.lat, mark.lon))


def _cells(lat: NDArray[np.float64], lon: NDArray[np.float64], zoom: int) -> Numbers:
    """Number the cell of the screen that each point lies in (web Mercator)."""
    scale = TILE_PIXELS * 2**zoom / CELL_PIXELS
    bent = np.arcsinh(np.tan(np.radians(np.clip(lat, -LAT_MAX, LAT_MAX)))) / np.pi
    across, down = np.floor((lon + 180) / 360 * scale), np.floor((1 - bent) / 2 * scale)
    cells: Numbers = (across * CELLS_DOWN + down).astype(np.int64)
    return cells


def _marks(chosen: Chosen, at: Numbers, begins: Numbers) -> Iterator[MapMark]:
    """Sum up each cell's incidents, which stand one after another in ``at`` from where the cell begins."""
    columns = chosen.columns
    counts = np.diff(np.concatenate((begins, [len(at)])))
    lat, lon = (np.add.reduceat(axis[at], begins) / counts for axis in (columns.lat, columns.lon))
    killed, disputed = (
        np.add.reduceat(axis[at].astype(np.int64), begins) for axis in (columns.deaths, columns.disputed)
    )
    places = columns.place[at]
    alone = np.minimum.reduceat(places, begins) == np.maximum.reduceat(places, begins)
    sums = (each.tolist() for each in (begins, counts, lat, lon, killed, disputed, alone))
    for begin, count, north, east, deaths, rival, is_one in zip(*sums, strict=True):
        one = chosen.rows[int(at[begin])]
        # A mark of several places is looked into by going nearer: only that of one place is listed.
        listed = at[begin : begin + min(count, LISTED_MAX)].tolist() if is_one else ()
        rows = (chosen.rows[each] for each in listed)
        named = tuple(Named(row.id, row.title, row.date, bool(row.disputed)) for row in rows)
        place, place_id, radius_km = (one.place, one.place_id, one.radius_km) if is_one else (None, None, None)
        yield MapMark(round(north, 4), round(east, 4), count, deaths, rival, place, place_id, radius_km, named)
