"""What a case keeps besides the records of ``catena.model``: where bytes came from, and what people decided."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from catena.model import Evidence, Value
from catena.store import codec

DecisionKind = Literal[
    "accept", "reject", "correct", "same", "different", "merge", "split", "supersede", "withhold", "note", "confirm",
    "undo",
]  # fmt: skip

JOURNAL_START = "0" * 64


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where the bytes of a document came from. Times are UTC, ISO 8601, and never reach the incident file."""

    collector: str
    tool_version: str
    collected_utc: str
    origin: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that is no document, and why; its name is its path or address."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """An event as it stood when a person decided: by its words it is found again after another reading."""

    event: str
    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person decided, when (UTC, ISO 8601) and why.

    ``targets`` by kind: an incident (accept, reject, correct, confirm, note); two events, or two names (same,
    different); two incidents and the events of the second (different); several incidents (merge); an incident and
    the events that leave it (split); an incident, the old count and the new (supersede); names (withhold); the hash
    of an entry (undo). ``events`` are the events of the targeted incidents, or the two events, as they were then.
    ``field`` and ``value`` serve ``correct`` (a second target is the name that it replaces), ``evidence`` are the
    words that show it.
    """

    kind: DecisionKind
    targets: tuple[str, ...]
    person: str
    reason: str
    made_utc: str
    events: tuple[Anchor, ...] = ()
    field: str | None = None
    value: Value | str | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision in the journal: its number (from 1), the hash of the entry before it, and its own."""

    number: int
    previous: str
    hash: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class Hit:
    """A document in which the searched words stand, with the words around the first of them."""

    document: str
    name: str
    title: str | None
    excerpt: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A promise that does not hold: which record (``document 3f2…``), and what is wrong with it."""

    where: str
    what: str


def entry_hash(number: int, previous: str, decision: bytes) -> str:
    """Hash a journal entry: SHA-256 over its number, the hash before it and the decision's canonical bytes."""
    return hashlib.sha256(f"{number}\n{previous}\n".encode() + decision).hexdigest()


def seal(*parts: object) -> str:
    """Hash what a row holds, so that a change behind the case's back shows."""
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        digest.update(f"{len(data)}:".encode() + data)
    return digest.hexdigest()


def make_entry(number: int, previous: str, decision: Decision) -> Entry:
    """Chain a decision to the entry before it."""
    return Entry(number, previous, entry_hash(number, previous, codec.to_bytes(decision)), decision)
