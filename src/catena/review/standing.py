"""Which decisions stand: those that nobody has undone, up to any moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from catena.store import Entry


def standing(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Give the entries that stand, in their order; undoing an undo lets the first decision stand again."""
    undone: set[str] = set()
    kept: list[Entry] = []
    for entry in reversed(entries):
        if entry.hash in undone:
            continue
        if entry.decision.kind == "undo":
            undone.update(entry.decision.targets)
        else:
            kept.append(entry)
    return tuple(reversed(kept))


def made_by(entries: Iterable[Entry], moment: str) -> tuple[Entry, ...]:
    """Give the entries made up to a moment: a day (the whole of it counts) or a UTC time, ISO 8601."""
    return tuple(entry for entry in entries if entry.decision.made_utc[: len(moment)] <= moment)
