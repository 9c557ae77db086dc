"""The weapons that a sentence names: what was used, and not a pit, a society or a musician's tool of the same name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from catena.model import Span, Weapon
from catena.read.rules.lexicon import Lexicon
from catena.text.sentences import Sentence, Token

# What is told of a mine that explodes; a mine that is dug is attacked, owned and worked in.
_OF_EXPLOSIVE_MINES = frozenset(
    "explode explodes exploded explosion detonate detonates detonated blast blew blown stepped step struck hit triggered laid "
    "lay planted planting clear cleared clearing demining deminers defused anti-tank anti-personnel buried set tripped rode "
    "drove ran remnants booby-trapped sowed sown".split()
)
_NAMED_TOOLS = frozenset({"blunt", "blade"})


def find_weapons(sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[Weapon, Span]]:
    """Give each weapon named or implied, with where it stands; an implied one bears its family's name."""
    for table in (lexicon.weapons, lexicon.implied_weapons):
        for first, last, family in table.find(sentence.tokens):
            span = Span(sentence.tokens[first].start, sentence.tokens[last - 1].end)
            bare = sentence.tokens[first].lower in {"mine", "mines"}
            if bare and last - first == 1 and not are_explosive_mines(sentence.tokens):
                continue
            if family in _NAMED_TOOLS and _is_name(sentence.tokens, first):
                continue
            words = sentence.text[span.start - sentence.start : span.end - sentence.start]
            yield Weapon(words if table is lexicon.weapons else family, family), span


def are_explosive_mines(tokens: Sequence[Token]) -> bool:
    """Say whether the bare "mines" of a sentence are such as explode; landmines and naval mines always are."""
    return any(t.lower in _OF_EXPLOSIVE_MINES for t in tokens)


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a tool's word is part of a name ("the Harbour Rowing Club")."""
    return at > 0 and tokens[at].is_capitalised and tokens[at - 1].is_capitalised
