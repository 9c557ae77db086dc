"""Decoding of hand-built scores: hits beside near misses."""

from __future__ import annotations

import numpy as np
import pytest

from catena.read.heads import (
    Head,
    HeadOutputs,
    Link,
    _best_runs,
    _likeliest,
    _runs_of_path,
    decode_spans,
    link,
    linked_span,
    pool,
    sigmoid,
    softmax,
)

TEXT = "Two officers told the radio that shells fell"
STARTS = [0, 4, 13, 18, 22, 28, 33, 40]
ENDS = [3, 12, 17, 21, 27, 32, 39, 44]
HEADS = {
    "source": Head("source", "span", ("source",), 0, 3),
    "entity": Head("entity", "span", ("person", "place"), 3, 8),
    "role": Head("role", "labels", ("attacker", "victim"), 8, 10),
    "incident": Head("incident", "pooled labels", ("any", "Attack"), 10, 12),
    "deaths": Head("deaths", "pooled choice", ("0", "1"), 12, 14),
    "factuality": Head("factuality", "value", ("factuality",), 14, 15),
}
LINKS = {
    "content start": Link("content start", True, 0, 8),
    "content end": Link("content end", True, 16, 8),
    "place": Link("place", False, 32, 8),
}


def outputs(scores: np.ndarray | None = None, vectors: np.ndarray | None = None) -> HeadOutputs:
    words = len(STARTS)
    scores = np.full((words, 15), -5.0) if scores is None else scores
    vectors = np.zeros((words, 48)) if vectors is None else vectors
    return HeadOutputs(
        np.array(STARTS), np.array(ENDS), scores.astype(np.float32), vectors.astype(np.float32), HEADS, LINKS
    )


def tagged(head: str, columns: list[int]) -> HeadOutputs:
    scores = np.zeros((len(STARTS), 15))
    for word, column in enumerate(columns):
        scores[word, HEADS[head].start + column] = 4.0
    return outputs(scores)


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ([1, 2, 0, 0, 0, 0, 0, 0], ["Two officers"]),
        ([1, 1, 0, 0, 0, 0, 0, 0], ["Two", "officers"]),
        ([0, 0, 0, 1, 2, 0, 1, 0], ["the radio", "shells"]),
        ([0, 0, 0, 0, 0, 0, 1, 2], ["shells fell"]),
        ([0, 0, 0, 0, 0, 0, 0, 0], []),
    ],
)
def test_spans_run_from_a_begin_over_its_insides(columns: list[int], expected: list[str]) -> None:
    found = decode_spans(tagged("source", columns), "source")
    assert [TEXT[start:end] for start, end, _, _ in found] == expected
    assert all(label == "source" and 0.5 < probability <= 1 for _, _, label, probability in found)


def test_an_inside_never_follows_the_outside_or_another_label() -> None:
    lone = decode_spans(tagged("source", [0, 0, 2, 0, 0, 0, 0, 0]), "source")
    assert all(TEXT[start:end] != "told" for start, end, _, _ in lone) or len(lone) <= 1
    mixed = decode_spans(tagged("entity", [1, 4, 4, 0, 0, 0, 0, 0]), "entity")
    for start, end, label, _ in mixed:
        assert (label, TEXT[start:end]) != ("person", "Two officers told")


@pytest.mark.parametrize("lean", [0.0, 4.0, 8.0])
def test_the_sequence_found_is_the_likeliest_of_all(lean: float) -> None:
    drawn = np.random.default_rng(int(lean))
    for words in (1, 2, 7, 60, 150):
        scores = drawn.normal(size=(words, 5)) * 3.0
        scores[:, 0] += lean
        table = softmax(scores.astype(np.float32))
        whole = _likeliest(np.log(table).tolist(), 2)
        assert _best_runs(table, 2) == _runs_of_path(whole, table)


def test_labels_are_decoded_one_by_one_and_may_share_words() -> None:
    scores = np.full((len(STARTS), 15), -5.0)
    scores[0:2, 8] = 5.0
    scores[1:3, 9] = 5.0
    scores[6, 9] = 5.0
    found = decode_spans(outputs(scores), "role")
    assert [(TEXT[a:b], label) for a, b, label, _ in found] == [
        ("Two officers", "attacker"), ("officers told", "victim"), ("shells", "victim"),
    ]  # fmt: skip


def test_a_threshold_above_the_scores_leaves_nothing() -> None:
    scores = np.full((len(STARTS), 15), -5.0)
    scores[0, 8] = 0.5
    assert decode_spans(outputs(scores), "role", 0.5)
    assert not decode_spans(outputs(scores), "role", 0.7)


def test_a_stretch_is_pooled_over_its_own_words_only() -> None:
    scores = np.full((len(STARTS), 15), -5.0)
    scores[5:, 11] = 5.0
    assert pool(outputs(scores), "incident", 28, 44)["Attack"] > 0.99
    assert pool(outputs(scores), "incident", 0, 27)["Attack"] < 0.01


def test_a_choice_sums_to_one_and_an_empty_stretch_says_nothing() -> None:
    assert sum(pool(outputs(), "deaths", 0, 44).values()) == pytest.approx(1.0)
    assert pool(outputs(), "deaths", 100, 120) == {"0": 0.0, "1": 0.0}
    assert pool(outputs(), "incident", 12, 12) == {"any": 0.0, "Attack": 0.0}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(0, 44, (0, 8)), (0, 3, (0, 1)), (1, 2, (0, 1)), (3, 4, (1, 1)), (4, 17, (1, 3)), (44, 60, (8, 8))],
)
def test_words_of_a_stretch_are_those_that_meet_it(start: int, end: int, expected: tuple[int, int]) -> None:
    assert outputs().words_in(start, end) == expected


def pointing(name: str, source: int, target: int) -> np.ndarray:
    vectors = np.zeros((len(STARTS), 48))
    at = LINKS[name].start
    vectors[source, at] = 10.0
    vectors[target, at + 8] = 10.0
    return vectors


def test_a_single_link_sums_to_one_and_others_do_not() -> None:
    given = outputs(vectors=pointing("content start", 2, 5))
    assert link(given, "content start", 2).sum() == pytest.approx(1.0, abs=1e-5)
    assert int(link(given, "content start", 2).argmax()) == 5
    assert link(outputs(vectors=pointing("place", 2, 5)), "place", 2)[5] > 0.99
    assert link(outputs(), "place", 2).sum() == pytest.approx(4.0)


def test_two_links_give_a_span_and_a_word_that_points_at_itself_none() -> None:
    both = pointing("content start", 2, 5) + pointing("content end", 2, 7)
    found = linked_span(outputs(vectors=both), "content", 2)
    assert found is not None
    assert TEXT[found[0] : found[1]] == "that shells fell"
    itself = pointing("content start", 2, 2) + pointing("content end", 2, 2)
    assert linked_span(outputs(vectors=itself), "content", 2) is None


def test_a_linked_span_never_ends_before_it_starts() -> None:
    crossed = pointing("content start", 2, 7) + pointing("content end", 2, 5)
    found = linked_span(outputs(vectors=crossed), "content", 2)
    assert found is None or found[0] < found[1]


def test_in_a_long_window_the_likeliest_span_within_reach_is_found() -> None:
    drawn, words = np.random.default_rng(3), 260
    offsets = np.arange(words)
    links = drawn.normal(size=(words, 48)).astype(np.float32)
    given = HeadOutputs(offsets, offsets + 1, np.zeros((words, 15), dtype=np.float32), links, HEADS, LINKS)
    for word in (0, 100, 259):
        starts, ends = link(given, "content start", word), link(given, "content end", word)
        near = [(f, e) for f in range(words) for e in range(f, min(words, f + 200))]
        first, last = max(near, key=lambda pair: starts[pair[0]] * ends[pair[1]])
        found = linked_span(given, "content", word)
        assert found is not None
        assert found[:2] == (first, last + 1)


def test_no_words_give_no_spans() -> None:
    nothing = HeadOutputs(
        np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros((0, 15), dtype=np.float32),
        np.zeros((0, 48), dtype=np.float32), HEADS, LINKS,
    )  # fmt: skip
    assert decode_spans(nothing, "source") == []
    assert decode_spans(nothing, "role") == []


def test_probabilities_stay_finite_for_extreme_scores() -> None:
    extreme = np.array([[1e4, -1e4, 0.0]], dtype=np.float32)
    assert np.isfinite(softmax(extreme)).all()
    assert np.isfinite(sigmoid(extreme)).all()
    assert (outputs().probabilities("factuality") == -5.0).all()
