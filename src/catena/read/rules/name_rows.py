"""Persons named in a row: "Ana Ruiz, 34, and her brother Luis, 28," before a verb or behind one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from catena.model import Span
from catena.text.sentences import Sentence

_WORD = r"(?:[A-Z][\w’'-]+\.?|[A-Z]\.)"
_LINK = r"(?:bin|bint|ibn|al|el|ul|de|da|do|dos|das|del|della|di|du|la|le|van|von|der|den|e|y)"
_NAME = rf"{_WORD}(?:[ -](?:{_LINK} ){{0,2}}{_WORD}){{0,5}}"
_AGE = r"(?:,? (?:aged )?\d{1,2}(?: years? old)?| \(\d{1,2}\))"
_HOME = rf"(?:,? (?:of|from) {_WORD}(?: {_WORD})?)"
_DWELLER = r"(?:resident|residents|native|man|woman|businessman|student|teenager)"
_KIN = r"(?:(?:his|her|their|a|an|the|former|fellow|couple|brothers?|sisters?|[a-z]+) ){0,3}"
_ROLE = rf"(?:(?:{_WORD} ){{1,2}}{_DWELLER} )?{_KIN}"
_ASIDE = r"(?: \((?!\d)[^()]{1,40}\))?"
_ONE = re.compile(rf"{_ROLE}({_NAME})({_AGE})?{_HOME}?{_ASIDE}")
_GLUE = r"(?:,? and |; and |, |; )"
_PERSON = rf"{_ROLE}{_NAME}{_AGE}?{_HOME}?{_ASIDE}"
_ROW = rf"{_PERSON}(?:{_GLUE}{_PERSON})*"
_BEFORE = re.compile(rf"({_ROW}),?\s*(?:(?:both|each|all|also|are|is|were|was|has|have|had|been) )*$")
_AFTER = re.compile(rf"^\s*(?:as |identified as |named as )?({_ROW})")


def names_before(sentence: Sentence, at: int) -> list[tuple[str, Span]]:
    """Give the persons in the row that ends at ``at`` (an offset in the text): at least two, or one with an age."""
    found = _BEFORE.search(sentence.text[max(0, at - sentence.start - 300) : at - sentence.start])
    if found is None:
        return []
    return _persons(found[1], max(sentence.start, at - 300) + found.start(1))


def names_after(sentence: Sentence, at: int, *, least: int = 2) -> list[tuple[str, Span]]:
    """Give the persons in the row that begins at ``at`` (an offset in the text): at least two, or one with an age."""
    found = _AFTER.match(sentence.text[at - sentence.start :])
    return _persons(found[1], at + found.start(1), least) if found is not None else []


def _persons(row: str, start: int, least: int = 2) -> list[tuple[str, Span]]:
    found: Sequence[re.Match[str]] = list(_ONE.finditer(row))
    aged = any(m[2] for m in found)
    named = [m for m in found if " " in m[1] or m[2]]
    if not aged and len(named) < least:
        return []
    ends = [m.end(1) - m[1].endswith(".") for m in named]  # the dot that ends the sentence
    return [(row[m.start(1) : end], Span(start + m.start(1), start + end)) for m, end in zip(named, ends, strict=True)]
