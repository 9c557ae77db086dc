"""What comes into collecting and what leaves it: given, found, extracted, collected, refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from catena.errors import UsageError
from catena.model import Document, Span


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of a document; a given value wins over one found in the text."""

    file: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    title: str | None = None
    author: str | None = None


NOTHING_GIVEN = Given()


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be collected. ``name`` is the file's own name, as the incident file will show it."""

    path: Path
    name: str
    given: Given = NOTHING_GIVEN


@dataclass(frozen=True, slots=True)
class Refused:
    """What could not be collected, by name, and why, in a line that says what would do."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Declared:
    """What a format says of its own document (meta tags, mail headers), and where: ``article:published_time``."""

    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    published_where: str = ""
    instant: str | None = None


NOTHING_DECLARED = Declared()


@dataclass(frozen=True, slots=True)
class Extract:
    """One document taken out of a file: its bytes, the text on which offsets count, and what the format knows.

    ``pages`` and ``furniture`` are spans on ``text``, sorted and apart; ``head`` is that part of the furniture
    which stands by the headline and may hold the day and the byline. ``origin`` is the path or address, with the way
    into an archive after ``!/``; ``captured_utc`` is when an archive fetched it (ISO 8601).
    """

    data: bytes
    name: str
    media_type: str
    text: str
    origin: str
    given: Given = NOTHING_GIVEN
    declared: Declared = NOTHING_DECLARED
    pages: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
    head: tuple[Span, ...] = ()
    captured_utc: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """A document that was collected before and is passed over, its bytes and name being the same."""

    name: str
    document: str


@dataclass(frozen=True, slots=True)
class Options:
    """How a file is taken apart.

    ``fields`` maps ours to what a dump calls its columns (``text`` to ``body``); ``ocr`` reads pictures of
    pages; ``is_known`` says of a document's id that it was collected before.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    ocr: bool = False
    is_known: Callable[[str], bool] | None = None


USUAL_OPTIONS = Options()


def columns_of(text: str) -> dict[str, str]:
    """Read "text=body,title=headline" as a mapping of ours to a dump's columns; raises UsageError for another form."""
    pairs = [part.split("=", 1) for part in text.split(",") if part]
    if any(len(pair) != 2 for pair in pairs):
        raise UsageError(f"--map {text!r} is not of the form text=body,title=headline")
    return {name.strip(): column.strip() for name, column in pairs}


@dataclass(frozen=True, slots=True)
class Collected:
    """A document with its bytes and where they came from: what the Berkeley Protocol asks to be kept."""

    document: Document
    data: bytes
    origin: str
    captured_utc: str | None = None
