"""Both readers on any text: they never fail, and never quote what the text does not say."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catena.model import Document, Evidence, Published, Reading
from catena.read.reader import Reader
from catena.run.knowledge import open_knowledge

FRAGMENTS = (
    "Gunmen killed", " 12 ", "at least", " people ", "near Tamba", "on Monday", ", ", ". ", "\n", "“", "”", "'s ", "police said",
    "the Red Column", "denied", "bombed", "wounding dozens", "ARRESTED", " and ", "told Reuters", "—", "(", ")", "\t", "5,000",
    "Mr. Idris Bello", "claimed responsibility for", "a car bomb", "في", "。", "\u202e", "\x00", "€5m",
)  # fmt: skip
CPU_SECONDS_A_LONG_LINE = 180  # before sentences had a bound: hours


READERS = pytest.mark.parametrize("name", ["rules", "trained"])


@cache
def reader_named(name: str) -> Reader:
    return open_knowledge(name).reader


def document_of(text: str) -> Document:
    day = Published("2016-07-19", "given", "by hand")
    return Document("d1", "report.txt", "", "text/plain", "en", text, day, outlet="The Daily")


def evidence_of(reading: Reading) -> Iterator[Evidence]:
    for mention in reading.mentions:
        yield mention.evidence
    for event in reading.events:
        yield from event.evidence
        for claim in event.claims:
            yield from (*claim.evidence, *claim.source.evidence)
    for statement in reading.statements:
        yield from (statement.evidence, *statement.source.evidence)


def assert_quotes_stand_in(text: str, reading: Reading) -> None:
    for evidence in evidence_of(reading):
        assert text[evidence.start : evidence.end] == evidence.quote
        if evidence.focus is not None:
            assert evidence.start <= evidence.focus.start <= evidence.focus.end <= evidence.end


@READERS
@settings(max_examples=60, deadline=None)
@given(text=st.one_of(st.text(max_size=300), st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)))
def test_any_text_is_read_and_every_quote_stands_in_it(name: str, text: str) -> None:
    assert_quotes_stand_in(text, reader_named(name).read(document_of(text)))


@READERS
@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "\ufeff", "a" * 50_000, "killed " * 3_000, "“" * 2_000])
def test_an_odd_text_is_read(name: str, text: str) -> None:
    assert_quotes_stand_in(text, reader_named(name).read(document_of(text)))


@pytest.mark.slow
@READERS
def test_a_line_of_100_000_words_is_read_in_time(name: str) -> None:
    words = "Gunmen killed 12 people in Tamba on Monday and " + "the council spoke about roads and water and " * 12
    text = (words * (100_000 // len(words.split()) + 1)).strip()
    began = time.process_time()
    assert_quotes_stand_in(text, reader_named(name).read(document_of(text)))
    assert time.process_time() - began < CPU_SECONDS_A_LONG_LINE
