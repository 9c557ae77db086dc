"""The gazetteer on disk: one file of flat arrays that processes map into memory and share.

Layout: 8 bytes magic, 4 bytes length of a JSON header (little-endian), the header, then each array
at a multiple of 8 bytes. The header names each array's type, offset and length and holds the short
tables (countries, divisions, kinds). Names are found by a 64-bit hash of their folded form, so that
the file holds no second copy of a million spellings.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from anyascii import anyascii

MAGIC: Final = b"CATGAZ1\n"
FILE_NAME: Final = "gazetteer.bin"
ALIGNMENT: Final = 8
ARRAYS: Final = {
    "geonames_id": "<u4",
    "lat": "<f4",
    "lon": "<f4",
    "country": "<u1",
    "admin1": "<u2",
    "population": "<u4",
    "kind": "<u1",
    "radius_km": "<f2",
    "fame": "<u1",
    "name_at": "<u4",
    "names": "<u1",
    "key": "<u8",
    "key_place": "<u4",
    "loose": "<u8",
    "loose_place": "<u4",
}
KINDS: Final = (
    "settlement", "country", "admin1", "admin2", "district", "facility", "region", "water", "camp", "crossing",
    "dam", "base", "airport", "road", "valley", "mountain", "island", "border",
)  # fmt: skip
PRIMARY_BIT: Final = 1 << 31
"""Set in a posting where the key is the place's own name, not an alternate one."""

_QUOTES = re.compile(r"['’‘ʼʻ`´ʿʾ′.]")
_SEPARATORS = re.compile(r"[^a-z0-9&]+")
_ARTICLE = re.compile(r"\b(?:al|el|ul|a([a-z])|e([a-z])|ash|esh|ath|adh) (?=([a-z]))")
_SHORT_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "&": "and"}
_ARTICLES = frozenset({"al", "the", "la", "le", "los", "las"})
_LOOSE_STEPS = (
    (re.compile(r"ou|oo|ow"), "u"),
    (re.compile(r"ee|ei|ey|ai|ay|ie"), "i"),
    (re.compile(r"dj|dzh"), "j"),
    (re.compile(r"([kgdtszpc])h"), r"\1"),
    (re.compile(r"x|q|c"), "k"),
    (re.compile(r"w|v"), "u"),
    (re.compile(r"[ey]"), "i"),
    (re.compile(r"o"), "u"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=..)[aiu]*h?$"), ""),
)
LOOSE_LENGTH_MIN: Final = 4
"""Shorter loose keys join too many unlike names (dev run on the toponym sets)."""


@lru_cache(maxsize=65536)
def fold_place_name(name: str) -> str:
    """Fold a place name for exact look-up: English letters, lower case, no marks, one article form.

    "Deir ez-Zor" and "Dayr az Zawr" stay apart ("deir al zor", "dayr al zawr"); loose_place_key joins them.
    """
    letters = name if name.isascii() else anyascii(name)
    words = _SEPARATORS.sub(" ", _QUOTES.sub("", letters.lower())).split()
    folded = " ".join(_SHORT_WORDS.get(word, word) for word in words)
    return _ARTICLE.sub(_plain_article, folded) if " " in folded else folded


def _plain_article(match: re.Match[str]) -> str:
    """Give "al " for an Arabic article before the letter it takes on ("an Najaf", "ez Zor"), else the words."""
    assimilated = match[1] or match[2]
    if assimilated is not None and assimilated not in ("l", match[3]):
        return match[0]
    return "al "


def loose_place_key(folded: str) -> str:
    """Fold further, across transliterations: Douma / Duma, Mosul / Mousul, Qayyarah / Kayara, al-Bab / Bab."""
    key = "".join(word for word in folded.split() if word not in _ARTICLES)
    for pattern, replacement in _LOOSE_STEPS:
        key = pattern.sub(replacement, key)
    return key


def demonym_key(word: str) -> str:
    """Give the key of a demonym ("Iraqis"): no look-up of a name finds it."""
    return "demonym:" + fold_place_name(word)


def abbreviation_key(word: str) -> str:
    """Give the key of a division's abbreviation ("Calif", "TX"): no look-up of a name finds it."""
    return "abbreviation:" + _SEPARATORS.sub("", _QUOTES.sub("", word.lower()))


def hash_key(key: str) -> int:
    """Hash a folded name to 64 bits, the same on every machine."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")
