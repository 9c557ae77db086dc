"""How days and titles are worded in lists."""

from __future__ import annotations

import pytest

from catena.web.incident_view import day_words
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
