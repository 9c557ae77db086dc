"""The names of a case grouped into actors."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from catena.knowledge.actors import ActorTable, load_actors
from catena.link.actors import NameMention, group_actors
from catena.model import Actor, ActorKind, Evidence, Span


@pytest.fixture(scope="module")
def table() -> ActorTable:
    return load_actors()


def mentions_in(document: str, text: str, names: Sequence[str], kind: ActorKind = "unknown") -> list[NameMention]:
    """Make a mention of each place where a name stands in the text, which is one sentence."""
    found = []
    for name in names:
        at = text.find(name)
        assert at >= 0, name
        while at >= 0:
            focus = Span(at, at + len(name))
            found.append(NameMention(name, kind, Evidence(document, 0, len(text), text, focus)))
            at = text.find(name, at + 1)
    return found


def actor_of(name: str, actors: Sequence[Actor]) -> Actor:
    """Give the one actor that bears the name."""
    (found,) = [actor for actor in actors if name in actor.names]
    return found


def group(table: ActorTable, *documents: tuple[str, Sequence[str]], kind: ActorKind = "unknown") -> tuple[Actor, ...]:
    """Group the names of documents given as (text, names)."""
    mentions = [m for at, (text, names) in enumerate(documents) for m in mentions_in(f"d{at}", text, names, kind)]
    return group_actors(mentions, table)


JOINED: list[tuple[str, Sequence[str]]] = [
    ("Mustafa al-Kadhimi spoke; Kadhimi left.", ["Mustafa al-Kadhimi", "Kadhimi"]),
    ("Abu Mahdi al-Mohandes fell; so did Abu Mehdi al-Muhandis.", ["Abu Mahdi al-Mohandes", "Abu Mehdi al-Muhandis"]),
    ("The Harbour Relief Trust (HRT) came, and HRT stayed.", ["Harbour Relief Trust", "HRT"]),
    ("The National Dairy Workers Union met; NDWU struck.", ["National Dairy Workers Union", "NDWU"]),
    ("The Syrian Observatory for Human Rights counted; the Observatory knew.", [
        "Syrian Observatory for Human Rights", "Observatory"]),
    ("The Syrian Observatory for Human Rights counted, the Britain-based monitor said.", [
        "Syrian Observatory for Human Rights", "Britain-based monitor"]),
    ("Peruvian Foreign Minister Ana Ruiz flew; the Peruvian Foreign Minister landed.", [
        "Ana Ruiz", "Peruvian Foreign Minister"]),
    ("Daesh fired, and the Islamic State group claimed it.", ["Daesh", "Islamic State group"]),
    ("Tomas Lindqvist, also known as Falcon, ran; Falcon fell.", ["Tomas Lindqvist", "Falcon"]),
    ("The Mile 9 Division Eagle Unit raided; the Eagle Unit left.", ["Mile 9 Division Eagle Unit", "Eagle Unit"]),
    ("Ana Ruiz wept; Ms Ruiz left.", ["Ana Ruiz", "Ms Ruiz"]),
]  # fmt: skip
APART: list[tuple[str, Sequence[str]]] = [
    ("Rifaat al-Assad met Bashar al-Assad.", ["Rifaat al-Assad", "Bashar al-Assad"]),
    ("Paul Hollis came; Mr Hollis spoke and Mrs Hollis wept.", ["Mr Hollis", "Mrs Hollis"]),
    ("Mohammed bin Salman met Salman.", ["Mohammed bin Salman", "Salman"]),
    ("Iraqi security forces fought US forces.", ["Iraqi security forces", "US forces"]),
    ("Kata'ib Hezbollah fought Hezbollah.", ["Kata'ib Hezbollah", "Hezbollah"]),
    ("The 4th Lake Brigade met the 5th Lake Brigade.", ["4th Lake Brigade", "5th Lake Brigade"]),
    ("The Lake Council met the Lake Court.", ["Lake Council", "Lake Court"]),
    ("Abu Malek al-Jayrudi left Jayrud.", ["Abu Malek al-Jayrudi", "Jayrud"]),
    ("The US foreign minister called Ana Ruiz.", ["US foreign minister", "Ana Ruiz"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), JOINED)
def test_names_that_one_document_links_are_one_actor(text: str, names: Sequence[str], table: ActorTable) -> None:
    actors = group(table, (text, names))
    assert len({actor_of(name, actors).id for name in names}) == 1


@pytest.mark.parametrize(("text", "names"), APART)
def test_look_alikes_stay_apart(text: str, names: Sequence[str], table: ActorTable) -> None:
    actors = group(table, (text, names))
    assert len({actor_of(name, actors).id for name in names}) == 2


def test_a_surname_alone_joins_neither_of_two_bearers(table: ActorTable) -> None:
    actors = group(table, ("Okello spoke. Grace Okello met Peter Okello.", ["Okello", "Grace Okello", "Peter Okello"]))
    (alone,) = [actor for actor in actors if "Okello" in actor.names]
    assert alone.names == ("Okello",)


def test_a_surname_alone_joins_the_bearer_named_before_it(table: ActorTable) -> None:
    text = "Grace Okello spoke; Okello wept; later Peter Okello came."
    actors = group(table, (text, ["Okello", "Grace Okello", "Peter Okello"]))
    assert actor_of("Okello", actors).name == "Grace Okello"


def test_a_surname_joins_by_its_own_document(table: ActorTable) -> None:
    actors = group(
        table,
        ("Grace Okello spoke; Okello wept.", ["Grace Okello", "Okello"]),
        ("Peter Okello sang; Okello slept.", ["Peter Okello", "Okello"]),
    )
    grace = actor_of("Grace Okello", actors)
    assert {e.document for e in grace.evidence} == {"d0"}
    assert "Okello" in grace.names


def test_a_short_form_without_its_document_joins_the_only_bearer_of_the_case(table: ActorTable) -> None:
    actors = group(table, ("Grace Okello spoke.", ["Grace Okello"]), ("Okello wept.", ["Okello"]), kind="person")
    assert actor_of("Okello", actors).name == "Grace Okello"


def test_the_observatory_needs_a_known_one_in_its_document(table: ActorTable) -> None:
    actors = group(
        table,
        ("The Syrian Observatory for Human Rights counted.", ["Syrian Observatory for Human Rights"]),
        ("The monitor on the wall broke.", ["monitor"]),
    )
    assert actor_of("monitor", actors).name == "monitor"


def test_a_chain_of_near_names_does_not_bridge_two_people(table: ActorTable) -> None:
    names = ["Hassan Karimi", "Hassan Karim", "Hussein Karim"]
    actors = group(table, ("; ".join(names) + ".", names))
    assert actor_of("Hassan Karimi", actors).id != actor_of("Hussein Karim", actors).id


def test_the_canonical_name_is_the_most_complete_then_the_most_frequent(table: ActorTable) -> None:
    text = "President Ana Maria Ruiz came; Ana Ruiz spoke; Ana Ruiz left; Ruiz won."
    actors = group(table, (text, ["President Ana Maria Ruiz", "Ana Ruiz", "Ruiz"]))
    assert [actor.name for actor in actors] == ["President Ana Maria Ruiz"]
    assert {"Ana Ruiz", "Ruiz", "Ana Maria Ruiz"} <= set(actors[0].names)


def test_a_known_actor_has_its_kind_and_its_parent_in_the_case(table: ActorTable) -> None:
    actors = group(table, ("The YPG is in the SDF, the Syrian Democratic Forces.", ["YPG", "Syrian Democratic Forces"]))
    parent = actor_of("Syrian Democratic Forces", actors)
    assert actor_of("YPG", actors).member_of == (parent.id,)
    assert parent.kind == "group"


def test_the_order_of_mentions_does_not_matter(table: ActorTable) -> None:
    mentions = [
        mention for at, (text, names) in enumerate([*JOINED, *APART]) for mention in mentions_in(f"d{at}", text, names)
    ]
    expected = group_actors(mentions, table)
    for seed in range(4):
        random.Random(seed).shuffle(mentions)
        assert group_actors(mentions, table) == expected


def test_ids_are_distinct_and_do_not_depend_on_other_documents(table: ActorTable) -> None:
    alone = group(table, ("Grace Okello spoke.", ["Grace Okello"]))
    both = group(table, ("Grace Okello spoke.", ["Grace Okello"]), ("Li left; Ms Li won.", ["Li", "Ms Li"]))
    assert len({actor.id for actor in both}) == len(both)
    assert actor_of("Grace Okello", alone).id == actor_of("Grace Okello", both).id


def test_no_mentions_give_no_actors(table: ActorTable) -> None:
    assert group_actors([], table) == ()
    assert group(table, ("... ?", ["..."])) == ()


def test_an_acronym_in_brackets_tells_the_known_actor_of_an_unknown_spelling() -> None:
    quote = "The Rashtriya Swayamsevek Sang (RSS) rally drew a crowd; the RSS was pleased."
    name = "Rashtriya Swayamsevek Sang"
    mentions = [
        NameMention(words, kind, Evidence("d1", 0, len(quote), quote, Span(at, at + len(words))))
        for words, kind, at in ((name, "person", quote.index(name)), ("RSS", "unknown", quote.rindex("RSS")))
    ]
    (actor,) = group_actors(mentions, load_actors())
    assert {name, "RSS"} <= set(actor.names)
