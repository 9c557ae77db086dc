"""Who is counted: whether two descriptions mean the same people, or one of them a part of the other's."""

from __future__ import annotations

import re

# The nouns of those counted, by the side that they stand on. Anybody else ("people", "evacuees") may be anyone.
_SIDES = {
    "civilian": (
        "civilian protester demonstrator villager resident pilgrim passenger shopper worshipper refugee farmer"
    ).split(),
    "state": (
        "soldier troop police policeman officer guard army serviceman personnel gendarme marine pro-government "
        "policewoman constable ranger commando conscript"
    ).split(),
    "non-state": (
        "fighter militant rebel terrorist gunman insurgent attacker jihadist extremist bomber militiaman "
        "assailant guerrilla mercenary bandit"
    ).split(),
}  # fmt: skip
# Narrower groups: of whatever side, they are only some of those who were there.
_GROUPS = (
    "child woman girl boy student pupil schoolgirl worker journalist reporter patient teacher doctor medic nurse "
    "trader staffer colleague lawyer activist foreigner national aid"
).split()  # fmt: skip
_IRREGULAR = {"children": "child", "women": "woman", "men": "man", "people": "people", "policemen": "policeman"}
_PART = re.compile(r"\b(?:including|among them|among whom|mostly|most of|many of|some of|, )")
_HEAD_WORDS = 8

Kind = tuple[str, ...]


def kind_of(who: str) -> Kind:
    """Place a description in the tree of people: () for anyone, ("civilian",), ("civilian", "child") …"""
    head = _PART.split(who.lower(), maxsplit=1)[0]
    words = {_singular(w.strip(".,;:'’\"")) for w in head.split()[:_HEAD_WORDS]}
    sides = [side for side, nouns in _SIDES.items() if words & set(nouns)]
    groups = [noun for noun in _GROUPS if noun in words]
    if len(sides) > 1 or len(groups) > 1:
        return tuple(sides) if len(sides) == 1 else ()
    return (*sides, *groups)


def _singular(word: str) -> str:
    known = _IRREGULAR.get(word)
    if known is not None:
        return known
    return word[:-3] + "man" if word.endswith("men") else word.removesuffix("s")


def same_people(left: str, right: str) -> bool:
    """Say whether two descriptions may mean the same people: no side parts them ("people" may be anyone)."""
    a, b = kind_of(left), kind_of(right)
    return not a or not b or bool(set(a) & set(b))


def part_of(part: str, whole: str) -> bool:
    """Say whether the first description is of a narrower group than the second ("children" among "people")."""
    a, b = kind_of(part), kind_of(whole)
    return a != b and set(b) <= set(a)
