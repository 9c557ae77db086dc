"""Which phrases of time of a sentence date a happening: not an age of history; "the 2008 kidnapping" is of 2008 alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from catena.read.clauses import read_clauses
from catena.read.rules.tellings import Telling
from catena.text.sentences import Sentence
from catena.text.times import TimePhrase

_AGE = re.compile(r"\b(?:century|centuries|millennium|decades)\b", re.IGNORECASE)


def times_of(sentence: Sentence, telling: Telling, times: Sequence[TimePhrase]) -> list[TimePhrase]:
    """Give those of a telling's phrases of time that date it; one inside the noun phrase of the deed does so alone."""
    own = [t for t in times if not _AGE.search(_words(sentence, t))]
    if len(own) < 2:
        return own
    clauses = read_clauses(sentence)
    nouns = [clauses.noun_at(t.first) for t in telling.triggers if not t.is_verb]
    inside = [t for t in own if any(n is not None and clauses.span(n).covers(t.span) for n in nouns)]
    return inside or own


def _words(sentence: Sentence, time: TimePhrase) -> str:
    return sentence.text[time.span.start - sentence.start : time.span.end - sentence.start]
