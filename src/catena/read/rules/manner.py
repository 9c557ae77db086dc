"""In what manner a telling is told: as an act, a noun, a habit, a past; and whether the headline speaks of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from catena.model import Span
from catena.read.clauses import read_clauses
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.tellings import Telling
from catena.read.rules.triggers import Trigger
from catena.text.sentences import Sentence

_SEPARATE = re.compile(
    r"^(?:\W*)(?:another|separately|elsewhere|meanwhile|in a separate|in another|also (?:in|on)|in other)\b|"
    r"\b(?:in a separate|in another|(?:nearby|neighbou?ring) (?:town|village|district|area|neighbou?rhood)|"
    r"another (?:attack|strike|blast|bomb|airstrike|incident|explosion|shell|rocket|drone|officer|man|woman|"
    r"journalist)|a second|a separate)\b",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(
    {"he", "she", "him", "her", "they", "them", "both", "the two", "the pair", "the victim", "the victims"}
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_HABIT = re.compile(
    r"\b(?:often|usually|frequently|routinely|regularly|always|commonly|typically|every (?:day|week|month|year)|annual|daily|"
    r"repeatedly|many times|increasingly|widespread|systematic\w*|wave of|spate of|series of|number of|cases of|incidents of|"
    r"crimes?|victims of|perpetrators of|acts? of)\b",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\b(?:since \d{4}|(?:for|in|over) (?:the )?(?:past |last |recent |several |many )?(?:years|months|weeks|decades)|"
    r"(?:years?|months?|weeks?|decades?)-long|(?:has|have|had) been \w+ing|has been|have been)\b",
    re.IGNORECASE,
)
_AFTER = frozenset(
    {"after", "since", "following", "before", "amid", "despite", "over", "during", "where", "who", "which", "whose"}
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What of a document bears on how its tellings are told."""

    text: str
    headline: frozenset[str]
    quotations: Sequence[Span]
    lexicon: Lexicon


def find_cues(sentence: Sentence, telling: Telling, slots: Set[str], setting: Setting, *, lead: bool) -> list[str]:
    """Name what bears on whether a telling stands alone or joins; ``slots`` are those of its claims."""
    first = telling.triggers[0]
    at = next(i for i, t in enumerate(sentence.tokens) if t.start == first.span.start)
    before = [t.lower for t in sentence.tokens[max(0, at - 2) : at]]
    anaphoric = set(before) & setting.lexicon.words["anaphoric_determiners"] or "".join(before[-1:]).endswith("'s")
    definite = not first.is_verb and bool(anaphoric)
    reference = not telling.anchored and (definite or not slots & {"killed", "wounded", "abducted", "date", "place"})
    weak = (
        telling.families in {("death",), ("injury",), ("attack",), ("legal",)}
        and not telling.harms
        and not any(t.is_verb for t in telling.triggers)
    )
    harmed = {setting.text[h.span.start : h.span.end].lower() for h in telling.harms}
    cues = [
        ("headline", sentence.is_title), ("lead", lead), ("definite", definite), ("reference", reference or weak),
        ("separate", _SEPARATE.search(sentence.text) is not None), ("total", telling.total),
        ("quoted", any(q.covers(first.span) for q in setting.quotations)),
        ("hypothetical", all(t.hypothetical for t in telling.triggers)), ("pronoun", bool(harmed & _PRONOUNS)),
        ("sweeping", not slots & {"date", "place"} and is_sweeping(sentence, first)),
    ]  # fmt: skip
    return [name for name, holds in cues if holds] + list(find_manner(sentence, first, setting.headline))


def find_manner(sentence: Sentence, trigger: Trigger, title: frozenset[str]) -> Iterator[str]:
    """Name how the telling at ``trigger`` is told; ``title`` are the words of the headline (see title_words)."""
    clauses = read_clauses(sentence)
    tag = clauses.tags[trigger.last - 1]
    before = [t.lower for t in sentence.tokens[max(0, trigger.first - 4) : trigger.first]]
    group = clauses.verb_at(trigger.first)
    opening = clauses.tags[group.first] if group is not None else tag
    if trigger.is_verb:
        yield "told by verb"
        if opening in {"VBZ", "VBP", "MD"} and not sentence.is_title:
            yield "told in present"
        if tag == "VBG" and opening == "VBG":
            yield "told by participle"
        if opening == "VBN":
            yield "told in passing"
    elif trigger.form == "plural" or tag == "NNS":
        yield "told in plural"
    elif before[-1:] and ({"a", "an", "another"} & set(before)):
        yield "told as new"
    if set(before) & _AFTER:
        yield "told behind"
    if _HABIT.search(sentence.text):
        yield "told as habit"
    if _LASTING.search(sentence.text):
        yield "told as lasting"
    shared = len(title_words(sentence.text) & title)
    if title and not sentence.is_title:
        yield "headline shared" if shared >= 3 else "headline touched" if shared else "headline apart"


def is_sweeping(sentence: Sentence, trigger: Trigger) -> bool:
    """Say whether a perfect tense counts hundreds or thousands of no day: "thousands have been killed in the conflict"."""
    group = read_clauses(sentence).verb_at(trigger.last - 1)
    if group is None or not trigger.is_verb:
        return False
    perfect = (
        sentence.tokens[group.first].lower in {"have", "has"}
        or "have" in sentence.text[: trigger.span.start - sentence.start].split()[-4:]
    )
    return perfect and _SWEEP.search(sentence.text) is not None


_SWEEP = re.compile(
    r"\b(?:hundreds|thousands|tens of thousands|scores|dozens|many|countless|millions)\b", re.IGNORECASE
)


def title_words(text: str) -> frozenset[str]:
    """Give the longer words of a text, cut to their stems' first six letters."""
    return frozenset(w.lower()[:6] for w in _WORD.findall(text))
