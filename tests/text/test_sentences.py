"""Sentences keep their offsets; titles, abbreviations and glued stops do not break them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catena.model import Span
from catena.text.sentences import CHARACTERS_A_SENTENCE, find_quotations, find_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lt. Col. Samir Haddad fell. Two men fled.", ["Lt. Col. Samir Haddad fell.", "Two men fled."]),
        ("They left on Dec. 7. Nobody saw them.", ["They left on Dec. 7.", "Nobody saw them."]),
        (
            "The government agreed.In another case it did not.",
            ["The government agreed.", "In another case it did not."],
        ),
        (
            "Headline without a stop\n\nFirst line here. Second.",
            ["Headline without a stop", "First line here.", "Second."],
        ),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [s.text for s in find_sentences(text)] == expected


def test_a_headline_glued_to_the_text_is_a_sentence_of_its_own() -> None:
    text = "Five die in Goma Five people died in Goma."
    assert [s.text for s in find_sentences(text, title=Span(0, 16))] == [
        "Five die in Goma",
        "Five people died in Goma.",
    ]


@given(st.text(max_size=400))
def test_every_sentence_and_token_stands_at_its_offsets(text: str) -> None:
    end = 0
    for sentence in find_sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.start >= end
        end = sentence.end
        assert all(text[t.start : t.end] == t.text for t in sentence.tokens)


def test_quotations_are_found_in_any_quotation_marks() -> None:
    text = 'He said “stay calm” and "go home" twice.'
    assert [text[q.start : q.end] for q in find_quotations(text)] == ["stay calm", "go home"]


def test_a_line_without_stops_is_parted_between_words() -> None:
    text = "gunmen fled the village " * 500
    found = find_sentences(text)
    assert max(len(s.text) for s in found) <= CHARACTERS_A_SENTENCE
    assert " ".join(s.text for s in found) == text.strip()
    assert [len(s.text) for s in find_sentences("x" * (CHARACTERS_A_SENTENCE + 5))] == [CHARACTERS_A_SENTENCE, 5]
