"""How much one input may be: beyond it a file is refused at once, or a container's rest left, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

# A long report has 60 kB; the longest annual report of a monitor, as text, about 3 MB.
TEXT_BYTES_MAX = 10_000_000
# A page with its scripts has 2 MB; a scanned or illustrated PDF 100.
PAGE_BYTES_MAX = 25_000_000
PDF_BYTES_MAX = 250_000_000
PDF_PAGES_MAX = 2000
# Archives, dumps and mailboxes hold many documents and are read as streams.
CONTAINER_BYTES_MAX = 200_000_000_000
# What one container may unpack to in all, and each thing in it compared with its packed size.
UNPACKED_BYTES_MAX = 20_000_000_000
MEMBERS_MAX = 1_000_000
RATIO_MAX = 200
# Small members may be very regular: a page of one repeated letter is no bomb.
RATIO_BYTES_MIN = 5_000_000
NESTING_MAX = 3


class OverLimitError(Exception):
    """A limit that an input broke; the message says which, and ends in the drop's reason."""


@dataclass(slots=True)
class Budget:
    """What is left for a container to unpack; shared by everything nested in it."""

    bytes_left: int = UNPACKED_BYTES_MAX
    members_left: int = MEMBERS_MAX

    def take_member(self) -> None:
        """Count one member; raises OverLimitError when there were too many."""
        self.members_left -= 1
        if self.members_left < 0:
            raise OverLimitError(f"holds more than {MEMBERS_MAX:,} members; the rest is left")

    def take_bytes(self, count: int) -> None:
        """Count unpacked bytes; raises OverLimitError when there were too many."""
        self.bytes_left -= count
        if self.bytes_left < 0:
            raise OverLimitError(f"unpacks to more than {in_megabytes(UNPACKED_BYTES_MAX)}; the rest is left")


def in_megabytes(size: int) -> str:
    """Write a size in bytes for a message: ``52.4 MB``."""
    return f"{size / 1_000_000:.1f} MB"
