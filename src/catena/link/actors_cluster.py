"""Full names of a case to clusters: blocked, judged, joined by likelihood, never across a `different`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.fuzz import ratio

from catena.knowledge.actors import ActorTable
from catena.link.actors_names import NameNode, bare
from catena.text.name_judge import NameJudgement, judge
from catena.text.name_parts import body_name, person_name
from catena.text.names import consonants, sound

JOIN_MIN = 0.6  # a case holds many names: a pair joins only above what a lone pair would need
BLOCK_MAX = 50  # names that may share a word's key; above it the key counts only beside another word's
GLANCE_MIN = 50  # of 100: how alike what two names do not share must be to be judged at all
NEAR_MIN = 3  # consonants below which leaving one out leaves too little


def cluster_names(nodes: Sequence[NameNode], table: ActorTable) -> list[list[NameNode]]:
    """Cluster full names; every pair of a cluster's members is free of the verdict `different`."""
    judged: dict[tuple[int, int], NameJudgement] = {}
    joins: list[tuple[float, tuple[int, int]]] = []
    called = [_forms(node, table) for node in nodes]

    def judge_pair(pair: tuple[int, int]) -> NameJudgement:
        left, right = pair
        return _plainly_apart(nodes[left], nodes[right]) or _judge(
            called[left], called[right], bool(nodes[left].body or nodes[right].body), table
        )

    for pair in candidate_pairs(nodes, table):
        found = judge_pair(pair)
        if found.verdict == "same" and found.probability >= JOIN_MIN:
            judged[pair] = found
            joins.append((-found.probability, pair))
    cluster_of = {index: [index] for index in range(len(nodes))}

    def apart(left: int, right: int) -> bool:
        pair = (min(left, right), max(left, right))
        if pair not in judged:
            judged[pair] = judge_pair(pair)
        return judged[pair].verdict == "different"

    for _, (left, right) in sorted(joins):
        ours, theirs = cluster_of[left], cluster_of[right]
        if ours is theirs or any(apart(one, other) for one in ours for other in theirs):
            continue
        ours.extend(theirs)
        cluster_of.update(dict.fromkeys(theirs, ours))
    unique = {id(members): members for members in cluster_of.values()}
    return [[nodes[index] for index in sorted(members)] for members in unique.values()]


def _plainly_apart(left: NameNode, right: NameNode) -> NameJudgement | None:
    """Tell what no spelling can join: a person and a body, two known actors."""
    if None not in (left.body, right.body) and left.body != right.body:
        return NameJudgement("different", 0.0, ("a person and a body",))
    if left.known is not None and right.known is not None:
        return NameJudgement("different", 0.02, ("two known actors",))
    return None


def _judge(left: Sequence[str], right: Sequence[str], body: bool, table: ActorTable) -> NameJudgement:
    """Judge two full names by their commonest spellings, a known actor's by the likest of its names."""
    if reason := _told_apart(left[0], right[0], body, table):
        return NameJudgement("different", 0.05, (reason,))
    judged = [judge(one, other, table, body=body) for one in left for other in right]
    return max(judged, key=lambda found: (found.probability, found.reasons))


def _told_apart(left: str, right: str, body: bool, table: ActorTable) -> str | None:
    """Tell what parts two names in a case, where a lone pair might be one with a slip of the pen.

    The numbers of two brigades are no slip; nor is a letter in the only whole word beside initials.
    """
    if body:
        numbers, others = set(re.findall(r"\d+", left)), set(re.findall(r"\d+", right))
        return "other numbers" if numbers and others and numbers != others else None
    ours = [word for word in person_name(left, table.words).words if len(word) > 1]
    theirs = [word for word in person_name(right, table.words).words if len(word) > 1]
    if min(len(ours), len(theirs)) == 1 and not set(map(sound, ours)) & set(map(sound, theirs)):
        return "the only whole word differs"
    return None


def _forms(node: NameNode, table: ActorTable) -> tuple[str, ...]:
    """Give what a node is called: as met, and for a known actor every name of more than one word."""
    met = bare(node.name)
    if node.known is None:
        return (met,)
    return (met, *(name for name in table.actors[node.known].names if " " in name and name != met))


def candidate_pairs(nodes: Sequence[NameNode], table: ActorTable) -> Iterator[tuple[int, int]]:
    """Give the pairs of names worth judging, each once: they share a rare word, or a word beside a near one.

    A word's key is its given name's row or its consonants; its near keys leave one consonant out, so that
    a slip in one word is survived. A key that many names share counts only beside the key of another word.
    """
    forms = [bones_of(node, table) for node in nodes]
    alone: dict[str, list[int]] = defaultdict(list)
    for index, found in enumerate(forms):
        for key in {near for bones in found for bone in bones for near in _near(bone)}:
            alone[key].append(index)
    common = {key for key, members in alone.items() if len(members) > BLOCK_MAX}
    beside: dict[tuple[str, str], list[int]] = defaultdict(list)
    for index, found in enumerate(forms):
        for pair in _pairs_beside(found, common):
            beside[pair].append(index)
    heard = [sounds_of(node, table) for node in nodes]
    for index, found in enumerate(forms):
        met: set[int] = set()
        for key in {near for bones in found for bone in bones for near in _near(bone)} - common:
            met.update(alone[key])
        for pair in _pairs_beside(found, common):
            met.update(beside[pair])
        for other in sorted(met):
            if other <= index or _plainly_apart(nodes[index], nodes[other]):
                continue
            if _alike_at_a_glance(heard[index], heard[other]):
                yield index, other


def sounds_of(node: NameNode, table: ActorTable) -> list[dict[str, str]]:
    """Give for each form of a node the sounds of its words by key (a given name's row, else the sound), initials left out."""
    given = table.words.given
    forms = []
    if node.body is not False:
        forms = [body_name(name, table.words).spelled for name in _forms(node, table)]
    if not node.body:
        forms.append(person_name(bare(node.name), table.words).words)
    words = [[word.rpartition(":")[2] for word in form] for form in forms]
    keyed = ({given.get(word) or sound(word): sound(word) for word in form} for form in words)
    return [{key: heard for key, heard in form.items() if len(key) > 1} for form in keyed]


def _alike_at_a_glance(left: list[dict[str, str]], right: list[dict[str, str]]) -> bool:
    """Say whether what two names do not share is alike enough, in any of their forms, to judge them at all."""
    for one in left:
        for other in right:
            ours = [heard for key, heard in one.items() if key not in other]
            theirs = [heard for key, heard in other.items() if key not in one]
            if not ours or not theirs:
                return True
            ours.sort()
            theirs.sort()
            if ratio(" ".join(ours), " ".join(theirs), score_cutoff=GLANCE_MIN):
                return True
    return False


def _pairs_beside(forms: Sequence[tuple[str, ...]], common: set[str]) -> set[tuple[str, str]]:
    return {
        (near, other) for bones in forms for near, other in _keys_beside(bones) if near in common and other in common
    }


def bones_of(node: NameNode, table: ActorTable) -> list[tuple[str, ...]]:
    """Give the keys of the telling words of each of a node's names."""
    if node.body is False:
        return [_person_bones(node.name, table)]
    bodies = []
    for name in _forms(node, table):
        parts = body_name(name, table.words)
        words = parts.words if len(parts.words) > 1 else (*parts.words, *sorted(parts.states))
        bodies.append(tuple(consonants(word.lower()) for word in words))
    return bodies if node.body else [*bodies, _person_bones(node.name, table)]


def _person_bones(name: str, table: ActorTable) -> tuple[str, ...]:
    given = table.words.given
    words = (word.rpartition(":")[2] for word in person_name(name, table.words).words)
    return tuple(f"{consonants(word)}={given[word]}" if word in given else consonants(word) for word in words)


def _near(bone: str) -> set[str]:
    """Give a word's keys: given name's row, consonants, and where these are enough, with one of them left out."""
    bare_bone, is_given, row = bone.partition("=")
    keys = {bare_bone}
    if is_given:
        keys.add("=" + row)
    if len(bare_bone) >= NEAR_MIN:
        keys.update(bare_bone[:at] + bare_bone[at + 1 :] for at in range(len(bare_bone)))
    return keys


def _keys_beside(bones: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Give each word's near keys beside each other word's own key (its given name's row where it has one)."""
    own = [bone[bone.index("=") :] if "=" in bone else bone for bone in bones]
    for at, bone in enumerate(bones):
        for near in _near(bone):
            for other_at, other in enumerate(own):
                if at != other_at:
                    yield near, other
