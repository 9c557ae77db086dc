"""Who judges pairs of events: this process, chunk by chunk elsewhere, or one that remembers what it judged before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from catena.link.across import judge
from catena.link.pair import Linkable
from catena.model import Judgement

Pairs = Sequence[tuple[int, int]]
Judges = Callable[[Sequence[Linkable], Pairs], list[Judgement]]

CHUNK_PAIRS = 1000


def judge_here(items: Sequence[Linkable], pairs: Pairs) -> list[Judgement]:
    """Judge every pair (indices into the items) in this process, in their order.

    Nearly all pairs plainly differ; their reasons are not kept, and made anew where somebody asks (``catena explain``).
    """
    return [_brief(judge(items[left], items[right])) for left, right in pairs]


def _brief(judgement: Judgement) -> Judgement:
    return replace(judgement, reasons=()) if judgement.verdict == "different" else judgement


def in_chunks(items: Sequence[Linkable], pairs: Pairs) -> Iterator[tuple[tuple[Linkable, ...], Pairs]]:
    """Cut pairs into chunks, in order; a chunk holds only the items that its pairs name, numbered anew."""
    for start in range(0, len(pairs), CHUNK_PAIRS):
        chunk = pairs[start : start + CHUNK_PAIRS]
        named = sorted({index for pair in chunk for index in pair})
        number = {index: position for position, index in enumerate(named)}
        yield tuple(items[index] for index in named), [(number[left], number[right]) for left, right in chunk]


@dataclass(slots=True)
class Remembered:
    """Judges that judge a pair once: a report that is added costs the judgements of its neighbourhood and no others.

    A judgement depends on its two events and their reports alone, so what was judged stands until one of them changes.
    ``made`` counts the judgements made.
    """

    judges: Judges = judge_here
    made: int = 0
    _items: dict[str, Linkable] = field(default_factory=dict)
    _held: dict[tuple[str, str], Judgement] = field(default_factory=dict)

    def __call__(self, items: Sequence[Linkable], pairs: Pairs) -> list[Judgement]:
        """Give the judgements of the pairs, in their order; what no pair names any more is forgotten."""
        now = {item.event.id: item for item in items}
        stale = {name for name, item in now.items() if name in self._items and not _alike(self._items[name], item)}
        names = [(items[left].event.id, items[right].event.id) for left, right in pairs]
        held = {n: self._held[n] for n in names if n in self._held and not stale.intersection(n)}
        new = [pair for pair, name in zip(pairs, names, strict=True) if name not in held]
        for (left, right), judgement in zip(new, self.judges(items, new), strict=True):
            held[items[left].event.id, items[right].event.id] = judgement
        self.made += len(new)
        self._items, self._held = now, held
        return [held[name] for name in names]


def _alike(held: Linkable, now: Linkable) -> bool:
    """Say whether all that is compared of an event is as it was; whom its names were joined with is not compared."""
    return (held.view, held.told, held.heads, held.page, held.main, _said(held)) == (
        now.view, now.told, now.heads, now.page, now.main, _said(now),
    )  # fmt: skip


def _said(item: Linkable) -> tuple[object, ...]:
    event = item.event
    return event.document, event.outcome, event.background, event.families, event.sentence
