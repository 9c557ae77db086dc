"""Noun phrases beside a verb, found from closed classes and letter shapes (no parser)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catena.model import Span
from catena.text.sentences import Token

BE = frozenset("is are was were be been being am got get gets getting".split())
HAVE = frozenset("has have had having".split())
MODAL = frozenset("will would can could may might must shall should did does do".split())
DETERMINERS = frozenset(
    "a an the this that these those its their his her our another other some several many both all each every no any "
    "most more few".split()
)
ADVERBS = frozenset(
    "also later then reportedly allegedly already since still just only again once recently previously earlier not "
    "never n't seriously severely critically fatally badly slightly lightly both either immediately apparently even "
    "so yet all too now however meanwhile long".split()
)
# A noun phrase to the right of a verb ends before these.
RIGHT_STOPS = frozenset(
    "in on at by near with from after during outside inside when while as who whom that which where before since for "
    "through over under against amid following according between because to into within across around if whose is was "
    "were are has have had be been being will would could may might said says told but or nor so than then there it he "
    "she they we i you including included include injuring wounding killing leaving causing early late last today "
    "yesterday overnight "
    "out off up down about throughout along towards toward behind via upon who's per despite without yet until till "
    "monday tuesday wednesday thursday friday saturday sunday not did does do this these those".split()
)
# A subject to the left of a verb begins after these.
LEFT_STOPS = frozenset(
    "that when while where because if although though but or nor so than then after before since whether until as said "
    "says told which who whom saying adding amid following during ; :".split()
)
# Participles between an auxiliary and what befell the subject: "were found shot dead", "was pronounced dead".
FOUND = frozenset("found reported confirmed feared believed presumed pronounced declared".split())
_MARKS_INSIDE = frozenset("'’-“”\"()$%&/")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of a sentence's tokens, half-open."""

    first: int
    last: int

    def span(self, tokens: Sequence[Token]) -> Span:
        """Give the phrase's span on the whole text."""
        return Span(tokens[self.first].start, tokens[self.last - 1].end)

    def __bool__(self) -> bool:
        return self.first < self.last


def is_passive(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether the past form at ``tokens[first:last]`` is passive (with or without its auxiliary)."""
    at = first - 1
    while at >= 0 and (tokens[at].lower in ADVERBS or _links(tokens, at) or tokens[at].lower.endswith("ly")):
        at -= 1
    if at >= 0 and tokens[at].lower in BE:
        return True
    if at >= 0 and tokens[at].lower in HAVE:
        return False
    if last >= len(tokens):
        return True
    after = tokens[last].lower
    if after in {"his", "her", "their", "the", "a", "an", "him", "them", "it", "over", "about", "nearly"}:
        return False
    if opens_figure(tokens, last):
        return False
    if _counts_others(tokens, last):
        return True
    return after in RIGHT_STOPS or not tokens[last].is_word or after == "and"


def _links(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a participle stands between an auxiliary and the next ("was found shot", "are feared dead")."""
    before = at - 1
    while before > 0 and tokens[before].lower in ADVERBS:
        before -= 1
    return before >= 0 and tokens[at].lower in FOUND and tokens[before].lower in BE


def _counts_others(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a figure of its own follows, as in the headline "Ten killed 15 injured in raid"."""
    if not (tokens[at].text[0].isdigit() or tokens[at].lower in _SMALL_NUMBERS):
        return False
    for i in range(at + 1, min(at + 3, len(tokens))):
        if tokens[i].lower in {"injured", "wounded", "hurt", "missing", "arrested"}:
            after = tokens[i + 1] if i + 1 < len(tokens) else None
            return after is None or not after.is_word or after.lower in RIGHT_STOPS
    return False


# Words that stand before a number and would else end a noun phrase: "killed at least nine", "wounding up to 40".
_FIGURE_OPENINGS = (("at", "least"), ("at", "most"), ("up", "to"), ("as", "many", "as"), ("between",), ("around",))


def opens_figure(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the words at ``at`` open a figure ("at least nine"), and not a time or a place ("at noon")."""
    for words in _FIGURE_OPENINGS:
        end = at + len(words)
        if end < len(tokens) and tuple(t.lower for t in tokens[at:end]) == words:
            return len(words) > 1 or tokens[end].text[0].isdigit() or tokens[end].lower in _SMALL_NUMBERS
    return False


_SMALL_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred dozen".split()
)


def verb_group_start(tokens: Sequence[Token], at: int) -> int:
    """Give the first token of the auxiliaries and adverbs that stand before the verb at ``at``."""
    while at > 0 and (
        tokens[at - 1].lower in BE | HAVE | MODAL | ADVERBS
        or _links(tokens, at - 1)
        or (
            tokens[at - 1].lower.endswith("ly")
            and not tokens[at - 1].is_capitalised
            and tokens[at - 1].lower
            not in {"family", "assembly", "ally", "bully", "supply", "reply", "fly", "monopoly"}
        )
        or (
            tokens[at - 1].lower == "to"
            and at > 1
            and tokens[at - 2].lower in {"had", "have", "appears", "appear", "believed"}
        )
    ):
        at -= 1
    return at


def phrase_right(tokens: Sequence[Token], at: int, *, limit: int = 16) -> Phrase:
    """Take the noun phrase that begins at ``at``; "of" stays inside, a comma only before an apposition or a list."""
    end = at
    while end < len(tokens) and end - at < limit:
        token = tokens[end]
        lower = token.lower
        if end > at and lower in RIGHT_STOPS and not _compares(tokens, end):
            break
        if lower in {"and", "&"}:
            if not _joins(tokens, end):
                break
        elif token.text == ",":
            if not _appositive(tokens, end):
                break
        elif not token.is_word and token.text not in _MARKS_INSIDE:
            break
        end += 1
    while end > at and (not tokens[end - 1].is_word or tokens[end - 1].lower in {"and", "of", "the", "a", "an"}):
        end -= 1
    return Phrase(at, end)


def phrase_left(tokens: Sequence[Token], at: int, *, floor: int = 0, limit: int = 24) -> Phrase:
    """Take the subject that ends before the verb group at ``at``; an apposition between commas belongs to it."""
    end = at
    closing = end > floor and tokens[end - 1].text == ","
    while end > floor and not tokens[end - 1].is_word and tokens[end - 1].text not in {")", "”", '"'}:
        end -= 1
    if end > floor and tokens[end - 1].lower in {"who", "that", "which"}:
        end -= 1
        while end > floor and tokens[end - 1].text == ",":
            end -= 1
    crossings = 1 if closing else 0
    start = end
    while start > floor and end - start < limit:
        token = tokens[start - 1]
        if token.lower in _RELATIVES and start < end and _is_relative(tokens, start - 1, start):
            start = end = _before_relative(tokens, start - 1)
            if end > floor and tokens[end - 1].lower == "those":
                return Phrase(end - 1, end)
            crossings = 0
            continue
        if token.lower in LEFT_STOPS:
            break
        if token.text == ",":
            if crossings == 0 and not _names_the_described(tokens, start - 1, end):
                break
            crossings = 0
        elif not token.is_word and token.text not in _MARKS_INSIDE:
            break
        start -= 1
    return _after_verb(tokens, _trim_left(tokens, Phrase(start, end)))


def words_of(tokens: Sequence[Token], phrase: Phrase) -> str:
    """Join the words of a phrase as they stand, spaces tidied."""
    if not phrase:
        return ""
    pieces = [tokens[phrase.first].text]
    for before, token in zip(tokens[phrase.first : phrase.last], tokens[phrase.first + 1 : phrase.last], strict=False):
        pieces.append(("" if token.start == before.end else " ") + token.text)
    return "".join(pieces).strip(' ,;:“”"')


_RELATIVES = frozenset({"who", "that", "which", "whose"})


def _is_relative(tokens: Sequence[Token], at: int, verb: int) -> bool:
    """Say whether "who …" opens a clause about the noun before it ("members of a force that protects him were hurt")."""
    if at == 0 or tokens[at - 1].lower in {
        "said",
        "says",
        "say",
        "told",
        "added",
        "reported",
        "confirmed",
        "announced",
    }:
        return False
    after = tokens[verb]
    return tokens[at].lower in {"who", "whose"} or (
        after.text.islower()
        and after.lower not in DETERMINERS
        and (after.lower.endswith(("s", "ed")) or after.lower in BE | HAVE | MODAL)
    )


def _before_relative(tokens: Sequence[Token], at: int) -> int:
    while at > 0 and not tokens[at - 1].is_word:
        at -= 1
    return at


def tail_phrase(tokens: Sequence[Token], end: int, *, floor: int = 0) -> Phrase:
    """Take the last noun phrase before ``end``, where a clause runs into it without a comma ("… attack the monitor")."""
    start = end
    while start > floor and end - start < 14:
        token = tokens[start - 1]
        if not token.is_word:
            break
        if token.lower in _TAIL_OPENERS:
            start -= 1
            if (
                start - 2 < floor
                or tokens[start - 1].lower not in {"of", "in", "at", "for", "from", "with"}
                or not _heads(tokens, start - 2)
            ):
                break
            continue
        if (
            not token.is_capitalised
            and start < end
            and tokens[start].is_capitalised
            and token.lower not in {"of", "for", "in", "at", "al", "de"}
            and not _heads(tokens, start - 1)
        ):
            break
        if token.lower in _DAYS:
            break
        start -= 1
    while start < end and tokens[start].lower in {"of", "for", "in", "at", "and", "from"}:
        start += 1
    return Phrase(start, end)


_TAIL_OPENERS = frozenset("a an the one two three four five six some several many his her their its".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday overnight".split())
_HEADS = frozenset(
    (
        "source sources official officials police spokesman spokeswoman spokesperson witness activists activist "
        "officer officers resident residents ministry minister group monitor doctor medics army commander "
        "leader head chief member members agency command"
    ).split()
)


def _heads(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].lower in _HEADS


def _after_verb(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """Cut a subject at a verb inside it: the name before a copula, else what follows the verb."""
    for i in range(phrase.last - 1, phrase.first, -1):
        if tokens[i].lower in BE | HAVE | MODAL:
            before = Phrase(phrase.first, i)
            if tokens[phrase.first].is_capitalised and i - phrase.first <= 5 and tokens[i].lower in {"was", "is"}:
                return before
            return tail_phrase(tokens, phrase.last, floor=i + 1)
    return phrase


def _names_the_described(tokens: Sequence[Token], comma: int, end: int) -> bool:
    """Say whether a bare name follows the comma that a description stands before ("an officer, Col. X was killed")."""
    name = tokens[comma + 1 : end]
    if (
        not name
        or len(name) > 7
        or not all(t.is_capitalised or t.lower in {"al", "bin", "ibn", "de", "van"} or "-" in t.text for t in name)
    ):
        return False
    before = [t.lower for t in tokens[max(0, comma - 10) : comma]]
    return bool(set(before) & {"a", "an", "the", "another", "one"}) and tokens[comma - 1].lower not in _DAYS


def _compares(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a stop word belongs to a qualifier: "more than", "as many as", "up to"."""
    before = tokens[at - 1].lower if at else ""
    return (
        (tokens[at].lower == "than" and before in {"more", "fewer", "less"})
        or (tokens[at].lower in {"to", "as"} and before in {"up", "many", "as"})
        or (tokens[at].lower == "many" and before == "as")
    )


def _joins(tokens: Sequence[Token], at: int) -> bool:
    """Say whether "and" at ``at`` joins two nouns of one phrase rather than two clauses."""
    if at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    if after.lower in RIGHT_STOPS or after.lower in DETERMINERS - {
        "a",
        "an",
        "the",
        "his",
        "her",
        "their",
        "two",
        "another",
        "other",
    }:
        return False
    if after.text[0].isdigit() or after.lower.endswith(("ing", "ed")) or after.lower in _IRREGULAR:
        return False
    second, third = (tokens[i].lower if i < len(tokens) else "" for i in (at + 2, at + 3))
    return second not in BE | HAVE | _HURT and not (second == "others" and third in BE | HAVE | _HURT)


_HURT = frozenset({"wounded", "injured", "hurt", "missing"})
_IRREGULAR = frozenset("shot hit struck left leaves leave fled took set hurt".split())


def _appositive(tokens: Sequence[Token], at: int) -> bool:
    if at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    if _speaks(tokens, at + 1):
        return False  # "the murder of a clerk, Price said", "seven people, a railway official said"
    return (after.is_capitalised and after.lower not in RIGHT_STOPS) or after.lower in {"a", "an", "his", "her"}


def _speaks(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the words behind a comma are who says it."""
    for token in tokens[at : at + 9]:
        if token.lower in {"said", "says", "told", "added"}:
            return True
        if not token.is_word or token.lower in RELATIVE:
            return False
    return False


RELATIVE = frozenset({"who", "whom", "whose", "that", "which", "and", "was", "were"})
_DATELINE_TOKENS = 3


def _trim_left(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """Drop what stands before the subject itself: adverbs, conjunctions, an opening "In X, " or "On Monday"."""
    first, last = phrase.first, phrase.last
    dashes = [
        i
        for i in range(first, min(last, first + 5))
        if tokens[i].text in {"-", "–", "—"} and i > 0 and tokens[i - 1].end < tokens[i].start
    ]
    opens = phrase.first == 0 and tokens[0].is_capitalised
    if dashes and opens and dashes[-1] <= _DATELINE_TOKENS:  # a dateline: "Baghdad - Iraq's intelligence service"
        first = dashes[-1] + 1
    while last > first and not (tokens[last - 1].is_word or tokens[last - 1].text in {")", "”"}):
        last -= 1
    while first < last and (
        tokens[first].lower in {"and", "however", "meanwhile", "also", "but", "then", "separately", "later", "earlier"}
        or not tokens[first].is_word
    ):
        first += 1
    figure = first + 1 < last and tokens[first + 1].lower in {
        "least",
        "most",
    }  # "At least 12 people, mostly women, were"
    if first < last and not figure and tokens[first].lower in {"in", "on", "at", "near", "from", "during", "of"}:
        for i in range(first + 1, last):
            if tokens[i].text == ",":
                return _trim_left(tokens, Phrase(i + 1, last))
    after = _after_time(tokens, first, last)
    return Phrase(after, last) if after == first else _trim_left(tokens, Phrase(after, last))


_TIME_WORDS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr "
    "jun jul aug sep sept oct nov dec monday tuesday "
    "wednesday thursday friday saturday sunday morning evening night afternoon dawn week month year early "
    "late last earlier that this the".split()
)


def _after_time(tokens: Sequence[Token], first: int, last: int) -> int:
    """Pass over an opening of time that no comma closes: "On Dec. 4 two gunmen", "In March an unidentified gunman"."""
    if first >= last or tokens[first].lower not in {"in", "on", "late", "early", "last", "by", "at"}:
        return first
    at = first + 1
    while at < last and (
        tokens[at].lower.strip(".") in _TIME_WORDS
        or tokens[at].text == "."
        or (tokens[at].text.isdigit() and tokens[at - 1].lower.strip(".") in _TIME_WORDS | {"."})
    ):
        at += 1
    told = any(
        tokens[i].lower.strip(".") in _TIME_WORDS - {"that", "this", "the", "early", "late", "last"}
        for i in range(first, at)
    )
    return at if told and at < last else first
