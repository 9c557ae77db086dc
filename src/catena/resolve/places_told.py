"""Which of the places told beside an event are where it happened: no dateline, and no capital that speaks or acts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from catena.knowledge import read_table
from catena.model import Claim, Document, Span, Where

# "Ankara began", "Washington's envoy accused": a name that no preposition stands before, and a word in small letters behind.
# "Yemen's Houthi rebels fired": whose the force is, not where.
_GOES_ON = re.compile(
    r"(?:['’]?s)?\s[a-z]|['’]s\s(?:[\w-]+\s){1,3}(?:rebels|militants|insurgents|fighters|guerrillas|army|forces|police|government|"
    r"ministry|military|militias?|troops|soldiers|regime|authorities|junta|minister|president|prime minister|court|parliament)\b"
)


def drop_bystanders(claims: Sequence[Claim], document: Document) -> tuple[Claim, ...]:
    """Drop a dateline, and a state or its capital that stands for its government, where another place is told beside it."""
    dateline = _dateline(document)
    told = [claim for claim in claims if isinstance(claim.value, Where)]
    aside = [claim for claim in told if _is_aside(claim, dateline, document.text)]
    if not aside or len(aside) == len(told):
        return tuple(claims)
    return tuple(claim for claim in claims if claim not in aside)


def _dateline(document: Document) -> Span | None:
    at = document.text.find(document.dateline) if document.dateline else -1
    return Span(at, at + len(document.dateline or "")) if at >= 0 else None


def _is_aside(claim: Claim, dateline: Span | None, text: str) -> bool:
    where, focus = claim.value, claim.evidence[0].focus
    if not isinstance(where, Where) or focus is None:
        return False
    if dateline is not None and dateline.covers(focus):
        return True
    place = where.place
    if place is None or where.text != text[focus.start : focus.end] or _GOES_ON.match(text, focus.end) is None:
        return False
    return place.kind == "country" or (place.kind == "settlement" and place.name in _seats(place.country))


@cache
def _seats(country: str | None) -> frozenset[str]:
    return frozenset(read_table("countries")["countries"].get(country, {}).get("seats", ()))
