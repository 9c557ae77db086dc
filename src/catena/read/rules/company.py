"""Persons who are counted together with others, or are no toll at all: "he and three others", "a father of two"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from catena.model import Count
from catena.read.rules.harm import SHOT, Harm
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.persons import count_unnumbered, find_names
from catena.read.rules.phrase import DETERMINERS, Phrase
from catena.read.rules.triggers import Trigger
from catena.text.numbers import Number
from catena.text.sentences import Token

_OTHERS = frozenset({"others", "more", "other"})
_KIN_OF = frozenset(
    "father mother dad mum mom parent parents grandfather grandmother grandparents widow widower guardian".split()
)
_ALONE = frozenset({("another",), ("the", "other"), ("a", "second"), ("a", "third"), ("a", "fourth"), ("a", "fifth")})
_PRONOUNS = frozenset({"he", "she", "him", "her", "himself", "herself"})


_MISSILES = frozenset(
    "bullet bullets gunfire gunshot gunshots shot shots fire crossfire round rounds shrapnel fragment fragments pellets "
    "splinters debris".split()
)


def index_of(tokens: Sequence[Token], number: Number, phrase: Phrase) -> int:
    """Give the token of a phrase at which a number begins."""
    return next(i for i in range(phrase.first, phrase.last) if tokens[i].end > number.span.start)


def is_hit(tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Say whether "hit" or "struck" is told of a missile, or of none named ("hit by gunfire", not "hit by a car")."""
    if trigger.form not in {"past", "participle", "ing"}:
        return False
    after = [t.lower for t in tokens[trigger.last : trigger.last + 6]]
    return after[:1] not in (["by"], ["with"]) or bool(_MISSILES & set(after))


def is_of_kin(tokens: Sequence[Token], number: Number, phrase: Phrase) -> bool:
    """Say whether a number tells how many children somebody has ("a father of three")."""
    at = index_of(tokens, number, phrase)
    return at >= 2 and tokens[at - 1].lower == "of" and tokens[at - 2].lower in _KIN_OF


def is_label(tokens: Sequence[Token], number: Number, phrase: Phrase) -> bool:
    """Say whether a number only names something ("News 5", "Image 3 of 14", "Channel 2")."""
    at = index_of(tokens, number, phrase)
    before = [t.lower for t in tokens[max(0, at - 2) : at]]
    return tokens[at].text.isdigit() and (before[-1:] == ["/"] or bool(set(before[-1:]) & _LABELS))


_LABELS = frozenset("news channel image photo page route highway flight chapter apartment apt room figure".split())


def is_age(tokens: Sequence[Token], number: Number, phrase: Phrase) -> bool:
    """Say whether a number between commas behind a name is an age ("John Moyo, 45, and a passenger")."""
    at = index_of(tokens, number, phrase)
    if at < 2 or at + 1 >= len(tokens) or not tokens[at].text.isdigit():
        return False
    return tokens[at - 1].text == "," and tokens[at + 1].text == "," and tokens[at - 2].is_capitalised


def company_of(tokens: Sequence[Token], phrase: Phrase, number: Number, lexicon: Lexicon) -> int | None:
    """Count those named before "and three others", who are harmed with them ("a nurse and three others": 1)."""
    at = index_of(tokens, number, phrase)
    at -= at > phrase.first and tokens[at - 1].lower in {"his", "her", "their", "its"}
    if at - phrase.first < 2 or tokens[at - 1].lower != "and" or number.low is None or number.low != number.high:
        return None
    after = [t.lower for t in tokens[at : min(at + 5, phrase.last)] if t.start >= number.span.end]
    if not _OTHERS & set(after[:1]) and not lexicon.words["people_nouns"] & set(after):
        return None
    before = Phrase(phrase.first, at - 1)
    if tokens[at - 2].lower in _PRONOUNS:
        return 1
    return count_unnumbered(tokens, before, find_names(tokens, before), lexicon)


def in_headline_row(tokens: Sequence[Token], phrase: Phrase, lexicon: Lexicon) -> int:
    """Count the person whom a headline puts before the comma ("Father, two daughters shot", "Man, woman killed": 1)."""
    comma = phrase.first - 1
    if not 1 <= comma <= _ROW_REACH or tokens[comma].text != "," or tokens[comma - 1].lower not in _people(lexicon):
        return 0
    opening = {t.lower for t in tokens[:comma]}
    row = [t.lower for t in tokens[phrase.first : phrase.last]]
    if opening & DETERMINERS or "of" in row or not _people(lexicon) & set(row[-2:]):
        return 0
    return int(row[0] not in DETERMINERS and not tokens[comma - 1].lower.endswith(("s", "men", "people", "children")))


def _people(lexicon: Lexicon) -> frozenset[str]:
    return lexicon.words["people_nouns"]


_ROW_REACH = 3


def pick_of_partitive(tokens: Sequence[Token], numbers: Sequence[Number], phrase: Phrase) -> int:
    """Give which number counts the harmed of "one of the four women wounded": the second, whom the participle befell."""
    if len(numbers) < 2:
        return 0
    first, second = index_of(tokens, numbers[0], phrase), index_of(tokens, numbers[1], phrase)
    between = [t.lower for t in tokens[first + 1 : second]]
    return int(between[:1] == ["of"] and len(between) <= 2)


def counted_beside(tokens: Sequence[Token], numbers: Sequence[Number], phrase: Phrase) -> Phrase | None:
    """Give "many more" of "nine nurses and many more wounded": those told before have another fate."""
    if len(numbers) < 2:
        return None
    last = index_of(tokens, numbers[-1], phrase)
    after = next((t.lower for t in tokens[last : phrase.last] if t.start >= numbers[-1].span.end), "")
    return Phrase(last, phrase.last) if tokens[last - 1].lower == "and" and after in _OTHERS else None


def count_alone(tokens: Sequence[Token], phrase: Phrase) -> int | None:
    """Count persons whose noun is left out: "a guard was killed and another wounded"; "both men"."""
    words = tuple(t.lower for t in tokens[phrase.first : phrase.last])
    if words in _ALONE:
        return 1
    return (
        2 if len(words) > 1 and words[0] == "both" and words[1].endswith(("s", "men", "people", "children")) else None
    )


def listed_names(tokens: Sequence[Token], phrase: Phrase) -> tuple[Phrase, int] | None:
    """Find the list of names with ages that a phrase stands in, and how many it names ("A. Deeb, 33, and R. Deeb, 36")."""
    shapes = "".join(_shape(t) for t in tokens)
    for match in _NAME_LIST.finditer(shapes):
        if match.start() < phrase.last and phrase.first < match.end() and "A" in match[0]:
            return Phrase(match.start(), match.end()), len(_NAME_ITEM.findall(match[0]))
    return None


def _shape(token: Token) -> str:
    if token.text.isdigit() and len(token.text) < 3:
        return "A"
    if token.lower in _SHAPES:
        return _SHAPES[token.lower]
    return "N" if token.is_capitalised and token.is_word else "x"


_SHAPES = {",": ",", "and": "&", "year-old": "y", "-": "-", "of": "o", "from": "o"}
_ITEM = r"(?:A-y)?N{2,6}(?:,A)?(?:,?oN{1,3})?"
_NAME_ITEM = re.compile(_ITEM)
_NAME_LIST = re.compile(rf"{_ITEM}(?:,{_ITEM})*,?&{_ITEM}")


def fatally(tokens: Sequence[Token], trigger: Trigger, numbers: Sequence[Number]) -> list[Harm]:
    """Read "four people were shot, one fatally" as one dead."""
    at = trigger.first - 1
    found = [n for n in numbers if at >= 1 and n.span.end == tokens[at].end and tokens[at - 1].text == ","]
    return [Harm("killed", Count(n.low, n.high, "exactly", "people"), n.span, trigger) for n in found[:1]]


def settle_shot(tokens: Sequence[Token], harms: Sequence[Harm]) -> list[Harm]:
    """Read "six shot, two dead" as four wounded: the dead told right after a comma are of those shot."""
    return [_less_dead(tokens, h, harms) if h.fate == SHOT and h.figure else h for h in harms]


def _less_dead(tokens: Sequence[Token], shot: Harm, harms: Sequence[Harm]) -> Harm:
    total = shot.count.low
    for dead in harms:
        told = dead.fate == "killed" and dead.figure and dead.count.low == dead.count.high and not dead.subset
        follows = dead.span.start > shot.span.end and any(
            t.text == "," and shot.span.end <= t.start and t.end + 2 > dead.span.start for t in tokens
        )
        if told and follows and total is not None and total == shot.count.high and total > (dead.count.low or 0):
            left = total - (dead.count.low or 0)
            who = Count(left, left, "exactly", shot.count.who)
            return replace(shot, fate="wounded", count=who)
    return shot
