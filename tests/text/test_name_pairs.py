"""Words of two names aligned and measured."""

from __future__ import annotations

import pytest

from catena.knowledge.name_words import load_name_words
from catena.text.name_pairs import ALIGNED_MIN, MEASURES, edits_of, likeness_of, measure_bodies, measure_persons

WORDS = load_name_words()


@pytest.mark.parametrize(
    ("left", "right", "least"),
    [
        ("mohammed", "muhammad", 0.95),
        ("kadhimi", "kazemi", 0.95),
        ("krishchenko", "kirshchenko", 0.85),
        ("abu:mahdi", "abu:mehdi", 0.75),
        ("n", "nursultan", 0.7),
    ],
)
def test_one_word_in_two_spellings_is_alike(left: str, right: str, least: float) -> None:
    assert likeness_of(left, right, WORDS.given) >= least


@pytest.mark.parametrize(
    ("left", "right"), [("mahmoud", "muhammad"), ("salam", "salman"), ("okello", "ruiz"), ("a", "nursultan")]
)
def test_two_names_are_not_alike_however_near_spelled(left: str, right: str) -> None:
    assert likeness_of(left, right, WORDS.given) < ALIGNED_MIN


def test_abdul_before_a_name_does_not_make_two_names_alike() -> None:
    assert likeness_of("abdulghafoor", "abdulnasir", {}) < ALIGNED_MIN


def test_a_joined_word_meets_its_two_parts() -> None:
    found = measure_persons("Mohammad Hasni Karzai", "Mohammadhasni Karzai", WORDS).alignment
    assert not found.left_over
    assert not found.right_over


def test_measures_are_the_same_both_ways_round() -> None:
    for left, right in (("Ana Maria Ruiz", "Ruiz, Anna"), ("Omar bin Zaid", "Zaid bin Omar")):
        assert measure_persons(left, right, WORDS).values == measure_persons(right, left, WORDS).values


def test_a_fathers_and_a_sons_name_exchanged_are_noticed() -> None:
    values = measure_persons("Omar bin Zaid al-Harbi", "Zaid bin Omar al-Harbi", WORDS).values
    assert values[MEASURES.index("father differs")] == 1


def test_other_states_are_noticed() -> None:
    values = measure_bodies("Peruvian army", "Chilean army", WORDS).values
    assert values[MEASURES.index("states differ")] == 1


def test_an_initial_is_half_an_edit_from_its_name_and_far_from_another() -> None:
    assert edits_of("g", "grace", {}) == 0.5
    assert edits_of("g", "w", {}) > 2
