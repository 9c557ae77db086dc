"""How much one document may be: beyond it a file is refused at once, with the reason."""

from __future__ import annotations

# A long report has 60 kB; the longest annual report of a monitor, as text, about 3 MB.
TEXT_BYTES_MAX = 10_000_000
# Containers hold many documents and are read as streams; this bounds what one of them may be on disk.
CONTAINER_BYTES_MAX = 4_000_000_000


def in_megabytes(size: int) -> str:
    """Write a size in bytes for a message: ``52.4 MB``."""
    return f"{size / 1_000_000:.1f} MB"
