"""What comes into collecting: what a manifest gives, what was found on disk, what was refused."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of a document; a given value wins over one found in the text."""

    file: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    title: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A file to be collected. ``name`` is the file's own name, as the incident file will show it."""

    path: Path
    name: str
    given: Given = Given()


@dataclass(frozen=True, slots=True)
class Refused:
    """What could not be collected, by name, and why, in a line that says what would do."""

    name: str
    reason: str
