"""Two names compared: words aligned across spelling, order and omission; the measures a scorer weighs. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from catena.text.name_parts import BodyName, PersonName, Words, body_name, person_name
from catena.text.names import consonants, sound

ABDUL = "abdul"
HOPELESS = 0.3  # spelled so differently, words do not sound alike either
ALIGNED_MIN = 0.55  # words less alike than this are two words, not one misspelled
INITIAL = 0.75  # an initial agrees, but says little
OTHER_GIVEN = 0.3  # two known given names (Mahmoud, Muhammad) are two names, however near
ALIKE = 0.96  # words so alike are one word in two spellings


class Alignment(NamedTuple):  # like Measures no dataclass: one is made for every pair, and these are made faster
    """Which words of two names stand for each other: (left index, right index, likeness 0..1), and the rest."""

    pairs: tuple[tuple[int, int, float], ...]
    left: tuple[str, ...]
    right: tuple[str, ...]
    left_over: tuple[int, ...]
    right_over: tuple[int, ...]


@lru_cache(maxsize=262144)
def word_likeness(left: str, right: str) -> float:
    """Say how alike two folded words are, 0..1, by letters and by sound."""
    if left == right:
        return 1.0
    if len(left) == 1 or len(right) == 1:
        return INITIAL if left[:1] == right[:1] else 0.0
    if ":" in left or ":" in right:
        return _kunya_likeness(left, right)
    if ABDUL in (left[:5], right[:5]):
        return _abdul_likeness(left, right)
    letters: float = OSA.normalized_similarity(left, right)
    if letters < HOPELESS:
        return letters
    heard: float = OSA.normalized_similarity(sound(left), sound(right))
    likeness = max(letters, 0.97 * heard)
    bones = consonants(left)
    if len(bones) > 2 and bones == consonants(right):
        likeness = max(likeness, 0.5 * likeness + 0.45)
    return likeness


def _abdul_likeness(left: str, right: str) -> float:
    """Compare what Abdul- stands before: Abdul Hakim is not Abdul Basir, but is Hakim at times."""
    inner, other = left.removeprefix(ABDUL), right.removeprefix(ABDUL)
    if not inner or not other:
        return float(left == right)
    likeness = word_likeness(inner, other)
    return likeness if (inner != left) == (other != right) else 0.9 * likeness


def likeness_of(left: str, right: str, given: Mapping[str, str]) -> float:
    """Say how alike two words of persons' names are; known given names are alike or not by their row alone."""
    if left == right:
        return 1.0
    row = given.get(left)
    if row is not None and (other := given.get(right)) is not None:
        return 0.97 if row == other else OTHER_GIVEN
    return word_likeness(left, right)


def align_persons(left: PersonName, right: PersonName, given: Mapping[str, str]) -> Alignment:
    """Align the words of two persons' names; joined words are joined in the other name too where that fits."""
    ours, theirs = left.words, right.words
    if len(ours) != len(theirs):
        ours, theirs = _fit_joined(ours, theirs), _fit_joined(theirs, ours)
    table = [[likeness_of(a, b, given) for b in theirs] for a in ours]
    return _align(ours, theirs, table)


def align_bodies(left: BodyName, right: BodyName) -> Alignment:
    """Align the words of two bodies' names: one concept in two languages, or one word spelled alike."""
    ours, theirs = left.words, right.words
    if len(ours) != len(theirs) and left.spelled == ours and right.spelled == theirs:
        ours, theirs = _fit_joined(ours, theirs), _fit_joined(theirs, ours)
        table = [[word_likeness(a, b) for b in theirs] for a in ours]
    else:
        table = [
            [max(float(a == b), word_likeness(x, y)) for b, y in zip(theirs, right.spelled, strict=True)]
            for a, x in zip(ours, left.spelled, strict=True)
        ]
    return _align(ours, theirs, table)


def _align(left: tuple[str, ...], right: tuple[str, ...], table: Sequence[Sequence[float]]) -> Alignment:
    """Pair the words likest first, near places first; ``table[i][j]`` is how alike left i and right j are."""
    scored = [
        (-likeness, abs(i - j), i, j, likeness)
        for i, row in enumerate(table)
        for j, likeness in enumerate(row)
        if likeness >= ALIGNED_MIN
    ]
    if len(scored) > 1:
        scored.sort()
    pairs: list[tuple[int, int, float]] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for _, _, i, j, likeness in scored:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((i, j, likeness))
    pairs.sort()
    return Alignment(
        tuple(pairs),
        left,
        right,
        tuple(i for i in range(len(left)) if i not in used_left),
        tuple(j for j in range(len(right)) if j not in used_right),
    )


def _kunya_likeness(left: str, right: str) -> float:
    kind, _, name = left.rpartition(":")
    other_kind, _, other = right.rpartition(":")
    likeness = word_likeness(name, other)
    return likeness if kind == other_kind else 0.5 * likeness


def _fit_joined(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Join two neighbouring words where the other name writes them as one (Mohammad Hasni, Mohammadhasni)."""
    at = 0
    while at + 1 < len(words):
        both = words[at] + words[at + 1]
        if both not in others and (len(words[at]) < 2 or len(words[at + 1]) < 2):
            at += 1
            continue
        if both in others or any(
            abs(len(both) - len(other)) <= 2 and other[0] == both[0] and OSA.normalized_similarity(both, other) >= 0.85
            for other in others
        ):
            words = (*words[:at], both, *words[at + 2 :])
        at += 1
    return words


MEASURES = (
    "edits", "one edit at most", "two edits at most", "worst word's edits", "worst word's share", "least likeness",
    "mean likeness", "left over in both", "left over in one", "edits of the left over", "left over nearly one",
    "last word", "first word", "share of shorter", "share of longer", "out of order", "single word", "shorter's words",
    "longer's words", "words alike", "whole string", "whole string's edits", "whole sound", "initials", "states differ",
    "state in one", "forms differ", "form in one", "acronym", "numbers left over", "common words left over",
    "father differs", "genders differ", "another script", "as written", "body",
)  # fmt: skip
EDITS_MAX = 6
NEAR_EDITS = 2  # one or two letters off: a slip of the pen or another romanisation
NUMBER = re.compile(r"\d+\w*|[ivx]+")


class Measures(NamedTuple):
    """What a scorer weighs, in the order of MEASURES; the same whichever name comes first."""

    values: tuple[float, ...]
    alignment: Alignment


def measure_persons(left: str, right: str, words: Words) -> Measures:
    """Measure two persons' names against each other; see MEASURES."""
    one, other = person_name(left, words), person_name(right, words)
    found = align_persons(one, other, words.given)
    special = (
        0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0,
        _fathers_differ(one, other, found),
        float(one.gender is not None and other.gender is not None and one.gender != other.gender),
        *_as_written(left, right), 0.0,
    )  # fmt: skip
    return Measures(_common_measures(found, words.given) + special, found)


def measure_bodies(left: str, right: str, words: Words) -> Measures:
    """Measure two bodies' names against each other; see MEASURES."""
    one, other = body_name(left, words), body_name(right, words)
    found = align_bodies(one, other)
    over = [found.left[i] for i in found.left_over] + [found.right[j] for j in found.right_over]
    special = (
        float(bool(one.states and other.states) and one.states != other.states),
        float(bool(one.states) != bool(other.states)),
        float(one.form is not None and other.form is not None and one.form != other.form),
        float((one.form is None) != (other.form is None)),
        float(is_acronym_of(one, other) or is_acronym_of(other, one)),
        float(sum(NUMBER.fullmatch(word) is not None for word in over)),
        float(sum(word in words.body_words for word in over)),
        0.0, 0.0, *_as_written(left, right), 1.0,
    )  # fmt: skip
    return Measures(_common_measures(found, {}) + special, found)


def _common_measures(found: Alignment, given: Mapping[str, str]) -> tuple[float, ...]:
    """Measure what both kinds of names share: how many letters off, what is left over, in what order."""
    pairs, left, right, left_over, right_over = found
    short, long = (len(left), len(right)) if len(left) <= len(right) else (len(right), len(left))
    likes = [likeness for _, _, likeness in pairs]
    edits = [0.0 if likeness == 1.0 else edits_of(left[i], right[j], given) for i, j, likeness in pairs]
    total, worst = sum(edits), max(edits) if edits else 0.0
    over = (len(left_over), len(right_over))
    between = 0.0
    if left_over and right_over:
        between = min(edits_of(left[i], right[j], given) for i in left_over for j in right_over)
    one, other = "".join(left), "".join(right)
    apart = OSA.distance(one, other)
    return (
        total,
        float(total < 1.1),
        float(total < 2.1),
        worst,
        worst / _widest(found, edits, worst),
        min(likes) if likes else 0.0,
        sum(likes) / len(likes) if likes else 0.0,
        float(min(over)),
        float(abs(over[0] - over[1])),
        between,
        float(min(over) == 1 and between <= NEAR_EDITS),
        *_at_the_ends(found),
        len(likes) / short if short else 0.0,
        len(likes) / long if long else 0.0,
        float(_out_of_order(pairs)),
        float(short <= 1),
        float(short),
        float(long),
        float(sum([like >= ALIKE for like in likes])),
        1 - apart / max(len(one), len(other), 1),
        float(min(apart, EDITS_MAX)),
        OSA.normalized_similarity("".join(sorted(map(sound, left))), "".join(sorted(map(sound, right)))),
        float(sum([len(left[i]) == 1 or len(right[j]) == 1 for i, j, _ in pairs])),
    )


def _widest(found: Alignment, edits: Sequence[float], worst: float) -> int:
    """Give the letters of the longest word that is worst spelled."""
    if not worst:
        return 1  # what it divides is nothing
    worded = [found.pairs[at] for at, off in enumerate(edits) if off == worst]
    return max([max(len(found.left[i]), len(found.right[j])) for i, j, _ in worded])


def _at_the_ends(found: Alignment) -> tuple[float, float]:
    """Give how alike the last words are, and the first, each to whatever word it stands for; the less of both names."""
    pairs = found.pairs
    if not pairs:
        return 0.0, 0.0
    by_left, by_right = {i: like for i, _, like in pairs}, {j: like for _, j, like in pairs}
    return (
        min(by_left.get(len(found.left) - 1, 0.0), by_right.get(len(found.right) - 1, 0.0)),
        min(by_left.get(0, 0.0), by_right.get(0, 0.0)),
    )


def _out_of_order(pairs: Sequence[tuple[int, int, float]]) -> bool:
    order = [j for _, j, _ in pairs]
    return order != sorted(order)


def edits_of(left: str, right: str, given: Mapping[str, str]) -> float:
    """Count how many letters two words are apart, by spelling or by sound; forms of one given name hardly."""
    if left == right:
        return 0.0
    row = given.get(left)
    if row is not None and row == given.get(right):
        return 0.25
    return _edits(left, right)


@lru_cache(maxsize=262144)
def _edits(left: str, right: str) -> float:
    if len(left) == 1 or len(right) == 1:
        return 0.5 if left[:1] == right[:1] else 3.0
    if ABDUL in (left[:5], right[:5]):
        inner, other = left.removeprefix(ABDUL), right.removeprefix(ABDUL)
        if inner and other:
            return _edits(inner, other) * (inner != other) + ((inner == left) != (other == right))
    spelled: float = OSA.distance(left, right)
    return min(spelled, OSA.distance(sound(left), sound(right)) + 0.5)


def _as_written(left: str, right: str) -> tuple[float, float]:
    """Measure names of another script as they are written: one romanisation may hide two signs."""
    if left.isascii() or right.isascii():
        return 0.0, 1.0
    return 1.0, OSA.normalized_similarity(left.casefold(), right.casefold())


def _fathers_differ(left: PersonName, right: PersonName, found: Alignment) -> float:
    """Say whether a word marked as the father's in one name stands elsewhere in the other (X bin Y, Y bin X)."""
    if found.left != left.words or found.right != right.words or not (left.fathers and right.fathers):
        return 0.0
    return float(any((i in left.fathers) != (j in right.fathers) for i, j, _ in found.pairs))


def is_acronym_of(short: BodyName, long: BodyName) -> bool:
    """Say whether one name is the other's acronym: its bracketed one, or its first letters."""
    if len(short.words) + len(short.states) != 1:
        return bool(short.bracketed and short.bracketed == long.bracketed)
    letters = short.words[0] if short.words else next(iter(short.states)).lower()
    return len(letters) > 1 and letters in (long.bracketed, long.initials)
