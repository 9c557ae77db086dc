"""Names in running text: where they stand under any of their spellings, and what stands there instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache

BLOCK = "█"
SEPARATOR = r"[\s\-‐‑–.,]{1,3}"
APOSTROPHES = "'’‘ʼʿʾ`´"
# The Latin letters with marks of Latin-1, Extended-A and Extended-B: a name meets its spelling without them.
MARKED_LETTERS = range(0xC0, 0x250)


_Put = Callable[["re.Match[str]"], str]


class NameMask:
    """Finds names in text: whole ones in any case, single words of them where they are capitalised.

    ``labels`` gives each whole name its label; ``words`` gives each telling word of a name its label.
    """

    def __init__(self, labels: Mapping[str, str], words: Mapping[str, str]) -> None:
        self._labels = {fold(name): label for name, label in labels.items()}
        self._words = {fold(word): label for word, label in words.items()}
        whole = "|".join(_spelling(name) for name in sorted(labels, key=lambda name: (-len(name), name)))
        single = "|".join(_spelling(word) for word in sorted(words, key=lambda word: (-len(word), word)))
        self._whole = re.compile(rf"(?<!\w)(?:{whole})(?!\w)", re.IGNORECASE) if whole else None
        self._single = re.compile(rf"(?<!\w)(?:{single})(?!\w)", re.IGNORECASE) if single else None

    def hide(self, text: str) -> str:
        """Put a block for every character of a name, so that every offset of the text stays right."""
        return self._replace(text, lambda match: re.sub(r"\S", BLOCK, match[0]))

    def relabel(self, text: str) -> str:
        """Put a name's label in its place: for titles and notes, on which no offset counts."""
        return self._replace(text, lambda match: self._label(match[0]))

    def names_in(self, text: str) -> bool:
        """Say whether a name stands in a text, also in an address or a file's name (``lucia-ore_2``)."""
        spaced = re.sub(r"[_/+.%\-]+", " ", text)
        return any(self._replace(each, lambda _: BLOCK) != each for each in (text, spaced, spaced.title()))

    def _replace(self, text: str, put: _Put) -> str:
        if self._whole is not None:
            text = self._whole.sub(put, text)
        if self._single is not None:
            text = self._single.sub(lambda match: put(match) if _is_capitalised(match[0]) else match[0], text)
        return text

    def _label(self, found: str) -> str:
        key = fold(found)
        return self._labels.get(key) or self._words.get(key) or "a withheld name"


def fold(text: str) -> str:
    """Fold a name for comparison: lower case, no marks on letters, one blank between words, one apostrophe."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    bare = re.sub(f"[{APOSTROPHES}]", "'", bare.casefold())
    return " ".join(re.split(r"[\s\-‐‑–.,]+", bare)).strip()


def _is_capitalised(word: str) -> bool:
    """Say whether a word begins with a capital; a script without capitals always does."""
    first = next((each for each in word if each.isalpha()), "")
    return first.isupper() or first.lower() == first.upper()


def _spelling(name: str) -> str:
    """Make the pattern of a name: letters with or without marks, any apostrophe, any separator."""
    parts = [part for part in re.split(r"[\s\-‐‑–.,]+", name) if part]
    return SEPARATOR.join("".join(_letter(each) for each in part) for part in parts)


@cache
def _letter(character: str) -> str:
    if character in APOSTROPHES:
        return f"[{APOSTROPHES}]?"
    base = unicodedata.normalize("NFKD", character)[0]
    if not base.isascii() or not base.isalpha():
        return re.escape(character)
    # a mark may also stand on its own behind the letter
    return f"[{_variants(base.lower())}][\u0300-\u036f]*"


@cache
def _variants(letter: str) -> str:
    marked = (chr(code) for code in MARKED_LETTERS)
    return letter + "".join(
        each for each in marked if unicodedata.normalize("NFKD", each)[0].lower() == letter and each.lower() != letter
    )
