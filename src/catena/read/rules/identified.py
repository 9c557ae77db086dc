"""Those harmed whom a sentence names: "the victims were identified as", "among the dead were", "those killed included"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from catena.model import Span, Victim
from catena.read.rules.name_rows import names_after
from catena.text.sentences import Sentence

_WHO = (
    r"(?P<who>victims?|dead|deceased|slain|killed|murdered|kidnapped|abducted|hostages?|captives?|missing|wounded|injured|"
    r"body|bodies)"
)
_NAMED = r"(?:(?:later|also|all|since|now) )?(?:identified|named)(?: by [^,.;]{3,40}?)? as"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_WHO}\b(?: \w+){{0,3}} (?:were|was|are|is|have been|has been|had been) {_NAMED}\s+",
        rf"\bamong(?:st)? (?:the|those) {_WHO}\b(?: [^,.;]{{3,40}}?)? (?:were|are|was|is)\s+",
        rf"\bthose {_WHO}\b(?: [^,.;]{{3,40}}?)? (?:were|are|included|include)\s+",
        r"\b(?P<who>killed|killing|murdered|kidnapped|abducted|wounded|injured)\b[^,.;:]{3,60}?"
        r" (?:identified|named) (?:only )?as\s+",
        rf"\bidentified (?:the |a |one |two )?(?:\w+ )?{_WHO}(?: of the [a-z]+)? as\s+",
    )
)
_FATES = (
    (re.compile(r"dead|deceased|slain|kill|murdered|bod(?:y|ies)", re.IGNORECASE), "killed"),
    (re.compile(r"kidnapped|abducted|hostage|captive", re.IGNORECASE), "abducted"),
    (re.compile(r"wounded|injured", re.IGNORECASE), "wounded"),
    (re.compile(r"missing", re.IGNORECASE), "missing"),
)


def find_identified(sentence: Sentence) -> Iterator[tuple[Victim, Span]]:
    """Give each person whom a sentence names as one of those harmed, with the fate that its words tell."""
    if not any(word in sentence.text for word in _OPENERS):
        return
    seen: set[Span] = set()
    for pattern in _PATTERNS:
        for found in pattern.finditer(sentence.text):
            fate = next((f for words, f in _FATES if words.match(found["who"])), "targeted")
            row = names_after(sentence, sentence.start + found.end(), least=1)
            yield from ((Victim(name, fate), span) for name, span in row if span not in seen)
            seen.update(span for _, span in row)


_OPENERS = ("identified", "named as", "named by", "mong", "hose")  # what every pattern holds


def names_harmed(text: str) -> bool:
    """Say whether the words before a row of names speak of those harmed and not of suspects."""
    return _HARMED.search(text) is not None


_HARMED = re.compile(
    r"\b(?:victims?|dead|deceased|slain|killed|murdered|kidnapped|abducted|hostages?|captives?|missing|wounded|injured|freed|"
    r"rescued|released)\b",
    re.IGNORECASE,
)
