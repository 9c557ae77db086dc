"""What each statement is about: the event told in its sentence, or the one it refers back to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from catena.link.view import content_words
from catena.model import Event, Statement

_REACH = 2
_SHARED_MIN = 2


def attach_statements(statements: Sequence[Statement], events: Sequence[Event]) -> tuple[Statement, ...]:
    """Give each statement of one document the event it is about, None where none is near enough.

    The event whose evidence is the statement's own sentence comes first; then the one with which the sentence
    shares most words; then what the same speaker spoke of just before.
    """
    attached: list[Statement] = []
    for statement in sorted(statements, key=lambda s: (s.evidence.start, s.id)):
        event = _inside(statement, events) or _alike(statement, events) or _carried(statement, attached, events)
        attached.append(replace(statement, about=event))
    return tuple(attached)


def _inside(statement: Statement, events: Sequence[Event]) -> str | None:
    hits = [
        (e.start != statement.evidence.start, event.background, position)
        for position, event in enumerate(events)
        for e in event.evidence
        if e.start < statement.evidence.end and statement.evidence.start < e.end
    ]
    return events[min(hits)[2]].id if hits else None


def _alike(statement: Statement, events: Sequence[Event]) -> str | None:
    words = content_words(statement.evidence.quote)
    scored = []
    for position, event in enumerate(events):
        starts = [e.start for e in event.evidence]
        before = any(s <= statement.evidence.start for s in starts)
        shared = max((len(words & content_words(e.quote)) for e in event.evidence), default=0)
        scored.append((shared, before, -position))
    best = max(scored, default=(0, False, 0))
    return events[-best[2]].id if best[0] > _SHARED_MIN else None


def _carried(statement: Statement, attached: Sequence[Statement], events: Sequence[Event]) -> str | None:
    for earlier in reversed(attached[-_REACH:]):
        if earlier.about is not None and earlier.source.name == statement.source.name:
            return earlier.about
    return events[0].id if len(events) == 1 else None
