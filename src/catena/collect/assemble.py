"""One document from one text: everything that is found in it, put into the shared record."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from catena.collect import dates
from catena.collect.credits import find_agency, find_outlet
from catena.collect.dates import DateFound
from catena.collect.furniture import find_furniture
from catena.collect.head import Head, read_head
from catena.collect.language import detect_language
from catena.collect.lines import Line, find_lines, merge_spans, outside, words_of
from catena.collect.records import Extract
from catena.knowledge.outlets import Outlets, load_outlets
from catena.model import Document, Evidence, Published, Span

ID_HEX_DIGITS = 12
TAIL_LINES = 8
LANGUAGE_CHARACTERS = 4000
LANGUAGE_LETTERS_MIN = 80

# "Published in The Daily, March 13th, 2022" and the like, printed after the report.
_TAIL_PUBLISHED = re.compile(
    r"(?:first\s+)?(?:published|posted|publication date|date of publication|story dated)\b[^.\n]{0,60}$", re.IGNORECASE
)
_SENTENCE_BREAK = re.compile(r"[.!?][\"”)]*\s+")
_TAIL_UPDATED = re.compile(r"(?:last\s+)?(?:update[d]?|modified)\b[^.\n]{0,30}$", re.IGNORECASE)


def assemble(extract: Extract) -> Document:
    """Make a document of what was taken out of a file: given values first, then declared ones, then its own words."""
    text, given, declared = extract.text, extract.given, extract.declared
    sha256 = hashlib.sha256(extract.data).hexdigest()
    document_id = make_document_id(sha256, extract.name)
    outlets = load_outlets()
    lines = find_lines(text)
    body = _lines_outside(lines, extract.furniture)
    around_head = _lines_outside(lines, [span for span in extract.furniture if span not in extract.head])
    head = read_head(text, around_head, outlets, outlet=extract.given.outlet or extract.declared.outlet)
    _take_declared_author(extract.declared.author, head, outlets)
    agency = find_agency(body, head, outlets)
    url = given.url or declared.url
    outlet = find_outlet(extract, lines, head, agency, outlets)
    title, title_span = _title(text, given.title or declared.title, head)
    return Document(
        id=document_id,
        name=extract.name,
        sha256=sha256,
        media_type=extract.media_type,
        language=detect_language(_without(text, (*head.furniture, *extract.furniture))),
        text=text,
        published=_published(extract, document_id, url, lines, head),
        url=url,
        outlet=outlet.name if outlet else None,
        outlet_country=outlet.country if outlet else None,
        agency=agency.name if agency else None,
        title=title,
        title_span=title_span,
        author=given.author or head.author,
        dateline=head.dateline.text if head.dateline else None,
        furniture=merge_spans([*find_furniture(text, body, head.furniture), *extract.furniture]),
        pages=extract.pages,
    )


def extract_id(extract: Extract) -> str:
    """Name the document that an extract will be."""
    return make_document_id(hashlib.sha256(extract.data).hexdigest(), extract.name)


def make_document_id(sha256: str, name: str) -> str:
    """Name a document by its bytes and its name: the same file is the same document in any case."""
    return "d" + hashlib.sha256(f"{sha256}\n{name}".encode()).hexdigest()[:ID_HEX_DIGITS]


def _lines_outside(lines: Sequence[Line], spans: Sequence[Span]) -> list[Line]:
    covered = {line.span for line in lines} - set(outside([line.span for line in lines], spans))
    return [line for line in lines if line.span not in covered]


def _take_declared_author(author: str | None, head: Head, outlets: Outlets) -> None:
    """Take the author that a page declares over the one read in its text; an agency so declared is the agency."""
    if author and (outlet := outlets.find(author)) and outlet.is_agency:
        head.agency = head.agency or outlet
    elif author:
        head.author = author


def _title(text: str, named: str | None, head: Head) -> tuple[str | None, Span | None]:
    """Give the headline and where it stands: the one given or declared, else the one that the head shows."""
    headline = head.headline
    if named is None:
        return (headline.title, headline.span) if headline else (None, None)
    at = text.find(named)
    if at >= 0:
        return named, Span(at, at + len(named))
    same = headline is not None and words_of(named) == headline.words
    return named, headline.span if headline is not None and same else None


def _published(extract: Extract, document_id: str, url: str | None, lines: Sequence[Line], head: Head) -> Published:
    text, declared = extract.text, extract.declared
    given = extract.given.published
    if given and (value := dates.read_given_date(given) or dates.read_given_date(given[:10])):
        return Published(value, "given", "given with the document", (), dates.read_instant(given))
    found = sorted(_stated_dates(text, lines, head), key=lambda date: (date.rank, date.span))
    if declared.published and (value := dates.read_given_date(declared.published)):
        same = [date for date in found if date.value == value]
        evidence = (_evidence(document_id, text, same[0].span),) if same else ()
        return Published(value, "stated", f"stated {declared.published_where}", evidence, declared.instant)
    in_url = dates.date_in_url(url) if url else None
    if found and (found[0].rank < 5 or in_url is None):
        best = found[0]
        evidence = (_evidence(document_id, text, best.span),)
        return Published(
            best.value, "stated", f"stated {best.kind}", evidence, dates.clock_beside(text, best.span, best.value)
        )
    if in_url is not None:
        return Published(in_url, "given", "in the address of the page")
    return Published(None, "unknown", "the text states no day of publication")


def _evidence(document_id: str, text: str, span: Span) -> Evidence:
    return Evidence(document_id, span.start, span.end, text[span.start : span.end])


def _stated_dates(text: str, lines: Sequence[Line], head: Head) -> list[DateFound]:
    found = list(head.dates)
    dateline = head.dateline
    if dateline is not None and dateline.when_span is not None:
        span = dateline.when_span
        day = dates.find_day(text, span.start, span.end)
        value = day[0] if day else dates.read_wire_day(text[span.start : span.end])
        if value is not None:
            found.append(DateFound(value, day[1] if day else span, "in its dateline", 4))
    for line in lines[-TAIL_LINES:]:
        found += _tail_dates(text, line)
    return found


def _tail_dates(text: str, line: Line) -> list[DateFound]:
    """Find labelled days after the report's end: on a short line, or at the end of a text without lines."""
    start = line.start if len(line.text) <= 200 else line.end - 200
    day = dates.find_day(text, start, line.end)
    if day is None:
        return []
    before = _SENTENCE_BREAK.split(text[start : day[1].start])[-1]
    if _TAIL_UPDATED.match(before):
        return [DateFound(day[0], day[1], "after its text as its day of change", 6)]
    if _TAIL_PUBLISHED.match(before.lstrip("—–- (")):
        return [DateFound(day[0], day[1], "after its text as its day of publication", 4)]
    return []


def _without(text: str, spans: Sequence[Span]) -> str:
    """Give the text without the given spans, for judging its language; the whole where little would be left."""
    kept: list[str] = []
    start = 0
    for span in sorted(spans):
        kept.append(text[start : max(start, span.start)])
        start = max(start, span.end)
    rest = "\n".join([*kept, text[start:]])
    return rest if sum(c.isalpha() for c in rest[:LANGUAGE_CHARACTERS]) >= LANGUAGE_LETTERS_MIN else text
