"""Whom a sentence names as harmed; suspects and speakers are none."""

from __future__ import annotations

import pytest
from tests.read.rules.test_parties import parties_of

from catena.read.rules.identified import find_identified
from catena.text.sentences import Sentence


def named_in(text: str) -> list[tuple[str, str]]:
    return [(v.name, v.fate) for v, _ in find_identified(Sentence(text, 0, len(text), 0, 0))]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The victims were identified as Ana Ruiz, 23, and Luis Paz, 30.", [("Ana Ruiz", "targeted"), ("Luis Paz", "targeted")]),
        ("The four kidnapped were identified as John Moyo from Harare and Mary Phiri.",
         [("John Moyo", "abducted"), ("Mary Phiri", "abducted")]),
        ("The dead man was named by police as Rashid Ali.", [("Rashid Ali", "killed")]),
        ("Police identified the body as Maria Gomez.", [("Maria Gomez", "killed")]),
        ("Guards killed a commander identified as Joseph Otim.", [("Joseph Otim", "killed")]),
        ("Among the wounded were Ana Ruiz and Luis Paz.", [("Ana Ruiz", "wounded"), ("Luis Paz", "wounded")]),
        ("The suspects were identified as Ana Ruiz and Luis Paz.", []),
        ("The victims were identified as traders.", []),
        ("Ana Ruiz, who identified the victim, wept.", []),
    ],
)  # fmt: skip
def test_those_harmed_are_named(text: str, named: list[tuple[str, str]]) -> None:
    assert named_in(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "The four kidnapped were identified as John Moyo and Mary Phiri.",
        "Those arrested are Ana Ruiz and Luis Paz.",
    ],
)
def test_who_was_taken_is_suspected_of_nothing(text: str) -> None:
    assert parties_of(text) == []
