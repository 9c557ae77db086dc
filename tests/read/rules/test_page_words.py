"""Buttons before a name are no part of it; one such word may be."""

from __future__ import annotations

import pytest

from catena.read.rules.lexicon import open_lexicon
from catena.read.rules.page_words import without_buttons
from catena.read.rules.speakers import find_full_names, name_speaker


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Print Tweet Views 2494 Rebels", "Rebels"),
        ("Share Print Comments", ""),
        ("Print Workers' Union", "Print Workers' Union"),
        ("Twitter", "Twitter"),
        ("the harbour police", "the harbour police"),
    ],
)
def test_buttons_before_a_name_are_left_out(words: str, name: str) -> None:
    assert without_buttons(words) == name


def test_buttons_speak_for_nobody() -> None:
    assert name_speaker("Print Tweet Views", open_lexicon()) is None
    assert find_full_names("The mayor fled. Print Tweet Views 12", open_lexicon()) == ()
