"""The figure of a toll: "the death toll rose to 51", "reached at least 40", "stands at nine"."""

from __future__ import annotations

from collections.abc import Sequence

from catena.read.rules.phrase import Phrase, phrase_right
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
