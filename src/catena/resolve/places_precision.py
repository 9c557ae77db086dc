"""How exactly a phrase places something: UCDP's where_prec, 1 (the place itself) to 7 (sea or abroad)."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from catena.knowledge import read_table
from catena.knowledge.gazetteer_records import PlaceName

BEFORE_LENGTH: Final = 40
AFTER_LENGTH: Final = 24
_BY_KIND: Final = {
    "country": (6, "a whole country"),
    "admin1": (4, "a first-order division"),
    "admin2": (3, "a second-order division"),
    "region": (5, "a region without sharp bounds"),
    "valley": (5, "a valley"),
    "mountain": (5, "mountains"),
    "road": (5, "a road"),
    "border": (5, "a border"),
    "water": (7, "a sea, lake or river"),
    "island": (3, "an island"),
}
_NEAR_AFTER = re.compile(r"^\s+(?:countryside|suburbs?|outskirts|environs|surroundings)\b", re.IGNORECASE)
_AREA_KINDS: Final = frozenset({"country", "admin1", "admin2", "region", "water"})


@cache
def _relation(which: str) -> re.Pattern[str]:
    phrases = sorted(read_table("place_words")[which], key=len, reverse=True)
    between = r"\s+(?:the\s+)?(?:(?:[\w-]+\s+)?(?:village|town|city|camp|district|area|port|capital)\s+(?:of\s+)?)?$"
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))}){between}", re.IGNORECASE)


def precision_of(text: str, name: PlaceName, kind: str) -> tuple[int, str]:
    """Give where_prec and the reason, from the kind of place and the words around its name."""
    before = text[max(0, name.span.start - BEFORE_LENGTH) : name.span.start]
    before = re.split(r"[.,;:()\n]", before)[-1]
    after = text[name.span.end : name.span.end + AFTER_LENGTH]
    if kind in _AREA_KINDS:
        return _BY_KIND[kind]
    if _relation("linear").search(before):
        return 5, "a line between places"
    if _relation("near").search(before) or _NEAR_AFTER.match(after):
        return 2, "close by, not the place itself"
    return _BY_KIND.get(kind, (1, "the place itself"))
