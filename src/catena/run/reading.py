"""``catena read``: collect, read and keep each report, then make the incident file anew."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from catena import __version__
from catena.collect import Collected, Refused, collect_found, collect_stream, find_sources
from catena.collect.records import USUAL_OPTIONS, Known, Options
from catena.model import Document, IncidentFile, Judgement, Reading
from catena.run.knowledge import Knowledge
from catena.run.steps import ENGLISH, assemble, read_document
from catena.store import Case, Provenance

STANDARD_INPUT = "-"
Report = Callable[[str, int, int], None]
Finish = Callable[[Case], IncidentFile]
Assembler = Callable[[Sequence[Document], Sequence[Reading], Sequence[Judgement]], IncidentFile]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run of reading came to, for the closing lines."""

    read: int
    known: int
    unread: tuple[tuple[str, str], ...]
    file: IncidentFile


@dataclass(slots=True)
class _Tally:
    read: int = 0
    known: int = 0
    unread: list[tuple[str, str]] = field(default_factory=list)


def read_paths(
    paths: Sequence[Path],
    case: Case,
    knowledge: Knowledge,
    finish: Finish,
    tell: Report | None = None,
    *,
    options: Options = USUAL_OPTIONS,
) -> Outcome:
    """Read files and folders into a case; each document is kept as soon as it is read.

    ``finish(case)`` makes the incident file at the end; ``tell(name, done, total)`` is called before each file;
    ``options`` say how files are taken apart; the path ``-`` is standard input. What cannot be read is named with its
    reason and passed over; an interrupted run loses nothing of what was read, and reading again goes on from there.
    """
    streams = [path for path in paths if str(path) == STANDARD_INPUT]
    sources = list(find_sources([path for path in paths if path not in streams]))
    tally = _Tally()
    reader = knowledge.reader.name
    known = replace(options, is_known=lambda document: case.reading(document, reader) is not None)
    for position, source in enumerate(sources):
        if tell is not None:
            tell(source.name, position, len(sources))
        found = iter([source]) if isinstance(source, Refused) else collect_found(source, known)
        keep_all(found, case, knowledge, tally)
    if streams:
        keep_all(collect_stream(sys.stdin.buffer, "standard-input.txt", options=known), case, knowledge, tally)
    return Outcome(tally.read, tally.known, tuple(tally.unread), finish(case))


def read_found(
    found: Iterable[Collected | Known | Refused], case: Case, knowledge: Knowledge, finish: Finish
) -> Outcome:
    """Read documents that were collected in another way (fetched pages) into a case."""
    tally = _Tally()
    keep_all(found, case, knowledge, tally)
    return Outcome(tally.read, tally.known, tuple(tally.unread), finish(case))


def keep_all(found: Iterable[Collected | Known | Refused], case: Case, knowledge: Knowledge, tally: _Tally) -> None:
    """Read and keep every document of one source; count what was read, known or left unread and why."""
    for item in found:
        if isinstance(item, Known):
            tally.known += 1
        elif isinstance(item, Refused):
            tally.unread.append((item.name, item.reason))
            case.add_refusal(item.name, item.reason)
        elif item.document.language != ENGLISH:
            language = item.document.language or "an unknown language"
            reason = f"written in {language}; only English is read, the text is kept"
            tally.unread.append((item.document.name, reason))
            case.add_document(item.document, item.data, _provenance(item))
        else:
            _keep(item, case, knowledge)
            tally.read += 1


def _keep(item: Collected, case: Case, knowledge: Knowledge) -> None:
    dated, reading = read_document(item.document, knowledge)
    with case.transaction():
        case.add_document(dated, item.data, _provenance(item))
        case.add_reading(reading, knowledge.reader.name)


def _provenance(item: Collected) -> Provenance:
    moment = item.captured_utc or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Provenance("file", __version__, moment, item.origin)


def assembler(knowledge: Knowledge) -> Assembler:
    """Give the function that makes the machine's file of documents, readings and people's judgements."""

    def make(
        documents: Sequence[Document], readings: Sequence[Reading], decisions: Sequence[Judgement]
    ) -> IncidentFile:
        return assemble(documents, readings, knowledge.actors, decisions)

    return make
