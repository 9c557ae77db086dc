"""WARC: the pages that an archive fetched, each with its address and the time of its capture."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.parser import BytesHeaderParser
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from catena.collect.formats.source import Items, Source
from catena.collect.formats.warc_records import Record, read_records
from catena.collect.limits import PAGE_BYTES_MAX, OverLimitError, in_megabytes
from catena.collect.records import Extract, Refused

# What a page is made of and no report stands in; dropped by the record's own word, with the reason.
UNREAD_TYPES = (
    "image/", "video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript",
    "application/x-javascript", "application/json", "application/font", "application/wasm",
)  # fmt: skip
STATUS_OK = 200
MEMORY_BYTES = 64_000_000

_HTTP_HEAD = re.compile(rb"HTTP/\d(?:\.\d)? (?P<status>\d{3})[^\n]*\n(?P<fields>.*?)\r?\n\r?\n", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Capture:
    """One page as an archive fetched it."""

    url: str
    captured_utc: str | None
    media_type: str
    status: int
    data: bytes


def read_warc(stream: BinaryIO, source: Source) -> Items:
    """Read a WARC file record by record; a bad record is named and the next one read."""
    if stream.seekable():
        yield from _read_seekable(stream, source)
        return
    with SpooledTemporaryFile(max_size=MEMORY_BYTES) as spooled:
        while piece := stream.read(1_000_000):
            spooled.write(piece)
        spooled.seek(0)
        yield from _read_seekable(cast(BinaryIO, spooled), source)


def _read_seekable(stream: BinaryIO, source: Source) -> Items:
    found = False
    for number, capture in enumerate(_captures(stream, source), 1):
        found = True
        source.budget.take_member()
        if isinstance(capture, Refused):
            yield capture
        elif problem := _capture_problem(capture):
            yield Refused(capture.url, problem)
        else:
            source.budget.take_bytes(len(capture.data))
            yield from _read_capture(capture, number, source)
    if not found:
        yield Refused(source.name, "holds no record of a fetched page")


def _captures(stream: BinaryIO, source: Source) -> Iterator[Capture | Refused]:
    for record in read_records(stream):
        kind = record.fields.get("warc-type")
        url = record.fields.get("warc-target-uri", "").strip("<>") or source.name
        if record.problem is not None:
            yield Refused(source.name, f"{record.problem}; reading goes on with the next record")
        elif kind == "revisit":
            yield Refused(url, "is a record of an unchanged page (revisit); its text stands in an earlier record")
        elif kind == "response":
            yield _read_response(record, url)
        elif kind == "resource":
            media_type = record.fields.get("content-type", "").lower()
            yield Capture(url, record.fields.get("warc-date"), media_type, STATUS_OK, record.block)


def _read_response(record: Record, url: str) -> Capture | Refused:
    head = _HTTP_HEAD.match(record.block, 0, 262_144)
    if head is None:
        return Refused(url, "is no answer of a web server")
    fields = BytesHeaderParser().parsebytes(head["fields"] + b"\n\n")
    data = record.block[head.end() :]
    if "chunked" in str(fields.get("Transfer-Encoding", "")).lower():
        data = _join_chunks(data)
    encoding = str(fields.get("Content-Encoding", "")).strip().lower()
    if encoding in ("gzip", "x-gzip", "deflate"):
        data = _inflate(data)
    elif encoding not in ("", "identity") and not data[:200].lstrip().startswith(b"<"):
        return Refused(url, f"is compressed as {encoding}, which is not read")
    media_type = str(fields.get("Content-Type", "")).lower()
    return Capture(url, record.fields.get("warc-date"), media_type, int(head["status"]), data)


def _join_chunks(data: bytes) -> bytes:
    """Join the chunks of a transfer; many crawlers store the body joined and keep the header."""
    stream = io.BytesIO(data)
    parts: list[bytes] = []
    while line := stream.readline(100):
        try:
            size = int(line.split(b";")[0].strip() or b"x", 16)
        except ValueError:
            return b"".join(parts) if parts else data
        if size <= 0:
            break
        parts.append(stream.read(size))
        stream.readline(10)
    return b"".join(parts)


def _inflate(data: bytes) -> bytes:
    """Unpack a body; one that is not packed after all stays as it is."""
    for window in (47, -15):
        try:
            return zlib.decompressobj(window).decompress(data, PAGE_BYTES_MAX + 1)
        except zlib.error:
            continue
    return data


def _capture_problem(capture: Capture) -> str | None:
    if capture.status != STATUS_OK:
        return f"answered with status {capture.status}, not with a page"
    if capture.media_type.startswith(UNREAD_TYPES):
        return f"is {capture.media_type.split(';')[0]}, which holds no report"
    if len(capture.data) > PAGE_BYTES_MAX:
        return f"is over {in_megabytes(PAGE_BYTES_MAX)} long"
    return None if capture.data.strip() else "is empty"


def _read_capture(capture: Capture, number: int, source: Source) -> Items:
    try:
        nested = source.nested(str(number), name=capture.url, given=replace(source.given, url=capture.url))
    except OverLimitError as error:
        yield Refused(capture.url, str(error))
        return
    for item in source.read(io.BytesIO(capture.data), replace(nested, media_type=capture.media_type)):
        yield replace(item, captured_utc=capture.captured_utc) if isinstance(item, Extract) else item
