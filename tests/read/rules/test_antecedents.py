"""Whom "the statement", a body's short name, its letters and a first name stand for."""

from __future__ import annotations

import pytest

from catena.model import Document, Published, Source
from catena.read.rules.antecedents import Speakers, find_short_names
from catena.read.rules.lexicon import open_lexicon

LEXICON = open_lexicon()
OBSERVATORY = Source("the Coastal Observatory for Rights", "institution", "Delta News")
UNION = Source("The dockers' union", "institution", "a statement")


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        ("the Delta-based Observatory", "institution", OBSERVATORY.name),
        ("The statement", "institution", UNION.name),
        ("Anurak", "institution", "Anurak Sombat"),
        ("CRL", "institution", "Civil Rights League (CRL)"),
    ],
)
def test_a_short_form_stands_for_whom_it_was_met_by(words: str, kind: str, expected: str) -> None:
    letters = find_short_names("The Civil Rights League (CRL) and the militant Northern Lions group (NL) differ.")
    speakers = Speakers(LEXICON, ("Anurak Sombat",), short_names=letters)
    speakers.resolve(OBSERVATORY)
    speakers.resolve(UNION)
    assert speakers.resolve(Source(words, "institution" if kind == "institution" else "named")).name == expected


@pytest.mark.parametrize("words", ["the Health Ministry", "Maro Observatory", "NL-9"])
def test_another_body_stays_itself(words: str) -> None:
    speakers = Speakers(LEXICON)
    speakers.resolve(OBSERVATORY)
    assert speakers.resolve(Source(words, "institution")).name == words


def test_the_outlets_own_reporter_is_the_outlet() -> None:
    speakers = Speakers(LEXICON, outlet="Delta News")
    assert speakers.resolve(Source("Delta reporter in Maro", "anonymous")).kind == "outlet"
    assert speakers.resolve(Source("a reporter in Maro", "anonymous")).kind == "anonymous"


@pytest.mark.parametrize(("pronoun", "expected"), [("she", "Maria Lopes"), ("he", "Ahmed Deng")])
def test_a_given_name_decides_between_he_and_she(pronoun: str, expected: str) -> None:
    speakers = Speakers(LEXICON)
    for name in ("Ahmed Deng", "Maria Lopes"):
        speakers.resolve(Source(name, "named"))
    if pronoun == "he":
        assert speakers.resolve(Source("he", "anonymous")).name == expected
    else:
        speakers.resolve(Source("Ahmed Deng", "named"))
        assert speakers.resolve(Source("she", "anonymous")).name == expected


def test_a_relay_called_it_is_the_body_that_spoke_before() -> None:
    speakers = Speakers(LEXICON)
    speakers.resolve(OBSERVATORY)
    assert speakers.resolve(Source("a medic", "anonymous", "It")).via == OBSERVATORY.name


def test_who_goes_on_speaks_by_the_same_statement_but_not_through_another_speaker() -> None:
    speakers = Speakers(LEXICON)
    speakers.resolve(UNION)
    assert speakers.resolve(Source("the dockers' union", "institution")).via == "a statement"
    speakers.resolve(Source("Ana Diaz", "named"))
    speakers.resolve(Source("Police", "institution", "Ana Diaz"))
    assert speakers.resolve(Source("Police", "institution")).via is None


def test_a_possessive_parted_from_its_name_stops_no_reading() -> None:
    speakers = Speakers(LEXICON)
    speakers.resolve(Source("Maro ’s Harbour Police", "institution"))
    speakers.resolve(Source("Maro 's Harbour Police", "institution"))
    assert speakers.resolve(Source("the Lighthouse Board", "institution")).name == "the Lighthouse Board"


def test_he_is_a_person_and_no_place() -> None:
    text = "Omar Haddad came to the Salt Gate. Within hours he was seen there."
    document = Document("d", "d", "0", "text/plain", "en", text, Published(None, "unknown", ""))
    speakers = Speakers.of(document, LEXICON, ["Salt Gate"])
    speakers.meet(text)
    assert speakers.resolve(Source("he", "anonymous")).name == "Omar Haddad"
