"""The layout of GDELT 2: events and mentions, separated by tabs, without a line of names."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from catena.export.codes import event_code, goldstein
from catena.export.contents import Contents
from catena.export.countries import Country, column_names, country_of
from catena.export.delimited import cell
from catena.export.edtf import read_days
from catena.export.layout_rows import (
    BEYOND_LAYOUTS,
    documents_of,
    is_rejected,
    open_companions,
    outlet_of,
    whole_number,
)
from catena.export.options import Options
from catena.export.sidecar import beside
from catena.export.sides import Side, sides_of
from catena.export.values import ReportedValue, iterate_values
from catena.model import Document, Evidence, Incident

WEB, CITATION = 1, 2
VERBAL_COOPERATION, MATERIAL_COOPERATION, VERBAL_CONFLICT, MATERIAL_CONFLICT = 1, 2, 3, 4
# A tab or a line break would break the row: GDELT has no way to quote them.
BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
NOT_CARRIED = (
    *BEYOND_LAYOUTS, "figures, victims and weapons but in the files beside it", "incidents without a day",
    "line breaks, tabs and straight quotes in names", "event types that CAMEO has no code for",
)  # fmt: skip


def write_gdelt(contents: Contents, path: Path, options: Options) -> None:
    """Write the 61 columns of events, with the 16 of mentions in ``….mentions.csv`` beside them.

    A mention is one document's telling of one incident; its offsets are code points in the text.
    """
    events, mentions = column_names("gdelt_events"), column_names("gdelt_mentions")
    with (
        open_companions(path, contents, options, name="gdelt", not_carried=NOT_CARRIED) as companions,
        path.open("w", encoding="utf8", newline="\n") as event_lines,
        beside(path, "mentions.csv").open("w", encoding="utf8", newline="\n") as mention_lines,
    ):
        for incident in contents.incidents():
            days = read_days(incident.date.best)
            if is_rejected(incident) or days is None:
                companions.leave_out(incident, "rejected in review" if is_rejected(incident) else "no day")
                continue
            row = _event(incident, days.first, contents, options)
            event_lines.write(_line(row, events))
            for mention in _mentions(incident, days.first, contents):
                mention_lines.write(_line(mention, mentions))
            companions.keep(str(row["GLOBALEVENTID"]), incident)


def _line(row: dict[str, Any], columns: tuple[str, ...]) -> str:
    """Give a row as GDELT has it: tabs between, nothing quoted, unknown blank."""
    values = (row.get(column) for column in columns)
    flat = (BREAKS.sub(" ", value).replace('"', "”") if isinstance(value, str) else value for value in values)
    return "\t".join(map(cell, flat)) + "\n"


def _event(incident: Incident, day: date, contents: Contents, options: Options) -> dict[str, Any]:
    documents = documents_of(incident, contents)
    sides = sides_of(incident, contents, options.actors)
    urls = [document.url for document in documents if document.url is not None]
    return {
        "GLOBALEVENTID": whole_number(incident.id),
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": day.year,
        "FractionDate": f"{_fraction(day):.4f}",
        **_actor(1, sides.first),
        **_actor(2, sides.second),
        **_code(incident),
        "NumMentions": sum(1 for _ in iterate_values(incident)),
        "NumSources": len({outlet_of(document) for document in documents}),
        "NumArticles": len(documents),
        **_place(incident),
        "SOURCEURL": urls[0] if urls else None,
    }


def _fraction(day: date) -> float:
    days = 366 if calendar.isleap(day.year) else 365
    return day.year + (day.timetuple().tm_yday - 1) / days


def _actor(number: int, side: Side | None) -> dict[str, Any]:
    if side is None:
        return {}
    code = None if side.code is None else side.code.cameo
    return {f"Actor{number}Name": side.name.upper(), f"Actor{number}Code": code}


def _code(incident: Incident) -> dict[str, Any]:
    threat = incident.outcome == "threatened"
    cameo = "138" if threat else event_code(incident.event_type, incident.sub_event_type).cameo
    if cameo is None:
        return {"IsRootEvent": 1}
    root = cameo[:2]
    return {
        "IsRootEvent": 1,
        "EventCode": cameo,
        "EventBaseCode": cameo[:3],
        "EventRootCode": root,
        "QuadClass": _quad(int(root)),
        "GoldsteinScale": goldstein(cameo),
    }


def _quad(root: int) -> int:
    """Give GDELT's class of a CAMEO root: 01-05, 06-09, 10-14, 15-20."""
    if root <= 9:
        return VERBAL_COOPERATION if root <= 5 else MATERIAL_COOPERATION
    return VERBAL_CONFLICT if root <= 14 else MATERIAL_CONFLICT


def _place(incident: Incident) -> dict[str, Any]:
    place = incident.place.best
    if place is None:
        return {}
    country: Country | None = country_of(place.country)
    named = (place.name, place.admin1, None if country is None else country.name)
    return {
        "ActionGeo_FullName": ", ".join(dict.fromkeys(name for name in named if name)),
        "ActionGeo_CountryCode": None if country is None else country.fips,
        "ActionGeo_Lat": place.lat,
        "ActionGeo_Long": place.lon,
        "ActionGeo_FeatureID": place.geonames_id,
    }


def _mentions(incident: Incident, day: date, contents: Contents) -> Iterator[dict[str, Any]]:
    values = list(iterate_values(incident))
    for document in documents_of(incident, contents):
        published = read_days(document.published.value)
        yield {
            "GLOBALEVENTID": whole_number(incident.id),
            "EventTimeDate": f"{day:%Y%m%d}000000",
            "MentionTimeDate": None if published is None else f"{published.first:%Y%m%d}000000",
            "MentionType": CITATION if document.url is None else WEB,
            "MentionSourceName": outlet_of(document),
            "MentionIdentifier": document.url or document.name,
            "Actor1CharOffset": _offset(document, values, {"perpetrator"}),
            "Actor2CharOffset": _offset(document, values, {"victim"}),
            "ActionCharOffset": _offset(document, values, {each.field for each in values}),
            "InRawText": 1,
            "MentionDocLen": len(document.text),
        }


def _offset(document: Document, values: list[ReportedValue], fields: set[str]) -> int | None:
    """Give where the document first names a value of one of the fields, in code points."""
    found = (
        _named_at(each, piece)
        for each in values
        if each.field in fields
        for piece in each.evidence
        if piece.document == document.id
    )
    return min(found, default=None)


def _named_at(value: ReportedValue, piece: Evidence) -> int:
    """Give where a quote names its value: where its words stand, else its focus, else its start."""
    at = piece.quote.lower().find(value.value.lower())
    if at >= 0:
        return piece.start + at
    return piece.start if piece.focus is None else piece.focus.start
