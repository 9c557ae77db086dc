"""``catena read``: collect, read and keep each report, then make the incident file anew."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from catena import __version__
from catena.collect import Collected, Refused, collect_stream
from catena.collect.records import Known, Options
from catena.knowledge.actors import ActorTable
from catena.model import Document, IncidentFile, Judgement, Reading
from catena.run.addresses import is_address
from catena.run.engines import Engine
from catena.run.judging import Judges, Remembered, judge_here
from catena.run.knowledge import Knowledge
from catena.run.pieces import STANDARD_INPUT, Piece, Where, pieces_of, sources_of
from catena.run.steps import assemble
from catena.run.work import Read, Result
from catena.store import Case, Provenance

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
    """What the run has come to so far; ``done`` are the documents that the case holds a reading of."""

    reader: str
    done: set[str]
    read: int = 0
    known: int = 0
    unread: list[tuple[str, str]] = field(default_factory=list)


def read_paths(
    paths: Sequence[Where],
    case: Case,
    engine: Engine,
    finish: Finish,
    tell: Report | None = None,
) -> Outcome:
    """Read files, folders and addresses into a case; each document is kept as soon as it is read.

    ``finish(case)`` makes the incident file at the end; ``tell(name, done, total)`` is called before each file is
    handed out; the path ``-`` is standard input. What cannot be read is named with its reason and passed over; an
    interrupted run loses nothing of what was kept, and reading again goes on from there.
    """
    tally = _tally(engine, case)
    # Whoever fetches from an address himself must know what to pass over; files are looked at here.
    known = frozenset(tally.done) if any(is_address(str(path)) for path in paths) else frozenset()
    for results in engine.read(_pieces(paths, engine.setup.options, case, tally, tell), known):
        _keep_all(results, case, tally)
    return Outcome(tally.read, tally.known, tuple(tally.unread), finish(case))


def read_found(found: Iterable[Collected | Known | Refused], case: Case, engine: Engine, finish: Finish) -> Outcome:
    """Read documents that were collected in another way (fetched pages) into a case."""
    tally = _tally(engine, case)
    for results in engine.read(_to_read(found, case, tally)):
        _keep_all(results, case, tally)
    return Outcome(tally.read, tally.known, tuple(tally.unread), finish(case))


def _tally(engine: Engine, case: Case) -> _Tally:
    reader = engine.setup.reader
    return _Tally(reader, set(case.read_documents(reader)))


def _pieces(
    paths: Sequence[Where], options: Options, case: Case, tally: _Tally, tell: Report | None
) -> Iterator[Piece]:
    """Walk all that is to be read, cut into pieces; what is known or refused is noted on the way."""
    sources = list(sources_of(paths))
    for position, source in enumerate(sources):
        if tell is not None:
            tell(source.name, position, len(sources))
        found = iter([source]) if isinstance(source, Refused) else pieces_of(source, options, tally.done.__contains__)
        yield from _to_read(found, case, tally)
    if any(str(path) == STANDARD_INPUT for path in paths):
        known = replace(options, is_known=tally.done.__contains__)
        yield from _to_read(collect_stream(sys.stdin.buffer, "standard-input.txt", options=known), case, tally)


def _to_read(found: Iterable[Piece | Known | Refused], case: Case, tally: _Tally) -> Iterator[Piece]:
    for item in found:
        if isinstance(item, Known | Refused):
            _keep(item, case, tally)
        else:
            yield item


def _keep_all(results: Sequence[Result], case: Case, tally: _Tally) -> None:
    """Keep what came back together: all of it is committed, or none."""
    with case.transaction():
        for result in results:
            _keep(result, case, tally)


def _keep(result: Result, case: Case, tally: _Tally) -> None:
    """Keep one document and count it; what was kept before, in this run or another, is known."""
    if isinstance(result, Known) or (isinstance(result, Read) and result.document.id in tally.done):
        tally.known += 1
    elif isinstance(result, Refused):
        tally.unread.append((result.name, result.reason))
        case.add_refusal(result.name, result.reason)
    elif result.reading is None:
        language = f"another language ({code})" if (code := result.document.language) else "an unknown language"
        reason = f"is in {language}; only English is read, the text is kept"
        tally.unread.append((result.document.name, reason))
        case.add_refusal(result.document.name, reason)
        case.add_document(result.document, result.data, _provenance(result))
    else:
        case.add_document(result.document, result.data, _provenance(result))
        case.add_reading(result.reading, tally.reader)
        tally.done.add(result.document.id)
        tally.read += 1


def _provenance(result: Read) -> Provenance:
    moment = result.captured_utc or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Provenance("file", __version__, moment, result.origin)


def assembler(knowledge: Knowledge) -> Assembler:
    """Give the function that makes the machine's file of documents, readings and people's judgements."""
    return assembler_with(knowledge.actors)


def assembler_with(actors: ActorTable, judges: Judges = judge_here) -> Assembler:
    """Give the same with the table of known actors alone, and with whoever judges the pairs of events.

    The function remembers what was judged: making the file again after a report or a decision judges only what is new.
    """
    remembered = Remembered(judges)

    def make(
        documents: Sequence[Document], readings: Sequence[Reading], decisions: Sequence[Judgement]
    ) -> IncidentFile:
        return assemble(documents, readings, actors, decisions, judges=remembered)

    return make
