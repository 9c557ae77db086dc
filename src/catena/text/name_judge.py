"""Whether two names are one: known actors, acronyms, then the learned weighing of measures; with reasons. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from operator import mul
from typing import Protocol

from catena.model import Verdict
from catena.text.name_pairs import Alignment, Measures, is_acronym_of, measure_bodies, measure_persons
from catena.text.name_parts import BodyName, Words, body_name, looks_like_body, person_name
from catena.text.names import fold_name, name_words

EXACT = 0.98  # one spelling, case and accents aside
KNOWN_SAME = 0.97  # two aliases of one known actor
KNOWN_OTHER = 0.02  # aliases of two known actors
OTHER_GIVEN_MAX = 0.2  # one surname, two given names: relatives or strangers
APART = 0.02  # two answers to one question: North and South
ALONE_MIN, ALONE_MAX = 0.4, 0.49  # one word of a longer name: only a document can tell
GENERAL = "one names no more than a state and a kind of body"
PART_MIN = 0.85  # a surname alone is alike the full name's


# Chinese signs, with which Japanese and Korean names are written too: each is a word, none a slip of the pen.
OTHER_SIGNS = re.compile(r"[\u3400-\u9fff· ]+")


class Scorer(Protocol):
    """The learned weights, one per measure, and the bias."""

    @property
    def bias(self) -> float: ...
    @property
    def weights(self) -> Sequence[float]: ...
    @property
    def same_min(self) -> float: ...
    @property
    def different_max(self) -> float: ...


class Lore(Protocol):
    """What is known of names: their words, the weights, and the actors that bear a name."""

    @property
    def words(self) -> Words: ...
    @property
    def scorer(self) -> Scorer: ...
    def lookup(self, name: str) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class NameJudgement:
    """Whether two names name one actor; ``probability`` that they do, and why."""

    verdict: Verdict
    probability: float
    reasons: tuple[str, ...]


def judge(left: str, right: str, lore: Lore, *, body: bool | None = None) -> NameJudgement:
    """Judge two names from their strings alone; symmetric in the two.

    ``body`` says whether they name bodies (True) or persons (False) where that is known; else the words tell.
    """
    if right < left:
        left, right = right, left
    signs = not left.isascii() and OTHER_SIGNS.fullmatch(left) and OTHER_SIGNS.fullmatch(right)
    if signs and left.replace(" ", "") != right.replace(" ", ""):
        return NameJudgement("different", APART, ("other signs, though they may sound alike",))
    folded = fold_name(left)
    if folded and folded == fold_name(right):
        return NameJudgement("same", EXACT, ("one spelling",))
    if others := _words_apart(left, right, lore.words):
        return NameJudgement("different", APART, (others,))
    if body is not False and (known := _judge_known(left, right, lore)):
        return known
    if body is None:
        body = looks_like_body(left, lore.words) or looks_like_body(right, lore.words)
    return _judge_bodies(left, right, lore) if body else _judge_persons(left, right, lore)


def _words_apart(left: str, right: str, words: Words) -> str | None:
    """Tell the words by which two names are two whatever else they share (North, South)."""
    if words.apart.keys().isdisjoint(name_words(left)):
        return None
    ours = {words.apart[word]: word for word in name_words(left) if word in words.apart}
    theirs = {words.apart[word]: word for word in name_words(right) if word in words.apart}
    for question in {question for question, _ in ours} & {question for question, _ in theirs}:
        one = {key for key in ours if key[0] == question}
        other = {key for key in theirs if key[0] == question}
        if one.isdisjoint(other):
            return f"{ours[min(one)]} is not {theirs[min(other)]}"
    return None


def _judge_known(left: str, right: str, lore: Lore) -> NameJudgement | None:
    ours = lore.lookup(left)
    theirs = lore.lookup(right) if ours else ()
    if not theirs:
        return None
    if shared := sorted(set(ours) & set(theirs)):
        return NameJudgement("same", KNOWN_SAME, (f"both are names of {shared[0]}",))
    return NameJudgement("different", KNOWN_OTHER, (f"names of {ours[0]} and of {theirs[0]}",))


def _judge_bodies(left: str, right: str, lore: Lore) -> NameJudgement:
    one, other = body_name(left, lore.words), body_name(right, lore.words)
    if is_acronym_of(one, other) or is_acronym_of(other, one):
        return NameJudgement("same", 0.8, ("one is the acronym of the other",))
    verdict = _weigh(measure_bodies(left, right, lore.words), lore.scorer)
    words = lore.words
    if (one.states or other.states) and (
        bool(one.words) != bool(other.words) or _tells(one, words) != _tells(other, words)
    ):
        probability = min(verdict.probability, ALONE_MAX)
        return NameJudgement("unsure" if verdict.verdict == "same" else verdict.verdict, probability, (GENERAL,))
    return verdict


def _tells(name: BodyName, words: Words) -> bool:
    """Say whether a body's name has a word that is not merely a state or a kind of body ("Syrian army")."""
    return any(word not in words.body_words for word in name.words)


def _judge_persons(left: str, right: str, lore: Lore) -> NameJudgement:
    one, other = person_name(left, lore.words), person_name(right, lore.words)
    if one.gender and other.gender and one.gender != other.gender:
        return NameJudgement("different", 0.03, (f"a {one.gender} and a {other.gender} title",))
    measures = measure_persons(left, right, lore.words)
    verdict = _weigh(measures, lore.scorer)
    found = measures.alignment
    if 1 == min(len(found.left), len(found.right)) < max(len(found.left), len(found.right)) and found.pairs:
        likeness = found.pairs[0][2]
        if likeness >= PART_MIN:
            probability = max(ALONE_MIN, min(verdict.probability, ALONE_MAX))
            return NameJudgement("unsure", probability, ("a part of the name alone",))
    if others := _other_given_names(found, lore.words):
        return NameJudgement("different", min(verdict.probability, OTHER_GIVEN_MAX), (f"two given names: {others}",))
    return verdict


def _other_given_names(found: Alignment, words: Words) -> str | None:
    """Give the known given names, one in each, that stand where the other name has another (Rifaat, Bashar)."""
    if not found.left_over or not found.right_over:
        return None
    for i in found.left_over:
        for j in found.right_over:
            one, other = found.left[i], found.right[j]
            if one in words.given and other in words.given and abs(i - j) <= 1:
                return f"{one}, {other}"
    return None


def _weigh(measures: Measures, scorer: Scorer) -> NameJudgement:
    probability = 1 / (1 + exp(-scorer.bias - sum(map(mul, measures.values, scorer.weights))))
    verdict: Verdict = (
        "same" if probability >= scorer.same_min else "different" if probability <= scorer.different_max else "unsure"
    )
    return NameJudgement(verdict, round(probability, 4), _words_reason(measures.alignment))


def _words_reason(found: Alignment) -> tuple[str, ...]:
    """Tell which words agree, which nearly, and which stand in one name only."""
    pairs, left, right, left_over, right_over = found
    near = [f"{left[i]} ~ {right[j]}" for i, j, likeness in pairs if likeness < 1]
    over = sorted([left[i] for i in left_over] + [right[j] for j in right_over])
    agree = [left[i] for i, _, likeness in pairs if likeness == 1]
    told = []
    if agree:
        told.append("agree: " + ", ".join(agree))
    if near:
        told.append("near: " + ", ".join(near))
    if over:
        told.append("in one only: " + ", ".join(over))
    return tuple(told)
