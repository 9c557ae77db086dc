"""What is weighed when a telling meets an event told before in the same document, and when it stands alone.

Both are plain numbers by name, so that the weights (``knowledge/join_weights.yaml``, learned by ``train/join.py``)
can be read, and each answer can say which of them spoke for it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from catena.link.compare import compare_counts, compare_days, compare_places
from catena.link.scene import Scene
from catena.link.view import EventView, proper_words, related_types
from catena.model import Event

_COMMON = frozenset(
    "said say attack killed wounded injured people police government official report city town force "
    "security group reported "
    "according authority country".split()
)
_CUES = ("headline", "lead", "definite", "reference", "separate", "total", "quoted", "hypothetical")
_MANNERS = (
    "told by verb", "told in present", "told by participle", "told in passing", "told in plural", "told as new", "told behind",
    "told as habit", "told as lasting", "pronoun", "headline shared", "headline touched", "headline apart",
)  # fmt: skip
_SLOTS = ("date", "place", "killed", "wounded", "abducted", "victim", "perpetrator", "weapon")


def join_features(
    event: Event, new: EventView, group: Sequence[Event], held: EventView, position: int, scene: Scene
) -> dict[str, float]:
    """Compare a telling with an event of ``group`` (its tellings so far); ``position`` counts groups from the latest."""
    gap = event.sentence - max(e.sentence for e in group)
    days, places, counts = (
        compare_days(new.days, held.days),
        compare_places(new.places, held.places),
        compare_counts(new.counts, held.counts),
    )
    relation = related_types(new.sub_event_types, held.sub_event_types)
    shared = len((new.words & held.words) - _COMMON)
    found = {
        "bias": 1.0,
        "same kind": float(new.kind == held.kind),
        "same type": float(relation == "same" and new.kind == held.kind),
        "types apart": float(relation == "apart" and new.kind == held.kind),
        "generic type": float(relation == "related" and new.kind == held.kind),
        "days": days.within,
        "days apart": float(days.within < 0),
        "one undated": float((new.days is None) != (held.days is None)),
        "places": places.within,
        "places apart": float(places.within < 0),
        "one placeless": float(bool(new.places) != bool(held.places)),
        "figures": counts.within,
        "same name": float(bool(new.names & held.names)),
        "other names": float(bool(new.names and held.names and not new.names & held.names)),
        "same victims": float(bool((new.victims & held.victims) - _COMMON)),
        "same parties": float(bool((new.parties & held.parties) - _COMMON)),
        "same weapons": float(bool(new.weapons & held.weapons)),
        "same sentence": float(gap == 0),
        "next sentence": float(gap == 1),
        "near": 1.0 / (1.0 + max(0, gap)),
        "latest": float(position == 0),
        "shared words": min(1.0, shared / 5),
        "first event": float(min(e.sentence for e in group) <= 2),
        "of one event": math.log1p(len(group)),
        "both background": float(event.background and all(e.background for e in group)),
        "only new is background": float(event.background and not any(e.background for e in group)),
        "only old is background": float(not event.background and all(e.background for e in group)),
        "headline told": float(any("headline" in e.cues for e in group)),
    }
    found |= _exactly_shared(event, new, group, held)
    found |= scene.salience(event, new, group, held)
    return found | {f"new {cue}": 1.0 for cue in (*_CUES, *_MANNERS) if cue in event.cues}


def _exactly_shared(event: Event, new: EventView, group: Sequence[Event], held: EventView) -> dict[str, float]:
    """Compare names, the day, the narrow place and what the telling adds, each by itself."""
    mine = {w for e in event.evidence for w in proper_words(e.quote)}
    theirs = {w for g in group for e in g.evidence for w in proper_words(e.quote)}
    days = new.days is not None and held.days is not None
    exact = days and max(new.days.width, held.days.width) <= 2  # type: ignore[union-attr]
    towns = {p.id for p in new.places if p.kind not in _WIDE} & {p.id for p in held.places if p.kind not in _WIDE}
    slots = {c.slot for c in event.claims} - {c.slot for e in group for c in e.claims}
    families = set(event.families) & {f for e in group for f in e.families}
    return {
        "shared proper words": min(1.0, len(mine & theirs) / 4),
        "share of proper words": len(mine & theirs) / max(1, len(mine)),
        "same exact day": float(exact and new.days.gap(held.days) == 0),  # type: ignore[union-attr,arg-type]
        "other exact day": float(exact and new.days.gap(held.days) > 0),  # type: ignore[union-attr,arg-type]
        "same town": float(bool(towns)),
        "adds": min(1.0, len(slots) / 4),
        "adds figure": float(bool(slots & {"killed", "wounded", "abducted"})),
        "same family": float(bool(families)),
        f"kind {new.kind}": 1.0,
        "far": float(event.sentence - max(e.sentence for e in group) > 8),
    }


_WIDE = frozenset({"country", "admin1", "admin2", "region"})


def stand_features(event: Event, view: EventView) -> dict[str, float]:
    """Describe a telling by itself: is it an incident to be kept, or a word in passing?"""
    slots = {claim.slot for claim in event.claims}
    found = {
        "bias": 1.0,
        "background": float(event.background),
        "series": float(event.series),
        f"kind {view.kind}": 1.0,
    }
    found |= {f"has {slot}": 1.0 for slot in _SLOTS if slot in slots}
    found |= {cue: 1.0 for cue in (*_CUES, *_MANNERS) if cue in event.cues}
    found |= {f"family {family}": 1.0 for family in event.families}
    found |= {"named victim": float(bool(view.names)), "early": 1.0 / (1 + event.sentence)}
    found |= {"undated and placeless": float(not {"date", "place"} & slots), "slots": len(slots) / 5}
    width = view.days.width if view.days is not None else None
    found |= {"a day": float(width is not None and width <= 2), "a year": float(width is not None and width > 200)}
    found |= {"a town": float(any(p.kind not in _WIDE for p in view.places))}
    figures = [c for _, c in view.counts if c.low is not None]
    found |= {"a large figure": float(any((c.low or 0) > 200 for c in figures)), "a figure": float(bool(figures))}
    return found


def probability(features: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Give the logistic probability of some features under some weights; an unknown feature weighs nothing."""
    score = sum(weights.get(name, 0.0) * value for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, score))))


def speaking(features: Mapping[str, float], weights: Mapping[str, float], *, most: int = 3) -> list[str]:
    """Name the features that spoke loudest, for an explanation."""
    loud = sorted(((abs(weights.get(n, 0.0) * v), n) for n, v in features.items() if n != "bias"), reverse=True)
    return [name for weight, name in loud[:most] if weight > 0.2]
