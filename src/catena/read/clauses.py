"""Who does what to whom in a sentence, read from its noun phrases and verb groups.

A shallow parse: a subject is found by walking left from its verb over what hangs on it (prepositions with their phrases,
clipped and full relative clauses, appositions), an agent by "by". No trees are built: a wrong tag costs one phrase, not the
sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from catena.model import Span
from catena.read.chunks import BE, NOUN_TAGS, SUBORDINATE, NounPhrase, VerbGroup, has_object, noun_phrases, verb_groups
from catena.read.tags import open_tagger
from catena.text.sentences import Sentence, Token, tokenize

_RELATIVE = frozenset({"WDT", "WP"})
_APPOSITION_LIMIT = 22


@dataclass(frozen=True)
class Clauses:
    """A sentence's tokens, tags and phrases."""

    tokens: tuple[Token, ...]
    tags: tuple[str, ...]
    nouns: tuple[NounPhrase, ...]
    verbs: tuple[VerbGroup, ...]

    def noun_at(self, at: int) -> NounPhrase | None:
        """Give the noun phrase that holds the token at ``at``."""
        return next((n for n in self.nouns if n.first <= at < n.last), None)

    def verb_at(self, at: int) -> VerbGroup | None:
        """Give the verb group that holds the token at ``at``."""
        return next((v for v in self.verbs if v.first <= at < v.last), None)

    def noun_from(self, at: int) -> NounPhrase | None:
        """Give the noun phrase that begins at ``at``, quotation marks and adverbs passed over."""
        while at < len(self.tokens) and (self.tags[at] in {"``", "RB"} or self.tokens[at].text in {'"', "“", "'"}):
            at += 1
        return next((n for n in self.nouns if n.first <= at < n.last), None)

    def span(self, phrase: NounPhrase) -> Span:
        """Give a phrase's span on the whole text."""
        return Span(self.tokens[phrase.first].start, self.tokens[phrase.last - 1].end)

    def subject(self, verb: VerbGroup) -> NounPhrase | None:
        """Give the subject of an active verb, or what a passive verb befalls."""
        return _subject(self, verb, 0)

    def has_object(self, verb: VerbGroup) -> bool:
        """Say whether a noun phrase follows a verb at once."""
        return has_object(self.tokens, self.tags, verb.last)

    def agent(self, at: int, *, reach: int = 14) -> NounPhrase | None:
        """Give X of "by X" to the right of ``at``, before another finite verb takes over."""
        return _agent(self, at, reach)


def joined(clauses: Clauses, noun: NounPhrase) -> tuple[NounPhrase, ...]:
    """Give a noun phrase with those that "and" or commas join to it on its left and right ("Russia and the regime")."""
    found = [noun]
    at = noun.first - 1
    while at > 0 and (clauses.tags[at] == "CC" or (clauses.tags[at] == "," and len(found) > 1)):
        left = clauses.noun_at(at - 1)
        if left is None or left.last != at or _hangs(clauses, left):
            break
        found.insert(0, left)
        at = left.first - 1
        if clauses.tags[at] != ",":
            break
    at = noun.last
    while at + 1 < len(clauses.tokens) and clauses.tags[at] == "CC" and clauses.tokens[at].lower == "and":
        right = clauses.noun_from(at + 1)
        if right is None or right.first > at + 2 or clauses.verb_at(right.last) is not None:
            break
        found.append(right)
        at = right.last
    return tuple(found)


def read_clauses(sentence: Sentence) -> Clauses:
    """Tag and chunk one sentence."""
    return _read(sentence.text, sentence.start)


_DASHES = frozenset("-–—―－─")


@lru_cache(maxsize=256)
def _read(text: str, start: int) -> Clauses:
    tokens = tokenize(text, start)
    tags = tuple(
        ":" if token.text in _DASHES and tag != "HYPH" else tag  # "19-year-old" keeps its hyphen
        for token, tag in zip(tokens, open_tagger().tag([t.text for t in tokens]), strict=True)
    )
    verbs = tuple(verb_groups(tokens, tags))
    taken = {i for v in verbs for i in range(v.first, v.last)}
    return Clauses(tokens, tags, tuple(noun_phrases(tokens, tags, taken)), verbs)


def _subject(clauses: Clauses, verb: VerbGroup, depth: int) -> NounPhrase | None:
    """Walk left from a verb to its subject."""
    tokens, tags = clauses.tokens, clauses.tags
    at = verb.first - 1
    if depth > 4:
        return None
    if (
        clauses.tags[verb.first] == "VBG"
        and at >= 0
        and tokens[at].lower in {"of", "for", "from", "about", "against", "with"}
    ):
        return None
    if clauses.tags[verb.first] == "VBG" and (main := _finite_before(clauses, verb)) is not None:
        return None if main.passive else _subject(clauses, main, depth + 1)
    while at >= 0:
        word, tag = tokens[at].lower, tags[at]
        if tokens[at].text == ")":  # "the Border Guard (BG) fired": the letters in brackets are passed over
            at = next((i for i in range(at - 1, max(-1, at - 8), -1) if tokens[i].text == "("), at) - 1
            continue
        if tag in {"RB", "RP", "``", "''"} or tokens[at].text in {'"', "”", "“"}:
            at -= 1
            continue
        if tag in _RELATIVE or (word == "that" and _has_noun_before(clauses, at)):
            return _chain_before(clauses, at)
        if tag == "CC":  # "attacked the town and killed five": one subject for both
            other = _verb_before(clauses, at)
            return None if other is None or other.passive != verb.passive else _subject(clauses, other, depth + 1)
        if tag == "TO":
            other = _verb_before(clauses, at)
            if other is None or other.passive or tokens[other.main].lower in _NAMING:
                return None
            return _subject(clauses, other, depth + 1)
        if tag == ",":
            return _over_comma(clauses, verb, at, depth)
        if tag == "IN" and word in SUBORDINATE:
            return None
        noun = clauses.noun_at(at)
        return _chain_start(clauses, noun) if noun is not None else None
    return None


# "What the army called an attempt to kill him": who names a deed did not do it.
_NAMING = frozenset("called calls described describes termed dubbed labelled labeled branded deemed considered".split())


def _finite_before(clauses: Clauses, verb: VerbGroup) -> VerbGroup | None:
    """Give the finite verb whose clause a participle carries on ("jets struck a market killing 18")."""
    for other in reversed(clauses.verbs):
        if other.last <= verb.first and other.finite:
            return other
        if other.last <= verb.first and clauses.tags[other.first] not in {"VBN", "VBG", "VB"}:
            return None
    return None


def _over_comma(clauses: Clauses, verb: VerbGroup, comma: int, depth: int) -> NounPhrase | None:
    """Pass over an apposition or a clause between commas ("the group, which is banned, attacked")."""
    tokens, tags = clauses.tokens, clauses.tags
    if not verb.finite:  # ", killing 12": whoever did what stands before
        other = _verb_before(clauses, comma)
        return _subject(clauses, other, depth + 1) if other is not None else None
    for at in range(comma - 1, max(-1, comma - _APPOSITION_LIMIT), -1):
        if tags[at] != "," or at == 0:
            continue
        noun = clauses.noun_at(at - 1)
        if noun is not None and not _hangs(clauses, noun) and tags[noun.head] != "CD":
            return _chain_start(clauses, noun)
    noun = clauses.noun_at(comma - 1)
    other = _verb_before(clauses, comma)
    if other is not None and (tags[comma + 1] if comma + 1 < len(tokens) else "") in {"VBD", "VBZ", "VBP"}:
        return _subject(clauses, other, depth + 1)
    return _chain_start(clauses, noun) if noun is not None else None


def _verb_before(clauses: Clauses, at: int) -> VerbGroup | None:
    before = [
        v
        for v in clauses.verbs
        if v.last <= at
        and not (v.passive and v.first == v.main and not v.finite and v.main and clauses.tags[v.main - 1] in NOUN_TAGS)
    ]
    return before[-1] if before else None


def _has_noun_before(clauses: Clauses, at: int) -> bool:
    return (
        at > 0
        and clauses.tags[at] in {"WDT", "IN", "DT"}
        and clauses.noun_at(at - 1) is not None
        and clauses.tags[at] == "WDT"
    )


def _chain_before(clauses: Clauses, at: int) -> NounPhrase | None:
    """Give the noun that a relative pronoun stands for: the phrase before it, not what hangs on that phrase."""
    at -= 1
    while at >= 0 and clauses.tags[at] in {",", "IN"}:
        at -= 1
    return clauses.noun_at(at) if at >= 0 else None


def _chain_start(clauses: Clauses, noun: NounPhrase) -> NounPhrase:
    """Go from "the city" of "fighters in the city" back to "fighters": over prepositions and clipped clauses."""
    tokens, tags = clauses.tokens, clauses.tags
    while noun.first > 0:
        at = noun.first - 1
        if _qualifies(clauses, noun):
            return noun
        if tags[at] == "CC" and (left := clauses.noun_at(at - 1)) is not None and _hangs(clauses, left):
            noun = left
            continue
        if tags[at] in {"IN", "TO"} and tokens[at].lower not in SUBORDINATE - {"as"}:
            before = at - 1
            verb = clauses.verb_at(before) if before >= 0 else None
            if verb is not None and not verb.finite and verb.first > 0:
                before = verb.first - 1
            while before > 0 and tags[before] in {"JJ", "RB"}:  # "soldiers loyal to the junta"
                before -= 1
            left = clauses.noun_at(before) if before >= 0 else None
            if left is None:
                return noun
            noun = left
            continue
        if tags[at] == "VBG" or (tags[at] == "VBN" and tokens[at].lower not in BE):
            verb = clauses.verb_at(at)
            left = clauses.noun_at(verb.first - 1) if verb is not None and not verb.finite and verb.first > 0 else None
            if left is None:
                return noun
            noun = left
            continue
        return noun
    return noun


def _hangs(clauses: Clauses, noun: NounPhrase) -> bool:
    """Say whether a preposition or "including" stands before a phrase; "at least", "about 30" are no prepositions."""
    before = noun.first - 1
    if before < 0 or _qualifies(clauses, noun):
        return False
    return clauses.tags[before] in {"IN", "TO", "VBG"}


def _qualifies(clauses: Clauses, noun: NounPhrase) -> bool:
    """Say whether what stands before a phrase says how exact its number is ("at least 12", "more than 40", "about 30")."""
    if noun.first == 0:
        return False
    word, opening = clauses.tokens[noun.first - 1].lower, clauses.tokens[noun.first].lower
    if word == "and" and noun.first > 2 and clauses.tokens[noun.first - 3].lower == "between":
        return clauses.tags[noun.first - 2] == clauses.tags[noun.first] == "CD"  # "between six and eight men"
    return (word == "at" and opening in {"least", "most"}) or (
        clauses.tags[noun.first] in {"CD", "NNS"}
        and word in {"than", "about", "around", "over", "nearly", "to", "some", "as"}
        and (word not in {"to", "as"} or clauses.tokens[noun.first - 2].lower in {"up", "many"})
    )


def _agent(clauses: Clauses, at: int, reach: int) -> NounPhrase | None:
    tokens, tags = clauses.tokens, clauses.tags
    for i in range(at, min(len(tokens) - 1, at + reach)):
        if i > at and tags[i] in {"VBD", "VBZ", "VBP", "MD", "WDT", "WP"} and clauses.verb_at(i) is not None:
            group = clauses.verb_at(i)
            if group is not None and group.finite and tokens[group.main].lower not in _CARRY | _SAID:
                return None
        if tokens[i].text in {";", ":"} or tokens[i].lower in {"after", "when", "while"}:
            return None
        if tokens[i].lower == "by" and i > 0:
            verb = clauses.verb_at(i - 1)
            if verb is not None and verb.first > at and tokens[verb.main].lower not in _CARRY:
                continue
            if i > at and tokens[i - 1].lower in _WORDS_BY:
                return None
            return clauses.noun_from(_after_unnamed(tokens, i + 1))
    return None


def _after_unnamed(tokens: Sequence[Token], at: int) -> int:
    """Pass over "either" and over "yet to be identified", "as yet to be named" before whom it describes."""
    at += at < len(tokens) and tokens[at].lower in {"either", "both"}
    words = [t.lower for t in tokens[at : at + 4]]
    at += words[:1] == ["as"]
    return at + 4 if words[words[:1] == ["as"] :][:3] == ["yet", "to", "be"] else at


_WORDS_BY = frozenset("statement report video letter post tweet message claim allegations study investigation".split())
_SAID = frozenset("said says believe believes believed claimed reported alleged think thought".split())
_CARRY = frozenset(
    "carried launched fired conducted dropped planted staged perpetrated committed executed attributed blamed claimed "
    "mounted waged orchestrated detonated".split()
)
