"""What the steps know, loaded once and handed to them as arguments."""

from __future__ import annotations

import gc
from dataclasses import dataclass
from pathlib import Path

from catena.errors import UsageError
from catena.knowledge.actors import ActorTable, load_actors
from catena.knowledge.gazetteer import Gazetteer
from catena.read.reader import Reader
from catena.read.rules.reader import RulesReader

READERS = ("rules", "trained")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The gazetteer, the table of known actors and the chosen reader."""

    gazetteer: Gazetteer
    actors: ActorTable
    reader: Reader


def check_reader(name: str) -> None:
    """Raise UsageError for a reader that is not known."""
    if name not in READERS:
        raise UsageError(f"no reader named {name!r}; known: {', '.join(READERS)}")


def open_knowledge(reader: str = READERS[0], weights: Path | None = None) -> Knowledge:
    """Load what the named reader and the resolvers know; raises UsageError for a reader that is not known.

    ``weights`` is the folder of the encoder's weights, the installed ones by default.
    """
    check_reader(reader)
    knowledge = _load(reader, weights)
    gc.freeze()  # what is known stays as long as the process; the collector would go through it at every tenth report
    return knowledge


def _load(reader: str, weights: Path | None) -> Knowledge:
    gazetteer, actors = Gazetteer.open(), load_actors()
    rules = RulesReader(gazetteer, actors)
    if reader == "rules":
        return Knowledge(gazetteer, actors, rules)
    from catena.read.encoder import Encoder  # the runtime is loaded only where it is used
    from catena.read.trained import TrainedReader

    return Knowledge(gazetteer, actors, TrainedReader(rules, Encoder.open(weights)))
