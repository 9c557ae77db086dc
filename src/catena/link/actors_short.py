"""Short names to the actors they stand for: surnames, acronyms, common nouns, roles; by their own document first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from catena.knowledge.actors import ActorTable
from catena.link.actors_names import NameNode, bare, is_acronym
from catena.link.actors_text import introduced_with
from catena.text.name_pairs import likeness_of
from catena.text.name_parts import body_name, person_name
from catena.text.names import fold_name, name_words

ALIKE_MIN = 0.8  # a surname alone, misspelled at most by a letter
CERTAIN = 3.0  # the text itself links the two
BASED = frozenset({"based", "so", "called", "led", "run", "linked", "leading", "main"})


def attach_short_names(
    clusters: Sequence[Sequence[NameNode]], shorts: Sequence[NameNode], table: ActorTable
) -> list[list[NameNode]]:
    """Give each short name to the one cluster that it fits best, in its document, else in the case.

    Equal fits to two clusters attach it to neither; what fits none becomes an actor of its own, one a
    document, except that acronyms and names of one word and kind meet across documents.
    """
    groups = [list(cluster) for cluster in clusters]
    by_document: dict[str, list[int]] = defaultdict(list)
    for index, cluster in enumerate(clusters):
        for document in sorted({document for node in cluster for document in node.documents}):
            by_document[document].append(index)
    everywhere = _Everywhere(clusters, table)
    left: list[NameNode] = []
    for short in shorts:
        (document,) = short.documents
        at = _best(short, by_document[document], clusters, document, table)
        if at is None:
            at = _best(short, everywhere.likely(short), clusters, None, table)
        if at is None:
            left.append(short)
        else:
            groups[at].append(short)
    return groups + _alone(left)


def fit(short: NameNode, cluster: Sequence[NameNode], document: str | None, table: ActorTable) -> float:
    """Say how well a short name fits a cluster, 0 (not at all) to 3 (the text links them); higher only for cause.

    ``document`` is the short name's own where the cluster is named there too, None where it is not.
    """
    near = [node for node in cluster if document is None or document in node.documents]
    if document is not None and any(introduced_with(short, node, document) for node in near):
        return CERTAIN
    if short.role:
        return 0.0
    if short.body:
        return max((_body_fit(short, node, document, table) for node in near if node.body), default=0.0)
    return max((_person_fit(short, node, document, table) for node in near if not node.body), default=0.0)


def _best(
    short: NameNode, indices: Iterable[int], clusters: Sequence[Sequence[NameNode]], document: str | None, table: ActorTable
) -> int | None:
    fits = sorted(((fit(short, clusters[index], document, table), -index) for index in indices), reverse=True)
    fits = [found for found in fits if found[0] > 0]
    if not fits or (len(fits) > 1 and fits[0][0] == fits[1][0]):
        return None
    return -fits[0][1]


def _person_fit(short: NameNode, full: NameNode, document: str | None, table: ActorTable) -> float:
    """Fit a surname, given name or acronym alone: the surname first, spelled alike."""
    alone, whole = person_name(bare(short.name), table.words), person_name(full.name, table.words)
    if alone.gender and whole.gender and alone.gender != whole.gender:
        return 0.0
    word = alone.words[0]
    likes = [likeness_of(word, other, table.words.given) for other in whole.words]
    if word.endswith("s") and len(word) > 4:
        likes = [max(like, float(word[:-1] == other)) for like, other in zip(likes, whole.words, strict=True)]
    best = max(likes)
    if best >= (ALIKE_MIN if document is not None else 1.0):
        surname = likes[-1] == best
        return 0.0 if document is None and not surname else best + 0.5 * surname
    if is_acronym(bare(short.name)) and spells(fold_name(short.name), name_words(full.name)):
        return 0.9
    return 0.0


def _body_fit(short: NameNode, full: NameNode, document: str | None, table: ActorTable) -> float:
    """Fit an acronym, a part of a name, or a common noun that the known body is called by."""
    name = bare(short.name)
    if is_acronym(name) and any(spells(fold_name(name), name_words(spelling)) for spelling, _ in full.spellings):
        return 1.5
    alone = body_name(name, table.words)
    words = [word for word in alone.words if word not in BASED]
    called = {word for phrase in _called(full, table) for word in body_name(phrase, table.words).words}
    if document is not None and words and set(words) <= called:
        return 1.0
    if is_acronym(name):
        return 0.0
    return max(_part_of(words, alone.states, spelling, table) for spelling, _ in full.spellings)


def _part_of(words: Sequence[str], states: frozenset[str], spelling: str, table: ActorTable) -> float:
    """Fit a part to a whole: all its words are in the whole; the more of the whole, the better."""
    whole = body_name(spelling, table.words)
    if not words or not set(words) <= set(whole.words) or not states <= whole.states:
        return 0.0
    return 0.5 + len(words) / (2 * len(whole.words) + 1)


def _called(node: NameNode, table: ActorTable) -> tuple[str, ...]:
    return table.actors[node.known].called if node.known is not None else ()


def spells(acronym: str, words: Sequence[str]) -> bool:
    """Say whether the starts of the words, in order, spell the acronym; only small words may be skipped.

    "pagcor" is spelled by philippine amusement and gaming corporation; a word gives one to four letters.
    """
    letters = acronym.replace(" ", "")
    if not 2 <= len(letters) <= 12:
        return False
    reached = {0}
    for word in words:
        small = word in SMALL
        following = {at for at in reached if small}
        for at in reached:
            for length in range(1, min(4, len(word)) + 1):
                if letters[at : at + length] == word[:length]:
                    following.add(at + length)
        reached = following
    return len(letters) in reached and len([word for word in words if word not in SMALL]) > 1


SMALL = frozenset("of the and for in on to de del la las los du des el al et y e for und von di per a an".split())


class _Everywhere:
    """The clusters of the whole case by the words of their names, so that a short name need not try them all."""

    def __init__(self, clusters: Sequence[Sequence[NameNode]], table: ActorTable) -> None:
        self.by_word: dict[str, set[int]] = defaultdict(set)
        self.table = table
        for index, cluster in enumerate(clusters):
            for node in cluster:
                for word in self._words(node):
                    self.by_word[word].add(index)

    def _words(self, node: NameNode) -> set[str]:
        if not node.body:
            return {*person_name(node.name, self.table.words).words, "".join(w[0] for w in name_words(node.name))}
        words = {word for spelling, _ in node.spellings for word in body_name(spelling, self.table.words).words}
        return words | {"".join(word[0] for word in name_words(s) if word not in SMALL) for s, _ in node.spellings}

    def likely(self, short: NameNode) -> list[int]:
        """Give the clusters that share a word with the short name, or whose first letters it spells."""
        name = bare(short.name)
        words = {fold_name(name)} | ({*body_name(name, self.table.words).words} if short.body else set())
        words |= set(person_name(name, self.table.words).words)
        return sorted({index for word in words for index in self.by_word.get(word, ())})


def _alone(shorts: Sequence[NameNode]) -> list[list[NameNode]]:
    """Group the short names that fit no cluster: one spelling of an acronym or body is one actor in the case."""
    groups: dict[tuple[str, ...], list[NameNode]] = defaultdict(list)
    for short in shorts:
        scope = "" if short.body and is_acronym(bare(short.name)) else min(short.documents)
        groups[short.key, scope].append(short)
    return [groups[key] for key in sorted(groups)]
