"""Events of many documents to incidents: block, judge with reasons, cluster under every "different"."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from catena.link.compare import compare_counts, compare_days, compare_places
from catena.link.view import EventView, related_types, view_of
from catena.model import Event, Judgement, Verdict

BY = "linker 1"
# Set on the development clusters (bench/quality): above SAME_MIN two events are one, above UNSURE_MIN a person is asked.
SAME_MIN = 0.6
UNSURE_MIN = 0.35
_BIAS = -3.1
_NAME_BLOCK_MAX = 60
_CELL_DEG = 1.0
_WINDOW_DAYS = 7


@dataclass(frozen=True, slots=True)
class Linkable:
    """An event with its view, ready for comparison."""

    event: Event
    view: EventView


def prepare(events: Iterable[Event]) -> tuple[Linkable, ...]:
    """Compute the views once, in the order of event ids."""
    return tuple(Linkable(e, view_of([e])) for e in sorted(events, key=lambda e: e.id))


def block(items: Sequence[Linkable]) -> Iterator[tuple[int, int]]:
    """Give the pairs worth a judgement: of two documents, sharing a cell of place and time or a rare name.

    Pairs are indices (left < right), each once, in order.
    """
    blocks: dict[object, list[int]] = defaultdict(list)
    for index, item in enumerate(items):
        for key in _keys(item.view):
            blocks[key].append(index)
    pairs: set[tuple[int, int]] = set()
    for key, members in blocks.items():
        if isinstance(key, str) and len(members) > _NAME_BLOCK_MAX:
            continue
        for i, left in enumerate(members):
            for right in members[i + 1 :]:
                if items[left].event.document != items[right].event.document:
                    pairs.add((left, right))
    yield from sorted(pairs)


def _keys(view: EventView) -> Iterator[object]:
    windows = range(0)
    if view.days is not None and view.days.width <= 400:
        first, last = view.days.first // _WINDOW_DAYS, view.days.last // _WINDOW_DAYS
        windows = range(first - 1, last + 2) if last - first < 8 else range(first, last + 1)
    cells = {
        (math.floor(p.lat / _CELL_DEG) + a, math.floor(p.lon / _CELL_DEG) + b)
        for p in view.places
        if p.lat is not None and p.lon is not None
        for a in (0, 1)
        for b in (0, 1)
    }
    for window in windows:
        if window % 2 == 0:
            for cell in cells:
                yield (window, cell)
            for country in {p.country for p in view.places if p.country}:
                yield (window, country)
    yield from view.names


def judge(left: Linkable, right: Linkable) -> Judgement:
    """Judge whether two events are one incident, with the reasons that spoke for and against."""
    score, reasons = _score(left.view, right.view)
    probability = 1 / (1 + math.exp(-score))
    verdict: Verdict = "same" if probability >= SAME_MIN else "unsure" if probability >= UNSURE_MIN else "different"
    a, b = sorted((left.event.id, right.event.id))
    return Judgement(a, b, verdict, tuple(reasons), BY, round(probability, 4))


def _score(left: EventView, right: EventView) -> tuple[float, list[str]]:
    reasons: list[str] = []
    if left.kind != right.kind:
        if {left.kind, right.kind} not in ({"violence", "protest"}, {"violence", "riot"}, {"riot", "protest"}):
            return -6.0, [f"{left.kind} and {right.kind} are different kinds of happening"]
        score = _BIAS - 1.0
    else:
        relation = related_types(left.sub_event_types, right.sub_event_types)
        score = _BIAS + {"same": 1.0, "related": 0.4, "apart": -1.5}[relation]
        if relation != "related":
            reasons.append("the same kind of event" if relation == "same" else "different means of attack")
    if left.series != right.series:
        score -= 0.8
        reasons.append("one is a run of happenings, the other a single one")
    for agreement in (
        compare_days(left.days, right.days),
        compare_places(left.places, right.places),
        compare_counts(left.counts, right.counts),
    ):
        score += agreement.across
        if agreement.reason is not None:
            reasons.append(agreement.reason)
    score += _names(left, right, reasons)
    shared = left.weapons & right.weapons
    if shared:
        score += 0.3
        reasons.append(f"the same weapon, {', '.join(sorted(shared))}")
    common = left.words & right.words
    union = max(1, min(len(left.words), len(right.words)))
    overlap = len(common) / union
    score += 2.0 * (overlap - 0.25)
    if overlap > 0.4:
        reasons.append("much the same words")
    return score, reasons


def _names(left: EventView, right: EventView, reasons: list[str]) -> float:
    shared = left.names & right.names
    if shared:
        reasons.append(f"the same victim, {' '.join(sorted(shared)).title()}")
        return 3.0 if len(shared) > 1 else 2.2
    if left.names and right.names:
        reasons.append("victims of different names")
        return -1.5
    score = 0.0
    if left.parties & right.parties:
        score += 0.4
    if left.victims & right.victims:
        score += 0.5
    return score


def cluster(events: Sequence[Event], judgements: Iterable[Judgement]) -> tuple[tuple[str, ...], ...]:
    """Group event ids: strongest "same" first, never across a "different" between any two members.

    A person's judgement (no probability) outranks the machine's. Deterministic in any order of the input.
    """
    group_of: dict[str, tuple[str, ...]] = {e.id: (e.id,) for e in sorted(events, key=lambda e: e.id)}
    ranked = sorted(judgements, key=lambda j: (-(2.0 if j.probability is None else j.probability), j.left, j.right))
    apart: dict[str, set[str]] = defaultdict(set)
    decided = {(j.left, j.right): j for j in ranked if j.probability is None}
    for j in ranked:
        if j.verdict == "different" and (j.probability is None or ((j.left, j.right) not in decided)):
            apart[j.left].add(j.right)
            apart[j.right].add(j.left)
    for j in ranked:
        if j.verdict != "same" or j.left not in group_of or j.right not in group_of:
            continue
        left, right = group_of[j.left], group_of[j.right]
        if left is right:
            continue
        if _forbidden(left, right, apart, by_person=j.probability is None, decided=decided):
            continue
        joined = tuple(sorted({*left, *right}))
        for member in joined:
            group_of[member] = joined
    return tuple(sorted(set(group_of.values())))


def _forbidden(
    left: Sequence[str],
    right: Sequence[str],
    apart: dict[str, set[str]],
    *,
    by_person: bool,
    decided: dict[tuple[str, str], Judgement],
) -> bool:
    """Say whether a "different" stands between the groups: any by a person; by the machine, most of the pairs."""
    pairs = [(a, b) for a in left for b in right]
    if any((j := decided.get((min(a, b), max(a, b)))) is not None and j.verdict == "different" for a, b in pairs):
        return True
    if by_person:
        return False
    against = sum(b in apart.get(a, ()) for a, b in pairs)
    return against * 2 >= len(pairs)
