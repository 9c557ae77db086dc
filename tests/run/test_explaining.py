"""Explaining a place or a phrase of time: candidates with reasons, in the case's documents and outside them."""

from __future__ import annotations

import pytest

from catena.knowledge.gazetteer import Gazetteer
from catena.model import Document, Published
from catena.run.explaining_words import explain_place, explain_time

GAZETTEER = Gazetteer.open()
TEXT = "Gunmen killed two people in Tripoli on Monday. Police in Benghazi, Libya, said they were councillors."
DOCUMENT = Document("d1", "a.txt", "0", "text/plain", "en", TEXT, Published("2021-06-09", "given", ""))


def test_a_place_of_the_case_is_shown_with_its_rivals() -> None:
    first, *candidates = explain_place("Tripoli", [DOCUMENT], GAZETTEER)
    assert first.startswith("place in a.txt: Tripoli: settlement Tripoli")
    assert "LY" in candidates[0]
    assert any("LB" in line for line in candidates)


def test_a_place_that_no_document_holds_is_shown_as_the_gazetteer_has_it() -> None:
    lines = list(explain_place("Basra", [DOCUMENT], GAZETTEER))
    assert lines
    assert all(line.startswith("gazetteer: ") for line in lines)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("on Monday", "time in a.txt, published 2021-06-09: Monday = 2021-06-07: the latest Monday"),
        ("last March", "time if a.txt held it, published 2021-06-09: last March = 2021-03: the latest March"),
    ],
)
def test_a_phrase_of_time_is_read_against_the_documents_day(words: str, line: str) -> None:
    (found,) = explain_time(words, [DOCUMENT], GAZETTEER)
    assert found.startswith(line)


def test_words_that_are_no_time_and_no_place_give_nothing() -> None:
    assert [*explain_time("councillors", [DOCUMENT], GAZETTEER), *explain_place("zzqx", [DOCUMENT], GAZETTEER)] == []
