"""What stands around an event: the weighed words of its sentences, of its headline and of its whole report."""

from __future__ import annotations

import gzip
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from catena.model import Document
from catena.text.edtf import Days, days_of
from catena.text.stems import stems

Vector = Mapping[str, float]
# A report is known by its heaviest words; more of them change no figure of bench/link, and cost time and memory.
PAGE_WORDS_MAX = 80


@dataclass(frozen=True, slots=True)
class Page:
    """The report that an event stands in, as the linker sees it. Vectors have length one."""

    words: Vector = field(default_factory=dict)
    title: Vector = field(default_factory=dict)
    published: Days | None = None
    outlet: str | None = None


def page_of(document: Document) -> Page:
    """Weigh the words of a report, its furniture left out."""
    text, at = [], 0
    for span in document.furniture:
        text.append(document.text[at : span.start])
        at = max(at, span.end)
    text.append(document.text[at:])
    return Page(
        weigh_words(stems(" ".join(text)), most=PAGE_WORDS_MAX),
        weigh_words(stems(document.title or "")),
        days_of(document.published.value),
        document.outlet,
    )


@cache
def _rarities() -> tuple[dict[str, float], float]:
    data = files("catena.knowledge").joinpath("word_rarity.tsv.gz").read_bytes()
    rows = [line.split("\t") for line in gzip.decompress(data).decode().splitlines()]
    reports = int(rows[0][1])
    return {word: math.log(reports / int(n)) for word, n in rows[1:]}, math.log(reports)


def rarity(word: str) -> float:
    """Give how rare a stem is in reports: the log of one over its share; an unknown one is as rare as can be."""
    table, most = _rarities()
    return table.get(word, most)


def weigh_words(words: Iterable[str], *, most: int | None = None) -> Vector:
    """Make a unit vector of stems by how often each stands and how rare it is; only the heaviest ``most`` of them."""
    found = [((1 + math.log(n)) * rarity(word), word) for word, n in Counter(words).items()]
    if most is not None and len(found) > most:
        found = sorted(found, key=lambda row: (-row[0], row[1]))[:most]
    found.sort(key=lambda row: row[1])
    length = math.sqrt(sum(weight * weight for weight, _ in found)) or 1.0
    return {word: weight / length for weight, word in found}


def likeness(left: Vector, right: Vector) -> float:
    """Give the cosine of two unit vectors."""
    if len(right) < len(left):
        left, right = right, left
    return sum(weight * right[word] for word, weight in left.items() if word in right)


def share_in(part: Vector, whole: Vector) -> float:
    """Give how much of the weight of some words also stands in a report."""
    return sum(weight * weight for word, weight in part.items() if word in whole)
