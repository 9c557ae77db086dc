"""Which ACLED type and sub-event type a telling is of: from its triggers, its means, who did it and to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence

from catena.knowledge import read_table
from catena.read.rules.doers import find_doers
from catena.read.rules.harm import Harm
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.triggers import Trigger
from catena.text.sentences import Sentence

Kind = tuple[str, str]

# Kinds of happening that never share one incident with another kind.
BROAD_KIND = {
    "death": "violence", "injury": "violence", "attack": "violence", "strike_air": "violence", "shelling": "violence",
    "bomb": "violence", "suicide": "violence", "chemical": "violence", "clash": "violence", "takeover": "violence",
    "abduction": "abduction", "sexual": "violence", "arrest": "arrest", "legal": "legal", "measure": "legal",
    "protest": "protest",
    "riot": "riot", "looting": "looting", "agreement": "agreement",
}  # fmt: skip
STATE_FORCE = re.compile(
    r"\b(?:police|security|soldiers?|troops|army|guards?|gendarmes?|forces?|authorities|riot)\b", re.IGNORECASE
)
_CLASH: Kind = ("Battles", "Armed clash")
_AIR: Kind = ("Explosions/Remote violence", "Air/drone strike")
_ARREST: Kind = ("Strategic developments", "Arrests")
_MEASURE: Kind = ("Strategic developments", "Other")
_HELD: Kind = ("Protests", "Protest with intervention")
_FORCE: Kind = ("Protests", "Excessive force against protesters")
_MOB: Kind = ("Riots", "Mob violence")
_ATTACK: Kind = ("Violence against civilians", "Attack")
_RIOT: Kind = ("Riots", "Violent demonstration")
_MARCHERS = frozenset({"protesters", "protestors", "demonstrators", "rioters", "marchers", "strikers"})
_POLICE = re.compile(r"\b(?:police|officers|gendarmes?|security forces|guards)\b", re.IGNORECASE)
_CROWD = re.compile(
    r"\b(?:protest[eo]rs?|demonstrators?|marchers|strikers|striking \w+|students|supporters|fans|"
    r"crowds?|residents|rioters|youths)\b",
    re.IGNORECASE,
)
_EXECUTED = frozenset({"execute", "execution", "hang", "put to death"})
_CROWDS = frozenset({"mob", "mobs", "crowd", "crowds", "vigilantes", "villagers", "residents", "locals"})
_STATE_DOERS = frozenset(
    "police officers soldiers troops army forces guards gendarmes gendarmerie paramilitaries policemen military security".split()
)
# Right behind "attacked", "opened fire on", "shot dead": at whom.
_AT_PROTESTERS = re.compile(
    r"\W+(?:(?:at|on|into|against|the|a|an|peaceful|unarmed|anti-\w+|pro-\w+|\d+|two|three|four|five|six|seven|eight|nine|ten|several|dozens|"
    r"hundreds|thousands|of|crowds?|group|groups)\W+){0,6}"
    r"(?:protest[eo]rs?|demonstrators?|marchers|strikers|striking \w+|protesting \w+)\b",
    re.IGNORECASE,
)
# Right behind "ambushed", "stormed": who bears no arms.
_CIVILIANS = re.compile(
    r"\W+(?:(?:into|a|an|the|his|her|their|several|two|three|four|five|\d+|convoy|group|of|local|crowded|passenger|remote|small|farming|catholic|"
    r"mostly|christian|coptic|orthodox|muslim|shiite|shia|sunni|hindu|sikh|buddhist|jewish|girls['’]?|boys['’]?|primary|secondary|boarding)\W+){0,4}"
    r"(?:travell?ers|passengers|commuters|motorists|civilians|"
    r"villagers|farmers|herders|traders|worshippers|pilgrims|tourists|bus|buses|taxis?|cars?|church|churches|mosques?|temples?|"
    r"synagogues?|schools?|markets?|hospitals?|clinics?|villages?|hotels?|homes?|houses?|family|families|students|workers|miners|journalists|"
    r"aid (?:convoy|workers?)|restaurants?|nightclubs?|malls?|universit(?:y|ies)|colleges?|dormitor(?:y|ies)|dorms?)\b(?!-held)",
    re.IGNORECASE,
)
_PROTESTERS = re.compile(
    r"\b(?:protest[eo]rs?|demonstrators?|marchers|rally|demonstrations?|protests?)\b", re.IGNORECASE
)
_AIRCRAFT = re.compile(
    r"\b(?:war ?planes?|fighter jets?|jets?|helicopters?|helicopter gunships?|gunships?|aircraft|drones?|"
    r"UAVs?|bombers)\b",
    re.IGNORECASE,
)
_ORDNANCE = re.compile(r"\b(?:rockets?|shells?|mortars?|missiles?|artillery|howitzers?)\b", re.IGNORECASE)
_EXPLOSIVE = re.compile(
    r"\b(?<!smoke )(?<!stink )(?<!petrol )(?<!fire)(?<!fire )(?<!paint )bombs?\b|"
    r"\b(?:explosives?|IEDs?|land ?mines?|(?:anti-\w+|naval|limpet|sea) mines?|grenades?)\b|"
    r"\bmines? (?:explo|went off|deton|blew)|\b(?:stepped on|struck|hit|triggered|laid|planted) (?:a |the )?mines?\b",
    re.IGNORECASE,
)
# An execution by sentence of a court is a measure of the state in ACLED's codebook, not an attack.
_BY_SENTENCE = re.compile(
    r"\b(?:court|convict\w*|sentenced|death (?:sentence|penalty|row)|capital punishment|hanged|by hanging|lethal injection|"
    r"put to death|prison|judicia\w*|firing squad)\b",
    re.IGNORECASE,
)
_SENTENCED = re.compile(
    r"\b(?:sentenc\w+|convict\w+|found guilty|acquit\w*|charged|indict\w*|banned|bail|extradit\w*|verdict|ruling|deport\w*)\b",
    re.IGNORECASE,
)
_DURING_PROTEST = re.compile(
    r"\b(?:during|at|in|from|dispers\w+|joining|join(?:ed)?|taking part in|attending|after|amid)\s+(?:\w+\s+){0,4}?"
    r"(?:protests?|demonstrations?|rall(?:y|ies)|march(?:es)?|sit-ins?)\b|\b(?:protest[eo]rs|demonstrators)\b",
    re.IGNORECASE,
)
_PREMISES = re.compile(
    r"\b(?:raid\w*|search\w*|storm\w*)\b[^.;]{0,40}\b(?:offices?|homes?|houses?|newsroom|premises|headquarters|residences?|website)\b",
    re.IGNORECASE,
)
_LAWFUL = re.compile(
    r"\b(?:police|authorities|officers|agents|prosecutors|security forces|intelligence|court|officials)\b", re.I
)
_MILITARY_TARGET = re.compile(
    r"\b(?:(?:army|military|police|security|government|regime|rebel|militant|insurgent|enemy|border)[\w-]*\s+(?:\w+\s+)?"
    r"(?:positions?|posts?|checkpoints?|bases?|barracks|convoys?|patrols?|outposts?|strongholds?|camps?|forces|troops|lines)|"
    r"(?:government|regime|rebel|opposition|army|militant|[A-Z]{2,})-held (?:districts?|areas?|territory|parts?|neighbou?rhoods?|"
    r"villages?|towns?)|military (?:base|airport|airfield|position)|frontlines?|front lines?)\b"
)


def find_kind(
    sentence: Sentence, group: Sequence[Trigger], names: Sequence[str], harms: Sequence[Harm], lexicon: Lexicon
) -> Kind:
    """Give the type pair of one telling; ``names`` are the families of its triggers."""
    if "protest" in names:
        return _protest_kind(sentence, names)
    if any("mob" in t.base.split() for t in group):
        return _MOB
    if names[0] in {"arrest", "legal"}:
        return _law_kind(sentence, group, names, harms)
    if (named := _named_means(sentence, group, names, lexicon)) is not None:
        return named
    if "violence" in {BROAD_KIND[n] for n in names}:
        return _violence_kind(sentence, group, names, harms, lexicon)
    first = lexicon.families[names[0]]
    return first.event_type, first.sub_event_type


def tells_of_sentences(text: str) -> bool:
    """Say whether a report speaks of the death penalty, so that its executions are a court's."""
    return _CAPITAL.search(text) is not None


_CAPITAL = re.compile(
    r"\b(?:death (?:sentences?|penalty|row)|sentenced to (?:death|hang)|capital punishment|lethal injection|gallows)\b",
    re.IGNORECASE,
)


def settle_execution(kind: Kind, group: Sequence[Trigger], *, by_court: bool) -> Kind:
    """Make a measure of the state of an execution in a report that speaks of the death penalty."""
    carried = any(t.base in {"execute", "execution", "hang", "hanging"} for t in group)
    return _MEASURE if by_court and carried and kind == ("Violence against civilians", "Attack") else kind


def _named_means(sentence: Sentence, group: Sequence[Trigger], names: Sequence[str], lexicon: Lexicon) -> Kind | None:
    """Read the means that the triggers themselves say."""
    bombed = "bomb" in names and "suicide" not in names and any(t.base == "bomb" and t.is_verb for t in group)
    if bombed and (_AIRCRAFT.search(sentence.text) or _by_state(sentence, group, lexicon)):
        return _AIR
    remote = any(m in names for m in ("strike_air", "shelling", "bomb"))
    for means in ("suicide", "chemical", "strike_air", "shelling", "bomb", "takeover", "clash", "sexual"):
        if means == "clash" and means in names and _on_civilians(sentence, group):
            return _ATTACK
        if means == "clash" and means in names and _with_marchers(sentence, group):
            return _RIOT
        if means in names and not (means == "clash" and remote):
            family = lexicon.families[means]
            return family.event_type, family.sub_event_type
    return None


def _violence_kind(
    sentence: Sentence, group: Sequence[Trigger], names: Sequence[str], harms: Sequence[Harm], lexicon: Lexicon
) -> Kind:
    """Read the kind of an attack or a death from its weapon, its place in the law, and both sides."""
    if any(t.base in _EXECUTED for t in group) and (
        _BY_SENTENCE.search(sentence.text) or _by_country(sentence, group, lexicon)
    ):
        return _MEASURE
    if any(t.base == "lynch" for t in group) or (
        {"death", "attack"} & set(names) and _doers(sentence, group, lexicon) & _CROWDS
    ):
        return _MOB
    if any(t.base == "strike" and not t.is_verb for t in group) and _by_state(sentence, group, lexicon):
        return _AIR
    if any(t.base in _FROM_AIR for t in group) and _by_air_force(sentence, group, lexicon):
        return _AIR
    implied = _implied_means(sentence, group)
    if implied is not None:
        family = lexicon.families[implied]
        return family.event_type, family.sub_event_type
    if _PREMISES.search(sentence.text) and _LAWFUL.search(sentence.text) and not harms:
        return _MEASURE
    if _PROTESTERS.search(" ".join(h.count.who for h in harms)) and STATE_FORCE.search(sentence.text):
        return _FORCE
    if _AT_PROTESTERS.match(_behind(sentence, group[0])) and _doers(sentence, group, lexicon) & _STATE_DOERS:
        return _FORCE
    if {"attack", "injury"} & set(names) and _doers(sentence, group, lexicon) & _MARCHERS:
        return _RIOT
    if _both_armed(sentence, group, harms, lexicon):
        return _CLASH
    first = lexicon.families[names[0]]
    return first.event_type, first.sub_event_type


def _both_armed(sentence: Sentence, group: Sequence[Trigger], harms: Sequence[Harm], lexicon: Lexicon) -> bool:
    """Say whether an armed side met another: fighters killed by fighters, an assault on positions."""
    doers = _doers(sentence, group, lexicon)
    if not doers & lexicon.words["combatant_nouns"]:
        return False
    harmed = {w for h in harms for w in re.findall(r"\w+", h.count.who.lower())}
    if harmed & lexicon.words["combatant_nouns"] and not harmed & {
        "civilian",
        "civilians",
        "children",
        "women",
        "former",
    }:
        return True
    return not harms and _MILITARY_TARGET.search(sentence.text) is not None


def _on_civilians(sentence: Sentence, group: Sequence[Trigger]) -> bool:
    """Say whether an ambush or a storming met no armed side: "ambushed a bus", "stormed a village"."""
    first = next(t for t in group if t.family.name == "clash")
    return first.base in {"ambush", "storm"} and _CIVILIANS.match(_behind(sentence, first)) is not None


def _with_marchers(sentence: Sentence, group: Sequence[Trigger]) -> bool:
    """Say whether it was police and a crowd that clashed: "police clashed with striking truckers"."""
    clash = next(t for t in group if t.family.name == "clash")
    around = sentence.text[max(0, clash.span.start - sentence.start - 60) : clash.span.end - sentence.start + 60]
    return clash.base.startswith("clash") and bool(_POLICE.search(around) and _CROWD.search(around))


def _behind(sentence: Sentence, trigger: Trigger) -> str:
    return sentence.text[trigger.span.end - sentence.start :]


def _by_country(sentence: Sentence, group: Sequence[Trigger], lexicon: Lexicon) -> bool:
    """Say whether a country itself did it ("Iran has executed"): no force of it, and no group."""
    doers = _doers(sentence, group, lexicon)
    return bool(doers & _peoples()) and not doers & lexicon.words["combatant_nouns"]


def _by_state(sentence: Sentence, group: Sequence[Trigger], lexicon: Lexicon) -> bool:
    """Say whether a state or a coalition of states did it: only such bomb and strike from the air."""
    doers = _doers(sentence, group, lexicon)
    if {"united", "states"} <= doers:
        return True
    return bool(
        doers & (_peoples() | {"regime", "government", "coalition", "army", "military", "forces", "force", "led"})
    )


_FROM_AIR = frozenset("target attack hit strike pound raid bomb kill".split())


def _by_air_force(sentence: Sentence, group: Sequence[Trigger], lexicon: Lexicon) -> bool:
    """Say whether an air force did it ("the air force successfully targeted a camp")."""
    phrases = [p for t in group for p in find_doers(sentence, t, lexicon)]
    words = (" ".join(t.lower for t in sentence.tokens[p.first : p.last]) for p in phrases)
    return any(re.search(r"\bair ?forces?\b", w) for w in words)


def _doers(sentence: Sentence, group: Sequence[Trigger], lexicon: Lexicon) -> set[str]:
    phrases = [p for t in group for p in find_doers(sentence, t, lexicon)]
    words = [t.lower for p in phrases for t in sentence.tokens[p.first : p.last]]
    return {piece for w in words for piece in (w, *w.split("-"))}


def _peoples() -> frozenset[str]:
    countries = read_table("countries")["countries"]
    return frozenset(d.lower() for row in countries.values() for d in (*row.get("demonyms", ()), row["name"])) | {
        "us",
        "u.s.",
    }


def _law_kind(sentence: Sentence, group: Sequence[Trigger], names: Sequence[str], harms: Sequence[Harm]) -> Kind:
    """Tell arrests from the measures of a court, and arrests at a protest from others."""
    arrested = any(t.family.name == "arrest" and t.is_verb for t in group)
    if arrested and _DURING_PROTEST.search(sentence.text) and _PROTESTERS.search(sentence.text):
        return _HELD
    if "arrest" in names and not (_SENTENCED.search(sentence.text) and not arrested):
        first = next(t for t in group if t.family.name == "arrest")
        return _MEASURE if first.base in {"jail", "imprison"} and _SENTENCED.search(sentence.text) else _ARREST
    return _MEASURE


def _implied_means(sentence: Sentence, group: Sequence[Trigger]) -> str | None:
    """Read the means from its weapon where the trigger itself does not say ("a shell hit the school")."""
    text = sentence.text[max(0, group[0].span.start - sentence.start - 80) : group[-1].span.end - sentence.start + 60]
    if not {t.base for t in group} & _MEANS_BEHIND:
        return None
    if _AIRCRAFT.search(text):
        return "strike_air"
    if _ORDNANCE.search(text):
        return "shelling"
    return "bomb" if _EXPLOSIVE.search(text) else None


_MEANS_BEHIND = frozenset(
    "hit strike target pound attack kill wound injure die bomb fire fired pummel killing death raid".split()
)


def _protest_kind(sentence: Sentence, names: Sequence[str]) -> Kind:
    if {"death", "injury"} & set(names) and STATE_FORCE.search(sentence.text):
        return _FORCE
    if _INTERVENED.search(sentence.text):
        return _HELD
    if "riot" in names:
        return _RIOT
    return "Protests", "Peaceful protest"


_INTERVENED = re.compile(
    r"\b(?:tear ?gas|water cannon|dispers\w+|baton|arrest\w*|detain\w*|rubber bullets|crackdown|"
    r"broke up|pepper spray|clashed)\b",
    re.IGNORECASE,
)
