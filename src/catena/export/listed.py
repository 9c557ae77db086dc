"""Event types as others write them, held against the table."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from catena.knowledge import read_table
from catena.model import DateField, Incident, Outcome, Place, PlaceField, Toll

UNNAMED = ("Strategic developments", "Other")


class EventType(TypedDict):
    """An event type with its sub-event type."""

    event_type: str
    sub_event_type: str


def listed_incident(
    identifier: str, title: str, words: Iterable[str], date: str | None, place: Place | None, *,
    precision: int | None, outcome: Outcome, tolls: tuple[Toll, Toll, Toll],
) -> Incident:  # fmt: skip
    """Make the incident of one row: its findings, with nothing reported. ``tolls``: killed, wounded, abducted."""
    killed, wounded, abducted = tolls
    return Incident(
        id=identifier,
        title=title,
        **known_event_type(words),
        outcome=outcome,
        date=DateField(date),
        place=PlaceField(place, precision),
        killed=killed,
        wounded=wounded,
        abducted=abducted,
        victims=(),
        perpetrators=(),
        weapons=(),
        events=(),
        documents=(),
        origins=1,
    )


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
