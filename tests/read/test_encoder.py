"""The encoder on texts of our own: offsets, windows, and sameness whatever is read beside."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catena.errors import KnowledgeError
from catena.model import Span
from catena.read.encoder import GAPS, SHAPES, WINDOW, Encoder, gap_before, shape_of
from catena.read.heads import decode_spans, pool

REPORT = (
    "Gunmen on motorcycles attacked the village of Tamba at dawn on Monday, killing nine farmers. "
    "Police spokesman Idris Bello said two suspects had been arrested. "
    "A rebel commander denied that his men took part."
)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.open()


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("police", "lower"), ("Police", "title"), ("UN", "upper"), ("A", "capital letter"), ("McCoy", "mixed"),
        ("14", "digits"), ("14th", "letters and digits"), ("“", "opening quote"), ("”", "closing quote"),
        ('"', "straight quote"), ("’", "apostrophe"), ("–", "dash"), (".", "stop"), (",", "comma"), ("(", "bracket"),
        ("€", "symbol"), ("الشرطة", "caseless"), ("", "symbol"),
    ],
)  # fmt: skip
def test_a_word_has_the_shape_it_is_written_in(word: str, shape: str) -> None:
    assert SHAPES[shape_of(word)] == shape


@pytest.mark.parametrize(
    ("text", "previous", "start", "gap"),
    [
        ("a b", 1, 2, "space"),
        ("a\nb", 1, 2, "line"),
        ("a \n\n b", 1, 5, "line"),
        ("ab", 1, 1, "none"),
        ("a", 0, 0, "line"),
    ],
)
def test_a_gap_is_what_stands_between_two_words(text: str, previous: int, start: int, gap: str) -> None:
    assert GAPS[gap_before(text, previous, start)] == gap


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"encoder\.onnx"):
        Encoder.open(tmp_path)


def test_offsets_are_on_the_text(encoder: Encoder) -> None:
    (read,) = encoder.read([REPORT])
    words = [REPORT[a:b] for a, b in zip(read.starts, read.ends, strict=True)]
    assert words[:3] == ["Gunmen", "on", "motorcycles"]
    assert read.scores.shape[0] == read.vectors.shape[0] == len(words)
    assert read.scores.dtype == np.float32


def test_what_is_read_beside_a_passage_changes_nothing(encoder: Encoder) -> None:
    (alone,) = encoder.read([REPORT])
    beside = encoder.read(["Short.", REPORT, REPORT * 3])[1]
    assert np.array_equal(alone.scores, beside.scores)
    assert np.array_equal(alone.vectors, beside.vectors)


def test_a_document_is_read_in_windows_that_keep_every_sentence(encoder: Encoder) -> None:
    text = " ".join([REPORT] * 12)
    sentences, at = [], 0
    for part in text.split(". "):
        sentences.append(Span(at, min(len(text), at + len(part) + 1)))
        at += len(part) + 2
    read = encoder.read_document(text, sentences)
    assert len(read) > 1
    starts = np.concatenate([r.starts for r in read])
    assert (np.diff(starts) > 0).all()
    assert sum(len(r) for r in read) == len(encoder.read([text])[0])
    assert all(len(r) <= WINDOW for r in read)
    heads = {int(r.starts[0]) for r in read}
    assert heads <= {s.start for s in sentences}


def test_plain_reports_are_read(encoder: Encoder) -> None:
    (read,) = encoder.read([REPORT])
    sources = {REPORT[a:b] for a, b, _, _ in decode_spans(read, "source")}
    assert "Police spokesman Idris Bello" in sources
    places = {REPORT[a:b] for a, b, label, _ in decode_spans(read, "entity") if label == "place"}
    assert "Tamba" in places
    attack = pool(read, "incident", 0, 92)
    weather = "The minister opened a new library and praised its staff."
    (calm,) = encoder.read([weather])
    assert attack["any"] > 0.2 > 4 * pool(calm, "incident", 0, len(weather))["any"]


@pytest.mark.parametrize(
    "text", ["", " \n\t ", "\x00", "\u200b", "a" * 100_000, "بغداد " * 400, "。" * 900, "\ud83d\ude00x"]
)
def test_odd_texts_are_read_without_fail(encoder: Encoder, text: str) -> None:
    (read,) = encoder.read([text])
    assert all(0 <= a < b <= len(text) for a, b in zip(read.starts, read.ends, strict=True))
    assert encoder.read_document(text, [Span(0, len(text))]) is not None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=300))
def test_any_text_gives_spans_that_lie_in_it(encoder: Encoder, text: str) -> None:
    (read,) = encoder.read([text])
    for head in ("source", "content", "entity", "role"):
        for start, end, _, probability in decode_spans(read, head):
            assert 0 <= start < end <= len(text)
            assert 0 <= probability <= 1
