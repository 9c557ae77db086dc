"""Who carries a statement to the report: "told Reuters", "in a statement", "the agency said, citing a medic"."""

from __future__ import annotations

from collections.abc import Sequence

from catena.knowledge.outlets import load_outlets
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.phrase import Phrase, words_of
from catena.text.sentences import Token

_REACH_RIGHT = 24
_TRADE_WORDS_MAX = 9
_CHANNEL_WORDS_MAX = 7
_ISSUED = frozenset({"by", "from", "signed", "issued", "released"})
_INTO = frozenset({"in", "on", "via", "through", "during", "by"})


def relay_after(tokens: Sequence[Token], at: int, lexicon: Lexicon, *, speaking: bool) -> str | None:
    """Read who relays right of a cue: "told Reuters", "speaking to The Associated Press", "in a statement"."""
    if speaking and (told := _addressed(tokens, at, lexicon)) is not None:
        return told
    for i in range(at, min(len(tokens) - 1, at + _REACH_RIGHT)):
        if tokens[i].lower in _INTO and (words := channel(tokens, i + 1, lexicon)):
            return _told_in(tokens, i + 1, lexicon) or words
        if tokens[i].lower == "to" and i < at + 4 and _is_trade(tokens, i + 1, lexicon):
            return outlet_words(tokens, i + 1, lexicon)
    return None


def _told_in(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> str | None:
    """Give the outlet that a form is addressed to: "in a statement to Delta News", "in an interview with state radio"."""
    for i in range(at, min(len(tokens) - 1, at + 5)):
        if tokens[i].lower in {"to", "with"} and _is_trade(tokens, i + 1, lexicon):
            return outlet_words(tokens, i + 1, lexicon)
    return None


def relay_before(tokens: Sequence[Token], start: int, lexicon: Lexicon, *, floor: int = 0) -> str | None:
    """Read the channel named left of a cue: "In a statement, the union said", "the mayor, on Twitter, denied"."""
    for i in range(start - 1, floor - 1, -1):
        if tokens[i].lower in lexicon.words["issued_documents"] and i + 1 < start and tokens[i + 1].lower in _ISSUED:
            return words_of(tokens, Phrase(max(floor, i - 1), i + 1))
        if tokens[i].lower in _INTO and (words := channel(tokens, i + 1, lexicon)):
            return words
    return None


def channel_start(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int | None:
    """Give where an aside of channel opens that stands, uncommaed, before a verb ("IS in a statement said")."""
    for i in range(start - 1, max(0, start - 16), -1):
        if tokens[i].lower in _INTO and channel(tokens, i + 1, lexicon):
            return i
        if tokens[i].text in {",", ";", ":"}:
            return None
    return None


def _addressed(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> str | None:
    for i in range(at, min(len(tokens), at + 6)):
        lower = tokens[i].lower
        if i == at and lower == "to" and i + 1 < len(tokens):
            continue
        if lower in {"speaking", "talking"} and i + 2 < len(tokens) and tokens[i + 1].lower in {"to", "with"}:
            return outlet_words(tokens, i + 2, lexicon)
        if i <= at + 1 and (
            tokens[i].is_capitalised or lower in {"the", "a", "an", "reporters", "journalists", "state", "local"}
        ):
            return outlet_words(tokens, i, lexicon)
    return None


def _is_trade(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Say whether an outlet's name stands at ``at`` ("to ARA News"), rather than any other addressee."""
    words = outlet_words(tokens, at, lexicon)
    return words is not None and (
        words.split()[-1].lower() in lexicon.words["outlet_nouns"] | {"news", "agency", "reporters", "journalists"}
    )


def outlet_words(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> str | None:
    """Give the words of an outlet or audience that begins at ``at``."""
    end = at
    while end < len(tokens) and end - at < _TRADE_WORDS_MAX:
        lower = tokens[end].lower
        if lower in lexicon.words["time_words"] or not (
            tokens[end].is_capitalised or lower in lexicon.words["trade_words"]
        ):
            break
        end += 1
    while end > at and tokens[end - 1].lower in {"the", "of", "for"}:
        end -= 1
    if end - at > 1 and tokens[end - 1].lower in _REPORTERS and tokens[end - 2].is_capitalised:
        end -= 1
    words = words_of(tokens, Phrase(at, end)) if end > at else ""
    if not words or (words.endswith(("'s", "’s")) and end < len(tokens) and tokens[end].lower not in _REPORTERS):
        return None  # "told Omar's sister" names no outlet
    return _known_outlet(words.removesuffix("'s").removesuffix("’s"))


_REPORTERS = frozenset({"reporter", "correspondent", "reporters", "journalist", "correspondents"})


def _known_outlet(words: str) -> str:
    """Drop the lost apostrophe of a known outlet ("SANAs reporter")."""
    bare = words.removesuffix("s")
    return (
        bare
        if bare != words and words[0].isupper() and load_outlets().find(words) is None and load_outlets().find(bare)
        else words
    )


def channel(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> str | None:
    """Give the words of a channel or form of utterance that begins at ``at``: "a statement", "his Twitter account"."""
    first, names = at, {name.lower() for name in lexicon.words["via_channels"]}
    while at < len(tokens) and at - first < _CHANNEL_WORDS_MAX:
        lower = tokens[at].lower
        for table in ("via_forms", "via_channels"):
            match = lexicon.phrases[table].match_at(tokens, at)
            if match is not None and (lower not in names or tokens[at].is_capitalised):
                end = at + match[0]
                form = lexicon.phrases["via_forms"].match_at(tokens, end) if end < len(tokens) else None
                return words_of(tokens, Phrase(first, end + (form[0] if form else 0)))
        if not (lower in lexicon.words["channel_modifiers"] or lower[0].isdigit() or _owns(tokens, at, first)):
            return None
        at += 1
    return None


def _owns(tokens: Sequence[Token], at: int, first: int) -> bool:
    """Say whether a capitalised word at the channel's head describes it: "a Facebook post", "an Easter message"."""
    return tokens[at].is_capitalised and at - first < 3 and at + 1 < len(tokens) and tokens[at + 1].is_word
