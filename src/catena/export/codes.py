"""The codes of other projects: event types as they name them, and the user's own list of actors."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from catena.errors import InputError
from catena.export.options import ActorCode
from catena.knowledge import read_table


@dataclass(frozen=True, slots=True)
class EventCode:
    """What an event type is to ACLED, UCDP and CAMEO; ``ucdp`` is 3, "by sides" or None."""

    disorder: str | None
    civilians: bool
    ucdp: int | str | None
    cameo: str | None


UNCODED = EventCode(None, False, None, None)


def event_code(event_type: str, sub_event_type: str) -> EventCode:
    """Look up an event type; a sub-event type that the table lacks has the disorder type of its family only."""
    family = read_table("event_types")["event_types"].get(event_type)
    if family is None:
        return UNCODED
    entry = family["sub_event_types"].get(sub_event_type)
    if entry is None:
        first = next(iter(family["sub_event_types"].values()))
        return EventCode(first["disorder"], False, family["ucdp"], None)
    return EventCode(
        entry["disorder"], entry.get("civilians", False), entry.get("ucdp", family["ucdp"]), entry["cameo"]
    )


def inter_code(inter: str | None) -> int | None:
    """Give the number of ACLED's kind of actor (State forces is 1), None where it is unknown."""
    code: int | None = None if inter is None else inters().get(inter)
    return code


@cache
def inters() -> dict[str, int]:
    """Give ACLED's kinds of actor with their numbers."""
    return dict(read_table("event_types")["inters"])


def goldstein(cameo: str | None) -> float | None:
    """Give the Goldstein score of a CAMEO code, None where there is none."""
    score: float | None = None if cameo is None else read_table("event_types")["goldstein"].get(cameo)
    return score


def read_actor_codes(path: Path) -> tuple[ActorCode, ...]:
    """Read the user's list of actors: CSV with a column ``name`` and any of the others of `ActorCode`.

    ``inter`` is a word ("Rebel group") or its number. Raises InputError that names the line.
    """
    known = [field.name for field in fields(ActorCode)]
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            columns = reader.fieldnames or []
            if "name" not in columns or set(columns) - set(known):
                raise InputError(
                    f"{path}: the columns are {', '.join(columns)}; name and any of {', '.join(known[1:])}"
                )
            return tuple(_read_actor_code(path, reader.line_num, row) for row in reader)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: no list of actors can be read ({error})") from error


def match_actor(names: Iterable[str], codes: Iterable[ActorCode]) -> ActorCode | None:
    """Find the entry of the user's list that has one of an actor's names; case does not count."""
    folded = {name.casefold() for name in names}
    return next((code for code in codes if code.name.casefold() in folded), None)


def _read_actor_code(path: Path, line: int, row: dict[str, str]) -> ActorCode:
    known = {key: value for key, value in row.items() if value}
    inter = known.get("inter")
    if inter is not None:
        by_number = {str(number): word for word, number in inters().items()}
        known["inter"] = by_number.get(inter, inter)
        if known["inter"] not in inters():
            raise InputError(f"{path}, line {line}: no kind of actor {inter!r}; known: {', '.join(inters())}")
    if "name" not in known:
        raise InputError(f"{path}, line {line}: an actor without a name")
    return ActorCode(**known)
