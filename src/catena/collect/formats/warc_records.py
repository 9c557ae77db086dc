"""Records of a WARC file (ISO 28500), one by one, with bounded work on each whatever the file holds.

Own code, though two libraries read WARC: fastwarc 2.0 panics in native code on streams that cannot be
rewound, and warcio unpacks whatever a record holds before it gives the next. Here a broken or exploding
record is left at once and the next one looked for.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from typing import BinaryIO

from catena.collect.limits import PAGE_BYTES_MAX, RATIO_BYTES_MIN, RATIO_MAX

CHUNK_BYTES = 65_536
HEADER_BYTES_MAX = 65_536
GZIP_MAGIC = b"\x1f\x8b\x08"
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_VERSION = re.compile(rb"WARC/\d\.\d[^\n]*\n")


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its named fields in lower case, and its block (for a response: HTTP head and body)."""

    fields: dict[str, str]
    block: bytes
    problem: str | None = None


class BrokenRecordError(Exception):
    """A record that cannot be read on; the message says why."""


@dataclass(slots=True)
class _Member:
    """A gzip member, or a stretch of a plain file, unpacked piece by piece."""

    stream: BinaryIO
    start: int
    is_packed: bool
    left_over: bytes = b""
    packed: int = 0
    unpacked: int = 0
    engine: zlib._Decompress | None = field(default=None)

    def read(self) -> bytes:
        """Unpack the next piece; empty at the member's end."""
        if not self.is_packed:
            piece = self.stream.read(CHUNK_BYTES)
            self.packed += len(piece)
            return piece
        if self.engine is None:
            self.engine = zlib.decompressobj(31)
        while not self.engine.eof:
            data = self.engine.unconsumed_tail or self.stream.read(CHUNK_BYTES)
            if not data:
                raise BrokenRecordError("breaks off inside a record")
            try:
                piece = self.engine.decompress(data, CHUNK_BYTES * 16)
            except zlib.error as error:
                raise BrokenRecordError(f"is damaged: {error}") from None
            self.packed += len(data) - len(self.engine.unconsumed_tail)
            self.unpacked += len(piece)
            if self.unpacked > RATIO_BYTES_MIN and self.unpacked > RATIO_MAX * self.packed:
                raise BrokenRecordError(f"unpacks to over {RATIO_MAX} times its size, as bombs do")
            if piece:
                return piece
        return b""

    def end(self) -> int:
        """Give where in the file the next member begins."""
        unused = len(self.engine.unused_data) if self.engine else 0
        return self.start + self.packed - unused


def read_records(stream: BinaryIO) -> Iterator[Record]:
    """Yield the records of a seekable WARC stream, plain or gzip-compressed record by record or as a whole."""
    at = _find_record(stream, stream.tell())
    while at is not None:
        stream.seek(at)
        is_packed = stream.read(3) == GZIP_MAGIC
        stream.seek(at)
        member = _Member(stream, at, is_packed)
        after = at + 3
        try:
            if is_packed:
                yield from _read_member(member)
                after = member.end()
            else:
                record, length = _read_plain(member)
                yield record
                after = at + length
        except BrokenRecordError as error:
            yield Record({}, b"", str(error))
        at = _find_record(stream, after)


def _find_record(stream: BinaryIO, start: int) -> int | None:
    """Find where the next record begins, at ``start`` or after: a gzip member that unpacks to one, or its line."""
    stream.seek(start)
    offset, window = start, b""
    while piece := stream.read(CHUNK_BYTES * 4):
        window += piece
        for match in re.finditer(re.escape(GZIP_MAGIC) + rb"|WARC/\d\.\d", window):
            if match.group() == GZIP_MAGIC and not _unpacks_to_record(window[match.start() :]):
                continue
            return offset + match.start()
        keep = window[-2048:]
        offset += len(window) - len(keep)
        window = keep
    return None


def _unpacks_to_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(data[:4096], 16).startswith(b"WARC/")
    except zlib.error:
        return False


def _read_member(member: _Member) -> Iterator[Record]:
    """Yield every record of one gzip member (most hold one; some files are a single member)."""
    while True:
        head = _read_head(member)
        if head is None:
            return
        fields = _parse_fields(head)
        yield _read_block(member, fields)


def _read_plain(member: _Member) -> tuple[Record, int]:
    head = _read_head(member)
    if head is None:
        raise BrokenRecordError("holds a record without a head")
    fields = _parse_fields(head)
    record = _read_block(member, fields)
    length = member.packed - len(member.left_over)
    following = (member.left_over or member.read()).lstrip(b"\r\n")
    if following and not following.startswith(b"WARC/"):
        raise BrokenRecordError("holds a record longer or shorter than it says")
    return record, length


def _read_head(member: _Member) -> bytes | None:
    """Read up to the empty line that ends a record's head; None at the member's end."""
    buffer = member.left_over
    while True:
        buffer = buffer.lstrip(b"\r\n")
        if match := _HEAD_END.search(buffer):
            member.left_over = buffer[match.end() :]
            return buffer[: match.start()]
        if len(buffer) > HEADER_BYTES_MAX:
            raise BrokenRecordError(f"holds a head of over {HEADER_BYTES_MAX:,} bytes")
        piece = member.read()
        if not piece:
            if buffer.strip():
                raise BrokenRecordError("breaks off inside a record's head")
            return None
        buffer += piece


def _parse_fields(head: bytes) -> dict[str, str]:
    version = _VERSION.match(head + b"\n")
    if version is None:
        raise BrokenRecordError("holds a record that does not begin with WARC/1.x")
    parsed = BytesHeaderParser().parsebytes(head[version.end() :] + b"\n\n")
    return {name.lower(): str(value).strip() for name, value in parsed.items()}


def _read_block(member: _Member, fields: dict[str, str]) -> Record:
    try:
        length = int(fields.get("content-length", ""))
    except ValueError:
        raise BrokenRecordError("holds a record without a length") from None
    if length < 0:
        raise BrokenRecordError("holds a record of negative length")
    kept: list[bytes] = []
    left = length
    piece = member.left_over
    while left > 0:
        if not piece:
            piece = member.read()
            if not piece:
                raise BrokenRecordError(f"breaks off inside the record of {fields.get('warc-target-uri', 'a page')}")
        taken = piece[:left]
        if length - left <= PAGE_BYTES_MAX:
            kept.append(taken)
        left -= len(taken)
        piece = piece[len(taken) :]
    member.left_over = piece
    return Record(fields, b"".join(kept))
