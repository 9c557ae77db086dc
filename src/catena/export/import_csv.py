"""CSV lists to records, told apart by their columns: actors, incidents, decisions, ACLED's or UCDP's rows."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from typing import Any, cast, get_args

from catena.errors import InputError
from catena.export.countries import country_code
from catena.export.delimited import bare_text
from catena.export.listed import listed_incident
from catena.model import (
    Actor,
    ActorKind,
    Incident,
    IncidentFile,
    Judgement,
    Outcome,
    Place,
    Toll,
    Verdict,
)

Row = dict[str, str]
CELL_CHARACTERS_MAX = 2**27
ACTORS, INCIDENTS, DECISIONS = {"name"}, {"title", "date"}, {"left", "right", "verdict"}
ACLED, UCDP = {"event_id_cnty", "event_date"}, {"relid", "date_start", "best"}


def read_csv_list(text: str, name: str) -> IncidentFile:
    """Read a list by its columns. Blank is unknown; lists in a cell are JSON or parted by "|".

    Raises InputError that names the line, or the columns where they are of no known list.
    """
    csv.field_size_limit(CELL_CHARACTERS_MAX)
    reader = csv.DictReader(io.StringIO(text, newline=""))
    columns = set(reader.fieldnames or ())
    kind = next((kind for needed, kind in KINDS if needed <= columns), None)
    if kind is None:
        known = "; ".join(", ".join(sorted(needed)) for needed, _ in KINDS)
        raise InputError(f"{name}: the columns {', '.join(sorted(columns))} are of no known list; needed: {known}")
    rows = []
    for row in reader:
        try:
            rows.append(kind[1]({key: bare_text(value) for key, value in row.items() if key and value}))
        except (KeyError, ValueError) as error:
            raise InputError(
                f"{name}, line {reader.line_num}: {error.args[0]!r} is missing or not as it should be"
            ) from error
    return _file(kind[0], rows)


def _file(table: str, rows: list[Any]) -> IncidentFile:
    if table == "actors":
        return IncidentFile(actors=tuple(rows))
    if table == "judgements":
        return IncidentFile(judgements=tuple(rows))
    places = {row.place.best.id: row.place.best for row in rows if row.place.best is not None}
    return IncidentFile(incidents=tuple(rows), places=tuple(places.values()))


def _actor(row: Row) -> Actor:
    kind = row.get("kind", "unknown")
    if kind not in get_args(ActorKind):
        raise ValueError(kind)
    names = tuple(dict.fromkeys((row["name"], *_list(row.get("names", "")))))
    return Actor(_id(row, row["name"]), row["name"], cast(ActorKind, kind), names, _list(row.get("member_of", "")))


def _decision(row: Row) -> Judgement:
    if row["verdict"] not in get_args(Verdict):
        raise ValueError(row["verdict"])
    chance = row.get("probability")
    return Judgement(
        row["left"],
        row["right"],
        cast(Verdict, row["verdict"]),
        _list(row.get("reasons", "")),
        row.get("by", "unknown"),
        None if chance is None else float(chance),
    )


def _incident(row: Row) -> Incident:
    words = (row.get("event_type", ""), row.get("sub_event_type", ""))
    killed, wounded, abducted = (_toll(row, f"{field}_best", f"{field}_low", f"{field}_high") for field in TOLLS)
    outcome = row.get("outcome", "carried out")
    if outcome not in get_args(Outcome):
        raise ValueError(outcome)
    return listed_incident(
        _id(row, f"{row['title']}{row.get('date', '')}"),
        row["title"],
        words,
        row.get("date"),
        _place(row, row.get("place_name") or row.get("place"), row.get("country"), row.get("admin1"), ("lat", "lon")),
        precision=_whole(row.get("precision")),
        outcome=cast(Outcome, outcome),
        tolls=(killed, wounded, abducted),
    )


def _acled(row: Row) -> Incident:
    place = _place(
        row, row.get("location"), country_code(row.get("country")), row.get("admin1"), ("latitude", "longitude")
    )
    return listed_incident(
        f"acled:{row['event_id_cnty']}",
        row.get("notes", row["event_id_cnty"]),
        (row.get("event_type", ""), row.get("sub_event_type", "")),
        row["event_date"],
        place,
        precision=None,
        outcome="carried out",
        tolls=(_toll(row, "fatalities", "", ""), Toll(), Toll()),
    )


def _ucdp(row: Row) -> Incident:
    start, end = row["date_start"][:10], row.get("date_end", row["date_start"])[:10]
    place = _place(
        row, row.get("where_coordinates"), country_code(row.get("country")), row.get("adm_1"), ("latitude", "longitude")
    )
    kind = {"3": ("Violence against civilians", "Attack")}.get(row.get("type_of_violence", ""), ("Battles", ""))
    return listed_incident(
        f"ucdp:{row.get('id', row['relid'])}",
        row.get("source_headline") or row.get("dyad_name") or row["relid"],
        kind,
        start if start == end else f"{start}/{end}",
        place,
        precision=_whole(row.get("where_prec")),
        outcome="carried out",
        tolls=(_toll(row, "best", "low", "high"), Toll(), Toll()),
    )


TOLLS = ("killed", "wounded", "abducted")
KINDS: tuple[tuple[set[str], tuple[str, Callable[[Row], Any]]], ...] = (
    (ACLED, ("incidents", _acled)),
    (UCDP, ("incidents", _ucdp)),
    (DECISIONS, ("judgements", _decision)),
    (INCIDENTS, ("incidents", _incident)),
    (ACTORS, ("actors", _actor)),
)


def _place(
    row: Row, name: str | None, country: str | None, admin1: str | None, columns: tuple[str, str]
) -> Place | None:  # fmt: skip
    """Make the place of a row; ``columns`` name those of its latitude and longitude."""
    if name is None:
        return None
    lat, lon = (_number(row.get(column)) for column in columns)
    identifier = row.get("place") if "place_name" in row else None
    key = _hash(f"{name}|{country}|{admin1}|{lat}|{lon}")
    return Place(identifier or f"list:{key}", name, country, admin1, lat, lon, None, None, (name,))


def _toll(row: Row, best: str, low: str, high: str) -> Toll:
    return Toll(_whole(row.get(best)), _whole(row.get(low)), _whole(row.get(high)))


def _id(row: Row, telling: str) -> str:
    return row.get("id") or f"list:{_hash(telling)}"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf8")).hexdigest()[:16]


def _list(text: str) -> tuple[str, ...]:
    """Read a cell that holds several values: a JSON list, or values parted by "|"."""
    if text.startswith("["):
        return tuple(str(each) for each in json.loads(text))
    return tuple(each.strip() for each in text.split("|") if each.strip())


def _whole(text: str | None) -> int | None:
    return None if text is None else int(float(text))


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)
