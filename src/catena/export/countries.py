"""What conflict datasets call and number a country, and where their grids put a point."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from catena.errors import KnowledgeError

# UCDP's regions follow from the state numbers of Gleditsch and Ward: up to, and excluding, the number.
UCDP_REGIONS = ((200, "Americas"), (400, "Europe"), (630, "Africa"), (700, "Middle East"), (1000, "Asia"))
GRID_COLUMNS = 720


@dataclass(frozen=True, slots=True)
class Country:
    """A country's English name, its numbers and ACLED's region; None where it has none."""

    name: str
    iso: int | None
    fips: str | None
    gw: int | None
    acled: str

    @property
    def ucdp(self) -> str | None:
        """Give UCDP's region, None for what UCDP does not number."""
        if self.gw is None:
            return None
        return next(region for limit, region in UCDP_REGIONS if self.gw < limit)


def country_of(code: str | None) -> Country | None:
    """Find a country by its ISO 3166-1 alpha-2 code."""
    return None if code is None else _countries().get(code.upper())


def country_code(name: str | None) -> str | None:
    """Find the ISO code of a country by its English name, None where the name is not known."""
    if name is None:
        return None
    folded = name.split("(")[0].strip().casefold()
    return next((code for code, country in _countries().items() if country.name.casefold() == folded), None)


def priogrid_cell(lat: float, lon: float) -> int:
    """Give the PRIO-GRID cell (half degrees, counted from 90 S 180 W, 720 to a row) of a point."""
    row = min(math.floor((lat + 90) * 2), 359)
    column = min(math.floor((lon + 180) * 2), GRID_COLUMNS - 1)
    return row * GRID_COLUMNS + column + 1


@cache
def column_names(layout: str) -> tuple[str, ...]:
    """Read the columns of a published layout, in their order."""
    resource = files(__package__).joinpath("layouts", f"{layout}.txt")
    if not resource.is_file():
        raise KnowledgeError(f"no layout named {layout!r} is installed; reinstall catena")
    return tuple(resource.read_text(encoding="utf8").split())


@cache
def _countries() -> dict[str, Country]:
    table = yaml.safe_load(files(__package__).joinpath("layouts", "countries.yaml").read_text(encoding="utf8"))
    return {
        code: Country(each["name"], each.get("iso"), each.get("fips"), each.get("gw"), each["acled"])
        for code, each in table["countries"].items()
    }
