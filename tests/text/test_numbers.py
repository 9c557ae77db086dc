"""Numbers are found with their values, and what is no toll says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catena.text.numbers import find_numbers

VALUES = [
    ("Four men died", "Four", 4, 4),
    ("two dozen soldiers", "two dozen", 24, 24),
    ("12,000 people fled", "12,000", 12000, 12000),
    ("1.2 million refugees", "1.2 million", 1200000, 1200000),
    ("a hundred fighters", "a hundred", 100, 100),
    ("one hundred and twenty-three dead", "one hundred and twenty-three", 123, 123),
    ("two hundred thousand homes", "two hundred thousand", 200000, 200000),
    ("dozens were hurt", "dozens", 20, 99),
    ("scores of villagers", "scores", 40, 99),
    ("hundreds of protesters", "hundreds", 100, 999),
    ("thousands fled, thousands of them by sea", "thousands", 1000, 9999),
    ("tens of thousands marched", "tens of thousands", 10000, 99999),
    ("hundreds of thousands marched", "hundreds of thousands", 100000, 999999),
    ("several guards", "several", 3, 9),
    ("several hundred rebels", "several hundred", 100, 999),
    ("a few dozen men", "a few dozen", 20, 99),
    ("dozens this week", "dozens", 20, 99),
    ('"hundreds" more', "hundreds", 100, 999),
    ("a few rockets", "a few", 3, 9),
    ("a dozen men", "a dozen", 12, 12),
    ("a couple of boys", "a couple", 2, 2),
    ("the other pair of raiders", "pair", 2, 2),
    ("half a dozen shells", "half a dozen", 6, 6),
    ("10-15 gunmen", "10-15", 10, 15),
    ("two or three guards", "two or three", 2, 3),
    ("between 5 and 7 men", "5 and 7", 5, 7),
    ("30 to 40 houses", "30 to 40", 30, 40),
    ("5 to 6 million people", "5 to 6 million", 5000000, 6000000),
    ("killed 1987 people", "1987", 1987, 1987),
]


@pytest.mark.parametrize(("text", "words", "low", "high"), VALUES)
def test_number_words_and_digits_have_their_value(text: str, words: str, low: int, high: int) -> None:
    found = next(number for number in find_numbers(text) if number.words == words)
    assert (found.low, found.high, found.kind) == (low, high, "cardinal")
    assert text[found.span.start : found.span.end] == words


OTHER_KINDS = [
    ("in 2016 the war", "2016", "year"),
    ("the 2003 invasion", "2003", "year"),
    ("a 14-year-old boy", "14", "age"),
    ("Omar Said, 34, a baker", "34", "age"),
    ("Sara and Omar Said, 36, were seen", "36", "age"),
    ("Omar Said, 36 and Sara", "36", "age"),
    ("In Khan Younis, 12 and a boy", "12", "cardinal"),
    ("aged 17", "17", "age"),
    ("30 percent of voters", "30", "percent"),
    ("45% of them", "45", "percent"),
    ("a ransom of $500", "500", "money"),
    ("5,000 dollars", "5,000", "money"),
    ("at 10:35 local time", "10", "clock"),
    ("at 7 p.m.", "7", "clock"),
    ("on Dec. 7", "7", "date"),
    ("on 7 December", "7", "date"),
    ("posted 2020-03-06 by us", "06", "date"),
    ("for three months", "three", "duration"),
    ("an F-16 jet", "16", "label"),
    ("AK-47 rifles", "47", "label"),
    ("120 mm mortars", "120", "calibre"),
    ("Article 4 of the law", "4", "reference"),
    ("sections 376 and 366 of the code", "366", "reference"),
    ("10 kilometres away", "10", "measure"),
    ("the first attack", "first", "ordinal"),
    ("the 3rd brigade", "3rd", "ordinal"),
    ("a magnitude of 3.5", "3.5", "decimal"),
]


@pytest.mark.parametrize(("text", "words", "kind"), OTHER_KINDS)
def test_what_counts_no_people_says_what_it_is(text: str, words: str, kind: str) -> None:
    found = next(number for number in find_numbers(text) if number.words == words)
    assert found.kind == kind


def test_a_list_of_numbers_stays_apart() -> None:
    found = find_numbers("five and seven men, 5 killed and 12 hurt")
    assert [number.low for number in found] == [5, 7, 5, 12]


def test_the_modal_may_makes_no_date_of_a_toll() -> None:
    assert find_numbers("470000 may have died")[0].kind == "cardinal"


PIECES = st.sampled_from(
    ["four", "dozen", "12,000", "1.5", "of", "and", "-", " ", "\n", "million", "a", "st", "$", "²", "٣"]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join), st.lists(PIECES).map(" ".join)))
def test_any_text_is_read_and_spans_lie_inside_it_in_order(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert end <= number.span.start < number.span.end <= len(text)
        assert text[number.span.start : number.span.end] == number.words
        assert number.low is None or number.high is None or number.low <= number.high
        end = number.span.end
