"""Part-of-speech tags of tokens (Penn Treebank set) by an averaged perceptron, left to right.

The weights are a table of features by tags (``train/tags.py`` learns them); a word met only with one tag in training
is looked up and not scored. Source of the method: Collins 2002; the feature set is that of Honnibal's tagger (2013),
with letter shapes that hold up where a page lost its commas and apostrophes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from catena.errors import KnowledgeError
from catena.knowledge import read_table
from catena.text.inflect import inflect_noun, inflect_verb

_NAME = "tagger.npz"

START = ("-START-", "-START2-")


@dataclass(frozen=True, slots=True)
class Tagger:
    """Weights of a tagger: ``rows`` maps a feature to its row of ``weights`` (features × tags, int16)."""

    tags: tuple[str, ...]
    lookup: Mapping[str, str]
    rows: Mapping[str, int]
    weights: NDArray[np.int16]

    def tag(self, words: Sequence[str]) -> tuple[str, ...]:
        """Give one Penn tag for each word of one sentence."""
        before, before_two = START
        found = []
        shapes = [normal(word) for word in words]
        capitals = is_title_case(words)
        for at, word in enumerate(words):
            tag = self.lookup.get(word.lower() if capitals else word)
            if tag is None:
                rows = [
                    r
                    for f in features(at, words, shapes, before, before_two, capitals)
                    if (r := self.rows.get(f)) is not None
                ]
                tag = self.tags[int(self.weights[rows].sum(axis=0, dtype=np.int32).argmax())] if rows else "NN"
            found.append(tag)
            before_two, before = before, tag
        return tuple(found)


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
    here = shapes[at]
    left = shapes[at - 1] if at else START[0]
    left_two = shapes[at - 2] if at > 1 else START[1]
    right = shapes[at + 1] if at + 1 < len(words) else "-END-"
    right_two = shapes[at + 2] if at + 2 < len(words) else "-END2-"
    form = "T" if capitals else ("0" if at == 0 else "") + shape(words[at])
    return [
        "b", f"w{here}", f"s3{here[-3:]}", f"s2{here[-2:]}", f"s1{here[-1:]}", f"p{here[0]}", f"f{form}", f"t1{before}",
        f"t2{before_two}", f"t12{before} {before_two}", f"tw{before} {here}", f"l{left}", f"ls{left[-3:]}", f"ll{left_two}",
        f"r{right}", f"rs{right[-3:]}", f"rr{right_two}", f"fs{form} {here[-2:]}", f"lw{left} {here}", f"wr{here} {right}",
    ]  # fmt: skip


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
