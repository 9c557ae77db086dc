"""Who did it: the subject of a verb whose object names the act."""

from __future__ import annotations

import pytest

from catena.read.rules.lexicon import open_lexicon


@pytest.mark.parametrize("word", ["launched", "throws", "threw", "carried", "does", "planned", "stepping", "opened"])
def test_a_verb_that_does_what_its_object_names_is_known_in_every_form(word: str) -> None:
    assert word in open_lexicon().words["acting_verbs"]


@pytest.mark.parametrize("word", ["three", "control", "international", "douma", "president", "command", "contact"])
def test_a_word_that_only_begins_like_one_is_none(word: str) -> None:
    assert word not in open_lexicon().words["acting_verbs"]
