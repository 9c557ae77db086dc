"""The case as every other room sees it: one interface, whichever engine keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Protocol, Self

from catena.model import Document, Incident, IncidentFile, Reading
from catena.store.codec import Record
from catena.store.records import Decision, Entry, Hit, Problem, Provenance, Refusal


class Case(Protocol):
    """A body of documents with its readings, decisions and incident file.

    Each call that adds something has committed it when it returns, and it survives the sudden end of the program;
    decisions survive that of the power, too. Inside ``transaction()`` all calls are committed together when the
    block ends. Iterations come in the order of ids, not of arrival, so
    that what is made from them does not depend on the order of collecting. All methods raise CaseError
    where the case cannot be read or written, with the reason and what would help.
    """

    where: str
    copy_kept: str | None  # where the case as an older version wrote it was kept, if it was migrated now

    def transaction(self, *, lasting: bool = False) -> AbstractContextManager[None]:
        """Commit everything that the block adds at once, or nothing of it.

        ``lasting`` waits until the disk holds it, as a decision does, and as closing the case does for all.
        """
        ...

    def add_document(self, document: Document, data: bytes | None, provenance: Provenance) -> bool:
        """Keep a document and its bytes; return False where the case knows it (a new origin is noted all the same).

        No data: the bytes were withheld by whoever packed the case. Raises ValueError for bytes of another document.
        """
        ...

    def documents(self) -> Iterator[Document]:
        """Go through the documents in the order of their ids."""
        ...

    def document(self, document_id: str) -> Document:
        """Give one document; raise UsageError where the case has none of that id."""
        ...

    def knows(self, document_id: str) -> bool:
        """Say whether a document of that id was added."""
        ...

    def document_ids(self) -> tuple[str, ...]:
        """List the ids of the documents, sorted."""
        ...

    def original(self, document_id: str) -> bytes:
        """Give the bytes as collected; raise CaseError where they were withheld."""
        ...

    def provenance(self, document_id: str) -> tuple[Provenance, ...]:
        """Say where a document came from, the earliest collection first."""
        ...

    def add_reading(self, reading: Reading, reader: str) -> None:
        """Keep what a reader found in a document; a second reading by the same reader replaces the first."""
        ...

    def readings(self, reader: str) -> Iterator[Reading]:
        """Go through a reader's readings in the order of document ids."""
        ...

    def reading(self, document_id: str, reader: str) -> Reading | None:
        """Give one reading, or None where the reader has not read the document."""
        ...

    def read_documents(self, reader: str) -> tuple[str, ...]:
        """List the ids of the documents that a reader has read, sorted."""
        ...

    def readers(self) -> tuple[str, ...]:
        """List the readers that have read something, sorted."""
        ...

    def unread(self, reader: str) -> Iterator[Document]:
        """Go through the documents that a reader has not read yet."""
        ...

    def add_refusal(self, name: str, reason: str, data: bytes | None = None) -> None:
        """Note a file that is no document, with its bytes where there are any."""
        ...

    def refusals(self) -> tuple[Refusal, ...]:
        """List the files that were refused, by name."""
        ...

    def search(self, words: str, *, limit: int = 50) -> tuple[Hit, ...]:
        """Find the documents in which all the words stand, the best match first."""
        ...

    def save_file(self, incident_file: IncidentFile) -> None:
        """Keep the incident file in place of the one before; only what changed is written."""
        ...

    def save_incidents(self, changed: Iterable[Incident], gone: Iterable[str] = ()) -> None:
        """Replace, add and drop single incidents of the kept file; new ones come last."""
        ...

    def incident_file(self) -> IncidentFile | None:
        """Give the kept incident file, or None where none was saved yet."""
        ...

    def incident(self, incident_id: str) -> Incident:
        """Give one incident; raise UsageError where the file has none of that id."""
        ...

    def file_part(self, kind: type[Record]) -> Iterator[Record]:
        """Go through one kind of record of the kept file in the order of ids, never holding all of them."""
        ...

    def file_record(self, kind: type[Record], record_id: str) -> Record | None:
        """Give one record of the kept file, or None where it has none of that id."""
        ...

    def save_beside(self, kind: str, records: Iterable[object]) -> None:
        """Keep other records beside the incident file, in place of those of that kind before."""
        ...

    def beside(self, kind: str, record: type[Record]) -> tuple[Record, ...]:
        """Give the records that were kept beside the incident file, in their order."""
        ...

    def incidents_of(self, document_id: str) -> tuple[str, ...]:
        """List the ids of the incidents that draw on a document."""
        ...

    def append(self, decision: Decision) -> Entry:
        """Append a decision to the journal and give its entry."""
        ...

    def decisions(self) -> tuple[Decision, ...]:
        """Give the decisions as they were appended, undone ones and their undoing included."""
        ...

    def journal(self) -> tuple[Entry, ...]:
        """Give the entries of the journal with their hashes."""
        ...

    def settings(self) -> dict[str, str]:
        """Give the case's own settings."""
        ...

    def set_setting(self, name: str, value: str) -> None:
        """Change one of the case's own settings."""
        ...

    def fingerprint(self, reader: str) -> str:
        """Give one hash for all documents and what one reader found in them; it changes when any of them does."""
        ...

    def verify(self) -> list[Problem]:
        """Check every promise that can be checked again; an empty list is a clean case."""
        ...

    def close(self) -> None:
        """Close the case; nothing is lost without it."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
