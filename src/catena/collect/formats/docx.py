"""DOCX: the paragraphs of a Word document, tables cell by cell. Standard library only."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO, Any, BinaryIO, cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from catena.collect.formats.source import BROKEN_ARCHIVE, Items, Source, read_limited
from catena.collect.limits import PDF_BYTES_MAX, TEXT_BYTES_MAX, in_megabytes
from catena.collect.records import Declared, Extract
from catena.errors import UnreadableDocument

# The XML of a document of 10 MB of text; more is a bomb or a book.
XML_BYTES_MAX = 120_000_000
CHUNK_BYTES = 65_536
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(stream: BinaryIO, source: Source) -> Items:
    """Read a Word document: one document, a paragraph to a line."""
    data = read_limited(stream, PDF_BYTES_MAX, source.name)
    stream.seek(0)
    try:
        with zipfile.ZipFile(stream) as archive:
            text = "\n".join(_paragraphs(archive, source.name)).strip("\n")
            declared = _read_properties(archive, source.name)
    except BROKEN_ARCHIVE as error:
        raise UnreadableDocument(source.name, f"is a damaged Word document: {error}") from None
    if not text.strip():
        raise UnreadableDocument(source.name, "the Word document holds no text")
    yield Extract(data, source.name, MEDIA_TYPE, text, source.origin, source.given, declared)


def parse_xml(archive: zipfile.ZipFile, member: str, name: str) -> Iterator[Element]:
    """Yield the closed elements of a member; refuses document types, with which entities could be declared."""
    if archive.getinfo(member).file_size > XML_BYTES_MAX:
        raise UnreadableDocument(
            name, f"unpacks to more than {in_megabytes(XML_BYTES_MAX)} of XML; such files are not read"
        )
    parser = cast(Any, XMLPullParser(events=("end",)))
    with archive.open(member) as part:
        for chunk in _checked_chunks(part, name):
            # A break in the XML comes out of the parser's queue, behind the elements closed before it.
            try:
                parser.feed(chunk)
                elements = [element for _, element in parser.read_events()]
            except ParseError as error:
                raise UnreadableDocument(name, f"holds broken XML: {error}") from None
            yield from elements


def _checked_chunks(part: IO[bytes], name: str) -> Iterator[bytes]:
    """Yield a member's bytes; refuses bombs, document types (also across two chunks) and UTF-16, which would hide them."""
    seen, tail = 0, b""
    while chunk := part.read(CHUNK_BYTES):
        seen += len(chunk)
        if seen > XML_BYTES_MAX:
            raise UnreadableDocument(name, "unpacks to more XML than it says; such files are not read")
        if b"<!DOCTYPE" in tail + chunk or b"<!ENTITY" in tail + chunk:
            raise UnreadableDocument(name, "declares XML entities, which no honest document does")
        if b"\0" in chunk:
            raise UnreadableDocument(name, "holds XML that is not UTF-8, as Word writes it")
        tail = chunk[-len(b"<!DOCTYPE") :]
        yield chunk


def _paragraphs(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    if "word/document.xml" not in archive.namelist():
        raise UnreadableDocument(name, "is a ZIP archive without a Word document in it")
    words: list[str] = []
    length = 0
    for element in parse_xml(archive, "word/document.xml", name):
        if element.tag == f"{_W}t":
            words.append(element.text or "")
        elif element.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            words.append("\t" if element.tag == f"{_W}tab" else "\n")
        elif element.tag == f"{_W}p":
            paragraph = "".join(words)
            words.clear()
            length += len(paragraph)
            if length > TEXT_BYTES_MAX:
                raise UnreadableDocument(name, f"holds over {in_megabytes(TEXT_BYTES_MAX)} of text; split it")
            yield paragraph
            element.clear()
        elif element.tag in (f"{_W}tbl", f"{_W}tr", f"{_W}sectPr"):
            element.clear()


def _read_properties(archive: zipfile.ZipFile, name: str) -> Declared:
    if "docProps/core.xml" not in archive.namelist():
        return Declared()
    found = {element.tag: (element.text or "").strip() for element in parse_xml(archive, "docProps/core.xml", name)}
    title = found.get(f"{_DC}title", "")
    return Declared(title=title if len(title.split()) >= 3 else None, author=found.get(f"{_DC}creator") or None)
