"""Words that names are made of (given names, particles, titles, concepts of group names), ready to look up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from catena.errors import KnowledgeError
from catena.knowledge import read_table

Gender = Literal["female", "male"]


@dataclass(frozen=True, slots=True, eq=False)
class NameWords:
    """Look-up tables of folded words; see ``name_words.yaml`` and ``ranks.yaml`` for what each holds.

    ``given``, ``concepts`` and ``states`` map a word to the key of its row; ``titles`` maps a title phrase
    to the gender it tells (None where it tells none); ``legal_forms`` maps a form (words) to its class.
    ``apart`` maps a word to (question, answer): names with two answers to one question are two names.
    ``body_forms`` are the words of bodies in every language of ``concepts``. ``title_starts`` and
    ``legal_edges`` are the words that a title starts with, a legal form starts or ends with.
    """

    particles: frozenset[str]
    filiation: frozenset[str]
    kunya: frozenset[str]
    given: Mapping[str, str]
    female: frozenset[str]
    concepts: Mapping[str, tuple[str, ...]]
    body_words: frozenset[str]
    body_forms: frozenset[str]
    weak_body_words: frozenset[str]
    beside_names: frozenset[str]
    small_words: frozenset[str]
    common_words: frozenset[str]
    state_styles: frozenset[str]
    apart: Mapping[str, tuple[int, int]]
    legal_forms: Mapping[tuple[str, ...], str]
    states: Mapping[tuple[str, ...], str]
    legal_edges: frozenset[str]
    titles: Mapping[str, Gender | None]
    title_starts: frozenset[str]
    also_names: frozenset[str]
    after: frozenset[str]
    modifiers: frozenset[str]
    offices: frozenset[str]


@cache
def load_name_words() -> NameWords:
    """Load the words of names from the installed tables, once per process.

    Raises KnowledgeError where a word stands in two rows of given names.
    """
    words, ranks = read_table("name_words"), read_table("ranks")
    concepts = {form: (row[0],) for row in words["concepts"] for form in row}
    concepts |= {form: tuple(parts) for form, parts in words["compounds"].items()}
    titles = _titles(ranks)
    body_words = frozenset(words["body_words"])
    legal_forms = {tuple(form.split()): key for key, forms in words["legal_forms"].items() for form in forms}
    return NameWords(
        particles=frozenset(words["particles"]),
        filiation=frozenset(words["filiation"]),
        kunya=frozenset(words["kunya"]),
        given=_rows(words["given"]),
        female=frozenset(words["female"]),
        concepts=concepts,
        body_words=body_words,
        body_forms=body_words | {form for form, parts in concepts.items() if parts[0] in body_words},
        weak_body_words=frozenset(words["weak_body_words"]),
        beside_names=frozenset(words["beside_names"]),
        small_words=frozenset(words["small_words"]),
        common_words=frozenset(words["common_words"]),
        state_styles=frozenset(words["state_styles"]),
        apart={
            word: (question, answer)
            for question, rows in enumerate(words["apart"])
            for answer, row in enumerate(rows)
            for word in row
        },
        legal_forms=legal_forms,
        legal_edges=frozenset(word for form in legal_forms for word in (form[0], form[-1])),
        states={tuple(form.split()): code for code, forms in words["states"].items() for form in forms},
        titles=titles,
        title_starts=frozenset(title.split()[0] for title in titles) | frozenset(ranks["modifiers"]),
        also_names=frozenset(ranks["also_names"]),
        after=frozenset(ranks["after"]),
        modifiers=frozenset(ranks["modifiers"]),
        offices=frozenset(ranks["offices"]),
    )


def _rows(rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Map each form to the first of its row."""
    found: dict[str, str] = {}
    for row in rows:
        for form in row:
            if found.setdefault(form, row[0]) != row[0]:
                raise KnowledgeError(f"{form!r} stands in two rows of name_words.yaml: {found[form]} and {row[0]}")
    return found


def _titles(ranks: Mapping[str, object]) -> dict[str, Gender | None]:
    address = ranks["address"]
    if not isinstance(address, Mapping):
        raise KnowledgeError("ranks.yaml: address is not a mapping of male, female and any")
    titles: dict[str, Gender | None] = {}
    for gender in ("male", "female"):
        titles |= dict.fromkeys(_phrases(address[gender]), gender)
    titles |= dict.fromkeys(_phrases(address["any"]))
    titles |= dict.fromkeys(_phrases(ranks["ranks"]))
    titles |= dict.fromkeys(_phrases(ranks["offices"]))
    return titles


def _phrases(forms: object) -> Iterable[str]:
    if not isinstance(forms, list):
        raise KnowledgeError(f"ranks.yaml: expected a list of titles, got {forms!r}")
    return (" ".join(re.findall("[a-z0-9]+", str(form).lower())) for form in forms)


@dataclass(frozen=True, slots=True)
class NameScorer:
    """Learned weights of the measures of two names, in the order of ``measures``, with the bias and thresholds."""

    bias: float
    weights: tuple[float, ...]
    measures: tuple[str, ...]
    same_min: float
    different_max: float


@cache
def load_name_scorer() -> NameScorer:
    """Load the weights that ``train/names.py`` wrote, once per process."""
    table = read_table("name_scorer")
    return NameScorer(
        bias=table["bias"],
        weights=tuple(table["weights"].values()),
        measures=tuple(table["weights"]),
        same_min=table["same_min"],
        different_max=table["different_max"],
    )
