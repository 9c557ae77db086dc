"""Acquittals, convictions, charges dropped and pleas: who is tied to a crime, how far, and by whose word."""

from __future__ import annotations

import pytest
from tests.read.rules.test_parties import parties_of

from catena.model import Source
from catena.read.rules.attribution import find_attributions
from catena.read.rules.lexicon import open_lexicon
from catena.read.rules.parties import find_parties
from catena.read.rules.triggers import find_triggers
from catena.text.sentences import Sentence


@pytest.mark.parametrize(
    ("text", "party", "status"),
    [
        ("A court acquitted Juan Ortega of the murder of a bishop.", "Juan Ortega", "denies"),
        ("Ana Diallo was acquitted of killing the clerk.", "Ana Diallo", "denies"),
        ("Colonel Ndiaye was cleared of any involvement in the 2011 massacre.", "Colonel Ndiaye", "denies"),
        ("A court in Lima overturned the conviction of Juan Ortega for the 1998 massacre.", "Juan Ortega", "denies"),
        ("Appeals against the acquittal of Carlos Mena in the murder case failed.", "Carlos Mena", "denies"),
        ("A judge dropped charges against two soldiers over the shooting of a nurse.", "two soldiers", "denies"),
        ("Judges said the state failed to prove the guilt of Luis Paz in the killing.", "Luis Paz", "denies"),
        ("The jury found Luis Paz not guilty of murder.", "Luis Paz", "denies"),
        ("Mena pleaded not guilty to the murder of the singer.", "Mena", "denies"),
        ("The conviction of Luis Paz for the bombing stands.", "Luis Paz", "convicted"),
        ("The prison holds Mena, convicted of bombing the ferry.", "Mena", "convicted"),
        ("Three guards were convicted and jailed in the kidnapping case.", "Three guards", "convicted"),
    ],
)
def test_a_verdict_ties_a_person_to_the_crime(text: str, party: str, status: str) -> None:
    assert (party, status) in parties_of(text)


@pytest.mark.parametrize(
    "text",
    [
        "Police cleared the square after two women were shot.",
        "Troops cleared the village of mines after the attack.",
        "The court dropped the case against the newspaper on Monday.",
    ],
)
def test_clearing_a_place_or_dropping_a_suit_ties_nobody(text: str) -> None:
    assert not [p for p in parties_of(text) if p[1] in {"denies", "convicted"}]


def test_a_verdict_is_the_word_of_the_court_that_gave_it() -> None:
    text = "Two officials welcomed it when the High Court acquitted Juan Ortega of the murder of a bishop."
    sentence, lexicon = Sentence(text, 0, len(text), 0, 0), open_lexicon()
    attributions = find_attributions(sentence, lexicon, frozenset())
    triggers = find_triggers(sentence, lexicon)
    found = find_parties(sentence, triggers, attributions, Source("The Harbour Post", "outlet"), lexicon)
    assert [a.party.by for a in found if a.party.name == "Juan Ortega"] == ["the High Court"]


def test_a_verdict_is_about_every_crime_that_it_joins() -> None:
    found = parties_of("Judges upheld the acquittal of Luis Paz in the kidnapping and murder case.")
    assert found.count(("Luis Paz", "denies")) == 2


def test_the_law_ties_a_pronoun_that_the_page_resolves() -> None:
    assert ("she", "accused") in parties_of("She was charged with the murder of two guards.")
