"""Two people's cases joined: every document and decision of both, and the decisions that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from catena.errors import CaseError
from catena.review.standing import standing
from catena.store import Case, Decision, Entry

Pair = frozenset[object]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two standing decisions that cannot both hold; the later entry is obeyed until a person settles it."""

    earlier: Entry
    later: Entry
    about: str


@dataclass(frozen=True, slots=True)
class Joined:
    """What a case gained from another, and what people now have to settle."""

    documents: int
    readings: int
    decisions: int
    contradictions: tuple[Contradiction, ...]


def join_cases(case: Case, other: Case) -> Joined:
    """Add to a case what another holds and it lacks; all of it or, after an error, nothing.

    The other's decisions follow this case's own, in their order; what both made already stays once. Its incident
    file is not taken over: make it anew from the joined case.
    """
    with case.transaction(lasting=True):
        documents = sum(_add_document(case, other, document_id) for document_id in other.document_ids())
        readings = sum(_add_readings(case, other, reader) for reader in other.readers())
        for refusal in other.refusals():
            case.add_refusal(refusal.name, refusal.reason)
        decisions = _add_decisions(case, other.journal())
    return Joined(documents, readings, decisions, find_contradictions(case.journal()))


def find_contradictions(entries: Sequence[Entry]) -> tuple[Contradiction, ...]:
    """List each two standing decisions of different people that say opposite things of the same words."""
    by_people = standing(entries)
    return tuple(
        Contradiction(earlier, later, about)
        for earlier, later in combinations(by_people, 2)
        if earlier.decision.person != later.decision.person
        and (about := _opposed(earlier.decision, later.decision)) is not None
    )


def _add_document(case: Case, other: Case, document_id: str) -> bool:
    document = other.document(document_id)
    try:
        data: bytes | None = other.original(document_id)
    except CaseError:  # withheld by whoever packed the other case
        data = None
    # A list, not any() alone: each place where the document was found is to be noted.
    added = [case.add_document(document, data, origin) for origin in other.provenance(document_id)]
    return any(added)


def _add_readings(case: Case, other: Case, reader: str) -> int:
    added = 0
    for reading in other.readings(reader):
        if case.reading(reading.document, reader) is None:
            case.add_reading(reading, reader)
            added += 1
    return added


def _add_decisions(case: Case, entries: Sequence[Entry]) -> int:
    ours = {entry.decision: entry.hash for entry in case.journal()}
    hash_here: dict[str, str] = {}
    added = 0
    for entry in entries:
        decision = entry.decision
        if decision.kind == "undo":  # what it undoes has another hash in this journal
            decision = replace(decision, targets=tuple(hash_here.get(each, each) for each in decision.targets))
        if decision not in ours:
            ours[decision] = case.append(decision).hash
            added += 1
        hash_here[entry.hash] = ours[decision]
    return added


def _opposed(one: Decision, other: Decision) -> str | None:
    """Say in words what two decisions contradict each other about; None where both can hold."""
    if _words(one) & _words(other):
        kinds = {one.kind, other.kind}
        if "reject" in kinds and kinds & {"accept", "correct", "confirm"}:
            return f"whether incident {one.targets[0]} stands"
        if kinds == {"correct"} and one.field == other.field and one.value != other.value:
            return f"{one.field} of incident {one.targets[0]}"
        if kinds == {"supersede"} and one.targets[1:] == other.targets[:0:-1]:
            return f"which of two figures of incident {one.targets[0]} replaces the other"
    joined, parted = (set(_joined(one)) & set(_parted(other))), (set(_parted(one)) & set(_joined(other)))
    if joined or parted:
        return f"whether {' and '.join(sorted(one.targets[:2]))} are one"
    return None


def _words(decision: Decision) -> set[tuple[str, int, int]]:
    return {(anchor.document, anchor.start, anchor.end) for anchor in decision.events}


def _joined(decision: Decision) -> Iterator[Pair]:
    if decision.kind in ("same", "merge"):
        yield from (frozenset(pair) for pair in combinations(_sides(decision)[0], 2))


def _parted(decision: Decision) -> Iterator[Pair]:
    if decision.kind in ("different", "split"):
        staying, leaving = _sides(decision)
        yield from (frozenset(pair) for pair in product(staying, leaving))


def _sides(decision: Decision) -> tuple[list[object], list[object]]:
    """Give what stays and what leaves: words where the decision fixed them, else names. A joining has one side."""
    if not decision.events:
        names: list[object] = list(decision.targets)
        return (names[:1], names[1:]) if decision.kind == "different" else (names, [])
    words = {anchor.event: (anchor.document, anchor.start, anchor.end) for anchor in decision.events}
    leaving: tuple[str, ...] = ()
    if decision.kind in ("different", "split"):
        two_incidents = decision.kind == "different" and len(decision.targets) > 2
        leaving = decision.targets[2 if two_incidents else 1 :]
    return [words[e] for e in words if e not in leaving], [words[e] for e in words if e in leaving]
