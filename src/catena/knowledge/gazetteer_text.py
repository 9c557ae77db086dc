"""Words of a text, and the words beside a name that show what kind of place it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from catena.knowledge import read_table

CUE_WORDS_MAX: Final = 3
_BODY_KINDS: Final = frozenset(("Department", "Province House", "State Department"))
"""Kinds of place that with a capital are bodies: the Treasury Department."""

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[‘'ʻʼ]?[^\W\d_]+(?:[-'’ʼ‘`][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_ARTICLED = re.compile(r"^(?:[ae][a-z]{1,2}|ul|[dl])[-'’‘ʼ]\W?[A-Z]")
_GAP = re.compile(r"^[ \t\u00a0]*\n?[ \t\u00a0]*$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the text; ``capital`` where it opens with a capital letter, an article aside ("al-Bab")."""

    start: int
    end: int
    text: str
    capital: bool


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """The tables of place_words.yaml, folded to lower case where the texts are."""

    after: dict[str, str]
    before: dict[str, str]
    titles: frozenset[str]
    bodies: frozenset[str]
    not_places: frozenset[str]
    also_places: frozenset[str]
    demonyms: frozenset[str]
    kind_words: frozenset[str]
    verbs: frozenset[str]
    calendar: frozenset[str]


@cache
def read_place_words() -> PlaceWords:
    """Read the word lists of the scan, once per process."""
    table = read_table("place_words")
    countries = read_table("countries")["countries"].values()
    after = {word: kind for kind, words in table["kinds_after"].items() for word in words}
    return PlaceWords(
        after=after,
        before={word: kind for kind, words in table["kinds_before"].items() for word in words},
        titles=frozenset(table["titles"].lower().split()),
        bodies=frozenset(table["bodies_after"].split()),
        not_places=frozenset(table["not_places"].split()),
        also_places=frozenset(table["also_places"].split()),
        demonyms=frozenset(demonym for country in countries for demonym in country.get("demonyms", ())),
        verbs=frozenset(table["place_verbs"].split()),
        calendar=frozenset(table["calendar"].split()),
        kind_words=frozenset(piece for word in after for piece in word.split()),
    )


@lru_cache(maxsize=8)
def split_words(text: str) -> tuple[Word, ...]:
    """Split a text into words with their offsets, possessive endings left off."""
    words = []
    for match in _WORD.finditer(text):
        shown = _POSSESSIVE.sub("", match[0])
        if shown:
            capital = shown.lstrip("‘'ʻʼ")[:1].isupper() or bool(_ARTICLED.match(shown))
            words.append(Word(match.start(), match.start() + len(shown), shown, capital))
    return tuple(words)


def adjoin(text: str, words: Sequence[Word], number: int) -> bool:
    """Say whether a word and the next are parted by a blank (or one line break) alone."""
    gap = text[words[number].end : words[number + 1].start]
    return gap == " " or _GAP.match(gap) is not None


def cue_of(text: str, words: Sequence[Word], first: int, last: int) -> str | None:
    """Give the kind of place that the words before or after a name say it is, None where they do not."""
    lists = read_place_words()
    for count in range(CUE_WORDS_MAX, 0, -1):
        after = _joined(text, words, last + 1, last + 1 + count)
        if after in _BODY_KINDS:
            return None
        if after is not None and adjoin(text, words, last) and after.lower() in lists.after:
            return lists.after[after.lower()]
        before = _joined(text, words, first - count, first)
        if before is not None and adjoin(text, words, first - 1) and before.lower() in lists.before:
            return lists.before[before.lower()]
    return None


def _joined(text: str, words: Sequence[Word], start: int, end: int) -> str | None:
    if start < 0 or end > len(words) or not all(adjoin(text, words, n) for n in range(start, end - 1)):
        return None
    return " ".join(word.text for word in words[start:end])
