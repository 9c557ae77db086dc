"""PDF: the text of each page, its lines joined to paragraphs, page numbers kept; a scanned page is said to need OCR."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

from catena.collect.formats.ocr import load_ocr
from catena.collect.formats.source import Items, Source, need, read_limited
from catena.collect.limits import PDF_BYTES_MAX, PDF_PAGES_MAX, TEXT_BYTES_MAX, in_megabytes
from catena.collect.records import Declared, Extract, Refused
from catena.errors import UnreadableDocument
from catena.model import Span

PAGE_BREAK = "\n\n"
# A line shorter than this share of the page's long lines ends its paragraph.
FULL_LINE_SHARE = 0.72
# A first or last line that so many pages share is a running head or foot.
RUNNING_PAGES_MIN = 3
RUNNING_SHARE_MIN = 0.5
OCR_DPI = 200

_DIGITS = re.compile(r"\d+")
_ENDS_PARAGRAPH = re.compile(r"[.!?:;…][\"”’')\]]*$")
_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
# What pdfium writes for the hyphen of a divided word, with the line end that may follow.
_SOFT_HYPHEN = re.compile(r"[\x02\ufffe]\n?")


def read_pdf(stream: BinaryIO, source: Source) -> Items:
    """Read a PDF: one document with its pages, and a refusal naming the pages that hold only pictures.

    With the option ``ocr`` such pages are read by the extra of that name.
    """
    ocr = load_ocr(source.name) if source.options.ocr else None
    data = read_limited(stream, PDF_BYTES_MAX, source.name)
    pages, declared = _read_pages(data, source.name, ocr)
    unread = [number for number, lines in enumerate(pages, 1) if lines is None]
    texts, running = _join_pages(pages)
    text = PAGE_BREAK.join(texts)
    if not text.strip():
        raise UnreadableDocument(source.name, _needs_ocr(unread) if unread else "the PDF holds no text")
    if len(text) > TEXT_BYTES_MAX:
        raise UnreadableDocument(source.name, f"holds over {in_megabytes(TEXT_BYTES_MAX)} of text; split it")
    if unread:
        yield Refused(source.name, _needs_ocr(unread))
    spans = _page_spans(texts)
    furniture = _furniture(text, spans, running)
    yield Extract(data, source.name, "application/pdf", text, source.origin, source.given, declared, spans, furniture)


def _read_pages(data: bytes, name: str, ocr: Callable[[Any], str] | None) -> tuple[list[list[str] | None], Declared]:
    """Give each page's lines, None for one that holds only pictures, and what the file declares."""
    pdfium = need("pypdfium2", "pdf", name)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = "is locked with a password; save it without one" if locked else f"is a damaged PDF: {error}"
        raise UnreadableDocument(name, reason) from None
    try:
        count = len(document)
        if count > PDF_PAGES_MAX:
            raise UnreadableDocument(name, f"has {count:,} pages; at most {PDF_PAGES_MAX:,} are read, so split it")
        pages = [_read_page(pdfium, document, number, ocr) for number in range(count)]
        return pages, _declared(document.get_metadata_dict(skip_empty=True))
    finally:
        document.close()


def _read_page(pdfium: Any, document: Any, number: int, ocr: Callable[[Any], str] | None) -> list[str] | None:
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return []
    text_page = page.get_textpage()
    try:
        words = text_page.get_text_bounded()
        if not words.strip() and _has_picture(pdfium, page):
            if ocr is None:
                return None
            words = ocr(page.render(scale=OCR_DPI / 72).to_pil())
    except pdfium.PdfiumError:
        return []
    finally:
        text_page.close()
        page.close()
    return [line.strip() for line in _SOFT_HYPHEN.sub("", words.replace("\r\n", "\n").replace("\r", "\n")).split("\n")]


def _has_picture(pdfium: Any, page: Any) -> bool:
    kinds = (pdfium.raw.FPDF_PAGEOBJ_IMAGE, pdfium.raw.FPDF_PAGEOBJ_PATH)
    return any(True for _ in page.get_objects(filter=kinds, max_depth=3))


def _needs_ocr(numbers: Sequence[int]) -> str:
    named = ", ".join(map(str, numbers[:12])) + (", …" if len(numbers) > 12 else "")
    pages = f"page {named} holds" if len(numbers) == 1 else f"pages {named} hold"
    return f"{pages} pictures of text only and need OCR: pip install 'catena[ocr]', then collect with --ocr"


def _declared(metadata: dict[str, str]) -> Declared:
    """Take the title; the file's day of creation is the day of a conversion as often as that of publication."""
    title = metadata.get("Title", "").strip()
    return Declared(title=title if len(title.split()) >= 3 and not title.lower().startswith("microsoft word") else None)


def _join_pages(pages: Sequence[list[str] | None]) -> tuple[list[str], list[tuple[int, str]]]:
    """Join each page's lines to paragraphs; also give the running lines, with the number of their page."""
    lines_of = [[line for line in lines or [] if line] for lines in pages]
    running = _running(lines_of)
    texts = [_join_lines(lines, running) for lines in lines_of]
    return texts, [(n, line) for n, lines in enumerate(lines_of) for line in _edges(lines) if _shape(line) in running]


def _running(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """Find lines that stand first or last on many pages, whatever number they carry."""
    counts = Counter(shape for lines in pages for shape in {_shape(line) for line in _edges(lines)})
    least = max(RUNNING_PAGES_MIN, RUNNING_SHARE_MIN * len(pages))
    return frozenset(shape for shape, count in counts.items() if count >= least)


def _edges(lines: Sequence[str]) -> list[str]:
    return [*lines[:1], *lines[1:][-1:]]


def _shape(line: str) -> str:
    return _DIGITS.sub("#", line)


def _join_lines(lines: Sequence[str], running: frozenset[str]) -> str:
    """Join lines: a full one without a full stop goes on in the next, unless either is a running head or foot."""
    lengths = sorted(len(line) for line in lines)
    full = FULL_LINE_SHARE * (lengths[int(len(lengths) * 0.8)] if lengths else 0)
    edges = {line for line in _edges(lines) if _shape(line) in running}
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and line not in edges:
            paragraphs[-1] = _join(paragraphs[-1], line)
        else:
            paragraphs.append(line)
        goes_on = len(line) >= full and not _ENDS_PARAGRAPH.search(line) and line not in edges
    return "\n".join(paragraphs)


def _join(before: str, line: str) -> str:
    if _HYPHENATED.search(before) and line[:1].islower():
        return before[:-1] + line
    return f"{before} {line}"


def _page_spans(texts: Sequence[str]) -> tuple[Span, ...]:
    spans: list[Span] = []
    start = 0
    for text in texts:
        spans.append(Span(start, start + len(text)))
        start += len(text) + len(PAGE_BREAK)
    return tuple(spans)


def _furniture(text: str, pages: Sequence[Span], running: Sequence[tuple[int, str]]) -> tuple[Span, ...]:
    spans: set[Span] = set()
    for number, line in running:
        page = pages[number]
        for at in (text.find(line, page.start, page.end), text.rfind(line, page.start, page.end)):
            if at in (page.start, page.end - len(line)):
                spans.add(Span(at, at + len(line)))
    return tuple(sorted(spans))
