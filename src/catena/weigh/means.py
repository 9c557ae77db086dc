"""Whether two reports tell of weapons of which an attack is carried out with the one or with the other."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from catena.model import Claim, Weapon

# How the harm came: from the air, by shells, planted, thrown. A word that may be of several ("bomb") is left out.
_WAYS = {
    "drone": "drone",
    "aircraft": "aircraft",
    "air bomb": "aircraft",
    "rocket": "shells",
    "artillery": "shells",
    "vehicle bomb": "vehicle bomb",
    "suicide bomb": "suicide bomb",
    "mine": "mine",
    "firearm": "firearm",
    "blade": "blade",
    "blunt": "blunt",
}
# Two ways that go together: a suicide bomber in a car, a drone or an aircraft that fires a rocket.
_TOGETHER = (
    {"vehicle bomb", "suicide bomb"},
    {"drone", "shells"},
    {"aircraft", "shells"},
    {"drone", "aircraft"},
    {"blade", "blunt"},
)


def weapons_apart(claims: Iterable[Claim]) -> bool:
    """Say whether two reports tell ways of attack of which none of the one's is, or goes with, any of the other's."""
    told: dict[str, set[str]] = {}
    for claim in claims:
        if isinstance(claim.value, Weapon) and claim.value.family in _WAYS:
            told.setdefault(claim.evidence[0].document, set()).add(_WAYS[claim.value.family])
    return any(all(_apart(a, b) for a in one for b in other) for one, other in combinations(told.values(), 2))


def _apart(left: str, right: str) -> bool:
    return left != right and {left, right} not in _TOGETHER
