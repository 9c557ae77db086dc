"""The dateline: where and when a report was filed, and by which agency ("BAGHDAD (Reuters) -", "KAJANG, Sept 17 —")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from catena.collect.dates import DAY
from catena.knowledge import read_table
from catena.knowledge.outlets import Outlet, Outlets
from catena.model import Span

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)"
    r"[A-Za-z]{0,6}\.?"
)
_WHEN = rf"(?P<when>{DAY}|{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}(?:\s\d{{2}}\b(?!\d))?)"
_UPPER_WORD = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’.]+"
_MIXED_WORD = r"[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ'’]+"
_PARTICLE = r"(?:de|la|el|al|of|ez|es|as|ad)"
# PORT HAVEN · SAN DIEGO, Calif. · ISTANBUL/ANKARA · Beirut · Rio de Janeiro, Brazil
_UPPER_PLACE = (
    rf"{_UPPER_WORD}(?:[\s/-]{_UPPER_WORD}){{0,4}}"
    rf"(?:,\s?(?:{_UPPER_WORD}|{_MIXED_WORD}|[A-Z][a-z]*\.)(?:\s(?:{_UPPER_WORD}|{_MIXED_WORD}|"
    rf"[A-Z]\.[A-Z]\.))*){{0,2}}"
)
_MIXED_PLACE = (
    rf"(?:{_MIXED_WORD}|[A-Z][a-z]-[A-Z][a-z]+)(?:[\s/-](?:{_MIXED_WORD}|{_PARTICLE})){{0,3}}"
    rf"(?:,\s{_MIXED_WORD}(?:\s{_MIXED_WORD}){{0,2}})?"
)
_PLACE = rf"(?P<place>{_UPPER_PLACE}|{_MIXED_PLACE})"
# The country in brackets of its own: DEIR EZ-ZOR (Syria) (Sputnik).
_COUNTRY = r"(?:\s\([A-Z][a-z]+\)(?=\s\())?"
_AGENCY = r"\((?P<agency>[^()\n]{2,60})\)"
# A dash alone may touch what follows in "SANA-Terrorists fired", not in "Pro-Iran militias" or "EZ-ZOR".
_DASH = r"(?:(?:-{1,3}|[–—―－─])(?:\s|(?<![a-z]-)(?=[A-Z“\"][a-z]|A\s)|$))"
_TEXT = r"(?=[\"“‘'(\[]?[A-Z0-9À-Ý\[]|\s*(?:\n|$))"

# PLACE[, date] [(Agency)] - Text
_DASHED = re.compile(rf"{_PLACE}{_COUNTRY}(?:[,:]?\s{_WHEN})?,?(?:\s{_AGENCY})?\s?(?P<end>{_DASH}|:\s){_TEXT}")
# PLACE[, date] (Agency) Text, the dash lost; the agency must be a known one.
_BRACKETED = re.compile(
    rf"{_PLACE}(?:\s{_MIXED_WORD})?{_COUNTRY}(?:,?\s{_WHEN})?,?\s{_AGENCY}\s?(?P<end>{_DASH}?\s?){_TEXT}"
)
# (Reuters) - Text · Reuters – Text · Afp - The
_AGENCY_ONLY = re.compile(rf"(?:{_AGENCY}|(?P<bare>[A-Z][A-Za-z]{{1,11}}))\s?(?P<end>{_DASH})(?=[\"“‘']?[A-Z0-9])")
# PLACE[, date] Text, dash and agency lost: only where the head has just given a date.
_BARE = re.compile(
    rf"(?P<place>{_UPPER_WORD}(?:\s{_UPPER_WORD}){{0,2}})(?:,?\s{_WHEN})?(?P<end>\s)(?=[A-ZÀ-Ý][a-zà-ÿ]|"
    rf"A\s[a-z]|[\"“‘])"
)
BARE_LETTERS_MIN = 4


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline as printed, without its dash; ``end`` is where the report's first sentence begins."""

    text: str
    span: Span
    end: int
    when: str | None = None
    when_span: Span | None = None
    agency: Outlet | None = None


@cache
def _stop_words() -> tuple[frozenset[str], frozenset[str]]:
    table = read_table("furniture")
    return frozenset(map(str, table["not_places"])), frozenset(map(str, table["not_datelines"]))


def match_dateline(text: str, start: int, outlets: Outlets, *, after_date: bool = False) -> Dateline | None:
    """Read the dateline that the text begins with at ``start``, else None.

    ``after_date`` allows the barest form ("BEIRUT At least …"), which only a head just left by its date shows.
    """
    for pattern in (_DASHED, _BRACKETED, _AGENCY_ONLY):
        match = pattern.match(text, start, start + 160)
        if match is not None and (found := _read(match, pattern, outlets)):
            return found
    if after_date and (match := _BARE.match(text, start, start + 80)) and _is_bare_place(match["place"]):
        return _dateline(match, None)
    return None


def find_agency_dateline(text: str, starts: list[int], outlets: Outlets) -> Dateline | None:
    """Find a dateline with a known agency at one of the given sentence starts (after a standfirst)."""
    for start in starts:
        for pattern in (_DASHED, _BRACKETED):
            match = pattern.match(text, start, start + 160)
            if match is not None and match["agency"] and (found := _read(match, pattern, outlets)) and found.agency:
                return found
    return None


def _read(match: re.Match[str], pattern: re.Pattern[str], outlets: Outlets) -> Dateline | None:
    groups = match.groupdict()
    agency = _agency_in(groups.get("agency") or groups.get("bare"), outlets)
    if pattern is _AGENCY_ONLY:
        return _dateline(match, agency) if agency else None
    if pattern is _BRACKETED and agency is None:
        return None
    place = match["place"]
    if _is_no_place(place):
        return None
    if agency is None and not groups.get("when") and not _is_plain_place(place, match["end"]):
        return None
    return _dateline(match, agency)


def _dateline(match: re.Match[str], agency: Outlet | None) -> Dateline:
    groups = match.groupdict()
    start, end = match.start(), match.start("end")
    words = match.string[start:end].rstrip(" ,")
    when = Span(match.start("when"), match.end("when")) if groups.get("when") else None
    return Dateline(words, Span(start, start + len(words)), match.end(), groups.get("when"), when, agency)


def _agency_in(words: str | None, outlets: Outlets) -> Outlet | None:
    """Find the outlet that brackets name: ``Reuters``, ``The Associated Press Albert Aji``, ``AFP/Reuters``."""
    if not words:
        return None
    for part in (words, *words.split("/"), *words.split(",")):
        if found := outlets.find(part):
            return found
    parts = words.split()
    for count in range(len(parts) - 1, 0, -1):
        if found := outlets.find(" ".join(parts[:count])):
            return found
    return None


def _is_no_place(place: str) -> bool:
    labels, capitals = _stop_words()
    first = place.split(",")[0].strip()
    words = first.split()
    return first.casefold() in labels or words[0].casefold() in labels or words[0] in capitals


def _is_plain_place(place: str, end: str) -> bool:
    """Say whether a place without date or agency may stand before a dash or colon: capitals, or few words."""
    head = place.split(",")[0]
    if head.isupper():
        return len(head) >= 3
    words = head.split()
    return len(words) <= (2 if end.strip() == ":" else 3)


def _is_bare_place(place: str) -> bool:
    _, capitals = _stop_words()
    return len(place) >= BARE_LETTERS_MIN and not any(word in capitals for word in place.split())
