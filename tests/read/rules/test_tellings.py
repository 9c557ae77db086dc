"""What one sentence tells: a day's happening, or the sum of a war."""

from __future__ import annotations

import pytest

from catena.read.rules.counts import find_harms
from catena.read.rules.lexicon import open_lexicon
from catena.read.rules.tellings import find_tellings, is_total
from catena.read.rules.triggers import find_triggers
from catena.text.numbers import find_numbers
from catena.text.sentences import Sentence


@pytest.mark.parametrize(
    "text",
    [
        "More than 40,000 people have been killed since the conflict erupted.",
        "The insurgency has cost 900 lives in the past three years.",
        "Some 12,000 were killed in the civil war.",
        "Monitors put the death toll from the ten-year conflict at 30,000.",
    ],
)
def test_the_sum_of_a_war_is_told_from_a_day(text: str) -> None:
    assert is_total(text)


@pytest.mark.parametrize(
    "text",
    [
        "Forty were killed in the market on Monday.",
        "It was the deadliest raid since the conflict began.",
        "Four have been killed since dawn.",
        "The killing came a year after the truce.",
    ],
)
def test_a_day_is_not_the_sum_of_a_war(text: str) -> None:
    assert not is_total(text)


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("A mine killed two rangers in Pattani, where rebels have fought since 2004.", False),
        ("Police have detained a scholar since 2014.", False),
        ("Police have detained 900 people since 2014.", True),
    ],
)
def test_only_what_is_told_of_many_over_years_adds_up(text: str, total: bool) -> None:
    sentence, lexicon = Sentence(text, 0, len(text), 0, 0), open_lexicon()
    triggers = find_triggers(sentence, lexicon)
    harms = find_harms(sentence, triggers, find_numbers(text), lexicon)
    assert find_tellings(sentence, triggers, harms, lexicon)[0].total is total
