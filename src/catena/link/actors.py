"""The names of a whole case to actors: every spelling met, look-alikes kept apart. Deterministic in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from catena.knowledge.actors import ActorTable
from catena.link.actors_cluster import cluster_names
from catena.link.actors_names import NameMention, NameNode, name_nodes
from catena.link.actors_short import attach_short_names
from catena.link.actors_written import family_names, written_forms
from catena.model import Actor, ActorKind, Evidence
from catena.text.name_parts import person_name
from catena.text.names import fold_name

__all__ = ["NameMention", "group_actors"]

KIND_ORDER: tuple[ActorKind, ...] = ("person", "group", "force", "government", "institution", "outlet", "unknown")


def group_actors(mentions: Sequence[NameMention], table: ActorTable) -> tuple[Actor, ...]:
    """Group the mentions of a case into actors, by name; the same whatever the order of the mentions.

    Full names meet across documents where they are judged the same and nothing judges them different.
    A short form (a surname, an acronym, "the Observatory", a role) joins the one actor of its own document
    that it fits, else the only one of the case; where it fits two it stays an actor of its own.
    """
    nodes = name_nodes(mentions, table)
    clusters = cluster_names([node for node in nodes if not node.short], table)
    groups = attach_short_names(clusters, [node for node in nodes if node.short], table)
    families = family_names(groups, table)
    actors = [_actor(group, family, table) for group, family in zip(groups, families, strict=True)]
    return tuple(sorted(_with_parents(_distinct(actors), table), key=lambda actor: (actor.name, actor.id)))


def _actor(group: Sequence[NameNode], family: set[str], table: ActorTable) -> Actor:
    spellings = written_forms(group, table) | family
    known = sorted({node.known for node in group if node.known is not None})
    name = _canonical(group, table)
    key = known[0] if known else "|".join(sorted({node.key for node in group}))
    return Actor(
        id="a-" + sha256(key.encode()).hexdigest()[:12],
        name=name,
        kind=_kind(group, table),
        names=tuple(sorted(spellings, key=lambda spelling: (spelling != name, spelling))),
        evidence=tuple(sorted({evidence for node in group for evidence in node.evidence}, key=_place)),
    )


def _place(evidence: Evidence) -> tuple[str, int, int, int]:
    return evidence.document, evidence.start, evidence.end, evidence.focus.start if evidence.focus else -1


def _canonical(group: Sequence[NameNode], table: ActorTable) -> str:
    """Choose the most complete name met, then the most frequent; titles do not make it more complete."""

    def rank(found: tuple[str, int, NameNode]) -> tuple[bool, int, int, int, str]:
        spelling, count, node = found
        words = len(fold_name(spelling).split()) if node.body else len(person_name(spelling, table.words).words)
        titled = not node.body and bool(person_name(spelling, table.words).title)
        return node.short, 0 if node.body else -words, -count, titled, spelling

    return min(((name, count, node) for node in group for name, count in node.spellings), key=rank)[0]


def _kind(group: Sequence[NameNode], table: ActorTable) -> ActorKind:
    """Choose the kind: the known actor's, else the commonest told, the earlier in order where even."""
    for node in group:
        if node.known is not None:
            return table.actors[node.known].kind
    told: Counter[ActorKind] = Counter(kind for node in group for kind in node.kinds if kind != "unknown")
    return min(told, key=lambda kind: (-told[kind], KIND_ORDER.index(kind)), default="unknown")


def _distinct(actors: Iterable[Actor]) -> list[Actor]:
    """Give actors with one canonical key (the same short name in two documents) ids of their own."""
    taken: set[str] = set()
    distinct = []
    for actor in sorted(actors, key=lambda actor: (actor.id, actor.name, [_place(e) for e in actor.evidence])):
        number, unique = 1, actor
        while unique.id in taken:
            number += 1
            unique = Actor(f"{actor.id}-{number}", actor.name, actor.kind, actor.names, (), actor.evidence)
        taken.add(unique.id)
        distinct.append(unique)
    return distinct


def _with_parents(actors: Sequence[Actor], table: ActorTable) -> list[Actor]:
    """Say which actor of the case a known actor is part of."""
    by_key = {"a-" + sha256(known.encode()).hexdigest()[:12]: known for known in table.actors}
    met = {by_key[actor.id]: actor.id for actor in actors if actor.id in by_key}
    found = []
    for actor in actors:
        parent = table.actors[by_key[actor.id]].parent if actor.id in by_key else None
        member_of = (met[parent],) if parent in met else ()
        found.append(Actor(actor.id, actor.name, actor.kind, actor.names, member_of, actor.evidence))
    return found
