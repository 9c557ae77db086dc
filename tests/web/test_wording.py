"""How days and titles are worded in lists."""

from __future__ import annotations

import pytest

from catena.web.incident_view import day_words
from catena.web.rendering import mark_words
from catena.web.rows import when_parts

DAYS = [
    ("2021-11-05", ("2021-11-05", ""), "2021-11-05"),
    ("2021-11-05~", ("2021-11-05", "about"), "about 2021-11-05"),
    ("2021-11", ("2021-11", ""), "2021-11"),
    ("2021-11-06/2021-11-07", ("2021-11-06", "to 2021-11-07"), "2021-11-06 to 2021-11-07"),
    ("2021-05-21~/2021-05-31~", ("2021-05-21", "to 2021-05-31, about"), "about 2021-05-21 to 2021-05-31"),
    (None, ("", "unknown"), "unknown"),
    ("", ("", "unknown"), "unknown"),
]


@pytest.mark.parametrize(("value", "parts", "words"), DAYS)
def test_an_imprecise_day_says_so_in_words(value: str | None, parts: tuple[str, str], words: str) -> None:
    assert when_parts(value) == parts
    assert day_words(value) == words


MARKED = [
    ("A blast, a Blast", "blast", "A <mark>blast</mark>, a <mark>Blast</mark>"),
    ("<b> & blast", "b", "&lt;<mark>b</mark>&gt; &amp; <mark>b</mark>last"),
    ("a (b", "(", "a <mark>(</mark>b"),
    ("plain", "", "plain"),
]


@pytest.mark.parametrize(("text", "words", "marked"), MARKED)
def test_the_words_of_a_search_are_marked_and_nothing_is_markup(text: str, words: str, marked: str) -> None:
    assert mark_words(text, words) == marked
