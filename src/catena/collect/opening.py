"""From a file, a stream or bytes to documents: the format is told, its reader called, each extract assembled."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from importlib import import_module
from typing import Any, BinaryIO, cast

from catena.collect.assemble import assemble, extract_id
from catena.collect.formats.source import Items, Reader, Source
from catena.collect.limits import OverLimitError
from catena.collect.records import (
    NOTHING_GIVEN,
    USUAL_OPTIONS,
    Collected,
    Declared,
    Extract,
    Given,
    Known,
    Options,
    Refused,
)
from catena.collect.sniff import HEAD_BYTES, sniff
from catena.errors import UnreadableDocument
from catena.model import Document

_HALF = re.compile("[\ud800-\udfff]")
# Format -> module and function. Modules are imported when first needed: most need a library of an extra.
READERS: Mapping[str, tuple[str, str]] = {
    "plain": ("plain", "read_plain"),
    "markdown": ("plain", "read_markdown"),
    "html": ("html", "read_html"),
    "pdf": ("pdf", "read_pdf"),
    "docx": ("docx", "read_docx"),
    "zip": ("archive", "read_zip"),
    "wacz": ("archive", "read_wacz"),
    "gzip": ("archive", "read_gzip"),
    "office": ("archive", "refuse_office"),
    "warc": ("warc", "read_warc"),
    "feed": ("feed", "read_feed"),
    "mail": ("mail", "read_mail"),
    "mbox": ("mail", "read_mbox"),
    "jsonl": ("rows", "read_jsonl"),
    "json": ("rows", "read_json"),
    "csv": ("rows", "read_csv"),
}


def collect(data: bytes, name: str, given: Given = NOTHING_GIVEN) -> Document:
    """Make a document of one file's bytes: text kept, furniture marked, head and credits read.

    ``name`` is the file's own name or the address it came from. Raises UnreadableDocument with the
    reason for what is empty, binary, over-long, in no known encoding, or holds more than one document.
    A document in a language that is not read is collected all the same, its language named.
    """
    found = list(collect_stream(io.BytesIO(data), name, given))
    refused = [item for item in found if isinstance(item, Refused)]
    documents = [item for item in found if isinstance(item, Collected)]
    if len(documents) == 1:
        return documents[0].document
    if refused and not documents:
        raise UnreadableDocument(name, refused[0].reason)
    raise UnreadableDocument(name, f"holds {len(documents)} documents, not one; collect it as a container")


def collect_stream(
    stream: BinaryIO,
    name: str,
    given: Given = NOTHING_GIVEN,
    options: Options = USUAL_OPTIONS,
    *,
    origin: str | None = None,
) -> Iterator[Collected | Known | Refused]:
    """Collect every document of a stream: standard input, an open file, bytes in memory."""
    source = Source(name, origin or name, read_items, given, options)
    for item in map(mend, read_items(stream, source)):
        if isinstance(item, Refused):
            yield item
        elif options.is_known is not None and options.is_known(document_id := extract_id(item)):
            yield Known(item.name, document_id)
        else:
            yield Collected(assemble(item), item.data, item.origin, item.captured_utc)


def read_items(stream: BinaryIO, source: Source) -> Items:
    """Take a stream apart by its format; errors of one input become a Refused, so that the others go on."""
    head, stream = _peek(stream)
    if not head:
        yield Refused(source.name, "the file is empty")
        return
    try:
        yield from reader_for(sniff(head, source.name, source.media_type))(stream, source)
    except UnreadableDocument as error:
        yield Refused(error.name, error.reason)
    except OverLimitError as error:
        yield Refused(source.name, str(error))


def reader_for(format_name: str) -> Reader:
    """Give the reader of a format by its name."""
    module, function = READERS[format_name]
    return cast(Reader, getattr(import_module(f"catena.collect.formats.{module}"), function))


def mend(item: Extract | Refused) -> Extract | Refused:
    """Put U+FFFD for every half of a character, which a file's name or an escape can hold and no UTF-8 can be made of.

    One stands for one, so that every span stays where it was.
    """
    if isinstance(item, Refused):
        return replace(item, **_mended_texts(item))
    given = replace(item.given, **_mended_texts(item.given))
    declared = replace(item.declared, **_mended_texts(item.declared))
    return replace(replace(item, given=given, declared=declared), **_mended_texts(item))


def _mended_texts(record: Extract | Refused | Given | Declared) -> dict[str, Any]:
    values = {column.name: getattr(record, column.name) for column in fields(record)}
    return {
        name: _HALF.sub("\ufffd", text) for name, text in values.items() if isinstance(text, str) and _is_broken(text)
    }


def _is_broken(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _peek(stream: BinaryIO) -> tuple[bytes, BinaryIO]:
    """Read a stream's beginning without losing it, also where it cannot be rewound (standard input)."""
    if stream.seekable():
        start = stream.tell()
        head = stream.read(HEAD_BYTES)
        stream.seek(start)
        return head, stream
    buffered = io.BufferedReader(cast(io.RawIOBase, stream), HEAD_BYTES * 4)
    return buffered.peek(HEAD_BYTES)[:HEAD_BYTES], cast(BinaryIO, buffered)
