"""Who carries a statement: the outlet told, the form it is given in, the agency that quotes."""

from __future__ import annotations

import pytest

from catena.read.rules.attribution import find_attributions
from catena.read.rules.lexicon import open_lexicon
from catena.text.sentences import find_sentences

LEXICON = open_lexicon()


@pytest.mark.parametrize(
    ("text", "name", "via"),
    [
        ("In a statement, the teachers' union said six were held.", "the teachers' union", "a statement"),
        ("The Lions Front in a message said it would return.", "The Lions Front", "a message"),
        ("On Facebook, Minister Ana Diaz denied the report.", "Ana Diaz", "Facebook"),
        ("“We fled at dawn,” said a farmer to Delta News.", "a farmer", "Delta News"),
        ("The clerk said in a statement to Delta News that nine were held.", "The clerk", "Delta News"),
        ("A medic told the SANA reporter that four died.", "A medic", "the SANA"),
        ("In its detailed judgement, the court said the proof was thin.", "the court", "its detailed judgement"),
        ("State television quoted a medic as saying four were dead.", "a medic", "State television"),
        ("The agency said four were dead, citing a police source.", "a police source", "The agency"),
        ("Four were dead, a medic was cited by the Coastal Times as saying.", "a medic", "the Coastal Times"),
        ("Police told his sister that he was moved, the lawyer said.", "Police", "the lawyer"),
        ("The ministry's statement said two soldiers died.", "The ministry", "statement"),
    ],
)
def test_a_relay_is_read_beside_its_speaker(text: str, name: str, via: str) -> None:
    source = find_attributions(find_sentences(text)[0], LEXICON)[0].source
    assert (source.name, source.via) == (name, via)


@pytest.mark.parametrize(
    "text",
    [
        "The army said the town was calm and the rebels said it was not.",
        "Police told Omar's sister that he was moved.",
        "The mayor said on Tuesday that the road was shut.",
        "The monitor said in the morning that two were dead.",
    ],
)
def test_what_is_no_relay_is_not_read_as_one(text: str) -> None:
    assert all(a.source.via is None for a in find_attributions(find_sentences(text)[0], LEXICON))
