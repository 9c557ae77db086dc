"""What the steps know, loaded once and handed to them as arguments."""

from __future__ import annotations

from dataclasses import dataclass

from catena.errors import UsageError
from catena.knowledge.actors import ActorTable, load_actors
from catena.knowledge.gazetteer import Gazetteer
from catena.read.reader import Reader
from catena.read.rules.reader import RulesReader

READERS = ("rules",)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The gazetteer, the table of known actors and the chosen reader."""

    gazetteer: Gazetteer
    actors: ActorTable
    reader: Reader


def open_knowledge(reader: str = READERS[0]) -> Knowledge:
    """Load what the named reader and the resolvers know; raises UsageError for a reader that is not known."""
    if reader not in READERS:
        raise UsageError(f"no reader named {reader!r}; known: {', '.join(READERS)}")
    gazetteer, actors = Gazetteer.open(), load_actors()
    return Knowledge(gazetteer, actors, RulesReader(gazetteer, actors))
