"""One worker's part: what it loads once, and what it makes of the pieces that it is given."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from catena.collect import Collected, Refused, collect_stream
from catena.collect.assemble import assemble
from catena.collect.records import USUAL_OPTIONS, Extract, Known, Options
from catena.model import Document, Reading
from catena.run.addresses import Address, open_address
from catena.run.knowledge import Knowledge, open_knowledge
from catena.run.pieces import Handed, Piece, name_of
from catena.run.steps import ENGLISH, read_document

# What a fault of ours, or a text that nobody foresaw, raises: it stops one document, never the rest. What is wrong
# with the installation (a KnowledgeError) stops the run.
FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RuntimeError, TypeError, ValueError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Setup:
    """What a worker needs to begin; ``known`` are documents that were read before, for those it fetches itself."""

    reader: str
    weights: Path | None = None
    options: Options = USUAL_OPTIONS
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Read:
    """One document that was read, with its bytes and where they came from; no reading where it is in a language
    that is not read."""

    document: Document
    reading: Reading | None
    data: bytes
    origin: str
    captured_utc: str | None = None


Result = Read | Known | Refused


@dataclass(frozen=True, slots=True)
class Worker:
    """The knowledge of one process, and the reading of a piece with it."""

    setup: Setup
    knowledge: Knowledge

    @classmethod
    def open(cls, setup: Setup) -> Worker:
        """Load the gazetteer, the tables and the weights, once."""
        return cls(setup, open_knowledge(setup.reader, setup.weights))

    def read(self, pieces: Sequence[Piece]) -> tuple[Result, ...]:
        """Read some pieces; each gives its documents or the reason why not, and none stops the others."""
        return tuple(result for piece in pieces for result in self._read_piece(piece))

    def _read_piece(self, piece: Piece) -> tuple[Result, ...]:
        try:
            return tuple(self._read(item) if isinstance(item, Collected) else item for item in self._collected(piece))
        except FAULTS as fault:
            return (Refused(name_of(piece), f"reading it failed, please report it: {type(fault).__name__}: {fault}"),)

    def _collected(self, piece: Piece) -> Iterator[Collected | Known | Refused]:
        if isinstance(piece, Collected):
            yield piece
        elif isinstance(piece, Handed):
            stream = io.BytesIO(piece.data)
            yield from collect_stream(stream, piece.name, piece.given, self.setup.options, origin=piece.origin)
        elif isinstance(piece, Extract):
            yield Collected(assemble(piece), piece.data, piece.origin, piece.captured_utc)
        else:
            yield from self._fetched(piece)

    def _fetched(self, address: Address) -> Iterator[Collected | Known | Refused]:
        try:
            with open_address(address) as stream:
                data = io.BytesIO(stream.read())
        except OSError as error:
            yield Refused(address.name, f"cannot be read at {address.where}: {error}")
            return
        setup = self.setup
        options = Options(setup.options.fields, ocr=setup.options.ocr, is_known=setup.known.__contains__)
        yield from collect_stream(data, address.name, options=options, origin=address.where)

    def _read(self, item: Collected) -> Read:
        if item.document.language != ENGLISH:
            return Read(item.document, None, item.data, item.origin, item.captured_utc)
        dated, reading = read_document(item.document, self.knowledge)
        return Read(dated, reading, item.data, item.origin, item.captured_utc)
