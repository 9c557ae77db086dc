"""What a denial contests."""

from __future__ import annotations

import pytest

from catena.weigh.denials import blames, denies_course, denies_doing

DOING = [
    "The ministry denied any involvement in the raid.",
    "The group denied that it had carried out the bombing.",
    "Officials denied accusations by lawyers that prisoners are beaten.",
    "The army rejected the report of the monitors as biased.",
    "He called the allegations baseless.",
    "The general said his men were not responsible.",
    "Police said they had not detained the singer.",
    "It is ridiculous to accuse the nurse of kidnapping.",
    "She pleaded not guilty.",
]
COURSE = [
    "The army said the actor was not beaten.",
    "The commissioner denied that anyone had been arrested.",
    "Nobody was detained, the governor said.",
    "The raid never happened, the spokesman said.",
]
NEITHER = [
    "The bombardment had not stopped since dawn, he said.",
    "Ministers have not commented on the article.",
    "There is no ground to keep the doctors out, she said.",
    "Parties disputed the results of the election.",
    "He said he had never seen such a crowd.",
]


@pytest.mark.parametrize("quote", DOING)
def test_a_denial_of_having_done_it_is_told(quote: str) -> None:
    assert denies_doing(quote)


@pytest.mark.parametrize("quote", COURSE)
def test_a_denial_that_it_came_to_pass_is_told(quote: str) -> None:
    assert denies_course(quote)


@pytest.mark.parametrize("quote", NEITHER)
def test_a_plain_negation_contests_nothing(quote: str) -> None:
    assert not denies_doing(quote)
    assert not denies_course(quote)


def test_words_of_blame_are_told_from_a_doer_in_passing() -> None:
    assert blames("Residents blamed the coalition for the strike.")
    assert blames("The council said the army was behind the blast.")
    assert not blames("The army pressed ahead with its offensive.")
