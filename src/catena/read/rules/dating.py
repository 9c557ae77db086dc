"""Which phrases of time of a sentence date a happening: not an age of history, nor the day on which somebody spoke of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from catena.model import Span
from catena.read.clauses import read_clauses
from catena.read.rules.attribution import Attribution
from catena.read.rules.tellings import Telling
from catena.text.sentences import Sentence
from catena.text.times import TimePhrase

_AGE = re.compile(r"\b(?:century|centuries|millennium|decades)\b", re.IGNORECASE)
_SPOKEN_REACH = 30  # characters from a verb of speech to its day: "ruled in late 2017 that"


def times_of(
    sentence: Sentence, telling: Telling, times: Sequence[TimePhrase], attributions: Sequence[Attribution]
) -> list[TimePhrase]:
    """Give those of a telling's phrases of time that date it.

    A time inside the noun phrase of the deed ("the 2008 kidnapping") dates it alone; the day of speech gives way to another.
    """
    own = [t for t in times if not _AGE.search(_words(sentence, t))]
    if len(own) < 2:
        return own
    clauses = read_clauses(sentence)
    nouns = [clauses.noun_at(t.first) for t in telling.triggers if not t.is_verb]
    inside = [t for t in own if any(n is not None and clauses.span(n).covers(t.span) for n in nouns)]
    if inside:
        return inside
    return [t for t in own if not _is_of_speech(sentence, t, attributions)] or own


def _is_of_speech(sentence: Sentence, time: TimePhrase, attributions: Sequence[Attribution]) -> bool:
    """Say whether a time stands between a verb of speech and what is said ("said on Monday that")."""
    after = sentence.text[time.span.end - sentence.start :].lstrip(" ,")
    return after.startswith("that ") and any(
        Span(a.cue.end, a.cue.end + _SPOKEN_REACH).covers(Span(time.span.start, time.span.start)) for a in attributions
    )


def _words(sentence: Sentence, time: TimePhrase) -> str:
    return sentence.text[time.span.start - sentence.start : time.span.end - sentence.start]
