"""Persons whom the law ties to a crime: arrested on suspicion, charged, convicted, confessing; and crimes nobody claimed.

An arrest or a charge is never guilt: the status says how far the law has gone, and by whose word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from catena.model import Party, PartyStatus, Source, Span
from catena.read.chunks import NounPhrase, VerbGroup
from catena.read.clauses import Clauses, read_clauses
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.triggers import Trigger
from catena.text.sentences import Sentence

_CRIMES = frozenset(
    {
        "death",
        "injury",
        "attack",
        "bomb",
        "abduction",
        "sexual",
        "suicide",
        "chemical",
        "shelling",
        "strike_air",
        "looting",
        "riot",
    }
)
# What the law did, and how far it ties the person to the crime; the longest match first.
_STATUS: tuple[tuple[re.Pattern[str], PartyStatus], ...] = (
    (re.compile(r"^(?:convicted|found guilty|sentenced|jailed|imprisoned|condemned|executed|hanged)\b"), "convicted"),
    (re.compile(r"^(?:confess\w*|admit\w*|pleaded guilty|plead guilty|pleads guilty)\b"), "confessed"),
    (re.compile(r"^(?:charged|accused|indicted|tried|prosecuted|blamed|implicated|wanted|arraigned)\b"), "accused"),
    (
        re.compile(r"^(?:arrest\w*|detain\w*|held|apprehended|suspected|nabbed|questioned|remanded|caught|linked)\b"),
        "suspected",
    ),
)
_LINK = re.compile(
    r"^(?:\W|\w+day|last|this|month|week|year|in|on|and|by|the|police|to|death|life|\d+|years?|prison|also|been|being|two|three|"
    r"counts?|were|was|him|them|her|guilty)*?"
    r"\b(?:of|for|with|over|to|in connection with|in relation to|on suspicion of|on charges of|on a charge of|having|"
    r"responsible for|behind|involved in|involvement in)\b"
)
_NOBODY = re.compile(
    r"\b(?:no (?:one|group|party|side|organi[sz]ation|militant group|armed group)|nobody|none)\b[^.;]{0,30}\bclaimed\b|"
    r"\bno (?:immediate |known )?claims? of responsibility\b|"
    r"\b(?:has|have|had|was|were) (?:not|yet|n[o']t yet)[^.;]{0,20}\bclaimed\b|"
    r"\bwithout (?:apportioning|assigning) blame\b|\bresponsibility (?:has|had) not been\b|"
    r"\b(?:identity|identities) of the (?:attackers?|assailants?|gunm[ae]n|killers?|perpetrators?|kidnappers?)[^.;]{0,30}"
    r"\b(?:unknown|not (?:yet )?(?:been )?(?:known|established|clear))|"
    r"\b(?:unclear|not clear|unknown|not (?:immediately )?known) who (?:was|were|is|are|had|has|carried|fired|planted)\b",
    re.IGNORECASE,
)  # fmt: skip


def find_suspects(
    sentence: Sentence, triggers: Sequence[Trigger], source: Source, lexicon: Lexicon
) -> Iterator[tuple[Party, Span, Trigger]]:
    """Give each person whom the sentence's law verbs tie to one of its crimes."""
    crimes = [t for t in triggers if t.family.name in _CRIMES]
    if not crimes:
        return
    clauses = read_clauses(sentence)
    yield from _involved(sentence, clauses, crimes, source)
    for verb in clauses.verbs:
        start = clauses.tokens[verb.main].start
        tail = sentence.text[start - sentence.start :]
        status = next((s for pattern, s in _STATUS if pattern.match(tail.lower())), None)
        crime = next((t for t in crimes if t.span.start > start), None)
        if status is None or crime is None:
            continue
        between = sentence.text[clauses.tokens[verb.main].end - sentence.start : crime.span.start - sentence.start]
        phrase = _person(clauses, verb, status)
        if phrase is None or len(between) > 110 or not _links(between, clauses, phrase, sentence):
            continue
        words = _words(clauses, phrase)
        if words:
            yield Party(words, status, source.name), clauses.span(phrase), crime


def _involved(
    sentence: Sentence, clauses: Clauses, crimes: Sequence[Trigger], source: Source
) -> Iterator[tuple[Party, Span, Trigger]]:
    """Read "X was behind the attack", "those responsible for", "X faces charges of kidnapping"."""
    for found in _INVOLVED.finditer(sentence.text):
        at = sentence.start + found.start()
        crime = next((t for t in crimes if 0 <= t.span.start - (sentence.start + found.end()) <= 60), None)
        verb = next(
            (v for v in clauses.verbs if clauses.tokens[v.first].start <= at < clauses.tokens[v.last - 1].end), None
        )
        phrase = clauses.subject(verb) if verb is not None else None
        if crime is None or phrase is None:
            continue
        words = _words(clauses, phrase)
        hedged = (
            re.search(r"alleg|suspect|believ|may|might|could|apparent", sentence.text[: found.end()].lower())
            is not None
        )
        if words:
            yield Party(words, "suspected" if hedged else "accused", source.name), clauses.span(phrase), crime


_INVOLVED = re.compile(
    r"\b(?:(?:is|are|was|were|be|been|being) (?:directly |allegedly |reportedly |also )?(?:involved in|responsible for|behind|"
    r"complicit in|implicated in)|took part in|participated in|fac(?:e|es|ed|ing) (?:\w+ ){0,2}charges\b)"
)


def nobody_claims(sentence: Sentence) -> Span | None:
    """Give the words that say that nobody claimed it or that nobody knows who did it."""
    found = _NOBODY.search(sentence.text)
    return Span(sentence.start + found.start(), sentence.start + found.end()) if found is not None else None


def _person(clauses: Clauses, verb: VerbGroup, status: PartyStatus) -> NounPhrase | None:
    """Give the person: subject of a passive or of a confession, object of an active verb."""
    if status == "confessed" or verb.passive:
        return clauses.subject(verb)
    if clauses.has_object(verb):
        return clauses.noun_from(verb.last) or clauses.noun_from(verb.last + 1)
    return None


def _links(between: str, clauses: Clauses, person: NounPhrase, sentence: Sentence) -> bool:
    """Say whether "of", "for", "on suspicion of" ties the law's verb to the crime, the person's words passed over."""
    start, end = (
        clauses.tokens[person.first].start - sentence.start,
        clauses.tokens[person.last - 1].end - sentence.start,
    )
    words = sentence.text[start:end]
    return _LINK.match(between.replace(words, "", 1).lower()) is not None


def _words(clauses: Clauses, phrase: NounPhrase) -> str:
    first = phrase.first
    while first < phrase.head and clauses.tags[first] in {"DT", "PRP$", "PDT"}:
        first += 1
    tokens = clauses.tokens[first : phrase.last]
    if len(tokens) == 1 and clauses.tags[first] in {"PRP", "CD", "EX"}:
        return ""
    pieces = [("" if i and tokens[i - 1].end == t.start else " ") + t.text for i, t in enumerate(tokens)]
    return "".join(pieces).strip(' ,;:“”"()')
