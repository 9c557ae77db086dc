"""What the trained encoder thinks of one document, asked by stretch of text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from catena.model import Span
from catena.read.heads import HeadOutputs, decode_spans, linked_span

_Decoded = tuple[int, int, str, float]


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting cue that the encoder sees, with the source that it points at."""

    cue: Span
    source: Span | None
    source_p: float
    probability: float


@dataclass(frozen=True, slots=True)
class Name:
    """A name that the encoder sees, with what it is a name of (person, organisation, place …)."""

    span: Span
    kind: str
    probability: float


@dataclass(frozen=True, slots=True)
class Opinion:
    """The encoder's outputs for one document, by window; every answer is about a stretch inside one window."""

    windows: tuple[HeadOutputs, ...]
    # A window holds many sentences: its spans are decoded once, at the first of them that asks.
    _spans: dict[tuple[int, str], list[_Decoded]] = field(default_factory=dict, repr=False, compare=False)
    _edges: list[tuple[int, int]] = field(default_factory=list, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._edges.extend((int(w.starts[0]), int(w.ends[-1])) if len(w) else (0, 0) for w in self.windows)

    def names(self, span: Span) -> Iterator[Name]:
        """Give the names of a sentence."""
        for outputs in self._windows_of(span):
            for start, end, label, p in self._decoded(outputs, "entity"):
                if span.start <= start < span.end:
                    yield Name(Span(start, end), label, p)

    def cues(self, span: Span, least: float = 0.0) -> Iterator[Cue]:
        """Give the reporting cues of a sentence that are likely enough, with whom they point at."""
        for outputs in self._windows_of(span):
            for start, end, _, p in self._decoded(outputs, "cue"):
                if span.start <= start < span.end and p >= least:
                    yield self._cue(outputs, Span(start, end), p)

    def _cue(self, outputs: HeadOutputs, cue: Span, probability: float) -> Cue:
        word, _ = outputs.words_in(cue.start, cue.end)
        source = linked_span(outputs, "source", word)
        return Cue(
            cue,
            Span(source[0], source[1]) if source is not None else None,
            source[2] if source is not None else 0.0,
            probability,
        )

    def _decoded(self, outputs: HeadOutputs, head: str) -> list[_Decoded]:
        key = id(outputs), head
        if key not in self._spans:
            self._spans[key] = decode_spans(outputs, head)
        return self._spans[key]

    def _windows_of(self, span: Span) -> Sequence[HeadOutputs]:
        at = max(0, bisect_right(self._edges, span.start, key=itemgetter(0)) - 1)
        found = []
        for window, (start, end) in zip(self.windows[at:], self._edges[at:], strict=True):
            if len(window) and start >= span.end:
                break
            if len(window) and end > span.start:
                found.append(window)
        return found
