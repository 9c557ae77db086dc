"""Names taken apart into what tells and what does not."""

from __future__ import annotations

import pytest

from catena.knowledge.name_words import load_name_words
from catena.text.name_parts import body_name, looks_like_body, person_name

WORDS = load_name_words()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Qais al-Khazali", ("qais", "khazali")),
        ("Abu Ali al-Askari", ("abu:ali", "askari")),
        ("Abd al-Rahman Idris", ("abdulrahman", "idris")),
        ("Abdel Rahman Idris", ("abdulrahman", "idris")),
        ("Lt. Gen. Ana de la Cruz", ("ana", "cruz")),
        ("Former Prime Minister Ana Ruiz", ("ana", "ruiz")),
        ("Ruiz", ("ruiz",)),
        ("Prince Okoro", ("prince", "okoro")),
    ],
)
def test_a_persons_name_keeps_what_tells(name: str, words: tuple[str, ...]) -> None:
    assert person_name(name, WORDS).words == words


def test_a_fathers_name_is_marked() -> None:
    found = person_name("Omar bin Saeed al-Harbi", WORDS)
    assert found.words == ("omar", "saeed", "harbi")
    assert found.fathers == {1}


@pytest.mark.parametrize(
    ("name", "gender"), [("Mr Ruiz", "male"), ("Mrs Ruiz", "female"), ("Dr Ruiz", None), ("Ana Ruiz", None)]
)
def test_a_title_tells_the_gender_or_not(name: str, gender: str | None) -> None:
    assert person_name(name, WORDS).gender == gender


def test_a_bodys_name_is_read_as_concepts_beside_its_state() -> None:
    found = body_name("Iraqi Jabhat al-Nahr", WORDS)
    assert found.words == ("front", "nahr")
    assert found.states == {"IQ"}


def test_an_acronym_in_brackets_is_set_aside() -> None:
    assert body_name("Lake Relief Trust (LRT)", WORDS).bracketed == "lrt"


def test_numbers_in_words_and_digits_are_one() -> None:
    assert body_name("Brigade Forty-Four", WORDS).words == body_name("Brigade 44", WORDS).words


@pytest.mark.parametrize(
    "name", ["Lake Army", "Harakat al-Nahr", "Banco Azul S.A.", "Syrian police", "Ministry of Wells"]
)
def test_bodies_are_told_by_their_words(name: str) -> None:
    assert looks_like_body(name, WORDS)


@pytest.mark.parametrize("name", ["Ana Ruiz", "Islam Farouk", "Haris Fatah", "Nasr Idris", "Shahid Khan"])
def test_persons_with_names_that_are_words_elsewhere_stay_persons(name: str) -> None:
    assert not looks_like_body(name, WORDS)
