"""The places that a document names, in every form that it writes; a part of a place is a place of its own.

"Hasaka city" and "Hasaka province", "East Aleppo" and "West Aleppo", "Nairab" and "Nairab military airport" are
two places each, though the gazetteer knows but one spot for both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from catena.knowledge import read_table
from catena.knowledge.gazetteer_text import read_place_words
from catena.model import Evidence, Place, Span
from catena.resolve.places import Resolved

WINDOW = 60
# Kinds of place that one name and one spot may bear at once ("Douma", "the district of Douma").
_ONE_PLACE = (
    frozenset({"settlement", "district", "admin2"}),
    frozenset({"admin1", "admin2", "district", "region"}),
    frozenset({"camp", "district", "settlement"}),
    frozenset({"water", "valley"}),
)
_DIRECTION = (
    r"(?:(?:north|south)[- ]?(?:east|west)(?:ern)?|(?:north|south|east|west)(?:ern)?|central|inner|upper|lower)"
)
_ARTICLE = re.compile(r"(?<![\w’'-])(?:al|el|ad|an|ar|as|ash|at|az|ez|es|esh|et)[- ]$", re.IGNORECASE)
_DIRECTION_BEFORE = re.compile(rf"(?<![\w-])(?:[\w.]+-held\s)?(?P<part>{_DIRECTION})\s$", re.IGNORECASE)
# "rebel-held eastern suburbs of X"; bare "east of X" lies outside, but "the rebel-held east of X" is a part of it.
_HELD_SIDE = re.compile(rf"(?<![\w-])[\w.]+-held\s(?P<part>{_DIRECTION})\sof\s$", re.IGNORECASE)
_OLD_TOWN_BEFORE = re.compile(
    r"(?<![\w-])(?:ancient|old)\s(?:old\s)?(?:city|town|quarter)\sof\s(?:the\s)?$", re.IGNORECASE
)
_OLD_TOWN_AFTER = re.compile(
    r"(?:['’]?s)?\s(?:ancient\s|historic\s)?(?:old|ancient)\s(?:city|town|quarter)\b", re.IGNORECASE
)
_THE = re.compile(r"(?<![\w-])[Tt]he\s$")


@dataclass(frozen=True, slots=True)
class _Form:
    """One way in which the text writes a place: its span, and the kind or part of it that the words beside it tell."""

    start: int
    end: int
    kind: str | None = None
    part: str | None = None


def places_met(text: str, document: str, resolved: Resolved) -> Iterator[Place]:
    """Give the place of one mention with the forms that its text has there, then each part of it that is meant."""
    place, span = resolved.place, resolved.name.span
    if place is None:
        return
    whole = [text[span.start : span.end]]
    parts: dict[str, Place] = {}
    for form in _forms(text, span):
        written = text[form.start : form.end]
        if form.part is None and (form.kind is None or _is_one(form.kind, place.kind)):
            whole.append(written)
        else:
            key = form.part or written[span.end - form.start :].strip().lower() or written.lower()
            held = parts.get(key) or _part_of(place, key, written, form.kind)
            words = Evidence(document, form.start, form.end, written)
            parts[key] = replace(held, names=(*held.names, written), evidence=(*held.evidence, words))
    evidence = (Evidence(document, span.start, span.end, text[span.start : span.end]),)
    yield replace(place, names=tuple(dict.fromkeys(whole)), evidence=evidence)
    yield from parts.values()


def _forms(text: str, span: Span) -> Iterator[_Form]:
    before, after = text[max(0, span.start - WINDOW) : span.start], text[span.end : span.end + WINDOW]
    starts = [span.start]
    if (article := _ARTICLE.search(before)) is not None:
        starts.append(span.start - len(article[0]))
    for start in starts:
        yield from _with_the(text, _Form(start, span.end))
        for end, kind in _kinds_behind(after, span.end):
            yield from _with_the(text, _Form(start, end, kind))
    if (old := _OLD_TOWN_AFTER.match(after)) is not None:
        yield _Form(span.start, span.end + len(old[0]), "district", "old town")
    yield from _forms_before(text, min(starts), span.end)


def _forms_before(text: str, start: int, end: int) -> Iterator[_Form]:
    before = text[max(0, start - WINDOW) : start]
    if (old := _OLD_TOWN_BEFORE.search(before)) is not None:
        yield _Form(start - len(old[0]), end, "district", "old town")
    elif (side := _HELD_SIDE.search(before) or _DIRECTION_BEFORE.search(before)) is not None:
        yield from (_Form(at, end, "district", _side(side["part"])) for at in _attributed(start, side))
    elif (kind := _kind_of_before().search(before)) is not None:
        noun = kind["noun"].lower()
        if kind["part"]:
            yield from (_Form(at, end, "district", _side(kind["part"])) for at in _attributed(start, kind))
        else:
            yield _Form(
                start - len(kind[0]), end, _kind_words()[noun], "outskirts" if noun in _around_words() else None
            )


def _attributed(start: int, match: re.Match[str]) -> tuple[int, ...]:
    """Give where the phrase begins, with and without who holds it ("rebel-held eastern X", "eastern X")."""
    whole = start - len(match[0])
    return (whole, whole + match.start("part") - match.start())


def _side(words: str) -> str:
    """Write a direction in one way: "North-eastern", "northeast"."""
    return re.sub(r"[- ]|ern$", "", words.lower())


def _with_the(text: str, form: _Form) -> Iterator[_Form]:
    yield form
    if (article := _THE.search(text[max(0, form.start - 5) : form.start])) is not None:
        yield replace(form, start=form.start - len(article[0]))


def _kinds_behind(after: str, end: int) -> Iterator[tuple[int, str]]:
    """Give the ends of "X camp", "X Camp neighborhood", "X military airport", each with the kind it tells."""
    at = 0
    for _ in range(2):
        match = _kind_behind().match(after, at)
        if match is None:
            return
        at = match.end()
        yield end + at, _kind_words()[match["noun"].lower()]


@cache
def _kind_words() -> dict[str, str]:
    around = dict.fromkeys(_around_words(), "district")
    return around | {word.lower(): kind for word, kind in read_place_words().after.items()}


@cache
def _around_words() -> frozenset[str]:
    return frozenset(read_table("place_words")["around_words"])


@cache
def _kind_behind() -> re.Pattern[str]:
    nouns = "|".join(sorted(map(re.escape, _kind_words()), key=lambda word: (-len(word), word)))
    adjectives = "|".join(read_table("place_words")["kind_adjectives"])
    return re.compile(rf"\s(?:(?:{adjectives})\s)?(?P<noun>{nouns})\b", re.IGNORECASE)


@cache
def _kind_of_before() -> re.Pattern[str]:
    nouns = "|".join(sorted(map(re.escape, _kind_words()), key=lambda word: (-len(word), word)))
    held = r"(?:[\w.]+-held\s)?"
    return re.compile(
        rf"(?<![\w-])(?:{held}(?P<part>{_DIRECTION})\s)?(?P<noun>{nouns})\sof\s(?:the\s)?$", re.IGNORECASE
    )


def _is_one(told: str, kind: str) -> bool:
    return told == kind or any(told in kinds and kind in kinds for kinds in _ONE_PLACE)


def _part_of(place: Place, key: str, written: str, kind: str | None) -> Place:
    """Make the place that is a part of another, or beside it: at its spot, by a name and an identity of its own."""
    slug = re.sub(r"[^a-z0-9]+", "-", key.lower()).strip("-")
    return replace(
        place, id=f"{place.id}-{slug}", name=written, geonames_id=None, kind=kind or place.kind, names=(), evidence=()
    )
