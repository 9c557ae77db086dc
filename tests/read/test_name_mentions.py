"""Names in a text: runs of capitals taken apart, single names behind titles, bodies named again by their noun."""

from __future__ import annotations

import pytest

from catena.knowledge.actors import load_actors
from catena.read.name_runs import listed_places, split_run
from catena.read.names import find_name_mentions
from catena.read.rules.lexicon import open_lexicon
from catena.text.sentences import find_sentences

LEXICON = open_lexicon()
TABLE = load_actors()


def named(text: str) -> list[tuple[str, str]]:
    found = find_name_mentions("d1", find_sentences(text), TABLE, LEXICON, frozenset({"kyle"}))
    return [(text[m.evidence.focus.start : m.evidence.focus.end], m.kind) for m in found if m.evidence.focus]


@pytest.mark.parametrize(
    ("run", "after", "names"),
    [
        ("When Salman", " spoke", ["Salman"]),
        ("Orlik and Tarif", " left", ["Orlik", "Tarif"]),
        ("Lena Orlik May", " 29", ["Lena Orlik"]),
        ("Thursday De Mura", " said", ["De Mura"]),
        ("Orlik on Friday", " said", ["Orlik"]),
        ("Regional Court Robert Orlik", " said", ["Regional Court", "Robert Orlik"]),
        # What stays whole:
        ("Army and Armed Forces", " said", ["Army and Armed Forces"]),
        ("Theresa May", " said", ["Theresa May"]),
        ("Robert Orlik Foundation Council", " said", ["Robert Orlik Foundation Council"]),
        ("Friends of the Delta", " said", ["Friends of the Delta"]),
    ],
)  # fmt: skip
def test_a_run_of_capitals_gives_the_names_in_it(run: str, after: str, names: list[str]) -> None:
    pieces = split_run(run, after, LEXICON)
    assert [words for _, words in pieces] == names
    assert all(run[at : at + len(words)] == words for at, words in pieces)


def test_a_single_name_behind_a_title_is_a_person() -> None:
    assert ("Orlik", "person") in named("On Monday the court heard President Orlik for two hours.")


def test_a_body_named_again_by_its_noun_is_found_where_no_other_bears_it() -> None:
    text = "The Delta Rights Observatory counted nine dead. The observatory said two were children."
    assert [words for words, _ in named(text)] == ["The Delta Rights Observatory", "observatory"]
    both = "The Delta Observatory and the River Observatory spoke. The observatory said two were children."
    assert "observatory" not in [words for words, _ in named(both)]


def test_a_nations_government_is_one_name() -> None:
    assert ("Namibian government", "force") in named("Workers condemned the Namibian government on Monday.")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Officials met Robert Orlik ICRC delegate for the coast.", "Robert Orlik", "person"),
        ("They arrested Natalia “Nat” Orlik on Friday.", "Natalia “Nat” Orlik", "person"),
        ("The guards of Lena Orliks villa fled. Lena Orlik was away.", "Lena Orlik", "person"),
        ("Lena Orlik the Observatory chief spoke.", "Lena Orlik", "person"),
        ("Kenyan Foreign Minister Lena Orlik spoke.", "Kenyan Foreign Minister", "person"),
        ("U.N. Special Envoy Lena Orlik spoke.", "U.N. Special Envoy", "person"),
        ("Twelve died, the Nairobi-based monitoring group said.", "Nairobi-based monitoring group", "institution"),
        ("Twelve died, the Hong Kong-based charity said.", "Hong Kong-based charity", "institution"),
        ("The chief of the Delta Council Abu Mahdi Orlik spoke.", "Abu Mahdi Orlik", "person"),
        ("Sentencing Lena Orlik, the judge wept.", "Lena Orlik", "person"),
        ("The Delta Parks & Rivers Department spoke.", "The Delta Parks & Rivers Department", "institution"),
        ("Delta-Led Coalition Strikes Kill Six", "Delta-Led Coalition", "force"),
        ("The federal government spoke.", "The federal government", "force"),
        ("The Orbis Media Group spoke. Later Orbis denied it.", "Orbis", "institution"),
        ("A village was taken by US-backed Kurdish rebels.", "US-backed Kurdish rebels", "force"),
        ("The Delta Rights Observatory spoke. Critics doubt the Observatorys figures.", "Observatorys", "institution"),
    ],
)  # fmt: skip
def test_a_name_is_found_beside_what_hides_it(text: str, name: str, kind: str) -> None:
    assert (name, kind) in named(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Lena Roberts left. Robert Orlik stayed.", "Lena Robert"),
        ("The minister Lena Orlik spoke.", "minister"),
        ("Yesterday Minister Lena Orlik spoke.", "Yesterday Minister"),
        ("A Nairobi-based lawyer spoke.", "Nairobi-based lawyer"),
        ("The Delta Media Group spoke. Later Delta Airport was shut.", "Delta"),
        ("The Human Media Group spoke. It is human. Later Human denied it.", "Human Media"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_name_is_none(text: str, words: str) -> None:
    assert words not in [name for name, _ in named(text)]


@pytest.mark.parametrize(
    ("before", "run", "sentence", "names"),
    [
        (
            "It hit the districts of ",
            "Orun al-Tarif Bab al-Selim and Deva Nor",
            "It hit the districts of Orun al-Tarif Bab al-Selim and Deva Nor at dawn.",
            ["Orun", "al-Tarif", "Bab al-Selim", "Deva Nor"],
        ),
        ("In the area of ", "Burj Orun Deva", "In the area of Burj Orun Deva shots fell.", ["Burj Orun", "Deva"]),
        # What is no such list:
        ("It hit the towns of ", "Orun and Deva", "It hit the towns of Orun and Deva.", []),
        ("It hit the town of ", "Orun Deva Nor", "It hit the town of Orun Deva Nor.", []),
        ("In the areas of ", "San Juan Deva", "In the areas of San Juan Deva, Orun and Nor, shots fell.", []),
    ],
)
def test_a_list_of_places_without_its_commas_is_parted(before: str, run: str, sentence: str, names: list[str]) -> None:
    pieces = listed_places(before, run, sentence)
    assert [words for _, words in pieces] == names
    assert all(run[at : at + len(words)] == words for at, words in pieces)
