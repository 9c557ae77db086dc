"""The forms in which a text names an actor."""

from __future__ import annotations

import pytest

from catena.knowledge.actors import load_actors
from catena.link.actors import NameMention, group_actors
from catena.model import ActorKind, Evidence, Span

TABLE = load_actors()


def names_of(quote: str, *named: tuple[str, ActorKind]) -> list[tuple[str, ...]]:
    mentions = []
    for name, kind in named:
        at = quote.index(name)
        mentions.append(NameMention(name, kind, Evidence("d1", 0, len(quote), quote, Span(at, at + len(name)))))
    return [actor.names for actor in group_actors(mentions, TABLE)]


@pytest.mark.parametrize(
    ("quote", "name", "kind", "expected"),
    [
        ("On Monday President Lena Orlik spoke.", "Lena Orlik", "person", {"Lena Orlik", "President Lena Orlik", "Orlik"}),
        (
            "On Monday Prime Minister Lena Orlik spoke.",
            "Lena Orlik",
            "person",
            {"Lena Orlik", "Prime Minister Lena Orlik", "Orlik"},
        ),
        ("He met Mr Orlik there.", "Orlik", "person", {"Orlik", "Mr Orlik"}),
        ("Kenyan President left.", "Kenyan President", "person", {"Kenyan President"}),
        ("He met Mr Jordan there.", "Mr Jordan", "person", {"Mr Jordan", "Jordan"}),
        ("They met Sami al-Tarif.", "Sami al-Tarif", "person", {"Sami al-Tarif", "al-Tarif", "Tarif"}),
        ("They met Sami bin Tarif.", "Sami bin Tarif", "person", {"Sami bin Tarif"}),
        (
            "The Delta Shield militant group fled.",
            "Delta Shield",
            "group",
            {"Delta Shield", "Delta Shield militant group", "The Delta Shield", "The Delta Shield militant group"},
        ),
        (
            "The Delta Shield (DS) fled.",
            "Delta Shield",
            "group",
            {"Delta Shield", "Delta Shield (DS)", "The Delta Shield", "The Delta Shield (DS)"},
        ),
        ("The Orbis news agency said so.", "Orbis news agency", "outlet",
         {"Orbis news agency", "Orbis", "The Orbis news agency"}),
        ("The Aden-linked Orbis agency fled.", "Orbis agency", "outlet",
         {"Orbis agency", "Orbis", "The Aden-linked Orbis agency"}),
        ("A General Staff of the Army and Navy met.", "General Staff", "force",
         {"General Staff", "General Staff of the Army and Navy"}),
        (
            "The Peru Fisheries Board met.",
            "Fisheries Board",
            "institution",
            {"Fisheries Board", "Peru Fisheries Board", "The Peru Fisheries Board"},
        ),
        ("The Great Fisheries Board met.", "Fisheries Board", "institution", {"Fisheries Board"}),
        ("Sami al Tarif spoke.", "Sami al Tarif", "person", {"Sami al Tarif", "Tarif", "al Tarif"}),
        ("Lena Orliks brother left.", "Lena Orlik", "person", {"Lena Orlik", "Lena Orliks", "Orlik"}),
    ],
)  # fmt: skip
def test_a_name_is_found_as_the_text_writes_it(quote: str, name: str, kind: ActorKind, expected: set[str]) -> None:
    (names,) = names_of(quote, (name, kind))
    assert set(names) == expected


def test_a_family_name_that_two_bear_is_neithers() -> None:
    found = names_of("Lena Orlik and Marek Orlik left.", ("Lena Orlik", "person"), ("Marek Orlik", "person"))
    assert sorted(found) == [("Lena Orlik",), ("Marek Orlik",)]


def test_a_word_in_small_letters_before_a_name_is_no_title_of_it() -> None:
    (names,) = names_of("The head Lena Orlik left; the president Lena Orlik met.", ("Lena Orlik", "person"))
    assert set(names) == {"Lena Orlik", "Orlik"}


def test_mr_and_mrs_of_one_family_name_are_two() -> None:
    found = names_of("Mr Orlik came; Mrs Tarif left and Mr Tarif stayed.", ("Orlik", "person"))
    assert found == [("Mr Orlik", "Orlik")]
    quote = "Mr Tarif stayed, Mrs Tarif left."
    mentions = [
        NameMention("Tarif", "person", Evidence("d1", 0, len(quote), quote, Span(at, at + 5))) for at in (3, 21)
    ]
    assert len(group_actors(mentions, TABLE)) == 2
