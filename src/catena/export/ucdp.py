"""The layout of the UCDP Georeferenced Event Dataset: 49 columns, one row an incident with a death."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from catena.export.codes import event_code
from catena.export.contents import Contents
from catena.export.countries import column_names, priogrid_cell
from catena.export.delimited import cell, open_rows
from catena.export.edtf import Days, read_days, ucdp_precision
from catena.export.layout_rows import (
    BEYOND_LAYOUTS,
    documents_of,
    is_rejected,
    open_companions,
    outlet_of,
    speakers_of,
    whole_number,
)
from catena.export.options import Options
from catena.export.sides import Side, Sides, place_country, sides_of
from catena.model import Incident, Where

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
DAYS_OF_YEAR = 366
NOT_CARRIED = (
    *BEYOND_LAYOUTS, "wounded and abducted as numbers", "rival values but for their evidence",
    "incidents without a death or without a date within a year", "what was not carried out",
)  # fmt: skip


def write_ucdp(contents: Contents, path: Path, options: Options) -> None:
    """Write the 49 columns of UCDP GED with the evidence, the figures and what was left out beside them."""
    columns = column_names("ucdp_ged")
    with (
        open_companions(path, contents, options, name="ucdp-ged", not_carried=NOT_CARRIED) as companions,
        open_rows(path, columns) as rows,
    ):
        for incident in contents.incidents():
            days = read_days(incident.date.best)
            reason = _reason_to_leave_out(incident, days)
            if reason is not None or days is None:
                companions.leave_out(incident, reason or "no date")
                continue
            row = _row(incident, days, contents, options)
            rows.writerow([cell(row.get(column)) for column in columns])
            companions.keep(str(row["id"]), incident)


def _reason_to_leave_out(incident: Incident, days: Days | None) -> str | None:
    """Say why UCDP has no row for an incident, None where it has."""
    if is_rejected(incident):
        return "rejected in review"
    if incident.outcome != "carried out":
        return f"{incident.outcome}, not carried out"
    deaths = incident.killed.low if incident.killed.best is None else incident.killed.best
    if not deaths:
        return "no death is known"
    if days is None:
        return "no date with two ends"
    return "the date is wider than a year" if days.length > DAYS_OF_YEAR else None


def _row(incident: Incident, days: Days, contents: Contents, options: Options) -> dict[str, Any]:
    sides = sides_of(incident, contents, options.actors)
    kind = type_of_violence(incident, sides)
    return {
        "id": whole_number(incident.id),
        "relid": incident.id,
        "year": days.first.year if days.first.year == days.last.year else None,
        "type_of_violence": kind,
        **_sides(sides, kind),
        **_sources(incident, contents),
        **_place(incident),
        "date_prec": ucdp_precision(days),
        "date_start": _midnight(days.first),
        "date_end": _midnight(days.last),
        **_deaths(incident, kind),
    }


def type_of_violence(incident: Incident, sides: Sides) -> int | None:
    """Say which of UCDP's types it is: 1 state-based, 2 non-state, 3 one-sided; None where that is open."""
    known = event_code(incident.event_type, incident.sub_event_type).ucdp
    if isinstance(known, int):
        return known
    if known is None or sides.second is None:
        return None
    if sides.second.is_civilian:
        return ONE_SIDED
    if sides.first is None:
        return None
    return STATE_BASED if sides.first.is_state or sides.second.is_state else NON_STATE


def _sides(sides: Sides, kind: int | None) -> dict[str, Any]:
    second = Side("Civilians", None, None, "Civilians") if kind == ONE_SIDED else sides.second
    row: dict[str, Any] = {}
    for letter, side in (("a", sides.first), ("b", second)):
        code = None if side is None else side.code
        row[f"side_{letter}"] = None if side is None else _ucdp_name(side)
        row[f"side_{letter}_dset_id"] = row[f"side_{letter}_new_id"] = None if code is None else code.ucdp_id
        row[f"gwno{letter}"] = None if code is None else code.gw
    if sides.first is not None and second is not None:
        row["dyad_name"] = f"{row['side_a']} - {row['side_b']}"
    return row


def _ucdp_name(side: Side) -> str:
    return side.name if side.code is None or side.code.ucdp_name is None else side.code.ucdp_name


def _sources(incident: Incident, contents: Contents) -> dict[str, Any]:
    documents = documents_of(incident, contents)
    heads = [(outlet_of(each), each.published.value or "", each.title or "") for each in documents]
    return {
        "number_of_sources": incident.origins,
        "source_article": ";".join(f'"{",".join(head)}"' for head in heads),
        "source_office": ";".join(outlet for outlet, _, _ in heads),
        "source_date": ";".join(published for _, published, _ in heads),
        "source_headline": ";".join(title for _, _, title in heads),
        "source_original": ";".join(speakers_of(incident)) or None,
    }


def _place(incident: Incident) -> dict[str, Any]:
    place, country = incident.place.best, place_country(incident)
    worded = dict.fromkeys(each.value.text for each in incident.place.reported if isinstance(each.value, Where))
    row: dict[str, Any] = {"where_description": "; ".join(worded) or None}
    if place is None:
        return row
    row |= {"where_prec": incident.place.precision, "where_coordinates": place.name, "adm_1": place.admin1}
    if country is not None:
        row |= {"country": country.name, "country_id": country.gw, "region": country.ucdp}
    if place.lat is not None and place.lon is not None:
        row |= {"latitude": place.lat, "longitude": place.lon, "geom_wkt": f"POINT ({place.lon} {place.lat})"}
        row["priogrid_gid"] = priogrid_cell(place.lat, place.lon)
    return row


def _deaths(incident: Incident, kind: int | None) -> dict[str, Any]:
    """Give the figures; the parts sum to best. Whose deaths they were is known of one-sided violence only."""
    toll = incident.killed
    part = "deaths_civilians" if kind == ONE_SIDED else "deaths_unknown"
    return {"best": toll.best, "high": toll.high, "low": toll.low, part: toll.best}


def _midnight(day: date) -> str:
    return f"{day.isoformat()} 00:00:00.000"
