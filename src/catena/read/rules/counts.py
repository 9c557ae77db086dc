"""How many were killed, wounded, abducted: figures and named persons beside a harm trigger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from catena.knowledge import read_table
from catena.model import Count, Qualifier
from catena.read.clauses import joined, read_clauses
from catena.read.rules.beside_noun import beside_noun
from catena.read.rules.company import (
    company_of,
    count_alone,
    counted_beside,
    fatally,
    in_headline_row,
    index_of,
    is_age,
    is_hit,
    is_label,
    is_of_kin,
    listed_names,
    pick_of_partitive,
    settle_shot,
)
from catena.read.rules.harm import SHOT, Harm
from catena.read.rules.harmed import AMONG, is_of_them, is_some_of, part_harmed, past_parts
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.persons import count_unnumbered, find_names
from catena.read.rules.phrase import BE, HAVE, Phrase, phrase_left, phrase_right, verb_group_start
from catena.read.rules.toll import NUMBER_WORDS, left_behind, those_at
from catena.read.rules.triggers import Trigger
from catena.text.numbers import Number
from catena.text.sentences import Sentence, Token

# Words before a number, by what they make of it.
_QUALIFIER_WORDS: dict[Qualifier, tuple[str, ...]] = {
    "at least": ("at least", "no fewer than", "no less than", "not less than", "a minimum of", "minimum of"),
    "more than": ("more than", "over", "upwards of", "above", "in excess of", "exceeded", "exceeding"),
    "up to": ("up to", "as many as", "at most", "not more than", "no more than", "fewer than", "less than", "a maximum of"),
    "about": (
        "around about", "about", "around", "approximately", "nearly", "almost", "some", "roughly", "close to", "an estimated",
        "estimated", "tens of",
    ),
    "exactly": ("reportedly",),
}  # fmt: skip
_QUALIFIERS = tuple((words, qualifier) for qualifier, rows in _QUALIFIER_WORDS.items() for words in rows)
_INTRANSITIVE = frozenset(
    {"die", "perish", "succumb", "lose [pron] life", "drown", "suffer injuries", "sustain injuries"}
)
_VAGUE = frozenset({"many", "several", "numerous", "countless", "a number of", "scores", "multiple", "more"})
_BAD_HEADS = frozenset(
    "attack attacks bomb bombs blast explosion strike strikes airstrike airstrikes rocket rockets shell "
    "shells missile missiles "
    "vehicle vehicles car cars house houses home homes building buildings day days hour hours week weeks "
    "month months year years time times "
    "village villages town towns city cities district base bases post posts position positions hospital "
    "hospitals school schools incident "
    "incidents case cases war conflict fighting violence operation operations raid raids plan threat "
    "threats country state area areas region "
    "tank tanks plane planes helicopter helicopters truck trucks bus boat ship drone drones percent crime "
    "crimes investigation statement "
    "group groups set sets batch batches block blocks round rounds shots "
    "report reports video situation market mosque church claim claims bullet bullets gunshot gunshots".split()
)


def fate_of(tokens: Sequence[Token], trigger: Trigger) -> str | None:
    """Give what the trigger says became of the harmed; who was "shot" is dead or wounded, which others must say."""
    if (
        trigger.first
        and tokens[trigger.first - 1].lower in {"fatally", "mortally"}
        and trigger.base not in _INTRANSITIVE
    ):
        return "killed"
    if trigger.base in _HIT:
        return SHOT if is_hit(tokens, trigger) else None
    if trigger.base in _SHOT and (trigger.form in _SHOT_FORMS or _has_object(tokens, trigger)):
        after = tokens[trigger.last].lower if trigger.last < len(tokens) else ""
        second = tokens[trigger.last + 1].lower if after == "and" and trigger.last + 1 < len(tokens) else ""
        return None if after in _DOWN or second in _SETTLES else SHOT
    return trigger.family.fate


_SHOT = frozenset({"shoot", "shot in the", "send hospital", "rush hospital", "take hospital"})
_HIT = frozenset({"hit", "strike"})
_SHOT_FORMS = frozenset({"past", "participle", "s", "phrase"})
_DOWN = frozenset({"down", "at", "back", "dead", "into", "video", "footage"})
_SETTLES = frozenset({"killed", "wounded", "injured", "hurt", "murdered"})  # "shot and killed": the second verb says it
_REFLEXIVE = frozenset({"himself", "herself", "themselves"})


def find_harms(
    sentence: Sentence, triggers: Sequence[Trigger], numbers: Sequence[Number], lexicon: Lexicon
) -> tuple[Harm, ...]:
    """Find who was killed, wounded, abducted or arrested, beside each trigger that says so."""
    harms: list[Harm] = []
    last_end = 0
    for trigger in triggers:
        if (
            trigger.base == "fatally"
            or fate_of(sentence.tokens, trigger) is None
            or trigger.negated
            or trigger.hypothetical
            or trigger.outcome != "carried out"
        ):
            harms += fatally(sentence.tokens, trigger, numbers) if trigger.base == "fatally" else []
            continue
        if _is_among(sentence.tokens, trigger):
            harms += _parts_named(sentence.tokens, trigger, numbers, lexicon)
            last_end = trigger.last
            continue
        harms += _parts_before(sentence.tokens, trigger, numbers, lexicon)
        for phrase in _victim_phrases(sentence, trigger, last_end):
            harms += _of_phrase(sentence.tokens, trigger, phrase, numbers, lexicon, harms)
        last_end = trigger.last
    return tuple(settle_shot(sentence.tokens, harms))


def _of_phrase(
    tokens: Sequence[Token],
    trigger: Trigger,
    phrase: Phrase,
    numbers: Sequence[Number],
    lexicon: Lexicon,
    held: Sequence[Harm],
) -> list[Harm]:
    """Read the whole, its parts and what is counted beside it, where no harm of this fate stands there already."""
    found: list[Harm] = []
    whole = False
    for part in part_harmed(tokens, phrase, numbers):
        beside = [] if part.subset else _coordinated(tokens, part.phrase, numbers, lexicon)
        for piece in (part.phrase, *beside):
            harm = _harm(tokens, trigger, piece, numbers, lexicon)
            if harm is not None and is_some_of(tokens, piece):
                some = replace(harm.count, who=f"persons among {AMONG.get(harm.fate, 'them')}")
                return [*found, replace(harm, subset=True, count=some)]
            if harm is None or any(h.span.meets(harm.span) and h.fate == harm.fate for h in (*held, *found)):
                continue
            if part.subset and (not whole or harm.count.low is None):
                continue
            found.append(replace(harm, subset=part.subset or (whole and is_of_them(tokens, piece))))
            whole = whole or harm.figure
            if not part.subset:
                found += [h for h in _subsets(tokens, harm, piece, numbers, lexicon) if h not in found]
    return found


def _coordinated(tokens: Sequence[Token], phrase: Phrase, numbers: Sequence[Number], lexicon: Lexicon) -> list[Phrase]:
    """Find further counted persons after the first: "15 civilians and 27 fighters with another 10 bodies"."""
    found: list[Phrase] = []
    at = phrase.last
    while at + 1 < len(tokens) and tokens[at].lower in {"and", ",", "with", "plus", "as"}:
        first = at + 1
        while first < len(tokens) and tokens[first].lower in {
            "and",
            "another",
            "a",
            "further",
            "well",
            "as",
            "also",
            "more",
            "than",
            "at",
            "least",
            "some",
            "about",
        }:
            first += 1
        if first >= len(tokens) or not any(
            n.span.start == tokens[first].start and n.kind == "cardinal" for n in numbers
        ):
            break
        part = phrase_right(tokens, first)
        words = {t.lower for t in tokens[part.first : part.last]}
        after = tokens[part.last].lower if part.last < len(tokens) else ""
        if (
            not words & lexicon.words["people_nouns"]
            or words & {"others", "wounded", "injured"}
            or after in BE | HAVE | {"wounded", "injured", "hurt"}
        ):
            break
        found.append(Phrase(at + 1 if tokens[at + 1].lower in {"at", "more", "about", "some"} else first, part.last))
        at = part.last
    return found


def _victim_phrases(sentence: Sentence, trigger: Trigger, floor: int) -> list[Phrase]:
    if trigger.is_verb:
        return _beside_verb(sentence, trigger, floor)
    return beside_noun(sentence.tokens, trigger, floor)


def _beside_verb(sentence: Sentence, trigger: Trigger, floor: int) -> list[Phrase]:
    tokens = sentence.tokens
    start = verb_group_start(tokens, trigger.first)
    if start == trigger.first and "than the" in " ".join(t.lower for t in tokens[max(0, start - 4) : start]):
        return []  # "far more than the junta killed"
    noun = read_clauses(sentence).noun_at(trigger.first)
    counted = trigger.last < len(tokens) and (
        tokens[trigger.last].text[0].isdigit() or tokens[trigger.last].lower in NUMBER_WORDS
    )
    if noun is not None and noun.first < trigger.first < noun.head and not counted:  # "as well as 140 injured people"
        return [Phrase(noun.first, noun.last)]
    if trigger.base in {"injure", "wound"} and (told := those_at(tokens, trigger.first, trigger.last)) is not None:
        return told
    if trigger.passive and start == trigger.first and (left := left_behind(tokens, start)) is not None:
        return [left]
    if trigger.base in _INTRANSITIVE or trigger.passive:
        if (subject := _whole_subject(sentence, trigger, start)) is not None:
            return [subject]
        shared = start > 1 and tokens[start - 1].lower in {"and", "or"}
        if shared:  # "were shot and killed": the subject stands before the first verb
            before = verb_group_start(tokens, start - 2)
            shared = floor >= start - 1 or before < start - 2
            start = before if before < start - 2 or floor == start - 1 else start - 1 if shared else start
        if start > 1 and tokens[start - 1].lower == "who" and tokens[start - 2].text != ",":
            named = read_clauses(sentence).noun_at(start - 2)  # "by a guard who was later arrested": the guard
            if named is not None:
                return [Phrase(named.first, named.last)]
        left = past_parts(tokens, phrase_left(tokens, start, floor=0 if shared else _floor(tokens, floor, start)))
        return [left] if left else []
    if _is_reflexive(tokens, trigger):
        with_others = phrase_right(tokens, trigger.last)
        if "and" in {t.lower for t in tokens[trigger.last : with_others.last]}:
            return [with_others]
        return [left] if (left := phrase_left(tokens, start, floor=_floor(tokens, floor, start))) else []
    right = phrase_right(tokens, trigger.last)
    if trigger.base == "lose" and not any(
        t.text[0].isdigit() or t.lower in NUMBER_WORDS for t in tokens[right.first : right.last]
    ):
        return []
    return [right] if right else []


def _is_reflexive(tokens: Sequence[Token], trigger: Trigger) -> bool:
    return trigger.last < len(tokens) and tokens[trigger.last].lower in _REFLEXIVE


def _has_object(tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Say whether "shooting" is a verb with those shot behind it ("accused of shooting four others")."""
    after = tokens[trigger.last].lower if trigger.last < len(tokens) else ""
    counted = after in NUMBER_WORDS or after[:1].isdigit()
    return _is_reflexive(tokens, trigger) or (trigger.form == "ing" and (counted or after in _OBJECT_OPENERS))


_OBJECT_OPENERS = frozenset({"a", "an", "his", "her", "their", "another"})


def _whole_subject(sentence: Sentence, trigger: Trigger, start: int) -> Phrase | None:
    """Give the subject with all that stands between it and its verb, where parts or numbers are told there."""
    clauses = read_clauses(sentence)
    verb = clauses.verb_at(trigger.last - 1)
    subject = clauses.subject(verb) if verb is not None else None
    if subject is None or not subject.last <= start <= subject.first + _SUBJECT_LIMIT:
        return None
    between = {t.lower for t in sentence.tokens[subject.last : start]}
    first = joined(clauses, subject)[0].first
    return Phrase(first, start) if {"including", "among", "amongst"} & between or first < subject.first else None


_SUBJECT_LIMIT = 30


def _floor(tokens: Sequence[Token], floor: int, at: int) -> int:
    """Give where the subject may begin: after the trigger before it, past the words that end that clause."""
    return min(floor, at)


def _harm(
    tokens: Sequence[Token], trigger: Trigger, phrase: Phrase, numbers: Sequence[Number], lexicon: Lexicon
) -> Harm | None:
    fate = fate_of(tokens, trigger) or ""
    if trigger.base in _HIT and tokens[phrase.last - 1].lower not in lexicon.words["people_nouns"]:
        return None  # towns, cars and markets are hit, too
    if _words(tokens, phrase).lower().removeprefix("the ") in _countries():
        return None  # "our martyred Nicaragua"
    if _is_nobody(tokens, phrase):
        return None
    span = phrase.span(tokens)
    inside = [n for n in numbers if span.covers(n.span) and n.kind == "cardinal" and n.low is not None]
    inside = [n for n in inside if not _counts_things(tokens, n, phrase, lexicon)]
    alone = _is_reflexive(tokens, trigger) and span.end <= tokens[trigger.first].start
    alone = alone and tokens[trigger.last].lower != "themselves"
    inside = [] if alone else inside  # "boy, 3, shoots himself"
    bare = trigger.passive and verb_group_start(tokens, trigger.first) == trigger.first
    if bare and _ORDINAL.match(_words(tokens, phrase)):
        return None  # "the third reporter killed this year"
    if bare and pick_of_partitive(tokens, inside, phrase):  # "one of four women wounded in the raid"
        phrase, inside = Phrase(index_of(tokens, inside[1], phrase), phrase.last), inside[1:]
        span = phrase.span(tokens)
    if bare and (others := counted_beside(tokens, inside, phrase)) is not None:
        phrase, inside = others, inside[-1:]
        span = phrase.span(tokens)
    if len(inside) == 2 and (total := _with_theirs(tokens, phrase, inside)) is not None:
        return Harm(
            fate, Count(total, total, "exactly", _words(tokens, phrase)), span, trigger, find_names(tokens, phrase)
        )
    named_before = in_headline_row(tokens, phrase, lexicon)
    if inside and (beside := named_before or company_of(tokens, phrase, inside[0], lexicon)):
        total = beside + (inside[0].low or 0)
        who = _words(tokens, phrase)
        return Harm(fate, Count(total, total, "exactly", who), span, trigger, find_names(tokens, phrase))
    if inside:
        return _counted(tokens, trigger, phrase, inside[0], numbers, fate)
    if (listed := listed_names(tokens, phrase)) is not None:
        where, many = listed
        together = Count(many, many, "exactly", _words(tokens, where))
        return Harm(fate, together, where.span(tokens), trigger, find_names(tokens, where), figure=False)
    names = find_names(tokens, phrase)
    low = count_alone(tokens, phrase) or count_unnumbered(tokens, phrase, names, lexicon)
    low = 1 if alone else low
    if low is None:
        return _uncounted(tokens, trigger, phrase, fate, names, lexicon)
    who, low = _words(tokens, phrase), low + named_before
    return Harm(fate, Count(low, low, "exactly", who), span, trigger, names, figure=False)


_ORDINAL = re.compile(
    r"the (?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:nd|rd|th)) ", re.IGNORECASE
)


def _is_nobody(tokens: Sequence[Token], phrase: Phrase) -> bool:
    """Say whether the phrase denies that anybody is meant ("no one else in the car", "neither the driver nor the guard")."""
    opening = [t.lower for t in tokens[max(0, phrase.first - 2) : phrase.first + 1]]
    return (
        opening[-1] in {"neither", "nobody", "none", "no"}
        or opening[-2:-1] == ["neither"]
        or opening[:2] == ["no", "one"]
    )


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["name"].lower() for row in read_table("countries")["countries"].values())


def _with_theirs(tokens: Sequence[Token], phrase: Phrase, numbers: Sequence[Number]) -> int | None:
    """Add up "two women and their seven children"."""
    first, second = numbers
    at = next((i for i in range(phrase.first, phrase.last) if tokens[i].start == second.span.start), None)
    if at is None or tokens[at - 1].lower not in {"their", "his", "her"} or first.low is None or second.low is None:
        return None
    return first.low + second.low if first.low == first.high and second.low == second.high else None


def _counted(
    tokens: Sequence[Token], trigger: Trigger, phrase: Phrase, number: Number, numbers: Sequence[Number], fate: str
) -> Harm:
    first = next(i for i in range(phrase.first, phrase.last) if tokens[i].end > number.span.start)
    qualifier, first = qualify(tokens, first)
    low, high = _range(number, qualifier)
    where = Phrase(min(first, phrase.last - 1), phrase.last)
    if qualifier == "exactly" and number.low != number.high:
        qualifier = "about"
    who = _who(tokens, first, number, phrase)
    return Harm(fate, Count(low, high, qualifier, who), where.span(tokens), trigger, find_names(tokens, where))


def qualify(tokens: Sequence[Token], at: int) -> tuple[Qualifier, int]:
    """Read the qualifier before the number at ``at``; gives it with the first token that belongs to it."""
    for words, qualifier in _QUALIFIERS:
        parts = words.split()
        first = at - len(parts)
        if first >= 0 and [t.lower for t in tokens[first:at]] == parts:
            return qualifier, first
    return "exactly", at


def _range(number: Number, qualifier: Qualifier) -> tuple[int | None, int | None]:
    if qualifier in {"at least", "more than"}:
        return number.low, None
    if qualifier == "up to":
        return None, number.high
    return number.low, number.high


def _who(tokens: Sequence[Token], first: int, number: Number, phrase: Phrase) -> str:
    start = next(
        (i for i in range(first, phrase.last) if tokens[i].start >= number.span.end and tokens[i].is_word), None
    )
    text = _words(tokens, Phrase(start, min(phrase.last, start + 12))) if start is not None else ""
    return re.sub(r"^(?:the |its |his |their )", "", text).removesuffix("more").strip(" ,;:") or "people"


def _counts_things(tokens: Sequence[Token], number: Number, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Say whether the number counts bombs, days, villages or somebody's children rather than the harmed."""
    if any(test(tokens, number, phrase) for test in (is_of_kin, is_age, is_label)):
        return True
    after = [t for t in tokens[phrase.first : phrase.last] if t.start >= number.span.end][:4]
    for i, token in enumerate(after):
        lower = token.lower.removesuffix("'s")
        follow = [t.lower for t in after[i + 1 : i + 2]]
        if lower in lexicon.words["people_nouns"]:
            return False
        if lower in _BAD_HEADS and not (set(follow) & lexicon.words["people_nouns"]):
            return True  # "two bus drivers" are persons
        if lower in {"of", "in"}:
            break
    return False


def _uncounted(
    tokens: Sequence[Token], trigger: Trigger, phrase: Phrase, fate: str, names: tuple[str, ...], lexicon: Lexicon
) -> Harm | None:
    """Keep persons without a figure as victims ("several of its members", "civilians", "protesters")."""
    words = [t.lower.removesuffix("'s") for t in tokens[phrase.first : phrase.last]]
    if not any(w in lexicon.words["people_nouns"] for w in words) and not (
        names and trigger.family.name in {"arrest", "legal", "abduction", "death"}
    ):
        return None
    who = _words(tokens, phrase)
    vague = " ".join(words[:3])
    if any(v in vague for v in _VAGUE) and any(w in lexicon.words["people_nouns"] for w in words):
        return Harm(fate, Count(None, None, "about", who), phrase.span(tokens), trigger, names, figure=False)
    return Harm(fate, Count(None, None, "about", who), phrase.span(tokens), trigger, names, figure=False)


def _words(tokens: Sequence[Token], phrase: Phrase) -> str:
    shown = tokens[phrase.first : min(phrase.last, phrase.first + 16)]
    pieces = [("" if i and shown[i - 1].end == t.start else " ") + t.text for i, t in enumerate(shown)]
    return re.sub(r"^(?:of|to|and|that)\s+", "", "".join(pieces).strip(' ,;:“”"'))


def _subsets(
    tokens: Sequence[Token], harm: Harm, phrase: Phrase, numbers: Sequence[Number], lexicon: Lexicon
) -> list[Harm]:
    """Read "… including three children" behind a figure as a figure for a part."""
    passed = phrase.last <= harm.trigger.first <= phrase.last + _BE_REACH
    at = harm.trigger.last if passed else phrase.last  # "19 villagers were killed, including two nurses"
    if at < len(tokens) and tokens[at].text == ",":
        at += 1
    if not harm.figure or at >= len(tokens) or tokens[at].lower not in {"including", "among"}:
        return []
    first = at + (2 if tokens[at].lower == "among" else 1)
    right = phrase_right(tokens, first)
    parts = part_harmed(tokens, Phrase(phrase.last - 1, right.last), numbers) if right else []
    found = [_harm(tokens, harm.trigger, p.phrase, numbers, lexicon) for p in parts if p.subset]
    return [replace(h, subset=True) for h in found if h is not None and h.count.low is not None]


def _is_among(tokens: Sequence[Token], trigger: Trigger) -> bool:
    """Say whether the harmed are only named as the whole of which a part is told ("among the dead were …")."""
    return trigger.first >= 2 and (tokens[trigger.first - 2].lower, tokens[trigger.first - 1].lower) in _AMONG


_AMONG = frozenset({("among", "the"), ("among", "those"), ("amongst", "the"), ("of", "those")})
_BE_REACH = 8


def _parts_before(tokens: Sequence[Token], trigger: Trigger, numbers: Sequence[Number], lexicon: Lexicon) -> list[Harm]:
    """Read "two nurses were among the 19 villagers killed" as a figure for a part, whatever the whole comes to."""
    among = next(
        (i for i in range(trigger.first - 1, max(1, trigger.first - _BE_REACH), -1) if tokens[i].lower == "among"), 0
    )
    if not among or tokens[among - 1].lower not in BE:
        return []
    harm = _harm(tokens, trigger, phrase_left(tokens, among - 1), numbers, lexicon)
    return [] if harm is None else [replace(harm, subset=True)]


def _parts_named(tokens: Sequence[Token], trigger: Trigger, numbers: Sequence[Number], lexicon: Lexicon) -> list[Harm]:
    """Read "among the dead in the port were two nurses" as a figure for a part; "a medic was among the dead" likewise."""
    before = trigger.first - 3
    if before >= 0 and tokens[before].lower in BE:
        phrase = phrase_left(tokens, before)
    else:
        end = min(len(tokens), trigger.last + _BE_REACH)
        be = next((i for i in range(trigger.last, end) if tokens[i].lower in BE), None)
        phrase = phrase_right(tokens, be + 1) if be is not None else Phrase(trigger.last, trigger.last)
    harm = _harm(tokens, trigger, phrase, numbers, lexicon) if phrase else None
    return [] if harm is None else [replace(harm, subset=True)]
