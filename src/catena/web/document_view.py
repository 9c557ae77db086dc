"""A document as its page shows it: the text cut where annotations begin and end, each piece with what was read there."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from catena.model import Document, Evidence, Incident, Reading, Span, Statement
from catena.run.showing import value_words
from catena.web.rows import reported_of

PART_CHARACTERS = 60_000
KINDS = (
    "killed", "wounded", "abducted", "date", "place", "victim", "perpetrator", "weapon",  # values of incidents
    "name", "statement", "furniture",
)  # fmt: skip
_AT = re.compile(r"(\d{1,9})-(\d{1,9})")
_NAMES = frozenset({"person", "group", "force", "government", "institution", "outlet"})


@dataclass(frozen=True, slots=True)
class Note:
    """Something read at a span of the text: its kind, the words for it, and the incident that it belongs to."""

    start: int
    end: int
    kind: str
    words: str
    incident: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same notes; ``link`` leads to the incident that draws on it."""

    text: str
    kinds: tuple[str, ...]
    words: str
    link: str | None
    here: bool
    begins: bool


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One part of a document's text in pieces, and what the incidents took from the document."""

    document: Document
    pieces: tuple[Piece, ...]
    part: int
    parts: int
    at: Span | None
    taken: tuple[tuple[Incident, tuple[Note, ...]], ...]
    counts: tuple[tuple[str, int], ...]


def make_document_page(
    document: Document,
    reading: Reading | None,
    incidents: Sequence[Incident],
    statements: Sequence[Statement],
    *,
    at: Span | None,
    part: int,
    hidden: frozenset[str] = frozenset(),
) -> DocumentPage:
    """Cut a document's text into pieces; ``at`` is the quote to be shown, ``hidden`` are kinds not to be marked."""
    taken = tuple((incident, tuple(_taken(incident, document.id))) for incident in incidents)
    notes = [*(note for _, found in taken for note in found), *_read(document, reading, statements)]
    counts = tuple((kind, sum(note.kind == kind for note in notes)) for kind in KINDS)
    parts = max(1, -(-len(document.text) // PART_CHARACTERS))
    part = at.start // PART_CHARACTERS + 1 if at is not None else min(max(part, 1), parts)
    window = Span((part - 1) * PART_CHARACTERS, min(part * PART_CHARACTERS, len(document.text)))
    shown = [note for note in notes if note.kind not in hidden]
    return DocumentPage(document, tuple(cut(document.text, shown, at, window)), part, parts, at, taken, counts)


def notes_of(document: Document, incidents: Iterable[Incident], statements: Iterable[Statement]) -> list[Note]:
    """Give what incidents and statements took from a document, and its furniture."""
    taken = (note for incident in incidents for note in _taken(incident, document.id))
    return [*taken, *_read(document, None, statements)]


def read_at(words: str, length: int) -> Span | None:
    """Read ``start-end`` from an address; None where it is no span of the text."""
    found = _AT.fullmatch(words)
    if found is None:
        return None
    start, end = int(found[1]), int(found[2])
    return Span(start, end) if start < end <= length else None


def cut(text: str, notes: Sequence[Note], at: Span | None, window: Span) -> Iterator[Piece]:
    """Cut a window of the text at every border of a note; the pieces put together are the text."""
    inside = [note for note in notes if note.start < window.end and note.end > window.start]
    borders = {window.start, window.end}
    opening: defaultdict[int, list[Note]] = defaultdict(list)
    for note in inside:
        start, end = max(note.start, window.start), min(note.end, window.end)
        borders |= {start, end}
        opening[start].append(note)
    if at is not None:
        borders |= {min(max(each, window.start), window.end) for each in (at.start, at.end)}
    ordered = sorted(borders)
    live: list[Note] = []
    for start, end in itertools.pairwise(ordered):
        live = [note for note in live if note.end > start] + opening[start]
        yield _piece(text[start:end], live, at, start)


def _piece(text: str, live: Sequence[Note], at: Span | None, start: int) -> Piece:
    kinds = tuple(dict.fromkeys(note.kind for note in sorted(live, key=lambda note: KINDS.index(note.kind))))
    words = "; ".join(dict.fromkeys(note.words for note in live if note.words))
    # The narrowest value names the piece; a wider one beneath it would lead elsewhere.
    linked = min(
        (n for n in live if n.incident is not None), key=lambda n: (n.end - n.start, KINDS.index(n.kind)), default=None
    )
    link = f"/incidents/{linked.incident}#{linked.kind}" if linked is not None else None
    return Piece(
        text, kinds, words, link, at is not None and at.start <= start < at.end, at is not None and start == at.start
    )


def _taken(incident: Incident, document_id: str) -> Iterator[Note]:
    for name, reported in reported_of(incident):
        for evidence in reported.evidence:
            if evidence.document == document_id:
                start, end = _narrow(evidence)
                yield Note(start, end, name, f"{name}: {value_words(reported.value)}", incident.id)


def _read(document: Document, reading: Reading | None, statements: Iterable[Statement]) -> Iterator[Note]:
    for span in document.furniture:
        yield Note(span.start, span.end, "furniture", "page furniture: not read")
    for mention in reading.mentions if reading is not None else ():
        if mention.kind in _NAMES:
            yield Note(*_narrow(mention.evidence), "name", f"read as a name: {mention.kind}")
    for statement in statements:
        speaker = "the report" if statement.source.kind == "outlet" else statement.source.name
        yield Note(statement.evidence.start, statement.evidence.end, "statement", f"{speaker} {statement.act}")


def _narrow(evidence: Evidence) -> tuple[int, int]:
    return (evidence.focus.start, evidence.focus.end) if evidence.focus is not None else (evidence.start, evidence.end)
