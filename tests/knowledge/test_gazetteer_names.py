from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catena.knowledge.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def words_of(gazetteer: Gazetteer, text: str) -> list[str]:
    return [name.words for name in gazetteer.find_names(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two soldiers were shot dead in Maiduguri on Tuesday.", ["Maiduguri"]),
        ("Gunmen attacked a bus in the Hodan district of Mogadishu, Somalia.", ["Hodan", "Mogadishu", "Somalia"]),
        ("A convoy left Deir ez-Zor for Raqqa overnight.", ["Deir ez-Zor", "Raqqa"]),
        ("Shelling hit Eastern Ghouta and Eastern Baghdad.", ["Eastern Ghouta", "Baghdad"]),
        ("Rebels withdrew from Aleppos old quarters, the Syrias army said.", ["Aleppos", "Syrias"]),
        ("Police in Cúcuta, Colombia, found the car.", ["Cúcuta", "Colombia"]),
        ("Rockets fell near Baghdad airport.", ["Baghdad airport"]),
        ("Fighters stormed the village of Tarkhasala near Kidal.", ["Tarkhasala", "Kidal"]),
        ("He was arrested in Alexandria, La., last week.", ["Alexandria", "La."]),
        ("A blast shook Port-au-Prince.", ["Port-au-Prince"]),
    ],
)
def test_names_of_places_are_found(gazetteer: Gazetteer, text: str, words: list[str]) -> None:
    assert words_of(gazetteer, text) == words


@pytest.mark.parametrize(
    "text",
    [
        "On Monday the Police said March was quiet.",
        "President Jordan Smith and Mr Paris spoke to reporters.",
        "Colonel Ali Hassan commanded the brigade.",
        "It happened to us, he said.",
        "Iraqi and Syrian officers met Iranians.",
        "According to The Washington Post, nothing changed.",
        "General Lincoln thanked Madison Grant.",
        "Nothing here is a name at all.",
    ],
)
def test_what_is_no_place_is_left_alone(gazetteer: Gazetteer, text: str) -> None:
    assert words_of(gazetteer, text) == []


def test_demonyms_are_given_only_where_asked_for(gazetteer: Gazetteer) -> None:
    text = "Iraqi officers met South Koreans in Amman."
    assert words_of(gazetteer, text) == ["Amman"]
    found = gazetteer.find_names(text, demonyms=True)
    assert [(one.words, one.cue) for one in found] == [
        ("Iraqi", "demonym"),
        ("South Koreans", "demonym"),
        ("Amman", None),
    ]


def test_a_name_keeps_the_kind_that_the_words_beside_it_say(gazetteer: Gazetteer) -> None:
    found = gazetteer.find_names("Clashes in Idlib province spread to the town of Sarmada and Atmeh refugee camp.")
    assert {one.words: one.cue for one in found}["Idlib"] == "admin1"
    assert {one.words: one.cue for one in found}["Sarmada"] == "settlement"


def test_a_given_mention_is_read_whole_or_by_its_known_part(gazetteer: Gazetteer) -> None:
    from catena.model import Span

    text = "Students left Mosul Sunrise Academy early."
    name = gazetteer.name_at(text, Span(14, 35))
    assert name.words == "Mosul Sunrise Academy"
    assert name.part == "Mosul"
    assert name.candidates[0].country == "IQ"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ABaleoprsty .,'’-\nIraqé")), max_size=200))
def test_names_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    found = Gazetteer.open().find_names(text, demonyms=True)
    assert all(text[one.span.start : one.span.end] == one.words for one in found)
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))
