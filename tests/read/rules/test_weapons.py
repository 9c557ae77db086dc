"""Weapons by their names; what bears the same name and harms nobody is none."""

from __future__ import annotations

import pytest

from catena.read.rules.lexicon import open_lexicon
from catena.read.rules.weapons import find_weapons
from catena.text.sentences import Sentence


def weapons_of(text: str) -> list[str]:
    return [w.name for w, _ in find_weapons(Sentence(text, 0, len(text), 0, 0), open_lexicon())]


@pytest.mark.parametrize(
    ("text", "weapons"),
    [
        ("Their truck struck a mine near the ford.", ["mine"]),
        ("Landmines killed two herders.", ["Landmines"]),
        ("Guards beat the marchers with truncheons.", ["truncheons"]),
        ("A blast killed a clerk.", ["bomb"]),
        ("He was hacked to death with an axe.", ["axe", "blade"]),
        ("Workers at the potash mine went on strike.", []),
        ("Gunmen attacked a gold mine and took four miners.", []),
        ("The envoy spoke at the Harbour Rowing Club.", []),
        ("Gunmen led two nurses away.", []),
    ],
)
def test_a_weapon_is_what_was_used(text: str, weapons: list[str]) -> None:
    assert weapons_of(text) == weapons
