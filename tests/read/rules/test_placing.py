"""What is made of those who were shot, and of a country that speaks."""

from __future__ import annotations

import pytest

from catena.knowledge.gazetteer_records import Candidate, PlaceName
from catena.model import Claim, Count, Event, Evidence, Slot, Source, Span
from catena.read.rules.attribution import find_attributions
from catena.read.rules.harm import Harm
from catena.read.rules.lexicon import open_lexicon
from catena.read.rules.placing import speaks_as_state, victim_name, victim_names, without_dead
from catena.read.rules.triggers import find_triggers
from catena.text.sentences import Sentence, find_sentences


def told(slot: Slot, number: int) -> Claim:
    return Claim(
        slot, Count(number, number, "exactly", "people"), Source("outlet", "outlet"), (Evidence("d", 0, 1, "x"),)
    )


def event(*claims: Claim) -> Event:
    evidence = (Evidence("d", 0, 1, "x"),)
    return Event("e", "d", "Violence against civilians", "Attack", "carried out", evidence, claims)


def test_those_shot_were_wounded_unless_the_report_tells_of_dead() -> None:
    shot, dead = told("wounded", 4), told("killed", 1)
    assert without_dead([event(shot)], [shot]) == (event(shot),)
    assert without_dead([event(shot), event(dead)], [shot]) == (event(), event(dead))


def test_others_who_were_shot_are_not_the_dead() -> None:
    others = Claim("wounded", Count(3, 3, "exactly", "others"), Source("outlet", "outlet"), (Evidence("d", 0, 1, "x"),))
    dead = told("killed", 1)
    assert without_dead([event(others, dead)], [others]) == (event(others, dead),)


@pytest.mark.parametrize(
    ("text", "dead", "shot", "kept"),
    [
        ("A baker was killed and his young son was shot.", "A baker", "his young son", True),
        ("A clerk died and two others were shot.", "A clerk", "two others", True),
        ("A baker died after he was shot.", "A baker", "he", False),
        ("A baker died on Sunday and the man was shot.", "A baker", "the man", False),
        ("Seven people were shot and a man died.", "a man", "Seven people", False),
    ],
)
def test_who_is_told_behind_the_dead_as_another_was_wounded(text: str, dead: str, shot: str, *, kept: bool) -> None:
    def claim(slot: Slot, who: str) -> Claim:
        at = text.index(who)
        evidence = Evidence("d", 0, len(text), text, Span(at, at + len(who)))
        return Claim(slot, Count(1, 1, "exactly", who), Source("outlet", "outlet"), (evidence,))

    killed, wounded = claim("killed", dead), claim("wounded", shot)
    found = without_dead([event(killed, wounded)], [wounded])
    assert (wounded in found[0].claims) is kept


@pytest.mark.parametrize(
    ("text", "name", "speaks"),
    [
        ("Chad condemned the attack.", "Chad", True),
        ("France and Chad condemned the attack.", "Chad", True),
        ("Chad was among the countries that condemned the attack.", "Chad", True),
        ("The attack was condemned by Chad.", "Chad", True),
        ("Chad saw two attacks on Sunday.", "Chad", False),
        ("Chad was hit by two bombs on Sunday.", "Chad", False),
        ("Gunmen killed two traders in Chad.", "Chad", False),
        ("The government of Chad condemned an attack.", "Chad", False),
    ],
)
def test_a_country_that_speaks_is_no_place_of_the_deed(text: str, name: str, *, speaks: bool) -> None:
    land = Candidate(1, 1, name, "TD", None, 15.0, 19.0, 800.0, 1, "country", 9, True)
    at = text.index(name)
    place = PlaceName(Span(at, at + len(name)), name, (land,))
    sentence = find_sentences(text)[0]
    assert speaks_as_state(place, sentence, find_attributions(sentence, open_lexicon())) is speaks


@pytest.mark.parametrize(
    ("who", "name"),
    [("two nurses", "two nurses"), ("Saturday’s", ""), ("most of them", ""), ("Ana Ruiz", "Ana Ruiz"), ("they", "")],
)
def test_days_and_pronouns_name_no_victim(who: str, name: str) -> None:
    text = "They killed her."
    trigger = find_triggers(Sentence(text, 0, len(text), 0, 0), open_lexicon())[0]
    assert victim_name(Harm("killed", Count(1, 1, "exactly", who), Span(0, 1), trigger)) == name


@pytest.mark.parametrize(
    ("who", "names", "shown"),
    [
        (
            "Ana Ruiz, Luis Paz and Jorge Diaz",
            ("Ana Ruiz", "Luis Paz", "Jorge Diaz"),
            ("Ana Ruiz", "Luis Paz", "Jorge Diaz"),
        ),
        (
            "Ana Ruiz, head of the Harbour Union",
            ("Ana Ruiz", "Harbour Union"),
            ("Ana Ruiz, head of the Harbour Union",),
        ),
    ],
)
def test_a_row_of_names_is_a_victim_each(who: str, names: tuple[str, ...], shown: tuple[str, ...]) -> None:
    text = "They killed her."
    trigger = find_triggers(Sentence(text, 0, len(text), 0, 0), open_lexicon())[0]
    harm = Harm("arrested", Count(None, None, "about", who), Span(0, 1), trigger, names, figure=False)
    assert victim_names(harm) == shown
