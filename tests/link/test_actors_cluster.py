"""Blocking of full names: few pairs compared, hardly a true one lost."""

from __future__ import annotations

import random

import pytest

from catena.knowledge.actors import ActorTable, load_actors
from catena.link.actors_cluster import candidate_pairs, cluster_names
from catena.link.actors_names import NameNode
from catena.model import ActorKind

CONSONANTS = [*"bdfghjklmnqrstvwyz", "kh", "sh", "ch", "dh", "gh"]
VOWELS = [*"aeiou", "aa", "ou", "ee", "ai"]
ENDINGS = ["", "n", "r", "l", "ni", "ri", "ov", "ez", "son", "i"]
EXCHANGED = [("kh", "k"), ("q", "k"), ("ee", "i"), ("ou", "u"), ("aa", "a"), ("dh", "d"), ("gh", "g"), ("ai", "ei")]
PERSON: ActorKind = "person"


def node_of(name: str) -> NameNode:
    return NameNode("person " + name, False, False, None, False, ((name, 1),), (PERSON,), {"d": 0}, ())


def varied(word: str, rows: dict[str, list[str]], row: str | None, chance: random.Random) -> str:
    """Write a word another way: a form of the same given name, another romanisation, or one slip of the pen."""
    if row is not None and chance.random() < 0.6:
        return chance.choice(rows[row])
    fitting = [(old, new) for old, new in EXCHANGED if old in word]
    if fitting and chance.random() < 0.5:
        old, new = chance.choice(fitting)
        return word.replace(old, new, 1)
    at = chance.randrange(1, len(word))
    kind = chance.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    return word[:at] + chance.choice("abdeiklmnorstuz") + word[at + (kind == 1) :]


def made_names(count: int, table: ActorTable) -> tuple[list[str], list[tuple[int, int]]]:
    """Make names with few common given names and many surnames; every tenth is written a second way."""
    chance = random.Random(11)
    rows: dict[str, list[str]] = {}
    for form, row in table.words.given.items():
        rows.setdefault(row, []).append(form)
    keys = sorted(rows)
    chance.shuffle(keys)
    weights = [1 / (rank + 5) for rank in range(len(keys))]
    surnames = [
        "".join(chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(chance.choice((2, 3, 3, 4))))
        + chance.choice(ENDINGS)
        for _ in range(count // 4)
    ]
    names: list[str] = []
    pairs = []
    while len(names) < count:
        given = chance.choices(keys, weights, k=1 + (chance.random() < 0.4))
        words = [*given, chance.choice(surnames)]
        names.append(" ".join(words).title())
        if chance.random() < 0.1:
            at = chance.randrange(len(words))
            words[at] = varied(words[at], rows, given[at] if at < len(given) else None, chance)
            words = words[1:] + words[:1] if chance.random() < 0.1 else words
            pairs.append((len(names) - 1, len(names)))
            names.append(" ".join(words).title())
    return names, pairs


def share_and_loss(count: int) -> tuple[float, float]:
    """Give the share of all pairs that is compared, and the share of true pairs that is not."""
    table = load_actors()
    names, true = made_names(count, table)
    found = set(candidate_pairs([node_of(name) for name in names], table))
    lost = sum(pair not in found for pair in true)
    return len(found) / (len(names) * (len(names) - 1) / 2), lost / len(true)


def test_blocking_compares_few_pairs_and_loses_hardly_one() -> None:
    share, loss = share_and_loss(8_000)
    assert share < 0.01
    assert loss < 0.01


@pytest.mark.slow
def test_blocking_holds_at_a_hundred_thousand_names() -> None:
    share, loss = share_and_loss(100_000)
    assert share < 0.001
    assert loss < 0.01


def test_clusters_respect_every_judgement_of_different() -> None:
    table = load_actors()
    names, _ = made_names(600, table)
    clusters = cluster_names([node_of(name) for name in names], table)
    assert sorted(node.name for cluster in clusters for node in cluster) == sorted(names)
