"""The layout of ACLED: 31 columns, one row for a day, a place and a pair of actors."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from catena.export.codes import event_code, inter_code
from catena.export.contents import Contents
from catena.export.countries import Country, column_names
from catena.export.delimited import cell, open_rows
from catena.export.edtf import Days, acled_precision, read_days
from catena.export.layout_rows import (
    BEYOND_LAYOUTS,
    documents_of,
    is_rejected,
    open_companions,
    outlet_of,
    whole_number,
)
from catena.export.options import Options
from catena.export.sides import CIVILIANS, MILITIA, STATE_FORCES, VIOLENT, Side, place_country, sides_of
from catena.export.values import iterate_values
from catena.model import Incident

Row = dict[str, Any]
CIVILIAN_TARGETING = "Civilian targeting"
# ACLED's geo_precision (1 the place, 2 its surroundings, 3 the region) from UCDP's where_prec.
GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3, 7: 3}
# not strftime: its names follow the computer's language
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
CROWDS = {"Protests": "Protesters", "Riots": "Rioters"}
NOT_CARRIED = (
    *BEYOND_LAYOUTS, "low and high, wounded and abducted but in the figures beside it", "threats",
    "incidents without a date within a month", "rival dates and places but for their evidence",
)  # fmt: skip
# Rows are appended and sorted once at the end; only the small table of keys is searched, and stays in the cache.
KEY_BITS = 63  # what SQLite holds; two of a million rows are taken for one once in ten million runs
GROUPS_CACHE_KB = 16 * 1024
SCHEMA = f"""
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -{GROUPS_CACHE_KB};
PRAGMA temp_store = FILE;
CREATE TABLE keys (key INTEGER PRIMARY KEY, row TEXT NOT NULL);
CREATE TABLE rows (day TEXT NOT NULL, key INTEGER NOT NULL, number INTEGER NOT NULL, record TEXT NOT NULL);
"""


def write_acled(contents: Contents, path: Path, options: Options) -> None:
    """Write the 31 columns of ACLED with the evidence, low and high, and what was left out beside them.

    Incidents of the same day, place, pair of actors and sub-event type become one row, whose deaths
    are added; they wait in a file on disk, so that memory does not grow.
    """
    columns = column_names("acled")
    with (
        open_companions(path, contents, options, name="acled", not_carried=NOT_CARRIED) as companions,
        _open_groups() as groups,
        open_rows(path, columns) as rows,
    ):
        for number, incident in enumerate(contents.incidents()):
            days = read_days(incident.date.best)
            precision = None if days is None else acled_precision(days)
            reason = _reason_to_leave_out(incident, precision)
            if reason is not None or days is None:
                companions.leave_out(incident, reason or "no date")
                continue
            row = _row(incident, days, contents, options)
            companions.keep(_group(groups, number, row, incident), incident)
        for merged in _merged(groups):
            companions.counts["rows"] = companions.counts.get("rows", 0) + 1
            rows.writerow([cell(merged.get(column)) for column in columns])


def _reason_to_leave_out(incident: Incident, precision: int | None) -> str | None:
    if is_rejected(incident):
        return "rejected in review"
    if incident.outcome == "threatened":
        return "threatened, not carried out"
    return "no date within a month" if precision is None else None


def _row(incident: Incident, days: Days, contents: Contents, options: Options) -> Row:
    country, code = place_country(incident), event_code(incident.event_type, incident.sub_event_type)
    return {
        "event_id_cnty": incident.id,
        "event_date": days.first.isoformat(),
        "year": days.first.year,
        "time_precision": acled_precision(days),
        "disorder_type": code.disorder,
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        **_actors(incident, country, contents, options),
        **_place(incident, country),
        "source": list(dict.fromkeys(outlet_of(each) for each in documents_of(incident, contents))),
        "notes": [notes_of(incident, days)],
        "fatalities": incident.killed.best,
    }


def _actors(incident: Incident, country: Country | None, contents: Contents, options: Options) -> Row:
    sides = sides_of(incident, contents, options.actors)
    first, second = sides.first, sides.second
    if incident.event_type in CROWDS:
        crowd = CROWDS[incident.event_type]
        first, second = Side(crowd, None, None, crowd), first
    elif first is None and incident.event_type in VIOLENT:
        first = Side("Unidentified Armed Group", None, None, MILITIA)
    inters = (None if first is None else _inter(first), None if second is None else _inter(second))
    row: Row = {"actor1": _acled_name(first, country), "actor2": _acled_name(second, country)}
    row |= {"inter1": inters[0], "inter2": inters[1], "interaction": interaction_of(*inters, is_alone=second is None)}
    if options.inter == "code":
        row |= _numbers(*inters, is_alone=second is None)
    targeted = CIVILIANS in inters or event_code(incident.event_type, incident.sub_event_type).civilians
    return {**row, "civilian_targeting": CIVILIAN_TARGETING if targeted else None}


def _inter(side: Side) -> str | None:
    return STATE_FORCES if side.inter is None and side.is_state else side.inter


def _acled_name(side: Side | None, country: Country | None) -> str | None:
    """Name a side as ACLED would: from the user's list, else as the case has it; crowds with their country."""
    if side is None:
        return None
    if side.code is not None and side.code.acled_name is not None:
        return side.code.acled_name
    return f"{side.name} ({country.name})" if side.kind is None and country is not None else side.name


def interaction_of(first: str | None, second: str | None, *, is_alone: bool) -> str | None:
    """Give ACLED's interaction in words, the lower kind first; None where a kind is unknown."""
    if first is None:
        return None
    if is_alone:
        return f"{first} only"
    if second is None:
        return None
    low, high = sorted((first, second), key=lambda word: inter_code(word) or 0)
    return f"{low}-{high}"


def _numbers(first: str | None, second: str | None, *, is_alone: bool) -> Row:
    """Give the three columns as the numbers that ACLED used until 2024: 1, 7, 17; alone is 10."""
    codes = (inter_code(first), inter_code(second))
    interaction = None
    if codes[0] is not None and (codes[1] is not None or is_alone):
        low, high = sorted((codes[0], codes[1] or 0))
        interaction = low * 10 + high if low else high * 10
    return {"inter1": codes[0], "inter2": 0 if is_alone else codes[1], "interaction": interaction}


def _place(incident: Incident, country: Country | None) -> Row:
    place = incident.place.best
    row: Row = {} if country is None else {"iso": country.iso, "region": country.acled, "country": country.name}
    if place is None:
        return row
    precision = None if incident.place.precision is None else GEO_PRECISION.get(incident.place.precision)
    where: Row = {"admin1": place.admin1, "location": place.name, "latitude": place.lat, "longitude": place.lon}
    return {**row, **where, "geo_precision": precision}


def notes_of(incident: Incident, days: Days) -> str:
    """Tell the incident in a line: its day and title, and each reported figure and party with its source."""
    told = []
    for value in iterate_values(incident):
        if value.field in ("killed", "wounded", "abducted"):
            note = ", superseded" if value.superseded_by is not None else ""
            told.append(f"{value.field}: {value.value} ({value.who}; {value.source.name}{note})")
        elif value.field == "perpetrator":
            told.append(f"{value.value}: {value.status} ({value.by})")
    disputed = f" Disputed: {', '.join(sorted(incident.disputed))}." if incident.disputed else ""
    title = incident.title.removesuffix(f", {incident.date.best}")  # the day is told before it
    return f"{_lead(days)}, {title}. {'; '.join(told)}{'.' if told else ''}{disputed}".strip()


def _lead(days: Days) -> str:
    """Say when in words: "On 3 May 2023", "Around 3 May 2023", "In May 2023", "Between 1 and 3 May 2023"."""
    first, last = days.first, days.last
    month = f"{MONTHS[last.month - 1]} {last.year}"
    if days.length == 1:
        return f"{'Around' if days.vague else 'On'} {first.day} {month}"
    if (first.year, first.month) != (last.year, last.month):
        start = f"{first.day} {MONTHS[first.month - 1]}" + ("" if first.year == last.year else f" {first.year}")
        return f"Between {start} and {last.day} {month}"
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    return f"In {month}" if whole else f"Between {first.day} and {last.day} {month}"


@contextmanager
def _open_groups() -> Iterator[sqlite3.Connection]:
    """Open a temporary file that puts rows of one day, place and pair together."""
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "groups.sqlite")) as groups:
        groups.executescript(SCHEMA)
        yield groups


def _group(groups: sqlite3.Connection, number: int, row: Row, incident: Incident) -> str:
    """Put a row to those of its day, place and pair; give the id of the row that all of them become."""
    # a row without a place or without actors can be the same as no other
    own = incident.id if row.get("location") is None or row["actor1"] is None else ""
    parts = ("event_date", "location", "latitude", "longitude", "actor1", "actor2", "event_type", "sub_event_type")
    key = whole_number(json.dumps([*(row.get(part) for part in parts), own], ensure_ascii=False), bits=KEY_BITS)
    groups.execute("INSERT OR IGNORE INTO keys VALUES (?, ?)", (key, incident.id))
    record = json.dumps(row, ensure_ascii=False)
    groups.execute("INSERT INTO rows VALUES (?, ?, ?, ?)", (row["event_date"], key, number, record))
    (identifier,) = groups.execute("SELECT row FROM keys WHERE key = ?", (key,)).fetchone()
    return str(identifier)


def _merged(groups: sqlite3.Connection) -> Iterator[Row]:
    """Walk the rows by day and key; those of one key are one row, in the order of the incidents."""
    walked = groups.execute("SELECT key, record FROM rows ORDER BY day, key, number")
    for _, members in groupby(walked, key=lambda pair: pair[0]):
        yield _merge([json.loads(record) for _, record in members])


def _merge(rows: list[Row]) -> Row:
    deaths = [row["fatalities"] for row in rows if row["fatalities"] is not None]
    return {
        **rows[0],
        "time_precision": max(row["time_precision"] for row in rows),
        "source": "; ".join(dict.fromkeys(name for row in rows for name in row["source"])),
        "notes": " ".join(note for row in rows for note in row["notes"]),
        "fatalities": sum(deaths) if deaths else None,
    }
