"""Bytes become the text that they are, or are refused with a reason."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catena.collect.decode import decode
from catena.errors import UnreadableDocument

ENGLISH = "Gunmen killed two policemen near the café on Friday, the ministry’s spokesman said.\n" * 4
RUSSIAN = "Неизвестные открыли огонь по посту полиции в пятницу, сообщили власти.\n" * 8
ARABIC = "قتل مسلحون شرطيين اثنين يوم الجمعة قرب المدينة، قالت وزارة الداخلية.\n" * 8


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (ENGLISH.encode(), ENGLISH),
        (b"\xef\xbb\xbf" + ENGLISH.encode(), ENGLISH),
        (ENGLISH.encode("utf-16"), ENGLISH),
        (ENGLISH.encode("utf-16-le"), ENGLISH),
        (ENGLISH.encode("utf-16-be"), ENGLISH),
        (ENGLISH.encode("utf-32"), ENGLISH),
        (ENGLISH.encode("cp1252"), ENGLISH),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        (ARABIC.encode("cp1256"), ARABIC),
        (b"one\r\ntwo\rthree\n", "one\r\ntwo\rthree\n"),
        (b"a form feed\x0cand a tab\t", "a form feed\x0cand a tab\t"),
    ],
)
def test_text_is_decoded_unchanged(data: bytes, expected: str) -> None:
    assert decode(data, "x.txt") == expected


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf", "no text, only white space"),
        (b" \n\t ", "no text, only white space"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04 ...", "a ZIP archive"),
        (b"\x89PNG\r\n", "a PNG image"),
        (b"SQLite format 3\x00 and more", "an SQLite database"),
        (bytes(range(256)) * 20, "binary data"),
        (random.Random(1).randbytes(5000), "binary data"),
        (b"words \x00 with \x00 zeros", "binary data"),
        (b"\xff\xfea", "begins as UTF-16"),
        (bytes(range(0x80, 0x100)) * 9, "no known encoding"),
        (b"x" * 10_000_001, "10.0 MB of text"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        decode(data, "x.bin")
    assert words in refused.value.reason
    assert refused.value.name == "x.bin"


def test_a_cut_utf8_file_keeps_its_encoding_and_shows_the_damage() -> None:
    whole = ("naïve café – " * 200).encode()
    text = decode(whole[:-3] + b"\xe2\x80", "x.txt")
    assert text.startswith("naïve café – ")
    assert text.endswith("\ufffd")


@settings(derandomize=True)
@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_a_reason(data: bytes) -> None:
    try:
        assert decode(data, "x").strip()
    except UnreadableDocument as refused:
        assert refused.reason
