"""Names of places in running text: the longest runs of capitalised words that the gazetteer knows.

Texts may be noisy: apostrophes and commas lost ("Aleppos", "Syrias"), whole lines in capitals. A name
that is unknown is a place all the same where the words beside it say so ("the village of X").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement
from typing import Final, Protocol

from catena.knowledge.gazetteer_format import abbreviation_key, demonym_key, fold_place_name
from catena.knowledge.gazetteer_judge import DIRECTIONS, Page, probability_of
from catena.knowledge.gazetteer_records import Candidate, PlaceName
from catena.knowledge.gazetteer_text import PlaceWords, Word, adjoin, cue_of, read_place_words, split_words
from catena.model import Span

WORDS_MAX: Final = 6
PLURAL_LENGTH_MIN: Final = 5
PROBABILITY_MIN: Final = 0.4
"""Of the judge; the best F1 on the training part of LGL and GeoWebNews lies flat between .4 and .45."""

ABBREVIATION_LENGTH_MAX: Final = 3
UNKNOWN_WORDS_MAX: Final = 4
FAME_ALONE: Final = 40
_ARTICLE = re.compile(r"^(?:[ae][a-z]{1,2}|ul)$")
_ENGLISH: Final = frozenset(("and", "are", "any", "all", "ago", "age", "end", "ate", "as", "at", "an"))
_KIND_WORDS = re.compile(
    r"^(?:the )?(?:republic|state|city|town|province|kingdom|governorate|county|township|region) of "
    r"| (?:state|province|township|county|city|town|governorate|district|region|municipality|municipal district|"
    r"local government area|lga|village|area|river|valley|island|lake)$"
)
_COMPOUND = re.compile(r"-(?!au-|sur-|de-|la-|le-|el-|al-)[a-z]+$")
_DOTTED = re.compile(r"^(?:[A-Z]\.){2,}$")
_PARTICLES: Final = frozenset(("of", "the", "and", "de", "la", "del", "du", "des", "al", "el", "di", "do", "da", "dos"))


class Places(Protocol):
    """What the scan needs of a gazetteer."""

    def lookup_key(self, key: str) -> tuple[Candidate, ...]:
        """Give the candidates of a folded name."""
        ...


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


def find_place_names(text: str, places: Places, *, demonyms: bool = False) -> list[PlaceName]:
    """Find the names of places in a text, in order and without overlap.

    ``demonyms`` adds those ("Iraqis"), with the cue "demonym": a hint of the country, no place of an incident.
    """
    page = Page(text, split_words(text))
    found: list[PlaceName] = []
    number = 0
    while number < len(page.words):
        if not page.words[number].capital and not _opens_with_article(page, number):
            number += 1
            continue
        short = _short_division(page, number, found, places)
        taken = (short, number + 1) if short else _name_at(page, number, places)
        if demonyms and (taken is None or taken[0] is None):
            taken = _demonym_at(page, number, places) or taken
        if taken is None:
            number += 1
            continue
        name, number = taken
        if name is not None:
            found.append(name)
    return found


def propose(page: Page, first: int, places: Places) -> tuple[int, tuple[Candidate, ...]] | None:
    """Give the last word and the candidates of the longest known name that starts at a word, None without one."""
    opening = page.words[first]
    after_name = first > 0 and page.words[first - 1].capital and adjoin(page.text, page.words, first - 1)
    if not opening.capital and (after_name or not _opens_with_article(page, first)):
        return None
    for last in _ends(page, first):
        shown = page.text[opening.start : page.words[last].end]
        whole = page.words[last].capital
        candidates = look_up(shown, places) if whole else _of_its_own(shown, page.words[last], places)
        if candidates:
            return last, candidates
    return None


def _of_its_own(shown: str, kind: Word, places: Places) -> tuple[Candidate, ...]:
    """Look up "Basra airport" as a place beside Basra; "Borno state" is Borno, and no longer name."""
    if shown.split()[0] in read_place_words().not_places:
        return ()
    candidates = places.lookup_key(fold_place_name(shown))
    plain = {one.number for one in look_up(shown[: -len(kind.text)].rstrip(), places)}
    return () if any(one.number in plain for one in candidates) else candidates


def _name_at(page: Page, first: int, places: Places) -> tuple[PlaceName | None, int] | None:
    """Read a place name that starts at a word: (name or None for a rejected one, number of the next word)."""
    proposed = propose(page, first, places)
    unknown = _unknown_at(page, first, places)
    if unknown is not None and (proposed is None or (unknown[1] > proposed[0] + 1 and not _stands_alone(proposed[1]))):
        return unknown
    if proposed is None:
        return None
    last, candidates = proposed
    if never_a_place(page, first, last) or probability_of(page, first, last, candidates) < PROBABILITY_MIN:
        return None, last + 1
    return PlaceName(*_shown(page, first, last), candidates, cue_of(page.text, page.words, first, last)), last + 1


def _stands_alone(candidates: Sequence[Candidate]) -> bool:
    """Say whether a name is too well known to open an unknown longer one ("Syria al-Hol", a comma lost)."""
    return any(one.own and (one.kind in ("country", "admin1") or one.fame >= FAME_ALONE) for one in candidates)


def _shown(page: Page, first: int, last: int) -> tuple[Span, str]:
    span = Span(page.words[first].start, page.words[last].end)
    return span, page.text[span.start : span.end]


def never_a_place(page: Page, first: int, last: int) -> bool:
    """Rule out what no weighing may let through: demonyms, "us", newspapers, the "Eastern" of "Eastern Baghdad"."""
    shown, lists = page.text[page.words[first].start : page.words[last].end], read_place_words()
    if last + 1 < len(page.words) and adjoin(page.text, page.words, last):
        after = page.words[last + 1]
        if after.text in lists.bodies or (shown in DIRECTIONS and after.capital):
            return True
    barred = shown in lists.demonyms or shown in lists.calendar
    return barred or shown in ("us", "Us") or len(shown) < 2


def _short_division(page: Page, number: int, found: Sequence[PlaceName], places: Places) -> PlaceName | None:
    """Read an abbreviated division after a place and a comma ("Alexandria, La."), or a dotted one ("N.J.")."""
    word = page.words[number]
    dotted = _DOTTED.match(word.text) is not None
    if not word.capital or not (dotted or _follows(page, number, found)):
        return None
    candidates = places.lookup_key(abbreviation_key(word.text))
    if not candidates:
        return None
    stop = page.text[word.end : word.end + 1] == "." and not dotted and not word.text.isupper()
    span = Span(word.start, word.end + stop)
    return PlaceName(span, page.text[span.start : span.end], candidates)


def _follows(page: Page, number: int, found: Sequence[PlaceName]) -> bool:
    """Say whether a word stands right after the last found name and a comma."""
    return bool(found) and page.text[found[-1].span.end : page.words[number].start].strip() == ","


def _demonym_at(page: Page, number: int, places: Places) -> tuple[PlaceName, int] | None:
    for last in (number + 1, number):
        if last < len(page.words) and page.words[number].capital and page.words[last].capital:
            span, shown = _shown(page, number, last)
            candidates = places.lookup_key(demonym_key(shown))
            if candidates:
                return PlaceName(span, shown, candidates, "demonym"), last + 1
    return None


def _opens_with_article(page: Page, first: int) -> bool:
    """Say whether a lower-case Arabic article opens a name ("al Bab")."""
    return (
        _ARTICLE.match(page.words[first].text) is not None
        and page.words[first].text not in _ENGLISH
        and first + 1 < len(page.words)
        and page.words[first + 1].capital
        and adjoin(page.text, page.words, first)
    )


def _ends(page: Page, first: int) -> Iterator[int]:
    """Give the numbers of the words that a name starting here may end with, the farthest first ("Basra airport")."""
    words, last, kinds = page.words, first, read_place_words().kind_words
    ends = [first] if words[first].capital else []
    while last + 1 < len(words) and last + 1 - first < WORDS_MAX and adjoin(page.text, words, last):
        last += 1
        if words[last].capital or words[last].text in kinds:
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


def _next_of_run(page: Page, last: int) -> int | None:
    """Give the number of the next word of a run of capitals, an article between them passed over ("Aqrab es Safi")."""
    words, after = page.words, last + 1
    if after < len(words) and not words[after].capital and _opens_with_article(page, after):
        after += 1
    joined = after < len(words) and all(adjoin(page.text, words, number) for number in range(last, after))
    return after if joined and words[after].capital else None


def _unknown_at(page: Page, first: int, places: Places) -> tuple[PlaceName, int] | None:
    """Read a capitalised run that no gazetteer knows as a place where a cue stands beside it ("village of X")."""
    lists, words = read_place_words(), page.words
    if not words[first].capital or (first > 0 and words[first - 1].capital and adjoin(page.text, words, first - 1)):
        return None
    last = first
    while (following := _next_of_run(page, last)) is not None:
        last = following
    if last > first and words[last].text.lower() in lists.after:
        last -= 1
    run = words[first : last + 1]
    if len(run) > UNKNOWN_WORDS_MAX or any(_plain(word, lists) for word in run):
        return None
    if len(run) > 1 and any(_stands_alone(places.lookup_key(fold_place_name(word.text))) for word in run):
        return None
    cue = cue_of(page.text, words, first, last)
    if cue is None:
        return None
    return PlaceName(*_shown(page, first, last), (), cue), last + 1


def _plain(word: Word, lists: PlaceWords) -> bool:
    """Say whether a word opens no unknown place's name: a common word, a title, a demonym, "Daesh-held"."""
    if _COMPOUND.search(word.text):
        return True
    return word.text in lists.not_places or word.text in lists.demonyms or word.text.lower() in lists.titles
