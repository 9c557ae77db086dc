"""A document's tellings as a whole: which words are rare in it, and which event it tells of most."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from catena.link.view import EventView, content_words
from catena.model import Event

_RARE = 0.2  # of a document's sentences


@dataclass(slots=True)
class Scene:
    """The tellings of a document in reading order, and the groups that they have formed so far (in order of birth)."""

    tellings: Sequence[Event]
    groups: list[Sequence[Event]] = field(default_factory=list)
    _weight: Mapping[str, float] = field(init=False)
    _rare: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        words = {e.sentence: frozenset(content_words(e.evidence[0].quote)) for e in self.tellings}
        uses = Counter(w for held in words.values() for w in held)
        size = len(words) + 1
        self._weight = {w: math.log(size / n) / math.log(size) if size > 2 else 1.0 for w, n in uses.items()}
        self._rare = frozenset(w for w, n in uses.items() if n <= max(3, _RARE * size))

    def salience(self, event: Event, new: EventView, group: Sequence[Event], held: EventView) -> dict[str, float]:
        """Say how much a telling and an event share of what is rare here, and how prominent the event is.

        How large a share of all tellings an event has is left out: an event that took in too much takes in more (LOG.md).
        """
        shared = new.words & held.words
        families = set(event.families)
        alike = [g for g in self.groups if any(families & set(e.families) for e in g)]
        other_day = new.days is not None and held.days is not None and new.days.gap(held.days) > 0
        definite = "definite" in event.cues or "reference" in event.cues
        return {
            "share of rare words": self._sum(shared) / (self._sum(new.words) or 1.0),
            "rare words": min(1.0, self._sum(shared & self._rare) / 4),
            "only one of the family": float(len(alike) == 1 and alike[0] is group and not other_day),
            "definite, to the most told": float(definite and max(self.groups, key=len, default=None) is group),
            "other parties": float(bool(new.parties and held.parties and not new.parties & held.parties)),
        }

    def _sum(self, words: frozenset[str]) -> float:
        # fsum: the same whatever the order of the set.
        return math.fsum(self._weight.get(w, 0.0) for w in words)
