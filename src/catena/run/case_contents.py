"""The tables of a case as exports read them: walked on disk in order, never held at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from catena.export.contents import gather_places
from catena.model import Actor, Copy, Document, Incident, Judgement, Place, Statement
from catena.store import Case

HELD_MAX = 256  # an incident's documents are asked for again and again, those of the one before hardly ever


class CaseContents:
    """The kept incident file of a case as ``catena.export.contents.Contents``; its places alone are in memory."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._places: list[Place] | None = None
        self.document = lru_cache(HELD_MAX)(self._document)
        self.actor = lru_cache(HELD_MAX)(self._actor)

    def documents(self) -> Iterator[Document]:
        """Walk the documents by id."""
        return self._case.file_part(Document)

    def copies(self) -> Iterator[Copy]:
        """Walk the reprints by document and origin."""
        return self._case.file_part(Copy)

    def actors(self) -> Iterator[Actor]:
        """Walk the actors by id."""
        return self._case.file_part(Actor)

    def places(self) -> Iterator[Place]:
        """Walk the places by id: those of the file and those that an incident names."""
        if self._places is None:
            found = gather_places(self.incidents(), self._case.file_part(Place))
            self._places = sorted(found.values(), key=lambda each: each.id)
        return iter(self._places)

    def incidents(self) -> Iterator[Incident]:
        """Walk the incidents by id."""
        return self._case.file_part(Incident)

    def statements(self) -> Iterator[Statement]:
        """Walk the statements by id."""
        return self._case.file_part(Statement)

    def judgements(self) -> Iterator[Judgement]:
        """Walk the judgements by left, right and author."""
        return self._case.file_part(Judgement)

    def _document(self, identifier: str) -> Document | None:
        return self._case.file_record(Document, identifier)

    def _actor(self, identifier: str) -> Actor | None:
        return self._case.file_record(Actor, identifier)
