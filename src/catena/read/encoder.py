"""The trained encoder at run time: text in, scores of all heads for every word out.

MiniLM-L6 (int8, ONNX), one window of a text at a time. The scales of an int8 layer depend on all that goes
through it together; alone, a window gives the same scores whatever is read beside it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from catena.errors import KnowledgeError
from catena.model import Span
from catena.read.heads import Head, HeadOutputs, Link

# Positions a window may take, the two marks at its ends included: half of what the encoder was made for; longer
# windows read no better on the development parts and cost more a word.
WINDOW = 256
# A single word may take so many pieces; a longer one (a URL, a hash) is cut.
_PIECES_A_WORD = 12
_CACHED_WORDS = 50_000

SHAPES = (
    "mark of the encoder", "lower", "title", "upper", "capital letter", "mixed", "digits", "letters and digits",
    "opening quote", "closing quote", "straight quote", "apostrophe", "dash", "stop", "comma", "bracket", "symbol",
    "caseless",
)  # fmt: skip
GAPS = ("none", "space", "line", "inside a word")
_MARKS = {
    **dict.fromkeys("“«„‘", "opening quote"),
    **dict.fromkeys("”»", "closing quote"),
    '"': "straight quote",
    **dict.fromkeys("'’`", "apostrophe"),
    **dict.fromkeys("-–—‑", "dash"),
    **dict.fromkeys(".!?…", "stop"),
    **dict.fromkeys(",;:", "comma"),
    **dict.fromkeys("()[]{}", "bracket"),
}
# Half a character, as a broken decoder leaves it; no tokenizer takes it.
_HALF = re.compile("[\ud800-\udfff]")
_SHAPE_NUMBER = {name: number for number, name in enumerate(SHAPES)}


@dataclass(frozen=True, slots=True)
class Word:
    """One word as the encoder cuts it: offsets, the number of its shape and of the gap before it."""

    start: int
    end: int
    shape: int
    gap: int


@lru_cache(maxsize=_CACHED_WORDS)
def shape_of(text: str) -> int:
    """Say how a word is written (``SHAPES``): the encoder itself sees no case."""
    return _SHAPE_NUMBER[_shape_name(text)]


def _shape_name(text: str) -> str:
    if text in _MARKS:
        return _MARKS[text]
    has_digit = any(c.isdigit() for c in text)
    if has_digit:
        return "digits" if text.isdigit() else "letters and digits"
    if not text[:1].isalpha():
        return "symbol"
    if text.islower():
        return "lower"
    if text.isupper():
        return "upper" if len(text) > 1 else "capital letter"
    if text.istitle():
        return "title"
    return "mixed" if any(unicodedata.category(c) in ("Lu", "Ll") for c in text) else "caseless"


def gap_before(text: str, previous_end: int, start: int) -> int:
    """Say what parts a word from the one before it (``GAPS``)."""
    between = text[previous_end:start]
    if not between:
        return 0 if start else 2
    return 2 if "\n" in between else 1


class WordCutter:
    """Cuts texts into words and words into the encoder's pieces."""

    def __init__(self, tokenizer_file: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._pieces: dict[str, tuple[int, ...]] = {}
        self.first_mark, self.last_mark, self._unknown = (self._number(m) for m in ("[CLS]", "[SEP]", "[UNK]"))

    def _number(self, mark: str) -> int:
        number = self._tokenizer.token_to_id(mark)
        if number is None:
            raise KnowledgeError(f"the encoder's tokenizer has no {mark}; reinstall catena")
        return int(number)

    def cut(self, text: str, at: int = 0) -> list[Word]:
        """Cut a text into words: letters and digits together, every mark alone; offsets count from ``at``."""
        words: list[Word] = []
        previous = 0
        for part, (start, end) in self._tokenizer.pre_tokenizer.pre_tokenize_str(_HALF.sub("\ufffd", text)):
            words.append(Word(start + at, end + at, shape_of(part), gap_before(text, previous, start)))
            previous = end
        return words

    def pieces(self, word: str) -> tuple[int, ...]:
        """Give the numbers of a word's pieces, at least one."""
        known = self._pieces.get(word)
        if known is None:
            known = tuple(
                self._tokenizer.encode(_HALF.sub("\ufffd", word), add_special_tokens=False).ids[:_PIECES_A_WORD]
            )
            known = known or (self._unknown,)
            if len(self._pieces) < _CACHED_WORDS:
                self._pieces[word] = known
        return known


class Encoder:
    """The trained encoder with its heads. Open it once; reading keeps no state."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        card = _read_card(folder)
        self.heads = {
            h["name"]: Head(h["name"], h["kind"], tuple(h["labels"]), h["start"], h["end"]) for h in card["heads"]
        }
        self.links = {h["name"]: Link(h["name"], h["single"], h["start"], h["width"]) for h in card["links"]}
        self.version = str(card["version"])
        self._cutter = WordCutter(folder / "tokenizer.json")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(folder / "encoder.onnx"), sess_options=options, providers=["CPUExecutionProvider"]
        )

    @classmethod
    def open(cls, folder: Path | None = None, *, threads: int = 1) -> Encoder:
        """Open the installed weights, or those of a folder; KnowledgeError where there are none."""
        place = folder if folder is not None else Path(str(files("catena.knowledge").joinpath("weights")))
        missing = [n for n in ("encoder.onnx", "tokenizer.json", "heads.json") if not (place / n).is_file()]
        if missing:
            raise KnowledgeError(
                f"the trained reader lacks {', '.join(missing)}; reinstall catena or use --reader rules"
            )
        return cls(place, threads)

    def read(self, passages: Sequence[str]) -> list[HeadOutputs]:
        """Read passages, each on its own (offsets on the passage); what one says never depends on the others.

        A passage longer than a window is read in pieces and given as one.
        """
        return [_join(self._read_words(passage, self._cutter.cut(passage)), self) for passage in passages]

    def read_document(self, text: str, sentences: Sequence[Span]) -> list[HeadOutputs]:
        """Read consecutive sentences of one text in windows as long as fit (offsets on the text), in their order.

        A window gives the words of whole sentences; only a sentence longer than a window is cut.
        """
        outputs: list[HeadOutputs] = []
        window: list[Word] = []
        used = 2
        for sentence in sentences:
            words = self._words_of(text, sentence)
            size = sum(len(self._cutter.pieces(text[w.start : w.end])) for w in words)
            if window and used + size > WINDOW:
                outputs.extend(self._read_words(text, window))
                window, used = [], 2
            window.extend(words)
            used += size
        return outputs + self._read_words(text, window)

    def _words_of(self, text: str, sentence: Span) -> list[Word]:
        words = self._cutter.cut(text[sentence.start : sentence.end], sentence.start)
        if words:
            first = words[0]
            end = first.start
            while end and text[end - 1].isspace():
                end -= 1
            words[0] = Word(first.start, first.end, first.shape, gap_before(text, end, first.start))
        return words

    def _read_words(self, text: str, words: Sequence[Word]) -> list[HeadOutputs]:
        outputs: list[HeadOutputs] = []
        window: list[Word] = []
        pieces: list[tuple[int, ...]] = []
        used = 2
        for word in words:
            parts = self._cutter.pieces(text[word.start : word.end])
            if used + len(parts) > WINDOW:
                outputs.append(self._run(window, pieces))
                window, pieces, used = [], [], 2
            window.append(word)
            pieces.append(parts)
            used += len(parts)
        return [*outputs, self._run(window, pieces)] if window else outputs

    def _run(self, words: Sequence[Word], pieces: Sequence[tuple[int, ...]]) -> HeadOutputs:
        feed = feed_of(words, pieces, self._cutter)
        scores, vectors = self._session.run(["scores", "vectors"], feed)
        starts = np.array([w.start for w in words], dtype=np.int64)
        ends = np.array([w.end for w in words], dtype=np.int64)
        return HeadOutputs(starts, ends, scores, vectors, self.heads, self.links)


def feed_of(words: Sequence[Word], pieces: Sequence[tuple[int, ...]], cutter: WordCutter) -> dict[str, Any]:
    """Lay one window out as the encoder's inputs: pieces, shapes, gaps, and where each word begins."""
    numbers, shapes, gaps, firsts = [cutter.first_mark], [0], [0], []
    inside = GAPS.index("inside a word")
    for word, parts in zip(words, pieces, strict=True):
        firsts.append(len(numbers))
        numbers.extend(parts)
        shapes.extend([word.shape] * len(parts))
        gaps.extend([word.gap] + [inside] * (len(parts) - 1))
    return {
        "pieces": np.array([[*numbers, cutter.last_mark]], dtype=np.int64),
        "shapes": np.array([[*shapes, 0]], dtype=np.int64),
        "gaps": np.array([[*gaps, 0]], dtype=np.int64),
        "firsts": np.array(firsts, dtype=np.int64),
    }


def _join(parts: Sequence[HeadOutputs], encoder: Encoder) -> HeadOutputs:
    if len(parts) == 1:
        return parts[0]
    columns = max((h.end for h in encoder.heads.values()), default=0)
    width = max((h.start + 2 * h.width for h in encoder.links.values()), default=0)
    return HeadOutputs(
        np.concatenate([np.zeros(0, dtype=np.int64), *(p.starts for p in parts)]),
        np.concatenate([np.zeros(0, dtype=np.int64), *(p.ends for p in parts)]),
        np.concatenate([np.zeros((0, columns), dtype=np.float32), *(p.scores for p in parts)]),
        np.concatenate([np.zeros((0, width), dtype=np.float32), *(p.vectors for p in parts)]),
        encoder.heads,
        encoder.links,
    )


def _read_card(folder: Path) -> dict[str, Any]:
    card = json.loads((folder / "heads.json").read_text(encoding="utf8"))
    if not isinstance(card, dict) or not {"version", "heads", "links"} <= card.keys():
        raise KnowledgeError(f"{folder / 'heads.json'} does not describe the heads; reinstall catena")
    return card
