"""Check a case's promises again: hashes of bytes, quotes at their offsets, the journal's chain."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, select
from sqlalchemy.exc import DBAPIError

from catena.errors import CaseError
from catena.model import Document, Evidence, Reading
from catena.store import codec, file_rows
from catena.store.database import Database
from catena.store.journal import verify_journal
from catena.store.records import Problem
from catena.store.tables import documents, originals, readings

TEXTS_IN_MEMORY = 200
ROWS_AT_ONCE = 200

TextOf = Callable[[str], str | None]
Check = Callable[[Connection], Iterable[Problem]]


def verify_case(database: Database) -> list[Problem]:
    """Run every check on one state of the case; an empty list is a clean case.

    Where the engine can read no further, that is one more problem, and the next check goes on.
    """
    checks: tuple[Check, ...] = (
        database.damage, _verify_originals, _verify_documents, _verify_readings, _verify_file, verify_journal
    )  # fmt: skip
    problems: list[Problem] = []
    with database.reading() as connection:
        for check in checks:
            try:
                problems.extend(check(connection))
            except DBAPIError as error:
                problems.append(Problem("file", database.explain(error)))
    return problems


def evidence_in(record: Any) -> Iterator[Evidence]:
    """Go through every evidence inside a record, however deep."""
    if isinstance(record, Evidence):
        yield record
    elif isinstance(record, tuple):
        for part in record:
            yield from evidence_in(part)
    elif is_dataclass(record):
        for field in fields(record):
            yield from evidence_in(getattr(record, field.name))


def find_misquotes(record: Any, text_of: TextOf) -> Iterator[str]:
    """Say of every evidence in a record that does not stand in its document what is wrong."""
    for evidence in evidence_in(record):
        text = text_of(evidence.document)
        if text is None:
            yield f"it quotes document {evidence.document}, which the case does not have"
        elif text[evidence.start : evidence.end] != evidence.quote or not evidence.quote:
            yield f"the quote {evidence.quote:.60} does not stand at {evidence.start}..{evidence.end}"


def _verify_originals(connection: Connection) -> Iterator[Problem]:
    for row in connection.execute(_streamed(select(originals).where(originals.c.data.is_not(None)))):
        # An edit by hand can leave text where bytes were.
        if not isinstance(row.data, bytes) or hashlib.sha256(row.data).hexdigest() != row.sha256:
            yield Problem(f"original {row.sha256}", "its bytes are not those that were collected")


def _verify_documents(connection: Connection) -> Iterator[Problem]:
    for row in connection.execute(_streamed(select(documents.c.id, documents.c.sha256, documents.c.body))):
        document = _read(Document, row.body)
        if document is None:
            yield Problem(f"document {row.id}", "its record cannot be read")
        elif (document.id, document.sha256) != (row.id, row.sha256):
            yield Problem(f"document {row.id}", "its record names another document or other bytes")
        else:
            text_of = {document.id: document.text}.get
            yield from (Problem(f"document {row.id}", what) for what in find_misquotes(document, text_of))


def _verify_readings(connection: Connection) -> Iterator[Problem]:
    text_of = _texts(connection)
    query = select(readings.c.reader, readings.c.document, readings.c.body).order_by(readings.c.document)
    for row in connection.execute(_streamed(query)):
        where = f"reading of {row.document} by {row.reader}"
        reading = _read(Reading, row.body)
        if reading is None:
            yield Problem(where, "its record cannot be read")
        else:
            yield from (Problem(where, what) for what in find_misquotes(reading, text_of))


def _verify_file(connection: Connection) -> Iterator[Problem]:
    text_of = _texts(connection)
    for kind, record_id, record_type, body in file_rows.record_bodies(connection):
        record = _read(record_type, body)
        if record is None:
            yield Problem(f"{kind} {record_id}", "its record cannot be read")
        else:
            yield from (Problem(f"{kind} {record_id}", what) for what in find_misquotes(record, text_of))


def _streamed(query: Select[Any]) -> Select[Any]:
    return query.execution_options(yield_per=ROWS_AT_ONCE)


def _texts(connection: Connection) -> TextOf:
    @lru_cache(maxsize=TEXTS_IN_MEMORY)
    def text_of(document_id: str) -> str | None:
        body = connection.scalar(select(documents.c.body).where(documents.c.id == document_id))
        document = None if body is None else _read(Document, body)
        return None if document is None else document.text

    return text_of


def _read(kind: type[codec.Record], body: bytes) -> codec.Record | None:
    try:
        return codec.from_bytes(kind, body)
    except (CaseError, TypeError):  # TypeError: no bytes at all
        return None
