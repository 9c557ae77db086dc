"""What a person may choose of an export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from catena import __version__
from catena.model import Toll

Figures = tuple[int | None, int | None, int | None]
Policy = Callable[[Toll], Figures]
Profile = Literal["full", "victims-withheld"]
PROFILES: tuple[Profile, ...] = ("full", "victims-withheld")


def as_weighed(toll: Toll) -> Figures:
    """Give best, low and high as the incident file holds them."""
    return toll.best, toll.low, toll.high


@dataclass(frozen=True, slots=True)
class ActorCode:
    """What other projects call an actor, from a list that the user gives (``--actors FILE``)."""

    name: str
    acled_name: str | None = None
    inter: str | None = None
    ucdp_id: str | None = None
    ucdp_name: str | None = None
    gw: str | None = None
    cameo: str | None = None


@dataclass(frozen=True, slots=True)
class ForeignEntity:
    """An entity of someone else's list, kept as it came: FollowTheMoney schema and properties."""

    id: str
    schema: str
    properties: tuple[tuple[str, tuple[str, ...]], ...]
    origin: str


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of one export; each default is what a person gets who chooses nothing.

    ``policy`` picks best, low and high of a toll and ``policy_name`` says which it is. None counts by the
    format's own policy where it has one, and else shows what the incident file holds (`as_weighed`).
    ``case_hash`` is the hash of the case where the caller knows it; without it the hash of the findings is
    computed, which reads everything once more.
    """

    version: str = __version__
    profile: Profile = "full"
    policy: Policy | None = None
    policy_name: str = "as weighed"
    inter: Literal["text", "code"] = "text"
    actors: tuple[ActorCode, ...] = ()
    foreign: tuple[ForeignEntity, ...] = ()
    case_hash: str | None = None
    incident: str | None = None
