"""English inflection by rule: enough to find a listed verb or noun in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_IRREGULAR = re.compile(r"^(?P<base>[^()]+)\((?P<past>[^,]+),(?P<participle>[^,]+),(?P<ing>[^)]+)\)$")
_VOWELS = "aeiou"
# One-syllable or finally stressed verbs that double their last consonant.
_DOUBLING = re.compile(r"^(?:.*[^aeiou])?[aeiou][bdglmnprt]$")
_NOT_DOUBLED = ("en", "er", "on", "it", "in", "ot", "el", "et", "im", "ap", "al", "om")
_DOUBLED_ANYWAY = {"abet", "admit", "commit", "rebel", "nab", "plot", "rig", "stab", "shoot", "gun", "kidnap", "pin"}


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form of a word: ``form`` is base, s, past, participle, ing, noun or plural."""

    words: str
    base: str
    form: str


def inflect_verb(entry: str) -> Iterator[Form]:
    """Give the forms of a verb; irregular ones are written ``slay(slew,slain,slaying)``."""
    if match := _IRREGULAR.match(entry):
        base = match["base"]
        yield Form(base, base, "base")
        yield Form(_third_person(base), base, "s")
        yield Form(match["past"], base, "past")
        yield Form(match["participle"], base, "participle")
        yield Form(match["ing"], base, "ing")
        return
    head, _, tail = entry.partition(" ")
    tail = f" {tail}" if tail else ""
    yield Form(entry, entry, "base")
    yield Form(_third_person(head) + tail, entry, "s")
    past = _past(head) + tail
    yield Form(past, entry, "past")
    yield Form(past, entry, "participle")
    yield Form(_ing(head) + tail, entry, "ing")


def inflect_noun(entry: str) -> Iterator[Form]:
    """Give the singular and plural of a noun or noun phrase (its last word takes the plural)."""
    yield Form(entry, entry, "noun")
    head, _, last = entry.rpartition(" ")
    yield Form(f"{head} {_plural(last)}".strip(), entry, "plural")


def _third_person(verb: str) -> str:
    head, _, tail = verb.partition(" ")
    ends_in_o = head[-1:] == "o" and head[-2:-1] not in _VOWELS  # does, goes, vetoes
    return f"{head + 'es' if ends_in_o else _plural(head)} {tail}".strip()


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and len(word) > 1 and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _doubles(verb: str) -> bool:
    if verb in _DOUBLED_ANYWAY:
        return True
    return bool(_DOUBLING.match(verb)) and (len(verb) <= 4 or not verb.endswith(_NOT_DOUBLED))


def _past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + "ed"


def _ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"
