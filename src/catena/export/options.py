"""What a person may choose of an export."""

from __future__ import annotations

from dataclasses import dataclass

from catena import __version__


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of one export; each default is what a person gets who chooses nothing."""

    version: str = __version__
