"""The incidents on a map: GeoJSON and KML, one feature an incident, those without a place too."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, TextIO

from catena.export.contents import Contents
from catena.export.edtf import read_days
from catena.export.layout_rows import is_rejected
from catena.export.markup import escape
from catena.export.options import Options
from catena.export.sidecar import About, about
from catena.export.summary import describe_values
from catena.export.values import ReportedValue, iterate_values, tolls_of
from catena.model import Incident

NOT_CARRIED = (
    "spellings of names", "statements", "judgements", "text of documents", "heads of documents", "verdicts",
    "reviewers", "readings of phrases", "families of weapons", "rejected incidents",
)  # fmt: skip
KML_NOT_CARRIED = (
    "spellings of names", "statements", "judgements", "text of documents", "heads of documents", "verdicts",
    "review", "readings of phrases", "rejected incidents", "control characters",
)  # fmt: skip
LONGITUDE_MAX, LATITUDE_MAX = 180, 90


def write_geojson(contents: Contents, path: Path, options: Options) -> None:
    """Write a FeatureCollection (RFC 7946), a feature a line; an incident without a place has no geometry."""
    account = about("geojson", contents, options, NOT_CARRIED)
    with path.open("w", encoding="utf8", newline="\n") as stream:
        stream.write('{"type": "FeatureCollection", "name": "incidents",\n')
        stream.write(f'"catena": {json.dumps(account.record(), ensure_ascii=False)},\n"features": [')
        separator = "\n"
        for incident in contents.incidents():
            if not is_rejected(incident):
                stream.write(separator + json.dumps(_feature(incident, contents), ensure_ascii=False))
                separator = ",\n"
        stream.write("\n]}\n")


def incident_properties(incident: Incident) -> dict[str, Any]:
    """Give the findings on an incident by name: type, dates, place, figures, origins, review."""
    place, days = incident.place.best, read_days(incident.date.best)
    figures = {f"{field}_{name}": getattr(toll, name) for field, toll in tolls_of(incident)
               for name in ("best", "low", "high")}  # fmt: skip
    return {
        "id": incident.id,
        "title": incident.title,
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        "outcome": incident.outcome,
        "date": incident.date.best,
        "date_start": None if days is None else days.first.isoformat(),
        "date_end": None if days is None else days.last.isoformat(),
        "place": None if place is None else place.name,
        "admin1": None if place is None else place.admin1,
        "country": None if place is None else place.country,
        "place_precision": incident.place.precision,
        "place_radius_km": None if place is None else place.radius_km,
        **figures,
        "origins": incident.origins,
        "disputed": sorted(incident.disputed),
        "documents": sorted(incident.documents),
        "review": incident.review.status,
    }


def value_record(value: ReportedValue, contents: Contents) -> dict[str, Any]:
    """Give a reported value with its source and its evidence as a mapping; what is unknown is left out."""
    details = {name: getattr(value, name) for name in ("low", "high", "qualifier", "who", "fate", "status", "by")}
    return {
        "field": value.field,
        "value": value.value,
        **{name: detail for name, detail in details.items() if detail is not None},
        "source": value.source.name,
        "source_kind": value.source.kind,
        **({} if value.source.via is None else {"via": value.source.via}),
        **({} if value.superseded_by is None else {"superseded": True}),
        "evidence": [
            {"document": _document_name(each.document, contents), "start": each.start, "end": each.end,
             "quote": each.quote}
            for each in value.evidence
        ],
    }  # fmt: skip


def _document_name(identifier: str, contents: Contents) -> str:
    document = contents.document(identifier)
    return identifier if document is None else document.name


def _feature(incident: Incident, contents: Contents) -> dict[str, Any]:
    place = incident.place.best
    located = place is not None and place.lat is not None and place.lon is not None
    geometry = {"type": "Point", "coordinates": [place.lon, place.lat]} if place is not None and located else None
    reported = [value_record(value, contents) for value in iterate_values(incident)]
    properties = {**incident_properties(incident), "reported": reported}
    return {"type": "Feature", "id": incident.id, "geometry": geometry, "properties": properties}


def write_kml(contents: Contents, path: Path, options: Options) -> None:
    """Write KML 2.2: a placemark an incident, with its time, its findings and its quotes."""
    account = about("kml", contents, options, KML_NOT_CARRIED)
    with path.open("w", encoding="utf8", newline="\n") as stream:
        stream.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
        )
        stream.write(f"<name>incidents</name>\n<description>{escape(_line(account))}</description>\n")
        for incident in contents.incidents():
            if not is_rejected(incident):
                _write_placemark(incident, contents, stream)
        stream.write("</Document>\n</kml>\n")


def _line(account: About) -> str:
    return f"{account.generator}; {account.hash}; profile {account.profile}; figures {account.policy}"


def _write_placemark(incident: Incident, contents: Contents, stream: TextIO) -> None:
    properties, place = incident_properties(incident), incident.place.best
    stream.write(f"<Placemark><name>{escape(incident.title)}</name>\n")
    body = "\n".join(describe_values(incident, contents))
    stream.write(f"<description>{escape(body)}</description>\n")
    if properties["date_start"] is not None:
        span = f"<begin>{properties['date_start']}</begin><end>{properties['date_end']}</end>"
        stream.write(f"<TimeSpan>{span}</TimeSpan>\n")
    stream.write("<ExtendedData>\n")
    for name, value in properties.items():
        if value is not None and value != []:
            text = "; ".join(value) if isinstance(value, list) else str(value)
            stream.write(f'<Data name="{name}"><value>{escape(text)}</value></Data>\n')
    stream.write("</ExtendedData>\n")
    if place is not None and place.lat is not None and place.lon is not None:
        stream.write(f"<Point><coordinates>{place.lon},{place.lat}</coordinates></Point>\n")
    stream.write("</Placemark>\n")
