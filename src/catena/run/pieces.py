"""What one worker is given: a file's bytes, an address, or one document out of a container; and which are known."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, TypeVar

from catena.collect import Collected, Found, Given, Refused, find_sources, make_document_id
from catena.collect.formats.source import Source
from catena.collect.limits import CONTAINER_BYTES_MAX, PDF_BYTES_MAX, in_megabytes
from catena.collect.opening import read_items
from catena.collect.records import NOTHING_GIVEN, Extract, Known, Options
from catena.collect.sniff import HEAD_BYTES, sniff
from catena.run.addresses import Address, find_addresses, is_address, open_address

T = TypeVar("T")
IsKnown = Callable[[str], bool]
# Formats that hold many documents: taken apart as a stream where they lie, their documents read anywhere.
CONTAINERS = frozenset({"zip", "wacz", "gzip", "warc", "feed", "mail", "mbox", "jsonl", "json", "csv", "office"})


STANDARD_INPUT = "-"
Where = str | Path


@dataclass(frozen=True, slots=True)
class Handed:
    """One file's bytes on their way to whoever reads it."""

    name: str
    data: bytes
    origin: str
    given: Given = NOTHING_GIVEN


Piece = Handed | Extract | Address | Collected


def sources_of(paths: Iterable[Where]) -> Iterator[Found | Address | Refused]:
    """Find what is to be read: files and folders first, then addresses; standard input is none of them."""
    named = [path for path in map(str, paths) if path != STANDARD_INPUT]
    yield from find_sources([Path(path) for path in named if not is_address(path)])
    for path in filter(is_address, named):
        yield from find_addresses(path)


def pieces_of(source: Found | Address, options: Options, is_known: IsKnown) -> Iterator[Piece | Known | Refused]:
    """Cut one source into pieces that can each be read by itself; what is known already is not read again.

    A file is one piece, a container as many as it holds documents. An address that holds one document is handed on
    as it is, so that its bytes go straight to the worker.
    """
    try:
        if isinstance(source, Address):
            if sniff(b"", source.name) not in CONTAINERS:
                yield source
                return
            with open_address(source) as stream:
                yield from _from_stream(stream, source.name, source.where, NOTHING_GIVEN, options, is_known)
            return
        if (size := source.path.stat().st_size) > CONTAINER_BYTES_MAX:
            limit = in_megabytes(CONTAINER_BYTES_MAX)
            yield Refused(source.name, f"is {in_megabytes(size)} long; at most {limit} are read")
            return
        with source.path.open("rb") as stream:
            yield from _from_stream(stream, source.name, str(source.path), source.given, options, is_known)
    except FileNotFoundError:
        yield Refused(source.name, "no such file")
    except PermissionError:
        yield Refused(source.name, "may not be read: permission denied")
    except OSError as error:
        yield Refused(source.name, f"cannot be read: {error.strerror or error}")


def _from_stream(
    stream: BinaryIO, name: str, origin: str, given: Given, options: Options, is_known: IsKnown
) -> Iterator[Piece | Known | Refused]:
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    if head and sniff(head, name) in CONTAINERS:
        yield from (_unless_known(item, is_known) for item in read_items(stream, _source(name, origin, given, options)))
        return
    data = stream.read(PDF_BYTES_MAX + 1)
    known = make_document_id(hashlib.sha256(data).hexdigest(), name)
    yield Known(name, known) if is_known(known) else Handed(name, data, origin, given)


def _source(name: str, origin: str, given: Given, options: Options) -> Source:
    return Source(name, origin, read_items, given, options)


def _unless_known(item: Extract | Refused, is_known: IsKnown) -> Piece | Known | Refused:
    if isinstance(item, Refused):
        return item
    document = make_document_id(hashlib.sha256(item.data).hexdigest(), item.name)
    return Known(item.name, document) if is_known(document) else item


def name_of(piece: Piece) -> str:
    """Give a piece's name, as messages call it."""
    return piece.document.name if isinstance(piece, Collected) else piece.name


def in_groups(items: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Group items by so many."""
    waiting = iter(items)
    while group := tuple(islice(waiting, size)):
        yield group
