"""Whether "dismissed" turns words away ("the claims", "it as gossip") or a person out of office."""

from __future__ import annotations

from collections.abc import Sequence

from catena.read.rules.lexicon import Lexicon
from catena.text.sentences import Token

_OBJECT = 9  # tokens from the verb to the noun that it turns away
_AS = 14  # and to the "as" that says what for


def dismisses_words(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> bool:
    """Say whether the verb that ends before ``at`` turns away what was said; charges against a person are dropped, not denied."""
    if at < len(tokens) and tokens[at].lower == "that":
        return True
    for i in range(at, min(at + _AS, len(tokens))):
        word = tokens[i].lower
        if tokens[i].text in {".", ";"}:
            return False
        if word in lexicon.words["spoken_things"] and i < at + _OBJECT:
            return i + 1 == len(tokens) or tokens[i + 1].lower != "against"
        if word == "as":
            return not any(_is_person(t, lexicon) for t in tokens[at:i])
    return False


def _is_person(token: Token, lexicon: Lexicon) -> bool:
    words = lexicon.words
    return token.is_capitalised or token.lower in words["people_nouns"] or token.lower in words["titles"]
