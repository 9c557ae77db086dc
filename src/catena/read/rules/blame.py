"""Whom an act of speech ties to a deed: accusations, blame laid on each other, claims of responsibility."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from catena.model import Party, Source, Span
from catena.read.clauses import joined, read_clauses
from catena.read.rules.attribution import Attribution
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.party_names import party_words
from catena.read.rules.phrase import Phrase, phrase_right
from catena.read.rules.triggers import Trigger
from catena.text.sentences import Sentence

_BLAME = re.compile(
    r"\b(?:blamed?|blames|blaming|accus(?:ed|es|ing|e)|implicat(?:ed|es|ing)|point(?:ed|s|"
    r"ing)? (?:the finger )?(?:to|at)|h[eo]ld(?:s|ing)? responsible)\b",
    re.IGNORECASE,
)
_BLAMED_ON = re.compile(
    r"\b(?:blamed on|attributed to|pinned on|blamed? (?:[^,.;]{3,60}?) on|attributed (?:[^,.;]{3,60}?) to)\s+",
    re.IGNORECASE,
)
_LATER_ON = re.compile(
    r"[^,.;:]{3,120}\bon (?!(?:the )?(?:\d|[A-Z][a-z]+day\b|behalf|suspicion|charges|condition|Twitter|Facebook))"
)


@dataclass(frozen=True, slots=True)
class Accused:
    """A party with its span and the trigger it is tied to (None: the sentence's event, whichever it is)."""

    party: Party
    span: Span
    trigger: Trigger | None


def parties_by_act(
    sentence: Sentence, attribution: Attribution, lexicon: Lexicon, armed: frozenset[str], triggers: Sequence[Trigger]
) -> list[Accused]:
    """Give the parties that an act of speech ties to a deed: whom it blames, or who claims it."""
    act, source = attribution.act, attribution.source
    body = _claiming_body(sentence, attribution, armed)
    if act == "claims responsibility" or (
        act == "asserts" and body and _CLAIMS_DEED.match(_tail(sentence, attribution))
    ):
        named = set(re.findall(r"\w+", source.name.lower()))
        if not body and named & lexicon.words["watcher_nouns"] and named != {"the", "group"}:
            return []  # "claimed by the group", and the last group named was one that watches
        if _NOBODY.match(source.name):
            return []
        party = Party(body or source.name, "claims", source.name)
        return [Accused(party, attribution.speaker or attribution.cue, None)]
    if act == "accuses" and _EACH_OTHER.search(sentence.text[attribution.cue.start - sentence.start :]):
        return _each_other(sentence, attribution, lexicon)
    if act == "accuses":
        phrase = _blamed(sentence, attribution, lexicon)
        if phrase is not None and not _accuses_of_words(sentence, phrase, triggers):
            words = party_words(sentence.tokens, phrase, lexicon)
            if words and words.lower() not in {"him", "her", "it", "them", "each other", "being", "us"}:
                return [Accused(Party(words, "accused", source.name), phrase.span(sentence.tokens), None)]
    return []


_WAS_BLAMED_ON = re.compile(
    r"\b(?:was|were|been|is|are)(?: \w+ly)? (?:blamed on|attributed to|pinned on|ascribed to)\s+", re.IGNORECASE
)


def blamed_on(sentence: Sentence, source: Source, lexicon: Lexicon) -> Iterator[tuple[Party, Span]]:
    """Read "the attack was blamed on rebels", where nobody is named as blaming."""
    for match in _WAS_BLAMED_ON.finditer(sentence.text):
        at = sentence.start + match.end()
        first = next((i for i, t in enumerate(sentence.tokens) if t.start >= at and t.is_word), None)
        phrase = phrase_right(sentence.tokens, first) if first is not None else None
        words = party_words(sentence.tokens, phrase, lexicon) if phrase else ""
        if phrase and words:
            yield Party(words, "accused", source.name), phrase.span(sentence.tokens)


_CLAIMS_DEED = re.compile(
    r"claim\w*\s+(?:(?:the|a|an|its|their|\w+ly|suicide|car|truck|drone|rocket|bomb|deadly|\w+day['’]s)\s+)*"
    r"(?:attacks?|bombings?|blasts?|assaults?|strikes?|shootings?|killings?|raids?|ambush\w*|kidnappings?|abductions?)\b",
    re.IGNORECASE,
)


def _tail(sentence: Sentence, attribution: Attribution) -> str:
    return sentence.text[attribution.cue.start - sentence.start :]


def _claiming_body(sentence: Sentence, attribution: Attribution, armed: frozenset[str]) -> str:
    """Give the known armed body for which a person or its fighters claim a deed; "" where none is named before the cue."""
    if attribution.source.kind == "institution":
        return ""
    before = [s for s in spans_of(sentence, armed) if s.end <= attribution.cue.start]
    nearest = max(before, key=lambda s: (s.end, s.end - s.start), default=None)
    return sentence.text[nearest.start - sentence.start : nearest.end - sentence.start] if nearest is not None else ""


_NOBODY = re.compile(r"(?:nobody|no[ -]one|none|neither|no \w+)\b", re.IGNORECASE)
_EACH_OTHER = re.compile(r"\b(?:each other|one another)\b", re.IGNORECASE)


def _each_other(sentence: Sentence, attribution: Attribution, lexicon: Lexicon) -> list[Accused]:
    """Read "the army and the rebels blamed each other": each accuses the other."""
    clauses = read_clauses(sentence)
    at = next(i for i, t in enumerate(clauses.tokens) if t.start >= attribution.cue.start)
    verb = clauses.verb_at(at)
    subject = clauses.subject(verb) if verb is not None else None
    sides = joined(clauses, subject) if subject is not None else ()
    if len(sides) != 2:
        return []
    names = [party_words(sentence.tokens, Phrase(n.first, n.last), lexicon) for n in sides]
    rows = zip(names, sides, reversed(names), strict=True)
    return [Accused(Party(name, "accused", by), clauses.span(noun), None) for name, noun, by in rows if name and by]


def _blamed(sentence: Sentence, attribution: Attribution, lexicon: Lexicon) -> Phrase | None:
    """Find whom an accusation names: "accused Y of", "blamed Y for", "blamed … on Y", "pointed to Y"."""
    tail = sentence.text[attribution.cue.start - sentence.start :]
    if (on := _BLAMED_ON.search(tail)) is not None:
        later = _LATER_ON.match(tail, on.end())  # "blamed the attack on the church on rebels"
        at = attribution.cue.start + (later.end() if later is not None else on.end())
    elif (direct := _BLAME.search(tail)) is not None:
        at = attribution.cue.start + direct.end()
    else:
        return None
    first = next((i for i, t in enumerate(sentence.tokens) if t.start >= at and t.is_word), None)
    if first is None:
        return None
    end = next(
        (
            i
            for i in range(first, len(sentence.tokens))
            if sentence.tokens[i].lower in {"of", "for"}
            and sentence.tokens[i - 1].lower not in {"government", "army", "ministry", "state", "party"}
        ),
        None,
    )
    phrase = phrase_right(sentence.tokens, first)
    if end is not None and phrase.first < end < phrase.last:
        phrase = Phrase(phrase.first, end)
    return phrase if phrase else None


_OF_HARM = re.compile(
    r"\b(?:attack\w*|kill\w*|murder\w*|violen\w+|crimes?|abus\w+|atrocit\w+|massacre\w*|genocide|tortur\w+|behind|"
    r"responsib\w+|involve\w*|role|complicity|orchestrat\w+|mastermind\w*|plann\w+|carry\w*|us(?:e|ing)|target\w*|fir(?:e|ing)|"
    r"bomb\w*|shell\w*|backing|arming|harbou?r\w*|support\w*|sponsor\w*|terror\w*|violat\w+|detain\w*|abduct\w*|repress\w+|"
    r"aggression|provok\w+|breach\w*|burn\w*|loot\w*|rap(?:e|ing)|hit(?:ting)?|strik\w+|execut\w+|intimidat\w+|harass\w*|"
    r"persecut\w+|plot\w*|sabotag\w+|kidnap\w*|shoot\w*|fabricat\w+)\b",
    re.IGNORECASE,
)


_OF_IT = re.compile(r"\s*of (?:it|them|this|that|both|doing so)\b", re.IGNORECASE)


def _accuses_of_words(sentence: Sentence, phrase: Phrase, triggers: Sequence[Trigger]) -> bool:
    """Say whether somebody is accused of something that is no harm: "accused its allies of lying"."""
    end = phrase.span(sentence.tokens).end
    tail = sentence.text[end - sentence.start :][:_NEAR]
    if not tail.lower().lstrip().startswith("of ") or _OF_HARM.search(tail) or _OF_IT.match(tail):
        return False
    return not any(end <= t.span.start <= end + _NEAR for t in triggers)


_NEAR = 60  # characters within which the deed follows whom it is laid to


def spans_of(sentence: Sentence, names: Iterable[str]) -> Iterator[Span]:
    """Give where any of some names stands in a sentence."""
    for name in names:
        at = sentence.text.find(name)
        if at >= 0:
            yield Span(sentence.start + at, sentence.start + at + len(name))
