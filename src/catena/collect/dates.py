"""The day a document was published, where the document says it: labelled, on a line of its own, or at its head.

A day inside a sentence is the day of what is told, never of publication; only the places where
outlets print their own date are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from catena.knowledge import read_table
from catena.model import Span
from catena.text.times import parse_date

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[~?%]?(?:/\d{4}(?:-\d{2}){0,2}[~?%]?)?")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:1[89]\d\d|20\d\d)"
# A whole day in figures or words: 07 June, 2021 · Jul 01 2016 · Jul 012016 (a lost comma) · 2016-07-12 · 05.10.2017.
DAY = (
    rf"(?:{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?[\s,./-]{{0,3}}{_MONTH}[\s,./-]{{0,3}}{_YEAR}(?!\d)"
    rf"|{_MONTH}[\s.-]{{0,2}}\d{{1,2}}(?:st|nd|rd|th)?(?:[\s,./-]{{1,3}}|(?<=\d\d)){_YEAR}(?!\d)"
    rf"|\d{{1,2}}[./-]\d{{1,2}}[./-]{_YEAR}(?!\d))"
)
WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s|nes|rs|ur)?(?:day)?\.?)"
TIME = (
    r"(?:T?\d{1,2}[:.h]\d{1,2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?\s?m\b\.?)?|\d{4}\s*(?:hrs|hours|GMT|"
    r"UTC)|\d{1,2}\s*[ap]\.?\s?m\b\.?"
    r"|\(?(?:GMT|UTC|KSA|IST|EST|EDT|PST|CET|CEST|BST|EAT|WAT|CAT|SAST|PKT|MSK|EET|HKT|SGT|WIB|AEST|"
    r"local time|Z)\)?(?:\s?[+-]\s?\d{1,2}(?::?\d{2})?)?"
    r"|[+-]\d{2}:?\d{2})"
)
_DAY = re.compile(rf"(?<![\w.])(?:{WEEKDAY}[\s,.]{{0,3}})?(?P<day>{DAY})", re.IGNORECASE)
_REST = re.compile(
    rf"(?:(?<![A-Za-z]){WEEKDAY}(?![A-Za-z])|(?<![A-Za-z]){TIME}(?![A-Za-z])|\(\s*(?:updated|modified)[^)]*\))",
    re.IGNORECASE,
)
# "7 June2021", "7June 2021": spaces lost in recognition or conversion.
_GLUED = re.compile(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[A-Z])")
_GLUED_YEAR = re.compile(rf"(\d\d)({_YEAR})$")
# Days in a path: /2021/06/07/, /2021-06-07-, /20210607/.
_WIRE_DAY = re.compile(rf"(\d{{1,2}})\s({_MONTH})\s(\d\d)", re.IGNORECASE)
# Two figures from 50 on are of the last century.
CENTURY_FROM = 50
_URL_DAY = re.compile(r"(?<!\d)(20\d\d|19[89]\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_URL_DAY_WORDED = re.compile(
    r"/(20\d\d)/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/(\d{1,2})(?:/|$)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class DateFound:
    """A day printed where outlets print their own; ``kind`` says where, and lower ``rank`` is surer."""

    value: str
    span: Span
    kind: str
    rank: int


@dataclass(frozen=True, slots=True)
class Labels:
    """What outlets print before the day of publication, and before that of a change."""

    published: re.Pattern[str]
    updated: re.Pattern[str]


@cache
def load_labels() -> Labels:
    """Load the labels of dates from the table of furniture."""
    table: Mapping[str, Any] = read_table("furniture")
    return Labels(_label_pattern(table["date_labels"]), _label_pattern(table["update_labels"]))


def read_given_date(value: str) -> str | None:
    """Read a given day: EDTF as it stands ("2021-06", "2021-06-07~"), or a written date; else None."""
    value = value.strip()
    if match := _EDTF.fullmatch(value):
        month, day = match[2], match[3]
        whole = (month is None or 1 <= int(month) <= 12) and (day is None or 1 <= int(day) <= 31)
        return value if whole else None
    return parse_date(value)


def read_instant(value: str) -> str | None:
    """Read an instant with its zone (ISO 8601, or a mail's date) as UTC to the minute: "2021-06-07T23:30Z"; else None."""
    try:
        instant = datetime.fromisoformat(value.strip()) if _ISO_CLOCK.search(value) else parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):  # what the mail parser raises for no date
        return None
    return _utc(instant) if instant.tzinfo is not None else None


def clock_beside(text: str, span: Span, day: str) -> str | None:
    """Read a clock with a zone that stands beside a stated day ("23:30 GMT, 7 June 2021") as an instant; else None."""
    after = _CLOCK_AFTER.match(text, span.end)
    match = after or _CLOCK_BEFORE.search(text[max(0, span.start - _CLOCK_REACH) : span.start])
    if match is None or len(day) != len("2021-06-07"):
        return None
    half = (match["half"] or "").lower()
    hour, minute = int(match["hour"]) % 12 + 12 * (half == "p") if half else int(match["hour"]), int(match["minute"])
    if hour > 23 or minute > 59:
        return None
    local = datetime.fromisoformat(f"{day}T{hour:02d}:{minute:02d}:00+00:00")
    return _utc(local - timedelta(hours=_ZONES[match["zone"].upper()]))


def _utc(instant: datetime) -> str | None:
    if not _YEARS[0] < instant.year < _YEARS[1]:
        return None
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


_YEARS = (1000, 9000)
_ISO_CLOCK = re.compile(r"^\s*\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")
# Zones whose letters mean one thing in news: hours from UTC. CST, IST and BST mean several.
_ZONES = {
    "GMT": 0,
    "UTC": 0,
    "Z": 0,
    "EST": -5,
    "EDT": -4,
    "PST": -8,
    "PDT": -7,
    "CET": 1,
    "CEST": 2,
    "MSK": 3,
    "JST": 9,
}
_CLOCK = (
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?\s?(?:(?P<half>[ap])\.?m\.?)?\s?"
    rf"\(?(?P<zone>{'|'.join(_ZONES)})\b"
)
_CLOCK_AFTER = re.compile(rf"[\s,|@·–—T-]{{0,4}}(?:at\s)?{_CLOCK}", re.IGNORECASE)
_CLOCK_BEFORE = re.compile(rf"(?<!\d){_CLOCK}\)?[\s,|·–—-]{{1,4}}(?:on\s)?$", re.IGNORECASE)
_CLOCK_REACH = 30


def find_day(text: str, start: int = 0, end: int | None = None) -> tuple[str, Span] | None:
    """Find the first whole day in a stretch, as EDTF with its span, weekday included."""
    stop = len(text) if end is None else end
    for match in _DAY.finditer(text, start, stop):
        if value := _read_day(match["day"]):
            return value, Span(match.start(), match.end())
    return None


def read_wire_day(words: str) -> str | None:
    """Read the day of an old wire's dateline, its year in two figures: ``3 JAN 90``."""
    match = _WIRE_DAY.fullmatch(words.strip())
    if match is None:
        return None
    century = 1900 if int(match[3]) >= CENTURY_FROM else 2000
    return _read_day(f"{match[1]} {match[2].title()} {century + int(match[3])}")


def match_day(text: str, start: int) -> tuple[str, int] | None:
    """Read the day that the text goes on with at ``start``, with where it ends (time and zone taken in)."""
    match = _DAY.match(text, start)
    if match is None or (value := _read_day(match["day"])) is None:
        return None
    return value, skip_times(text, match.end())


def skip_times(text: str, end: int) -> int:
    """Step over a time of day, a zone and "(updated …)" after a day."""
    while rest := re.compile(r"[\s,|@·–—-]{0,4}(?:at\s+)?" + _REST.pattern, re.IGNORECASE).match(text, end):
        end = rest.end()
    return end


def without_times(text: str) -> str:
    """Take days, weekdays, times and zones out of a line, leaving the words that stand beside them."""
    return _REST.sub(" ", _DAY.sub(" ", text))


def date_in_url(url: str) -> str | None:
    """Read the day that many outlets put in their addresses: ``/2021/06/07/title``."""
    path = urlsplit(url).path
    if match := _URL_DAY.search(path):
        return _valid(f"{match[1]}-{match[2]}-{match[3]}")
    if match := _URL_DAY_WORDED.search(path):
        return _valid(f"{match[1]}-{_MONTHS.index(match[2].lower()) // 3 + 1:02d}-{int(match[3]):02d}")
    return None


def _valid(day: str) -> str | None:
    return day if parse_date(day) == day else None


def _read_day(words: str) -> str | None:
    value = parse_date(_GLUED.sub(" ", _GLUED_YEAR.sub(r"\1 \2", words)))
    return value if value is not None and len(value) == 10 else None


def _label_pattern(labels: list[str]) -> re.Pattern[str]:
    words = "|".join(r"\s+".join(map(re.escape, label.split())) for label in sorted(labels, key=len, reverse=True))
    return re.compile(rf"(?:{words})(?![^\W\d_])\s*(?:(?:at|on)\b)?\s*[:：|–—-]?\s*", re.IGNORECASE)
