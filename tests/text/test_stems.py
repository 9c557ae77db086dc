from __future__ import annotations

import pytest

from catena.text.stems import stem, stems


@pytest.mark.parametrize(
    "words",
    [
        "kill killed killing kills killings",
        "strike strikes struck striking",
        "shoot shot shooting shootings",
        "explode explosion explosions exploded",
        "assassinate assassinated assassination",
        "injury injuries injured",
        "die died dead death deaths",
        "detain detained detention",
    ],
)
def test_forms_of_a_word_meet(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("left", "right"), [("arrest", "attack"), ("Mali", "male"), ("1914", "1915"), ("bomb", "bombard")]
)
def test_other_words_stay_apart(left: str, right: str) -> None:
    assert stem(left) != stem(right)


def test_a_text_gives_its_stems_in_order_with_its_numbers() -> None:
    assert list(stems("Two mortar shells struck São Tomé; 7 were wounded.")) == [
        "two", "mortar", "shell", "strik", "sao", "tom", "7", "wer", "wound",
    ]  # fmt: skip
