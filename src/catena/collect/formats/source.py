"""What every reader of a format is given, and the words for a library that is not installed."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from catena.collect.limits import NESTING_MAX, Budget, OverLimitError, in_megabytes
from catena.collect.records import NOTHING_GIVEN, USUAL_OPTIONS, Extract, Given, Options, Refused
from catena.errors import UnreadableDocument

# What the standard library raises on damaged archives, whatever it was asked.
BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)

Items = Iterator[Extract | Refused]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a stream comes from and how it is to be read.

    ``name`` is the document's (a file's own name or an address), ``origin`` the whole way to it. ``read``
    opens what is nested in a container, ``budget`` bounds it. ``media_type`` is what a server or a mail
    says of it, which counts only where its bytes tell nothing.
    """

    name: str
    origin: str
    read: Callable[[BinaryIO, Source], Items]
    given: Given = NOTHING_GIVEN
    options: Options = USUAL_OPTIONS
    depth: int = 0
    budget: Budget = field(default_factory=Budget)
    captured_utc: str | None = None
    media_type: str | None = None

    def nested(self, path: str, *, name: str | None = None, given: Given = NOTHING_GIVEN) -> Source:
        """Give the source of a member of this one; raises OverLimitError where archives lie too deep in archives."""
        if self.depth >= NESTING_MAX:
            raise OverLimitError(f"lies {NESTING_MAX + 1} archives deep; at most {NESTING_MAX} are opened")
        return replace(
            self,
            name=name or PurePosixPath(path).name,
            origin=f"{self.origin}!/{path}",
            given=given,
            depth=self.depth + 1,
            media_type=None,
        )


Reader = Callable[[BinaryIO, Source], Items]


def need(module: str, extra: str, name: str) -> Any:
    """Import a library that comes with an extra; raises UnreadableDocument saying how to install it."""
    try:
        return import_module(module)
    except ImportError:
        reason = f"needs the library {module.split('.')[0]}, which is not installed: pip install 'catena[{extra}]'"
        raise UnreadableDocument(name, reason) from None


def read_limited(stream: BinaryIO, limit: int, name: str) -> bytes:
    """Read a whole stream of at most ``limit`` bytes; raises UnreadableDocument for a longer one."""
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise UnreadableDocument(name, f"is over {in_megabytes(limit)} long; at most that is read as one document")
    return data
