"""The tagger: sums made in parts are the sums of the named features."""

from __future__ import annotations

import numpy as np
import pytest

from catena.read.tags import START, features, is_title_case, normal, open_tagger


@pytest.mark.parametrize(
    "text",
    [
        "Two gunmen shot dead a teacher outside her home in the old town on Sunday , neighbours said .",
        "Rebels Seize Border Town After Fierce Overnight Fighting",
        "Shelling",
        "Nobody knew .",
        "He wo n't say whether the 14-year-old was taken in 2017 or 2018 .",
    ],
)
def test_a_word_has_the_tag_whose_features_weigh_most(text: str) -> None:
    tagger, words = open_tagger(), text.split()
    assert tagger.tag(words) == _by_feature(words)
    assert tagger.tag(words) == _by_feature(words), "what was looked up once changes nothing"


def _by_feature(words: list[str]) -> tuple[str, ...]:
    tagger = open_tagger()
    before, before_two = START
    shapes, capitals = [normal(word) for word in words], is_title_case(words)
    found = []
    for at, word in enumerate(words):
        tag = tagger.lookup.get(word.lower() if capitals else word)
        if tag is None:
            names = features(at, words, shapes, before, before_two, capitals)
            rows = [tagger.rows[name] for name in names if name in tagger.rows]
            tag = tagger.tags[int(tagger.weights[rows].sum(axis=0, dtype=np.int32).argmax())]
        found.append(tag)
        before_two, before = before, tag
    return tuple(found)


def test_no_words_have_no_tags() -> None:
    assert open_tagger().tag([]) == ()
