"""A table of phrases and the scan that finds the longest of them at each word of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from catena.text.sentences import Token, tokenize

T = TypeVar("T")


@dataclass(slots=True)
class PhraseTable(Generic[T]):
    """Phrases by their first word; the longest match wins, the first entry of equal ones."""

    by_first: dict[str, list[tuple[tuple[str, ...], T]]] = field(default_factory=dict)

    @classmethod
    def build(cls, entries: Iterable[tuple[str, T]]) -> PhraseTable[T]:
        """Build a table from pairs of phrase and value; phrases are matched without regard to case."""
        table: PhraseTable[T] = cls()
        for phrase, value in entries:
            words = tuple(token.lower for token in tokenize(phrase))
            if words:
                table.by_first.setdefault(words[0], []).append((words, value))
        for rows in table.by_first.values():
            rows.sort(key=lambda row: -len(row[0]))
        return table

    def match_at(self, tokens: Sequence[Token], at: int) -> tuple[int, T] | None:
        """Give the number of tokens and the value of the longest phrase that begins at ``at``."""
        for words, value in self.by_first.get(tokens[at].lower, ()):
            if len(words) == 1 or (
                at + len(words) <= len(tokens)
                and tokens[at + 1].lower == words[1]
                and all(tokens[at + i].lower == words[i] for i in range(2, len(words)))
            ):
                return len(words), value
        return None

    def find(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, T]]:
        """Give (first token, one past the last token, value) of each match, left to right, none overlapping."""
        after = 0
        for at, token in enumerate(tokens):
            if at < after or token.lower not in self.by_first:
                continue
            match = self.match_at(tokens, at)
            if match is not None:
                after = at + match[0]
                yield at, after, match[1]

    def __contains__(self, phrase: str) -> bool:
        words = tuple(token.lower for token in tokenize(phrase))
        return bool(words) and any(row[0] == words for row in self.by_first.get(words[0], ()))
