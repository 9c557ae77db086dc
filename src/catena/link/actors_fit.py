"""How well a short name fits the actor of a full one."""

from __future__ import annotations

from collections.abc import Sequence, Set

from catena.knowledge.actors import ActorTable
from catena.link.actors_names import NameNode, bare, is_acronym
from catena.link.actors_text import introduced_with
from catena.text.name_pairs import likeness_of
from catena.text.name_parts import body_name, person_name
from catena.text.names import fold_name, name_words, sound

Fit = float  # 0 not at all … 3 the text itself links the two

ALIKE_MIN = 0.84  # a surname alone, misspelled at most by a letter
CERTAIN = 3.0
SPELLED = 1.8  # an acronym that the words spell
CALLED = 1.7  # a noun that the known body is called by
SURNAME = 0.5  # a surname fits better than a given name


def fit(short: NameNode, cluster: Sequence[NameNode], document: str | None, table: ActorTable) -> Fit:
    """Say how well a short name fits a cluster.

    ``document`` is the short name's own where the cluster is named there too, None where it is not.
    """
    near = [node for node in cluster if not node.short and (document is None or document in node.first)]
    if document is not None and any(introduced_with(short, node, document) for node in near):
        return CERTAIN
    if short.role:
        return 0.0
    best = 0.0
    for node in near:
        if node.body and short.body is not False:
            best = max(best, _body_fit(short, node, document, table))
        if not node.body and not short.body:
            best = max(best, _person_fit(short, node, document, table))
    return best


def _person_fit(short: NameNode, full: NameNode, document: str | None, table: ActorTable) -> Fit:
    """Fit a surname, given name or acronym alone: the surname first, spelled alike; never the father's name."""
    alone, whole = person_name(bare(short.name), table.words), person_name(full.name, table.words)
    if alone.gender and whole.gender and alone.gender != whole.gender:
        return 0.0
    word = alone.words[0]
    likes = [
        0.0 if at in whole.fathers and at < len(whole.words) - 1 else _like(word, other, table)
        for at, other in enumerate(whole.words)
    ]
    if whole.fathers and len(whole.words) == 2:
        likes[1] = 0.0
    best = max(likes)
    surname = likes[-1] == best
    if best >= ALIKE_MIN if document is not None else best == 1.0 and surname:
        return best + SURNAME * surname
    if is_acronym(bare(short.name)) and spells(fold_name(short.name), name_words(full.name), table.words.small_words):
        return SPELLED
    return 0.0


def _like(word: str, other: str, table: ActorTable) -> float:
    """Say how alike two words are; a lost apostrophe leaves an s (Assads), a nisba its i (Jayrudi is not Jayrud)."""
    if word.endswith("s") and len(word) > 4 and word[:-1] == other:
        return 1.0
    short, long = sorted((word, other), key=len)
    if long.startswith(short) and long[len(short) :] in {"i", "y", "in", "an", "ov", "ova"}:
        return 0.5
    if word[:1] != other[:1] and sound(word)[:1] != sound(other)[:1]:
        return 0.0
    return likeness_of(word, other, table.words.given)


def _body_fit(short: NameNode, full: NameNode, document: str | None, table: ActorTable) -> Fit:
    """Fit an acronym, a part of a name, or a common noun that the known body is called by."""
    name = bare(short.name)
    if is_acronym(name) and any(_spelled_by(fold_name(name), spelling, table) for spelling, _ in full.spellings):
        return SPELLED
    if document is not None and full.known is not None and _is_called(name, short.name, full.known, table):
        return CALLED
    if is_acronym(name):
        return 0.0
    return max(_part_of(name, spelling, table) for spelling, _ in full.spellings)


def _spelled_by(acronym: str, spelling: str, table: ActorTable) -> bool:
    """Say whether a name spells an acronym, with its state or without it (Pakistan Supreme Court: SC)."""
    small, parts = table.words.small_words, body_name(bare(spelling), table.words)
    return spells(acronym, name_words(spelling), small) or spells(acronym, parts.spelled, small)


def _is_called(name: str, written: str, known: str, table: ActorTable) -> bool:
    folded = {fold_name(name), fold_name(written).removeprefix("the ")}
    folded |= {word.removesuffix("s") for word in folded}
    return any(fold_name(called) in folded for called in table.actors[known].called)


def _part_of(name: str, spelling: str, table: ActorTable) -> Fit:
    """Fit a part to a whole: all its words are in the whole; the more of the whole, the better."""
    part, whole = body_name(name, table.words), body_name(bare(spelling), table.words)
    if not part.states <= whole.states:
        return 0.0
    if len(part.words) == 1 and part.states and spells(part.words[0], whole.spelled, table.words.small_words):
        return SPELLED
    words = [word if word in whole.words else _near(word, whole.words) for word in part.words]
    if not words or not set(words) <= set(whole.words):
        return 0.0
    return 0.5 + len(words) / (2 * len(whole.words) + 1)


def _near(word: str, words: Sequence[str]) -> str:
    """Give the word that this one misspells or makes plural, where there is one."""
    return next((other for other in words if word in {other + "s", other + "es"}), word)


def spells(acronym: str, words: Sequence[str], small: Set[str]) -> bool:
    """Say whether the starts of the words, in order, spell the acronym; only ``small`` words may be skipped.

    "pagcor" is spelled by philippine amusement and gaming corporation; a word gives one to four letters.
    """
    letters = acronym.replace(" ", "")
    if not 2 <= len(letters) <= 12 or sum(word not in small for word in words) < 2:
        return False
    reached = {0}
    for word in words:
        following = set(reached) if word in small else set()
        for at in reached:
            for length in range(1, min(4, len(word)) + 1):
                if letters[at : at + length] == word[:length]:
                    following.add(at + length)
        reached = following
    return len(letters) in reached
