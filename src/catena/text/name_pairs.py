"""Two names compared: words aligned across spelling, order and omission; the measures a scorer weighs. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from catena.text.name_parts import BodyName, PersonName
from catena.text.names import consonants, sound

ALIGNED_MIN = 0.55  # words less alike than this are two words, not one misspelled
INITIAL = 0.75  # an initial agrees, but says little
OTHER_GIVEN = 0.3  # two known given names (Mahmoud, Muhammad) are two names, however near
COMMON_WEIGHT = 0.6  # a common given name tells less than a rare word


@dataclass(frozen=True, slots=True)
class Alignment:
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
    letters: float = OSA.normalized_similarity(left, right)
    if letters < 0.2:
        return letters
    heard: float = OSA.normalized_similarity(sound(left), sound(right))
    likeness = max(letters, 0.97 * heard)
    bones = consonants(left)
    if len(bones) > 2 and bones == consonants(right):
        likeness = max(likeness, 0.5 * likeness + 0.45)
    return likeness


def likeness_of(left: str, right: str, given: Mapping[str, str]) -> float:
    """Say how alike two words of persons' names are; known given names are alike or not by their row alone."""
    if left == right:
        return 1.0
    row, other = given.get(left), given.get(right)
    if row is not None and other is not None:
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


@dataclass(frozen=True, slots=True)
class Measures:
    """What a scorer weighs, by name, each about 0..1 and the same whichever name comes first."""

    values: tuple[float, ...]
    alignment: Alignment


PERSON_MEASURES = (
    "mean likeness", "least likeness", "last word", "first word", "share of shorter", "share of longer",
    "left over in both", "left over in one", "likeness of the left over", "out of order", "initials", "single word",
    "whole string", "inexact words", "father differs", "gender differs",
)  # fmt: skip


def measure_persons(left: PersonName, right: PersonName, given: Mapping[str, str]) -> Measures:
    """Measure two persons' names against each other; see PERSON_MEASURES."""
    found = align_persons(left, right, given)
    short, long = sorted((len(found.left), len(found.right)))
    likes = [pair[2] for pair in found.pairs]
    over = sorted((len(found.left_over), len(found.right_over)))
    between = max(
        (likeness_of(found.left[i], found.right[j], given) for i in found.left_over for j in found.right_over), default=0.0
    )
    by_left, by_right = {i: like for i, _, like in found.pairs}, {j: like for _, j, like in found.pairs}
    last = min(by_left.get(len(found.left) - 1, 0.0), by_right.get(len(found.right) - 1, 0.0))
    first = min(by_left.get(0, 0.0), by_right.get(0, 0.0))
    order = [j for _, j, _ in found.pairs]
    initials = sum(len(found.left[i]) == 1 or len(found.right[j]) == 1 for i, j, _ in found.pairs)
    whole = OSA.normalized_similarity("".join(left.words), "".join(right.words))
    values = (
        sum(likes) / len(likes) if likes else 0.0,
        min(likes, default=0.0),
        last,
        first,
        len(likes) / short if short else 0.0,
        len(likes) / long if long else 0.0,
        min(over[0], 2) / 2,
        min(over[1] - over[0], 3) / 3,
        between,
        float(order != sorted(order)),
        min(initials, 2) / 2,
        float(short == 1),
        whole,
        min(sum(like < 0.96 for like in likes), 3) / 3,
        _fathers_differ(left, right, found, given),
        float(left.gender is not None and right.gender is not None and left.gender != right.gender),
    )
    return Measures(values, found)


def _fathers_differ(left: PersonName, right: PersonName, found: Alignment, given: Mapping[str, str]) -> float:
    """Say whether a word marked as the father's in one name stands elsewhere in the other (X bin Y, Y bin X)."""
    if found.left != left.words or found.right != right.words or not (left.fathers and right.fathers):
        return 0.0
    return float(any((i in left.fathers) != (j in right.fathers) for i, j, _ in found.pairs))


BODY_MEASURES = (
    "mean likeness", "least likeness", "share of shorter", "share of longer", "left over in both", "left over in one",
    "likeness of the left over", "out of order", "single word", "whole string", "inexact words", "states differ",
    "state in one", "form differs", "form in one", "acronym", "same first word", "numbers differ",
)  # fmt: skip


def measure_bodies(left: BodyName, right: BodyName) -> Measures:
    """Measure two bodies' names against each other; see BODY_MEASURES."""
    found = align_bodies(left, right)
    short, long = sorted((len(found.left), len(found.right)))
    likes = [pair[2] for pair in found.pairs]
    over = sorted((len(found.left_over), len(found.right_over)))
    between = max(
        (word_likeness(found.left[i], found.right[j]) for i in found.left_over for j in found.right_over), default=0.0
    )
    order = [j for _, j, _ in found.pairs]
    values = (
        sum(likes) / len(likes) if likes else 0.0,
        min(likes, default=0.0),
        len(likes) / short if short else 0.0,
        len(likes) / long if long else 0.0,
        min(over[0], 2) / 2,
        min(over[1] - over[0], 3) / 3,
        between,
        float(order != sorted(order)),
        float(short <= 1),
        OSA.normalized_similarity(" ".join(left.words), " ".join(right.words)),
        min(sum(like < 0.96 for like in likes), 3) / 3,
        float(bool(left.states and right.states) and left.states != right.states),
        float(bool(left.states) != bool(right.states)),
        float(left.form is not None and right.form is not None and left.form != right.form),
        float((left.form is None) != (right.form is None)),
        float(is_acronym_of(left, right) or is_acronym_of(right, left)),
        float(bool(short) and found.left[0] == found.right[0]),
        float({w for w in left.words if w.isdigit()} != {w for w in right.words if w.isdigit()}),
    )
    return Measures(values, found)


def is_acronym_of(short: BodyName, long: BodyName) -> bool:
    """Say whether one name is the other's acronym: its bracketed one, or its first letters."""
    if len(short.words) + len(short.states) != 1:
        return bool(short.bracketed and short.bracketed == long.bracketed)
    letters = short.words[0] if short.words else next(iter(short.states)).lower()
    return len(letters) > 1 and (letters == long.bracketed or (len(letters) > 1 and letters == long.initials))
