"""The files of the corpora: archives, JSON lines, and what of them is held back."""

from __future__ import annotations

import gzip
import json
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def held_back(key: str, share: int) -> bool:
    """Say whether a document belongs to the held-back one in ``share``, by a stable hash."""
    return zlib.crc32(key.encode()) % share == 0


def lines_of(path: Path) -> Iterator[Any]:
    """Read gzipped JSON lines."""
    with gzip.open(path, "rt", encoding="utf8") as file:
        for line in file:
            yield json.loads(line)


def members_of(path: Path) -> Iterator[tuple[str, str]]:
    """Read the files of a tar archive as (name, text), in order of names."""
    with tarfile.open(path) as archive:
        for member in sorted((m for m in archive if m.isfile()), key=lambda m: m.name):
            content = archive.extractfile(member)
            assert content is not None
            yield member.name, content.read().decode("utf8", "replace")
