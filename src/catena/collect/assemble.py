"""One document from one text: everything that is found in it, put into the shared record."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from catena.collect import dates
from catena.collect.credits import find_agency, find_outlet
from catena.collect.dates import DateFound
from catena.collect.decode import decode
from catena.collect.furniture import find_furniture
from catena.collect.head import Head, read_head
from catena.collect.language import detect_language
from catena.collect.lines import Line, find_lines, words_of
from catena.collect.records import Given
from catena.knowledge.outlets import load_outlets
from catena.model import Document, Evidence, Published, Span

ID_HEX_DIGITS = 12
TAIL_LINES = 8
MEDIA_TYPES = {".md": "text/markdown", ".markdown": "text/markdown"}

# "Published in The Daily, March 13th, 2022" and the like, printed after the report.
_TAIL_PUBLISHED = re.compile(
    r"(?:first\s+)?(?:published|posted|publication date|date of publication|story dated)\b[^.\n]{0,60}$", re.IGNORECASE
)
_TAIL_UPDATED = re.compile(r"(?:last\s+)?(?:update[d]?|modified)\b[^.\n]{0,30}$", re.IGNORECASE)


def collect(data: bytes, name: str, given: Given = Given()) -> Document:  # noqa: B008 - frozen and shared
    """Make a document of a plain text's bytes: text unchanged, furniture marked, head and credits read.

    ``name`` is the file's own name or the address it came from. Raises UnreadableDocument with the
    reason for what is empty, binary, over-long or in no known encoding. A document in a language
    that is not read is collected all the same, its language named.
    """
    return assemble(decode(data, name), data, name, given, media_type=_media_type(name))


def assemble(text: str, data: bytes, name: str, given: Given, *, media_type: str) -> Document:
    """Make a document of a text that was taken from the bytes ``data``."""
    sha256 = hashlib.sha256(data).hexdigest()
    document_id = make_document_id(sha256, name)
    outlets = load_outlets()
    lines = find_lines(text)
    head = read_head(text, lines, outlets)
    agency = find_agency(lines, head, outlets)
    outlet = find_outlet(given, name, lines, head, agency, outlets)
    title, title_span = _title(text, given, head)
    return Document(
        id=document_id,
        name=name,
        sha256=sha256,
        media_type=media_type,
        language=detect_language(_without(text, head.furniture)),
        text=text,
        published=_published(text, document_id, given, lines, head),
        url=given.url,
        outlet=outlet.name if outlet else None,
        outlet_country=outlet.country if outlet else None,
        agency=agency.name if agency else None,
        title=title,
        title_span=title_span,
        author=given.author or head.author,
        dateline=head.dateline.text if head.dateline else None,
        furniture=find_furniture(text, lines, head.furniture),
    )


def make_document_id(sha256: str, name: str) -> str:
    """Name a document by its bytes and its name: the same file is the same document in any case."""
    return "d" + hashlib.sha256(f"{sha256}\n{name}".encode()).hexdigest()[:ID_HEX_DIGITS]


def _media_type(name: str) -> str:
    return MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "text/plain")


def _title(text: str, given: Given, head: Head) -> tuple[str | None, Span | None]:
    if given.title:
        at = text.find(given.title)
        if at >= 0:
            return given.title, Span(at, at + len(given.title))
        same = head.headline is not None and words_of(given.title) == head.headline.words
        return given.title, head.headline.span if same and head.headline else None
    return (head.headline.title, head.headline.span) if head.headline else (None, None)


def _published(text: str, document_id: str, given: Given, lines: Sequence[Line], head: Head) -> Published:
    if given.published and (value := dates.read_given_date(given.published)):
        return Published(value, "given", "given with the document")
    found = sorted(_stated_dates(text, lines, head), key=lambda date: (date.rank, date.span))
    in_url = dates.date_in_url(given.url) if given.url else None
    if found and (found[0].rank < 5 or in_url is None):
        best = found[0]
        quote = text[best.span.start : best.span.end]
        evidence = Evidence(document_id, best.span.start, best.span.end, quote)
        return Published(best.value, "stated", f"stated {best.kind}", (evidence,))
    if in_url is not None:
        return Published(in_url, "given", "in the address of the page")
    return Published(None, "unknown", "the text states no day of publication")


def _stated_dates(text: str, lines: Sequence[Line], head: Head) -> list[DateFound]:
    found = list(head.dates)
    dateline = head.dateline
    if dateline is not None and dateline.when_span is not None:
        span = dateline.when_span
        if day := dates.find_day(text, span.start, span.end):
            found.append(DateFound(day[0], day[1], "in its dateline", 4))
    for line in lines[-TAIL_LINES:]:
        found += _tail_dates(text, line)
    return found


def _tail_dates(text: str, line: Line) -> list[DateFound]:
    """Find labelled days after the report's end: on a short line, or at the end of a text without lines."""
    start = line.start if len(line.text) <= 200 else line.end - 200
    day = dates.find_day(text, start, line.end)
    if day is None:
        return []
    before = text[start : day[1].start]
    if len(line.text) > 200:
        before = re.split(r"[.!?][\"”)]*\s", before)[-1]
    if match := _TAIL_UPDATED.match(before):
        return [DateFound(day[0], day[1], "after its text as its day of change", 6)] if match else []
    if _TAIL_PUBLISHED.match(before.lstrip("—–- (")):
        return [DateFound(day[0], day[1], "after its text as its day of publication", 4)]
    return []


def _without(text: str, spans: Sequence[Span]) -> str:
    """Give the text from the end of the head's furniture on, for judging its language."""
    end = max((span.end for span in spans if span.end < len(text) // 2), default=0)
    return text[end:] if len(text) - end > 200 else text
