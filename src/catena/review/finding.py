"""What a decision was about, found again after the reports were read or linked anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from catena.model import Event, Evidence
from catena.store import Anchor


def anchor_of(event: Event) -> Anchor:
    """Fix an event by the words that tell it first."""
    first = min(event.evidence, key=lambda each: (each.start, each.end), default=None)
    start, end = (first.start, first.end) if first else (0, 0)
    return Anchor(event.id, event.document, start, end)


class EventFinder:
    """Finds events by their anchors: by id where it still stands for those words, else by the words."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._events: dict[str, Event] = {event.id: event for event in events}
        self._of_document: defaultdict[str, list[Event]] = defaultdict(list)
        for event in self._events.values():
            self._of_document[event.document].append(event)

    def find(self, anchor: Anchor) -> str | None:
        """Give the id that the event has now; None where no event is told in those words any more."""
        same = self._events.get(anchor.event)
        if same is not None and same.document == anchor.document and _shared(anchor, same.evidence) > 0:
            return same.id
        told = [(_shared(anchor, event.evidence), event.id) for event in self._of_document[anchor.document]]
        shared, event_id = max(told, key=lambda pair: (pair[0], pair[1]), default=(0, ""))
        return event_id if shared > 0 else None

    def find_all(self, anchors: Sequence[Anchor]) -> tuple[str, ...]:
        """Give the ids of those that are found, each once, in the order of the anchors."""
        found = (self.find(anchor) for anchor in anchors)
        return tuple(dict.fromkeys(event_id for event_id in found if event_id is not None))


class Holding(Protocol):
    """Whatever has an id and holds events: an incident, or a list's row of one."""

    @property
    def id(self) -> str:
        """Give its id."""
        ...

    @property
    def events(self) -> tuple[str, ...]:
        """Give the events that it holds."""
        ...


class IncidentFinder:
    """Finds the incident that a decision was about: the one that now holds most of its events."""

    def __init__(self, incidents: Iterable[Holding], events: EventFinder | None) -> None:
        self._events = events
        self._home: Mapping[str, str] = {event: incident.id for incident in incidents for event in incident.events}
        self._ids = frozenset(self._home.values())

    def find(self, incident_id: str, anchors: Sequence[Anchor]) -> str | None:
        """Give the incident's id now; by its old id only where the decision fixed no events."""
        if not anchors:
            return incident_id if incident_id in self._ids else None
        ids = [anchor.event for anchor in anchors] if self._events is None else self._events.find_all(anchors)
        homes = Counter(self._home[event] for event in ids if event in self._home)
        # Of two that hold equally many, the one that kept the old id, then the lower id.
        return min(homes, key=lambda home: (-homes[home], home != incident_id, home), default=None)


def _shared(anchor: Anchor, evidence: Sequence[Evidence]) -> int:
    """Count the characters that the anchor shares with the nearest of an event's words."""
    return max((min(anchor.end, each.end) - max(anchor.start, each.start) for each in evidence), default=0)
