"""What the trained encoder says of each word, and the reading of it as spans, links and labels.

Pure functions on records of numbers; the encoder itself is in ``encoder.py``. Words are cut as the
encoder cuts them (letters and digits together, every mark alone); offsets are code points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Kind = Literal["span", "tag", "labels", "pooled choice", "pooled labels", "value"]

# A span of one word costs as much as one of fifty: scores are means over its words.
_MINUS_INFINITY = -1e9
# No probability counts as less than this, so no step of a sequence wins more than the log of one over it.
_LEAST = 1e-9
_SURE = 21.0


@dataclass(frozen=True, slots=True)
class Head:
    """One head: its labels and the columns of the encoder's output that are its own.

    ``span``: per label a begin and an inside column after one outside column; ``tag``: one label a word;
    ``labels``: any number of labels a word; ``pooled …``: labels of a stretch of words; ``value``: one number a word.
    """

    name: str
    kind: Kind
    labels: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """One relation between two words: the columns of its left and right vectors; ``single`` points at one word."""

    name: str
    single: bool
    start: int
    width: int


@dataclass(frozen=True, slots=True)
class HeadOutputs:
    """What the encoder says of one window of a text.

    ``starts`` and ``ends``: (words,) offsets on the text; ``scores``: (words, columns) raw scores of all heads;
    ``vectors``: (words, columns) of all links. ``heads`` and ``links`` say which columns are whose.
    """

    starts: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    scores: Floats
    vectors: Floats
    heads: Mapping[str, Head]
    links: Mapping[str, Link]

    def __len__(self) -> int:
        """Count the words."""
        return len(self.starts)

    def probabilities(self, head: str) -> Floats:
        """Give a head's probabilities a word: (words, columns); a ``value`` head gives its number as it is."""
        found = self.heads[head]
        scores = self.scores[:, found.start : found.end]
        if found.kind in ("span", "tag"):
            return softmax(scores)
        return scores if found.kind == "value" else sigmoid(scores)

    def words_in(self, start: int, end: int) -> tuple[int, int]:
        """Give the half-open range of words that meet a stretch of the text."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        return first, max(first, last)


def softmax(scores: Floats) -> Floats:
    """Turn rows of scores into rows of probabilities."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def sigmoid(scores: Floats) -> Floats:
    """Turn each score into a probability of its own."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(scores, -30.0, 30.0))), dtype=np.float32)


def decode_spans(outputs: HeadOutputs, head: str, threshold: float = 0.5) -> list[tuple[int, int, str, float]]:
    """Read spans as (start, end, label, probability), by place.

    A ``span`` head gives the best sequence of begin and inside columns; a ``labels`` head gives, label by
    label, the runs of words above ``threshold``.
    """
    if not len(outputs):
        return []
    found = outputs.heads[head]
    table = outputs.probabilities(head)
    runs = _best_runs(table, len(found.labels)) if found.kind == "span" else _runs_above(table, threshold)
    spans = [
        (int(outputs.starts[first]), int(outputs.ends[last - 1]), found.labels[label], float(probability))
        for first, last, label, probability in runs
    ]
    return sorted(spans)


def _best_runs(table: Floats, count: int) -> list[tuple[int, int, int, float]]:
    """Find the likeliest sequence in which an inside follows its own begin or inside.

    Each word's own best column is in that sequence, but for the words about an inside that would stand alone.
    """
    scores = np.log(np.maximum(table, _LEAST))
    path = scores.argmax(axis=1)
    before = np.concatenate([[0], path[:-1]])
    alone = (path > 0) & (path % 2 == 0) & (before != path) & (before != path - 1)
    for first, last in _unsettled(scores, path, np.flatnonzero(alone).tolist()):
        path[first:last] = _likeliest(scores[first:last].tolist(), count)
    return _runs_of_path(path.tolist(), table)


def _unsettled(scores: Floats, path: npt.NDArray[np.intp], alone: Sequence[int]) -> list[tuple[int, int]]:
    """Give the stretches about lone insides, out to where words are surely outside.

    A run of outside words whose lead over the next best column adds up to more than any one step can win holds an
    outside word in the likeliest sequence too; what stands beyond it is settled without what stands before it.
    """
    others = scores[:, 1:].max(axis=1)
    leads = np.where(path == 0, scores[:, 0] - others, -1.0).tolist()
    found: list[tuple[int, int]] = []
    for at in alone:
        first, last = at - _reach(leads[:at][::-1]), at + 1 + _reach(leads[at + 1 :])
        if found and first < found[-1][1]:
            found[-1] = found[-1][0], max(last, found[-1][1])
        else:
            found.append((first, last))
    return found


def _reach(leads: Sequence[float]) -> int:
    """Count the words up to the end of the first sure run outside; all where there is none."""
    sure = 0.0
    for count, lead in enumerate(leads, start=1):
        sure = sure + lead if lead >= 0 else 0.0
        if sure > _SURE:
            return count
    return len(leads)


def _likeliest(logs: Sequence[list[float]], count: int) -> list[int]:
    """Find the likeliest sequence of columns (Viterbi).

    Any other column may follow any, so each step looks at the best column and at each inside's own two:
    plain numbers do it five times faster than a table of all steps.
    """
    insides = range(2, 2 * count + 1, 2)
    best = list(logs[0])
    for inside in insides:
        best[inside] = _MINUS_INFINITY
    came: list[list[int]] = []
    for row in logs[1:]:
        top = best.index(max(best))
        back = [top] * len(best)
        step = [best[top] + score for score in row]
        for inside in insides:
            back[inside] = inside - 1 if best[inside - 1] >= best[inside] else inside
            step[inside] = best[back[inside]] + row[inside]
        came.append(back)
        best = step
    path = [best.index(max(best))]
    for back in reversed(came):
        path.append(back[path[-1]])
    return path[::-1]


def _runs_of_path(path: Sequence[int], table: Floats) -> list[tuple[int, int, int, float]]:
    runs: list[tuple[int, int, int, float]] = []
    first = 0
    while first < len(path):
        if path[first] == 0:
            first += 1
            continue
        inside = path[first] + 1
        last = first + 1
        while last < len(path) and path[last] == inside:
            last += 1
        alone = last == first + 1
        chosen = table[first, path[first]] if alone else table[np.arange(first, last), path[first:last]].mean()
        runs.append((first, last, (path[first] - 1) // 2, float(chosen)))
        first = last
    return runs


def _runs_above(table: Floats, threshold: float) -> list[tuple[int, int, int, float]]:
    runs: list[tuple[int, int, int, float]] = []
    reached = table >= threshold
    for label in np.flatnonzero(reached.any(axis=0)).tolist():
        above = np.flatnonzero(reached[:, label])
        for run in np.split(above, np.flatnonzero(np.diff(above) > 1) + 1):
            runs.append((int(run[0]), int(run[-1]) + 1, label, float(table[run, label].mean())))
    return runs


def pool(outputs: HeadOutputs, head: str, start: int, end: int) -> dict[str, float]:
    """Give the probabilities of a pooled head's labels for a stretch of the text (a clause, sentence, window).

    The scores of the words are averaged, so any stretch can be asked for. An empty stretch gives zeros.
    """
    found = outputs.heads[head]
    first, last = outputs.words_in(start, end)
    if first >= last:
        return dict.fromkeys(found.labels, 0.0)
    mean = outputs.scores[first:last, found.start : found.end].mean(axis=0, keepdims=True)
    table = softmax(mean) if found.kind == "pooled choice" else sigmoid(mean)
    return {label: float(value) for label, value in zip(found.labels, table[0], strict=True)}


def link(outputs: HeadOutputs, name: str, word: int) -> Floats:
    """Give the probabilities that ``word`` is linked to each word: (words,).

    A single link sums to one, and the word itself stands for "to none"; others are probabilities of their own.
    """
    found = outputs.links[name]
    left = outputs.vectors[word, found.start : found.start + found.width]
    right = outputs.vectors[:, found.start + found.width : found.start + 2 * found.width]
    scores = np.asarray(right @ left / np.sqrt(np.float32(found.width)), dtype=np.float32)
    return softmax(scores[None])[0] if found.single else sigmoid(scores)


def linked_span(outputs: HeadOutputs, name: str, word: int, longest: int = 200) -> tuple[int, int, float] | None:
    """Follow a pair of links (``NAME start``, ``NAME end``) from a word to a span as (start, end, probability).

    None where the links point back at the word: it has no such span.
    """
    starts, ends = link(outputs, f"{name} start", word), link(outputs, f"{name} end", word)
    begun, ended = np.log(starts + 1e-9), np.log(ends + 1e-9)
    if len(starts) <= longest:
        last = int((np.maximum.accumulate(begun) + ended).argmax())
        first = int(begun[: last + 1].argmax())
    else:
        padded = np.concatenate([ended, np.full(longest - 1, _MINUS_INFINITY, dtype=np.float32)])
        reachable = np.lib.stride_tricks.sliding_window_view(padded, longest)  # from each word on, no longer than that
        first = int((begun + reachable.max(axis=1)).argmax())
        last = first + int((begun[first] + reachable[first]).argmax())
    if first == last == word:
        return None
    return int(outputs.starts[first]), int(outputs.ends[last]), float(np.exp((begun[first] + ended[last]) / 2))
