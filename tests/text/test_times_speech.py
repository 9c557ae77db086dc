"""A day on which somebody spoke is not the day of what he tells."""

from __future__ import annotations

import pytest

from catena.text.times_speech import dates_a_toll, is_day_of_speech


@pytest.mark.parametrize(
    ("text", "time", "of_speech"),
    [
        ("Raiders killed nine herders, the ministry said on Tuesday.", "Tuesday", True),
        ("The mayor told Delta News by phone on Tuesday that nine had died.", "Tuesday", True),
        ("Police said in a statement late on Tuesday that two were held.", "Tuesday", True),
        ("The ministry announced Tuesday that it had caught them.", "Tuesday", True),
        ("Police said nine people were killed on Tuesday.", "Tuesday", False),
        ("On Tuesday raiders killed nine herders, police said.", "Tuesday", False),
        ("Police said raiders came on Tuesday.", "Tuesday", False),
    ],
)
def test_a_day_right_behind_a_verb_of_speech_is_of_speech(text: str, time: str, of_speech: bool) -> None:
    assert is_day_of_speech(text, text.index(time)) is of_speech


@pytest.mark.parametrize(
    ("text", "time", "of_toll"),
    [
        ("A day earlier the government had put the number of dead at 18.", "A day earlier", True),
        ("On Monday the ministry gave the toll as nine.", "Monday", True),
        ("On Monday the army put its tanks in the square.", "Monday", False),
        ("A day earlier the rebels had killed nine.", "A day earlier", False),
    ],
)
def test_a_day_on_which_a_toll_was_told_dates_no_deed(text: str, time: str, of_toll: bool) -> None:
    assert dates_a_toll(text, text.index(time)) is of_toll
