"""Judge whether a name that the gazetteer knows stands for a place where it is written.

Most words of news that some village bears are persons (Scott), bodies (Commerce) or plain words. A
logistic regression over what stands beside the name, and over the same name elsewhere in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from math import exp, log2, log10
from typing import Final

from catena.knowledge import read_table
from catena.knowledge.gazetteer_records import Candidate
from catena.knowledge.gazetteer_text import PlaceWords, Word, adjoin, cue_of, read_place_words

NEAR_WORDS: Final = 2
_ENGLISH_SPEAKING: Final = frozenset(("US", "GB", "CA", "AU", "NZ", "IE"))
"""Where towns bear surnames (Scott, Johnson); a name best known elsewhere is rarely a person's in English news."""

DIRECTIONS: Final = frozenset(
    ("North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central", "Upper", "Lower")
)
_PLACE_PREPOSITIONS: Final = frozenset(("in", "at", "from", "near", "outside", "to", "of", "into", "around", "toward"))
_NEXT_SENTENCE = re.compile(r"[.!?]\s*[\"”’']?\s*$|\n\s*\n")
_ARTICLED = re.compile(r"^(?:[Aa]l|[Ee]l|[Aa]sh?|[Aa]d|[Aa]r|[Aa]n|[Aa]z|[Ee]z|[Aa]t)[-'’]")
_ABBREVIATED = re.compile(r"^[A-Z][a-z]{1,5}\.?$|^(?:[A-Z]\.){2,}$|^[A-Z]{2}$")


@dataclass(slots=True)
class Page:
    """The words of one text with what is counted once: lower-case words, the company each name keeps."""

    text: str
    words: Sequence[Word]
    lower: frozenset[str] = field(init=False)
    shouted: bool = field(init=False)
    told: dict[str, tuple[int, int, int]] = field(init=False)
    countries: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Count the text's words once."""
        self.lower = frozenset(word.text for word in self.words if word.text.islower())
        capitals = sum(1 for word in self.words if word.text.isupper() and len(word.text) > 1)
        self.shouted = capitals > len(self.words) / 2
        names = read_country_words()
        pairs = (f"{left.text} {right.text}" for left, right in pairwise(self.words))
        self.countries = frozenset(names[one] for one in (*(w.text for w in self.words), *pairs) if one in names)
        self.told = {}
        for number, word in enumerate(self.words):
            if word.capital:
                seen, person, placed = self.told.get(word.text, (0, 0, 0))
                before = self.words[number - 1] if number and adjoin(self.text, self.words, number - 1) else None
                person += before is not None and before.capital
                placed += before is not None and before.text in _PLACE_PREPOSITIONS
                self.told[word.text] = (seen + 1, person, placed)


@cache
def read_judge() -> Mapping[str, float]:
    """Read the learned weights of the judge."""
    weights: dict[str, float] = read_table("place_weights")["mention"]
    return weights


@cache
def read_country_words() -> Mapping[str, str]:
    """Map the names and demonyms of countries to their codes."""
    countries = read_table("countries")["countries"]
    return {
        word: code
        for code, entry in countries.items()
        for word in (entry["name"], *entry.get("aliases", ()), *entry.get("demonyms", ()))
    }


@cache
def _common_words() -> frozenset[str]:
    return frozenset(read_table("place_common_words")["words"].split())


@cache
def _given_names() -> frozenset[str]:
    return frozenset(form for row in read_table("name_words")["given"] for form in row)


def probability_of(page: Page, first: int, last: int, candidates: Sequence[Candidate]) -> float:
    """Give the probability that the words first..last name a place here."""
    weights = read_judge()
    score = sum(weights.get(name, 0.0) * value for name, value in describe(page, first, last, candidates))
    return 1 / (1 + exp(-score))


def describe(page: Page, first: int, last: int, candidates: Sequence[Candidate]) -> Iterator[tuple[str, float]]:
    """Give the named features of a possible place name."""
    yield "bias", 1.0
    yield from _of_candidates(candidates, page.countries)
    yield from _of_words(page, first, last)
    yield from _of_left(page, first)
    yield from _of_right(page, last)
    yield from _of_document(page, first, last)
    cue = cue_of(page.text, page.words, first, last)
    if cue is not None:
        yield f"cue {cue}", 1.0


def _of_candidates(candidates: Sequence[Candidate], told: frozenset[str]) -> Iterator[tuple[str, float]]:
    own = [one for one in candidates if one.own]
    for kind in {one.kind for one in candidates if one.own or one.kind == "country"}:
        yield f"may be {kind}", 1.0
    yield "alternate name only", float(not own)
    yield "renown", max((log2(1 + one.fame) / 8 for one in own), default=0.0)
    yield f"renown {max((int(log2(1 + one.fame)) for one in own), default=0)}", 1.0
    yield "people", max((log10(1 + one.population) / 7 for one in own), default=0.0)
    best = max(own, key=lambda one: (one.fame, one.population), default=None)
    yield "best known in an English-speaking country", float(best is not None and best.country in _ENGLISH_SPEAKING)
    beside = [one for one in own if one.country in told and one.kind != "country"]
    yield "in a country told", float(bool(beside))
    yield "people, in a country told", max((log10(1 + one.population) / 7 for one in beside), default=0.0)
    yield "candidates", log2(len(candidates)) / 7


def _of_words(page: Page, first: int, last: int) -> Iterator[tuple[str, float]]:
    lists, shown = read_place_words(), page.words[first].text
    count = last - first + 1
    yield f"words {min(count, 3)}", 1.0
    if count > 1:
        yield "ends as a common word", float(page.words[last].text.lower() in _common_words())
        return
    plain = shown[:1] + shown[1:].lower() if shown.isupper() else shown
    yield "listed as no place", float(plain in lists.not_places and plain not in lists.also_places)
    yield "listed, also a place", float(plain in lists.also_places)
    yield "common word", float(plain.lower() in _common_words())
    yield "given name", float(plain.lower() in _given_names())
    yield "lower case elsewhere", float(plain.lower() in page.lower)
    yield "opens with an article", float(_ARTICLED.match(shown) is not None)
    yield "hyphenated", float("-" in shown)
    yield "capitals", float(shown.isupper() and len(shown) > 1 and not page.shouted)
    yield "short", float(len(shown) <= 3)


def _of_left(page: Page, first: int) -> Iterator[tuple[str, float]]:
    lists = read_place_words()
    for step in range(1, NEAR_WORDS + 1):
        number = first - step
        if number < 0 or not adjoin(page.text, page.words, number):
            yield f"left {step} {_gap_kind(page, number)}", 1.0
            return
        yield f"left {step} {_word_kind(page.words[number], lists)}", 1.0


def _gap_kind(page: Page, number: int) -> str:
    """Name what parts the word after ``number`` from it: the start, a sentence's end, a comma, another mark."""
    if number < 0:
        return "<start>"
    gap = page.text[page.words[number].end : page.words[number + 1].start]
    if _NEXT_SENTENCE.search(gap):
        return "<sentence>"
    return "<comma>" if gap.strip() == "," else f"<{gap.strip()[:1]}>"


def _word_kind(word: Word, lists: PlaceWords) -> str:
    if not word.capital:
        return "<place verb>" if word.text in lists.verbs else word.text
    if word.text.lower().rstrip(".") in lists.titles:
        return "<title>"
    if word.text in lists.demonyms:
        return "<demonym>"
    if word.text in DIRECTIONS:
        return "<direction>"
    if word.text.lower() in _given_names():
        return "<given>"
    if word.text.lower() in lists.after:
        return "<kind of place>"
    if word.text in lists.bodies:
        return "<body>"
    return "<initial>" if len(word.text) == 1 else "<capital>"


def _of_right(page: Page, last: int) -> Iterator[tuple[str, float]]:
    lists, words = read_place_words(), page.words
    if last + 1 >= len(words):
        yield "right <end>", 1.0
        return
    gap = page.text[words[last].end : words[last + 1].start]
    yield "possessive", float(gap.startswith(("'s", "’s", "'", "’")))
    if not adjoin(page.text, words, last) and not gap.startswith(("'s ", "’s ")):
        yield f"right {_gap_kind(page, last)}", 1.0
        if gap.strip() == ",":
            after = words[last + 1]
            kind = "short" if _ABBREVIATED.match(after.text) else "capital" if after.capital else "lower"
            yield f"right comma, {kind}", 1.0
        return
    yield f"right {_word_kind(words[last + 1], lists)}", 1.0


def _of_document(page: Page, first: int, last: int) -> Iterator[tuple[str, float]]:
    """Count how the same name stands elsewhere: after a capital (a surname) or after a preposition of place."""
    key = page.words[last if first < last else first].text
    seen, person, placed = page.told.get(key, (1, 0, 0))
    yield "often", log2(seen)
    yield "after a capital elsewhere", person / seen if first == last else 0.0
    yield "after a preposition elsewhere", float(placed > 0)
