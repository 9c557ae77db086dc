"""Check a case's promises again: hashes of bytes, seals of rows, quotes at their offsets, the journal's chain."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import is_dataclass
from functools import cache, lru_cache
from typing import Any, get_args, get_type_hints

from sqlalchemy import Connection, Row, Select, Table, bindparam, select
from sqlalchemy.exc import DBAPIError

from catena.errors import CaseError
from catena.model import Document, Evidence, Incident, Reading
from catena.store import codec
from catena.store.database import Database
from catena.store.file_rows import PARTS, SAVED, seal_row
from catena.store.journal import verify_journal
from catena.store.records import Problem, Provenance, Refusal, seal
from catena.store.tables import (
    documents,
    file_records,
    incident_documents,
    originals,
    provenances,
    readings,
    refusals,
    settings,
)

TEXTS_IN_MEMORY = 200
ROWS_AT_ONCE = 200

TextOf = Callable[[str], str | None]
Check = Callable[[Connection], Iterable[Problem]]

_DOCUMENT = select(documents.c.body).where(documents.c.id == bindparam("of"))
_CHANGED = "it was changed behind the case's back: its seal does not hold"
_UNREADABLE = "its record cannot be read"


def verify_case(database: Database) -> list[Problem]:
    """Run every check on one state of the case; an empty list is a clean case.

    Where the engine can read no further, that is one more problem, and the next check goes on.
    """
    checks: tuple[Check, ...] = (
        database.damage, _verify_originals, _verify_documents, _verify_readings, _verify_small_rows, _verify_file,
        _verify_index, verify_journal,
    )  # fmt: skip
    problems: list[Problem] = []
    with database.reading() as connection:
        for check in checks:
            try:
                problems.extend(check(connection))
            except DBAPIError as error:
                problems.append(Problem("file", database.explain(error)))
            except UnicodeDecodeError as error:
                problems.append(Problem("file", f"damaged: {error}"))
    return problems


def evidence_in(record: Any) -> Iterator[Evidence]:
    """Go through every evidence inside a record, however deep."""
    if isinstance(record, Evidence):
        yield record
    elif isinstance(record, tuple):
        for part in record:
            yield from evidence_in(part)
    else:
        kind: Any = type(record)
        for name in _evidence_fields(kind):
            yield from evidence_in(getattr(record, name))


@cache
def _evidence_fields(kind: Any) -> tuple[str, ...]:
    """Name the fields of a record in which evidence can stand: most records of a large case hold none."""
    if not is_dataclass(kind):
        return ()
    hints = get_type_hints(kind)
    return tuple(name for name, hint in hints.items() if _may_hold_evidence(hint))


def _may_hold_evidence(hint: Any) -> bool:
    if hint is Evidence or _evidence_fields(hint):
        return True
    return any(_may_hold_evidence(part) for part in get_args(hint))


def find_misquotes(record: Any, text_of: TextOf) -> Iterator[str]:
    """Say of every evidence in a record that does not stand in its document what is wrong."""
    for evidence in evidence_in(record):
        text = text_of(evidence.document)
        if text is None:
            yield f"it quotes document {evidence.document}, which the case does not have"
        elif not 0 <= evidence.start < evidence.end or text[evidence.start : evidence.end] != evidence.quote:
            yield f"the quote {evidence.quote:.60} does not stand at {evidence.start}..{evidence.end}"


def _verify_originals(connection: Connection) -> Iterator[Problem]:
    for row in _stream(connection, select(originals).where(originals.c.data.is_not(None))):
        # An edit by hand can leave text where bytes were.
        if not isinstance(row.data, bytes) or hashlib.sha256(row.data).hexdigest() != row.sha256:
            yield Problem(f"original {row.sha256}", "its bytes are not those that were collected")


def _verify_documents(connection: Connection) -> Iterator[Problem]:
    for row in _stream(connection, select(documents)):
        document = _read(Document, row.body)
        text_of = {} if document is None else {document.id: document.text}
        whats = _check_record(document, row.seal == seal(row.id, row.sha256, row.body), text_of.get)
        yield from (Problem(f"document {row.id}", what) for what in whats)


def _verify_readings(connection: Connection) -> Iterator[Problem]:
    text_of = _texts(connection)
    for row in _stream(connection, select(readings).order_by(readings.c.document)):
        whats = _check_record(_read(Reading, row.body), row.seal == seal(row.reader, row.document, row.body), text_of)
        yield from (Problem(f"reading of {row.document} by {row.reader}", what) for what in whats)


def _verify_small_rows(connection: Connection) -> Iterator[Problem]:
    """Check the seals of the rows that quote nothing."""
    sealed: tuple[tuple[Table, tuple[str, ...], type[Any] | None], ...] = (
        (provenances, ("document", "origin_sha256", "body"), Provenance),
        (refusals, ("name_sha256", "sha256", "body"), Refusal),
        (settings, ("name", "value"), None),
    )
    for table, columns, kind in sealed:
        for row in _stream(connection, select(table)):
            parts = [getattr(row, column) for column in columns]
            if row.seal != seal(*parts) or (kind is not None and _read(kind, row.body) is None):
                yield Problem(f"row {parts[0]} of {table.name}", _CHANGED)


def _verify_file(connection: Connection) -> Iterator[Problem]:
    text_of, kinds = _texts(connection), {kind: record for _, kind, record in PARTS}
    for row in _stream(connection, select(file_records).order_by(file_records.c.kind, file_records.c.position)):
        holds = row.seal == seal_row(row.kind, row.id, row.position, row.digest)
        if row.body is None:  # the case's own document, sealed there; or the mark that a file was saved
            whats = [] if holds and row.kind in ("document", SAVED) else [_CHANGED]
        else:
            holds = holds and row.digest == _digest(row.body)
            record = _read(kinds[row.kind], row.body) if row.kind in kinds else row.body
            whats = _check_record(record, holds, text_of)
        yield from (Problem(f"{row.kind} {row.id}", what) for what in whats)


def _verify_index(connection: Connection) -> Iterator[Problem]:
    """Check that each incident is listed with just the documents that it names."""
    listed: dict[str, set[str]] = {}
    for row in connection.execute(select(incident_documents)):
        listed.setdefault(row.incident, set()).add(row.document)
    query = select(file_records.c.id, file_records.c.body).where(file_records.c.kind == "incident")
    for row in _stream(connection, query):
        incident = _read(Incident, row.body)
        if incident is not None and set(incident.documents) != listed.pop(row.id, set()):
            yield Problem(f"incident {row.id}", "it is listed with other documents than it names")
    yield from (Problem(f"incident {unknown}", "it is listed, but not there") for unknown in sorted(listed))


def _check_record(record: object | None, seal_holds: bool, text_of: TextOf) -> list[str]:
    if record is None:
        return [_UNREADABLE]
    if not seal_holds:
        return [_CHANGED]
    return list(find_misquotes(record, text_of))


def _stream(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    yield from connection.execute(query.execution_options(yield_per=ROWS_AT_ONCE))


def _texts(connection: Connection) -> TextOf:
    @lru_cache(maxsize=TEXTS_IN_MEMORY)
    def text_of(document_id: str) -> str | None:
        body = connection.scalar(_DOCUMENT, {"of": document_id})
        document = None if body is None else _read(Document, body)
        return None if document is None else document.text

    return text_of


def _read(kind: type[codec.Record], body: object) -> codec.Record | None:
    try:
        return codec.from_bytes(kind, body) if isinstance(body, bytes) else None
    except CaseError:
        return None


def _digest(body: object) -> str | None:
    return hashlib.sha256(body).hexdigest() if isinstance(body, bytes) else None
