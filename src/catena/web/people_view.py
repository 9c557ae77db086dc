"""Actors and sources as their pages show them: roles, accusations, what an outlet originates and what it reprints."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from catena.model import Actor
from catena.text.names import consonants, fold_name, name_words
from catena.web.asking import keep
from catena.web.rows import Accusation, ActorRow, DocumentRow
from catena.web.shelf import Index

EDGES_MAX = 40
ROW_HEIGHT = 26
HEAD_HEIGHT = 10
ACCUSING = frozenset({"accused", "suspected", "convicted"})
NAMELESS = "outlet"  # how a reading names the voice of a report whose outlet is not known


@dataclass(frozen=True, slots=True)
class Listed:
    """An actor in the list: how many incidents name it, and how often it accuses, is accused, claims, denies."""

    actor: ActorRow
    incidents: int
    accuses: int
    accused: int
    claims: int
    denies: int


@dataclass(frozen=True, slots=True)
class Edge:
    """Who accuses whom, in how many incidents; drawn from a height on the left to one on the right."""

    by: str
    target: str
    count: int
    denied: bool
    from_y: int
    to_y: int
    incident: str


@dataclass(frozen=True, slots=True)
class Network:
    """The accusations drawn as lines between two columns of names."""

    left: tuple[tuple[str, int], ...]
    right: tuple[tuple[str, int], ...]
    edges: tuple[Edge, ...]
    height: int
    dropped: int


@dataclass(frozen=True, slots=True)
class Outlet:
    """What an outlet prints: documents, reprints, and values by whose voice they stand in."""

    name: str
    documents: int
    reprints: int
    own: int
    named: int
    unnamed: int
    relayed: tuple[tuple[str, int], ...]

    @property
    def values(self) -> int:
        """Count all the values that the outlet prints."""
        return self.own + self.named + self.unnamed


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source that texts credit: how many values, and the outlets that carry it."""

    name: str
    kind: str
    values: int
    outlets: tuple[str, ...]


def prepare(index: Index) -> None:
    """Work out what depends on the case alone, so that no page waits for it."""
    all_actors(index)
    network_of(index)
    list_outlets(index)
    list_speakers(index)
    documents_in_order(index)
    _spellings(index)
    _accusations_by(index)


def list_actors(index: Index, *, words: str = "", kind: str = "") -> list[Listed]:
    """List the actors, those in most incidents first; ``words`` finds names in any spelling."""
    listed = all_actors(index)
    found = [listed[actor.id] for actor in find_actors(index, words)] if words else list(listed.values())
    return [each for each in found if not kind or each.actor.kind == kind]


def all_actors(index: Index) -> dict[str, Listed]:
    """Give every actor with its tallies, those in most incidents first."""
    return keep(index, "actors", lambda: _all_actors(index))


def find_actors(index: Index, words: str) -> list[ActorRow]:
    """Find actors by a name in any spelling: all its letters first, then all its consonants."""
    asked = fold_name(words)
    sounds = {consonants(word) for word in name_words(words)} - {""}
    exact, alike = [], []
    for actor, names in _spellings(index):
        if asked and any(asked in folded for folded, _ in names):
            exact.append(actor)
        elif sounds and any(sounds <= heard for _, heard in names):
            alike.append(actor)
    return exact + alike


def accusations_about(index: Index, actor: Actor) -> list[Accusation]:
    """Give where an actor is accused, claims or denies, and where it accuses under any of its names."""
    by = _accusations_by(index)
    keys = (f"#{actor.id}", *dict.fromkeys(name.lower() for name in actor.names))
    return list({id(each): each for key in keys for each in by.get(key, ())}.values())


def network_of(index: Index) -> Network:
    """Draw who accuses whom in the whole case."""
    return keep(index, "network", lambda: draw_network(index.accusations))


def documents_in_order(index: Index) -> list[tuple[DocumentRow, str]]:
    """Give the documents by their day of publication, each with its title in small letters."""
    return keep(
        index,
        "documents",
        lambda: [(row, row.title.lower()) for row in sorted(index.documents.values(), key=_by_publication)],
    )


def draw_network(accusations: Iterable[Accusation]) -> Network:
    """Draw who accuses whom: the commonest accusations, accusers left, accused right; a denial marks the line."""
    told = list(accusations)
    denied = {(each.incident, each.target.lower()) for each in told if each.status == "denies"}
    accusing = [each for each in told if each.status in ACCUSING and each.by]
    counts = Counter((each.by, each.target) for each in accusing)
    where = {(each.by, each.target): each.incident for each in reversed(accusing)}
    disputed = {(e.by, e.target) for e in accusing if denied and (e.incident, e.target.lower()) in denied}
    shown = counts.most_common(EDGES_MAX)
    accusers = list(dict.fromkeys(_voice(by) for (by, _), _ in shown))
    # A name on the right stands near the middle of those who accuse it: fewer lines cross.
    reach: defaultdict[str, list[int]] = defaultdict(list)
    for (by, target), _ in shown:
        reach[target].append(accusers.index(_voice(by)))
    accused = sorted(reach, key=lambda target: sum(reach[target]) / len(reach[target]))
    height = ROW_HEIGHT * (max(len(accusers), len(accused), 1) + 1)
    left, right = _heights(accusers, height), _heights(accused, height)
    edges = tuple(
        Edge(_voice(by), target, count, (by, target) in disputed, left[_voice(by)], right[target], where[(by, target)])
        for (by, target), count in shown
    )
    return Network(tuple(left.items()), tuple(right.items()), edges, height + HEAD_HEIGHT, len(counts) - len(shown))


def _voice(by: str) -> str:
    return "a report of an unknown outlet" if by == NAMELESS else by


def list_outlets(index: Index) -> list[Outlet]:
    """List the outlets, those with most documents first."""
    return keep(index, "outlets", lambda: _outlets(index))


def list_speakers(index: Index) -> list[Speaker]:
    """List whom the texts credit, the most quoted first."""
    return keep(index, "speakers", lambda: _speakers(index))


def _all_actors(index: Index) -> dict[str, Listed]:
    facet = index.columns.facets["actor"]
    named = dict(zip(facet.values, np.bincount(facet.code, minlength=len(facet.values)).tolist(), strict=True))
    roles: defaultdict[str, Counter[str]] = defaultdict(Counter)
    by_name = {name.lower(): actor.id for actor in index.actors.values() for name in actor.names}
    for each in index.accusations:
        if each.actor is not None:
            roles[each.actor][each.status] += 1
        if (accuser := by_name.get(each.by.lower())) is not None and each.status in ("accused", "suspected"):
            roles[accuser]["accuses"] += 1
    found = [_listed(actor, named.get(actor.id, 0), roles[actor.id]) for actor in index.actors.values()]
    return {
        each.actor.id: each
        for each in sorted(found, key=lambda each: (-each.incidents, -each.accused, each.actor.name))
    }


def _spellings(index: Index) -> list[tuple[ActorRow, list[tuple[str, frozenset[str]]]]]:
    """Give the actors with each of their names folded, and its words by their consonants."""

    def heard(name: str) -> frozenset[str]:
        return frozenset(consonants(word) for word in name_words(name))

    return keep(
        index,
        "spellings",
        lambda: [(a, [(fold_name(name), heard(name)) for name in a.names]) for a in index.actors.values()],
    )


def _accusations_by(index: Index) -> dict[str, list[Accusation]]:
    """Gather the accusations by whom they are about (``#id``) and by the name of who utters them."""

    def gather() -> dict[str, list[Accusation]]:
        found: defaultdict[str, list[Accusation]] = defaultdict(list)
        for each in index.accusations:
            if each.actor is not None:
                found[f"#{each.actor}"].append(each)
            found[each.by.lower()].append(each)
        return dict(found)

    return keep(index, "accusations", gather)


def _by_publication(row: DocumentRow) -> tuple[bool, str, str]:
    return row.published is None, row.published or "", row.id


def _outlets(index: Index) -> list[Outlet]:
    documents = Counter(document.outlet for document in index.documents.values())
    reprints = Counter(document.outlet for document in index.documents.values() if document.copy_of is not None)
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    relays: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for voice, count in index.voices.items():
        kinds[voice.outlet][voice.kind] += count
        if voice.via is not None:
            relays[voice.outlet][voice.via] += count
    return [
        Outlet(
            name, count, reprints[name], kinds[name]["outlet"], kinds[name]["named"] + kinds[name]["institution"],
            kinds[name]["anonymous"], tuple(relays[name].most_common(5)),
        )
        for name, count in sorted(documents.items(), key=lambda pair: (-pair[1], pair[0]))
    ]  # fmt: skip


def _speakers(index: Index) -> list[Speaker]:
    counts: Counter[tuple[str, str]] = Counter()
    outlets: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for voice, count in index.voices.items():
        if voice.kind != "outlet":
            counts[(voice.name, voice.kind)] += count
            outlets[(voice.name, voice.kind)][voice.outlet] = None
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Speaker(name, kind, count, tuple(outlets[(name, kind)])) for (name, kind), count in ordered]


def _listed(actor: ActorRow, incidents: int, roles: Counter[str]) -> Listed:
    accused = roles["accused"] + roles["suspected"] + roles["convicted"]
    return Listed(actor, incidents, roles["accuses"], accused, roles["claims"] + roles["confessed"], roles["denies"])


def _heights(names: Sequence[str], height: int) -> dict[str, int]:
    """Spread a column of names over the whole height."""
    step = (height - ROW_HEIGHT) / max(len(names), 1)
    return {name: round(ROW_HEIGHT / 2 + step * (row + 0.5)) + HEAD_HEIGHT for row, name in enumerate(names)}
