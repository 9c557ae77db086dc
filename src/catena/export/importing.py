"""Lists of others come in as records: actors, known incidents, decisions, each list with its own provenance."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from catena.errors import InputError, UsageError
from catena.export.import_csv import read_csv_list
from catena.export.import_ftm import read_ftm_list
from catena.export.load import read_json
from catena.export.options import ForeignEntity
from catena.model import IncidentFile


@dataclass(frozen=True, slots=True)
class ImportedList:
    """A list as it came in: its name, format and SHA-256, its records, and the entities kept as they were.

    Its records have no evidence of their own: the list, named by its hash, is where they are from.
    """

    name: str
    format: str
    sha256: str
    file: IncidentFile
    foreign: tuple[ForeignEntity, ...] = ()


Parsed = tuple[IncidentFile, tuple[ForeignEntity, ...]]
IMPORTS: dict[str, Callable[[str, str], Parsed]] = {
    "csv": lambda text, name: (read_csv_list(text, name), ()),
    "ftm": lambda text, name: read_ftm_list(text, name),
    "json": lambda text, name: (read_json(io.StringIO(text), name), ()),
}


def import_list(path: Path, name: str) -> ImportedList:
    """Read a list in the named format (ftm, csv or json).

    Raises UsageError for an unknown format and InputError, with the line where there is one, for a file
    that is not of that format.
    """
    if name not in IMPORTS:
        raise UsageError(f"no list format named {name!r}; known: {', '.join(sorted(IMPORTS))}")
    try:
        collected = path.read_bytes()
        text = collected.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    file, foreign = IMPORTS[name](text, path.name)
    return ImportedList(path.name, name, hashlib.sha256(collected).hexdigest(), file, foreign)
