"""The case on a relational database, SQLite or PostgreSQL alike."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Executable, Select, Table, select

from catena.errors import CaseError, UsageError
from catena.model import Document, Incident, IncidentFile, Reading
from catena.store import codec, file_rows, journal
from catena.store.database import Database
from catena.store.records import Decision, Entry, Hit, Problem, Provenance, Refusal, seal
from catena.store.tables import (
    decisions,
    documents,
    file_records,
    originals,
    provenances,
    readings,
    refusals,
    settings,
)
from catena.store.verify import verify_case
from catena.store.words import index_words

PAGE_ROWS = 200
EXCERPT_CHARACTERS = 160


@dataclass(frozen=True, slots=True)
class Statements:
    """What every added document runs: made once a case, for making a statement takes longer than running it."""

    add_original: Executable
    add_document: Executable
    add_provenance: Executable
    put_reading: Executable
    put_refusal: Executable
    put_setting: Executable

    @classmethod
    def for_database(cls, database: Database) -> Statements:
        """Write them for one engine; ``add`` keeps what is there, ``put`` replaces it."""
        return cls(
            _fill_original(database),
            database.insert(documents).on_conflict_do_nothing().returning(documents.c.number),
            database.insert(provenances).on_conflict_do_nothing(),
            _put(database, readings, "body", "seal"),
            _put(database, refusals, "sha256", "body", "seal"),
            _put(database, settings, "value", "seal"),
        )


def _fill_original(database: Database) -> Executable:
    """Keep bytes; those of a document that came without them may follow later."""
    adding = database.insert(originals)
    key, lacking = list(originals.primary_key.columns), originals.c.data.is_(None)
    return adding.on_conflict_do_update(index_elements=key, set_={"data": adding.excluded.data}, where=lacking)


def _put(database: Database, table: Table, *replaced: str) -> Executable:
    adding = database.insert(table)
    new = {name: adding.excluded[name] for name in replaced}
    return adding.on_conflict_do_update(index_elements=list(table.primary_key.columns), set_=new)


class SqlCase:
    """A case in a database; see ``Case`` for what each method promises."""

    def __init__(self, database: Database, *, copy_kept: str | None = None) -> None:
        self._database = database
        self._statements = Statements.for_database(database)
        self.where = database.where
        self.copy_kept = copy_kept

    @contextmanager
    def transaction(self, *, lasting: bool = False) -> Iterator[None]:
        """Commit everything that the block adds at once, or nothing of it."""
        with self._database.writing(lasting=lasting):
            yield

    def add_document(self, document: Document, data: bytes | None, provenance: Provenance) -> bool:
        """Keep a document and its bytes; return False where the case knows it."""
        if data is not None and hashlib.sha256(data).hexdigest() != document.sha256:
            raise ValueError(f"document {document.id}: its sha256 is not that of its bytes")
        body = codec.to_bytes(document)
        sealed = seal(document.id, document.sha256, body)
        row = {"id": document.id, "sha256": document.sha256, "body": body, "seal": sealed}
        with self._database.writing() as connection:
            connection.execute(self._statements.add_original, {"sha256": document.sha256, "data": data})
            number = connection.scalar(self._statements.add_document, row)
            if number is not None:
                title, text = index_words(document.title or ""), index_words(document.text)
                self._database.index_text(connection, number, title, text)
            connection.execute(self._statements.add_provenance, _provenance_row(document.id, provenance))
        return number is not None

    def documents(self) -> Iterator[Document]:
        """Go through the documents in the order of their ids."""
        return self._records(Document, select(documents.c.id, documents.c.body), documents.c.id)

    def document(self, document_id: str) -> Document:
        """Give one document; raise UsageError where the case has none of that id."""
        query = select(documents.c.body).where(documents.c.id == document_id)
        return codec.from_bytes(Document, self._one(query, f"document {document_id!r}"))

    def knows(self, document_id: str) -> bool:
        """Say whether a document of that id was added."""
        with self._database.reading() as connection:
            found = connection.scalar(select(documents.c.number).where(documents.c.id == document_id))
        return found is not None

    def document_ids(self) -> tuple[str, ...]:
        """List the ids of the documents, sorted."""
        with self._database.reading() as connection:
            return tuple(sorted(connection.scalars(select(documents.c.id))))

    def original(self, document_id: str) -> bytes:
        """Give the bytes as collected; raise CaseError where they were withheld."""
        digest = self.document(document_id).sha256
        with self._database.reading() as connection:
            data: bytes | None = connection.scalar(select(originals.c.data).where(originals.c.sha256 == digest))
        if data is None:
            raise CaseError(f"the bytes of document {document_id} were withheld by whoever packed the case")
        return data

    def provenance(self, document_id: str) -> tuple[Provenance, ...]:
        """Say where a document came from, the earliest collection first."""
        query = select(provenances.c.body).where(provenances.c.document == document_id)
        return tuple(sorted(self._all(Provenance, query), key=lambda found: (found.collected_utc, found.origin)))

    def add_reading(self, reading: Reading, reader: str) -> None:
        """Keep what a reader found in a document, in place of what it found there before."""
        body = codec.to_bytes(reading)
        sealed = seal(reader, reading.document, body)
        row = {"reader": reader, "document": reading.document, "body": body, "seal": sealed}
        with self._database.writing() as connection:
            connection.execute(self._statements.put_reading, row)

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

    def read_documents(self, reader: str) -> tuple[str, ...]:
        """List the ids of the documents that a reader has read, sorted."""
        with self._database.reading() as connection:
            return tuple(sorted(connection.scalars(select(readings.c.document).where(readings.c.reader == reader))))

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
        digest = None if data is None else hashlib.sha256(data).hexdigest()
        key, body = _hash_name(name), codec.to_bytes(Refusal(name, reason))
        row = {"name_sha256": key, "sha256": digest, "body": body, "seal": seal(key, digest, body)}
        with self._database.writing() as connection:
            if digest is not None:
                connection.execute(self._statements.add_original, {"sha256": digest, "data": data})
            connection.execute(self._statements.put_refusal, row)

    def refusals(self) -> tuple[Refusal, ...]:
        """List the files that were refused, by name."""
        return tuple(sorted(self._all(Refusal, select(refusals.c.body)), key=lambda refusal: refusal.name))

    def search(self, words: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """Find the documents in which all the words stand, the best match first."""
        asked = index_words(words)
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
            self._database.lock(connection, file_records)
            file_rows.save(connection, incident_file)

    def save_incidents(self, changed: Iterable[Incident], gone: Iterable[str] = ()) -> None:
        """Replace, add and drop single incidents of the kept file; new ones come last."""
        with self._database.writing() as connection:
            self._database.lock(connection, file_records)
            file_rows.save_incidents(connection, tuple(changed), tuple(gone))

    def incident_file(self) -> IncidentFile | None:
        """Give the kept incident file, or None where none was saved yet."""
        with self._database.reading() as connection:
            return file_rows.load(connection)

    def incident(self, incident_id: str) -> Incident:
        """Give one incident; raise UsageError where the file has none of that id."""
        query = file_rows.one_record("incident", incident_id)
        return codec.from_bytes(Incident, self._one(query, f"incident {incident_id!r}"))

    def file_part(self, kind: type[codec.Record]) -> Iterator[codec.Record]:
        """Go through one kind of record of the kept file in the order of ids, never holding all of them."""
        query = file_rows.bodies_by_id(file_rows.kind_of(kind))
        return self._records(kind, query, file_records.c.id)

    def file_record(self, kind: type[codec.Record], record_id: str) -> codec.Record | None:
        """Give one record of the kept file, or None where it has none of that id."""
        query = file_rows.one_record(file_rows.kind_of(kind), record_id)
        with self._database.reading() as connection:
            body: bytes | None = connection.scalar(query)
        return None if body is None else codec.from_bytes(kind, body)

    def save_beside(self, kind: str, records: Iterable[object]) -> None:
        """Keep other records beside the incident file, in place of those of that kind before."""
        with self._database.writing() as connection:
            self._database.lock(connection, file_records)
            file_rows.save_records(connection, _beside(kind), records)

    def beside(self, kind: str, record: type[codec.Record]) -> tuple[codec.Record, ...]:
        """Give the records that were kept beside the incident file, in their order."""
        with self._database.reading() as connection:
            return file_rows.records_in_order(connection, _beside(kind), record)

    def incidents_of(self, document_id: str) -> tuple[str, ...]:
        """List the ids of the incidents that draw on a document."""
        with self._database.reading() as connection:
            return file_rows.incidents_of(connection, document_id)

    def append(self, decision: Decision) -> Entry:
        """Append a decision to the journal and give its entry."""
        with self._database.writing(lasting=True) as connection:
            self._database.lock(connection, decisions)
            return journal.append(connection, decision)

    def decisions(self) -> tuple[Decision, ...]:
        """Give the decisions as they were appended."""
        return tuple(entry.decision for entry in self.journal())

    def journal(self) -> tuple[Entry, ...]:
        """Give the entries of the journal with their hashes."""
        with self._database.reading() as connection:
            return journal.entries(connection)

    def settings(self) -> dict[str, str]:
        """Give the case's own settings."""
        with self._database.reading() as connection:
            rows = connection.execute(select(settings).order_by(settings.c.name))
            return {row.name: row.value for row in rows}

    def set_setting(self, name: str, value: str) -> None:
        """Change one of the case's own settings."""
        row = {"name": name, "value": value, "seal": seal(name, value)}
        with self._database.writing() as connection:
            connection.execute(self._statements.put_setting, row)

    def fingerprint(self, reader: str) -> str:
        """Give one hash for all documents and what one reader found in them."""
        of_reader = select(readings.c.document, readings.c.seal).where(readings.c.reader == reader)
        digest = hashlib.sha256()
        with self._database.reading() as connection:
            for query, key in (
                (select(documents.c.id, documents.c.seal), documents.c.id),
                (of_reader, readings.c.document),
            ):
                for row in connection.execute(query.order_by(key)):
                    digest.update(f"{row.seal}\n".encode())
                digest.update(b"\n")
        return digest.hexdigest()

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


def _beside(kind: str) -> str:
    return f"+{kind}"


def _hash_name(name: str) -> str:
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()


def _provenance_row(document_id: str, provenance: Provenance) -> dict[str, object]:
    origin, body = _hash_name(provenance.origin), codec.to_bytes(provenance)
    sealed = seal(document_id, origin, body)
    return {"document": document_id, "origin_sha256": origin, "body": body, "seal": sealed}


def _hit(document: Document, words: list[str]) -> Hit:
    """Show the longest of the words where it stands first: "al" and "of" stand everywhere."""
    text, longest_first = document.text, sorted(words, key=len, reverse=True)
    matches = (re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE) for word in longest_first)
    found = next((match.start() for match in matches if match is not None), 0)
    start = text.rfind(" ", 0, max(0, found - EXCERPT_CHARACTERS // 2)) + 1
    return Hit(document.id, document.name, document.title, " ".join(text[start : start + EXCERPT_CHARACTERS].split()))
