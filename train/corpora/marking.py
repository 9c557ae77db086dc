"""What several corpora do to an example: labels at offsets, at tokens, and from mention to mention."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from catena.text.numbers import Number
from examples import Example


def span_of(number: Number) -> tuple[int, int]:
    """Give the offsets of a number."""
    return number.span.start, number.span.end


def fill(example: Example, table: np.ndarray, column: int, start: int, end: int, value: float) -> None:
    """Set one column of a labels head's table at the words that meet a stretch of the source text."""
    found = example.word_at(start, end)
    if found:
        table[found[0] : found[1], column] = value


def token_marker(example: Example, owner: list[int]) -> Callable[[str, str, int, int], None]:
    """Give a function that marks a span of the corpus's own tokens: (head, label, first token, one past the last)."""

    def place(head: str, label: str, first: int, last: int) -> None:
        inside = [example.words[i] for i, token in enumerate(owner) if first <= token < last]
        if inside:
            example.mark(head, label, inside[0].start, inside[-1].end)

    return place


def mark_same_events(example: Example, heads: list[tuple[int, str]]) -> None:
    """Link every two event words: 1 where their clusters agree, 0 elsewhere. ``heads`` are (word, cluster)."""
    example.links["same event"] = [(i, j, float(a == b)) for i, a in heads for j, b in heads if i != j]
