"""The incident file as rows: saved by difference, so that one more report rewrites little."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, select, update

from catena.model import Actor, Copy, Document, Incident, IncidentFile, Judgement, Place, Statement
from catena.store import codec
from catena.store.records import seal
from catena.store.tables import documents, file_records, incident_documents

# The parts of an incident file, the kind their rows carry, and their record.
PARTS: tuple[tuple[str, str, type[Any]], ...] = (
    ("documents", "document", Document),
    ("copies", "copy", Copy),
    ("actors", "actor", Actor),
    ("places", "place", Place),
    ("incidents", "incident", Incident),
    ("statements", "statement", Statement),
    ("judgements", "judgement", Judgement),
)
SAVED = "saved"  # a row of this kind says that a file was saved, be it an empty one
ROWS_AT_ONCE = 500
KEY_CHARACTERS_MAX = 300


@dataclass(frozen=True, slots=True)
class Row:
    """One record of the file on its way into the table; no body where the case's own document serves."""

    kind: str
    id: str
    position: int
    digest: str
    body: bytes | None


def save(connection: Connection, incident_file: IncidentFile) -> None:
    """Make the rows those of this file, writing only what is new, changed, moved or gone."""
    for part, kind, _ in PARTS:
        records = getattr(incident_file, part)
        save_records(connection, kind, records)
        if kind == "incident":
            _index_documents(connection, records)
    _replace(connection, SAVED, (Row(SAVED, SAVED, 0, "", None),))


def save_records(connection: Connection, kind: str, records: Iterable[Any]) -> None:
    """Make the rows of one kind those of these records."""
    _replace(connection, kind, _rows(connection, kind, records))


def save_incidents(connection: Connection, changed: Sequence[Incident], gone: Sequence[str]) -> None:
    """Replace, add and drop single incidents; a known one keeps its position."""
    known = _known_of(connection, "incident", [incident.id for incident in changed])
    of_incidents = file_records.c.kind == "incident"
    last = connection.scalar(select(func.max(file_records.c.position)).where(of_incidents))
    free = 0 if last is None else last + 1
    dropped = [*gone, *known]
    _delete(connection, "incident", dropped)
    rows = []
    for incident in changed:
        position = known.get(incident.id, (free, ""))[0]
        free += incident.id not in known
        body = codec.to_bytes(incident)
        rows.append(Row("incident", incident.id, position, _digest(body), body))
    _insert(connection, rows)
    _index_documents(connection, changed, dropped)


def load(connection: Connection) -> IncidentFile | None:
    """Put the file together again; None where none was saved."""
    if not _known(connection, SAVED):
        return None
    parts = {part: tuple(_load_part(connection, kind, record)) for part, kind, record in PARTS}
    return IncidentFile(**parts)


def records_in_order(connection: Connection, kind: str, record: type[Any]) -> tuple[Any, ...]:
    """Give the records of one kind in the order in which they were saved."""
    return tuple(_load_part(connection, kind, record))


def kind_of(record: type[Any]) -> str:
    """Give the kind of row that keeps a record of the incident file."""
    return next(kind for _, kind, known in PARTS if known is record)


def bodies_by_id(kind: str) -> Select[Any]:
    """Ask for ids and bytes of one kind, the case's own record serving for a document."""
    joined = file_records.outerjoin(documents, file_records.c.id == documents.c.id)
    body = func.coalesce(file_records.c.body, documents.c.body) if kind == "document" else file_records.c.body
    source = joined if kind == "document" else file_records
    return select(file_records.c.id, body.label("body")).select_from(source).where(file_records.c.kind == kind)


def one_record(kind: str, record_id: str) -> Select[Any]:
    """Ask for the bytes of one record."""
    return select(bodies_by_id(kind).where(file_records.c.id == record_id).subquery().c.body)


def incidents_of(connection: Connection, document_id: str) -> tuple[str, ...]:
    """List the incidents that draw on a document."""
    query = select(incident_documents.c.incident).where(incident_documents.c.document == document_id)
    return tuple(sorted(connection.scalars(query)))


def seal_row(kind: str, record_id: str, position: int, digest: str) -> str:
    """Seal a row's place in the file; the digest already stands for its body."""
    return seal(kind, record_id, position, digest)


def _rows(connection: Connection, kind: str, records: Iterable[Any]) -> Iterator[Row]:
    seen: dict[str, int] = {}
    kept = _kept_documents(connection) if kind == "document" else {}
    for position, record in enumerate(records):
        body = codec.to_bytes(record)
        digest = _digest(body)
        name = _key_of(record, digest)
        seen[name] = seen.get(name, 0) + 1
        key = name if seen[name] == 1 else f"{name}#{seen[name]}"
        yield Row(kind, key, position, digest, None if kept.get(name) == digest else body)


def _key_of(record: Any, digest: str) -> str:
    """Give what a record is found and sorted by; of copies and judgements all that exports sort them by."""
    match record:
        case Copy(document, origin):
            return f"{document} {origin}"
        case Judgement(left, right, _, _, by):
            return index_key(f"{left} {right} {by}")
        case _:
            return record.id if hasattr(record, "id") else digest


def index_key(words: str) -> str:
    """Make any words fit to be a key on every engine: valid Unicode, no U+0000, no longer than an index takes."""
    valid = words.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")
    return valid if len(valid) <= KEY_CHARACTERS_MAX else f"{valid[:KEY_CHARACTERS_MAX]} {_digest(valid.encode())}"


def _kept_documents(connection: Connection) -> dict[str, str]:
    query = select(documents.c.id, documents.c.body).execution_options(yield_per=ROWS_AT_ONCE)
    return {row.id: _digest(row.body) for row in connection.execute(query)}


def _load_part(connection: Connection, kind: str, record: type[Any]) -> Iterator[Any]:
    rows = connection.execute(bodies_by_id(kind).order_by(file_records.c.position))
    return (codec.from_bytes(record, row.body) for row in rows)


def _known(connection: Connection, kind: str) -> dict[str, tuple[int, str]]:
    query = select(file_records.c.id, file_records.c.position, file_records.c.digest)
    query = query.where(file_records.c.kind == kind)
    return {row.id: (row.position, row.digest) for row in connection.execute(query)}


def _known_of(connection: Connection, kind: str, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for start in range(0, len(ids), ROWS_AT_ONCE):
        query = select(file_records.c.id, file_records.c.position, file_records.c.digest)
        these = file_records.c.id.in_(ids[start : start + ROWS_AT_ONCE])
        rows = connection.execute(query.where(file_records.c.kind == kind, these))
        found |= {row.id: (row.position, row.digest) for row in rows}
    return found


def _replace(connection: Connection, kind: str, rows: Iterable[Row]) -> None:
    """Write the rows as they come, so that not all their bytes are held at once."""
    known = _known(connection, kind)
    gone = set(known)
    moved: list[dict[str, object]] = []
    coming = iter(rows)
    while batch := list(islice(coming, ROWS_AT_ONCE)):
        changed = [row for row in batch if row.id not in known or known[row.id][1] != row.digest]
        same = [row for row in batch if row.id in known and known[row.id][1] == row.digest]
        gone.difference_update(row.id for row in batch)
        moved += [
            {"moved": row.id, "to": row.position, "sealed": seal_row(kind, row.id, row.position, row.digest)}
            for row in same
            if known[row.id][0] != row.position
        ]
        _delete(connection, kind, [row.id for row in changed if row.id in known])
        _insert(connection, changed)
    _delete(connection, kind, sorted(gone))
    if moved:
        this = (file_records.c.kind == kind) & (file_records.c.id == bindparam("moved"))
        moving = update(file_records).where(this).values(position=bindparam("to"), seal=bindparam("sealed"))
        connection.execute(moving, moved)


def _insert(connection: Connection, rows: Sequence[Row]) -> None:
    for start in range(0, len(rows), ROWS_AT_ONCE):
        connection.execute(insert(file_records), [_values(row) for row in rows[start : start + ROWS_AT_ONCE]])


def _values(row: Row) -> dict[str, object]:
    sealed = seal_row(row.kind, row.id, row.position, row.digest)
    return {
        "kind": row.kind, "id": row.id, "position": row.position, "digest": row.digest, "seal": sealed,
        "body": row.body,
    }  # fmt: skip


def _delete(connection: Connection, kind: str, ids: Sequence[str]) -> None:
    for start in range(0, len(ids), ROWS_AT_ONCE):
        batch = ids[start : start + ROWS_AT_ONCE]
        connection.execute(delete(file_records).where(file_records.c.kind == kind, file_records.c.id.in_(batch)))


def _index_documents(
    connection: Connection, incidents: Sequence[Incident], dropped: Sequence[str] | None = None
) -> None:
    if dropped is None:
        connection.execute(delete(incident_documents))
    else:
        for start in range(0, len(dropped), ROWS_AT_ONCE):
            batch = dropped[start : start + ROWS_AT_ONCE]
            connection.execute(delete(incident_documents).where(incident_documents.c.incident.in_(batch)))
    pairs = [(incident.id, document) for incident in incidents for document in dict.fromkeys(incident.documents)]
    values = [{"incident": incident, "document": document} for incident, document in pairs]
    if values:
        connection.execute(insert(incident_documents), values)


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
