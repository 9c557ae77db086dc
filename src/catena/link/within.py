"""The tellings of one document to its events: "the blast" joins the bombing, a second strike stays apart."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from catena.link.compare import compare_counts, compare_days, compare_places
from catena.link.view import EventView, content_words, related_types, view_of
from catena.model import Event

# Weights set by hand on the development clusters (bench/quality); a telling joins the best group above JOIN_MIN.
JOIN_MIN = 1.4
_KINDS_JOINED = ({"violence", "protest"}, {"violence", "riot"}, {"riot", "protest"}, {"violence", "abduction"}, {"arrest", "legal"})


@dataclass(slots=True)
class _Group:
    events: list[Event] = field(default_factory=list)
    view: EventView | None = None

    def add(self, event: Event) -> None:
        self.events.append(event)
        anchored = [e for e in self.events if "reference" not in e.cues] or self.events
        self.view = view_of(anchored)

    @property
    def last_sentence(self) -> int:
        return max(e.sentence for e in self.events)


def join_tellings(events: Sequence[Event]) -> tuple[Event, ...]:
    """Join the tellings of one document, given in reading order, into its events.

    A telling that only refers back ("condemned the attack") joins what it refers to or is dropped; totals over
    years and hypotheses make no event.
    """
    groups: list[_Group] = []
    for event in events:
        home = _home(event, groups)
        if home is not None:
            home.add(event)
        elif _can_stand(event):
            group = _Group()
            group.add(event)
            groups.append(group)
    return tuple(_merge(g.events) for g in groups if any("headline" not in e.cues for e in g.events) or len(groups) == 1)


def _can_stand(event: Event) -> bool:
    return not {"reference", "total", "hypothetical"} & set(event.cues)


def _home(event: Event, groups: Sequence[_Group]) -> _Group | None:
    if {"total", "hypothetical"} & set(event.cues):
        return None
    scored = [(_affinity(event, group, position == 0), position) for position, group in enumerate(groups)]
    best = max(scored, key=lambda pair: (pair[0], pair[1]), default=(0.0, -1))
    threshold = 0.4 if "reference" in event.cues else JOIN_MIN
    return groups[best[1]] if best[0] >= threshold else None


def _affinity(event: Event, group: _Group, first: bool) -> float:
    held = group.view
    if held is None:
        return 0.0
    new = view_of([event])
    kinds = _kind_score(new, held, event)
    if kinds is None:
        return -9.0
    score = kinds
    score += compare_days(new.days, held.days).within
    score += compare_places(new.places, held.places).within
    score += compare_counts(new.counts, held.counts).within
    score += _name_score(new, held)
    score += _distance_score(event.sentence - group.last_sentence)
    score += _cue_score(event, group, first)
    score += min(1.0, 0.25 * len((new.words & held.words) - _COMMON))
    return score


def _kind_score(new: EventView, held: EventView, event: Event) -> float | None:
    if "reference" in event.cues and not event.families:
        return 0.3
    if new.kind != held.kind:
        if {new.kind, held.kind} in _KINDS_JOINED:
            return 0.2 if {"definite", "reference"} & set(event.cues) else -0.8
        return None
    relation = related_types(new.sub_event_types, held.sub_event_types)
    return {"same": 0.7, "related": 0.3, "apart": -1.6}[relation]


def _name_score(new: EventView, held: EventView) -> float:
    if new.names & held.names:
        return 1.8
    if new.names and held.names:
        return -1.2
    shared = (new.victims & held.victims) - _COMMON
    return 0.5 if shared else 0.0


def _distance_score(gap: int) -> float:
    return {0: 0.6, 1: 0.9, 2: 0.5, 3: 0.3}.get(gap, 0.0)


def _cue_score(event: Event, group: _Group, first: bool) -> float:
    cues = set(event.cues)
    score = 0.0
    if "separate" in cues:
        score -= 1.3
    if "definite" in cues:
        score += 0.8
    if "lead" in cues and any("headline" in e.cues for e in group.events):
        score += 1.6
    if first and "reference" in cues:
        score += 0.3
    if event.background != all(e.background for e in group.events) and event.background:
        score -= 0.6
    return score


_COMMON = frozenset("said say attack killed wounded injured people police government official report city town force security group reported according authority country".split())


def _merge(events: Sequence[Event]) -> Event:
    """Make one event of joined tellings: the most telling type, every claim, every sentence."""
    if len(events) == 1:
        return events[0]
    anchored = [e for e in events if "reference" not in e.cues] or list(events)
    body = [e for e in anchored if "headline" not in e.cues] or anchored
    kind = _type_of(anchored)
    claims = tuple(dict.fromkeys(c for e in events for c in e.claims))
    digest = hashlib.sha256("\n".join(sorted(e.id for e in events)).encode()).hexdigest()[:12]
    return replace(
        kind,
        id=f"e{digest}",
        outcome=_outcome_of(anchored),
        evidence=tuple(dict.fromkeys(ev for e in [*body, *events] for ev in e.evidence)),
        claims=claims,
        background=all(e.background for e in anchored),
        series=any(e.series for e in anchored),
        families=tuple(dict.fromkeys(f for e in anchored for f in e.families)),
        cues=tuple(dict.fromkeys(c for e in events for c in e.cues if c != "reference")),
        sentence=min(e.sentence for e in events),
    )


_TYPE_RANK = (
    "Suicide bomb", "Chemical weapon", "Air/drone strike", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED",
    "Non-state actor overtakes territory", "Armed clash", "Sexual violence", "Abduction/forced disappearance",
    "Excessive force against protesters", "Protest with intervention", "Violent demonstration", "Arrests", "Attack",
)  # fmt: skip


def _type_of(events: Sequence[Event]) -> Event:
    """Choose the telling that names the kind best: the most frequent specific type, the earlier of equal ones."""
    specific = [e for e in events if e.sub_event_type not in {"Attack", "Other", "Peaceful protest"}] or list(events)
    counts: dict[str, int] = {}
    for event in specific:
        counts[event.sub_event_type] = counts.get(event.sub_event_type, 0) + 1
    def rank(event: Event) -> tuple[int, int]:
        known = _TYPE_RANK.index(event.sub_event_type) if event.sub_event_type in _TYPE_RANK else len(_TYPE_RANK)
        return -counts[event.sub_event_type], known
    return min(specific, key=rank)


def _outcome_of(events: Sequence[Event]) -> str:  # the literal is checked by the record's users
    outcomes = [e.outcome for e in events]
    if all(o == "carried out" for o in outcomes):
        return "carried out"
    special = [o for o in outcomes if o != "carried out"]
    harmed = any(c.slot == "killed" and getattr(c.value, "low", None) for e in events for c in e.claims)
    if harmed and special[0] != "threatened":
        return "carried out"
    return special[0] if len(special) * 2 >= len(outcomes) or special[0] in {"attempted", "foiled"} else "carried out"


def shared_words(left: str, right: str) -> set[str]:
    """Give the content words that two quotes share."""
    return (content_words(left) & content_words(right)) - _COMMON
