"""Names of places in running text: the longest runs of capitalised words that the gazetteer knows.

Texts may be noisy: apostrophes and commas lost ("Aleppos", "Syrias"), whole lines in capitals. A name
that is unknown is a place all the same where the words beside it say so ("the village of X").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations_with_replacement
from typing import Final, Protocol

from catena.knowledge import read_table
from catena.knowledge.gazetteer_format import abbreviation_key, demonym_key, fold_place_name
from catena.knowledge.gazetteer_records import Candidate, PlaceName
from catena.model import Span

WORDS_MAX: Final = 6
PLURAL_LENGTH_MIN: Final = 5
CUE_WORDS_MAX: Final = 3
ABBREVIATION_LENGTH_MAX: Final = 3
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[‘'ʻʼ]?[^\W\d_]+(?:[-'’ʼ‘`][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:[ae][a-z]{1,2}|ul)$")
_ARTICLED = re.compile(r"^(?:[ae][a-z]{1,2}|ul|[dl])[-'’‘ʼ]\W?[A-Z]")
_KIND_WORDS = re.compile(
    r"^(?:the )?(?:republic|state|city|town|province|kingdom|governorate|county|township|region) of "
    r"| (?:state|province|township|county|city|town|governorate|district|region|municipality|municipal district|"
    r"local government area|lga|village|area|river|valley|island|lake)$"
)
_GAP = re.compile(r"^[ \t\u00a0]*\n?[ \t\u00a0]*$")
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:;\"“”\n•–—(\[])[\s\"'“‘(]*$")
_PARTICLES: Final = frozenset(("of", "the", "and", "de", "la", "del", "du", "des", "al", "el", "di", "do", "da", "dos"))


class Places(Protocol):
    """What the scan needs of a gazetteer."""

    def lookup_key(self, key: str) -> tuple[Candidate, ...]:
        """Give the candidates of a folded name."""
        ...


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


@cache
def read_place_words() -> PlaceWords:
    """Read the word lists of the scan, once per process."""
    table = read_table("place_words")
    countries = read_table("countries")["countries"].values()
    return PlaceWords(
        after={word: kind for kind, words in table["kinds_after"].items() for word in words},
        before={word: kind for kind, words in table["kinds_before"].items() for word in words},
        titles=frozenset(table["titles"].lower().split()),
        bodies=frozenset(table["bodies_after"].split()),
        not_places=frozenset(table["not_places"].split()),
        also_places=frozenset(table["also_places"].split()),
        demonyms=frozenset(demonym for country in countries for demonym in country.get("demonyms", ())),
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


def place_name_at(text: str, span: Span, places: Places) -> PlaceName:
    """Read words already known to name a place: whole, abbreviated, a demonym, or by a known part."""
    shown = text[span.start : span.end]
    words = split_words(text)
    inside = [number for number, word in enumerate(words) if span.start <= word.start and word.end <= span.end]
    cue = cue_of(text, words, inside[0], inside[-1]) if inside else None
    candidates = _short_or_people(shown, places) or look_up(shown, places)
    if candidates or len(inside) < 2:
        return PlaceName(span, shown, candidates, cue)
    part, candidates = _known_part(text, words[inside[0] : inside[-1] + 1], places)
    return PlaceName(span, shown, candidates, cue, part)


def _short_or_people(shown: str, places: Places) -> tuple[Candidate, ...]:
    short = shown.endswith(".") or (shown.isupper() and len(shown) <= ABBREVIATION_LENGTH_MAX)
    found = places.lookup_key(abbreviation_key(shown)) if short else ()
    return found or places.lookup_key(demonym_key(shown))


def _known_part(text: str, words: Sequence[Word], places: Places) -> tuple[str | None, tuple[Candidate, ...]]:
    """Find the longest known run inside an unknown name, the best known of equals; a demonym counts as a name."""
    found: list[tuple[int, int, str, tuple[Candidate, ...]]] = []
    for first, last in combinations_with_replacement(range(len(words)), 2):
        shown = text[words[first].start : words[last].end]
        if words[first].capital and words[last].capital and shown not in read_place_words().not_places:
            candidates = places.lookup_key(fold_place_name(shown)) or places.lookup_key(demonym_key(shown))
            fame = max((one.fame for one in candidates if one.own), default=0)
            found.append((last - first, fame, shown, candidates))
    known = [one for one in found if one[1]]
    if not known:
        return None, ()
    _, _, shown, candidates = max(known, key=lambda one: one[:2])
    return shown, candidates


def find_place_names(text: str, places: Places) -> list[PlaceName]:
    """Find the names of places in a text, in order and without overlap."""
    words = split_words(text)
    found: list[PlaceName] = []
    number = 0
    while number < len(words):
        taken = _name_at(text, words, number, places)
        if taken is None:
            number += 1
            continue
        name, number = taken
        found.append(name)
    return found


def _name_at(text: str, words: Sequence[Word], first: int, places: Places) -> tuple[PlaceName, int] | None:
    """Read a place name that starts at a word: (name, number of the next word), None where there is none."""
    opening = words[first]
    if not opening.capital and not _opens_with_article(text, words, first):
        return None
    for last in _ends(text, words, first):
        candidates = look_up(text[opening.start : words[last].end], places)
        if candidates and _is_place(text, words, first, last, candidates):
            span = Span(opening.start, words[last].end)
            cue = cue_of(text, words, first, last)
            return PlaceName(span, text[span.start : span.end], candidates, cue), last + 1
    return _unknown_at(text, words, first)


def _opens_with_article(text: str, words: Sequence[Word], first: int) -> bool:
    after = first + 1
    return (
        _ARTICLE.match(words[first].text) is not None
        and words[first].text not in ("and", "are", "any", "all", "ago", "age", "end", "ate", "as", "at", "an")
        and after < len(words)
        and words[after].capital
        and _adjoin(text, words, first)
    )


def _adjoin(text: str, words: Sequence[Word], number: int) -> bool:
    """Say whether a word and the next are parted by a blank (or one line break) alone."""
    return _GAP.match(text[words[number].end : words[number + 1].start]) is not None


def _ends(text: str, words: Sequence[Word], first: int) -> Iterator[int]:
    """Give the numbers of the words that a name starting here may end with, the farthest first."""
    last = first
    ends = [first] if words[first].capital else []
    while last + 1 < len(words) and last + 1 - first < WORDS_MAX and _adjoin(text, words, last):
        last += 1
        if words[last].capital:
            ends.append(last)
        elif words[last].text not in _PARTICLES:
            break
    return reversed(ends)


def look_up(name: str, places: Places) -> tuple[Candidate, ...]:
    """Look a name up as it stands, without a lost apostrophe's s, without a word for its kind."""
    key = fold_place_name(name)
    found = places.lookup_key(key)
    if not found and key.endswith("s") and len(key) >= PLURAL_LENGTH_MIN:
        found = tuple(one for one in places.lookup_key(key[:-1]) if one.own or one.kind != "settlement")
    bare = _KIND_WORDS.sub("", key)
    return found or (places.lookup_key(bare) if bare and bare != key else ())


def _is_place(text: str, words: Sequence[Word], first: int, last: int, candidates: tuple[Candidate, ...]) -> bool:
    """Judge from the words beside a known name whether it stands for a place here."""
    lists = read_place_words()
    name = text[words[first].start : words[last].end]
    if any(one.kind == "country" for one in candidates) and name.upper() != name.lower() and len(name) > 1:
        return name not in ("us", "Us") and not _beside_person(text, words, first, last, lists)
    if cue_of(text, words, first, last) is not None:
        return name not in lists.demonyms
    if first == last and _doubtful(text, words, first, candidates, lists):
        return False
    return not _beside_person(text, words, first, last, lists) and not _beside_body(text, words, last, lists)


def _doubtful(
    text: str, words: Sequence[Word], first: int, candidates: tuple[Candidate, ...], lists: PlaceWords
) -> bool:
    """Judge a single word: listed as no place, a demonym, too short, or unknown but for an alternate spelling."""
    word = words[first].text
    if word in lists.demonyms or len(word) < 3:
        return True
    shown = word[:1] + word[1:].lower() if word.isupper() else word
    if shown in lists.not_places:
        return shown not in lists.also_places
    if word.isupper() and len(word) <= 4:
        return not any(one.own and one.fame > 20 for one in candidates)
    starts_sentence = _SENTENCE_BEFORE.search(text[max(0, words[first].start - 8) : words[first].start]) is not None
    return starts_sentence and not any(one.own and (one.fame > 8 or one.kind != "settlement") for one in candidates)


def _beside_person(text: str, words: Sequence[Word], first: int, last: int, lists: PlaceWords) -> bool:
    """Say whether a title or a given name before, or a surname after, makes the name a person's."""
    if first > 0 and (_adjoin(text, words, first - 1) or text[words[first - 1].end] == "."):
        before = words[first - 1]
        if before.capital and (before.text.lower() in lists.titles or _is_given_name(before.text, lists)):
            return True
    if last + 1 < len(words) and first == last and _adjoin(text, words, last):
        after = words[last + 1]
        known = words[last].text in lists.not_places
        return known and after.capital and after.text not in lists.bodies and after.text.lower() not in lists.after
    return False


def _is_given_name(word: str, lists: PlaceWords) -> bool:
    return word in lists.not_places and word in _given_names()


@cache
def _given_names() -> frozenset[str]:
    words = read_table("place_words")["not_places"].split()
    return frozenset(words[words.index("Ali") :])


def _beside_body(text: str, words: Sequence[Word], last: int, lists: PlaceWords) -> bool:
    """Say whether a newspaper, club or bank bears the name ("the Washington Post")."""
    return last + 1 < len(words) and words[last + 1].text in lists.bodies and _adjoin(text, words, last)


def cue_of(text: str, words: Sequence[Word], first: int, last: int) -> str | None:
    """Give the kind of place that the words before or after a name say it is, None where they do not."""
    lists = read_place_words()
    for count in range(CUE_WORDS_MAX, 0, -1):
        after = _joined(text, words, last + 1, last + 1 + count)
        if after is not None and _adjoin(text, words, last) and after.lower() in lists.after:
            return lists.after[after.lower()]
        before = _joined(text, words, first - count, first)
        if before is not None and _adjoin(text, words, first - 1) and before.lower() in lists.before:
            return lists.before[before.lower()]
    return None


def _joined(text: str, words: Sequence[Word], start: int, end: int) -> str | None:
    if start < 0 or end > len(words) or not all(_adjoin(text, words, n) for n in range(start, end - 1)):
        return None
    return " ".join(word.text for word in words[start:end])


def _unknown_at(text: str, words: Sequence[Word], first: int) -> tuple[PlaceName, int] | None:
    """Read an unknown capitalised run as a place where a cue stands beside it ("in the village of X")."""
    lists = read_place_words()
    last = first
    while last + 1 < len(words) and words[last + 1].capital and _adjoin(text, words, last):
        last += 1
    shown = text[words[first].start : words[last].end]
    if last - first >= WORDS_MAX or shown in lists.demonyms or shown in lists.not_places:
        return None
    if words[first].text in lists.not_places or words[first].text in lists.demonyms:
        return None
    if words[last].text.lower() in lists.after and last > first:
        last -= 1
    cue = cue_of(text, words, first, last)
    if cue is None:
        return None
    span = Span(words[first].start, words[last].end)
    return PlaceName(span, text[span.start : span.end], (), cue), last + 1
