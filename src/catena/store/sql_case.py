"""The case on a relational database, SQLite or PostgreSQL alike."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Select, bindparam, delete, insert, select, update

from catena.errors import UsageError
from catena.model import Document, Incident, IncidentFile, Reading
from catena.store import codec, file_rows, journal
from catena.store.database import Database
from catena.store.records import Decision, Entry, Hit, Problem, Provenance, Refusal
from catena.store.tables import documents, originals, provenances, readings, refusals
from catena.store.verify import verify_case

PAGE_ROWS = 200
EXCERPT_CHARACTERS = 160

# Statements that every added document runs: made once, for making one takes longer than running it.
_DOCUMENT_NUMBER = select(documents.c.number).where(documents.c.id == bindparam("of"))
_ADD_DOCUMENT = insert(documents)
_KNOWN_ORIGINAL = select(originals.c.sha256).where(originals.c.sha256 == bindparam("of"))
_ADD_ORIGINAL = insert(originals)
_KNOWN_PROVENANCE = select(provenances.c.document).where(
    provenances.c.document == bindparam("of"), provenances.c.origin_sha256 == bindparam("origin")
)
_ADD_PROVENANCE = insert(provenances)
_ADD_READING = insert(readings)
_REPLACE_READING = (
    update(readings)
    .where(readings.c.reader == bindparam("by"), readings.c.document == bindparam("of"))
    .values(body=bindparam("body"))
)

_WORD = re.compile(r"\w+")


class SqlCase:
    """A case in a database; see ``Case`` for what each method promises."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.where = database.where

    def transaction(self) -> AbstractContextManager[None]:
        """Commit everything that the block adds at once, or nothing of it."""
        return self._transaction()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._database.writing():
            yield

    def add_document(self, document: Document, data: bytes, provenance: Provenance) -> bool:
        """Keep a document and its bytes; return False where the case knows it."""
        if hashlib.sha256(data).hexdigest() != document.sha256:
            raise ValueError(f"document {document.id}: its sha256 is not that of its bytes")
        with self._database.writing() as connection:
            known = connection.scalar(_DOCUMENT_NUMBER, {"of": document.id}) is not None
            if not known:
                _keep_original(connection, document.sha256, data)
                number = _insert_document(connection, document)
                self._database.index_text(connection, number, document.title or "", document.text)
            _note_provenance(connection, document.id, provenance)
        return not known

    def documents(self) -> Iterator[Document]:
        """Go through the documents in the order of their ids."""
        return self._records(Document, select(documents.c.id, documents.c.body), documents.c.id)

    def document(self, document_id: str) -> Document:
        """Give one document; raise UsageError where the case has none of that id."""
        query = select(documents.c.body).where(documents.c.id == document_id)
        return codec.from_bytes(Document, self._one(query, f"document {document_id!r}"))

    def document_ids(self) -> tuple[str, ...]:
        """List the ids of the documents, sorted."""
        with self._database.reading() as connection:
            return tuple(sorted(connection.scalars(select(documents.c.id))))

    def original(self, document_id: str) -> bytes:
        """Give the bytes as collected."""
        joined = documents.join(originals, documents.c.sha256 == originals.c.sha256)
        query = select(originals.c.data).select_from(joined).where(documents.c.id == document_id)
        return self._one(query, f"document {document_id!r}")

    def provenance(self, document_id: str) -> tuple[Provenance, ...]:
        """Say where a document came from, the earliest collection first."""
        query = select(provenances.c.body).where(provenances.c.document == document_id)
        query = query.order_by(provenances.c.collected_utc, provenances.c.origin_sha256)
        return self._all(Provenance, query)

    def add_reading(self, reading: Reading, reader: str) -> None:
        """Keep what a reader found in a document, in place of what it found there before."""
        row = {"reader": reader, "document": reading.document, "body": codec.to_bytes(reading)}
        with self._database.writing() as connection:
            if connection.execute(_REPLACE_READING, {"by": reader, "of": reading.document, **row}).rowcount == 0:
                connection.execute(_ADD_READING, row)

    def readings(self, reader: str) -> Iterator[Reading]:
        """Go through a reader's readings in the order of document ids."""
        query = select(readings.c.document, readings.c.body).where(readings.c.reader == reader)
        return self._records(Reading, query, readings.c.document)

    def reading(self, document_id: str, reader: str) -> Reading | None:
        """Give one reading, or None where the reader has not read the document."""
        query = select(readings.c.body).where(readings.c.reader == reader, readings.c.document == document_id)
        with self._database.reading() as connection:
            body = connection.scalar(query)
        return None if body is None else codec.from_bytes(Reading, body)

    def readers(self) -> tuple[str, ...]:
        """List the readers that have read something, sorted."""
        with self._database.reading() as connection:
            return tuple(sorted(connection.scalars(select(readings.c.reader).distinct())))

    def unread(self, reader: str) -> Iterator[Document]:
        """Go through the documents that a reader has not read yet."""
        read = select(readings.c.document).where(readings.c.reader == reader)
        query = select(documents.c.id, documents.c.body).where(documents.c.id.not_in(read))
        return self._records(Document, query, documents.c.id)

    def add_refusal(self, name: str, reason: str, data: bytes | None = None) -> None:
        """Note a file that is no document, with its bytes where there are any."""
        key = _hash_name(name)
        digest = None if data is None else hashlib.sha256(data).hexdigest()
        with self._database.writing() as connection:
            if data is not None and digest is not None:
                _keep_original(connection, digest, data)
            connection.execute(delete(refusals).where(refusals.c.name_sha256 == key))
            body = codec.to_bytes(Refusal(name, reason))
            connection.execute(insert(refusals).values(name_sha256=key, sha256=digest, body=body))

    def refusals(self) -> tuple[Refusal, ...]:
        """List the files that were refused, by name."""
        return tuple(sorted(self._all(Refusal, select(refusals.c.body)), key=lambda refusal: refusal.name))

    def search(self, words: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """Find the documents in which all the words stand, the best match first."""
        asked = _WORD.findall(words)
        if not asked:
            return ()
        with self._database.reading() as connection:
            numbers = self._database.find_text(connection, asked, limit)
            query = select(documents.c.number, documents.c.body).where(documents.c.number.in_(numbers))
            bodies: dict[int, bytes] = {row.number: row.body for row in connection.execute(query)}
        return tuple(_hit(codec.from_bytes(Document, bodies[number]), asked) for number in numbers)

    def save_file(self, incident_file: IncidentFile) -> None:
        """Keep the incident file in place of the one before; only what changed is written."""
        with self._database.writing() as connection:
            file_rows.save(connection, incident_file)

    def save_incidents(self, changed: Iterable[Incident], gone: Iterable[str] = ()) -> None:
        """Replace, add and drop single incidents of the kept file; new ones come last."""
        with self._database.writing() as connection:
            file_rows.save_incidents(connection, tuple(changed), tuple(gone))

    def incident_file(self) -> IncidentFile | None:
        """Give the kept incident file, or None where none was saved yet."""
        with self._database.reading() as connection:
            return file_rows.load(connection)

    def incident(self, incident_id: str) -> Incident:
        """Give one incident; raise UsageError where the file has none of that id."""
        query = file_rows.one_record("incident", incident_id)
        return codec.from_bytes(Incident, self._one(query, f"incident {incident_id!r}"))

    def incidents_of(self, document_id: str) -> tuple[str, ...]:
        """List the ids of the incidents that draw on a document."""
        with self._database.reading() as connection:
            return file_rows.incidents_of(connection, document_id)

    def append(self, decision: Decision) -> Entry:
        """Append a decision to the journal and give its entry."""
        with self._database.writing() as connection:
            self._database.lock_journal(connection)
            return journal.append(connection, decision)

    def decisions(self) -> tuple[Decision, ...]:
        """Give the decisions as they were appended."""
        return tuple(entry.decision for entry in self.journal())

    def journal(self) -> tuple[Entry, ...]:
        """Give the entries of the journal with their hashes."""
        with self._database.reading() as connection:
            return journal.entries(connection)

    def verify(self) -> list[Problem]:
        """Check every promise that can be checked again; an empty list is a clean case."""
        return verify_case(self._database)

    def close(self) -> None:
        """Close the case; nothing is lost without it."""
        self._database.close()

    def __enter__(self) -> Self:
        """Give the case itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the case."""
        self.close()

    def _records(self, kind: type[codec.Record], query: Select[Any], key: Any) -> Iterator[codec.Record]:
        # By pages after the last key seen: the case can be written to while someone goes through it.
        last = ""
        while True:
            with self._database.reading() as connection:
                page = connection.execute(query.where(key > last).order_by(key).limit(PAGE_ROWS)).all()
            for _, body in page:
                yield codec.from_bytes(kind, body)
            if len(page) < PAGE_ROWS:
                return
            last = page[-1][0]

    def _all(self, kind: type[codec.Record], query: Select[Any]) -> tuple[codec.Record, ...]:
        with self._database.reading() as connection:
            return tuple(codec.from_bytes(kind, body) for body in connection.scalars(query))

    def _one(self, query: Select[Any], name: str) -> bytes:
        with self._database.reading() as connection:
            found: bytes | None = connection.scalar(query)
        if found is None:
            raise UsageError(f"no {name} in {self.where}")
        return found


def _hash_name(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def _keep_original(connection: Connection, digest: str, data: bytes) -> None:
    if connection.scalar(_KNOWN_ORIGINAL, {"of": digest}) is None:
        connection.execute(_ADD_ORIGINAL, {"sha256": digest, "data": data})


def _insert_document(connection: Connection, document: Document) -> int:
    row = {"id": document.id, "sha256": document.sha256, "published": document.published.value}
    added = connection.execute(_ADD_DOCUMENT, {**row, "body": codec.to_bytes(document)})
    number: int = added.inserted_primary_key[0]  # type: ignore[index]
    return number


def _note_provenance(connection: Connection, document_id: str, provenance: Provenance) -> None:
    origin = _hash_name(provenance.origin)
    if connection.scalar(_KNOWN_PROVENANCE, {"of": document_id, "origin": origin}) is not None:
        return
    row = {"document": document_id, "origin_sha256": origin, "collected_utc": provenance.collected_utc}
    connection.execute(_ADD_PROVENANCE, {**row, "body": codec.to_bytes(provenance)})


def _hit(document: Document, words: list[str]) -> Hit:
    found = re.search("|".join(map(re.escape, words)), document.text, re.IGNORECASE)
    start = max(0, (found.start() if found else 0) - EXCERPT_CHARACTERS // 2)
    excerpt = " ".join(document.text[start : start + EXCERPT_CHARACTERS].split())
    return Hit(document.id, document.name, document.title, excerpt)
