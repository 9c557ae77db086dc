"""``catena read``: collect, read and keep each report, then assemble the incident file anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from catena import __version__
from catena.collect import collect
from catena.collect.records import Found, Refused
from catena.collect.sources import find_sources, read_bytes
from catena.errors import InputError, UnreadableDocument
from catena.model import Document, IncidentFile
from catena.run.knowledge import Knowledge
from catena.run.steps import ENGLISH, assemble, read_document
from catena.store import Case, Provenance

Report = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run of reading came to, for the closing lines."""

    read: int
    known: int
    unread: tuple[tuple[str, str], ...]
    file: IncidentFile


def read_paths(paths: Sequence[Path], case: Case, knowledge: Knowledge, tell: Report | None = None) -> Outcome:
    """Read files and folders into a case; each document is kept as soon as it is read.

    ``tell(name, done, total)`` is called before each file. What cannot be read is named with its reason and passed
    over; an interrupted run loses nothing of what was read, and reading again goes on where it stopped.
    """
    sources = list(find_sources(paths))
    read = known = 0
    unread: list[tuple[str, str]] = []
    for position, source in enumerate(sources):
        if tell is not None:
            tell(source.name, position, len(sources))
        if isinstance(source, Refused):
            unread.append((source.name, source.reason))
            case.add_refusal(source.name, source.reason)
            continue
        try:
            fresh, why = _keep(source, case, knowledge)
        except InputError as error:
            reason = error.reason if isinstance(error, UnreadableDocument) else str(error)
            unread.append((source.name, reason))
            case.add_refusal(source.name, reason)
            continue
        if why is not None:
            unread.append((source.name, why))
        read += fresh
        known += not fresh
    return Outcome(read, known, tuple(unread), assemble_case(case, knowledge))


def _keep(source: Found, case: Case, knowledge: Knowledge) -> tuple[bool, str | None]:
    """Collect, read and keep one file; says whether it was new, and why it stays unread where it does."""
    data = read_bytes(source.path)
    document = collect(data, source.name, source.given)
    if document.id in case.document_ids() and case.reading(document.id, knowledge.reader.name) is not None:
        return False, None
    if document.language != ENGLISH:
        fresh = case.add_document(document, data, _provenance(source))
        return fresh, f"written in {document.language or 'an unknown language'}; only English is read, the text is kept"
    dated, reading = read_document(document, knowledge)
    with case.transaction():
        fresh = case.add_document(dated, data, _provenance(source))
        case.add_reading(reading, knowledge.reader.name)
    return fresh, None


def _provenance(source: Found) -> Provenance:
    return Provenance("file", __version__, datetime.now(UTC).isoformat(timespec="seconds"), str(source.path))


def assemble_case(case: Case, knowledge: Knowledge) -> IncidentFile:
    """Assemble the incident file of all that a case holds and keep it there."""
    documents = list(case.documents())
    file = assemble(documents, case.readings(knowledge.reader.name), knowledge.actors)
    case.save_file(file)
    return file


def unread_documents(case: Case, reader: str) -> Iterator[Document]:
    """Give the documents of a case that a reader has not read."""
    yield from case.unread(reader)
