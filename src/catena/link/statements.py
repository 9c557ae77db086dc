"""What each statement is about: the event that its words, its place in the report and its speaker point to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from catena.knowledge import read_table
from catena.link.features import probability
from catena.link.page import Vector, rarity, share_in, weigh_words
from catena.link.view import content_words
from catena.model import Event, Party, Statement, Victim
from catena.text.stems import stems

# Set by cross-validation (train/about.py): below it a statement is about nothing that was read.
ABOUT_MIN = 0.1
_RARE_MIN = 5.5
_ACCUSING = frozenset({"accuses", "denies", "claims responsibility"})


@dataclass(frozen=True, slots=True)
class Told:
    """An event as a statement sees it: where it is told, in what words, of whom, and how early."""

    event: Event
    spans: tuple[tuple[int, int], ...]
    words: Vector
    parties: frozenset[str]
    victims: frozenset[str]
    rank: int


def attach_statements(statements: Sequence[Statement], events: Sequence[Event]) -> tuple[Statement, ...]:
    """Give each statement of one document the event it is likeliest about, None where none is likely.

    The weights are learned (``train/about.py``); they are applied in reading order, because what a speaker spoke of
    just before counts.
    """
    weights = read_table("about_weights")["weights"]
    told = [told_of(event, rank) for rank, event in enumerate(events)]
    attached: list[Statement] = []
    for statement in sorted(statements, key=lambda s: (s.evidence.start, s.id)):
        best = max(
            ((probability(about_features(statement, t, told, attached), weights), -t.rank) for t in told),
            default=(0.0, 0),
        )
        about = told[-best[1]].event.id if best[0] >= ABOUT_MIN else None
        attached.append(replace(statement, about=about))
    return tuple(attached)


def told_of(event: Event, rank: int) -> Told:
    """Make an event ready to be found by statements; ``rank`` is its number in its report."""
    return Told(
        event,
        tuple((e.start, e.end) for e in event.evidence),
        weigh_words(word for quote in {e.quote for e in event.evidence} for word in stems(quote)),
        frozenset(w for c in event.claims if isinstance(c.value, Party) for w in content_words(c.value.name)),
        frozenset(w for c in event.claims if isinstance(c.value, Victim) for w in content_words(c.value.name)),
        rank,
    )


def about_features(
    statement: Statement, told: Told, others: Sequence[Told], before: Sequence[Statement]
) -> dict[str, float]:
    """Weigh one event as what a statement is about; ``before`` are the report's earlier statements, attached."""
    return {"bias": 1.0} | {name: value for name, value in _features(statement, told, others, before) if value}


def _features(
    statement: Statement, told: Told, others: Sequence[Told], before: Sequence[Statement]
) -> Iterator[tuple[str, float]]:
    start, end = statement.evidence.start, statement.evidence.end
    inside = [s for s in told.spans if s[0] < end and start < s[1]]
    yield "told in it", float(bool(inside))
    yield "first told in it", float(bool(inside) and inside[0] == min(told.spans))
    yield "told in it, with others", float(bool(inside) and sum(_meets(o, start, end) for o in others) > 1)
    gaps = [start - s[1] for s in told.spans if s[1] <= start]
    after = [s[0] - end for s in told.spans if s[0] >= end]
    nearest = min(gaps, default=None)
    if nearest is not None and not inside:
        yield "told before it", 1.0
        yield "near before it", 1 / (1 + nearest / 150)
        yield "last told before it", float(not any(_meets_between(o, start - nearest, start) for o in others))
    elif after and not inside:
        yield "told only after it", 1.0
        yield "near after it", 1 / (1 + min(after) / 150)
    words = weigh_words(stems(statement.evidence.quote))
    yield "words shared", share_in(words, told.words)
    most = max((share_in(words, o.words) for o in others), default=0.0)
    yield "most words shared", float(most > 0 and share_in(words, told.words) == most)
    rare = sum(rarity(w) - 4 for w in words if w in told.words and rarity(w) >= _RARE_MIN)
    yield "rare words shared", min(2.0, rare / 5)
    yield "early", 1 / (1 + told.rank)
    yield "only event", float(len(others) == 1)
    yield "told most", float(len(told.spans) == max(len(o.spans) for o in others))
    yield "much told", min(1.0, len(told.spans) / 6)
    yield "background", float(told.event.background)
    yield from _speaker(statement, told, before)


def _speaker(statement: Statement, told: Told, before: Sequence[Statement]) -> Iterator[tuple[str, float]]:
    speaker = content_words(statement.source.name)
    yield "speaker is a party", float(bool(speaker & told.parties))
    yield "speaker is harmed", float(bool(speaker & told.victims))
    yield "blame, and parties told", float(statement.act in _ACCUSING and bool(told.parties))
    named = content_words(statement.evidence.quote)
    yield "party named in it", float(bool(named & told.parties))
    last: Mapping[bool, str | None] = {s.source.name == statement.source.name: s.about for s in before}
    yield "the speaker's last", float(last.get(True) == told.event.id)
    yield "the last spoken of", float(bool(before) and before[-1].about == told.event.id)


def _meets(told: Told, start: int, end: int) -> bool:
    return any(s[0] < end and start < s[1] for s in told.spans)


def _meets_between(told: Told, start: int, end: int) -> bool:
    return any(start < s[1] <= end for s in told.spans)
