"""Archives: ZIP of anything collected, WACZ web archives, gzip; members are opened by their own format.

Nothing is ever written to disk, so a member called ``../x`` can do no harm; it is refused all the same,
because no honest archive holds one.
"""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath
from typing import BinaryIO

from catena.collect.formats.source import BROKEN_ARCHIVE, Items, Source
from catena.collect.limits import CONTAINER_BYTES_MAX, RATIO_BYTES_MIN, RATIO_MAX, Budget, OverLimitError, in_megabytes
from catena.collect.manifest import MANIFEST_NAME, Manifest, parse_manifest
from catena.collect.records import Refused
from catena.collect.sources import is_report
from catena.errors import UnreadableDocument

_ENCRYPTED = 0x1
_SYMLINK = 0o120000
_WARC_MEMBER = re.compile(r"archive/[^/]+\.warc(?:\.gz)?")
_JUNK = ("__MACOSX/", "Thumbs.db", "desktop.ini")


class LimitedStream(io.RawIOBase):
    """An unpacking stream that counts against a budget and a ratio; raises OverLimitError when either breaks."""

    def __init__(self, stream: BinaryIO, budget: Budget, packed: int) -> None:
        self._stream = stream
        self._budget = budget
        self._packed = max(1, packed)
        self._seen = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Unpack into a buffer, counting."""
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._seen += len(data)
        self._budget.take_bytes(len(data))
        if self._seen > RATIO_BYTES_MIN and self._seen > RATIO_MAX * self._packed:
            raise OverLimitError(f"unpacks to over {RATIO_MAX} times its size, as bombs do; the rest is left")
        return len(data)


def read_zip(stream: BinaryIO, source: Source) -> Items:
    """Read a ZIP archive member by member; a manifest beside the members gives its values to them."""
    archive = _open(stream, source.name)
    manifests: dict[str, Manifest] = {}
    for member in archive.infolist():
        source.budget.take_member()
        path = PurePosixPath(member.filename)
        if problem := _member_problem(member):
            yield Refused(member.filename, problem)
            continue
        if member.is_dir() or member.filename.startswith(_JUNK) or not is_report(path.name):
            continue
        folder = str(path.parent)
        if folder not in manifests:
            manifests[folder] = _manifest_in(archive, folder)
            yield from manifests[folder].refused
        nested = source.nested(member.filename, given=manifests[folder].given_for(path.name))
        yield from _read_member(archive, member, nested)


def read_wacz(stream: BinaryIO, source: Source) -> Items:
    """Read a WACZ web archive: the WARC files in it."""
    archive = _open(stream, source.name)
    members = [member for member in archive.infolist() if _WARC_MEMBER.fullmatch(member.filename)]
    if not members:
        raise UnreadableDocument(source.name, "is a WACZ archive without WARC files in it")
    for member in members:
        if problem := _member_problem(member):
            yield Refused(member.filename, problem)
            continue
        yield from _read_member(archive, member, source.nested(member.filename))


def read_gzip(stream: BinaryIO, source: Source) -> Items:
    """Read a gzip-compressed file as what it is inside."""
    size = _size(stream)
    name = source.name[:-3] if source.name.lower().endswith(".gz") else source.name
    unpacked = io.BufferedReader(LimitedStream(gzip.GzipFile(fileobj=stream), source.budget, size))  # type: ignore[arg-type]
    try:
        yield from source.read(unpacked, source.nested(name, given=source.given))
    except (zlib.error, EOFError, OSError) as error:
        raise UnreadableDocument(source.name, f"is a damaged gzip file: {error}") from None


def refuse_office(stream: BinaryIO, source: Source) -> Items:
    """Refuse office documents and books that are no reports."""
    kind = PurePosixPath(source.name).suffix.lower()
    raise UnreadableDocument(source.name, f"is a {kind} file; save what it tells as text, .docx, .pdf or .csv")


def _open(stream: BinaryIO, name: str) -> zipfile.ZipFile:
    if not stream.seekable():
        data = stream.read(RATIO_BYTES_MIN * 40 + 1)
        if len(data) > RATIO_BYTES_MIN * 40:
            raise UnreadableDocument(name, "is a large archive on standard input; name it as a file")
        stream = io.BytesIO(data)
    try:
        return zipfile.ZipFile(stream)
    except BROKEN_ARCHIVE as error:
        raise UnreadableDocument(name, f"is a damaged ZIP archive: {error}") from None


def _member_problem(member: zipfile.ZipInfo) -> str | None:
    parts = PurePosixPath(member.filename.replace("\\", "/"))
    if parts.is_absolute() or ".." in parts.parts or "\0" in member.filename or re.match(r"[A-Za-z]:", member.filename):
        return "lies outside its archive by its name, as no honest member does"
    if member.external_attr >> 16 & 0o170000 == _SYMLINK:
        return "is a link, not a file"
    if member.flag_bits & _ENCRYPTED:
        return "is locked with a password"
    if member.file_size > CONTAINER_BYTES_MAX:
        return f"is {in_megabytes(member.file_size)} long"
    return None


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, nested: Source) -> Items:
    try:
        with archive.open(member) as packed:
            limited = LimitedStream(packed, nested.budget, member.compress_size)  # type: ignore[arg-type]
            yield from nested.read(io.BufferedReader(limited), nested)
    except OverLimitError as error:
        yield Refused(nested.name, str(error))
        if nested.budget.bytes_left < 0 or nested.budget.members_left < 0:
            raise
    except BROKEN_ARCHIVE as error:
        yield Refused(nested.name, f"is damaged inside its archive: {error}")


def _manifest_in(archive: zipfile.ZipFile, folder: str) -> Manifest:
    name = MANIFEST_NAME if folder == "." else f"{folder}/{MANIFEST_NAME}"
    try:
        member = archive.getinfo(name)
        if member.file_size > RATIO_BYTES_MIN:
            return Manifest()
        return parse_manifest(archive.read(member))
    except KeyError:
        return Manifest()
    except BROKEN_ARCHIVE:
        return Manifest(refused=(Refused(name, "is damaged; the files are read without it"),))


def _size(stream: BinaryIO) -> int:
    if not stream.seekable():
        return CONTAINER_BYTES_MAX
    at = stream.tell()
    end = stream.seek(0, io.SEEK_END)
    stream.seek(at)
    return end
