"""Persons whom the law ties to a crime: arrested on suspicion, charged, convicted, confessing; and crimes nobody claimed.

An arrest or a charge is never guilt: the status says how far the law has gone, and by whose word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from catena.model import Party, PartyStatus, Source, Span
from catena.read.chunks import NounPhrase, VerbGroup
from catena.read.clauses import Clauses, read_clauses
from catena.read.rules.identified import names_harmed
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.name_rows import names_after, names_before
from catena.read.rules.phrase import Phrase, words_of
from catena.read.rules.triggers import Trigger
from catena.read.rules.verdicts import court_of, crimes_of, find_verdicts
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
    (re.compile(r"^(?:acquit\w*|exonerated|absolved|cleared)\b"), "denies"),
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
) -> Iterator[tuple[Party, Span, Trigger | None]]:
    """Give each person whom the sentence's law verbs tie to one of its crimes (None: named without the crime)."""
    crimes = [t for t in triggers if t.family.name in _CRIMES]
    yield from _named_as(sentence, crimes, source)
    if not crimes:
        return
    clauses = read_clauses(sentence)
    yield from _involved(sentence, clauses, crimes, source, lexicon)
    for verdict in find_verdicts(clauses, sentence, crimes):
        words, span = _words(clauses, verdict.person), clauses.span(verdict.person)
        if words and _is_somebody(clauses, verdict.person, lexicon):
            party = Party(words, verdict.status, verdict.by or source.name)
            yield from ((party, span, crime) for crime in verdict.crimes)
    for verb in clauses.verbs:
        yield from _by_verb(sentence, clauses, verb, crimes, source, lexicon)


def _by_verb(
    sentence: Sentence, clauses: Clauses, verb: VerbGroup, crimes: Sequence[Trigger], source: Source, lexicon: Lexicon
) -> Iterator[tuple[Party, Span, Trigger]]:
    """Read "was charged with", "arrested X over", "a court acquitted X of": the persons and the crimes of one law verb."""
    start = clauses.tokens[verb.main].start
    tail = sentence.text[start - sentence.start :].lower()
    status = next((s for pattern, s in _STATUS if pattern.match(tail)), None)
    about = crimes_of(sentence, crimes, start)
    if status is None or not about:
        return
    between = sentence.text[clauses.tokens[verb.main].end - sentence.start : about[0].span.start - sentence.start]
    finite = any(
        v.finite and verb.last <= v.first for v in clauses.verbs if clauses.tokens[v.last - 1].end <= about[0].span.end
    )
    if _TOLD_OF.search(between) or (finite and about[0].is_verb and about[0].passive):
        return  # "who were jailed for their faith were beaten"
    phrase = _person(clauses, verb, status)
    if phrase is not None and not _is_somebody(clauses, phrase, lexicon):
        phrase = None
    case = _is_case(sentence, between, about[-1]) or (status != "suspected" and _IN_CRIME.search(between) is not None)
    found = _row(sentence, clauses, verb, status, phrase) if case or _LAST_LINK.search(between) else []
    linked = case or (phrase is not None and len(between) <= _NEAR and _links(between, clauses, phrase, sentence))
    if not found and phrase is not None and linked:
        words = _words(clauses, phrase)
        found = [(words, clauses.span(phrase))] if words else []
    by = court_of(clauses, verb) or source.name
    yield from ((Party(name, status, by), span, crime) for name, span in found for crime in about)


def _is_case(sentence: Sentence, between: str, crime: Trigger) -> bool:
    """Say whether a crime is named as a case at law: "were convicted in the abduction and murder case"."""
    return bool(_IN.search(between) and _CASE.match(sentence.text[crime.span.end - sentence.start :]))


# "Convicted in the murder of", "charged in the 2014 kidnapping".
_IN_CRIME = re.compile(r"^\W*(?:and \w+ |on \w+day )*(?:in|over) (?:the|a|an|\w+['’]s)\s+(?:[\w’'-]+\s+){0,4}$")
# "Sentenced for filming soldiers who fired": what the law laid to him was to tell of it, not to do it.
_TOLD_OF = re.compile(
    r"\bfor (?:\w+ly )?(?:filming|photographing|recording|reporting|writing|covering|publishing|posting|tweeting|sharing|"
    r"documenting|exposing|criticising|criticizing|denouncing|protesting|condemning|investigating|insulting|defaming)\b"
)
_IN = re.compile(r"\bin (?:(?:the|a|his|her|their|an) )?(?:[\w’'-]+ ){0,3}$", re.IGNORECASE)
_CASE = re.compile(r"(?: [\w’'-]+){0,2} (?:case|trial)s?\b", re.IGNORECASE)
PRONOUNS = frozenset({"he", "she", "him", "her"})  # whoever reads the page knows whom they stand for
_NEAR = 110  # characters from the law's verb to the crime; the whole reach where persons are named in a row
_LAST_LINK = re.compile(
    r"\b(?:of|for|with|over|to|including|in connection with|in relation to|on suspicion of)\b(?:\W+[\w’'-]+){0,7}\W*$"
)
_NAMED_AS = re.compile(
    r"\b(?:those|the (?:\w+ )?(?:suspects?|accused|men|women|man|woman|pair|couple|two|three|four|five|six))"
    r"(?: (?:who )?(?:were|was|have been|had been|has been))? ?(?P<law>charged|accused|arrested|detained|convicted|indicted|"
    r"wanted|suspected)?\b[^.;]{0,70}?\b(?:are|is|were|was)(?: (?:named|identified)(?: as)?)?\s",
    re.IGNORECASE,
)


def _named_as(
    sentence: Sentence, crimes: Sequence[Trigger], source: Source
) -> Iterator[tuple[Party, Span, Trigger | None]]:
    """Read "those charged are Ana Ruiz, 34, and Luis Paz, 28"."""
    for found in _NAMED_AS.finditer(sentence.text):
        if names_harmed(found[0]):
            continue  # "the four kidnapped were identified as"
        law = (found["law"] or "suspected").lower()
        status: PartyStatus = next((s for pattern, s in _STATUS if pattern.match(law)), "suspected")
        crime = next((t for t in crimes if t.span.start < sentence.start + found.end()), None)
        if crime is None and law in {"arrested", "detained"}:
            continue  # whom the law took, and for what is not said
        for name, span in names_after(sentence, sentence.start + found.end()):
            yield Party(name, status, source.name), span, crime


def _row(
    sentence: Sentence, clauses: Clauses, verb: VerbGroup, status: PartyStatus, phrase: NounPhrase | None
) -> list[tuple[str, Span]]:
    """Give the persons named in a row as those whom the law's verb ties to the crime."""
    if status == "confessed" or verb.passive:
        return names_before(sentence, clauses.tokens[verb.first].start)
    if phrase is None:
        return []
    start, end = clauses.tokens[phrase.first].start, clauses.tokens[phrase.last - 1].end
    apposition = sentence.text[end - sentence.start :].startswith(", ")  # "two men, Ana Ruiz and Luis Paz"
    return names_after(sentence, start) or (names_after(sentence, end + 2) if apposition else [])


def _token_at(clauses: Clauses, at: int) -> int:
    return next((i for i, t in enumerate(clauses.tokens) if t.start >= at and t.is_word), len(clauses.tokens))


# "The alleged involvement of army officers in the killing".
_INVOLVEMENT = re.compile(
    r"\b(?:alleged|suspected|possible|reported|apparent) (?:involvement|role|complicity|participation) of\b"
)


def _involved(
    sentence: Sentence, clauses: Clauses, crimes: Sequence[Trigger], source: Source, lexicon: Lexicon
) -> Iterator[tuple[Party, Span, Trigger]]:
    """Read "X was behind the attack", "those responsible for", "X faces charges of kidnapping"."""
    for found in _INVOLVEMENT.finditer(sentence.text):
        noun = clauses.noun_from(_token_at(clauses, sentence.start + found.end()))
        crime = next((t for t in crimes if noun is not None and t.span.start >= clauses.span(noun).end), None)
        if noun is None or crime is None or not _is_somebody(clauses, noun, lexicon):
            continue
        link = sentence.text[clauses.span(noun).end - sentence.start : crime.span.start - sentence.start]
        if len(link) <= _NEAR and re.match(r"\s(?:[^,.;]{0,60}\s)?in\s", link):
            yield Party(_words(clauses, noun), "suspected", source.name), clauses.span(noun), crime
    for found in _INVOLVED.finditer(sentence.text):
        at = sentence.start + found.start()
        crime = next((t for t in crimes if 0 <= t.span.start - (sentence.start + found.end()) <= 60), None)
        if crime is None and _POINTS_BACK.match(sentence.text[found.end() :]):
            crime = next((t for t in crimes if t.span.end <= at), None)
        verb = next(
            (v for v in clauses.verbs if clauses.tokens[v.first].start <= at < clauses.tokens[v.last - 1].end), None
        )
        phrase = clauses.subject(verb) if verb is not None else None
        if phrase is not None and verb is not None and any(t.span.meets(clauses.span(phrase)) for t in crimes):
            phrase = clauses.noun_at(verb.first - 1)  # "there was a massacre and the army was behind it"
        if crime is None or phrase is None:
            continue
        hedged = re.search(r"alleg|suspect|believ|may|might|could|apparent", sentence.text[: found.end()].lower())
        status: PartyStatus = "accused" if hedged is None else "suspected"
        row = names_before(sentence, clauses.tokens[verb.first].start) if verb is not None else []
        words = _words(clauses, phrase)
        for name, span in row or ([(words, clauses.span(phrase))] if words else []):
            yield Party(name, status, source.name), span, crime


_POINTS_BACK = re.compile(r"\s*(?:it|this|that|them|these|those)\b", re.IGNORECASE)
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
    clipped = verb.first == verb.main and verb.first > 0 and not clauses.has_object(verb)
    if clipped and status != "confessed" and (near := clauses.noun_at(verb.first - 1)) is not None:
        return near  # "the sentence of Ana Ruiz convicted of"
    if status == "confessed" or verb.passive:
        return clauses.subject(verb)
    before = next((v for v in reversed(clauses.verbs) if v.last == verb.first - 1 or v.last < verb.first), None)
    if clauses.tags[verb.first - 1] == "CC" and before is not None and before.passive and not clauses.has_object(verb):
        return clauses.subject(before)  # "was arrested in May and sentenced to 20 years"
    if clauses.has_object(verb):
        return clauses.noun_from(verb.last) or clauses.noun_from(verb.last + 1)
    return None


def _is_somebody(clauses: Clauses, phrase: NounPhrase, lexicon: Lexicon) -> bool:
    """Say whether a phrase means persons: "commuted the death sentence" and "sentenced to death" name nobody."""
    head, words = clauses.tokens[phrase.head].lower, lexicon.words
    people = words["people_nouns"] | words["agent_nouns"] | words["unknown_agents"] | words["anonymous_nouns"]
    if phrase.last - phrase.first == 1 and head in PRONOUNS:
        return True
    return head in people or clauses.tags[phrase.head] in {"NNP", "NNPS", "CD"} or head in _RELATIONS


_RELATIONS = frozenset(
    "wife husband son sons daughter brother brothers sister nephew cousin uncle partner couple pair friend neighbour neighbor "
    "driver accomplice accomplices ringleader mastermind politician politicians businessman aide aides warden clerk".split()
)


def _links(between: str, clauses: Clauses, person: NounPhrase, sentence: Sentence) -> bool:
    """Say whether "of", "for", "on suspicion of" ties the law's verb to the crime, the person's words passed over."""
    start, end = (
        clauses.tokens[person.first].start - sentence.start,
        clauses.tokens[person.last - 1].end - sentence.start,
    )
    words = sentence.text[start:end]
    return _LINK.match(between.replace(words, "", 1).lower()) is not None


_NOBODY_NAMED = frozenset(
    {"suspect", "suspects", "perpetrator", "perpetrators", "culprits", "person", "people", "someone"}
)


def _words(clauses: Clauses, phrase: NounPhrase) -> str:
    first = phrase.first
    while first < phrase.head and clauses.tags[first] in {"DT", "PRP$", "PDT"}:
        first += 1
    tokens = clauses.tokens[first : phrase.last]
    if len(tokens) == 1 and tokens[0].lower in PRONOUNS:
        return tokens[0].lower
    if len(tokens) == 1 and (clauses.tags[first] in {"PRP", "CD", "EX"} or tokens[0].lower in _NOBODY_NAMED):
        return ""
    return words_of(clauses.tokens, Phrase(first, phrase.last)).strip("()")
