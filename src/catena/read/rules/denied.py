"""Who is said not to have done it: "the army denied that its men fired", "police said they had not detained her".

A denial ties a party to a deed only as denying it; nothing that stands inside a denial is an accusation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from catena.model import Party, Span
from catena.read.chunks import NounPhrase, VerbGroup
from catena.read.clauses import Clauses, read_clauses
from catena.read.rules.attribution import Attribution
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.phrase import Phrase, words_of
from catena.read.rules.speakers import name_speaker
from catena.read.rules.triggers import Trigger
from catena.text.sentences import Sentence

_OBJECT = re.compile(
    r"\b(?:involvement|responsib\w+|carrying|attack\w*|killing\w*|accus\w+|allegation\w*|charge[sd]?|claim\w*|role|reports?|"
    r"reporting|targeting|behind|links?|guilt|wrongdoing|blame|hand)\b",
    re.IGNORECASE,
)
# "Dismissed the government's appeal", "rejected the results of the vote": a ruling or a protest, not a denial.
_PLEA = re.compile(
    r"(?:[^\w.;]+[\w’'-]+){0,4}?[^\w.;]+(?:appeals?|petitions?|pleas?|motions?|bail|lawsuits?|cases?|requests?|bids?|proposals?|"
    r"complaints?|calls?|offers?|results?|votes?|elections?|outcomes?|polls?|deals?|plans?|agreements?|resolutions?|demands?|"
    r"terms|talks|truces?|ceasefires?|ultimatums?|sentences?|verdicts?|rulings?|laws?|bills?|authority|legitimacy)\b",
    re.IGNORECASE,
)
_IT = re.compile(r"\s+(?:it|this|that|both)\s*(?:[.,;]|$)", re.IGNORECASE)
_NOT_INVOLVED = re.compile(
    r"\b(?:not|never|no)\b[^.;]{0,20}\b(?:involved|responsible|behind|carried out|role in|hand in|link to|connection)",
    re.IGNORECASE,
)
_NOT_BEHIND = re.compile(
    r"\b(?:is|are|was|were|had|has|have) (?:in no way |not |never |n[o']t )(?:\w+ )?(?:involved|responsible|behind|to blame)\b|"
    r"\b(?:had|has|have) (?:no|nothing)(?: \w+)? (?:role|hand|part|involvement|connection|links?|to do)\b",
    re.IGNORECASE,
)
# "Had been told never to shoot", "that he was not hurt".
_IS_NO_DEED = re.compile(
    r"\sto\s*$|\b(?:am|is|are|was|were|been|be)\s+(?:not|never)\s*$|\b(?:is|are|was|were)n['’]t\s*$", re.IGNORECASE
)
_NO_HARM = frozenset({"protest", "agreement"})  # "denied that it had leave for the march" denies no deed
_NOT_DONE = re.compile(r"\b(?:not|never|n['’]t)\b", re.IGNORECASE)
_SELF = frozenset({"it", "they", "he", "she", "we", "i", "who"})
_REACH = 60  # characters from a denial to what it denies


def find_denied(
    sentence: Sentence, triggers: Sequence[Trigger], attributions: Sequence[Attribution], lexicon: Lexicon
) -> Iterator[tuple[Party, Span, Trigger | None]]:
    """Give each party that a sentence's speakers say did not do it, with the trigger that is denied where one stands there."""
    for attribution in attributions:
        if attribution.act == "denies":
            yield from _denied_by(sentence, triggers, attribution, lexicon)
    yield from _not_done(sentence, triggers, attributions, lexicon)


def who_denies(sentence: Sentence, attribution: Attribution, lexicon: Lexicon, bodies: frozenset[str]) -> Attribution:
    """Name whom "it" or "they" stands for in "X is suspected of it; it has denied any role", "Y blamed X, but they deny it"."""
    speaker = attribution.speaker
    if attribution.act != "denies" or speaker is None or attribution.source.name.lower() not in {"it", "they"}:
        return attribution
    before = sentence.text[: speaker.start - sentence.start]
    clauses = read_clauses(sentence)
    blame = next(iter(reversed(list(_BLAMED.finditer(before)))), None)
    if blame is None:
        return attribution
    at = next((i for i, t in enumerate(clauses.tokens) if t.start >= sentence.start + blame.end()), len(clauses.tokens))
    verb = clauses.verb_at(at - 1) if blame["passive"] else None
    noun = clauses.noun_from(at) if verb is None else clauses.subject(verb)
    named = name_speaker(_words(clauses, noun), lexicon, bodies) if noun is not None else None
    return replace(attribution, source=named) if named is not None else attribution


_BLAMED = re.compile(
    r"\b(?P<passive>(?:is|are|was|were|been|being) (?:\w+ )?(?:suspected|accused|blamed|believed|alleged|thought|charged))\b|"
    r"\b(?:accus|blam)(?:es?|ed|ing)\b",
    re.IGNORECASE,
)


def denial_scopes(sentence: Sentence, attributions: Sequence[Attribution]) -> list[Span]:
    """Give the stretches of a sentence that are denied: from a denial to the next that somebody says."""
    cues = sorted(a.cue.start for a in attributions)
    return [
        Span(a.cue.end, next((c for c in cues if c > a.cue.start), sentence.end))
        for a in attributions
        if a.act == "denies"
    ]


def negate_denied(
    sentence: Sentence, triggers: Sequence[Trigger], attributions: Sequence[Attribution]
) -> tuple[Trigger, ...]:
    """Negate the verbs inside a denial ("denied that anybody was killed"); "denied a part in the attack" leaves the attack."""
    scopes = denial_scopes(sentence, attributions)
    return tuple(
        replace(t, negated=True) if t.is_verb and any(s.covers(t.span) for s in scopes) else t for t in triggers
    )


def _denied_by(
    sentence: Sentence,
    triggers: Sequence[Trigger],
    attribution: Attribution,
    lexicon: Lexicon,
) -> Iterator[tuple[Party, Span, Trigger | None]]:
    source = attribution.source
    tail = sentence.text[attribution.cue.end - sentence.start :]
    if _PLEA.match(tail):
        return
    deeds = (t for t in triggers if t.family.name not in _NO_HARM)
    told = next((t for t in deeds if t.span.start >= attribution.cue.end), None)
    named = _OBJECT.search(tail[:_REACH]) or _IT.match(tail) or _NOT_INVOLVED.search(sentence.text)
    if told is None and not named:
        return
    clauses = read_clauses(sentence)
    at = next((i for i, t in enumerate(clauses.tokens) if t.start >= attribution.cue.end), len(clauses.tokens))
    at += at < len(clauses.tokens) and clauses.tokens[at].lower == "that"
    other = _doer_at(clauses, at, lexicon)
    if other is not None and told is None:
        return  # "denied that the group had a permit": no deed
    if other is not None:
        yield Party(_words(clauses, other), "denies", source.name), clauses.span(other), told
    elif named or (told is not None and not told.negated) or _is_self(clauses, at):
        yield Party(source.name, "denies", source.name), attribution.speaker or attribution.cue, told


def _not_done(
    sentence: Sentence, triggers: Sequence[Trigger], attributions: Sequence[Attribution], lexicon: Lexicon
) -> Iterator[tuple[Party, Span, Trigger | None]]:
    """Read "police said they had not detained her": a speaker's own words, the deed negated by "not"."""
    speaker = next((a for a in attributions if a.act != "denies"), None)
    if speaker is None:
        return
    clauses = read_clauses(sentence)
    for verb, trigger in _negated_verbs(sentence, clauses, triggers):
        subject = clauses.subject(verb)
        if subject is None or speaker.cue.meets(clauses.span(subject)):
            continue
        name = speaker.source.name
        if clauses.tokens[subject.first].lower in _SELF and subject.last - subject.first == 1:
            yield Party(name, "denies", name), speaker.speaker or speaker.cue, trigger
        elif _can_do(clauses, subject, lexicon):
            yield Party(_words(clauses, subject), "denies", name), clauses.span(subject), trigger


def _negated_verbs(
    sentence: Sentence, clauses: Clauses, triggers: Sequence[Trigger]
) -> Iterator[tuple[VerbGroup, Trigger | None]]:
    """Give the verbs that say that something was not done, each with its trigger; "was not behind it" has none."""
    for trigger in triggers:
        verb = clauses.verb_at(trigger.last - 1)
        if trigger.negated and verb is not None and not verb.passive:
            start = clauses.tokens[verb.first].start - sentence.start
            words = sentence.text[start : trigger.span.start - sentence.start]
            if _NOT_DONE.search(words) and not _IS_NO_DEED.search(words):
                yield verb, trigger
    for match in _NOT_BEHIND.finditer(sentence.text):
        at = next((i for i, t in enumerate(clauses.tokens) if t.start >= sentence.start + match.start()), None)
        verb = clauses.verb_at(at) if at is not None else None
        if verb is not None:
            yield verb, next((t for t in triggers if t.span.start >= sentence.start + match.end()), None)


def _doer_at(clauses: Clauses, at: int, lexicon: Lexicon) -> NounPhrase | None:
    """Give the noun phrase at ``at`` if a verb follows it and it can do harm ("denied its soldiers shot …")."""
    noun = clauses.noun_from(at)
    if noun is None or noun.first > at + 1:
        return None
    noun = _apposed(clauses, noun) or noun
    if not _can_do(clauses, noun, lexicon):
        return None
    after = noun.last + (noun.last < len(clauses.tokens) and clauses.tokens[noun.last].text == ",")
    verb = clauses.verb_at(after)
    if after > noun.last:
        return noun if verb is not None and verb.first == after and not verb.passive else None
    return noun if verb is not None and verb.first == noun.last and not verb.passive else None


def _apposed(clauses: Clauses, noun: NounPhrase) -> NounPhrase | None:
    """Give the name that follows a description between commas ("its director, Ana Ruiz, had")."""
    tokens = clauses.tokens
    if noun.last + 1 >= len(tokens) or tokens[noun.last].text != ",":
        return None
    named = clauses.noun_at(noun.last + 1)
    closed = named is not None and named.last < len(tokens) and tokens[named.last].text == ","
    return named if named is not None and closed and clauses.tags[named.head].startswith("NNP") else None


def _can_do(clauses: Clauses, noun: NounPhrase, lexicon: Lexicon) -> bool:
    head = clauses.tokens[noun.head]
    words = lexicon.words["agent_nouns"] | lexicon.words["institution_nouns"]
    return head.lower in words or (head.is_capitalised and clauses.tags[noun.head].startswith("NNP"))


def _is_self(clauses: Clauses, at: int) -> bool:
    return at < len(clauses.tokens) and (clauses.tokens[at].lower in _SELF or clauses.tags[at] == "VBG")


def _words(clauses: Clauses, noun: NounPhrase) -> str:
    first = noun.first
    while first < noun.head and clauses.tags[first] in {"DT", "PDT", "PRP$"}:
        first += 1
    return words_of(clauses.tokens, Phrase(first, noun.last))
