"""What courts found: convictions told as a noun or behind a name, acquittals, charges dropped, pleas of not guilty.

A person once convicted and then acquitted stands with both: the weighing shows them as disputed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from catena.model import PartyStatus
from catena.read.chunks import NounPhrase, VerbGroup
from catena.read.clauses import Clauses
from catena.read.rules.phrase import Phrase, words_of
from catena.read.rules.triggers import Trigger
from catena.text.sentences import Sentence

_COURT = re.compile(
    r"\b(?:courts?|tribunals?|judges?|jury|juries|justices?|panel|bench|chambers?|magistrates?)\b", re.IGNORECASE
)
_UNDONE = r"(?:overturn|quash|annul|revers|vacat|set(?:ting)? aside|str(?:uck|ikes?|iking) down|thr(?:ew|own?) out|void|rescind)"
_DROPPED = r"(?:dropp?|dismiss|withdr[ae]w|thr[eo]w)\w* (?:out )?(?:\w+ ){0,3}?(?:charges|case)"
# What is told of a person right behind the words, or right before them, and how far it ties the person to the crime.
_NAMED_AFTER: Mapping[str, PartyStatus] = {
    rf"\b{_UNDONE}\w* (?:\w+ ){{0,3}}?convictions? of ": "denies",
    r"\b(?:acquittal|exoneration)s? of ": "denies",
    rf"\b{_DROPPED} against ": "denies",
    r"\bfail\w* to (?:prove|establish) (?:the )?guilt of ": "denies",
    r"\bconvictions? of ": "convicted",
}
_NAMED_BEFORE: Mapping[str, PartyStatus] = {
    r"['’]s? (?:acquittal|exoneration)\b": "denies",
    r"(?<=[\w’']),? (?:who )?(?:had |has )?(?:pleaded|pleads|plead|pled) (?:\w+ )?not guilty\b": "denies",
    r"(?<=\w),? (?:who )?(?:was|were|is|are|been)? ?(?:later |since )?(?:found|declared) not guilty\b": "denies",
    r"(?<=\w),? convicted (?=of |for |in |over )": "convicted",
}
_FOUND = re.compile(r"\b(?:found|declared|finds|ruled) (?P<who>[^,.;]{2,60}?) (?:was )?not guilty\b", re.IGNORECASE)
_PLEA = re.compile(r"\bplea?d", re.IGNORECASE)
_REACH = 200  # characters from a verdict to the crime behind it
_JOINED = re.compile(r"[\w\s’'-]{0,60}?(?:,|\band\b|&)[\w\s’'-]{0,20}")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person named by a verdict: how far it ties him to the crime, whose word it is (None: the sentence's), which crimes."""

    person: NounPhrase
    status: PartyStatus
    by: str | None
    crimes: tuple[Trigger, ...]


def find_verdicts(clauses: Clauses, sentence: Sentence, crimes: Sequence[Trigger]) -> Iterator[Verdict]:
    """Read "the acquittal of X in the murder case", "X pleaded not guilty to killing", "X convicted of bombing"."""
    taken: list[NounPhrase] = []
    for match, at, status, after in _matches(sentence.text):
        person = _person(clauses, sentence.start + at, after=after)
        about = crimes_of(sentence, crimes, sentence.start + match.start())
        if person is None or not about or person in taken:
            continue
        taken.append(person)
        own = sentence.text[clauses.span(person).start - sentence.start : clauses.span(person).end - sentence.start]
        yield Verdict(person, status, own if _PLEA.search(match[0]) else None, about)


def _matches(text: str) -> Iterator[tuple[re.Match[str], int, PartyStatus, bool]]:
    """Give each verdict's words, where the person stands, the status, and whether the person follows."""
    for pattern, status in _NAMED_AFTER.items():
        yield from ((m, m.end(), status, True) for m in re.finditer(pattern, text, re.IGNORECASE))
    yield from ((m, m.start("who"), "denies", True) for m in _FOUND.finditer(text))
    for pattern, status in _NAMED_BEFORE.items():
        yield from ((m, m.start(), status, False) for m in re.finditer(pattern, text, re.IGNORECASE))


def _person(clauses: Clauses, offset: int, *, after: bool) -> NounPhrase | None:
    if after:
        at = next((i for i, t in enumerate(clauses.tokens) if t.start >= offset), None)
        found = clauses.noun_from(at) if at is not None else None
        return _without_not_guilty(clauses, found) if found is not None else None
    at = next((i for i in reversed(range(len(clauses.tokens))) if clauses.tokens[i].end <= offset), None)
    return clauses.noun_at(at) if at is not None else None


def _without_not_guilty(clauses: Clauses, noun: NounPhrase) -> NounPhrase:
    last = next((i for i in range(noun.first + 1, noun.last) if clauses.tokens[i].lower == "not"), noun.last)
    return NounPhrase(noun.first, last, min(noun.head, last - 1))


def crimes_of(sentence: Sentence, crimes: Sequence[Trigger], start: int) -> tuple[Trigger, ...]:
    """Give the crimes that a verdict at ``start`` is about: the next one, and those that "and" joins to it."""
    behind = [t for t in crimes if start < t.span.start <= start + _REACH]
    found = behind[:1]
    for crime in behind[1:]:
        if not _JOINED.fullmatch(
            sentence.text[found[-1].span.end - sentence.start : crime.span.start - sentence.start]
        ):
            break
        found.append(crime)
    return tuple(found)


def court_of(clauses: Clauses, verb: VerbGroup) -> str | None:
    """Give the court that is the subject of an active verb ("the high court acquitted"); None where none is."""
    subject = clauses.subject(verb) if not verb.passive else None
    if subject is None:
        return None
    words = words_of(clauses.tokens, Phrase(subject.first, subject.last))
    return words if _COURT.search(words) else None
