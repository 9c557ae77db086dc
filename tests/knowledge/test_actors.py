"""The table of known actors and its scan of a text."""

from __future__ import annotations

import pytest

from catena.errors import KnowledgeError
from catena.knowledge import read_table
from catena.knowledge.actors import ActorTable, KnownActor, build_actor_table, load_actors
from catena.knowledge.name_words import load_name_scorer, load_name_words
from catena.text.name_pairs import MEASURES


@pytest.fixture(scope="module")
def table() -> ActorTable:
    return load_actors()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Fighters of the PMF and of Kata’ib Hezbollah met.", ["Popular Mobilization Forces", "Kata'ib Hezbollah"]),
        ("IS claimed it.", ["Islamic State"]),
        ("The M23 took a hill; the FARDC fled.", ["M23", "Armed Forces of the Democratic Republic of the Congo"]),
        ("Jaysh al Islam shelled a road.", ["Jaish al-Islam"]),
        ("An aide at Médecins Sans Frontières spoke.", ["Doctors Without Borders"]),
        ("Men of the Ejército de Liberación Nacional came.", ["National Liberation Army"]),
        ("The Balochistan Liberation Army struck.", ["Balochistan Liberation Army"]),
    ],
)
def test_known_names_are_found_in_a_text(text: str, names: list[str], table: ActorTable) -> None:
    found = table.find(text)
    assert [known.name for known in found] == names
    assert all(text[known.span.start : known.span.end].strip() for known in found)


@pytest.mark.parametrize(
    "text",
    [
        "He is here.",
        "THE TOWN THAT IS BURNING TONIGHT",
        "She asked for amnesty and for the memorial.",
        "A pdf of the plan; the PDF was read.",
        "An AI wrote it.",
        "",
    ],
)
def test_words_that_only_look_like_names_are_not_found(text: str, table: ActorTable) -> None:
    assert table.find(text) == []


def test_the_longest_name_wins(table: ActorTable) -> None:
    (found,) = table.find("He left the Islamic State West Africa Province.")
    assert found.id == "islamic-state-west-africa-province"


def test_a_shared_acronym_goes_to_the_bearer_that_the_text_names(table: ActorTable) -> None:
    text = "The Somali National Army came; the SNA left."
    assert {known.id for known in table.find(text)} == {"somali-national-army"}


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("the Islamic State terrorist group", "islamic-state"),
        ("Islamic State (IS) group", "islamic-state"),
        ("Kurdish YPG militia", "ypg"),
        ("the PKK", "pkk"),
    ],
)
def test_a_phrase_around_a_known_name_is_identified(name: str, id_: str, table: ActorTable) -> None:
    assert table.identify(name)[0] == id_


@pytest.mark.parametrize("name", ["an ex-Qaeda commander's house", "Hezbollah and Hamas", "The Lake Council"])
def test_a_phrase_that_is_more_than_a_known_name_is_not(name: str, table: ActorTable) -> None:
    assert table.identify(name) == ()


def test_the_tables_are_wide_and_each_entry_has_its_source(table: ActorTable) -> None:
    groups = read_table("armed_groups")["groups"]
    assert len(groups) >= 400
    assert len(read_table("organisations")["organisations"]) >= 300
    assert all(actor.source for actor in table.actors.values())
    countries = {country for actor in table.actors.values() for country in actor.countries}
    assert len(countries) > 100


def test_every_parent_is_in_the_table(table: ActorTable) -> None:
    assert {actor.parent for actor in table.actors.values() if actor.parent} <= set(table.actors)


def test_the_weights_are_for_the_measures_that_are_taken() -> None:
    assert load_name_scorer().measures == MEASURES


def test_no_given_name_stands_in_two_rows() -> None:
    assert load_name_words().given["kadhimi"] == load_name_words().given["kazemi"]


def test_two_actors_of_one_id_are_refused() -> None:
    actor = KnownActor("lake", "Lake Army", "group")
    with pytest.raises(KnowledgeError, match="lake"):
        build_actor_table([actor, actor])
