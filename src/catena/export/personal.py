"""The names of persons inside a phrase: "the Iranian general A and the commander B" names A and B."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from catena.export.masking import fold
from catena.export.vulnerable import vulnerable_words
from catena.knowledge import read_table
from catena.knowledge.name_words import load_name_words
from catena.text.name_parts import looks_like_body

# A word with its inner apostrophes, hyphens and dots of initials, or a mark that parts two names.
PIECES = re.compile(r"[^\W\d_][\w'’‘ʼʿʾ`´.\-‐‑]*|[^\w\s]|\d+")
WORD_LETTERS_MIN = 2


def personal_names(phrase: str) -> list[str]:
    """Give the persons that a phrase names, without ranks, offices and nationalities.

    One capitalised word names somebody only where the phrase is nothing else: "Khaled", "General Khaled";
    "American contractor" and "Red Crescent staff" name nobody.
    """
    pieces = PIECES.findall(phrase)
    plain = any(piece[:1].islower() and not _is_name_word(piece) for piece in pieces)
    found = (_bare_name(pieces, run) for run in _runs(pieces))
    return [name for name in dict.fromkeys(found) if name and (" " in name or not plain)]


def _runs(pieces: list[str]) -> Iterator[range]:
    """Walk the stretches of words that could be names; particles only inside of them."""
    start = end = None
    for at, piece in enumerate([*pieces, "."]):
        if _is_name_word(piece):
            start, end = at if start is None else start, at + 1
        elif start is not None and end is not None and fold(piece) not in particles():
            yield range(start, end)
            start = end = None


def _bare_name(pieces: list[str], run: range) -> str:
    """Give the name in a stretch of words, "" where it names no person."""
    words = [pieces[at].strip(".") for at in run]
    while words and (fold(words[0]) in titles() or fold(words[0]) in _demonyms()):
        words.pop(0)
    while words and fold(words[-1]) in load_name_words().after:
        words.pop()
    name = " ".join(words)
    after = pieces[run.stop] if run.stop < len(pieces) else ""
    before = pieces[run.start - 1] if run.start else ""
    stripped = len(words) < len(run)
    describes = after[:1].islower() and after not in ("and", "or", "who", "with", "was", "from", "of")
    if not words or describes or (before.lower() == "the" and not stripped):
        return ""
    telling = [word for word in words if fold(word) not in particles() and len(word) >= WORD_LETTERS_MIN]
    common = any(fold(word) in vulnerable_words()["unnamed"] for word in telling)
    return "" if not telling or common or looks_like_body(name, load_name_words()) else name


def _is_name_word(piece: str) -> bool:
    """Say whether a word is written as a name: capitalised, behind a particle's hyphen too, or without case."""
    parts = [part for part in re.split(r"[\-‐‑'’‘ʼʿʾ`´]", piece) if part and part[0].isalpha()]
    return any(part[0].isupper() or part[0].lower() == part[0].upper() for part in parts)


@cache
def titles() -> frozenset[str]:
    """Give the ranks, offices and forms of address that are no names themselves."""
    ranks = read_table("ranks")
    phrases = (*ranks["ranks"], *ranks["offices"], *ranks["modifiers"], *ranks["address"]["any"])
    return frozenset(word for phrase in phrases for word in fold(phrase).split()) | {
        "mr",
        "mrs",
        "ms",
        "miss",
        "sheikh",
    }


@cache
def particles() -> frozenset[str]:
    """Give the small words inside names: al, bin, de la, Abu."""
    words = load_name_words()
    return frozenset(map(fold, words.particles | words.filiation | words.kunya))


@cache
def _demonyms() -> frozenset[str]:
    countries = read_table("countries")["countries"].values()
    named = (word for each in countries for word in (each["name"], *each.get("demonyms", ())))
    return frozenset(fold(word) for word in named)
