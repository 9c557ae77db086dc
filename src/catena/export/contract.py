"""The public contract, ``catena-incident-file/1``: records in, JSON out, the same bytes every time.

Every other export is made from the same records. Unknown is ``null``. Lists of records are sorted by
id, lists of names alphabetically; what an incident reports keeps the order in which it was weighed.
Keys beyond the contract (``focus``, ``reason``, ``events`` …) carry the rest of the model, so that a
file read back with ``catena.export.load`` gives the same records.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from catena import __version__
from catena.errors import VerifyError
from catena.export.contents import Contents, contents_of
from catena.export.digest import hash_tables
from catena.model import (
    Actor,
    Copy,
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

FORMAT = "catena-incident-file/1"
Record = dict[str, Any]


def to_json(file: IncidentFile | Contents, *, version: str = __version__) -> Record:
    """Give the whole incident file as the contract's mapping; ``version`` is that of Catena."""
    contents = contents_of(file)
    tables: Record = {name: list(records) for name, records in iterate_tables(contents)}
    return {"format": FORMAT, "generator": f"catena {version}", **tables, "hash": hash_contents(contents)}


def write_json(
    file: IncidentFile | Contents,
    stream: TextIO,
    *,
    version: str = __version__,
    extra: Mapping[str, str] | None = None,
) -> None:
    """Write the contract to a text stream, record by record: memory does not grow with the file.

    ``extra`` keys (a profile, a counting policy) stand before the records.
    """
    contents = contents_of(file)
    stream.write(f'{{\n "format": "{FORMAT}",\n "generator": {_dump(f"catena {version}")}')
    for name, value in (extra or {}).items():
        stream.write(f",\n {_dump(name)}: {_dump(value)}")
    for name, records in iterate_tables(contents):
        stream.write(f',\n "{name}": ')
        _write_list(records, stream)
    stream.write(f',\n "hash": "{hash_contents(contents)}"\n}}\n')


def hash_contents(contents: Contents) -> str:
    """Hash the findings: the same for every format and every version that finds the same."""
    return hash_tables(iterate_tables(contents))


def iterate_tables(contents: Contents) -> Iterator[tuple[str, Iterator[Record]]]:
    """Give each table of the contract by its name, in the order in which the file holds them."""
    copies: dict[str, Copy] = {}
    for copy in sorted(contents.copies(), key=lambda copy: (copy.document, copy.share, copy.origin)):
        copies[copy.document] = copy  # the greatest share comes last and stays
    yield "documents", (document_record(each, copies.get(each.id)) for each in contents.documents())
    yield "copies", (copy_record(each) for each in contents.copies())
    yield "actors", (actor_record(each) for each in contents.actors())
    yield "places", (place_record(each) for each in contents.places())
    yield "incidents", (incident_record(each) for each in contents.incidents())
    yield "statements", (statement_record(each) for each in contents.statements())
    yield "judgements", (judgement_record(each) for each in contents.judgements())


def document_record(document: Document, copy: Copy | None = None) -> Record:
    """Give one document with its whole text, on which every offset counts."""
    return {
        "id": document.id,
        "name": document.name,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "language": document.language,
        "url": document.url,
        "outlet": document.outlet,
        "outlet_country": document.outlet_country,
        "agency": document.agency,
        "title": document.title,
        "title_span": None if document.title_span is None else _span(document.title_span),
        "author": document.author,
        "dateline": document.dateline,
        "published": _published(document.published),
        "copy_of": None if copy is None else copy.origin,
        "furniture": [_span(each) for each in document.furniture],
        "pages": [_span(each) for each in document.pages],
        "text": document.text,
    }


def copy_record(copy: Copy) -> Record:
    """Give one reprint: which document, of which, and the share of its text that stands there too."""
    return {"document": copy.document, "origin": copy.origin, "share": copy.share}


def actor_record(actor: Actor) -> Record:
    """Give one actor with every spelling met."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "names": sorted(actor.names),
        "member_of": sorted(actor.member_of),
        "evidence": evidence_records(actor.evidence),
    }


def place_record(place: Place) -> Record:
    """Give one place with its coordinates in degrees (WGS 84) and its radius in kilometres."""
    return {
        "id": place.id,
        "name": place.name,
        "names": sorted(place.names),
        "kind": place.kind,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "geonames_id": place.geonames_id,
        "evidence": evidence_records(place.evidence),
    }


def incident_record(incident: Incident) -> Record:
    """Give one incident with everything reported of it."""
    return {
        "id": incident.id,
        "title": incident.title,
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        "outcome": incident.outcome,
        "date": _date(incident.date),
        "place": _place(incident.place),
        "killed": _toll(incident.killed),
        "wounded": _toll(incident.wounded),
        "abducted": _toll(incident.abducted),
        "victims": [_victim(each) for each in incident.victims],
        "perpetrators": [_perpetrator(each) for each in incident.perpetrators],
        "weapons": [_weapon(each) for each in incident.weapons],
        "events": sorted(incident.events),
        "documents": sorted(incident.documents),
        "origins": incident.origins,
        "disputed": sorted(incident.disputed),
        "verdicts": [{"field": field, "verdict": verdict} for field, verdict in incident.verdicts],
        "sides": [_side(each) for each in incident.sides],
        "review": {"status": incident.review.status, "by": incident.review.by},
    }


def statement_record(statement: Statement) -> Record:
    """Give one statement; its own span and quote stand beside its other keys."""
    return {
        "id": statement.id,
        **evidence_record(statement.evidence),
        "source": source_record(statement.source),
        "act": statement.act,
        "about": statement.about,
    }


def judgement_record(judgement: Judgement) -> Record:
    """Give one judgement with its reasons and its author."""
    return {
        "left": judgement.left,
        "right": judgement.right,
        "verdict": judgement.verdict,
        "reasons": list(judgement.reasons),
        "by": judgement.by,
        "probability": judgement.probability,
    }


def evidence_record(evidence: Evidence) -> Record:
    """Give one piece of evidence; ``focus`` is ``[start, end]`` and stands only where there is one."""
    record: Record = {
        "document": evidence.document,
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
    }
    if evidence.focus is not None:
        # a list: an object with start and end would read as evidence of its own
        record["focus"] = [evidence.focus.start, evidence.focus.end]
    return record


def evidence_records(evidence: tuple[Evidence, ...]) -> list[Record]:
    """Give the evidence of one value, in the order in which it was found."""
    return [evidence_record(each) for each in evidence]


def source_record(source: Source) -> Record:
    """Give whom the text credits, with the words that name them."""
    return {
        "name": source.name,
        "kind": source.kind,
        "via": source.via,
        "actor": source.actor,
        "evidence": evidence_records(source.evidence),
    }


def expect(value: Value, kind: type[Any], field: str) -> Any:
    """Give the value back where it is of the kind that its field holds; raise VerifyError otherwise."""
    if not isinstance(value, kind):
        raise VerifyError(f"the field {field!r} holds a {type(value).__name__}, not a {kind.__name__}; read again")
    return value


def _span(span: Span) -> Record:
    return {"start": span.start, "end": span.end}


def _published(published: Published) -> Record:
    return {
        "value": published.value,
        "how": published.how,
        "reason": published.reason,
        "evidence": evidence_records(published.evidence),
        **({"instant": published.instant} if published.instant is not None else {}),
    }


def _chain(reported: Reported | ReportedCount) -> Record:
    return {"source": source_record(reported.source), "evidence": evidence_records(reported.evidence)}


def _date(field: DateField) -> Record:
    reported = []
    for each in field.reported:
        when: When = expect(each.value, When, "date")
        reported.append({"value": when.edtf, "text": when.text, "reason": when.reason, **_chain(each)})
    return {"best": field.best, "reported": reported}


def _place(field: PlaceField) -> Record:
    best, reported = field.best, []
    for each in field.reported:
        where: Where = expect(each.value, Where, "place")
        place = None if where.place is None else where.place.id
        read = {"value": where.text, "place": place, "precision": where.precision, "reason": where.reason}
        reported.append({**read, **_chain(each)})
    return {
        "best": None if best is None else best.id,
        "name": None if best is None else best.name,
        "country": None if best is None else best.country,
        "admin1": None if best is None else best.admin1,
        "lat": None if best is None else best.lat,
        "lon": None if best is None else best.lon,
        "precision": field.precision,
        "reported": reported,
    }


def _toll(toll: Toll) -> Record:
    reported = [_reported_count(each) for each in toll.reported]
    return {"best": toll.best, "low": toll.low, "high": toll.high, "reported": reported}


def _reported_count(reported: ReportedCount) -> Record:
    count = reported.value
    return {
        "id": reported.id,
        "low": count.low,
        "high": count.high,
        "qualifier": count.qualifier,
        "who": count.who,
        **_chain(reported),
        "superseded_by": reported.superseded_by,
        "subset": reported.subset,
    }


def _side(side: FieldSide) -> Record:
    return {"field": side.field, "value": side.value, "origins": side.origins, "sources": list(side.sources)}


def _chains(reported: Reported) -> Record:
    """Give the chain of a value, and every chain where several told it."""
    chains = [{"source": source_record(c.source), "evidence": evidence_records(c.evidence)} for c in reported.chains]
    return {**_chain(reported), **({"chains": chains} if chains else {})}


def _victim(reported: Reported) -> Record:
    victim: Victim = expect(reported.value, Victim, "victims")
    return {"name": victim.name, "actor": victim.actor, "fate": victim.fate, **_chains(reported)}


def _perpetrator(reported: Reported) -> Record:
    party: Party = expect(reported.value, Party, "perpetrators")
    return {"name": party.name, "actor": party.actor, "status": party.status, "by": party.by, **_chains(reported)}


def _weapon(reported: Reported) -> Record:
    weapon: Weapon = expect(reported.value, Weapon, "weapons")
    return {"name": weapon.name, "family": weapon.family, **_chains(reported)}


def _dump(record: Any) -> str:
    return json.dumps(record, ensure_ascii=False, indent=1, allow_nan=False)


def _write_list(records: Iterator[Record], stream: TextIO) -> None:
    separator = "[\n  "
    for record in records:
        # a string never holds a raw line break in JSON, so that every line may be indented
        stream.write(separator + _dump(record).replace("\n", "\n  "))
        separator = ",\n  "
    stream.write("[]" if separator.startswith("[") else "\n ]")
