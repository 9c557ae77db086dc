"""The headline of a document: which line it is, what of it is the outlet's own name, and where it is printed again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catena.collect.lines import words_of
from catena.knowledge.outlets import Outlet, Outlets
from catena.model import Span

HEADLINE_WORDS_MAX = 32
HEADLINE_CHARACTERS_MAX = 240
# "Heavy raids … Aleppo | Jordan Times", "… Deir ez-Zor - Sputnik International", "… – Mission City Record".
_SUFFIX = re.compile(r"\s+(?:[|–—-]|::|»)\s+([^|–—]{2,60})$")
_LABEL = re.compile(r"(?:title|headline)\s*:\s*", re.IGNORECASE)
_SAID = re.compile(r"\b(?:said|told|according to)\b")
# The number of a document in a collection, on a line before it.
_NUMBERED = re.compile(r"[A-Z]{2,}[A-Z0-9-]*-\d{2,}\b")
_INNER_END = re.compile(r"[.!?][\"”’')\]]*\s+[\"“‘(\[]?[A-Z0-9]")
# Stops inside a headline that end no sentence.
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|U\.S|U\.N|U\.K|St|Dr|Mr|Mrs|Ms|Gen|Col|Lt|Maj|Capt|Sgt|No|vs|Jr|Sr|Prof|Rev|Hon|Gov|Sen|"
    r"Rep|Mt|Ft|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.\s+[A-Z0-9]"
)


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline without the outlet's name after it, with its folded words and the outlet so named."""

    title: str
    span: Span
    words: tuple[str, ...]
    outlet: Outlet | None = None


def read_headline(line: str, start: int, outlets: Outlets, *, followed: bool) -> Headline | None:
    """Read a line as a headline, or None where it is prose; ``followed`` says whether text comes after it."""
    if label := _LABEL.match(line):
        start, line = start + label.end(), line[label.end() :]
    if not followed or not looks_like_headline(line):
        return None
    outlet = None
    title = line
    if (match := _SUFFIX.search(line)) and (outlet := outlets.find(match[1])):
        title = line[: match.start()]
    return Headline(title, Span(start, start + len(title)), words_of(title), outlet)


def looks_like_headline(line: str) -> bool:
    """Say whether a line is short, one sentence at most, and begins and ends as headlines do."""
    words = line.split()
    if not 2 <= len(words) <= HEADLINE_WORDS_MAX or len(line) > HEADLINE_CHARACTERS_MAX:
        return False
    if _NUMBERED.match(line) or line[0].islower() or line.endswith((",", ";")) or not any(c.isalpha() for c in line):
        return False
    if _INNER_END.search(_ABBREVIATION.sub("", line)):
        return False
    # A long line with a full stop, or one that ends in "police said.", is the first sentence of a report.
    is_sentence = line.endswith(".") and not line.endswith("...")
    return not (is_sentence and (len(words) > 20 or _SAID.search(line)))
