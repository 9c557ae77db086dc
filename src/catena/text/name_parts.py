"""A name taken apart: content words, titles, kunya and filiation, or the words of a body's name. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import lru_cache
from typing import NamedTuple, Protocol

from catena.text.names import name_words

ABD = frozenset({"abd", "abdul", "abdel", "abdal", "abdol", "abdu", "abdi"})
UM = frozenset({"um", "umm", "oum"})
UNSPELLED = frozenset({"of", "the", "and", "for", "in", "al", "de"})
NUMBER_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
DIGITS = {word: str(number) for number, word in enumerate(NUMBER_WORDS)}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}


class Words(Protocol):
    """The tables of words that taking a name apart needs; ``catena.knowledge.name_words`` has them."""

    def __hash__(self) -> int: ...

    @property
    def particles(self) -> Set[str]: ...
    @property
    def filiation(self) -> Set[str]: ...
    @property
    def kunya(self) -> Set[str]: ...
    @property
    def given(self) -> Mapping[str, str]: ...
    @property
    def female(self) -> Set[str]: ...
    @property
    def concepts(self) -> Mapping[str, tuple[str, ...]]: ...
    @property
    def body_words(self) -> Set[str]: ...
    @property
    def body_forms(self) -> Set[str]: ...
    @property
    def weak_body_words(self) -> Set[str]: ...
    @property
    def apart(self) -> Mapping[str, tuple[int, int]]: ...
    @property
    def legal_forms(self) -> Mapping[tuple[str, ...], str]: ...
    @property
    def legal_edges(self) -> Set[str]: ...
    @property
    def states(self) -> Mapping[tuple[str, ...], str]: ...
    @property
    def titles(self) -> Mapping[str, str | None]: ...
    @property
    def title_starts(self) -> Set[str]: ...
    @property
    def also_names(self) -> Set[str]: ...
    @property
    def after(self) -> Set[str]: ...
    @property
    def modifiers(self) -> Set[str]: ...


class PersonName(NamedTuple):
    """A person's name: ``words`` without titles and particles, ``abu:x`` for a kunya, ``fathers`` after bin/ibn."""

    words: tuple[str, ...]
    fathers: frozenset[int]
    gender: str | None
    title: str


class BodyName(NamedTuple):
    """A body's name: telling ``words`` as concepts, as ``spelled``, ``states`` it is of, legal ``form``, acronyms."""

    words: tuple[str, ...]
    spelled: tuple[str, ...]
    weak: tuple[str, ...]
    states: frozenset[str]
    form: str | None
    initials: str
    bracketed: str | None


@lru_cache(maxsize=65536)
def person_name(name: str, words: Words) -> PersonName:
    """Take a person's name apart: titles and particles off, Abd al- and Abu joined to their word."""
    tokens, title, gender = _without_titles(list(name_words(name)), words)
    kept: list[str] = []
    fathers: set[int] = set()
    joined, filial = "", False
    for token in tokens:
        if joined and token in words.particles:
            continue
        if token in words.filiation and kept and not joined:
            filial = True
        elif token in words.kunya and not joined:
            joined = "abdul" if token in ABD else "um:" if token in UM else "abu:"
        elif token in words.particles and len(tokens) > 1 and not joined:
            continue
        else:
            if filial:
                fathers.add(len(kept))
            kept.append(_join(joined, token))
            joined, filial = "", False
    if joined:
        kept.append(joined.rstrip(":"))
    return PersonName(tuple(kept or tokens), frozenset(fathers), gender, title)


@lru_cache(maxsize=65536)
def body_name(name: str, words: Words) -> BodyName:
    """Take a body's name apart: states, legal form and weak words aside, the rest as concepts."""
    bracketed, name = _bracketed(name)
    tokens = _numbers(list(name_words(name)))
    tokens, form = _legal_form(tokens, words)
    tokens, states = _states(tokens, words)
    telling: list[tuple[str, str]] = []
    weak: list[str] = []
    for token in tokens:
        if token in words.weak_body_words or token in words.particles:
            weak.append(token)
        else:
            concepts = words.concepts.get(token) or words.concepts.get(_singular(token)) or (token,)
            telling.extend((concept, token if len(concepts) == 1 else concept) for concept in concepts)
    initials = "".join(token[0] for token in name_words(name) if token not in UNSPELLED)
    return BodyName(
        tuple(concept for concept, _ in telling),
        tuple(spelled for _, spelled in telling),
        tuple(weak),
        frozenset(states),
        form,
        initials,
        bracketed,
    )


@lru_cache(maxsize=65536)
def looks_like_body(name: str, words: Words) -> bool:
    """Say whether a name is rather a body's than a person's, by its words."""
    tokens = name_words(name)
    if not words.body_forms.isdisjoint(tokens):
        return True
    if len(tokens) == 2 and tokens[:1] in words.states and name.split()[-1].isupper() and not name.isupper():
        return True  # Pakistan SC, Nigerian NLC
    return _legal_form(list(tokens), words)[1] is not None and len(tokens) > 1


def _without_titles(tokens: list[str], words: Words) -> tuple[list[str], str, str | None]:
    """Strip titles from both ends; give the rest, the titles and the gender that they tell."""
    title: list[str] = []
    gender: str | None = None
    start, end = 0, len(tokens)
    while start < end - 1 and tokens[start] in words.title_starts:
        length = next(
            (n for n in range(min(5, end - start - 1), 0, -1) if " ".join(tokens[start : start + n]) in words.titles), 0
        )
        if not length and (tokens[start] not in words.modifiers or start + 1 >= end - 1):
            break
        phrase = " ".join(tokens[start : start + max(length, 1)])
        if phrase in words.also_names and end - start < 3 and not title:
            break
        gender = gender or words.titles.get(phrase)
        title.append(phrase)
        start += max(length, 1)
    while end - start > 1 and tokens[end - 1] in words.after:
        end -= 1
    return tokens[start:end], " ".join(title), gender


def _join(joined: str, token: str) -> str:
    if joined == "abdul" and token in {"allah", "ullah", "lah"}:
        return "abdullah"
    return joined + token


def _bracketed(name: str) -> tuple[str | None, str]:
    """Part an acronym in brackets from the name that it stands behind."""
    start, end = name.find("("), name.rfind(")")
    inner = name[start + 1 : end].strip() if 0 < start < end else ""
    if 1 < len(inner) <= 10 and sum(c.isupper() for c in inner) > 1 and " " not in inner:
        return inner.replace(".", "").lower(), (name[:start] + name[end + 1 :]).strip()
    return None, name


def _numbers(tokens: list[str]) -> list[str]:
    """Write number words as digits: Three Percenters, Brigade Forty-Four."""
    found: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        following = DIGITS.get(tokens[at + 1], "") if at + 1 < len(tokens) else ""
        if token in TENS:
            unit = int(following) if following and int(following) < 10 else 0
            found.append(str(TENS[token] + unit))
            at += 2 if unit else 1
            continue
        found.append(DIGITS.get(token, token))
        at += 1
    return found


def _legal_form(tokens: list[str], words: Words) -> tuple[list[str], str | None]:
    """Strip a company's legal form from either end."""
    form: str | None = None
    if not tokens:
        return tokens, form
    for _ in range(2):
        if tokens[0] not in words.legal_edges and tokens[-1] not in words.legal_edges:
            break
        for length in range(min(6, len(tokens) - 1), 0, -1):
            if found := words.legal_forms.get(tuple(tokens[-length:])):
                tokens, form = tokens[:-length], form or found
                break
            if found := words.legal_forms.get(tuple(tokens[:length])):
                tokens, form = tokens[length:], form or found
                break
    return tokens, form


def _states(tokens: list[str], words: Words) -> tuple[list[str], list[str]]:
    """Part the names and adjectives of states from the other words."""
    rest: list[str] = []
    states: list[str] = []
    at = 0
    while at < len(tokens):
        for length in (4, 3, 2, 1):
            window = tuple(tokens[at : at + length])
            code = words.states.get(window) or (words.states.get((_singular(window[0]),)) if length == 1 else None)
            if code and len(window) == length:
                states.append(code)
                at += length
                break
        else:
            rest.append(tokens[at])
            at += 1
    return rest, states


def _singular(token: str) -> str:
    return token[:-1] if token.endswith("s") and len(token) > 3 and not token.endswith("ss") else token
