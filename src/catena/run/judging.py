"""Pairs of events cut into chunks that can be judged anywhere, each with the events that it needs and no others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from catena.link.across import judge
from catena.link.pair import Linkable
from catena.model import Judgement

Pairs = Sequence[tuple[int, int]]
Judges = Callable[[Sequence[Linkable], Pairs], list[Judgement]]

CHUNK_PAIRS = 1000


def judge_here(items: Sequence[Linkable], pairs: Pairs) -> list[Judgement]:
    """Judge every pair (indices into the items) in this process, in their order."""
    return [judge(items[left], items[right]) for left, right in pairs]


def in_chunks(items: Sequence[Linkable], pairs: Pairs) -> Iterator[tuple[tuple[Linkable, ...], Pairs]]:
    """Cut pairs into chunks, in order; a chunk holds only the items that its pairs name, numbered anew."""
    for start in range(0, len(pairs), CHUNK_PAIRS):
        chunk = pairs[start : start + CHUNK_PAIRS]
        named = sorted({index for pair in chunk for index in pair})
        number = {index: position for position, index in enumerate(named)}
        yield tuple(items[index] for index in named), [(number[left], number[right]) for left, right in chunk]
