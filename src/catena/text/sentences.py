"""Sentences, tokens and quotation spans of a text, as offsets on it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import sentencex

from catena.model import Span

# A word keeps its inner hyphens, apostrophes and points ("al-Kadhimi", "Iraq's", "U.S.", "12,000", "8.30").
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}(?:-\w+)*|(?:Lt|Col|Gen|Maj|Capt|Sgt|Cpl|Brig|Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gov|Insp|Jr)\.|"
    r"\d+(?:[.,:]\d+)*|\w+(?:[-'’.]\w+)*|[^\w\s]"
)
_PARAGRAPH = re.compile(r"[^\n\r]+")
# The splitter ends a sentence after these; the next word belongs to them.
_OPEN_END = re.compile(
    r"(?:\b(?:Lt|Col|Gen|Maj|Capt|Sgt|Cpl|Brig|Adm|Sen|Rep|Gov|Insp|Supt|Mr|Mrs|Ms|Dr|Prof|Hon|Rev|St|No|vs|Jr|Sr|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Alta|Ont|Calif|Md|Mt|Ft|approx|etc|al|Inc|Co|Corp|Ltd)"
    r"|\b[A-Z])\.\s*$"
)
_STARTS_LOWER = re.compile(r"\s*[a-z0-9]")
# A stop glued to the next sentence: "…the government.In an unprecedented event".
_GLUED = re.compile(r"(?<=[a-z\d][.!?])(?=[A-Z][a-z])|(?<=[a-z][.!?][\"”’])(?=[A-Z][a-z])")
# The longest sentence of 147 real reports has 643 characters; a list, or a text without stops, has no end.
CHARACTERS_A_SENTENCE = 1_000
_RECENT_SENTENCES = 256
_QUOTED = re.compile(r"[“«„]([^”»]{2,}?)[”»]|(?<!\w)\"([^\"]{2,}?)\"(?!\w)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark of a text."""

    text: str
    start: int
    end: int
    lower: str  # in lower case with straight apostrophes: asked for too often to be made each time

    @property
    def is_word(self) -> bool:
        """Say whether it is a word or number rather than a mark."""
        return self.text[0].isalnum()

    @property
    def is_capitalised(self) -> bool:
        """Say whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True)
class Sentence:
    """One sentence of a document: its span, its number, its paragraph, and what it is part of."""

    text: str
    start: int
    end: int
    index: int
    paragraph: int
    is_title: bool = False
    is_furniture: bool = False

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Give the words and marks, with offsets on the whole text."""
        return tokenize(self.text, self.start)

    @property
    def span(self) -> Span:
        """Give the sentence's span on the whole text."""
        return Span(self.start, self.end)


@lru_cache(maxsize=_RECENT_SENTENCES)
def tokenize(text: str, offset: int = 0) -> tuple[Token, ...]:
    """Split a text into words and marks; offsets are shifted by ``offset``."""
    found = []
    curly = "’" in text
    for match in _TOKEN.finditer(text):
        word, start = match[0], match.start() + offset
        lower = word.lower().replace("’", "'") if curly else word.lower()
        found.append(Token(word, start, start + len(word), lower))
    return tuple(found)


def find_sentences(
    text: str, *, title: Span | None = None, furniture: Sequence[Span] = (), limit: int = 20_000
) -> tuple[Sentence, ...]:
    """Split a text into sentences, paragraph by paragraph (a line is never part of two sentences).

    ``limit`` bounds one paragraph's stretch in characters, so that a line without any stop stays cheap.
    """
    return _sentences_of(text, title, tuple(furniture), limit)


@lru_cache(maxsize=4)
def _sentences_of(text: str, title: Span | None, furniture: tuple[Span, ...], limit: int) -> tuple[Sentence, ...]:
    """Keep the last few texts' sentences: one reader after another asks for them, and for their tokens."""
    found: list[Sentence] = []
    edges = (title.start, title.end) if title is not None else ()
    for number, paragraph in enumerate(_PARAGRAPH.finditer(text)):
        for start in range(paragraph.start(), paragraph.end(), limit):
            stretch = Span(start, min(start + limit, paragraph.end()))
            for span in _bounded(text, _cut_at(text, _split(text, stretch), edges)):
                found.append(_sentence(text, span, len(found), number, title, furniture))
    return tuple(found)


def find_quotations(text: str) -> tuple[Span, ...]:
    """Give the spans inside quotation marks, in order."""
    return tuple(
        Span(m.start(1), m.end(1)) if m[1] is not None else Span(m.start(2), m.end(2)) for m in _QUOTED.finditer(text)
    )


def _sentence(
    text: str, span: Span, index: int, paragraph: int, title: Span | None, furniture: Sequence[Span]
) -> Sentence:
    hidden = sum(max(0, min(f.end, span.end) - max(f.start, span.start)) for f in furniture)
    return Sentence(
        text[span.start : span.end],
        span.start,
        span.end,
        index,
        paragraph,
        is_title=title is not None and title.meets(span),
        is_furniture=hidden * 2 > span.end - span.start,
    )


def _split(text: str, stretch: Span) -> list[Span]:
    cuts = [stretch.start]
    at = stretch.start
    for piece in sentencex.segment("en", text[stretch.start : stretch.end]):
        at += len(piece)
        cuts.append(at)
    cuts[-1] = stretch.end
    pieces = [Span(a, b) for a, b in pairwise(cuts) if a < b]
    return [s for p in _merge(text, pieces) for s in _trim_glued(text, p)]


def _merge(text: str, pieces: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for piece in pieces:
        before = text[merged[-1].start : merged[-1].end] if merged else ""
        here = text[piece.start : piece.end]
        if merged and (_OPEN_END.search(before) or (_STARTS_LOWER.match(here) and not before.rstrip().endswith("\n"))):
            merged[-1] = Span(merged[-1].start, piece.end)
        else:
            merged.append(piece)
    return merged


def _trim_glued(text: str, piece: Span) -> list[Span]:
    cuts = [piece.start, *(m.start() + piece.start for m in _GLUED.finditer(text[piece.start : piece.end])), piece.end]
    return [s for a, b in pairwise(cuts) if (s := _strip(text, Span(a, b))) is not None]


def _cut_at(text: str, spans: list[Span], edges: Sequence[int]) -> list[Span]:
    """Part sentences at the edges of the headline, where texts that lost their lines have no stop."""
    parted: list[Span] = []
    for span in spans:
        inside = edges[bisect_right(edges, span.start) : bisect_left(edges, span.end)]
        cuts = [span.start, *inside, span.end]
        parted += [Span(a, b) for a, b in pairwise(cuts)]
    return [whole for span in parted if (whole := _strip(text, span)) is not None]


def _bounded(text: str, spans: list[Span]) -> Iterator[Span]:
    """Part what no person would write as one sentence, between words where there is a space: work grows with its square."""
    for span in spans:
        start = span.start
        while span.end - start > CHARACTERS_A_SENTENCE:
            space = text.rfind(" ", start + 1, start + CHARACTERS_A_SENTENCE)
            end = space if space > start else start + CHARACTERS_A_SENTENCE
            if (part := _strip(text, Span(start, end))) is not None:
                yield part
            start = end
        if (part := _strip(text, Span(start, span.end))) is not None:
            yield part


def _strip(text: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
