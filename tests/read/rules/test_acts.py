"""What a plain "said" does, told by what is said."""

from __future__ import annotations

import pytest

from catena.knowledge import read_table
from catena.model import Act
from catena.read.rules.acts import Said, accusation, open_acts, refine_act


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Police tortured two students in a cell, the union said.", "accuses"),
        ("The mayor said his men did not fire on the crowd.", "denies"),
        ("The reports are baseless, the ministry said.", "denies"),
        ("The junta described the accounts of a massacre as pure fiction.", "denies"),
        ("The firm called the accusation that its guards beat farmers “absurd”.", "denies"),
        ("The guard claims never to have shot anyone.", "denies"),
        ("It was a heinous act, the bishop said.", "condemns"),
        ("“We will bring them to court,” the minister said.", "promises"),
        ("The raiders will not go unpunished, the army said.", "threatens"),
        ("The front said its fighters shot down a drone.", "claims responsibility"),
    ],
)
def test_an_assertion_is_refined_by_its_words(text: str, act: Act) -> None:
    assert refine_act("asserts", Said(text, "said")) == act


@pytest.mark.parametrize(
    "text",
    [
        "The toll was expected to rise, the hospital said.",
        "The road was not yet open, the mayor said.",
        "Nine people died, six of whom had nothing to do with it, the mayor said.",
        "Guards had been told never to shoot at the marchers, the mayor said.",
        "Rebels lost twelve fighters in the battle for the hill, the army said.",
        "The monitor said nine people were treated for burns.",
    ],
)
def test_a_plain_assertion_stays_one(text: str) -> None:
    assert refine_act("asserts", Said(text, "said")) == "asserts"


@pytest.mark.parametrize(
    ("act", "cue", "text", "expected"),
    [
        ("orders", "urged", "The council urged both sides to talk.", "asserts"),
        ("orders", "ordered", "The judge ordered the men to be held.", "orders"),
        ("denies", "rejected", "The general rejected calls for a truce.", "asserts"),
        ("denies", "rejected", "The general rejected the charge.", "denies"),
        ("threatens", "warned", "The agency warned that the toll might double.", "asserts"),
        ("threatens", "warned", "The group warned it would strike again.", "threatens"),
    ],
)
def test_a_verb_is_held_to_what_follows_it(act: Act, cue: str, text: str, expected: Act) -> None:
    assert refine_act(act, Said(text, cue)) == expected


def test_a_named_doer_makes_an_accusation_likelier() -> None:
    text = "Nine civilians were killed when shells hit a school, the monitor said."
    assert accusation(Said(text, "said", named=True)) > accusation(Said(text, "said"))


def test_a_star_stands_for_an_ending_and_not_for_a_beginning() -> None:
    words = open_acts()
    assert words.has("wrongdoing", "They were tortured.")
    assert not words.has("wrongdoing", "A grape and a drape were sold.")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The mayor opened a new library on the square.",
        "Our men were not behind the bombing, whatever the neighbours say.",
        "The villages were shelled by government troops and their allies.",
        "It never fired on a crowded market, and has no link to those who did.",
        "THE ARMY DID NOT TORTURE ANYONE.",
    ],
)
def test_looking_at_the_beginnings_of_words_first_misses_nothing(text: str) -> None:
    words = open_acts()
    for name, group in words.groups.items():
        assert words.has(name, text) == bool(group.pattern.search(text)), name


def test_no_star_stands_so_early_that_a_word_begins_otherwise() -> None:
    for rows in (rows for rows in read_table("acts").values() if isinstance(rows, list)):
        assert [row for row in rows if "*" in row[:3]] == []
