"""Short names to the actors they stand for: surnames, acronyms, common nouns, roles; by their own document first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from catena.knowledge.actors import ActorTable
from catena.link.actors_fit import Fit, fit, spells
from catena.link.actors_names import NameNode, bare, is_acronym
from catena.text.name_pairs import likeness_of
from catena.text.name_parts import body_name, person_name
from catena.text.names import consonants, fold_name, name_words

ALONE_ALIKE_MIN = 0.84  # two short names of one document, neither of them known otherwise

Cluster = Sequence[NameNode]


def attach_short_names(
    clusters: Sequence[Cluster], shorts: Sequence[NameNode], table: ActorTable
) -> list[list[NameNode]]:
    """Give each short name to the one cluster that it fits best, in its document, else in the case.

    Equal fits to two clusters attach it to neither. What fits none becomes an actor of its own with the
    like-spelled others that fit none.
    """
    groups = [list(cluster) for cluster in clusters]
    for absorbed, whole in _parts_of_wholes(clusters, table):
        groups[whole].extend(groups[absorbed])
        groups[absorbed] = []
    full = [group for group in groups if group]
    by_document: dict[str, list[int]] = defaultdict(list)
    for index, cluster in enumerate(full):
        for document in sorted({document for node in cluster for document in node.first}):
            by_document[document].append(index)
    everywhere = _Everywhere(full, table)
    found: dict[int, list[NameNode]] = defaultdict(list)
    alone: list[NameNode] = []
    for short in shorts:
        document = short.document
        at = _best(short, by_document[document], full, document, table)
        if at is None and not short.role:
            at = _best(short, everywhere.likely(short), full, None, table)
        if at is None:
            alone.append(short)
        else:
            found[at].append(short)
    for at, joining in sorted(found.items()):
        kept = _one_gender(full[at], joining, table)
        alone.extend(node for node in joining if node not in kept)
        full[at].extend(kept)
    return full + _alone(alone, table)


def _best(
    short: NameNode, indices: Iterable[int], clusters: Sequence[Cluster], document: str | None, table: ActorTable
) -> int | None:
    """Give the cluster that fits best; of two equal fits the only one named before the short name, else none."""
    fits: list[tuple[Fit, int]] = []
    for index in indices:
        if (found := fit(short, clusters[index], document, table)) > 0:
            fits.append((found, index))
    if not fits:
        return None
    best = max(found for found, _ in fits)
    equal = [index for found, index in fits if found > best - 0.01]
    if len(equal) > 1 and document is not None:
        introduced = [
            index
            for index in equal
            if any(node.first.get(document, 10**9) < short.first[document] for node in clusters[index])
        ]
        equal = introduced or equal
    return equal[0] if len(equal) == 1 else None


def _parts_of_wholes(clusters: Sequence[Cluster], table: ActorTable) -> list[tuple[int, int]]:
    """Find full bodies' names that are a part of exactly one longer name of their document ("the E-Crack Unit")."""
    by_document: dict[str, list[int]] = defaultdict(list)
    for index, cluster in enumerate(clusters):
        if cluster[0].body:
            for document in sorted({document for node in cluster for document in node.first}):
                by_document[document].append(index)
    wholes: dict[int, set[int]] = defaultdict(set)
    for indices in by_document.values():
        for part in indices:
            if any(node.known for node in clusters[part]):
                continue
            for whole in indices:
                if part != whole and _is_part(clusters[part], clusters[whole], table):
                    wholes[part].add(whole)
    single = {part: next(iter(found)) for part, found in wholes.items() if len(found) == 1}
    return sorted((part, whole) for part, whole in single.items() if whole not in single)


def _is_part(part: Cluster, whole: Cluster, table: ActorTable) -> bool:
    """Say whether some name of the whole has every word of the part's name, its last word among them, and more."""
    inner = body_name(bare(part[0].name), table.words)
    telling = [word for word in inner.spelled if word not in table.words.body_words]
    if not telling and len(inner.words) < 2:
        return False
    for node in whole:
        for spelling, _ in node.spellings:
            outer = body_name(bare(spelling), table.words)
            if len(inner.words) == 1 and inner.states and inner.states <= outer.states:
                return spells(inner.words[0], outer.spelled, table.words.small_words)
            if (
                set(inner.words) < set(outer.words)
                and inner.states <= outer.states
                and (inner.words[-1] == outer.words[-1] or inner.words == outer.words[: len(inner.words)])
            ):
                return True
    return False


def _one_gender(cluster: Cluster, joining: Sequence[NameNode], table: ActorTable) -> list[NameNode]:
    """Keep of Mr X and Mrs X in one document those whose title suits the full name's given name."""
    genders = {person_name(bare(node.name), table.words).gender for node in joining if not node.body} - {None}
    if len(genders) < 2:
        return list(joining)
    firsts = {person_name(node.name, table.words).words[0] for node in cluster if not node.body and not node.short}
    suits = "female" if any(table.words.given.get(word, word) in table.words.female for word in firsts) else "male"
    return [node for node in joining if person_name(bare(node.name), table.words).gender in (None, suits)]


class _Everywhere:
    """The clusters of the whole case by the words of their names, so that a short name need not try them all."""

    def __init__(self, clusters: Sequence[Cluster], table: ActorTable) -> None:
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._table = table
        for index, cluster in enumerate(clusters):
            for word in {word for node in cluster for word in self._words(node)}:
                self._by_word[word].add(index)

    def _words(self, node: NameNode) -> set[str]:
        small = self._table.words.small_words
        words = {"".join(word[0] for word in name_words(s) if word not in small) for s, _ in node.spellings}
        if node.body:
            return words | {word for s, _ in node.spellings for word in body_name(s, self._table.words).words}
        return words | set(person_name(node.name, self._table.words).words)

    def likely(self, short: NameNode) -> list[int]:
        """Give the clusters that share a word with the short name, or whose first letters it spells."""
        name = bare(short.name)
        words = {fold_name(name).replace(" ", ""), *person_name(name, self._table.words).words}
        if short.body is not False:
            words.update(body_name(name, self._table.words).words)
        return sorted({index for word in words for index in self._by_word.get(word, ())})


def _alone(shorts: Sequence[NameNode], table: ActorTable) -> list[list[NameNode]]:
    """Group the short names that fit no cluster: one spelling is one actor in the case, and so are near ones.

    A role stays in its document; Mr X and Mrs X of one document are two.
    """
    genders: dict[tuple[str, str], set[str]] = defaultdict(set)
    for short in shorts:
        if gender := _gender(short, table):
            genders[short.document, _word(short, table)].add(gender)
    groups: dict[tuple[str, str], list[NameNode]] = defaultdict(list)
    for short in shorts:
        word = _word(short, table)
        told_apart = len(genders[short.document, word]) > 1
        scope = short.document if short.role else (_gender(short, table) or "") if told_apart else ""
        groups[("role " if short.role else "") + word, scope].append(short)
    return _near_together(groups, table)


def _gender(node: NameNode, table: ActorTable) -> str | None:
    return None if node.body else person_name(bare(node.name), table.words).gender


def _word(node: NameNode, table: ActorTable) -> str:
    name = bare(node.name)
    if node.body:
        parts = body_name(name, table.words)
        return " ".join((*sorted(parts.states), *parts.words)) or fold_name(name)
    return fold_name(name) if node.role else person_name(name, table.words).words[0]


def _near_together(groups: dict[tuple[str, str], list[NameNode]], table: ActorTable) -> list[list[NameNode]]:
    """Join groups of one word that sound alike (Hasaka, Hasakah); never known given names or acronyms."""
    by_bones: dict[str, list[list[NameNode]]] = defaultdict(list)
    joined: list[list[NameNode]] = []
    for word, scope in sorted(groups):
        group = groups[word, scope]
        if scope or " " in word or word in table.words.given or is_acronym(bare(group[0].name)):
            joined.append(group)
            continue
        rivals = by_bones[consonants(word) if len(word) > 3 else word]
        near = [found for found in rivals if _alike(_word(found[0], table), word, table)]
        if len(near) == 1:
            near[0].extend(group)
        else:
            rivals.append(group)
            joined.append(group)
    return joined


def _alike(one: str, other: str, table: ActorTable) -> bool:
    return likeness_of(one, other, table.words.given) >= ALONE_ALIKE_MIN
