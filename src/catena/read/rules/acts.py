"""What a plain "said" does: deny, threaten, promise, condemn or accuse, by what is said."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from catena.knowledge import read_table
from catena.model import Act, SourceKind

# Set by train/acts.py: the share right of assertions and accusations is flat from .35 to .50 (.77 to .79).
ACCUSE_MIN = 0.4
# "It was not clear who carried it out" and "no immediate claim" deny nothing.
_UNKNOWN = r"(?:clear|known|sure|certain|say|said|immediate|specify)\b"
# "Had been told never to shoot" is an order, "claims never to have shot" a denial.
_NO_ORDER = r"(?!\W+to\b(?!\W+have\b))"
_BY_WORDS = r"\bby (?:\w[\w-]* ){0,3}"
_WORD = re.compile(r"\w+")
_START_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Said:
    """What is said and how: the sentence, its cue's words, the speaker's kind, and whether it names a doer of harm."""

    text: str
    cue: str = ""
    kind: SourceKind = "institution"
    named: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A group of words as one pattern, tried only at words that begin as one of them does.

    ``beside`` are the beginnings of which a text must hold one more, where the pattern is of two words.
    """

    pattern: re.Pattern[str]
    starts: frozenset[str]
    beside: frozenset[str] | None = None

    def is_in(self, text: str) -> bool:
        """Say whether a text holds a word of the group."""
        places = _places_by_start(text)
        if self.beside is not None and self.beside.isdisjoint(places):
            return False
        return any(self.pattern.match(text, at) for start in self.starts & places.keys() for at in places[start])


@dataclass(frozen=True, slots=True)
class ActWords:
    """The compiled groups of words, and the weights of accusation."""

    groups: Mapping[str, Group]
    weights: Mapping[str, float]

    def has(self, group: str, text: str) -> bool:
        """Say whether a text holds a word of a group."""
        return self.groups[group].is_in(text)


@cache
def open_acts() -> ActWords:
    """Compile the table ``acts`` and read the weights, once per process."""
    table = read_table("acts")
    groups = {name: _group(rows) for name, rows in table.items() if isinstance(rows, list)}
    deeds, negations, agents = (_alternatives(table[n]) for n in ("denied_deeds", "negation", "agents"))
    groups["denied deed"] = Group(
        re.compile(rf"\b(?:{negations})\b{_NO_ORDER}(?:\W+(?!{_UNKNOWN})\w+){{0,3}}?\W+(?:{deeds})\b", re.IGNORECASE),
        _starts_of(table["negation"]),
        _starts_of(table["denied_deeds"]),
    )
    charges, falsehoods = (_alternatives(table[n]) for n in ("charges", "falsehoods"))
    called = r"[^.;]{0,80}?(?:\bas|\bis|\bare|\bwas|\bwere|“|\")\W*(?:\w+ )?"
    groups["false charge"] = Group(
        re.compile(rf"\b(?:{charges})\b{called}(?:{falsehoods})\b", re.IGNORECASE),
        _starts_of(table["charges"]),
        _starts_of(table["falsehoods"]),
    )
    groups["by agent"] = Group(
        re.compile(rf"{_BY_WORDS}(?:{agents})\b", re.IGNORECASE), frozenset({"by"}), _starts_of(table["agents"])
    )
    return ActWords(groups, dict(read_table("act_weights")["accuse"]))


def _group(rows: Sequence[str]) -> Group:
    return Group(re.compile(rf"\b(?:{_alternatives(rows)})\b", re.IGNORECASE), _starts_of(rows))


def _starts_of(rows: Iterable[str]) -> frozenset[str]:
    """Give the first letters of the first word of each row; a star behind fewer would hide what the word begins with."""
    return frozenset(_WORD.findall(row.replace("_", " ").casefold())[0][:_START_LETTERS] for row in rows)


@lru_cache(maxsize=64)
def _places_by_start(text: str) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for word in _WORD.finditer(text):
        places.setdefault(word[0].casefold()[:_START_LETTERS], []).append(word.start())
    return places


def _alternatives(rows: Iterable[str]) -> str:
    escaped = sorted((re.escape(row) for row in rows), key=lambda row: (-len(row), row))
    starred = (row.replace(r"\*", r"\w*").replace("'", "['’]").replace("_", r"(?:\W+\w+){1,3}?\W+") for row in escaped)
    return "|".join(row.replace(r"\ ", r"\s+") for row in starred)


def refine_act(act: Act, said: Said) -> Act:
    """Refine what a verb tells by what is said: a plain assertion may deny, threaten, promise, condemn or accuse."""
    words = open_acts()
    if act == "orders" and not words.has("ordering_verbs", said.cue):
        return "condemns" if words.has("condemnation", said.text) else "asserts"
    if act == "threatens" and said.cue.lower().startswith("warn"):
        return act if words.has("threat", said.text) or not words.has("doubt", said.text) else "asserts"
    if act == "denies" and _refuses(said, words):
        return "asserts"
    return act if act != "asserts" else _plain(said, words)


def _refuses(said: Said, words: ActWords) -> bool:
    """Say whether what is rejected is a call or a plea, not a charge."""
    at = said.text.lower().find(said.cue.lower())
    return bool(said.cue) and words.has("refusable", " ".join(said.text[at + len(said.cue) :].split()[:3]))


# "15 of whom had nothing to do with crime" says it of the victims.
_OF_VICTIMS = re.compile(r"\bwho(?:m)? (?:had|have|has) nothing to do with\b", re.IGNORECASE)


def _plain(said: Said, words: ActWords) -> Act:
    told = _OF_VICTIMS.sub("", said.text)
    acts: list[tuple[Act, bool]] = [
        ("claims responsibility", words.has("own_deed", told)),
        ("threatens", words.has("threat", told)),
        ("denies", any(words.has(g, told) for g in ("denial", "denied deed", "false charge"))),
        ("promises", words.has("promise", told)),
        ("condemns", words.has("condemnation", told)),
        ("accuses", accusation(said) >= ACCUSE_MIN),
    ]
    return next((act for act, holds in acts if holds), "asserts")


def accusation(said: Said) -> float:
    """Give the probability that an assertion accuses someone, by the learned weights (logistic regression)."""
    words = open_acts()
    score = words.weights["bias"] + sum(
        words.weights.get(name, 0.0) * value for name, value in accusing_features(said, words).items()
    )
    return 1 / (1 + math.exp(-score))


_PLAIN_GROUPS = (
    "wrongdoing", "guilt", "banned_weapons", "civilians", "fighting", "fighters_lost", "agents", "by agent", "strikes", "harm",
    "aftermath", "doubt", "first_person", "modal",
)  # fmt: skip


def accusing_features(said: Said, words: ActWords) -> dict[str, float]:
    """Give the features of an accusation: groups of words met, who does harm to whom, who says it and by what verb."""
    met = {name: float(words.has(name, said.text)) for name in _PLAIN_GROUPS}
    named = float(said.named)
    return met | {
        "named doer": named,
        "quoted": float(any(mark in said.text for mark in '“”"')),
        "plain cue": float(words.has("plain_cues", said.cue)),
        "alleging cue": float(words.has("alleging_cues", said.cue)),
        "named speaker": float(said.kind == "named"),
        "named doer, civilians": named * met["civilians"],
        "named doer, fighting": named * met["fighting"],
        "agent, wrongdoing": met["agents"] * met["wrongdoing"],
        "agent, harm, civilians": met["agents"] * met["harm"] * met["civilians"],
        "by agent, civilians": met["by agent"] * met["civilians"],
        "agent, strike, civilians": met["agents"] * met["strikes"] * met["civilians"],
        "length": min(len(said.text), 400) / 400,
    }
