"""Who tells of a deed of his own: the army's spokesman of what troops did, a state of what "it" did."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from catena.model import PartyStatus, Source
from catena.read.rules.antecedents import Speakers
from catena.read.rules.blame import Accused
from catena.read.rules.party_names import is_state, people_in
from catena.read.rules.suspects import PRONOUNS

_WINDOW = 60  # characters beside a speaker's name in which his office is told
_OFFICE = re.compile(
    r"\b(?:spokes\w+|public relations|information officer|commissioner|commander|chief|superintendent|inspector|director|"
    r"official|officials|officer|command|commandant|ministry|minister|headquarters|department|governor)\b",
    re.IGNORECASE,
)
_POLICE = re.compile(r"\b(?:police\w*|constables?|detectives?|gendarme\w*)\b", re.IGNORECASE)
_ARMY = re.compile(
    r"\b(?:army|military|troops|soldiers|navy|naval|air force|airforce|defen[cs]e|armed forces)\b", re.IGNORECASE
)
_STATE = re.compile(r"\b(?:authorities|interior|security|government|state|prosecut\w+|police\w*)\b", re.IGNORECASE)
_STATE_FORCE = re.compile(r"^(?:the )?(?:security forces|police\w*|authorities|officers|gendarmes)$", re.IGNORECASE)
# Forces of somebody else: "rebel soldiers", "former policemen", "men in army uniform".
_OTHERS = re.compile(
    r"\b(?:rebel|former|ex-\w+|rogue|mutinous|mutineer\w*|foreign|enemy|fake|gunmen|militants?|men|suspected|alleged|separatist|"
    r"invading|occupying|occupation|opposing|rival|neighbou?ring)\b",
    re.IGNORECASE,
)
_LAW = frozenset({"arrest", "legal"})


def claim_own(accused: Accused, source: Source, text: str) -> Accused:
    """Make a claim of an accusation whose speaker speaks for the accused: "troops killed ten, the army's spokesman said"."""
    party = accused.party
    if party.status != "accused" or source.kind == "outlet" or party.name == source.name:
        return accused
    office = introduce(source, text)
    return replace(accused, party=replace(party, status="claims")) if _is_own(accused, office) else accused


def name_group(accused: Accused, groups: Sequence[tuple[int, str]], text: str) -> Accused:
    """Name the armed group that "the group" stands for: the last that the text names before (``groups``: offset, name)."""
    party, start = accused.party, accused.span.start
    bare = _GROUP.fullmatch(party.name)
    the = party.name.lower().startswith("the ") or text[max(0, start - 4) : start + 4].lower().count("the ") > 0
    before = [name for at, name in groups if at < start] if bare is not None and the else []
    if not before:
        return accused
    told = Counter(name for _, name in groups)
    most = max(told[name] for name in before)
    named = [name for name in before if 2 * told[name] >= most]  # a group met once in passing is not "the group"
    status: PartyStatus = "accused" if party.status == "unknown" else party.status
    by = named[-1] if party.by == party.name else party.by
    return replace(accused, party=replace(party, name=named[-1], status=status, by=by))


_GROUP = re.compile(
    r"(?:the )?(?:(?:militant|terrorist|terror|armed|extremist|jihadist|insurgent|rebel|separatist|guerrilla|islamist) )?"
    r"(?:group|organi[sz]ation|movement|outfit|sect)",
    re.IGNORECASE,
)


def introduce(source: Source, text: str) -> str:
    """Give the words that tell a speaker's office: a body's own name, or what stands beside a person's name where first told."""
    if source.kind != "named":
        return source.name
    at = text.find(source.name)
    if at < 0:
        return ""
    beside = f"{text[max(0, at - _WINDOW) : at]} {text[at + len(source.name) :][:_WINDOW]}".split("\n")
    words = " ".join(beside)
    return words if _OFFICE.search(words) else ""


def is_own_speaker(source: Source, *, family: str) -> bool:
    """Say whether a body that says "it" did something may have done it: a state any deed, another body what the law does."""
    if is_state(source.name):
        return True
    return family in _LAW and source.kind == "institution"


def _is_own(accused: Accused, office: str) -> bool:
    name = accused.party.name
    if not office or _OTHERS.search(name):
        return False
    same = any(kind.search(name) and kind.search(office) for kind in (_POLICE, _ARMY))
    same = same or (_STATE_FORCE.match(name) is not None and _STATE.search(office) is not None)
    if not same:
        return False
    left, right = people_in(name), people_in(office)
    if left and right:
        return bool(left & right)
    law = accused.trigger is not None and accused.trigger.family.name in _LAW
    return not left or law


def name_pronoun(accused: Accused, speakers: Speakers) -> Accused | None:
    """Name the person whom "he" or "she" stands for, the last one told in full; None where there is none."""
    name = accused.party.name
    if name not in PRONOUNS:
        return accused
    person = speakers.person_meant({"him": "he", "her": "she"}.get(name, name))
    if person is None:
        return None
    by = person if accused.party.by == name else accused.party.by
    return replace(accused, party=replace(accused.party, name=person, by=by))
