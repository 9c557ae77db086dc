"""Persons of a phrase that no number counts: by their articles, their nouns, their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from catena.read.rules.lexicon import Lexicon
from catena.read.rules.phrase import DETERMINERS, Phrase
from catena.text.sentences import Token

_ARTICLES = frozenset({"a", "an", "another", "one", "the", "his", "her", "their", "its", "our"})
_COLLECTIVES = frozenset(
    "number group handful series lot couple string crowd family team total band convoy unit".split()
)
# One noun of these stands for nobody knows how many: "the crew was killed", "they killed them".
_OF_MANY = _COLLECTIVES | frozenset("police personnel crew staff clergy security them".split())
_PLURALS = frozenset({"people", "men", "women", "children"})


_AGED = re.compile(r"\b(?:\d+|\w+)[ -]*year[ -]*old$")
_VEHICLES = frozenset("flight airlines airways airline express ferry mv ss tanker vessel boeing airbus".split())


def find_names(tokens: Sequence[Token], phrase: Phrase) -> tuple[str, ...]:
    """Give the capitalised runs of a phrase that may be names of persons."""
    runs: list[str] = []
    at = phrase.first
    while at < phrase.last:
        if tokens[at].is_capitalised and tokens[at].lower not in DETERMINERS:
            end = at
            while (
                end < phrase.last
                and (
                    tokens[end].is_capitalised
                    or tokens[end].lower in {"al", "bin", "ibn", "de", "la", "van", "el", "abu", "."}
                )
                and tokens[end].text != ","
            ):
                end += 1
            runs.append(" ".join(t.text for t in tokens[at:end]).replace(" .", "."))
            at = end
        at += 1
    return tuple(runs)


def count_unnumbered(tokens: Sequence[Token], phrase: Phrase, names: tuple[str, ...], lexicon: Lexicon) -> int | None:
    """Count persons told without a number: "a colonel" 1, "a man, a woman and a child" 3, "Ahmed and Safaa" 2."""
    theirs = [i for i in range(phrase.first, phrase.last) if tokens[i].lower in _THEIRS]
    listed_too = any(tokens[i - 1].text == "," for i in theirs if i > phrase.first)
    opens_so = theirs[:1] == [phrase.first]
    articles = int(opens_so and (listed_too or _bare_heads(tokens, phrase, lexicon) > 0))
    opener_counted = articles > 0
    opening = [t.lower for t in tokens[phrase.first : phrase.first + 3]]
    member = len(opening) > 2 and opening[2] in lexicon.words["people_nouns"]  # "a family member"
    if opening[:1] == ["a"] and opening[1:2] and opening[1] in _COLLECTIVES and not member:
        return None
    for i in range(phrase.first, phrase.last):
        listed = i > phrase.first and tokens[i - 1].lower in {",", "and"} and articles > 0
        if tokens[i].lower in {"a", "an", "another"} or (tokens[i].lower in {"his", "her"} and listed):
            head = next(
                (t.lower for t in tokens[i + 1 : min(i + 9, phrase.last)] if t.lower in lexicon.words["people_nouns"]),
                None,
            )
            if head is None or (head.endswith("s") and head not in {"boss", "witness"}):
                continue
            separate = i == phrase.first or tokens[i - 1].lower in {",", "and"}
            apposed = i > phrase.first and tokens[i - 1].text == "," and tokens[max(i - 2, phrase.first)].is_capitalised
            articles += bool(separate and not apposed)
    if articles:
        ends = _ends_with_oneself(tokens, phrase) + (0 if opener_counted else _opens_with_one(tokens, phrase, lexicon))
        return articles + _bare_heads(tokens, phrase, lexicon) + ends
    words = [t.lower.removesuffix("'s") for t in tokens[phrase.first : phrase.last]]
    if words and words[0] in {"the", "a", "an"} and _AGED.search(" ".join(words)):
        return 1  # "the 3-year-old"
    heads = [w for w in words if w in lexicon.words["people_nouns"]]
    if any(w.endswith("s") and w[:-1] in lexicon.words["people_nouns"] for w in heads) or _tells_of_many(words, heads):
        return None
    persons = [n for n in names if _looks_personal(n, lexicon)]
    if persons:
        joined = [
            i
            for i in range(phrase.first + 1, phrase.last - 1)
            if tokens[i].lower == "and" and tokens[i - 1].is_capitalised and _opens_name(tokens, i + 1, phrase, lexicon)
        ]
        return 1 + len(joined) + _persons_joined(tokens, phrase, lexicon, named=joined)
    if heads and words and (words[0] in _ARTICLES or words[0] in heads or words[0] in _BOTH):
        return 1 + _persons_joined(tokens, phrase, lexicon)
    return 1 if words in (["he"], ["she"], ["him"], ["her"]) else None


def _opens_name(tokens: Sequence[Token], at: int, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Say whether a name begins at ``at``, with or without what he was ("and photographer Luis Paz")."""
    titled = tokens[at].lower in lexicon.words["people_nouns"] and at + 1 < phrase.last
    return (
        tokens[at].is_capitalised or (titled and tokens[at + 1].is_capitalised) or _is_ranked(tokens, at, phrase.last)
    )


def _opens_with_one(tokens: Sequence[Token], phrase: Phrase, lexicon: Lexicon) -> int:
    """Count who opens a list without "a" ("the driver, John Moyo, and a passenger", "himself and a friend")."""
    words = [t.lower for t in tokens[phrase.first : phrase.last]]
    end = next((i for i, w in enumerate(words) if w in {",", "and"}), 0)
    if words[:end] in _ONESELF:
        return 1
    heads = [w for w in words[:end] if w in lexicon.words["people_nouns"]]
    return int(words[0] in _OPENERS and len(heads) > 0 and heads[-1] == words[end - 1] and not heads[-1].endswith("s"))


def _ends_with_oneself(tokens: Sequence[Token], phrase: Phrase) -> int:
    """Count the doer behind a list of those harmed ("his wife, a guard and himself")."""
    words = [t.lower for t in tokens[phrase.first : phrase.last]]
    return int(words[-2:-1] == ["and"] and words[-1:] in _ONESELF)


def _persons_joined(tokens: Sequence[Token], phrase: Phrase, lexicon: Lexicon, *, named: Sequence[int] = ()) -> int:
    """Count the single persons that "and" joins to the first ("the man and the infant", "the child and young man")."""
    found = 0
    for i in range(phrase.first + 1, phrase.last - 1):
        if tokens[i].lower != "and" or i in named:
            continue
        words = [t.lower.removesuffix("'s") for t in tokens[i + 1 : min(i + 1 + _HEAD_REACH, phrase.last)]]
        at = next((n for n, word in enumerate(words) if word in lexicon.words["people_nouns"]), None)
        if at is None or _is_many(words[at], lexicon) or words[at + 1 : at + 2] == ["of"]:
            continue
        found += at > 0 if words[0] in _OPENERS else at < 2 and tokens[i + 1].text.islower()
    return found


def _is_many(noun: str, lexicon: Lexicon) -> bool:
    return noun in _MANY or (noun.endswith("s") and noun[:-1] in lexicon.words["people_nouns"])


_HEAD_REACH = 6
_ONESELF = (["himself"], ["herself"])
_BOTH = frozenset({"both"})
_THEIRS = frozenset({"his", "her"})
_OPENERS = frozenset({"the", "his", "her", "their", "my"})
_MANY = frozenset({"people", "men", "women", "children", "police", "personnel", "troops", "others", "policemen"})


def _tells_of_many(words: Sequence[str], heads: Sequence[str]) -> bool:
    """Say whether the noun that a phrase is about is a plural without an s, or a body of people ("the gunmen", "police")."""
    head = words[: words.index("of")] if "of" in words else words
    last = next((w for w in reversed(head) if w in heads), "")
    return last.endswith("men") or last in _OF_MANY or bool(_PLURALS & set(heads))


def _is_ranked(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Say whether a name follows at ``at`` with an article and a rank before it ("and the Ruritanian general Ali Deng")."""
    name = next((i for i in range(at, min(at + _RANK_WORDS, end - 1)) if _is_name(tokens, i)), None)
    titled = name is not None and all(t.is_word and t.lower not in _JOINTS for t in tokens[at:name])
    return titled and tokens[at].lower == "the"


def _is_name(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].is_capitalised and tokens[at + 1].is_capitalised


_RANK_WORDS = 5
_JOINTS = frozenset({"of", "in", "at", "from", "for", "on", "near", "and", "who"})


def _bare_heads(tokens: Sequence[Token], phrase: Phrase, lexicon: Lexicon) -> int:
    """Count persons that share the article before ("his father and younger brother", "a man, woman and child")."""
    found = 0
    for i in range(phrase.first + 1, phrase.last):
        if tokens[i - 1].lower not in {"and", ","}:
            continue
        words = [t.lower for t in tokens[i : min(i + 3, phrase.last)]]
        head = next((w for w in words if w in lexicon.words["people_nouns"]), None)
        if head is not None and words[0] not in _ARTICLES and not head.endswith("s") and words.index(head) < 2:
            if words[words.index(head) + 1 :][:1] == ["of"]:  # "a teacher and mother of three"
                continue
            found += 1
    return found


def _looks_personal(name: str, lexicon: Lexicon) -> bool:
    words = name.lower().replace("’", "'").split()
    if words[0] in {"they", "he", "she", "it", "we", "others", "many", "some", "several", "most", "all"}:
        return False
    if any(
        w.removesuffix("'s") in lexicon.words["institution_nouns"] or w in lexicon.words["agent_nouns"] for w in words
    ):
        return False
    if len(words) > 1 and words[-1].strip(".") in lexicon.words["place_heads"]:
        return False
    if _VEHICLES & set(words):
        return False
    return not (len(words) == 1 and (words[0].isupper() or words[0].endswith(("ian", "ish", "ese", "ans"))))
