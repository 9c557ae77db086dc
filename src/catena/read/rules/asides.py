"""What may stand between a speaker and its verb: a day, a channel, a bracket, a parenthesis."""

from __future__ import annotations

from collections.abc import Sequence

from catena.read.rules.lexicon import Lexicon
from catena.read.rules.relays import channel_start
from catena.text.sentences import Token

QUOTES = frozenset({"”", '"', "’", "'"})
_ASIDE = frozenset(
    "in on at during speaking through via from after citing quoting for meanwhile however too also when while who "
    "which whose according".split()
)
_PASSED_OVER = frozenset("often further again also both too subsequently".split())
_BEFORE_TIME = frozenset("this last on late early earlier in next the same just by".split())


def before_asides(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> int:
    """Step back over what stands between a speaker and its verb: "this week", ", in a statement,", "on Monday"."""
    end = start
    while True:
        stepped = _before_time(tokens, end, lexicon)
        stepped = _before_bracket(tokens, before_parenthesis(tokens, stepped))
        opening = channel_start(tokens, stepped, lexicon)
        if opening is not None and opening >= max(1, stepped - 14):
            stepped = opening
        while stepped > 1 and tokens[stepped - 1].lower in _PASSED_OVER:
            stepped -= 1
        if stepped == end:
            return end
        end = stepped


def _before_time(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> int:
    at = end
    while at > 1 and (
        tokens[at - 1].lower in lexicon.words["time_words"]
        or (at < end and tokens[at - 1].text.isdigit())
        or (tokens[at - 1].text.isdigit() and tokens[at - 2].lower in lexicon.words["time_words"])
    ):
        at -= 1
    if at == end:
        return end
    while at > 1 and tokens[at - 1].lower in _BEFORE_TIME:
        at -= 1
    return at


def _before_bracket(tokens: Sequence[Token], end: int) -> int:
    """Step back over "(D-Mass.)" or "(SLN)" between a speaker and its verb."""
    if end < 3 or tokens[end - 1].text != ")":
        return end
    return next((i for i in range(end - 2, max(0, end - 8), -1) if tokens[i].text == "("), end)


def before_parenthesis(tokens: Sequence[Token], end: int) -> int:
    """Step back over ", in an interview with state radio," between a speaker and its verb."""
    if end < 4 or tokens[end - 1].text != ",":
        return end
    for i in range(end - 2, max(0, end - 18), -1):
        if tokens[i].text == ",":
            return i if tokens[i + 1].lower in _ASIDE - {"who", "which", "whose"} and i > 0 else end
        if tokens[i].text in QUOTES:
            return end
    return end
