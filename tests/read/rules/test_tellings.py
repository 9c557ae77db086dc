"""What one sentence tells: a day's happening, or the sum of a war."""

from __future__ import annotations

import pytest

from catena.read.rules.tellings import is_total


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
