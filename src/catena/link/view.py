"""An event as the linker sees it: the few features by which two tellings are compared."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from catena.model import Count, Event, Party, Place, Victim, Weapon, When, Where
from catena.text.edtf import Days, days_of

_WORD = re.compile(r"[^\W\d_]{2,}")
_SMALL = frozenset(
    (
        "the of and in on at by for from with an al el others other people person persons their his her who "
        "were was men man two three four five six seven eight nine ten least more than some several many "
        "including"
    ).split()
)
_RELATED = (
    {"Suicide bomb", "Remote explosive/landmine/IED"}, {"Air/drone strike", "Remote explosive/landmine/IED"},
    {"Armed clash", "Non-state actor overtakes territory"}, {"Armed clash", "Government regains territory"},
    {"Chemical weapon", "Air/drone strike"}, {"Chemical weapon", "Shelling/artillery/missile attack"},
    {"Chemical weapon", "Remote explosive/landmine/IED"},
)  # fmt: skip
_EARTH_KM = 12742
# The sentences of a report are asked for again with each telling that they hold.
_RECENT_TEXTS = 512


@dataclass(frozen=True, slots=True)
class EventView:
    """What is compared of an event (or of several joined ones): kind, days, places, counts, names."""

    kind: str
    sub_event_types: frozenset[str]
    days: Days | None
    places: tuple[Place, ...]
    counts: tuple[tuple[str, Count], ...]
    names: frozenset[str]
    victims: frozenset[str]
    parties: frozenset[str]
    weapons: frozenset[str]
    series: bool
    words: frozenset[str]


def kind_of(event_type: str, sub_event_type: str) -> str:
    """Give the broad kind of an ACLED type pair: violence, abduction, arrest, protest, riot, legal …"""
    if event_type == "Strategic developments":
        return {"Arrests": "arrest", "Agreement": "agreement", "Looting/property destruction": "looting"}.get(
            sub_event_type, "legal"
        )
    if event_type in {"Protests", "Riots"}:
        return event_type.lower().rstrip("s")
    return "abduction" if sub_event_type.startswith("Abduction") else "violence"


def view_of(events: Sequence[Event]) -> EventView:
    """Gather the features of one or more joined events."""
    claims = [claim for event in events for claim in event.claims]
    values = [(claim.slot, claim.value) for claim in claims]
    dates = [d for slot, v in values if isinstance(v, When) and (d := days_of(v.edtf)) is not None]
    places = [v.place for _, v in values if isinstance(v, Where) and v.place is not None]
    victims = [v.name for _, v in values if isinstance(v, Victim)]
    return EventView(
        kind_of(events[0].event_type, events[0].sub_event_type),
        frozenset(e.sub_event_type for e in events),
        narrowest(dates),
        tuple(places),
        tuple((slot, v) for slot, v in values if isinstance(v, Count)),
        frozenset(n for v in victims for n in proper_words(v)),
        frozenset(w for v in victims for w in content_words(v)),
        frozenset(w for _, v in values if isinstance(v, Party) and v.status != "denies" for w in content_words(v.name)),
        frozenset(v.family for _, v in values if isinstance(v, Weapon)),
        any(e.series for e in events),
        frozenset(w for e in events for ev in e.evidence for w in content_words(ev.quote)),
    )


def narrowest(spans: Iterable[Days]) -> Days | None:
    """Give the narrowest of some spans of days, the earliest of equal ones; a marked one only for want of another."""
    return min(spans, key=lambda d: (d.approximate and d.width < 40, d.width, d.first), default=None)


def related_types(left: frozenset[str], right: frozenset[str]) -> str:
    """Compare the sub-event types: same, related (one may be the other, told loosely) or apart."""
    if left & right:
        return "same"
    if "Attack" in left or "Attack" in right:
        return "related"
    if any({a, b} in _RELATED for a in left for b in right):
        return "related"
    return "apart"


@lru_cache(maxsize=_RECENT_TEXTS)
def proper_words(name: str) -> frozenset[str]:
    """Give the words of a name that begin with a capital letter, folded."""
    return frozenset(w.lower() for w in _WORD.findall(name) if w[0].isupper() and w.lower() not in _SMALL)


@lru_cache(maxsize=_RECENT_TEXTS)
def content_words(text: str) -> frozenset[str]:
    """Give the words of a text that carry content, in lower case, a final s taken off."""
    return frozenset(w.lower().removesuffix("s") for w in _WORD.findall(text) if w.lower() not in _SMALL)


def place_level(place: Place) -> int:
    """Rank how narrow a place is: 3 district or facility, 2 town, 1 province or region, 0 country."""
    if place.kind == "country":
        return 0
    if place.kind in {"admin1", "admin2", "region"} or (place.radius_km or 0) > 60:
        return 1
    return 3 if place.kind in {"district", "facility", "street", "camp", "base", "airport", "crossing"} else 2


def distance_km(left: Place, right: Place) -> float | None:
    """Give the great-circle distance in km between two places; None where either has no coordinates."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    p = math.pi / 180
    a = (
        0.5
        - math.cos((right.lat - left.lat) * p) / 2
        + math.cos(left.lat * p) * math.cos(right.lat * p) * (1 - math.cos((right.lon - left.lon) * p)) / 2
    )
    return _EARTH_KM * math.asin(math.sqrt(min(1.0, max(0.0, a))))
