"""Judged pairs to groups: average link on the log-odds, so that no chain of look-alikes joins what its ends tell apart."""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from catena.model import Event, Judgement

Pair = tuple[str, str]

# Set on the development clusters (bench/link): the mean log-odds above which two groups are one.
JOIN_MIN = 0.0
# What is held of a pair that no block brought together, and of two that one report tells as two.
UNJUDGED = -2.0
ONE_REPORT = -1.5
# A machine's "different" as sure as this is never joined across, whatever the others say.
PLAIN_MAX = 0.01
_MOST = 5.0


@dataclass(slots=True)
class _Ties:
    """What the judged pairs between two groups add up to."""

    odds: float = 0.0
    pairs: int = 0
    apart: bool = False


@dataclass(slots=True)
class _Field:
    """Groups as they grow, each under the least id of its events, with their ties to one another."""

    members: dict[str, list[str]]
    document_of: Mapping[str, str]
    ties: dict[str, dict[str, _Ties]] = field(default_factory=lambda: defaultdict(dict))

    def add(self, judgement: Judgement) -> None:
        left, right = judgement.left, judgement.right
        ties = self.ties[left].get(right)
        if ties is None:
            ties = self.ties[left][right] = self.ties[right][left] = _Ties()
        if judgement.probability is None:
            ties.apart = ties.apart or judgement.verdict == "different"
            return
        odds = log_odds(judgement.probability)
        ties.odds += odds if judgement.verdict == "same" else min(0.0, odds)  # what is unsure speaks for nothing
        ties.pairs += 1
        ties.apart = ties.apart or judgement.probability <= PLAIN_MAX

    def mean(self, left: str, right: str) -> float | None:
        """Give the mean log-odds over all pairs of two groups; None where they must stay apart."""
        ties = self.ties[left][right]
        if ties.apart:
            return None
        all_pairs = len(self.members[left]) * len(self.members[right])
        if ties.pairs == all_pairs:
            return ties.odds / all_pairs
        reports = [self.document_of[e] for e in self.members[left]]
        told_twice = sum(reports.count(self.document_of[e]) for e in self.members[right])
        told_twice = min(told_twice, all_pairs - ties.pairs)
        rest = told_twice * ONE_REPORT + (all_pairs - ties.pairs - told_twice) * UNJUDGED
        return (ties.odds + rest) / all_pairs

    def join(self, left: str, right: str) -> str:
        """Make one group of two; give its name."""
        kept, gone = min(left, right), max(left, right)
        self.members[kept] += self.members.pop(gone)
        self.ties[kept].pop(gone, None)
        for other, ties in self.ties.pop(gone, {}).items():
            if other == kept:
                continue
            del self.ties[other][gone]
            held = self.ties[kept].get(other)
            if held is None:
                held = self.ties[kept][other] = self.ties[other][kept] = _Ties()
            held.odds += ties.odds
            held.pairs += ties.pairs
            held.apart = held.apart or ties.apart
        return kept


def log_odds(probability: float) -> float:
    """Give the log-odds of a probability, no further from zero than any single judgement may pull."""
    bounded = min(1 - 1e-9, max(1e-9, probability))
    return max(-_MOST, min(_MOST, math.log(bounded / (1 - bounded))))


def cluster(events: Sequence[Event], judgements: Iterable[Judgement]) -> tuple[tuple[str, ...], ...]:
    """Group event ids: what people joined, then the likeliest groups first, never across what people set apart.

    A person's judgement has no probability. The result is the same in any order of the input.
    """
    document_of = {e.id: e.document for e in events}
    known = [j for j in judgements if j.left in document_of and j.right in document_of and j.left != j.right]
    reach = _reach(document_of, known)
    within: defaultdict[str, list[Judgement]] = defaultdict(list)
    for judgement in known:
        if reach[judgement.left] == reach[judgement.right]:
            within[reach[judgement.left]].append(judgement)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for event, name in reach.items():
        members[name].append(event)
    groups = (group for name, own in members.items() for group in _grow(own, document_of, within[name]))
    return tuple(sorted(tuple(sorted(group)) for group in groups))


def _reach(document_of: Mapping[str, str], known: Iterable[Judgement]) -> dict[str, str]:
    """Name for each event the events that it could at most be joined with: what a chain of "same" leads to.

    No group grows beyond it, so each is clustered by itself: a large case is many small ones.
    """
    above = {event: event for event in document_of}

    def top(event: str) -> str:
        while above[event] != event:
            above[event] = event = above[above[event]]
        return event

    for judgement in known:
        if judgement.verdict == "same":
            left, right = top(judgement.left), top(judgement.right)
            above[max(left, right)] = min(left, right)
    return {event: top(event) for event in above}


def _grow(events: Sequence[str], document_of: Mapping[str, str], judgements: list[Judgement]) -> Collection[list[str]]:
    """Group the events of one reach."""
    if len(events) == 1:
        return [list(events)]
    judgements.sort(key=lambda j: (j.left, j.right, j.by, j.verdict))
    decided = {_pair(j) for j in judgements if j.probability is None}
    grown = _Field({e: [e] for e in sorted(events)}, document_of)
    for judgement in judgements:
        if judgement.probability is None or _pair(judgement) not in decided:
            grown.add(judgement)
    _join_decided(grown, [j for j in judgements if j.probability is None and j.verdict == "same"])
    _join_likely(grown)
    return grown.members.values()


def _pair(judgement: Judgement) -> Pair:
    return min(judgement.left, judgement.right), max(judgement.left, judgement.right)


def _join_decided(grown: _Field, decided: Sequence[Judgement]) -> None:
    """Join what people joined, unless people also set a pair of the two groups apart."""
    apart = {(a, b) for a, row in grown.ties.items() for b, ties in row.items() if ties.apart and not ties.pairs}
    home = {e: e for e in grown.members}
    for judgement in sorted(decided, key=_pair):
        left, right = home[judgement.left], home[judgement.right]
        if left == right or any((a, b) in apart for a in grown.members[left] for b in grown.members[right]):
            continue
        kept = grown.join(left, right)
        for event in grown.members[kept]:
            home[event] = kept
    _forget_machine(grown, apart)


def _forget_machine(grown: _Field, apart: set[Pair]) -> None:
    """Let a machine's plain "different" no longer bind a group that people made: only what people set apart does."""
    for left, row in grown.ties.items():
        for right, ties in row.items():
            if left < right and len(grown.members[left]) + len(grown.members[right]) > 2 and ties.apart:
                ties.apart = any((a, b) in apart for a in grown.members[left] for b in grown.members[right])


def _join_likely(grown: _Field) -> None:
    """Join the two groups of the highest mean, as long as any lies above JOIN_MIN."""
    waiting = [row for left in grown.members for row in _rows(grown, left) if left < row[2]]
    heapq.heapify(waiting)
    while waiting:
        odds, left, right = heapq.heappop(waiting)
        if left not in grown.members or right not in grown.members or right not in grown.ties[left]:
            continue
        mean = grown.mean(left, right)
        if mean is None or -mean != odds:
            continue
        kept = grown.join(left, right)
        for row in _rows(grown, kept):
            heapq.heappush(waiting, row)


def _rows(grown: _Field, group: str) -> Iterator[tuple[float, str, str]]:
    for other in grown.ties.get(group, {}):
        mean = grown.mean(group, other)
        if mean is not None and mean > JOIN_MIN:
            yield -mean, min(group, other), max(group, other)
