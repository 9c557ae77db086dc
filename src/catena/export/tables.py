"""The incident file as flat tables: the same for CSV, Parquet, DuckDB and XLSX."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from catena.export.contents import Contents
from catena.export.sidecar import About
from catena.export.values import iterate_values
from catena.model import Document, Evidence, Incident, Source, Span

Kind = Literal["text", "integer", "number", "boolean", "list", "json"]
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One flat table: its name, its columns as "name kind" and how its rows are made."""

    name: str
    columns: tuple[tuple[str, Kind], ...]
    rows: Callable[[Contents], Iterator[Row]]

    @property
    def names(self) -> tuple[str, ...]:
        """Give the names of the columns."""
        return tuple(name for name, _ in self.columns)


def _columns(text: str) -> tuple[tuple[str, Kind], ...]:
    """Read columns from words: ``id lat:number``; what has no kind is text."""
    kinds: dict[str, Kind] = {
        "": "text", "integer": "integer", "number": "number", "boolean": "boolean", "list": "list", "json": "json",
    }  # fmt: skip
    return tuple((name, kinds[kind]) for name, _, kind in (word.partition(":") for word in text.split()))


SOURCE = "source_name source_kind source_via source_actor"
AT = "document start:integer end:integer quote"


def _source(source: Source) -> Row:
    return source.name, source.kind, source.via, source.actor


def _at(evidence: Evidence | None) -> Row:
    if evidence is None:
        return None, None, None, None
    return evidence.document, evidence.start, evidence.end, evidence.quote


def _spans(spans: tuple[Span, ...]) -> str:
    return json.dumps([[each.start, each.end] for each in spans])


def _document_rows(contents: Contents) -> Iterator[Row]:
    for each in contents.documents():
        yield (*_document_head(each), each.text)


def _document_head(document: Document) -> Row:
    title = document.title_span
    return (
        document.id, document.name, document.sha256, document.media_type, document.language, document.url,
        document.outlet, document.outlet_country, document.agency, document.title,
        None if title is None else title.start, None if title is None else title.end,
        document.author, document.dateline, document.published.value, document.published.how,
        document.published.reason, _spans(document.furniture), _spans(document.pages),
    )  # fmt: skip


def _incident_rows(contents: Contents) -> Iterator[Row]:
    for each in contents.incidents():
        place = each.place.best
        yield (
            each.id, each.title, each.event_type, each.sub_event_type, each.outcome, each.date.best,
            *((None,) * 6 if place is None else (
                place.id, place.name, place.country, place.admin1, place.lat, place.lon)),
            each.place.precision, *_figures(each), each.origins, sorted(each.disputed),
            json.dumps(dict(each.verdicts), ensure_ascii=False), sorted(each.documents), sorted(each.events),
            each.review.status, each.review.by,
        )  # fmt: skip


def _figures(incident: Incident) -> Row:
    tolls = (incident.killed, incident.wounded, incident.abducted)
    return tuple(figure for toll in tolls for figure in (toll.best, toll.low, toll.high))


def _value_rows(contents: Contents) -> Iterator[Row]:
    for incident in contents.incidents():
        for each in iterate_values(incident):
            yield (
                each.id, each.incident, each.field, each.value, each.text, each.low, each.high, each.qualifier,
                each.who, each.place, each.precision, each.actor, each.fate, each.status, each.by, each.family,
                each.reason, each.count, each.superseded_by, each.subset, *_source(each.source),
                *_at(each.evidence[0] if each.evidence else None),
            )  # fmt: skip


def _statement_rows(contents: Contents) -> Iterator[Row]:
    for each in contents.statements():
        yield each.id, each.act, each.about, *_source(each.source), *_at(each.evidence)


def _actor_rows(contents: Contents) -> Iterator[Row]:
    for each in contents.actors():
        yield each.id, each.name, each.kind, sorted(each.names), sorted(each.member_of)


def _place_rows(contents: Contents) -> Iterator[Row]:
    for each in contents.places():
        where = (each.country, each.admin1, each.lat, each.lon, each.radius_km, each.geonames_id)
        yield each.id, each.name, sorted(each.names), each.kind, *where


def _judgement_rows(contents: Contents) -> Iterator[Row]:
    for each in contents.judgements():
        yield each.left, each.right, each.verdict, list(each.reasons), each.by, each.probability


def _copy_rows(contents: Contents) -> Iterator[Row]:
    return ((each.document, each.origin, each.share) for each in contents.copies())


def _evidence_rows(contents: Contents) -> Iterator[Row]:
    for document in contents.documents():
        yield from _owned("document", document.id, "published", document.published.evidence)
    for actor in contents.actors():
        yield from _owned("actor", actor.id, "name", actor.evidence)
    for place in contents.places():
        yield from _owned("place", place.id, "name", place.evidence)
    for incident in contents.incidents():
        for each in iterate_values(incident):
            yield from _owned("value", each.id, each.field, each.evidence)
            yield from _owned("value", each.id, "source", each.source.evidence)
    for statement in contents.statements():
        yield from _owned("statement", statement.id, "statement", (statement.evidence,))
        yield from _owned("statement", statement.id, "source", statement.source.evidence)


def _owned(table: str, owner: str, role: str, evidence: tuple[Evidence, ...]) -> Iterator[Row]:
    for each in evidence:
        focus = each.focus
        inside = (None, None) if focus is None else (focus.start, focus.end)
        yield table, owner, role, *_at(each), *inside


TABLES = (
    Table("incidents", _columns(
        "id title event_type sub_event_type outcome date place place_name country admin1 lat:number lon:number "
        "precision:integer killed_best:integer killed_low:integer killed_high:integer wounded_best:integer "
        "wounded_low:integer wounded_high:integer abducted_best:integer abducted_low:integer abducted_high:integer "
        "origins:integer disputed:list verdicts:json documents:list events:list review_status review_by"),
        _incident_rows),
    Table("values", _columns(
        "id incident field value text low:integer high:integer qualifier who place precision:integer actor fate "
        f"status by family reason count superseded_by subset:boolean {SOURCE} {AT}"), _value_rows),
    Table("statements", _columns(f"id act about {SOURCE} {AT}"), _statement_rows),
    Table("documents", _columns(
        "id name sha256 media_type language url outlet outlet_country agency title title_start:integer "
        "title_end:integer author dateline published published_how published_reason furniture:json pages:json text"),
        _document_rows),
    Table("actors", _columns("id name kind names:list member_of:list"), _actor_rows),
    Table("places", _columns(
        "id name names:list kind country admin1 lat:number lon:number radius_km:number geonames_id:integer"),
        _place_rows),
    Table("evidence", _columns(f"owner_table owner role {AT} focus_start:integer focus_end:integer"), _evidence_rows),
    Table("judgements", _columns("left right verdict reasons:list by probability:number"), _judgement_rows),
    Table("copies", _columns("document origin share:number"), _copy_rows),
)  # fmt: skip


def about_table(account: About) -> Table:
    """Give the account of the export as a table of keys and values."""
    rows = [(key, value if isinstance(value, str) else json.dumps(value)) for key, value in account.record().items()]
    return Table("about", _columns("key value"), lambda _: iter(rows))
