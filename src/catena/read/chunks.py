"""Base noun phrases and verb groups of a sentence: runs of part-of-speech tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catena.text.sentences import Token

BE = frozenset("is are was were be been being am get gets got getting isn't wasn't aren't weren't".split())
NOUN_TAGS = frozenset("NN NNS NNP NNPS CD PRP EX FW $".split())
SUBORDINATE = frozenset(
    "that because while when after before since although though if as unless until whether whereas where once".split()
)
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight overnight".split()
)
_INSIDE = NOUN_TAGS | frozenset("DT PRP$ JJ JJR JJS PDT POS HYPH AFX ADD GW WP$ VBG VBN RB `` ''".split())
_LEAD = frozenset("DT PRP$ PDT CD JJ JJR JJS WP$ AFX ``".split())
_VERB_TAGS = frozenset("VB VBD VBG VBN VBP VBZ MD".split())


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A base noun phrase as token offsets, half-open; its head is its last noun."""

    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Auxiliaries, adverbs and one main verb, as token offsets."""

    first: int
    last: int
    main: int
    passive: bool
    finite: bool


def verb_groups(tokens: Sequence[Token], tags: Sequence[str]) -> list[VerbGroup]:
    """Give auxiliaries, adverbs and main verb as one group each; participles before a noun are left to it."""
    found: list[VerbGroup] = []
    at = 0
    while at < len(tokens):
        if tags[at] not in _VERB_TAGS or _is_modifier(tokens, tags, at):
            at += 1
            continue
        first, main = at, at
        end = at + 1
        while end < len(tokens) and (tags[end] in _VERB_TAGS | {"RB", "TO", "RP"}):
            if tags[end] in _VERB_TAGS:
                helps = tags[main] == "MD" or tokens[main].lower in BE | _HELPERS or tags[end] == "VBN"
                if not helps and "TO" not in tags[main:end]:
                    break
                main = end
            end += 1
        words = [t.lower for t in tokens[first:main]]
        passive = tags[main] in {"VBN", "VBD"} and any(w in BE for w in words)
        clipped = tags[main] == "VBN" and not words
        transitive = (
            clipped and main + 1 < len(tokens) and tags[main + 1] in _LEAD | {"NN", "NNS", "NNP", "NNPS", "PRP"}
        )
        passive = passive or (clipped and not transitive)
        finite = tags[first] in {"VBD", "VBP", "VBZ", "MD"} or (
            transitive and not any(v.finite and not _closes(tokens, tags, v.last, first) for v in found)
        )
        found.append(VerbGroup(first, main + 1, main, passive, finite))
        at = main + 1
    return found


def has_object(tokens: Sequence[Token], tags: Sequence[str], at: int) -> bool:
    """Say whether a noun phrase follows a verb at once, adverbs and qualifiers of number passed over."""
    if at < len(tokens) and tokens[at].lower == "to":  # "sentenced to death"; "up to 30" begins with another word
        return False
    while at < len(tokens) and (tags[at] in {"RB", "``", "JJS", "RBR", "JJR"} or tokens[at].lower in _NUMBER_WORDS):
        at += 1
    return (
        at < len(tokens)
        and tags[at] in _LEAD | {"NN", "NNS", "NNP", "NNPS", "PRP", "CD"}
        and tokens[at].lower not in DAYS
    )


_NUMBER_WORDS = frozenset(
    "at least most more less fewer than up to about over nearly almost some around as many".split()
)


def _closes(tokens: Sequence[Token], tags: Sequence[str], start: int, end: int) -> bool:
    """Say whether a clause ends between two verbs: a conjunction, a comma or a relative pronoun stands there."""
    return any(tags[i] in {"CC", ",", "WDT", "WP"} or tokens[i].lower in SUBORDINATE for i in range(start, end))


_HELPERS = frozenset("has have had having do does did will would can could may might must shall should".split())


def _is_modifier(tokens: Sequence[Token], tags: Sequence[str], at: int) -> bool:
    """Say whether a participle stands before the noun that it describes ("armed men", "the besieged town")."""
    if tags[at] not in {"VBN", "VBG"} or at + 1 >= len(tokens) or tags[at + 1] not in NOUN_TAGS - {"PRP", "CD"}:
        return False
    before = tags[at - 1] if at else ""
    if before in {"DT", "PRP$", "JJ", "CD", "POS"} or "-" in tokens[at].text:
        return True
    return (
        tags[at] == "VBN"
        and before in {"", "IN", "CC", ",", "VBD", "VBP", "VBZ", "VB"}
        and (tokens[at - 1].lower not in BE | _HELPERS if at else True)
    )


def noun_phrases(tokens: Sequence[Token], tags: Sequence[str], taken: set[int]) -> list[NounPhrase]:
    """Give the base noun phrases outside the verb groups (``taken`` are their tokens)."""
    found, at = [], 0
    while at < len(tokens):
        if at in taken or tags[at] not in _INSIDE or tags[at] in {"RB", "''", "POS"}:
            at += 1
            continue
        end = _run(tokens, tags, at, taken)
        if end + 1 < len(tokens) and tags[end] == "CC" and _shares_head(tags, at, end):
            end = _run(tokens, tags, end + 1, taken)
        heads = [i for i in range(at, end) if tags[i] in NOUN_TAGS]
        if heads:
            found.append(NounPhrase(at, heads[-1] + 1, heads[-1]))
        at = max(end, at + 1)
    return found


def _run(tokens: Sequence[Token], tags: Sequence[str], at: int, taken: set[int]) -> int:
    end = at
    while end < len(tokens) and end not in taken and tags[end] in _INSIDE:
        if end > at and _opens_anew(tokens, tags, end):
            break
        end += 1
    return end


def _shares_head(tags: Sequence[str], at: int, end: int) -> bool:
    """Say whether "Russian and regime warplanes" is one phrase: what stands before "and" holds no noun of its own."""
    return (
        tags[end - 1] in {"JJ", "NNP"}
        and all(tags[i] in {"JJ", "DT"} for i in range(at, end))
        and tags[end + 1] in {"JJ", "NN", "NNP", "NNS"}
    )


def _opens_anew(tokens: Sequence[Token], tags: Sequence[str], at: int) -> bool:
    """Say whether a new noun phrase begins inside a run: at an article, a pronoun, a day's name."""
    if tags[at] in {"PRP", "EX"} or tags[at - 1] in {"PRP", "EX"}:
        return True
    if tags[at] in {"DT", "PRP$"} and tags[at - 1] not in {"PDT", "DT", "``"}:
        return True
    if tokens[at].lower in {"last", "next"} and tags[at - 1] in NOUN_TAGS and at + 1 < len(tokens):
        return tokens[at + 1].lower in _PERIODS  # "by the government last year"
    return tokens[at].lower in DAYS or tokens[at - 1].lower in DAYS


_PERIODS = DAYS | frozenset(
    "night week weekend month year spring summer autumn fall winter january february march april may june july august "
    "september october november december".split()
)
