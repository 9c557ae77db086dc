"""The phrase that names the speaker: left of a verb of speech, right of it where the order is turned."""

from __future__ import annotations

from collections.abc import Sequence

from catena.knowledge.outlets import load_outlets
from catena.read.rules.asides import QUOTES, before_asides, before_parenthesis
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.phrase import (
    BE,
    DETERMINERS,
    HAVE,
    MODAL,
    RIGHT_STOPS,
    Phrase,
    phrase_left,
    phrase_right,
    tail_phrase,
    verb_group_start,
    words_of,
)
from catena.text.sentences import Token

PRONOUNS = frozenset({"he", "she", "it", "they"})
_CLAUSE_JOINTS = frozenset({"and", "but", "then"})
_ASIDE_VERBS = frozenset("according citing quoting speaking adding saying and or but also however too".split())
_DESCRIBING = frozenset("a an the one his her its their who which whose whom now then also both himself".split())
_PREPOSITIONS = frozenset("in on at near from during of after before since by with for under to".split())
_GOVERNING = frozenset("behind of against about around near beside with inside under over for to from".split())
_COMPLEMENTS = frozenset("of in at for from with to on near".split())
_SMALL_IN_NAME = frozenset("al el de del da di van von bin ibn bint abu la le of for and the &".split())
_CLOSERS = frozenset(
    "to in on at from who which whose told during late early adding referring citing quoting after as when while "
    "speaking using".split()
)
_CLOSE_MARKS = frozenset({",", ".", ":", ";", "”", '"', "-", "–", "—", "("})
_SUBJECT_LIMIT = 8
_OPENING_REACH = 40


def is_speaking_noun(word: str, lexicon: Lexicon) -> bool:
    """Say whether a lower-case word names persons or bodies that speak."""
    return (
        word in lexicon.words["anonymous_nouns"]
        or word in lexicon.words["institution_nouns"]
        or word in lexicon.words["titles"]
    )


def find_subject(
    tokens: Sequence[Token], start: int, last: int, *, inverting: bool, lexicon: Lexicon
) -> tuple[Phrase | None, bool]:
    """Give the speaker of the verb group that spans ``start:last`` and whether what is said stands to its left."""
    if (
        start
        and tokens[start - 1].lower in PRONOUNS
        and not (tokens[start - 1].text.isupper() or _is_governed(tokens, start))
    ):
        return Phrase(start - 1, start), start > 3
    if inverting and last < len(tokens) and _may_invert(tokens, start, last, lexicon):
        right = speaker_right(tokens, last, lexicon)
        if right and speaks(tokens, right):
            return right, True
    left = speaker_left(tokens, start, lexicon)
    if not left or not speaks(tokens, left):
        return None, False
    return left, left.first > 3 or tokens[start - 1].text == ","


def _is_governed(tokens: Sequence[Token], end: int) -> bool:
    """Say whether the "it" before ``end`` is no subject but belongs to a noun before: "the parties behind it said"."""
    return end > 2 and tokens[end - 1].lower == "it" and tokens[end - 2].lower in _GOVERNING


def speaker_left(tokens: Sequence[Token], start: int, lexicon: Lexicon) -> Phrase:
    """Take the speaker left of a verb: over asides of time and channel, before a description, else the last noun phrase."""
    end = before_asides(tokens, start, lexicon)
    if not end:
        return Phrase(0, 0)
    if tokens[end - 1].lower in _CLAUSE_JOINTS:
        return clause_subject(tokens, end, lexicon) or _nearest(tokens, end, lexicon)
    if tokens[end - 1].text == "," and (named := _described(tokens, end - 1, lexicon)) is not None:
        return named
    return _nearest(tokens, end, lexicon)


def _described(tokens: Sequence[Token], close: int, lexicon: Lexicon) -> Phrase | None:
    """Give the name that a description between commas follows: "Ana Diaz, head of the clinic in Lima, said"."""
    found = None
    for i in range(close - 1, max(0, close - _OPENING_REACH), -1):
        if tokens[i].text in {"“", ";", ":"}:
            break
        if tokens[i].text != ",":
            continue
        after = tokens[i + 1]
        opens = (
            after.lower in _DESCRIBING
            or (not after.is_capitalised and is_speaking_noun(after.lower, lexicon))
            or after.lower in lexicon.words["titles"]
            or after.text[0].isdigit()
            or any(is_speaking_noun(t.lower, lexicon) and not t.is_capitalised for t in tokens[i + 1 : i + 4])
            or (after.text.isalpha() and after.text.islower() and after.lower not in RIGHT_STOPS | _ASIDE_VERBS)
        )
        name = _name_before(tokens, i, lexicon)
        if name is not None and _is_bare_name(tokens, Phrase(i + 1, close), lexicon):
            found = Phrase(name.first, close)  # "the army's spokesman, Colonel Ali Deng, said": the second is the name
        elif opens and name is not None:
            found = name
    return found


def _is_bare_name(tokens: Sequence[Token], phrase: Phrase, lexicon: Lexicon) -> bool:
    """Say whether a stretch between commas is a person's name with nothing but titles before it."""
    words = tokens[phrase.first : phrase.last]
    capitals = [t for t in words if t.is_capitalised]
    return len(capitals) >= 2 and len(words) <= 7 and all(
        t.is_capitalised or t.lower in {"al", "el", "bin", "de", "van", "von", "la", "."} or "-" in t.text for t in words
    )  # fmt: skip


def _name_before(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Phrase | None:
    """Give the short subject that ends at a comma: capitals, titles and speaking nouns back to the clause's beginning."""
    if not at or not (tokens[at - 1].is_capitalised or tokens[at - 1].text in {")", *QUOTES}
                      or is_speaking_noun(tokens[at - 1].lower, lexicon)):  # fmt: skip
        return None
    first = at
    while first > 0 and at - first < _SUBJECT_LIMIT + 4:
        token = tokens[first - 1]
        if token.text in {",", ";", ":", "“", "—", "–"} or token.lower in {"that", "but", "while", "as"}:
            break
        if token.text in QUOTES and first - 1 and tokens[first - 2].text in {",", ".", "?", "!"}:
            break
        if not (
            token.is_capitalised
            or not token.is_word
            or token.lower in _SMALL_IN_NAME | DETERMINERS
            or is_speaking_noun(token.lower, lexicon)
            or token.lower in lexicon.words["anonymous_adjectives"]
            or "-" in token.text
        ):
            return None
        first -= 1
    while first < at and (tokens[first].lower in {"and", "but"} or not tokens[first].is_word):
        first += 1
    if first >= at or tokens[first].lower in _PREPOSITIONS or tokens[at - 1].lower in lexicon.words["time_words"]:
        return None
    return Phrase(first, at)


def clause_subject(tokens: Sequence[Token], joint: int, lexicon: Lexicon) -> Phrase | None:
    """Give the subject of the clause that "and" goes on with: "The mayor opened a school and said"."""
    for i in range(1, joint - 1):
        lower = tokens[i].lower
        told = lexicon.reporting.match_at(tokens, i)
        finite = lower in BE | HAVE | MODAL or (told is not None and told[1].form.form in {"past", "s"})
        past = (
            lower.endswith("ed")
            and not tokens[i].is_capitalised
            and tokens[i - 1].lower not in DETERMINERS | {"of", "in", "by"}
        )
        acted = (match := lexicon.triggers.match_at(tokens, i)) is not None and match[1].form.form in {"past", "s"}
        gone = lower in lexicon.words["irregular_pasts"]
        if (finite or past or acted or gone) and not tokens[i].is_capitalised:
            start = verb_group_start(tokens, i)
            if start and tokens[start - 1].lower in PRONOUNS:
                return Phrase(start - 1, start)
            phrase = speaker_left(tokens, start, lexicon) if start < joint - 1 else None
            return phrase if phrase and phrase.last - phrase.first <= _SUBJECT_LIMIT + 4 else None
    return None


def _nearest(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> Phrase:
    """Take the noun phrase that ends at ``end``: a name, a speaking noun with its complements, else the whole subject."""
    if (named := _name_before(tokens, end, lexicon)) is not None and names_speaker(tokens, named, lexicon):
        return _with_bearer(tokens, named, lexicon)
    if (bearer := _before_relative(tokens, end, lexicon)) is not None:
        return bearer
    if (outlet := _outlet_before(tokens, end)) is not None:
        return outlet
    left = phrase_left(tokens, end)
    if (bearer := _half_described(tokens, left, lexicon)) is not None:
        return bearer
    tail = _speaking_tail(tokens, Phrase(0, end), lexicon)
    if left and left.last == tail.last and _is_complement(tokens, tail, left, lexicon):
        return left
    if (
        tail
        and tail.first > left.first
        and (left.last - left.first > 3 or left.last < end)
        and _is_sure(tokens, tail, left, lexicon)
    ):
        return _with_bearer(tokens, tail, lexicon)
    if left.last - left.first > 14:
        return tail_phrase(tokens, left.last, floor=left.first)
    return left


def _outlet_before(tokens: Sequence[Token], end: int) -> Phrase | None:
    """Take a known outlet that ends a clause without a comma ("… the assault on the army FNA reported")."""
    for first in range(max(0, end - 4), end):
        words = tokens[first:end]
        if first and all(t.is_capitalised for t in words) and not tokens[first - 1].is_capitalised:
            known = load_outlets().find(words_of(tokens, Phrase(first, end)))
            ran_on = tokens[first - 1].is_word and tokens[first - 1].lower not in _BEFORE_OUTLET
            return Phrase(first, end) if known is not None and ran_on else None
    return None


_BEFORE_OUTLET = _PREPOSITIONS | frozenset(
    "the a an agency newspaper daily news website channel and or station".split()
)


def _is_complement(tokens: Sequence[Token], tail: Phrase, left: Phrase, lexicon: Lexicon) -> bool:
    """Say whether the last noun phrase only tells where or of what the subject is ("police at a station in the north")."""
    governed = tail.first > 0 and tokens[tail.first - 1].lower in _PREPOSITIONS
    return governed and names_speaker(tokens, left, lexicon) and not _holds_verb(tokens, left, lexicon)


def _half_described(tokens: Sequence[Token], left: Phrase, lexicon: Lexicon) -> Phrase | None:
    """Give the name whose description was opened by a comma and never closed: "Ana Diaz, lawyer to the family said"."""
    if not left or left.first < 2 or tokens[left.first - 1].text != ",":
        return None
    word = tokens[left.first]
    if word.is_capitalised or not is_speaking_noun(word.lower, lexicon):
        return None
    name = _name_before(tokens, left.first - 1, lexicon)
    capitals = [t for t in tokens[name.first : name.last] if t.is_capitalised] if name is not None else []
    return name if len(capitals) > 1 and word.lower not in lexicon.words["institution_nouns"] else None


def _before_relative(tokens: Sequence[Token], end: int, lexicon: Lexicon) -> Phrase | None:
    """Take the speaker whom an uncommaed clause describes: "The Observatory which leans on a circle of medics said"."""
    for i in range(1, min(end, 14)):
        if tokens[i].lower in {"which", "who"} and tokens[i - 1].is_word:
            named = _name_before(tokens, i, lexicon)
            return named if named is not None and named.first <= 3 and names_speaker(tokens, named, lexicon) else None
    return None


def _holds_verb(tokens: Sequence[Token], phrase: Phrase, lexicon: Lexicon) -> bool:
    """Say whether a clause with its own verb runs through a stretch."""
    for i in range(phrase.first + 1, phrase.last):
        match = lexicon.triggers.match_at(tokens, i)
        finite = match is not None and match[1].form.form in {"past", "s"}
        if finite or tokens[i].lower in BE | HAVE | MODAL:
            return True
    return False


def _is_sure(tokens: Sequence[Token], tail: Phrase, left: Phrase, lexicon: Lexicon) -> bool:
    """Say whether the last noun phrase is the speaker rather than the end of a longer subject."""
    if not names_speaker(tokens, tail, lexicon):
        return False
    return left.last == tail.last or tokens[tail.first].lower in {"the", "a", "an"} or tail.last - tail.first == 1


def _with_bearer(tokens: Sequence[Token], phrase: Phrase, lexicon: Lexicon) -> Phrase:
    """Add the name that a description follows without a comma ("Ana Diaz the clinic's director said")."""
    if not phrase.first or tokens[phrase.first].lower not in {"the", "a", "an"}:
        return phrase
    bearer = _name_before(tokens, phrase.first, lexicon)
    if bearer is None or bearer.last - bearer.first < 2 or bearer.first > 3:
        return phrase
    return bearer


def names_speaker(tokens: Sequence[Token], phrase: Phrase, lexicon: Lexicon) -> bool:
    """Say whether a phrase is headed by one who can speak: a noun of speakers, or a name."""
    words = tokens[phrase.first : phrase.last]
    head = next((i for i, t in enumerate(words) if i and t.lower in _COMPLEMENTS), len(words))
    noun = words[head - 1]
    if is_speaking_noun(noun.lower, lexicon) or noun.lower.startswith(("al-", "el-")):
        return True
    return noun.is_capitalised and noun.lower not in lexicon.words["time_words"]


def _speaking_tail(tokens: Sequence[Token], phrase: Phrase, lexicon: Lexicon) -> Phrase:
    """Take the last noun phrase of a stretch that a clause runs into without a comma ("… hit the town the monitor")."""
    start = phrase.last
    while start > phrase.first:
        token, after = tokens[start - 1], tokens[start] if start < phrase.last else None
        lower = token.lower
        if not token.is_word and token.text not in {"(", ")", "-", "’", "'", "“", "”", '"'}:
            break
        if (lower in lexicon.words["time_words"] and token.is_capitalised) or lower in BE | HAVE | MODAL | {
            "where",
            "which",
            "who",
        }:
            break
        if lower in DETERMINERS:
            start -= 1
            if not _complements(tokens, start - 1, phrase.first, lexicon) and not (
                tokens[start - 1].lower == "and" and start > 1 and is_speaking_noun(tokens[start - 2].lower, lexicon)
            ):
                break
            start -= 1
            continue
        if lower in _COMPLEMENTS or lower == "by":
            if not _complements(tokens, start - 1, phrase.first, lexicon):
                break
        elif lower in {"and", "&"}:
            if after is None or not _joined(tokens, start - 1, phrase.first, lexicon):
                break
        elif after is not None and after.is_capitalised and not token.is_capitalised and lower not in _SMALL_IN_NAME and not (
            is_speaking_noun(lower, lexicon) or lower in lexicon.words["anonymous_adjectives"] or lower.startswith(("al-", "el-"))
        ):  # fmt: skip
            break
        start -= 1
    while start < phrase.last and tokens[start].lower in _COMPLEMENTS | {"and", "&", "by"}:
        start += 1
    return Phrase(start, phrase.last)


def _complements(tokens: Sequence[Token], at: int, floor: int, lexicon: Lexicon) -> bool:
    """Say whether the preposition at ``at`` ties what follows to a speaker before it: "a source at the ministry"."""
    if at - 1 < floor or tokens[at].lower not in _COMPLEMENTS:
        return False
    before = tokens[at - 1]
    return is_speaking_noun(before.lower, lexicon) or (before.is_capitalised and tokens[at].lower in {"of", "for"})


def _joined(tokens: Sequence[Token], at: int, floor: int, lexicon: Lexicon) -> bool:
    if at - 1 < floor:
        return False
    before, after = tokens[at - 1], tokens[at + 1]
    if before.is_capitalised and after.is_capitalised:
        return True
    return is_speaking_noun(before.lower, lexicon)


def _holds_deed(tokens: Sequence[Token], phrase: Phrase, lexicon: Lexicon) -> bool:
    """Say whether a phrase behind "said" is a clause: "said police arrested six men"."""
    return any(
        tokens[i].text.islower() and tokens[i].lower.endswith("ed") and is_speaking_noun(tokens[i - 1].lower, lexicon)
        for i in range(phrase.first + 1, phrase.last)
    )


def _may_invert(tokens: Sequence[Token], start: int, last: int, lexicon: Lexicon) -> bool:
    """Say whether the speaker follows the verb: after a quotation or comma, or with nothing but speaker to the end."""
    before, after = tokens[start - 1].text if start else "", tokens[last]
    opens = after.lower in {
        "the",
        "a",
        "an",
        "one",
        "his",
        "her",
        "its",
        "their",
        "another",
        "local",
    } or is_speaking_noun(after.lower, lexicon)
    if not (after.is_capitalised or opens) or after.lower in PRONOUNS or after.lower in lexicon.words["time_words"]:
        return False
    if before in QUOTES or start == 0:
        return True
    right = speaker_right(tokens, last, lexicon)
    if not right:
        return False
    following = tokens[right.last] if right.last < len(tokens) - 1 else None
    closed = (
        following is None
        or following.text in _CLOSE_MARKS
        or following.lower in _CLOSERS
        or following.lower in lexicon.words["time_words"]
    )
    if any(t.lower.endswith("n't") for t in tokens[right.first : right.last]) or _holds_deed(tokens, right, lexicon):
        return False
    if before == ",":
        return closed and _described(tokens, start - 1, lexicon) is None and before_parenthesis(tokens, start) == start
    if not closed or start <= 2:
        return False
    if not names_speaker(tokens, right, lexicon):
        return False
    if following is None or right.last >= len(tokens) - 3:
        return True
    own = _nearest(tokens, before_asides(tokens, start, lexicon), lexicon)
    governed = own.first > 0 and tokens[own.first - 1].lower in _PREPOSITIONS | {"of", "which", "that"}
    return governed or not (own and names_speaker(tokens, own, lexicon))


def speaker_right(tokens: Sequence[Token], at: int, lexicon: Lexicon) -> Phrase:
    """Take the speaker that stands to the right of a cue; a description after a comma is left out, a name kept."""
    phrase = _over_points(tokens, phrase_right(tokens, at, limit=18))
    last = _before_next_clause(tokens, phrase, lexicon)
    for i in range(phrase.first + 1, last):
        if (
            tokens[i].text == ","
            and tokens[i - 1].is_capitalised
            and not (i + 1 < last and tokens[i + 1].is_capitalised and is_speaking_noun(tokens[i - 1].lower, lexicon))
        ):
            last = i
            break
    if (
        phrase
        and last == phrase.last < len(tokens)
        and tokens[last].lower in {"in", "at", "from", "with", "near", "by"}
    ):
        tail = phrase_right(tokens, last + 1, limit=6)
        tail = Phrase(tail.first, _before_next_clause(tokens, tail, lexicon))
        telling = lexicon.words["anonymous_nouns"] | lexicon.words["document_plurals"]
        if tail and any(t.lower in telling for t in tokens[phrase.first : last]):
            return Phrase(phrase.first, tail.last)
    return Phrase(phrase.first, last)


def _over_points(tokens: Sequence[Token], phrase: Phrase) -> Phrase:
    """Go on over the point of an initial or a short title: "John D. Podesta", "Del. Stacey Plaskett"."""
    end = phrase.last
    while (
        phrase
        and end + 1 < len(tokens)
        and tokens[end].text == "."
        and tokens[end + 1].is_capitalised
        and len(tokens[end - 1].text) < 4
    ):
        end = max(phrase_right(tokens, end + 1, limit=8).last, end + 2)
    return Phrase(phrase.first, end)


def _before_next_clause(tokens: Sequence[Token], phrase: Phrase, lexicon: Lexicon) -> int:
    """Give where the speaker ends that a clause follows without a comma: "according to the monitor three men died"."""
    for i in range(phrase.first + 1, phrase.last):
        before, lower = tokens[i - 1], tokens[i].lower
        ended = before.is_capitalised or is_speaking_noun(before.lower, lexicon)
        counted = lower in _NUMBERS or tokens[i].text.isdigit()
        if ended and (counted or lower in {"the", "a", "an", "at", "more", "some", "several", "dozens"}):
            return i
    return phrase.last


_NUMBERS = frozenset("one two three four five six seven eight nine ten eleven twelve dozens scores hundreds".split())


def speaks(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Say whether a phrase may be a subject of speech at all."""
    words = tokens[phrase.first : phrase.last]
    if len(words) == 1 and words[0].lower in PRONOUNS | {"i", "we", "one", "many", "some", "others"}:
        return words[0].lower not in {"i", "we"}
    if words[0].lower in {"there", "what", "this", "that", "which", "who", "to", "you", "i", "we"}:
        return False
    return any(len(w.text) > 1 and w.is_word and not w.text.isdigit() for w in words)
