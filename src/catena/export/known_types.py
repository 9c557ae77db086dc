"""Event types as others write them, held against the table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from catena.knowledge import read_table

UNNAMED = ("Strategic developments", "Other")


class EventType(TypedDict):
    """An event type with its sub-event type."""

    event_type: str
    sub_event_type: str


def known_event_type(words: Iterable[str]) -> EventType:
    """Find ACLED's event type and sub-event type among words; what names neither is "Other"."""
    told = {word.casefold() for word in words if word}
    families = read_table("event_types")["event_types"]
    for family, entry in families.items():
        for sub in entry["sub_event_types"]:
            if sub.casefold() in told and (family.casefold() in told or sub != UNNAMED[1]):
                return EventType(event_type=family, sub_event_type=sub)
    for family, entry in families.items():
        if family.casefold() in told:
            return EventType(event_type=family, sub_event_type=next(iter(entry["sub_event_types"])))
    return EventType(event_type=UNNAMED[0], sub_event_type=UNNAMED[1])
