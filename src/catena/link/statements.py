"""What each statement is about: the event that its words, its place in the report and its speaker point to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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


@dataclass(frozen=True, slots=True)
class Spoken:
    """A statement as it is held against each event of its report.

    ``shares`` is how much of its words each event shares, by rank; ``tellings`` are the events told inside it;
    ``last`` is what its speaker spoke of before, ``last_of_any`` what anyone did.
    """

    statement: Statement
    words: Vector
    speaker: frozenset[str]
    named: frozenset[str]
    shares: tuple[float, ...]
    tellings: int
    last: str | None
    last_of_any: str | None


def attach_statements(statements: Sequence[Statement], events: Sequence[Event]) -> tuple[Statement, ...]:
    """Give each statement of one document the event it is likeliest about, None where none is likely.

    The weights are learned (``train/about.py``); they are applied in reading order, because what a speaker spoke of
    just before counts.
    """
    weights = read_table("about_weights")["weights"]
    told = [told_of(event, rank) for rank, event in enumerate(events)]
    attached: list[Statement] = []
    for statement in sorted(statements, key=lambda s: (s.evidence.start, s.id)):
        spoken = spoken_of(statement, told, attached)
        best = max(((probability(about_features(spoken, t, told), weights), -t.rank) for t in told), default=(0.0, 0))
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


def spoken_of(statement: Statement, told: Sequence[Told], before: Sequence[Statement]) -> Spoken:
    """Make a statement ready to be held against the events of its report, which stand by rank.

    ``before`` are the report's earlier statements, attached.
    """
    quote, start, end = statement.evidence.quote, statement.evidence.start, statement.evidence.end
    words = weigh_words(stems(quote))
    return Spoken(
        statement,
        words,
        content_words(statement.source.name),
        content_words(quote),
        tuple(share_in(words, t.words) for t in told),
        sum(_meets(t, start, end) for t in told),
        next((s.about for s in reversed(before) if s.source.name == statement.source.name), None),
        before[-1].about if before else None,
    )


def about_features(spoken: Spoken, told: Told, others: Sequence[Told]) -> dict[str, float]:
    """Weigh one event as what a statement is about; ``others`` are all events of the report."""
    return {"bias": 1.0} | {name: value for name, value in _features(spoken, told, others) if value}


def _features(spoken: Spoken, told: Told, others: Sequence[Told]) -> Iterator[tuple[str, float]]:
    start, end = spoken.statement.evidence.start, spoken.statement.evidence.end
    inside = [s for s in told.spans if s[0] < end and start < s[1]]
    yield "told in it", float(bool(inside))
    yield "first told in it", float(bool(inside) and inside[0] == min(told.spans))
    yield "told in it, with others", float(bool(inside) and spoken.tellings > 1)
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
    share, most = spoken.shares[told.rank], max(spoken.shares)
    yield "words shared", share
    yield "most words shared", float(most > 0 and share == most)
    yield "rare words shared", _rare_shared(spoken.words, told.words)
    yield "early", 1 / (1 + told.rank)
    yield "only event", float(len(others) == 1)
    yield "told most", float(len(told.spans) == max(len(o.spans) for o in others))
    yield "much told", min(1.0, len(told.spans) / 6)
    yield "background", float(told.event.background)
    yield from _speaker(spoken, told)


def _rare_shared(words: Vector, told: Vector) -> float:
    rare = sum(rarity(w) - 4 for w in words if w in told and rarity(w) >= _RARE_MIN)
    return min(2.0, rare / 5)


def _speaker(spoken: Spoken, told: Told) -> Iterator[tuple[str, float]]:
    yield "speaker is a party", float(bool(spoken.speaker & told.parties))
    yield "speaker is harmed", float(bool(spoken.speaker & told.victims))
    yield "blame, and parties told", float(spoken.statement.act in _ACCUSING and bool(told.parties))
    yield "party named in it", float(bool(spoken.named & told.parties))
    yield "the speaker's last", float(spoken.last == told.event.id)
    yield "the last spoken of", float(spoken.last_of_any == told.event.id)


def _meets(told: Told, start: int, end: int) -> bool:
    return any(s[0] < end and start < s[1] for s in told.spans)


def _meets_between(told: Told, start: int, end: int) -> bool:
    return any(start < s[1] <= end for s in told.spans)
