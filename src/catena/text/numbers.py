"""Numbers in English text, as digits or in words, each with its value and what it counts.

A number of people is ``cardinal``. Everything else that looks like one (years, ages, days of a month,
clock times, money, calibres, section numbers …) says so in its ``kind``, so that it is never taken
for a toll. Vague words become ranges by one convention: dozens 20..99, scores 40..99,
hundreds 100..999, thousands 1000..9999, several and a few 3..9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from catena.model import Span
from catena.text.numbers_context import kind_of

NumberKind = Literal[
    "cardinal", "ordinal", "year", "date", "clock", "duration", "age", "percent", "money", "measure",
    "calibre", "reference", "label", "fraction", "decimal", "score",
]  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """A number as it stands in the text: ``low == high`` when exact, a range when vague.

    ``low`` and ``high`` are None where the value is no whole number (3.5, a fraction).
    """

    span: Span
    low: int | None
    high: int | None
    words: str
    kind: NumberKind = "cardinal"


_UNIT_NAMES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_NTH_NAMES = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
UNITS = {word: value for value, word in enumerate(_UNIT_NAMES)}
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
}  # fmt: skip
SCALES = {
    "hundred": 100, "thousand": 1_000, "lakh": 100_000, "million": 1_000_000, "crore": 10_000_000,
    "billion": 1_000_000_000, "trillion": 1_000_000_000_000,
}  # fmt: skip
ORDINALS = {word: value for value, word in enumerate(_NTH_NAMES, start=1)} | {
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "hundredth": 100,
}  # fmt: skip
FEW = (3, 9)
VAGUE = {
    "dozens": (20, 99),
    "scores": (40, 99),
    "tens": (20, 99),
    "hundreds": (100, 999),
    "thousands": (1_000, 9_999),
    "millions": (1_000_000, 9_999_999),
    "several": FEW,
    "a few": FEW,
    "few": FEW,
    "a handful": FEW,
    "handful": FEW,
    "a couple": (2, 2),
    "couple": (2, 2),
    "a pair": (2, 2),
    "pair": (2, 2),
    "half a dozen": (6, 6),
    "a half dozen": (6, 6),
    "half dozen": (6, 6),
    "a dozen": (12, 12),
    "dozen": (12, 12),
    "a score": (20, 20),
}
# "tens of thousands", "hundreds of thousands", "dozens of thousands": the first word scales the second
VAGUE_FACTORS = {"tens": (10, 99), "dozens": (20, 99), "hundreds": (100, 999), "thousands": (1_000, 9_999)}

_SMALL = "|".join(sorted([*UNITS, *TENS, *SCALES], key=len, reverse=True))
_ORDINAL = "|".join(sorted(ORDINALS, key=len, reverse=True))
_HALF_DOZEN = r"half\s+a\s+dozen|a\s+half[\s-]dozen|half[\s-]dozen"
_COUPLE = r"a\s+couple|(?:an?\s+)?(?:couple|handful|pair)(?=\s+(?:of|dozen|hundred|thousand))|a\s+score(?=\s+of)"
_FEW_WORDS = (
    r"a\s+few(?:\s+(?P<few_scale>dozen|hundred|thousand))?|few(?=\s+\w)"
    r"|several(?:\s+(?P<several_scale>dozen|hundred|thousand))?(?=\s)"
)
_DOZENS = (
    r"(?:dozens|scores|tens|hundreds|thousands|millions)"
    r"(?=\s+(?:of|more|other|were|are|have|had|was|killed|dead|wounded|injured|\w+ed\b)|[\s.,;\"”’'])"
)
_DIGITS = r"\d{1,3}(?:,\d{3})+(?![\d,]?\d)|\d{1,3}(?:[\u00a0\u202f]\d{3})+(?!\d)|\d+"
# One scan over the text: a vague word, a sequence of number words, or digits with what clings to them.
_CANDIDATE = re.compile(
    rf"""(?<![\w])(?:
      (?P<many>(?:tens|dozens|hundreds|thousands)\s+of\s+(?:thousands|millions|billions))
    | (?P<vague>{_HALF_DOZEN}|{_COUPLE}|{_FEW_WORDS}|{_DOZENS}|(?:an?\s+)dozen)
    | (?P<words>(?:an?\s+(?=(?:hundred|thousand|lakh|million|crore|billion)\b))?(?:{_SMALL})
        (?:(?:\s*-\s*|\s+and\s+|\s+)(?:{_SMALL}))*(?:\s+(?P<word_dozen>dozen|score)(?!s))?
        (?:[\s-]+(?P<word_ordinal>{_ORDINAL}))?)
    | (?P<ordinal>{_ORDINAL})
    | (?P<digits>(?:{_DIGITS})(?P<decimal>\.\d+)?)(?P<suffix>st|nd|rd|th)?
        (?:(?P<gap>[\s-]?)(?P<scale>hundred|thousand|lakh|million|crore|billion|trillion|mln|mn|bn|dozen|k(?=\s)))?
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_RANGE_JOIN = re.compile(r"\s*[-–—]\s*|\s+(?:to|or)\s+|\s+and\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
_SCALE_SHORT = {"mln": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "k": 1_000, "dozen": 12}


def find_numbers(text: str) -> list[Number]:
    """Find every number of a text in reading order, with its value and what kind of number it is."""
    found: list[Number] = []
    for match in _CANDIDATE.finditer(text):
        found.extend(_numbers_of(match, text))
    return _join_ranges(found, text)


@lru_cache(maxsize=4096)
def read_words(words: tuple[str, ...]) -> tuple[int, int] | None:
    """Read leading number words: (value, how many words were used), or None where the first is none."""
    total = current = used = 0
    last_scale = 0  # the scale of the last word inside the current group: 0 none, 1 unit, 10 ten, 100 hundred
    for position, word in enumerate(words):
        if word == "and":
            if last_scale < 100 or position + 1 == len(words):
                break
            continue
        if word in UNITS and (last_scale in (0, 100) or (last_scale == 10 and UNITS[word] < 10)):
            current, last_scale = current + UNITS[word], 1
        elif word in TENS and last_scale in (0, 100):
            current, last_scale = current + TENS[word], 10
        elif word == "hundred" and last_scale in (0, 1) and current < 100:
            current, last_scale = max(current, 1) * 100, 100
        elif word in SCALES and word != "hundred":
            total, current, last_scale = total + max(current, 1) * SCALES[word], 0, 100
        else:
            break
        used = position + 1
    return (total + current, used) if used else None


def _numbers_of(match: re.Match[str], text: str) -> list[Number]:
    if match["many"]:
        first, _, last = match["many"].lower().partition("of")
        low, high = VAGUE_FACTORS[first.strip()]
        scale = SCALES[last.strip().removesuffix("s")]
        return [_number(match.span(), low * scale, (high + 1) * scale - 1, text)]
    if match["vague"]:
        return [_vague(match, text)]
    if match["words"]:
        return _spelled(match, text)
    if match["ordinal"]:
        value = ORDINALS[match["ordinal"].lower()]
        return [Number(Span(*match.span()), value, value, match[0], "ordinal")]
    return [_digits(match, text)]


def _number(span: tuple[int, int], low: int | None, high: int | None, text: str) -> Number:
    words = text[span[0] : span[1]]
    return Number(Span(*span), low, high, words, kind_of(text, span[0], span[1], low))


def _vague(match: re.Match[str], text: str) -> Number:
    words = re.sub(r"[\s-]+", " ", match["vague"].lower())
    scale = (match["few_scale"] or match["several_scale"] or "").lower()
    # "several dozen" says no more than "dozens" does
    low, high = VAGUE[scale + "s"] if scale else VAGUE[words.replace("an ", "a ")]
    return _number(match.span(), low, high, text)


def _spelled(match: re.Match[str], text: str) -> list[Number]:
    """Read a run of number words; "one two" is two numbers, "twenty first" one ordinal."""
    pieces = [(m[0].lower(), m.start(), m.end()) for m in re.finditer(r"[A-Za-z]+", match[0])]
    if pieces[0][0] in ("a", "an"):
        pieces = pieces[1:]
    found: list[Number] = []
    start = match.start()
    while pieces:
        value_used = read_words(tuple(word for word, _, _ in pieces))
        if value_used is None:
            pieces, start = pieces[1:], match.start() + (pieces[1][1] if len(pieces) > 1 else 0)
            continue
        value, used = value_used
        rest = pieces[used:]
        if rest and rest[0][0] in ("dozen", "score"):
            value, used = value * (12 if rest[0][0] == "dozen" else 20), used + 1
        elif rest and rest[0][0] in ORDINALS and value % 10 == 0 and value >= 20:
            end = match.start() + rest[0][2]
            value += ORDINALS[rest[0][0]]
            return [*found, Number(Span(start, end), value, value, text[start:end], "ordinal")]
        end = match.start() + pieces[used - 1][2]
        found.append(_number((start, end), value, value, text))
        pieces = pieces[used:]
        start = match.start() + pieces[0][1] if pieces else end
    return found


def _digits(match: re.Match[str], text: str) -> Number:
    start, end = match.span()
    plain = re.sub(r"[^\d]", "", match["digits"].partition(".")[0])
    scale_word = (match["scale"] or "").lower()
    if match["suffix"]:
        return Number(Span(start, end), int(plain), int(plain), match[0], "ordinal")
    scale = _SCALE_SHORT.get(scale_word) or SCALES.get(scale_word) or 1
    value: int | None = int(plain) * scale
    if match["decimal"]:
        fraction = match["decimal"][1:]
        exact = int(plain + fraction) * scale
        unit = 10 ** len(fraction)
        value = exact // unit if exact % unit == 0 and scale > 1 else None
    number = _number((start, end), value, value, text)
    if value is None and number.kind == "cardinal":
        return Number(number.span, None, None, number.words, "decimal")
    return number


def _join_ranges(found: list[Number], text: str) -> list[Number]:
    """Join "10-15", "30 to 40", "two or three", "between 5 and 7" into one number with both ends."""
    joined: list[Number] = []
    for number in found:
        low = _low_end(joined[-1], number, text) if joined else None
        if low is None:
            joined.append(number)
            continue
        span = Span(joined.pop().span.start, number.span.end)
        joined.append(Number(span, low, number.high, text[span.start : span.end], number.kind))
    return joined


def _low_end(first: Number, second: Number, text: str) -> int | None:
    """Say where a range "first to second" begins, None where the two are no range; "5 to 6 million" is 5,000,000."""
    if first.low is None or second.low is None or first.low != first.high:
        return None
    if first.kind not in ("cardinal", second.kind) or second.kind not in ("cardinal", "measure", "percent", "age"):
        return None
    between = text[first.span.end : second.span.start]
    if not _RANGE_JOIN.fullmatch(between):
        return None
    if between.strip().lower() == "and" and not _BETWEEN.search(text, max(0, first.span.start - 10), first.span.start):
        return None
    scale = SCALES.get(re.split(r"[\s-]", second.words.lower())[-1], 1)
    low = first.low * scale if first.low < second.low // scale < 1000 else first.low
    # "two or three" is a range, "one or 400" and "20-1" are not; a run of 20 to 1 is wide enough for any estimate
    return low if low < second.low <= 20 * max(low, 1) else None
