"""What an export reads: the tables of an incident file, each walked in order and as often as needed.

An `IncidentFile` in memory is one such thing; a case on disk may be another, so that a million
incidents are never held at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from catena.export.options import Policy
from catena.model import Actor, Copy, Document, Incident, IncidentFile, Judgement, Place, Statement, Toll, Where


class Contents(Protocol):
    """The tables of an incident file. Each call starts anew; records come sorted by id."""

    def documents(self) -> Iterator[Document]:
        """Walk the documents by id."""

    def copies(self) -> Iterator[Copy]:
        """Walk the reprints by document and origin."""

    def actors(self) -> Iterator[Actor]:
        """Walk the actors by id."""

    def places(self) -> Iterator[Place]:
        """Walk the places by id: those of the file and those that an incident names."""

    def incidents(self) -> Iterator[Incident]:
        """Walk the incidents by id."""

    def statements(self) -> Iterator[Statement]:
        """Walk the statements by id."""

    def judgements(self) -> Iterator[Judgement]:
        """Walk the judgements by left, right and author."""

    def document(self, identifier: str) -> Document | None:
        """Give one document, None where there is none of that id."""

    def actor(self, identifier: str) -> Actor | None:
        """Give one actor, None where there is none of that id."""


class FileContents:
    """The tables of an incident file that is in memory."""

    def __init__(self, file: IncidentFile) -> None:
        self._file = file
        self._documents = {each.id: each for each in sorted(file.documents, key=lambda each: each.id)}
        self._actors = {each.id: each for each in sorted(file.actors, key=lambda each: each.id)}
        self._incidents = sorted(file.incidents, key=lambda each: each.id)
        self._places = sorted(gather_places(self._incidents, file.places).values(), key=lambda each: each.id)

    def documents(self) -> Iterator[Document]:
        """Walk the documents by id."""
        return iter(self._documents.values())

    def copies(self) -> Iterator[Copy]:
        """Walk the reprints by document and origin."""
        return iter(sorted(self._file.copies, key=lambda each: (each.document, each.origin, each.share)))

    def actors(self) -> Iterator[Actor]:
        """Walk the actors by id."""
        return iter(self._actors.values())

    def places(self) -> Iterator[Place]:
        """Walk the places by id."""
        return iter(self._places)

    def incidents(self) -> Iterator[Incident]:
        """Walk the incidents by id."""
        return iter(self._incidents)

    def statements(self) -> Iterator[Statement]:
        """Walk the statements by id."""
        return iter(sorted(self._file.statements, key=lambda each: (each.id, each.evidence.start)))

    def judgements(self) -> Iterator[Judgement]:
        """Walk the judgements by left, right and author."""
        return iter(sorted(self._file.judgements, key=lambda each: (each.left, each.right, each.by, each.verdict)))

    def document(self, identifier: str) -> Document | None:
        """Give one document, None where there is none of that id."""
        return self._documents.get(identifier)

    def actor(self, identifier: str) -> Actor | None:
        """Give one actor, None where there is none of that id."""
        return self._actors.get(identifier)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a view makes of each record: one function per table, each giving the record back by default."""

    document: Callable[[Document], Document] = lambda record: record
    actor: Callable[[Actor], Actor] = lambda record: record
    place: Callable[[Place], Place] = lambda record: record
    incident: Callable[[Incident], Incident] = lambda record: record
    statement: Callable[[Statement], Statement] = lambda record: record
    judgement: Callable[[Judgement], Judgement] = lambda record: record


class ChangedContents:
    """The tables of a file with every record changed on its way out: a policy applied, names withheld."""

    def __init__(self, contents: Contents, changes: Changes) -> None:
        self._contents = contents
        self._changes = changes

    def documents(self) -> Iterator[Document]:
        """Walk the documents by id."""
        return map(self._changes.document, self._contents.documents())

    def copies(self) -> Iterator[Copy]:
        """Walk the reprints by document and origin."""
        return self._contents.copies()

    def actors(self) -> Iterator[Actor]:
        """Walk the actors by id."""
        return map(self._changes.actor, self._contents.actors())

    def places(self) -> Iterator[Place]:
        """Walk the places by id."""
        return map(self._changes.place, self._contents.places())

    def incidents(self) -> Iterator[Incident]:
        """Walk the incidents by id."""
        return map(self._changes.incident, self._contents.incidents())

    def statements(self) -> Iterator[Statement]:
        """Walk the statements by id."""
        return map(self._changes.statement, self._contents.statements())

    def judgements(self) -> Iterator[Judgement]:
        """Walk the judgements by left, right and author."""
        return map(self._changes.judgement, self._contents.judgements())

    def document(self, identifier: str) -> Document | None:
        """Give one document, None where there is none of that id."""
        found = self._contents.document(identifier)
        return None if found is None else self._changes.document(found)

    def actor(self, identifier: str) -> Actor | None:
        """Give one actor, None where there is none of that id."""
        found = self._contents.actor(identifier)
        return None if found is None else self._changes.actor(found)


class ChosenContents(ChangedContents):
    """The tables of a file as far as they bear on one incident: it, its documents, what was said about it."""

    def __init__(self, contents: Contents, incident: Incident) -> None:
        super().__init__(contents, Changes())
        self._incident = incident
        self._cited = frozenset(incident.documents)

    def incidents(self) -> Iterator[Incident]:
        """Give the one incident."""
        return iter((self._incident,))

    def documents(self) -> Iterator[Document]:
        """Walk the documents that tell of it."""
        return (each for each in self._contents.documents() if each.id in self._cited)

    def copies(self) -> Iterator[Copy]:
        """Walk the reprints among those documents."""
        return (each for each in self._contents.copies() if {each.document, each.origin} <= self._cited)

    def statements(self) -> Iterator[Statement]:
        """Walk what was said about it."""
        return (each for each in self._contents.statements() if each.about == self._incident.id)


def contents_of(file: IncidentFile | Contents) -> Contents:
    """Give the tables of a file in memory, or those given as such."""
    return FileContents(file) if isinstance(file, IncidentFile) else file


def counted_by(contents: Contents, policy: Policy) -> Contents:
    """Show every toll with the best, low and high that the policy picks; what is reported stays.

    A figure that nothing reported carries (of an imported list), or that a person corrected, stays too.
    """

    def recount(toll: Toll) -> Toll:
        if not toll.reported:
            return toll
        best, low, high = policy(toll)
        return replace(toll, best=best, low=low, high=high)

    def change(incident: Incident) -> Incident:
        if incident.review.status == "corrected":
            return incident
        return replace(
            incident,
            killed=recount(incident.killed),
            wounded=recount(incident.wounded),
            abducted=recount(incident.abducted),
        )

    return ChangedContents(contents, Changes(incident=change))


def gather_places(incidents: Iterable[Incident], places: Iterable[Place]) -> dict[str, Place]:
    """Gather a file's places and those that only an incident names; the file's own record wins.

    The incidents come by id, so that of two that name a place differently the same one wins each time.
    """
    found: dict[str, Place] = {}
    for incident in incidents:
        if incident.place.best is not None:
            found.setdefault(incident.place.best.id, incident.place.best)
        for reported in incident.place.reported:
            where = reported.value
            if isinstance(where, Where) and where.place is not None:
                found.setdefault(where.place.id, where.place)
    found.update({each.id: each for each in places})
    return found
