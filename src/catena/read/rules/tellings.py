"""Triggers of one sentence to tellings: which words tell of one happening, and of what kind it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from catena.model import Outcome
from catena.read.rules.harm import Harm
from catena.read.rules.kinds import BROAD_KIND, STATE_FORCE, find_kind
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.triggers import Trigger
from catena.text.sentences import Sentence

_MECHANISMS = ("suicide", "chemical", "strike_air", "shelling", "bomb", "takeover", "clash")
# What may stand beside each other in one telling without being two happenings.
_TOGETHER = (
    {"bomb", "suicide"},
    {"bomb", "strike_air"},
    {"clash", "takeover"},
    {"chemical", "strike_air"},
    {"chemical", "shelling"},
    {"clash", "shelling"},
    {"chemical", "bomb"},
    {"clash", "strike_air"},
    {"clash", "suicide"},
    {"clash", "bomb"},
)
_PARTING = re.compile(
    r"\b(?:while|whereas|separately|elsewhere|meanwhile|after|before|following|days? earlier|in addition|also)\b|;"
)
# "The blast came as the army pressed on with an offensive": two happenings.
_CAME = re.compile(
    r"\b(?:came|comes|coming|happened|occurred|took place) (?:as|amid|hours|a day|days|a week|weeks|just)\b"
)
_TOTAL = re.compile(
    r"\b(?:since (?:19|20)\d\d|since (?:the )?(?:war|conflict|uprising|insurgency|start|beginning|outbreak|"
    r"fighting|revolution|civil war)|"
    r"since .{1,30}\b(?:war|conflict|uprising|insurgency|crisis|revolt|unrest) (?:first )?(?:began|erupted|broke out|"
    r"started|flared)|(?:killed|dead|died|deaths|lives) (?:in|of|during|throughout) (?:the|\w+['’]?s) (?:\w+ )?"
    r"(?:civil )?(?:conflict|war|uprising|insurgency)(?: so far)?\b|death toll (?:from|of|in) the (?:[\w-]+ )?"
    r"(?:conflict|war|uprising|insurgency)|"
    r"(?:in|over|during) the (?:past|last) (?:\w+ )?(?:years|decades?)|(?:two|three|four|five|six|seven|"
    r"eight|nine|ten|\d+)[- ]year(?:s)?[- ](?:old )?(?:civil )?(?:war|conflict|insurgency|civil war)|"
    r"every (?:year|day)|per (?:day|year|month)|a year on average|on average|the war has (?:killed|left|"
    r"claimed)|total of .{0,40}\b(?:this year|last year|year|in (?:all of )?(?:19|20)\d\d)|each year|"
    r"since .{1,40}\b(?:took over|took power|came to power|seized power))",
    re.IGNORECASE,
)
_WORST = re.compile(
    r"\b(?:worst|deadliest|bloodiest|heaviest|biggest|largest|highest|first|fiercest)\b.{0,60}\bsince\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one sentence tells of one happening."""

    kind: str
    families: tuple[str, ...]
    triggers: tuple[Trigger, ...]
    harms: tuple[Harm, ...]
    event_type: str
    sub_event_type: str
    outcome: Outcome
    anchored: bool
    total: bool


def is_total(text: str) -> bool:
    """Say whether a sentence adds up years or a whole war ("killed since 2011"), and not one day ("worst since 2011")."""
    return _TOTAL.search(text) is not None and _WORST.search(text) is None


def find_tellings(
    sentence: Sentence, triggers: Sequence[Trigger], harms: Sequence[Harm], lexicon: Lexicon
) -> tuple[Telling, ...]:
    """Part the triggers of a sentence into tellings, each with its ACLED type and outcome."""
    groups: list[list[Trigger]] = []
    lost = {h.trigger for h in harms}
    for trigger in triggers:
        if trigger.base == "lose" and trigger not in lost:
            continue  # elections and ways are lost too
        if trigger.told or trigger.outcome in {"attempted", "foiled", "threatened"}:
            home = next((g for g in reversed(groups) if _same_telling(sentence, g, trigger)), None)
            if home is None:
                groups.append([trigger])
            else:
                home.append(trigger)
    groups = _absorb(sentence, groups)
    return tuple(_telling(sentence, group, [h for h in harms if h.trigger in group], lexicon) for group in groups)


def _same_telling(sentence: Sentence, group: list[Trigger], trigger: Trigger) -> bool:
    if BROAD_KIND[group[0].family.name] != BROAD_KIND[trigger.family.name]:
        return False
    held = _mechanisms(group)
    new = trigger.family.name
    between = sentence.text[group[-1].span.end - sentence.start : trigger.span.start - sentence.start].lower()
    if _CAME.search(between):
        return False
    apart = _PARTING.search(between) is not None
    if new in _MECHANISMS and held and new not in held and not any({new, h} in _TOGETHER for h in held):
        return (
            not apart and new in {"shelling", "strike_air"} and len(held) == 1 and _listed(sentence, group[-1], trigger)
        )
    return not (apart and _own_harm(group) and new in {"death", "abduction"} and trigger.is_verb)


def _listed(sentence: Sentence, left: Trigger, right: Trigger) -> bool:
    return right.span.start - left.span.end < 12


def _own_harm(group: list[Trigger]) -> bool:
    return any(t.family.name == "death" and t.is_verb for t in group)


def _mechanisms(group: Sequence[Trigger]) -> set[str]:
    return {t.family.name for t in group if t.family.name in _MECHANISMS}


def _absorb(sentence: Sentence, groups: list[list[Trigger]]) -> list[list[Trigger]]:
    """Join what a protest met with into it, and a charge with its arrest; the crime behind an arrest stays apart."""
    kinds = [BROAD_KIND[g[0].family.name] for g in groups]
    if "protest" in kinds and "violence" in kinds and STATE_FORCE.search(sentence.text):
        home = groups[kinds.index("protest")]
        joined = [t for g, k in zip(groups, kinds, strict=True) if k == "violence" for t in g]
        groups = [home + joined, *[g for g, k in zip(groups, kinds, strict=True) if k not in {"violence", "protest"}]]
    elif "arrest" in kinds and "legal" in kinds:
        arrest, legal = groups[kinds.index("arrest")], groups[kinds.index("legal")]
        if any(t.is_verb for t in arrest) and abs(arrest[0].first - legal[0].first) < 12:
            groups = [arrest + legal, *[g for g in groups if g is not arrest and g is not legal]]
    return groups


def _telling(sentence: Sentence, group: list[Trigger], harms: list[Harm], lexicon: Lexicon) -> Telling:
    names = tuple(dict.fromkeys(t.family.name for t in group))
    event_type, sub_type = find_kind(sentence, group, names, harms, lexicon)
    outcomes: list[Outcome] = [t.outcome for t in group]
    outcome: Outcome = "carried out" if any(h.figure for h in harms) and "foiled" not in outcomes else _worst(outcomes)
    anchored = any(t.is_verb or t.form == "phrase" for t in group) or bool(harms)
    return Telling(
        BROAD_KIND[group[0].family.name],
        names,
        tuple(group),
        tuple(harms),
        event_type,
        sub_type,
        outcome,
        anchored,
        is_total(_own_words(sentence, [group[0], *(h.trigger for h in harms)])) and not _of_one(harms),
    )


def _own_words(sentence: Sentence, own: Sequence[Trigger]) -> str:
    """Give a sentence without the side clauses that hold none of some triggers (", where rebels fought since 2004")."""
    places = [t.span.start - sentence.start for t in own]
    return _SIDE_CLAUSE.sub(lambda m: m[0] if any(m.start() <= at < m.end() for at in places) else "", sentence.text)


_SIDE_CLAUSE = re.compile(r",? (?:where|which|who|whose|in which) [^,;.]*")


def _of_one(harms: Sequence[Harm]) -> bool:
    """Say whether one person is all that is told of: "has held a scholar since 2014" adds nothing up."""
    return bool(harms) and all(h.count.low == h.count.high == 1 for h in harms)


def _worst(outcomes: list[Outcome]) -> Outcome:
    for outcome in ("foiled", "attempted", "threatened"):
        if outcome in outcomes and (outcomes.count("carried out") == 0 or outcome != "threatened"):
            return outcome
    return "carried out"
