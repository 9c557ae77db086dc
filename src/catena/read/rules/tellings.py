"""Triggers of one sentence to tellings: which words tell of one happening, and of what kind it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from catena.model import Outcome
from catena.read.rules.counts import Harm
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.triggers import Trigger
from catena.text.sentences import Sentence

# Kinds of happening that never share one incident with another kind.
_KIND = {
    "death": "violence", "injury": "violence", "attack": "violence", "strike_air": "violence", "shelling": "violence",
    "bomb": "violence", "suicide": "violence", "chemical": "violence", "clash": "violence", "takeover": "violence",
    "abduction": "abduction", "sexual": "violence", "arrest": "arrest", "legal": "legal", "protest": "protest",
    "riot": "riot", "looting": "looting", "agreement": "agreement",
}  # fmt: skip
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
    r"claimed)|total of .{0,40}\b(?:this year|last year|year)|each year)",
    re.IGNORECASE,
)
_WORST = re.compile(
    r"\b(?:worst|deadliest|bloodiest|heaviest|biggest|largest|highest|first|fiercest)\b.{0,60}\bsince\b", re.IGNORECASE
)
_PROTESTERS = re.compile(
    r"\b(?:protest[eo]rs?|demonstrators?|marchers|rally|demonstrations?|protests?)\b", re.IGNORECASE
)
_STATE_FORCE = re.compile(
    r"\b(?:police|security|soldiers?|troops|army|guards?|gendarmes?|forces?|authorities|riot)\b", re.IGNORECASE
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
    for trigger in triggers:
        if trigger.told or trigger.outcome in {"attempted", "foiled", "threatened"}:
            home = next((g for g in reversed(groups) if _same_telling(sentence, g, trigger)), None)
            if home is None:
                groups.append([trigger])
            else:
                home.append(trigger)
    groups = _absorb(sentence, groups)
    return tuple(_telling(sentence, group, [h for h in harms if h.trigger in group], lexicon) for group in groups)


def _same_telling(sentence: Sentence, group: list[Trigger], trigger: Trigger) -> bool:
    if _KIND[group[0].family.name] != _KIND[trigger.family.name]:
        return False
    held = _mechanisms(group)
    new = trigger.family.name
    apart = (
        _PARTING.search(
            sentence.text[group[-1].span.end - sentence.start : trigger.span.start - sentence.start].lower()
        )
        is not None
    )
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
    kinds = [_KIND[g[0].family.name] for g in groups]
    if "protest" in kinds and "violence" in kinds and _STATE_FORCE.search(sentence.text):
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
    event_type, sub_type = _type(sentence, group, names, harms, lexicon)
    outcomes: list[Outcome] = [t.outcome for t in group]
    outcome: Outcome = "carried out" if any(h.figure for h in harms) and "foiled" not in outcomes else _worst(outcomes)
    anchored = any(t.is_verb or t.form == "phrase" for t in group) or bool(harms)
    return Telling(
        _KIND[group[0].family.name],
        names,
        tuple(group),
        tuple(harms),
        event_type,
        sub_type,
        outcome,
        anchored,
        is_total(sentence.text),
    )


def _worst(outcomes: list[Outcome]) -> Outcome:
    for outcome in ("foiled", "attempted", "threatened"):
        if outcome in outcomes and (outcomes.count("carried out") == 0 or outcome != "threatened"):
            return outcome
    return "carried out"


def _type(
    sentence: Sentence, group: list[Trigger], names: tuple[str, ...], harms: list[Harm], lexicon: Lexicon
) -> tuple[str, str]:
    families = lexicon.families
    if "protest" in names:
        return _protest_type(sentence, names)
    if (
        "bomb" in names
        and "suicide" not in names
        and any(t.base == "bomb" and t.is_verb for t in group)
        and _AIRCRAFT.search(sentence.text)
    ):
        return families["strike_air"].event_type, families["strike_air"].sub_event_type
    for mechanism in ("suicide", "chemical", "strike_air", "shelling", "bomb", "takeover", "clash", "sexual"):
        if mechanism in names and not (
            mechanism == "clash" and any(m in names for m in ("strike_air", "shelling", "bomb"))
        ):
            return families[mechanism].event_type, families[mechanism].sub_event_type
    implied = _implied_mechanism(sentence, group)
    if implied is not None and _KIND[names[0]] == "violence":
        return families[implied].event_type, families[implied].sub_event_type
    if (
        "violence" in {_KIND[n] for n in names}
        and _PROTESTERS.search(" ".join(h.count.who for h in harms))
        and _STATE_FORCE.search(sentence.text)
    ):
        return "Protests", "Excessive force against protesters"
    first = families[names[0]]
    return first.event_type, first.sub_event_type


_AIRCRAFT = re.compile(
    r"\b(?:war ?planes?|fighter jets?|jets?|helicopters?|helicopter gunships?|gunships?|aircraft|drones?|"
    r"UAVs?|bombers)\b",
    re.IGNORECASE,
)
_ORDNANCE = re.compile(r"\b(?:rockets?|shells?|mortars?|missiles?|artillery|howitzers?)\b", re.IGNORECASE)
_EXPLOSIVE = re.compile(r"\b(?:bombs?|explosives?|IEDs?|mines?|grenades?)\b", re.IGNORECASE)


def _implied_mechanism(sentence: Sentence, group: list[Trigger]) -> str | None:
    """Read the means from its weapon where the trigger itself does not say ("a shell hit the school")."""
    text = sentence.text[max(0, group[0].span.start - sentence.start - 80) : group[-1].span.end - sentence.start + 60]
    verbs = {t.base for t in group}
    if not verbs & {
        "hit",
        "strike",
        "target",
        "pound",
        "attack",
        "kill",
        "wound",
        "injure",
        "die",
        "bomb",
        "fire",
        "fired",
        "pummel",
        "killing",
        "death",
    }:
        return None
    if _AIRCRAFT.search(text):
        return "strike_air"
    if _ORDNANCE.search(text):
        return "shelling"
    return "bomb" if _EXPLOSIVE.search(text) else None


def _protest_type(sentence: Sentence, names: tuple[str, ...]) -> tuple[str, str]:
    if {"death", "injury"} & set(names) and _STATE_FORCE.search(sentence.text):
        return "Protests", "Excessive force against protesters"
    if re.search(
        r"\b(?:tear ?gas|water cannon|dispers\w+|baton|arrest\w*|detain\w*|rubber bullets|crackdown|"
        r"broke up|pepper spray|clashed)\b",
        sentence.text,
        re.IGNORECASE,
    ):
        return "Protests", "Protest with intervention"
    if "riot" in names:
        return "Riots", "Violent demonstration"
    return "Protests", "Peaceful protest"
