"""WARC: the pages that an archive fetched, each with its address and the time of its capture."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from catena.collect.formats.source import Items, Source, need
from catena.collect.limits import PAGE_BYTES_MAX, OverLimitError, in_megabytes
from catena.collect.records import Extract, Refused
from catena.errors import UnreadableDocument

# What a page is made of and no report stands in; dropped by the record's own word, with the reason.
UNREAD_TYPES = ("image/", "video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript",
                "application/x-javascript", "application/json", "application/font", "application/wasm")  # fmt: skip
STATUS_OK = 200


@dataclass(frozen=True, slots=True)
class Capture:
    """One response of an archive."""

    url: str
    captured_utc: str | None
    media_type: str
    status: int
    data: bytes


def read_warc(stream: BinaryIO, source: Source) -> Items:
    """Read a WARC file record by record; a bad record is named and the next one read."""
    for number, capture in enumerate(_captures(stream, source), 1):
        source.budget.take_member()
        if isinstance(capture, Refused):
            yield capture
        elif problem := _capture_problem(capture):
            yield Refused(capture.url, problem)
        else:
            source.budget.take_bytes(len(capture.data))
            yield from _read_capture(capture, number, source)


def _captures(stream: BinaryIO, source: Source) -> Iterator[Capture | Refused]:
    fastwarc = need("fastwarc.warc", "warc", source.name)
    kinds = fastwarc.WarcRecordType
    wanted = kinds.response | kinds.resource | kinds.revisit
    found = False
    records = iter(fastwarc.ArchiveIterator(stream, record_types=wanted, parse_http=True, strict_mode=False))
    while True:
        try:
            record = next(records)
        except StopIteration:
            break
        except (OSError, ValueError, RuntimeError, EOFError) as error:
            yield Refused(source.name, f"breaks off inside a record: {error or type(error).__name__}")
            break
        found = True
        yield _read_record(record, kinds)
    if not found:
        yield Refused(source.name, "holds no record of a response")


def _read_record(record: Any, kinds: Any) -> Capture | Refused:
    url = str(record.headers.get("WARC-Target-URI") or record.record_id or "record")
    if record.record_type == kinds.revisit:
        return Refused(url, "is a record of an unchanged page (revisit); its text stands in an earlier record")
    captured = record.headers.get("WARC-Date")
    try:
        status = int(record.http_headers.status_code) if record.http_headers is not None else STATUS_OK
        media_type = str(record.http_content_type or record.headers.get("Content-Type") or "")
        data = record.reader.read(PAGE_BYTES_MAX + 1)
    except (OSError, ValueError, TypeError, RuntimeError, EOFError, AttributeError) as error:
        return Refused(url, f"is a broken record: {error or type(error).__name__}")
    return Capture(url, str(captured) if captured else None, media_type.lower(), status, _unchunk(record, data))


def _unchunk(record: Any, data: bytes) -> bytes:
    """Undo what the server did for the wire: chunks and compression."""
    headers = record.http_headers
    if headers is None:
        return data
    if "chunked" in str(headers.get("Transfer-Encoding") or "").lower():
        data = _join_chunks(data)
    encoding = str(headers.get("Content-Encoding") or "").lower()
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _inflate(data, encoding)
    return data


def _join_chunks(data: bytes) -> bytes:
    stream = io.BytesIO(data)
    parts: list[bytes] = []
    while line := stream.readline(100):
        try:
            size = int(line.split(b";")[0].strip() or b"x", 16)
        except ValueError:
            # Many crawlers store the body joined and keep the header.
            return data if not parts else b"".join(parts)
        if size <= 0:
            break
        parts.append(stream.read(size))
        stream.readline(10)
    return b"".join(parts)


def _inflate(data: bytes, encoding: str) -> bytes:
    try:
        engine = zlib.decompressobj(31 if "gzip" in encoding else 15)
        return bytes(engine.decompress(data, PAGE_BYTES_MAX + 1))
    except zlib.error:
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
        nested = source.nested(str(number), name=capture.url, given=source.given)
        for item in source.read(io.BytesIO(capture.data), nested):
            yield _dated(item, capture)
    except (UnreadableDocument, OverLimitError) as error:
        yield Refused(capture.url, error.reason if isinstance(error, UnreadableDocument) else str(error))


def _dated(item: Extract | Refused, capture: Capture) -> Extract | Refused:
    if isinstance(item, Refused):
        return item
    given = item.given if item.given.url else replace(item.given, url=capture.url)
    return replace(item, captured_utc=capture.captured_utc, given=given)
