"""Lines, quotations and folded words of a document's text, as offsets on it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from catena.model import Span

_LINE = re.compile(r"[^\r\n\u2028\u2029\x85\x0b\x0c]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Curly and angled quotations may run over lines (a quoted poem, a statement), straight ones not.
_CURLY = re.compile(r"“[^“”]{1,2000}”|«[^«»]{1,2000}»|„[^„“”]{1,2000}[“”]")
# A paragraph that opens a quotation which only a later one closes.
_OPEN_CURLY = re.compile(r"^\W{0,3}“[^“”\n]{1,2000}$", re.MULTILINE)
_STRAIGHT = re.compile(r'(?<![\w"])"(?=[\w\'‘(\[…]|\.\.)[^"\n]{1,1500}(?:"|$)', re.MULTILINE)
# Old wires and mail break their lines here; a page's paragraphs are longer, its headlines and labels shorter.
WRAPPED_CHARACTERS = (52, 84)
_END_MARKS = " \t\u00a0:.…*!»>|–—-"


@dataclass(frozen=True, slots=True)
class Line:
    """One line without its surrounding space; empty lines are not kept, but counted in ``blank_before``."""

    start: int
    end: int
    text: str
    blank_before: bool

    @property
    def span(self) -> Span:
        """Give the line's span on the document's text."""
        return Span(self.start, self.end)


def find_lines(text: str) -> tuple[Line, ...]:
    """Give the lines that hold something, in order."""
    found: list[Line] = []
    last_end = 0
    for match in _LINE.finditer(text):
        bare = match.group().strip()
        if not bare or not any(c.isprintable() for c in bare):
            continue
        start = match.start() + match.group().index(bare[0])
        gap = text[last_end:start]
        blank = gap.count("\n") > 1 or gap.count("\r\n") + gap.count("\r") > 1
        found.append(Line(start, start + len(bare), bare, blank))
        last_end = start + len(bare)
    return tuple(found)


def is_wrapped(lines: Sequence[Line], number: int) -> bool:
    """Say whether a line goes on from the one before it: a text whose lines were broken at a fixed width."""
    if number == 0:
        return False
    before, line = lines[number - 1], lines[number]
    return (
        not line.blank_before
        and WRAPPED_CHARACTERS[0] <= len(before.text) <= WRAPPED_CHARACTERS[1]
        and (before.text[-1].isalnum() or before.text.endswith((",", "-", "–", "—", ";", "'", "’")))
    )


def find_quoted(text: str) -> tuple[Span, ...]:
    """Give what stands in quotation marks, marks included, in order; a quotation left open ends with its line."""
    spans = [Span(m.start(), m.end()) for pattern in (_CURLY, _OPEN_CURLY, _STRAIGHT) for m in pattern.finditer(text)]
    return merge_spans(spans)


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Sort spans and join those that overlap; empty ones are dropped."""
    merged: list[Span] = []
    for span in sorted(spans):
        if span.start >= span.end:
            continue
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def outside(spans: Sequence[Span], kept: Sequence[Span]) -> tuple[Span, ...]:
    """Leave out every span that lies inside one of ``kept``, both sorted and without overlaps among themselves."""
    left: list[Span] = []
    at = 0
    for span in spans:
        while at < len(kept) and kept[at].end <= span.start:
            at += 1
        if not (at < len(kept) and kept[at].covers(span)):
            left.append(span)
    return tuple(left)


def fold_line(line: str) -> str:
    """Fold a line for comparison: lower case, straight apostrophes, single spaces, no closing marks."""
    return " ".join(line.replace("’", "'").casefold().strip(_END_MARKS).split())


def words_of(text: str) -> tuple[str, ...]:
    """Give the folded words of a text, apostrophes dropped (a headline and its reprint differ in them)."""
    return tuple(m.group().replace("'", "").replace("’", "").casefold() for m in _WORD.finditer(text))


def match_words(text: str, start: int, words: Sequence[str]) -> int | None:
    """Give where the words end if the text goes on with exactly them from ``start``, else None."""
    end = start
    position = start
    for word in words:
        match = _WORD.search(text, position)
        if match is None or match.start() - position > 4 or "\n" in text[position : match.start()]:
            return None
        if match.group().replace("'", "").replace("’", "").casefold() != word:
            return None
        position = end = match.end()
    return end
