"""Part-of-speech tags of tokens (Penn Treebank set) by an averaged perceptron, left to right.

The weights are a table of features by tags (``train/tags.py`` learns them); a word met only with one tag in training
is looked up and not scored. Source of the method: Collins 2002; the feature set is that of Honnibal's tagger (2013),
with letter shapes that hold up where a page lost its commas and apostrophes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from catena.errors import KnowledgeError
from catena.knowledge import read_table
from catena.text.inflect import inflect_noun, inflect_verb

_NAME = "tagger.npz"

START = ("-START-", "-START2-")
END = ("-END-", "-END2-")
_CACHED_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Tagger:
    """Weights of a tagger: ``rows`` maps a feature to its row of ``weights`` (features × tags, int16).

    The sums of ``features`` are made in parts, since most of them are the same wherever a word stands: what a word adds
    to its own scores and its neighbours' is looked up once, and so is what two tags before a word add.
    """

    tags: tuple[str, ...]
    lookup: Mapping[str, str]
    rows: Mapping[str, int]
    weights: NDArray[np.int16]
    _words: dict[str, _WordRows] = field(default_factory=dict, repr=False, compare=False)
    _tags: dict[tuple[str, str], NDArray[np.int32]] = field(default_factory=dict, repr=False, compare=False)

    def tag(self, words: Sequence[str]) -> tuple[str, ...]:
        """Give one Penn tag for each word of one sentence."""
        shapes = [normal(word) for word in words]
        capitals = is_title_case(words)
        found = [self.lookup.get(word.lower() if capitals else word, "") for word in words]
        unknown = [at for at, tag in enumerate(found) if not tag]
        for at, scores in zip(unknown, self._by_words(words, shapes, unknown, capitals), strict=True):
            before_two, before = (START[1], START[0], *found[max(0, at - 2) : at])[-2:]
            scores += self._by_tags(before, before_two)
            if (row := self.rows.get(f"tw{before} {shapes[at]}")) is not None:
                scores += self.weights[row]
            found[at] = self.tags[int(scores.argmax())]
        return tuple(found)

    def _by_words(
        self, words: Sequence[str], shapes: Sequence[str], places: Sequence[int], capitals: bool
    ) -> NDArray[np.int32]:
        """Sum what the words at some places and around them say, tags left out: (places, tags)."""
        if not places:
            return np.zeros((0, len(self.tags)), dtype=np.int32)
        known = [self._rows_of(word) for word in shapes]
        starts, ends = [self._rows_of(word) for word in START], [self._rows_of(word) for word in END]
        near, far = [starts[0], *known, ends[0]], [starts[1], starts[1], *known, ends[1], ends[1]]
        rows: list[int] = []
        begins = []
        for at in places:
            begins.append(len(rows))
            rows += known[at].own
            rows += near[at].left
            rows += far[at].left_two
            rows += near[at + 2].right
            rows += far[at + 4].right_two
            rows += self._met(joint_features(at, words, shapes, capitals))
        return np.add.reduceat(self.weights[rows], begins, axis=0, dtype=np.int32)

    def _by_tags(self, before: str, before_two: str) -> NDArray[np.int32]:
        if (known := self._tags.get((before, before_two))) is None:
            rows = self._met([f"t1{before}", f"t2{before_two}", f"t12{before} {before_two}"])
            known = self._tags[before, before_two] = self.weights[rows].sum(axis=0, dtype=np.int32)
        return known

    def _rows_of(self, word: str) -> _WordRows:
        if (known := self._words.get(word)) is None:
            known = _WordRows(*map(self._met, word_features(word)))
            if len(self._words) < _CACHED_WORDS:
                self._words[word] = known
        return known

    def _met(self, names: Iterable[str]) -> list[int]:
        return [row for name in names if (row := self.rows.get(name)) is not None]


@dataclass(frozen=True, slots=True)
class _WordRows:
    """The rows of weights that a word brings to itself and to the words beside it."""

    own: list[int]
    left: list[int]
    left_two: list[int]
    right: list[int]
    right_two: list[int]


def normal(word: str) -> str:
    """Fold a word to what its features name: years and digits alike, lower case, straight apostrophes."""
    if word[0].isdigit():
        return "!YEAR" if word.isdigit() and len(word) == 4 else "!DIGITS"
    return word.lower().replace("’", "'")


def is_title_case(words: Sequence[str]) -> bool:
    """Say whether capitals tell nothing here: a headline in which nearly every longer word has one."""
    long = [w for w in words if w[0].isalpha() and len(w) > 3]
    return len(long) > 3 and sum(w[0].isupper() for w in long) > 0.75 * len(long)


def shape(word: str) -> str:
    """Give the letter shape of a word: capitals, digits, hyphens, length."""
    if word.isupper():
        return "XX" if len(word) > 1 else "X"
    first = "X" if word[0].isupper() else "d" if word[0].isdigit() else "x"
    return first + ("-" if "-" in word[1:] else "")


def features(
    at: int, words: Sequence[str], shapes: Sequence[str], before: str, before_two: str, capitals: bool
) -> list[str]:
    """Name the features of the word at ``at``: itself, its ends and shape, its neighbours, the two tags before."""
    near, far = [START[0], *shapes, END[0]], [START[1], START[1], *shapes, END[1], END[1]]
    own, _, _, _, _ = word_features(shapes[at])
    _, left, _, _, _ = word_features(near[at])
    _, _, left_two, _, _ = word_features(far[at])
    _, _, _, right, _ = word_features(near[at + 2])
    _, _, _, _, right_two = word_features(far[at + 4])
    tags = [f"t1{before}", f"t2{before_two}", f"t12{before} {before_two}", f"tw{before} {shapes[at]}"]
    return [*own, *left, *left_two, *right, *right_two, *joint_features(at, words, shapes, capitals), *tags]


def word_features(here: str) -> tuple[list[str], list[str], list[str], list[str], list[str]]:
    """Name what a word alone says of itself, of the word after it and the one after that, of the ones before."""
    return (
        ["b", f"w{here}", f"s3{here[-3:]}", f"s2{here[-2:]}", f"s1{here[-1:]}", f"p{here[0]}"],
        [f"l{here}", f"ls{here[-3:]}"],
        [f"ll{here}"],
        [f"r{here}", f"rs{here[-3:]}"],
        [f"rr{here}"],
    )


def joint_features(at: int, words: Sequence[str], shapes: Sequence[str], capitals: bool) -> list[str]:
    """Name what a word says with its letter shape and with the words beside it."""
    here = shapes[at]
    left = shapes[at - 1] if at else START[0]
    right = shapes[at + 1] if at + 1 < len(words) else END[0]
    form = "T" if capitals else ("0" if at == 0 else "") + shape(words[at])
    return [f"f{form}", f"fs{form} {here[-2:]}", f"lw{left} {here}", f"wr{here} {right}"]


@cache
def open_tagger() -> Tagger:
    """Load the tagger once per process; KnowledgeError where its weights are not installed."""
    resource = files("catena.knowledge").joinpath(_NAME)
    if not resource.is_file():
        raise KnowledgeError(f"no {_NAME} is installed; reinstall catena")
    with np.load(io.BytesIO(resource.read_bytes())) as held:
        tags, names = _words(held["tags"]), _words(held["features"])
        lookup = trade_nouns() | dict(zip(_words(held["words"]), _words(held["word_tags"]), strict=True))
        return Tagger(tags, lookup, {name: i for i, name in enumerate(names)}, held["weights"])


def trade_nouns() -> dict[str, str]:
    """Give the nouns of the trade that are never verbs here (fighters, airstrikes, civilians), with their tags.

    The treebank knows few of them; an unknown plural looks like a verb.
    """
    cues, triggers, weapons = read_table("cues"), read_table("triggers"), read_table("weapons")
    verbs = {f.words for row in triggers["families"].values() for v in row.get("verbs", ()) for f in inflect_verb(v)}
    verbs |= {f.words for act in cues["reporting_verbs"].values() for v in act for f in inflect_verb(v)}
    nouns = [n for group in ("people_nouns", "agent_nouns", "unknown_agents", "institution_nouns") for n in cues[group]]
    nouns += [f.words for row in triggers["families"].values() for n in row.get("nouns", ()) for f in inflect_noun(n)]
    nouns += [w for rows in weapons["families"].values() for n in rows for w in (n, f"{n}s")]
    single = {n for n in nouns if n.isalpha() and n.islower()} - verbs - _ALSO_VERBS
    tags = {n: "NNS" if n.endswith("s") and n[:-1] in single else "NN" for n in sorted(single)}
    return tags | {"loyal": "JJ", "allied": "JJ", "pro-government": "JJ", "anti-government": "JJ"}


_ALSO_VERBS = frozenset(
    "force forces guard guards fire fires press post posts man mob report reports service network command drone drones armed "
    "shell shells rally head heads group groups office state media unit security official local wing band cell bar".split()
)


def write_tagger(tagger: Tagger) -> None:
    """Write a tagger's weights where ``open_tagger`` reads them; words are one UTF-8 block, line by line."""
    np.savez_compressed(
        str(files("catena.knowledge").joinpath(_NAME)),
        tags=_block(tagger.tags),
        features=_block(tagger.rows),
        words=_block(tagger.lookup),
        word_tags=_block(tagger.lookup.values()),
        weights=tagger.weights,
    )


def _block(words: Iterable[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def _words(block: NDArray[np.uint8]) -> tuple[str, ...]:
    return tuple(block.tobytes().decode().split("\n"))
