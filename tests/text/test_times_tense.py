"""The words around a phrase say whether it lies ahead."""

from __future__ import annotations

import pytest

from catena.text.times import find_times
from catena.text.times_tense import tells_future

AHEAD = [
    "The court will hear the case on Monday.",
    "The hearing is scheduled for Nov. 9.",
    "The vote, due in June, was dropped.",
    "Talks are expected to resume on Friday.",
]
BEHIND = [
    "Gunmen stormed the bank on Monday.",
    "He was held against his will on Thursday.",
    "The army said on Friday that it would attack.",
    "On Sunday, rockets hit the market.",
]


@pytest.mark.parametrize("text", AHEAD)
def test_a_planned_day_lies_ahead(text: str) -> None:
    assert tells_future(text, find_times(text)[0].span)


@pytest.mark.parametrize("text", BEHIND)
def test_a_told_day_lies_behind(text: str) -> None:
    assert not tells_future(text, find_times(text)[0].span)
