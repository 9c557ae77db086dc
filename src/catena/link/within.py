"""The tellings of one document to its events: "the blast" joins the bombing, a second strike stays apart."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from catena.knowledge import read_table
from catena.knowledge.event_kinds import count_types
from catena.link.features import join_features, probability, stand_features
from catena.link.scene import Scene
from catena.link.view import EventView, view_of
from catena.model import Claim, Event, Evidence, Outcome, Span
from catena.text.numbers import find_numbers
from catena.text.times_speech import is_day_of_speech

# Set by reading each development cluster with weights that have not seen it (train/join.py --fold; JOIN_MIN .3 to .5,
# STAND_MIN .2 to .4: .573 to .594, here .594): a telling joins the likeliest event above
# JOIN_MIN, else it stands as one of its own above STAND_MIN, else it is a word in passing and is left out.
JOIN_MIN = 0.4
STAND_MIN = 0.4
_HARMED = frozenset({"killed", "wounded", "abducted"})


@dataclass(slots=True)
class _Group:
    events: list[Event]
    view: EventView
    headlines: list[Event] = field(default_factory=list)

    def add(self, event: Event) -> None:
        self.events.append(event)
        self.view = view_of([e for e in self.events if "reference" not in e.cues] or self.events)


def join_tellings(events: Sequence[Event]) -> tuple[Event, ...]:
    """Join the tellings of one document, given in reading order, into its events.

    A telling that only refers back ("condemned the attack") joins what it refers to or is dropped; totals over
    years, sweeping figures and hypotheses make no event. The weights are learned (``train/join.py``).
    """
    weights = read_table("join_weights")
    groups: list[_Group] = []
    waiting: list[Event] = []
    scene = Scene(events)
    for event in events:
        if "sweeping" in event.cues:
            continue
        new = view_of([event])
        home = _home(event, new, groups, weights["join"], scene) or _blamed_for(event, groups)
        if home is not None:
            home.add(event)
        elif probability(stand_features(event, new), weights["stand"]) >= STAND_MIN:
            groups.append(_Group([event], new))
            scene.groups.append(groups[-1].events)
        elif "headline" in event.cues and _tells_figure(event):
            waiting.append(event)
    for event in waiting:  # a bare headline joins what the text tells after it
        if (home := _home(event, view_of([event]), groups[::-1], weights["join"], scene)) is not None:
            home.headlines.append(event)
    return tuple(_with_headlines(_merge(g.events), g.headlines) for g in groups)


def _tells_figure(event: Event) -> bool:
    """Say whether a telling holds a number of persons harmed ("Five hurt in blast"), and not only names or a noun."""
    return any(
        n.kind == "cardinal"
        for c in event.claims
        if c.slot in _HARMED and (f := c.evidence[0].focus) is not None
        for n in find_numbers(_words(c.evidence[0], f))
    )


def _words(evidence: Evidence, focus: Span) -> str:
    return evidence.quote[focus.start - evidence.start : focus.end - evidence.start]


def _with_headlines(event: Event, headlines: Sequence[Event]) -> Event:
    """Give an event the figures and sentences of headlines that tell it; its kind and outcome stay those of the text."""
    if not headlines:
        return event
    return replace(
        event,
        evidence=tuple(dict.fromkeys((*event.evidence, *(e for h in headlines for e in h.evidence)))),
        claims=tuple(dict.fromkeys((*(c for h in headlines for c in h.claims), *event.claims))),
        cues=tuple(dict.fromkeys((*event.cues, *(c for h in headlines for c in h.cues)))),
        sentence=min(event.sentence, *(h.sentence for h in headlines)),
    )


def _home(
    event: Event, new: EventView, groups: Sequence[_Group], weights: Mapping[str, float], scene: Scene
) -> _Group | None:
    best: _Group | None = None
    best_p = JOIN_MIN
    for position, group in enumerate(reversed(groups)):
        if _kinds_apart(event, new, group.view) or _exclude(event, new, group.view):
            continue
        p = probability(join_features(event, new, group.events, group.view, position, scene), weights)
        if p > best_p:
            best, best_p = group, p
    return best


def _blamed_for(event: Event, groups: Sequence[_Group]) -> _Group | None:
    """Give the deed that a bare blame is for ("the mayor blamed the militia"): the one told most and shortly before it."""
    if event.cues != ("reference",) or event.families or {c.slot for c in event.claims} != {"perpetrator"}:
        return None
    told = [g for g in groups if g.view.kind in _DEEDS and 0 <= event.sentence - g.events[-1].sentence <= _BLAME_REACH]
    return max(told, key=lambda g: (len(g.events), g.events[-1].sentence), default=None)


_DEEDS, _BLAME_REACH = frozenset({"violence", "abduction"}), 3  # sentences


def _exclude(event: Event, new: EventView, held: EventView) -> bool:
    """Say whether no world makes them one: days well apart, or the single dead of each named differently."""
    if new.days is not None and held.days is not None and "reference" not in event.cues:
        sure = (
            not new.days.approximate
            and not held.days.approximate
            and max(new.days.width, held.days.width) <= _MONTHS_TWO
        )
        if sure and new.days.gap(held.days) >= _DAYS_APART:
            return True
    named = new.names - _no_names(), held.names - _no_names()
    return min(map(len, named)) > 1 and not named[0] & named[1] and _one_dead(new) and _one_dead(held)


@cache
def _no_names() -> frozenset[str]:
    """Give the capitalised words of a description that name no person: peoples, ranks, bodies."""
    cues, countries = read_table("cues"), read_table("countries")["countries"]
    peoples = {d.lower() for row in countries.values() for d in (*row.get("demonyms", ()), row["name"])}
    ranks = {
        w.strip(".").lower()
        for row in read_table("ranks").values()
        if isinstance(row, list)
        for r in row
        for w in str(r).split()
    }
    return frozenset(
        peoples | ranks | set(cues["institution_nouns"]) | set(cues["people_nouns"]) | set(cues["anonymous_adjectives"])
    )


def _one_dead(view: EventView) -> bool:
    killed = [c for slot, c in view.counts if slot == "killed"]
    return bool(killed) and all(c.low == c.high == 1 for c in killed)


_DAYS_APART, _MONTHS_TWO = 7, 62  # days
_MET = (
    {"violence", "protest"},
    {"violence", "riot"},
    {"riot", "protest"},
    {"arrest", "legal"},
    {"violence", "abduction"},
    {"protest", "arrest"},
)


def _kinds_apart(event: Event, new: EventView, held: EventView) -> bool:
    """Say whether two kinds of happening never are one: an arrest and the crime; a bare reference may be to anything."""
    return bool(event.families) and new.kind != held.kind and {new.kind, held.kind} not in _MET


def _merge(events: Sequence[Event]) -> Event:
    """Make one event of joined tellings: the most telling type, every claim, every sentence."""
    if len(events) == 1:
        return events[0]
    anchored = [e for e in events if "reference" not in e.cues] or list(events)
    body = [e for e in anchored if "headline" not in e.cues] or anchored
    kind = _type_of(anchored)
    claims = _of_deeds(tuple(dict.fromkeys(c for e in events for c in e.claims)))
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


def _of_deeds(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Leave out days on which somebody spoke of it, where a day of its own is told."""
    spoken = [c for c in claims if c.slot == "date" and _is_of_speech(c.evidence[0])]
    days = [c for c in claims if c.slot == "date"]
    return claims if len(spoken) == len(days) else tuple(c for c in claims if c not in spoken)


def _is_of_speech(evidence: Evidence) -> bool:
    return evidence.focus is not None and is_day_of_speech(evidence.quote, evidence.focus.start - evidence.start)


_TYPE_RANK = (
    "Suicide bomb", "Chemical weapon", "Air/drone strike", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED",
    "Non-state actor overtakes territory", "Armed clash", "Sexual violence", "Abduction/forced disappearance",
    "Excessive force against protesters", "Protest with intervention", "Violent demonstration", "Arrests", "Attack",
)  # fmt: skip


def _type_of(events: Sequence[Event]) -> Event:
    """Choose the telling that names the kind best: the most frequent specific type, the earlier of equal ones."""
    specific = [e for e in events if e.sub_event_type not in {"Attack", "Other", "Peaceful protest"}] or list(events)
    counts = count_types(e.sub_event_type for e in specific)

    def rank(event: Event) -> tuple[int, int]:
        known = _TYPE_RANK.index(event.sub_event_type) if event.sub_event_type in _TYPE_RANK else len(_TYPE_RANK)
        return -counts[event.sub_event_type], known

    return min(specific, key=rank)


def _outcome_of(events: Sequence[Event]) -> Outcome:
    outcomes = [e.outcome for e in events]
    if all(o == "carried out" for o in outcomes):
        return "carried out"
    special = [o for o in outcomes if o != "carried out"]
    harmed = any(c.slot == "killed" and getattr(c.value, "low", None) for e in events for c in e.claims)
    if harmed and special[0] != "threatened":
        return "carried out"
    return special[0] if len(special) * 2 >= len(outcomes) or special[0] in {"attempted", "foiled"} else "carried out"
