"""Which phrases of time date a happening."""

from __future__ import annotations

import pytest

from catena.read.rules.counts import find_harms
from catena.read.rules.dating import times_of
from catena.read.rules.lexicon import open_lexicon
from catena.read.rules.tellings import find_tellings
from catena.read.rules.triggers import find_triggers
from catena.text.numbers import find_numbers
from catena.text.sentences import Sentence
from catena.text.times import find_times


def times_in(text: str) -> list[str]:
    sentence, lexicon = Sentence(text, 0, len(text), 0, 0), open_lexicon()
    triggers = find_triggers(sentence, lexicon)
    harms = find_harms(sentence, triggers, find_numbers(text), lexicon)
    telling = find_tellings(sentence, triggers, harms, lexicon)[-1]
    found = times_of(sentence, telling, list(find_times(text)))
    return [text[t.span.start : t.span.end] for t in found]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("The judge ruled in late 2017 that Haro took part in the 2008 kidnapping of two nurses.", ["2008"]),
        ("Such killings belong to the 19th century.", []),
        ("The ministry said on Friday that rebels killed ten people.", ["Friday"]),
        ("Rebels killed ten people on Tuesday.", ["Tuesday"]),
    ],
)
def test_a_time_within_the_deeds_own_words_dates_it_alone(text: str, times: list[str]) -> None:
    assert [t.removeprefix("on ").removeprefix("the ") for t in times_in(text)] == times
