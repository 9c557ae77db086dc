"""Full names of a case to clusters: blocked, judged, joined by likelihood, never across a `different`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from catena.knowledge.actors import ActorTable
from catena.link.actors_names import NameNode, bare
from catena.text.name_judge import NameJudgement, judge
from catena.text.name_parts import body_name, person_name
from catena.text.names import consonants

JOIN_MIN = 0.6  # a case holds many names: a pair joins only above what a lone pair would need
BLOCK_MAX = 60  # names that share a key; above it the key is made narrower


def cluster_names(nodes: Sequence[NameNode], table: ActorTable) -> list[list[NameNode]]:
    """Cluster full names; every pair of a cluster's members is free of the verdict `different`."""
    judged = {pair: judge_nodes(nodes[pair[0]], nodes[pair[1]], table) for pair in candidate_pairs(nodes, table)}
    joins = sorted(
        (-found.probability, pair) for pair, found in judged.items() if found.verdict == "same" and found.probability >= JOIN_MIN
    )
    cluster_of = {index: [index] for index in range(len(nodes))}

    def apart(left: int, right: int) -> bool:
        pair = (min(left, right), max(left, right))
        if pair not in judged:
            judged[pair] = judge_nodes(nodes[pair[0]], nodes[pair[1]], table)
        return judged[pair].verdict == "different"

    for _, (left, right) in joins:
        ours, theirs = cluster_of[left], cluster_of[right]
        if ours is theirs or any(apart(one, other) for one in ours for other in theirs):
            continue
        ours.extend(theirs)
        cluster_of.update(dict.fromkeys(theirs, ours))
    unique = {id(members): members for members in cluster_of.values()}
    return [[nodes[index] for index in sorted(members)] for members in unique.values()]


def judge_nodes(left: NameNode, right: NameNode, table: ActorTable) -> NameJudgement:
    """Judge two full names by their commonest spellings; a person is never a body."""
    if bool(left.body) != bool(right.body):
        return NameJudgement("different", 0.0, ("a person and a body",))
    if left.known is not None and right.known is not None:
        return NameJudgement("different", 0.02, ("two known actors",))
    return judge(bare(left.name), bare(right.name), table, body=bool(left.body))


def candidate_pairs(nodes: Sequence[NameNode], table: ActorTable) -> Iterator[tuple[int, int]]:
    """Give the pairs of names worth judging: those that share a key, in order, each once."""
    seen: set[tuple[int, int]] = set()
    for members in _blocks(nodes, table):
        for pair in combinations(sorted(members), 2):
            if pair not in seen:
                seen.add(pair)
                yield pair


def _blocks(nodes: Sequence[NameNode], table: ActorTable) -> Iterator[set[int]]:
    wide: dict[tuple[str, ...], set[int]] = defaultdict(set)
    bones = [bones_of(node, table) for node in nodes]
    for index, found in enumerate(bones):
        for key in _keys(found, 1):
            wide[key].add(index)
    for key, members in sorted(wide.items()):
        if len(members) <= BLOCK_MAX:
            yield members
            continue
        narrow: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for index in members:
            for inner in _keys(bones[index], 3):
                if inner[0] == key[0] and inner[1].startswith(key[1]):
                    narrow[inner].add(index)
        yield from (narrow[inner] for inner in sorted(narrow))


def bones_of(node: NameNode, table: ActorTable) -> tuple[str, ...]:
    """Give the consonants of each telling word of a name, a kind mark before them."""
    if node.body:
        parts = body_name(bare(node.name), table.words)
        words: Iterable[str] = parts.words if len(parts.words) > 1 else (*parts.words, *sorted(parts.states))
        return ("=", *(consonants(word.lower()) for word in words))
    return ("-", *(consonants(word.rpartition(":")[2]) for word in person_name(node.name, table.words).words))


def _keys(bones: tuple[str, ...], letters: int) -> Iterator[tuple[str, ...]]:
    """Give the keys of a name: each word whole with the start of each other word."""
    kind, *words = bones
    if len(words) == 1:
        yield kind + words[0], ""
    for at, word in enumerate(words):
        for other_at, other in enumerate(words):
            if at != other_at:
                yield kind + word, other[:letters]
