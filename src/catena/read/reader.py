"""What every reader is: a name and a way from a document to its reading."""

from __future__ import annotations

from typing import Protocol

from catena.model import Document, Reading


class Reader(Protocol):
    """Reads one document; pure: the same document gives the same reading."""

    @property
    def name(self) -> str:
        """Give the reader's name as the command line knows it."""

    def read(self, document: Document) -> Reading:
        """Read one document to its mentions, events with claims, and statements."""
