"""Full names of a case to clusters: blocked, judged, joined by likelihood, never across a `different`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
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
    """Judge two full names by their commonest spellings, a known actor's by the likest of its names."""
    if None not in (left.body, right.body) and left.body != right.body:
        return NameJudgement("different", 0.0, ("a person and a body",))
    if left.known is not None and right.known is not None:
        return NameJudgement("different", 0.02, ("two known actors",))
    body = bool(left.body or right.body)
    judged = [
        judge(one, other, table, body=body) for one in _forms(left, table) for other in _forms(right, table)
    ]
    return max(judged, key=lambda found: (found.probability, found.reasons))


def _forms(node: NameNode, table: ActorTable) -> tuple[str, ...]:
    """Give what a node is called: as met, and for a known actor every name of more than one word."""
    met = bare(node.name)
    if node.known is None:
        return (met,)
    return (met, *(name for name in table.actors[node.known].names if " " in name and name != met))


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
    for index, forms in enumerate(bones):
        for key in {key for found in forms for key in _keys(found, 1)}:
            wide[key].add(index)
    for key, members in sorted(wide.items()):
        if len(members) <= BLOCK_MAX:
            yield members
            continue
        narrow: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for index in members:
            for inner in (inner for found in bones[index] for inner in _keys(found, 3)):
                if inner[0] == key[0] and inner[1].startswith(key[1]):
                    narrow[inner].add(index)
        yield from (narrow[inner] for inner in sorted(narrow))


def bones_of(node: NameNode, table: ActorTable) -> list[tuple[str, ...]]:
    """Give the consonants of the telling words of each of a node's names."""
    if node.body is False:
        return [_person_bones(node.name, table)]
    bodies = []
    for name in _forms(node, table):
        parts = body_name(name, table.words)
        words = parts.words if len(parts.words) > 1 else (*parts.words, *sorted(parts.states))
        bodies.append(tuple(consonants(word.lower()) for word in words))
    return bodies if node.body else [*bodies, _person_bones(node.name, table)]


def _person_bones(name: str, table: ActorTable) -> tuple[str, ...]:
    return tuple(consonants(word.rpartition(":")[2]) for word in person_name(name, table.words).words)


def _keys(bones: tuple[str, ...], letters: int) -> Iterator[tuple[str, ...]]:
    """Give the keys of a name: each word whole with the start of each other word."""
    if len(bones) == 1:
        yield bones[0], ""
    for at, word in enumerate(bones):
        for other_at, other in enumerate(bones):
            if at != other_at:
                yield word, other[:letters]
