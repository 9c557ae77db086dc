"""The whole phrase around a place name, in the text's own words ("beside her shop in western Lagos")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from catena.knowledge import read_table
from catena.knowledge.gazetteer_records import PlaceName
from catena.knowledge.gazetteer_text import read_place_words
from catena.model import Span

PHRASE_WORDS_MAX: Final = 18
AFTER_WORDS_MAX: Final = 8
WINDOW: Final = 80
# Words of one paragraph: no blank line is crossed.
_LEFT = re.compile(r"(?:^|(?<=[\s(\"“]))([^\s.,;:()\"“”—–]+)(?:[^\S\n]*\n?[^\S\n]*(?<=\s)|(?<=['’]))$")
_RIGHT = re.compile(r"^(,?)(?=\s)[^\S\n]*\n?[^\S\n]*([^\s.,;:()\"“”—–]+)")
# "between Homs and" before a name; "between" before one; " and Hama" after one.
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*\s+and\s+$")
_ENDS_BETWEEN = re.compile(r"\bbetween\s+$")
_AND_NAME = re.compile(r"^\s+and\s+[A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*)*")
# "12 km ", "about 30 kilometres (19 miles) " before "north of".
_DISTANCE = re.compile(
    r"(?:\b(?:about|around|some|nearly|roughly|over)\s+)?\b\d[\d.,]*\s?"
    r"(?:km|kms|kilomet(?:er|re)s?|miles?|met(?:er|re)s|m)(?:\s\([^)]{3,20}\))?\s+$"
)
# "the border town of ", "the village of ".
_KIND_OF = re.compile(r"\bthe\s+(?:[\w-]+\s+){0,2}([a-z]+)\s+of\s+$")
_INSIDE_NAME = re.compile(
    r"^(?:\s+[a-z]+)?\s+(?:of|in|near)\s+(?:the\s+)?(?:[a-z]+\s+)?([A-Z][\w'’-]*(?:\s[A-Z][\w'’-]*){0,2})"
)
_COMMA_DIVISION = re.compile(r"^,\s+(?:in\s+)?(?:the\s+)?((?:[A-Z][\w'’-]*\s+){1,3})([a-z]+)\b")
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
    start, end = name.span.start, name.span.end
    between = _BETWEEN.search(text[max(0, start - WINDOW) : start])
    if between is not None:
        return Span(_phrase_start(text, start - len(between[0])), _phrase_end(text, end))
    opened = _phrase_start(text, start)
    other = _AND_NAME.match(text[end : end + WINDOW]) if _ENDS_BETWEEN.search(text[opened:start]) else None
    return Span(opened, _phrase_end(text, end + len(other[0]) if other else end))


def _phrase_start(text: str, start: int) -> int:
    """Walk left over nouns of place, their adjectives and prepositions; keep the leftmost opening preposition."""
    words = _phrase_words()
    kept = position = start
    head_wanted = apart = False
    for _ in range(PHRASE_WORDS_MAX):
        match = _LEFT.search(text[max(0, position - WINDOW) : position])
        if match is None:
            break
        word = match[1].lower().removesuffix("'s").removesuffix("’s")
        if word in words.prepositions:
            position -= len(match[0])
            head_wanted = apart = True
            if word in words.starts or _opens(text, position, word, words):
                kept = _whole_start(text, position, words)
            continue
        named = _belongs(match[1]) and (apart or word != match[1].lower())  # "Syria Moscow" is no one phrase
        if not named and word not in words.nouns and (head_wanted or word not in words.adjectives):
            break
        head_wanted = False
        position -= len(match[0])
    return kept if kept != start else _kind_before(text, start)


def _kind_before(text: str, start: int) -> int:
    """Take in "the town of" where no preposition opens the phrase."""
    match = _KIND_OF.search(text[max(0, start - WINDOW) : start])
    return start - len(match[0]) if match and match[1].lower() in _phrase_words().nouns else start


def _belongs(word: str) -> bool:
    """Say whether a word may stand inside the phrase: a name, a number; no day or month ("on Sunday the town of …")."""
    return (word[0].isupper() and word not in read_place_words().calendar) or _NUMBER.match(word) is not None


def _opens(text: str, position: int, word: str, words: _PhraseWords) -> bool:
    return any(f"{before} {word}" in words.starts for before in [_word_before(text, position)] if before)


def _word_before(text: str, position: int) -> str | None:
    match = _LEFT.search(text[max(0, position - WINDOW) : position])
    return match[1].lower() if match else None


def _whole_start(text: str, position: int, words: _PhraseWords) -> int:
    """Take in a direction and a distance before the preposition: "north of", "5 km from"."""
    match = _LEFT.search(text[max(0, position - WINDOW) : position])
    if match and f"{match[1].lower()} {text[position : position + 8].split()[0].lower()}" in words.starts:
        position -= len(match[0])
    distance = _DISTANCE.search(text[max(0, position - WINDOW) : position])
    return position - len(distance[0]) if distance else position


def _phrase_end(text: str, end: int) -> int:
    """Walk right over nouns of place and "of NAME", "in NAME"; a comma only before "NAME province"."""
    words, kept = _phrase_words(), end
    for _ in range(AFTER_WORDS_MAX):
        step = _RIGHT.match(text[kept : kept + WINDOW])
        if step is None:
            return kept
        if step[1]:
            return _division_end(text, kept, words) or kept
        inside = _INSIDE_NAME.match(text[kept : kept + WINDOW])
        noun = _RIGHT.match(text[kept + step.end() : kept + WINDOW]) if step[2] in words.adjectives else step
        if noun is not None and not noun[1] and noun[2] in words.nouns:
            kept += step.end() if noun is step else step.end() + noun.end()
        elif inside is not None and inside[1].split()[0] not in read_place_words().calendar:
            kept += inside.end()
        else:
            return kept
    return kept


def _division_end(text: str, position: int, words: _PhraseWords) -> int | None:
    """Give the end of ", NAME province" after a name, None where no division follows."""
    match = _COMMA_DIVISION.match(text[position : position + WINDOW])
    return position + match.end() if match and match[2] in words.divisions else None
