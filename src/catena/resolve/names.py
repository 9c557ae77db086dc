"""Who: judge whether two names are one actor's, and explain what is known of a name."""

from __future__ import annotations

from dataclasses import dataclass

from catena.knowledge.actors import ActorTable, KnownKind
from catena.text.name_judge import NameJudgement, judge
from catena.text.name_parts import looks_like_body, person_name
from catena.text.names import skeleton

__all__ = ["NameCandidate", "NameJudgement", "explain_name", "judge_names"]


@dataclass(frozen=True, slots=True)
class NameCandidate:
    """A known actor that a name may mean, with the reason; ``id`` is the id in the tables."""

    id: str
    name: str
    kind: KnownKind
    reason: str


def judge_names(left: str, right: str, table: ActorTable) -> NameJudgement:
    """Judge from the strings alone whether two names are one actor's: same, different or unsure, and why.

    Symmetric and deterministic. A surname (or given name) alone beside a full name is unsure: only the
    documents can tell, see ``catena.link.actors``.
    """
    return judge(left, right, table)


def explain_name(name: str, table: ActorTable) -> tuple[tuple[str, ...], tuple[NameCandidate, ...]]:
    """Explain how a name is read: the reading in words, and the known actors that bear it, likeliest first."""
    candidates = tuple(
        NameCandidate(actor, table.actors[actor].name, table.actors[actor].kind, _origin(table, actor))
        for actor in table.lookup(name)
    )
    if candidates or looks_like_body(name, table.words):
        return (f"read as a body's name: {name}",), candidates
    parts = person_name(name, table.words)
    told = [f"read as a person's name: {' '.join(parts.words)}", f"skeleton: {skeleton(' '.join(parts.words))}"]
    if parts.title:
        told.append(f"title set aside: {parts.title}")
    return tuple(told), ()


def _origin(table: ActorTable, actor: str) -> str:
    entry = table.actors[actor]
    facts = [", ".join(entry.countries), entry.years or "", f"part of {entry.parent}" if entry.parent else ""]
    return f"in the table of known actors ({'; '.join(fact for fact in (*facts, entry.source) if fact)})"
