"""How a telling is told: hits, and near misses, for each manner."""

from __future__ import annotations

import pytest

from catena.read.rules.lexicon import open_lexicon
from catena.read.rules.manner import find_manner, is_sweeping, title_words
from catena.read.rules.triggers import find_triggers
from catena.text.sentences import Sentence


def manner_of(text: str, title: str = "") -> set[str]:
    sentence = Sentence(text, 0, len(text), 0, 0)
    trigger = find_triggers(sentence, open_lexicon())[0]
    return set(find_manner(sentence, trigger, title_words(title)))


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("Gunmen killed two guards on Friday.", "told by verb"),
        ("Herders often kill farmers in the dry season.", "told as habit"),
        ("The coast has seen many kidnappings.", "told in plural"),
        ("There was a kidnapping near the bridge.", "told as new"),
        ("Protests spread after the killing of a student.", "told behind"),
    ],
)
def test_manner_is_named(text: str, manner: str) -> None:
    sentence = Sentence(text, 0, len(text), 0, 0)
    found = {m for t in find_triggers(sentence, open_lexicon()) for m in find_manner(sentence, t, frozenset())}
    assert manner in found


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("Gunmen killed two guards on Friday.", "told in present"),
        ("Gunmen killed two guards on Friday.", "told as habit"),
        ("The killing shocked the town.", "told as new"),
    ],
)
def test_manner_is_not_named_without_its_words(text: str, manner: str) -> None:
    assert manner not in manner_of(text)


def test_headline_is_shared_or_apart() -> None:
    assert "headline shared" in manner_of(
        "Gunmen killed two guards at the Sokoto prison.", "Guards killed at Sokoto prison"
    )
    assert "headline apart" in manner_of("Police arrested a singer.", "Rains delay harvest")


@pytest.mark.parametrize(
    ("text", "sweeping"),
    [
        ("Hundreds of activists have been killed by these groups.", True),
        ("Thousands have died in the conflict.", True),
        ("Hundreds of people were killed on Friday.", False),
        ("Two guards have been killed.", False),
    ],
)
def test_a_perfect_tense_over_hundreds_is_sweeping(text: str, sweeping: bool) -> None:
    sentence = Sentence(text, 0, len(text), 0, 0)
    assert is_sweeping(sentence, find_triggers(sentence, open_lexicon())[0]) is sweeping
