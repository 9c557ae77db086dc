"""The phrase of those harmed, parted: the whole, what is told as a part of it, and what is counted beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from catena.read.rules.phrase import Phrase
from catena.text.numbers import Number
from catena.text.sentences import Token

_PART_OPENERS = frozenset({"including", "include", "includes", "included"})
_OF_THEM = frozenset({"them", "whom", "those"})
_QUALIFIERS = frozenset(
    "at least most more than up to about nearly almost around some over an estimated another also as many well".split()
)
_ARTICLES = frozenset({"a", "an", "another", "his", "her", "their", "its", "the"})


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a victims' phrase: the whole, a part of the whole, or persons counted beside it."""

    phrase: Phrase
    subset: bool


def part_harmed(tokens: Sequence[Token], phrase: Phrase, numbers: Sequence[Number]) -> list[Part]:
    """Part a phrase such as "17 people including two children" or "30 soldiers and 39 fighters"; the first part is the whole.

    Persons told without a number stay together ("a nurse, a driver and a guard"); a number behind "and" stands for itself.
    """
    opener = next((i for i in range(phrase.first + 1, phrase.last) if _opens_part(tokens, i)), None)
    whole = Phrase(phrase.first, _trimmed(tokens, phrase.first, opener if opener is not None else phrase.last))
    found = [Part(p, bool(i) and is_of_them(tokens, p)) for i, p in enumerate(_addends(tokens, whole, numbers))]
    if opener is not None:
        first = opener + (1 if tokens[opener].lower in _PART_OPENERS else 2)
        inner = Phrase(first, _trimmed(tokens, first, phrase.last))
        found += [Part(p, True) for p in _listed(tokens, inner)]
    return [p for p in found if p.phrase]


def is_of_them(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Say whether a figure counts some of those told before ("six people, four of them children")."""
    words = [t.lower for t in tokens[phrase.first : min(phrase.last, phrase.first + 4)]]
    return any(a == "of" and b in {"them", "whom"} for a, b in pairwise(words))


AMONG = {"killed": "the dead", "wounded": "the wounded", "abducted": "those taken", "arrested": "those held"}


def is_some_of(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Say whether a figure counts some of those whom the word behind it tells of: "16 of the" dead."""
    words = [t.lower for t in tokens[max(phrase.first, phrase.last - 2) : phrase.last]]
    return words in (["of", "the"], ["of", "those"])


def past_parts(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """Pass over the parts of another figure: "… dead, including nine nurses, and many more wounded"."""
    if not phrase or tokens[phrase.first].lower not in _PART_OPENERS:
        return phrase
    last = next((i for i in range(phrase.last - 1, phrase.first, -1) if tokens[i].lower == "and"), None)
    return Phrase(last + 1, phrase.last) if last is not None else phrase


def is_counted_beside(tokens: Sequence[Token], at: int) -> bool:
    """Say whether at ``at`` others are counted who are no part ("including nine nurses and many more wounded")."""
    return any(t.lower in {"more", "others", "wounded", "injured"} for t in tokens[at + 1 : at + 3])


def _opens_part(tokens: Sequence[Token], at: int) -> bool:
    lower = tokens[at].lower
    return lower in _PART_OPENERS or (
        lower in {"among", "amongst"} and at + 1 < len(tokens) and tokens[at + 1].lower in _OF_THEM
    )


def _trimmed(tokens: Sequence[Token], first: int, last: int) -> int:
    while last > first and (not tokens[last - 1].is_word or tokens[last - 1].lower in {"and", "with"}):
        last -= 1
    return last


def _addends(tokens: Sequence[Token], phrase: Phrase, numbers: Sequence[Number]) -> list[Phrase]:
    """Part at "and" where a number follows and one went before: two sides, two figures."""
    cuts = [
        i for i in range(phrase.first + 1, phrase.last) if tokens[i].lower in {"and", "plus"} or tokens[i].text == ","
    ]
    starts = {n.span.start for n in numbers}
    parts, first = [], phrase.first
    for cut in cuts:
        after = cut + 1
        while after < phrase.last and tokens[after].lower in _QUALIFIERS | {"and"}:
            after += 1
        counted = after < phrase.last and tokens[after].start in starts
        before = any(tokens[i].start in starts for i in range(first, cut))
        if counted and before:
            parts.append(Phrase(first, cut))
            first = cut + 1
    parts.append(Phrase(first, phrase.last))
    return parts


def _listed(tokens: Sequence[Token], phrase: Phrase) -> list[Phrase]:
    """Part a list of parts at each "and" and comma that a number or an article follows ("a woman and two children")."""
    parts, first = [], phrase.first
    for cut in range(phrase.first + 1, phrase.last - 1):
        if tokens[cut].lower != "and" and tokens[cut].text != ",":
            continue
        after = tokens[cut + 1]
        if after.lower in _ARTICLES | _QUALIFIERS | {"and"} or after.text[0].isdigit() or after.lower in _SMALL:
            if cut > first:
                parts.append(Phrase(first, cut))
            first = cut + 1
    parts.append(Phrase(first, phrase.last))
    return [p for p in parts if p and tokens[p.first].lower != "and" and not is_counted_beside(tokens, p.first)]


_SMALL = frozenset("one two three four five six seven eight nine ten eleven twelve several dozens".split())
