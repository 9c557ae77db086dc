"""The public contract back to records: what `contract` wrote, and any file that keeps its schema.

What a third party's file lacks of the keys beyond the contract is unknown or empty here.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any, TextIO, cast

from catena.errors import InputError
from catena.export.contract import FORMAT
from catena.export.extras import need
from catena.model import (
    Actor,
    Chain,
    Copy,
    Count,
    DateField,
    Document,
    Evidence,
    FieldSide,
    Incident,
    IncidentFile,
    Judgement,
    Party,
    Place,
    PlaceField,
    Published,
    Reported,
    ReportedCount,
    Review,
    Source,
    Span,
    Statement,
    Toll,
    Value,
    Victim,
    Weapon,
    When,
    Where,
)

Record = dict[str, Any]
MESSAGE_CHARACTERS_MAX = 300


def read_json(stream: TextIO, name: str) -> IncidentFile:
    """Read an incident file of anyone's; ``name`` is for the message of InputError where it is none.

    It is held against the published schema first: InputError names the place of the first fault.
    """
    try:
        record = json.load(stream)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: no JSON ({error}); give a file that `catena export --format json` wrote") from error
    jsonschema = need("jsonschema", "json")
    fault = jsonschema.exceptions.best_match(jsonschema.Draft202012Validator(read_schema()).iter_errors(record))
    if fault is not None:
        raise InputError(f"{name}: at {fault.json_path}: {fault.message[:MESSAGE_CHARACTERS_MAX]}")
    return from_json(record)


@cache
def read_schema() -> Record:
    """Read the published JSON Schema of the contract."""
    text = files(__package__).joinpath("incident-file.schema.json").read_text(encoding="utf8")
    schema: Record = json.loads(text)
    return schema


def from_json(record: Record) -> IncidentFile:
    """Make the records of a file in the contract's form; raise InputError that names the key at fault."""
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        found = record.get("format") if isinstance(record, dict) else type(record).__name__
        raise InputError(f"the format is {found!r}, not {FORMAT!r}")
    try:
        places = {each["id"]: _place(each) for each in record["places"]}
        return IncidentFile(
            documents=tuple(_document(each) for each in record["documents"]),
            copies=_copies(record),
            actors=tuple(_actor(each) for each in record["actors"]),
            places=tuple(places.values()),
            incidents=tuple(_incident(each, places) for each in record["incidents"]),
            statements=tuple(_statement(each) for each in record["statements"]),
            judgements=tuple(_judgement(each) for each in record["judgements"]),
        )
    except KeyError as error:
        raise InputError(f"the key {error} is missing; see the schema incident-file.schema.json") from error
    except (TypeError, AttributeError) as error:
        raise InputError(f"a value has the wrong form ({error}); see the schema incident-file.schema.json") from error


def _copies(record: Record) -> tuple[Copy, ...]:
    if "copies" in record:
        return tuple(Copy(each["document"], each["origin"], each["share"]) for each in record["copies"])
    documents = (each for each in record["documents"] if each["copy_of"] is not None)
    return tuple(Copy(each["id"], each["copy_of"], 1.0) for each in documents)


def _evidence(record: Record) -> Evidence:
    focus = record.get("focus")
    span = None if focus is None else Span(focus[0], focus[1])
    return Evidence(record["document"], record["start"], record["end"], record["quote"], span)


def _evidence_of(record: Record) -> tuple[Evidence, ...]:
    return tuple(_evidence(each) for each in record.get("evidence", ()))


def _source(record: Record) -> Source:
    return Source(record["name"], record["kind"], record["via"], record["actor"], _evidence_of(record))


def _span(record: Record | None) -> Span | None:
    return None if record is None else Span(record["start"], record["end"])


def _spans(record: Record, key: str) -> tuple[Span, ...]:
    return tuple(Span(each["start"], each["end"]) for each in record.get(key, ()))


def _document(record: Record) -> Document:
    published = record["published"]
    return Document(
        id=record["id"],
        name=record["name"],
        sha256=record["sha256"],
        media_type=record["media_type"],
        language=record["language"],
        text=record["text"],
        published=Published(
            published["value"],
            published["how"],
            published.get("reason", ""),
            _evidence_of(published),
            published.get("instant"),
        ),
        url=record["url"],
        outlet=record["outlet"],
        outlet_country=record.get("outlet_country"),
        agency=record.get("agency"),
        title=record["title"],
        title_span=_span(record.get("title_span")),
        author=record["author"],
        dateline=record.get("dateline"),
        furniture=_spans(record, "furniture"),
        pages=_spans(record, "pages"),
    )


def _actor(record: Record) -> Actor:
    names, bodies = tuple(record["names"]), tuple(record["member_of"])
    return Actor(record["id"], record["name"], record["kind"], names, bodies, _evidence_of(record))


def _place(record: Record) -> Place:
    return Place(
        id=record["id"],
        name=record["name"],
        country=record["country"],
        admin1=record["admin1"],
        lat=record["lat"],
        lon=record["lon"],
        radius_km=record["radius_km"],
        geonames_id=record["geonames_id"],
        names=tuple(record["names"]),
        kind=record.get("kind", "settlement"),
        evidence=_evidence_of(record),
    )


def _incident(record: Record, places: dict[str, Place]) -> Incident:
    return Incident(
        id=record["id"],
        title=record["title"],
        event_type=record["event_type"],
        sub_event_type=record["sub_event_type"],
        outcome=record["outcome"],
        date=_date(record["date"]),
        place=_place_field(record["place"], places),
        killed=_toll(record["killed"]),
        wounded=_toll(record["wounded"]),
        abducted=_toll(record["abducted"]),
        victims=tuple(_reported(each, _victim(each)) for each in record["victims"]),
        perpetrators=tuple(_reported(each, _party(each)) for each in record["perpetrators"]),
        weapons=tuple(_reported(each, Weapon(each["name"], each.get("family", ""))) for each in record["weapons"]),
        events=tuple(record.get("events", ())),
        documents=tuple(record["documents"]),
        origins=record["origins"],
        disputed=tuple(record["disputed"]),
        verdicts=tuple((each["field"], each["verdict"]) for each in record.get("verdicts", ())),
        sides=tuple(
            FieldSide(each["field"], each["value"], each["origins"], tuple(each["sources"]))
            for each in record.get("sides", ())
        ),
        review=Review(record["review"]["status"], record["review"]["by"]),
    )


def _reported(record: Record, value: Value) -> Reported:
    """Make a reported value; a file that names no source of it has it from the outlet."""
    source = _source(record["source"]) if "source" in record else Source("outlet", "outlet")
    chains = tuple(Chain(_source(each["source"]), _evidence_of(each)) for each in record.get("chains", ()))
    return Reported(value, source, _evidence_of(record), chains)


def _victim(record: Record) -> Victim:
    return Victim(record["name"], record["fate"], record["actor"])


def _party(record: Record) -> Party:
    return Party(record["name"], record["status"], record["by"], record["actor"])


def _date(record: Record) -> DateField:
    reported = (
        _reported(each, When(each.get("text", each["value"] or ""), each["value"], each.get("reason", "")))
        for each in record["reported"]
    )
    return DateField(record["best"], tuple(reported))


def _place_field(record: Record, places: dict[str, Place]) -> PlaceField:
    def where(each: Record) -> Where:
        place = None if each["place"] is None else places[each["place"]]
        return Where(each["value"], place, each.get("precision"), each.get("reason", ""))

    best = None if record["best"] is None else places[record["best"]]
    return PlaceField(best, record["precision"], tuple(_reported(each, where(each)) for each in record["reported"]))


def _toll(record: Record) -> Toll:
    reported = tuple(_reported_count(each, number) for number, each in enumerate(record["reported"]))
    return Toll(record["best"], record["low"], record["high"], reported)


def _reported_count(record: Record, number: int) -> ReportedCount:
    return ReportedCount(
        id=record.get("id", str(number)),
        value=Count(record["low"], record["high"], record["qualifier"], record["who"]),
        source=_source(record["source"]),
        evidence=_evidence_of(record),
        superseded_by=record["superseded_by"],
        subset=record.get("subset", False),
    )


def _statement(record: Record) -> Statement:
    return Statement(record["id"], _evidence(record), _source(record["source"]), record["act"], record["about"])


def _judgement(record: Record) -> Judgement:
    reasons = tuple(record["reasons"])
    ends = (record["left"], record["right"])
    return Judgement(*ends, record["verdict"], reasons, record["by"], cast("float | None", record.get("probability")))
