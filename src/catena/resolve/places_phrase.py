"""The whole phrase around a place name, in the text's own words ("in front of his house in Eastern Baghdad")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from catena.knowledge import read_table
from catena.knowledge.gazetteer_records import PlaceName
from catena.model import Span

PHRASE_WORDS_MAX: Final = 18
AFTER_WORDS_MAX: Final = 8
_LEFT = re.compile(r"(?:^|(?<=[\s(\"“]))([^\s.,;:()\"“”—–]+)(?:\s+|(?<=['’]))$")
_RIGHT = re.compile(r"^(,?)\s+([^\s.,;:()\"“”—–]+)")
_NUMBER = re.compile(r"^\d+(?:[.,]\d+)?(?:km|m)?$")


@dataclass(frozen=True, slots=True)
class _PhraseWords:
    nouns: frozenset[str]
    adjectives: frozenset[str]
    prepositions: frozenset[str]
    starts: frozenset[str]
    divisions: frozenset[str]


@cache
def _phrase_words() -> _PhraseWords:
    table = read_table("place_words")
    after = {word for words in table["kinds_after"].values() for word in words}
    return _PhraseWords(
        nouns=frozenset(table["place_nouns"].split()) | {word for word in after if " " not in word},
        adjectives=frozenset(table["place_adjectives"].split()),
        prepositions=frozenset(table["prepositions"]),
        starts=frozenset(table["starts"]),
        divisions=frozenset(table["kinds_after"]["admin1"] + table["kinds_after"]["admin2"]),
    )


def where_phrase(text: str, name: PlaceName) -> Span:
    """Give the span of the phrase of place around a name; the name's own span where nothing belongs to it."""
    return Span(_phrase_start(text, name.span.start), _phrase_end(text, name.span.end))


def _phrase_start(text: str, start: int) -> int:
    """Walk left over nouns of place, their adjectives and prepositions; keep the leftmost opening preposition."""
    words = _phrase_words()
    kept = position = start
    head_wanted = False
    for _ in range(PHRASE_WORDS_MAX):
        match = _LEFT.search(text[max(0, position - 60) : position])
        if match is None:
            break
        word = match[1].lower().removesuffix("'s").removesuffix("’s")
        if word in words.prepositions:
            position -= len(match[0])
            head_wanted = True
            if word in words.starts or _opens(text, position, word, words):
                kept = _whole_start(text, position, words)
            continue
        if head_wanted and word not in words.nouns and not match[1][0].isupper():
            break
        if word not in words.nouns and word not in words.adjectives and not _belongs(match[1]):
            break
        head_wanted = False
        position -= len(match[0])
    return kept


def _belongs(word: str) -> bool:
    """Say whether a word may stand inside the phrase: a name, a number, an adjective of direction."""
    return word[0].isupper() or _NUMBER.match(word) is not None


def _opens(text: str, position: int, word: str, words: _PhraseWords) -> bool:
    return any(f"{before} {word}" in words.starts for before in [_word_before(text, position)] if before)


def _word_before(text: str, position: int) -> str | None:
    match = _LEFT.search(text[max(0, position - 60) : position])
    return match[1].lower() if match else None


def _whole_start(text: str, position: int, words: _PhraseWords) -> int:
    """Take in a direction or distance before the preposition: "north of", "5 km from"."""
    match = _LEFT.search(text[max(0, position - 60) : position])
    if match and f"{match[1].lower()} {text[position : position + 8].split()[0].lower()}" in words.starts:
        return position - len(match[0])
    return position


def _phrase_end(text: str, end: int) -> int:
    """Walk right over nouns of place and "of/in NAME"; a comma only before "NAME province"."""
    words = _phrase_words()
    kept = position = end
    for _ in range(AFTER_WORDS_MAX):
        match = _RIGHT.match(text[position : position + 60])
        if match is None:
            break
        word = match[2]
        if match[1]:
            return _division_end(text, position, words) or kept
        position += len(match[0])
        if word in words.nouns or (word[0].isupper() and kept != end):
            kept = position
        elif word in ("of", "in", "the", "near") or word in words.adjectives:
            following = _RIGHT.match(text[position : position + 60])
            if following is None or following[1]:
                break
            if following[2][0].isupper():
                kept = position = position + len(following[0])
        else:
            break
    return kept


def _division_end(text: str, position: int, words: _PhraseWords) -> int | None:
    """Give the end of ", NAME province" after a name, None where no division follows."""
    match = re.match(r"^,\s+(?:in\s+)?(?:the\s+)?((?:[A-Z][\w'’-]*\s+){1,3})([a-z]+)\b", text[position : position + 80])
    return position + match.end() if match and match[2] in words.divisions else None
