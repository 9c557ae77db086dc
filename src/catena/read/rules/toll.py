"""The figure of a toll: "the death toll rose to 51", "reached at least 40", "stands at nine"."""

from __future__ import annotations

from collections.abc import Sequence

from catena.read.rules.phrase import BE, Phrase, phrase_left, phrase_right
from catena.text.sentences import Token


def figure_after(tokens: Sequence[Token], at: int) -> list[Phrase]:
    """Find the figure that a toll "rose to", "reached", "stands at", "of" — within the clause."""
    for i in range(at, min(len(tokens), at + 18)):
        after = tokens[i + 1].lower if i + 1 < len(tokens) else ""
        if tokens[i].text in {";", "."} or _opens_clause(tokens[i].lower, after):
            break
        if tokens[i].lower in {"to", "at", "reached", "of", "is", "was", "above", "passed", "exceeded", "past", "as"}:
            first = next(
                (j for j in range(i + 1, min(i + 7, len(tokens))) if tokens[j].lower not in _BEFORE_NUMBER), i + 1
            )
            right = phrase_right(tokens, first)
            if right and any(t.text[0].isdigit() or t.lower in NUMBER_WORDS for t in tokens[right.first : right.last]):
                return [right]
    return []


def left_behind(tokens: Sequence[Token], end: int) -> Phrase | None:
    """Give those of "left dozens more wounded": what stands between "left" and the participle at ``end``."""
    first = None  # "left a boy dead and two nurses hurt": behind the dead
    for i in range(end - 1, max(-1, end - _LEFT_REACH), -1):
        if tokens[i].lower in {"left", "leaving", "leaves"}:
            first = i + 1 if first is None else first
            return Phrase(first, end) if first < end else None
        if tokens[i].lower in {"dead", "killed"} and first is None:
            first = i + 2
        if not tokens[i].is_word:
            return None
    return None


def victims_of(tokens: Sequence[Token], at: int) -> Phrase | None:
    """Give whom "were victims of a massacre" counts, where the word of killing stands at ``at``."""
    of = at - 1 if at and tokens[at - 1].lower == "of" else at - 2
    if of < 2 or [t.lower for t in tokens[of - 1 : of + 1]] != ["victims", "of"]:
        return None
    be = next((i for i in range(of - 2, max(-1, of - 5), -1) if tokens[i].lower in BE), None)
    return (phrase_left(tokens, be) or None) if be else None


_LEFT_REACH = 8  # tokens


def those_at(tokens: Sequence[Token], first: int, last: int) -> list[Phrase] | None:
    """Find the figure of "the injured at 100"; "wished the wounded well" has none.

    None where it is no noun, or is counted before ("15 of the wounded").
    """
    before = [t.lower for t in tokens[max(0, first - 2) : first]]
    if before[-1:] != ["the"] or before[0] == "of":
        return None
    return figure_after(tokens, last) if last < len(tokens) and tokens[last].lower in {"at", "to"} else []


def dead_at(tokens: Sequence[Token], at: int) -> list[Phrase]:
    """Find the figure of "the number of dead at 31", where "dead" stands at ``at``."""
    before = [t.lower for t in tokens[max(0, at - 3) : at]]
    return figure_after(tokens, at + 1) if "number" in before and before[-1] in {"of", "the"} else []


def _opens_clause(word: str, after: str) -> bool:
    """Say whether another clause begins: "the toll may rise as dozens are hurt", not "as many as 40"."""
    return word in {"because", "while", "since"} or (word == "as" and after not in {"many", "high", "much"})


_BEFORE_NUMBER = frozenset(
    "at least most more than up to about nearly almost around some over an estimated as many high".split()
)
NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred dozens scores hundreds "
    "thousands several dozen "
    "least more about around nearly over".split()
)
