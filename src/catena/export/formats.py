"""The formats by name. ``export(file, "json", target)`` is all that a command needs.

A writer fills one path: a file, or a folder for formats of several tables. What must go to a stream
is written to a temporary file first, so that every writer has one form and memory stays flat.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from catena.errors import InputError, UsageError
from catena.export.contents import Contents, contents_of
from catena.export.contract import write_json
from catena.export.options import Options
from catena.model import IncidentFile

Writer = Callable[[Contents, Path, Options], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write an incident file; a format of several tables (``folder``) cannot go to a stream."""

    name: str
    summary: str
    suffix: str
    write: Writer
    folder: bool = False


def _write_contract(contents: Contents, path: Path, options: Options) -> None:
    with path.open("w", encoding="utf8", newline="\n") as stream:
        write_json(contents, stream, version=options.version)


FORMATS: dict[str, Format] = {
    each.name: each
    for each in (Format("json", "the public contract, catena-incident-file/1", ".json", _write_contract),)
}


def format_named(name: str) -> Format:
    """Find a format by its name; raise UsageError with the known names where there is none."""
    if name not in FORMATS:
        raise UsageError(f"no format named {name!r}; known: {', '.join(sorted(FORMATS))}")
    return FORMATS[name]


def export(file: IncidentFile | Contents, name: str, target: Path | BinaryIO, options: Options | None = None) -> None:
    """Write the file in the named format to a path or a binary stream.

    Raises UsageError for an unknown format or a folder format sent to a stream, InputError for a path
    that cannot be written.
    """
    chosen, options = format_named(name), options or Options()
    contents = contents_of(file)
    if isinstance(target, Path):
        try:
            chosen.write(contents, target, options)
        except OSError as error:
            raise InputError(f"{target}: cannot be written ({error.strerror}); choose another path") from error
        return
    if chosen.folder:
        raise UsageError(f"the format {name!r} is several files; give a folder or a .zip with -o")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"incidents{chosen.suffix}"
        chosen.write(contents, path, options)
        with path.open("rb") as written:
            shutil.copyfileobj(written, target)
