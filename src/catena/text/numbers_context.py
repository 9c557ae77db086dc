"""What a number counts, told from the words beside it: a year, an age, money, a section, or people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from catena.text.numbers import NumberKind

_MONTH = (
    r"(?:(?-i:May|MAY)|January|February|March|April|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_WINDOW_BEFORE = 28

# What follows the number, tried in this order; matched at the number's end.
_AFTER: tuple[tuple[NumberKind, re.Pattern[str]], ...] = tuple(
    (cast("NumberKind", kind), re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("percent", r"\s*%|[\s-]*per\s?cents?\b|\s+percentage\b"),
        ("money", r"[\s-]*(?:US\s?)?(?:dollars?|euros?|pounds?\s+sterling|naira|rupees?|rubles?|roubles?|shekels?"
                  r"|dinars?|rials?|riyals?|lira|liras|pesos?|yuan|yen|francs?|cedis?|shillings?|cents?|USD|EUR|GBP"
                  r"|NIS|won|baht|kyats?|birr|taka)\b|\s*[$€£₦]"),
        ("age", r"[\s-]*(?:years?|months?|weeks?|days?|yrs?|yr)[\s-]*olds?\b|[\s-]*years?\s+of\s+age\b"),
        ("clock", r":\d{2}|\s*(?:a\.?m\b|p\.?m\b|o['’]?clock\b|hrs\b|GMT\b|UTC\b)|\s*noon\b"),
        ("duration", r"[\s-]+(?:(?:more|full|straight|consecutive|whole|further|working)[\s-])?"
                     r"(?:years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|centur(?:y|ies)|nights?|weekends?|fortnights?)\b|s\b"),
        ("calibre", r"[\s-]*(?:mm|millimet(?:er|re)s?|cal|caliber|calibre|gauge|cm)\b"),
        ("measure", r"[\s-]*(?:square[\s-]|cubic[\s-])?(?:km|kms|kilomet(?:er|re)s?|met(?:er|re)s?|miles?|feet|foot"
                    r"|inch(?:es)?|yards?|hectares?|acres?|kg|kgs|kilos?|kilograms?|grams?|tons?|tonnes?|pounds?|lbs?|lit(?:er|re)s?"
                    r"|gallons?|barrels|degrees?|knots?|mph|kph|kw|mw|megawatts?|kilotons?|volts?|times|points?|m)\b"
                    r"|°"),
        ("date", rf"(?:st|nd|rd|th)?(?:\s+of)?\s+{_MONTH}|[-/.]\d{{1,2}}[-/.]\d{{2,4}}\b|(?<=\d{{4}}-\d\d)-\d\d\b"),
        ("fraction", r"/\d+\b|[\s-]+(?:thirds?|quarters?|fifths?|halves|tenths?)\b"),
        ("label", r"-?[A-Za-z]\d|/[A-Za-z]"),
    )
)  # fmt: skip
# What stands before the number; matched up to the number's start.
_BEFORE: tuple[tuple[NumberKind, re.Pattern[str]], ...] = tuple(
    (cast("NumberKind", kind), re.compile(pattern, 0 if kind == "label" else re.IGNORECASE))
    for kind, pattern in (
        ("money", r"(?:[$€£¥₦₹]|\b(?:USD?|EUR|GBP|Rs\.?|N|Sh|KSh|C\$|A\$))\s?$"),
        ("clock", r"\d:$|\b(?:at|around|about|by)\s+$(?<=\d)"),
        ("date", rf"\b{_MONTH}\s*$|\b\d{{1,4}}[-/.]\d{{1,2}}[-/.]$"),
        ("age", r"\b(?:aged?|ages)\s+(?:of\s+|about\s+|between\s+)?(?:\d+\s*(?:and|to|-|or)\s*)?$"),
        ("calibre", r"\bcalib(?:er|re)\s+$"),
        ("reference", r"\b(?:articles?|sections?|chapters?|paragraphs?|pages?|p\.|pp\.|no\.|nos\.|number|flight"
                      r"|resolution|decree|route|highway|road|rd|room|unit|brigade|battalion|squadron|regiment|channel|phase|part|volume|item"
                      r"|act|law|rule|order|case|version|block|gate|camp|zone|sector|district|ward|line|platform|level"
                      r"|grade|group\s+of|table|figure|annex|appendix|point|hill|PK|§|#)\s*"
                      r"(?:\d+\w?,?\s*(?:and|or|to|,|-)?\s*){0,3}$"),
        ("label", r"[A-Za-z][-–]$|\d/$|#$|\b(?:COVID|Covid)[\s-]$"),
    )
)  # fmt: skip
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|from|by|until|till|during|of|before|after|early|late|mid|year|to|between|and|around|through)\b"
    r"[\s-]+(?:the\s+)?(?:year\s+)?"
    rf"|{_MONTH},?\s*(?:\d{{1,2}}(?:st|nd|rd|th)?)?,?\s+|\d{{1,2}}\s+{_MONTH},?\s+|[(–—-]\s?|\b(?:19|20)\d\d[-–/]|/)$",
    re.IGNORECASE,
)
_PEOPLE_AFTER = re.compile(
    r"\s+(?:\w+\s+){0,2}(?:people|persons?|civilians?|soldiers?|troops|fighters?|militants?|rebels?|children|women|men"
    r"|families|refugees|dead|deaths?|killed|wounded|injured|casualties|victims|prisoners|detainees|protesters?|houses"
    r"|homes|others|members|policem[ae]n|officers|villagers|migrants|hostages|students|insurgents|cases|bodies)\b",
    re.IGNORECASE,
)
_ADJACENT_NOUN = re.compile(
    r"\s+(?:people|persons|civilians|soldiers|troops|fighters|militants|rebels|children|women|men|families|refugees|dead"
    r"|deaths|killed|wounded|injured|casualties|prisoners|detainees|protesters|houses|homes|others|migrants|students"
    r"|insurgents|bodies|villagers)\b",
    re.IGNORECASE,
)


def kind_of(text: str, start: int, end: int, value: int | None) -> NumberKind:
    """Say what the number at ``text[start:end]`` counts; ``cardinal`` where nothing else claims it."""
    before = text[max(0, start - _WINDOW_BEFORE) : start]
    for kind, pattern in _AFTER:
        if pattern.match(text, end):
            return kind
    for kind, pattern in _BEFORE:
        if pattern.search(before):
            return kind
    if _is_year(text, start, end, value, before):
        return "year"
    return _bracketed_age(text, start, end, value) or "cardinal"


def _is_year(text: str, start: int, end: int, value: int | None, before: str) -> bool:
    plain = text[start:end]
    if value is None or not plain.isdigit() or len(plain) != 4 or not 1500 <= value <= 2099:
        return False
    if _ADJACENT_NOUN.match(text, end):
        return False
    if _YEAR_BEFORE.search(before):
        return True
    # a bare 19xx or 20xx stands for a year unless people are counted ("1987 men"); "the 2003 invasion"
    return 1900 <= value <= 2049 and not _PEOPLE_AFTER.match(text, end)


def _bracketed_age(text: str, start: int, end: int, value: int | None) -> NumberKind | None:
    """Read "Ali Hassan, 34, a driver" and "Sara (12)" as ages: commas or brackets on both sides of a small number."""
    if value is None or not 0 < value < 110 or not text[start:end].isdigit():
        return None
    left, right = text[max(0, start - 3) : start], text[end : end + 1]
    next_is_digit = text[end : end + 4].strip(",. ")[:1].isdigit()
    if left.endswith(", ") and left[0].isalpha() and right in {",", "."} and not next_is_digit:
        return "age"
    before = text[max(0, start - 40) : start]
    if _NAME_BEFORE.search(before) and _AFTER_AGE.match(text, end):  # "Amal Deeb, 34, and Rami Deeb, 36, were shot"
        return "age"
    return "age" if right == ")" and re.search(r"[A-Z][\w'’-]+\s\($", before) else None


_NAME_BEFORE = re.compile(
    r"(?<![Ii]n )(?<![Nn]ear )(?<![Aa]t )(?<![Oo]f )(?<![Oo]n )\b[A-Z][\w'’-]+\s(?:[A-Z]\.\s)?[A-Z][\w'’-]+(?:,?\s[JS]r\.)?,\s$"
)
_AFTER_AGE = re.compile(r",|\s(?:and|who|of|from)\s(?!them\b|those\b|whom\b)|[.;]|$")


def counts_people(text: str, end: int) -> bool:
    """Say whether a noun of people or homes follows the number that ends at ``end``."""
    return _ADJACENT_NOUN.match(text, end) is not None
