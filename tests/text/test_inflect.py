"""Forms of verbs and nouns by rule."""

from __future__ import annotations

import pytest

from catena.text.inflect import inflect_verb


@pytest.mark.parametrize(
    ("entry", "forms"),
    [
        ("launch", {"launch", "launches", "launched", "launching"}),
        ("carry", {"carry", "carries", "carried", "carrying"}),
        ("lob", {"lob", "lobs", "lobbed", "lobbing"}),
        ("stage", {"stage", "stages", "staged", "staging"}),
        ("throw(threw,thrown,throwing)", {"throw", "throws", "threw", "thrown", "throwing"}),
        ("veto", {"veto", "vetoes", "vetoed", "vetoing"}),
        ("do(did,done,doing)", {"do", "does", "did", "done", "doing"}),
    ],
)
def test_a_verb_has_its_forms_and_no_others(entry: str, forms: set[str]) -> None:
    assert {form.words for form in inflect_verb(entry)} == forms
