"""The map's marks: incidents gathered by cells of the screen, so that a large case is as quick as a small one."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache

from catena.web.rows import IncidentRow

CELL_PIXELS = 56
TILE_PIXELS = 256
ZOOM_MAX = 14
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
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Box:
    """A window of the map in degrees; it may cross the 180th meridian no further than the map scrolls."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, row: IncidentRow) -> bool:
        """Say whether an incident's place lies in the window."""
        if row.point is None:
            return False
        lat, lon = row.point
        return self.south <= lat <= self.north and self.west <= lon <= self.east


def read_box(words: str) -> Box | None:
    """Read ``west,south,east,north`` from an address; None where it is none."""
    if _BOX.fullmatch(words) is None:
        return None
    west, south, east, north = (float(each) for each in words.split(","))
    return Box(west, south, east, north)


def bounds_of(rows: Iterable[IncidentRow]) -> Box | None:
    """Give the window that holds all placed incidents but the farthest twelfth each way; None where none is placed."""
    placed = [row.point for row in rows if row.point is not None]
    if not placed:
        return None
    lats, lons = sorted(lat for lat, _ in placed), sorted(lon for _, lon in placed)
    cut = len(placed) // OUTLIERS  # one report of a far country would else make all the others one dot
    return Box(lons[cut], lats[cut], lons[-1 - cut], lats[-1 - cut])


def marks_of(rows: Sequence[IncidentRow], zoom: int, box: Box | None = None) -> list[MapMark]:
    """Gather the placed incidents of a window by cells of the screen, the fullest first."""
    cells: defaultdict[tuple[int, int], list[IncidentRow]] = defaultdict(list)
    for row in rows:
        if row.point is not None and (box is None or box.holds(row)):
            cells[_cell(*row.point, zoom)].append(row)
    return sorted((_mark(each) for each in cells.values()), key=lambda mark: (-mark.count, mark.lat, mark.lon))


@lru_cache(maxsize=65536)
def _cell(lat: float, lon: float, zoom: int) -> tuple[int, int]:
    scale = TILE_PIXELS * 2**zoom / CELL_PIXELS
    bent = math.asinh(math.tan(math.radians(max(-LAT_MAX, min(LAT_MAX, lat))))) / math.pi  # web Mercator, -1..1
    return math.floor((lon + 180) / 360 * scale), math.floor((1 - bent) / 2 * scale)


def _mark(rows: Sequence[IncidentRow]) -> MapMark:
    places = {row.place_id for row in rows}
    one = rows[0]
    alone = len(places) == 1
    points = [row.point for row in rows if row.point is not None]
    lat, lon = (sum(point[axis] for point in points) / len(points) for axis in (0, 1))
    # A mark of several places is looked into by going nearer: only that of one place is listed.
    listed = rows[:LISTED_MAX] if alone else ()
    named = tuple(Named(row.id, row.title, row.date, bool(row.disputed)) for row in listed)
    return MapMark(
        round(lat, 4), round(lon, 4), len(rows), sum(row.deaths for row in rows), sum(bool(row.disputed) for row in rows),
        one.place if alone else None, one.place_id if alone else None, one.radius_km if alone else None, named,
    )  # fmt: skip
