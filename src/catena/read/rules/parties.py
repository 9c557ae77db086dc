"""Who is said to have done it: agents of triggers, accusations, claims of responsibility, denials, confessions."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from catena.model import Party, PartyStatus, Source, Span
from catena.read.chunks import NounPhrase
from catena.read.clauses import Clauses, joined, read_clauses
from catena.read.rules.attribution import Attribution
from catena.read.rules.blame import Accused, blamed_on, parties_by_act, spans_of
from catena.read.rules.denied import denial_scopes, find_denied
from catena.read.rules.doers import find_doers
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.own_deeds import is_own_speaker
from catena.read.rules.party_names import EVENT_NOUNS, party_words, plain_name
from catena.read.rules.phrase import Phrase
from catena.read.rules.suspects import find_suspects, nobody_claims
from catena.read.rules.triggers import Trigger
from catena.text.sentences import Sentence, Token

# Nationality and group words that stand before a noun of violence: "Russian airstrikes", "Houthi drone attack".
_NOT_AGENTS = frozenset(
    "air rocket mortar bomb car suicide drone terrorist terror deadly latest recent twin two three several "
    "first second major massive heavy fierce the a an this that "
    "chemical gas sniper knife gun mass armed bloody brutal intense new early morning night monday tuesday "
    "wednesday thursday friday saturday sunday overnight dawn "
    "roadside motorcycle truck targeted military separate ground joint cross-border alleged suspected fresh "
    "ongoing continuing simultaneous series aerial missile artillery "
    "more deadliest worst similar previous earlier past such other another indiscriminate retaliatory "
    "january february march april may june july august september october november december "
    "police arson acid mob grenade nationwide daily peaceful violent pro-democracy anti-government street popular".split()
)


def find_parties(
    sentence: Sentence, triggers: Sequence[Trigger], attributions: Sequence[Attribution], source: Source, lexicon: Lexicon,
    harmed: Sequence[Span] = (), armed: frozenset[str] = frozenset(), places: Sequence[Span] = (),
) -> tuple[Accused, ...]:  # fmt: skip
    """Find every party that a sentence ties to its triggers, with status and by whom.

    ``harmed`` are the spans of victims, ``places`` those of place names; ``armed`` the names of known groups and forces
    that the text holds.
    """
    denied = find_denied(sentence, triggers, attributions, lexicon)
    found = [Accused(party, span, trigger) for party, span, trigger in denied if party.name]
    for attribution in attributions:
        found += parties_by_act(sentence, attribution, lexicon, armed, triggers)
    found += [Accused(p, span, None) for p, span in blamed_on(sentence, source, lexicon)]
    scopes = denial_scopes(sentence, attributions)
    suspects = find_suspects(sentence, triggers, source, lexicon)
    found += [Accused(p, span, crime) for p, span, crime in suspects if not any(a.span.meets(span) for a in found)]
    if (nobody := nobody_claims(sentence)) is not None:
        found.append(Accused(Party("unknown", "unknown", source.name), nobody, None))
    agents = [
        (t, phrase) for t in triggers if not _is_state(sentence, t) for phrase in find_doers(sentence, t, lexicon)
    ]
    battle = next((t for t in triggers if t.family.name in {"clash", "takeover"} and not _is_state(sentence, t)), None)
    if battle is not None:
        agents += [(battle, phrase) for phrase in sides_of(sentence, battle, lexicon, places)]
    # Who charges somebody accuses, and does it: a speaker whose word of speech is the deed itself is its doer too.
    speakers = [
        a.speaker
        for a in attributions
        if a.speaker is not None and not (a.act == "accuses" and any(t.span.meets(a.cue) for t in triggers))
    ]
    named = [a.span for a in found]
    for trigger, phrase in agents:
        span = phrase.span(sentence.tokens)
        # One subject may do two deeds ("raided the clinic and took a nurse"), and does each once.
        known = [*named, *(a.span for a in found if a.trigger is trigger)]
        if any(scope.covers(trigger.span) for scope in scopes) or _is_where(sentence, trigger, span, places):
            continue
        own = _speaking_doer(sentence, phrase, trigger, attributions, armed, lexicon)
        if own is not None:
            found.append(Accused(Party(own.name, "claims", own.name), span, trigger))
        elif _is_agent(sentence, phrase, lexicon, named={*places, *spans_of(sentence, armed)}) and not any(
            h.meets(span) for h in [*_befallen(sentence, phrase, harmed), *_silent(trigger, speakers), *known]
        ):
            words = plain_name(party_words(sentence.tokens, phrase, lexicon))
            if words:
                status = party_status(words, sentence, trigger.span, source, lexicon)
                found.append(Accused(Party(words, status, source.name), span, trigger))
    return tuple(dict.fromkeys(found))


def _befallen(sentence: Sentence, phrase: Phrase, harmed: Sequence[Span]) -> Sequence[Span]:
    """Give the victims who are no doers; "killed by a guard who was arrested later" has one that is both."""
    before = {t.lower for t in sentence.tokens[max(0, phrase.first - 2) : phrase.first]}
    return () if "by" in before else harmed


def _silent(trigger: Trigger, speakers: Sequence[Span]) -> Sequence[Span]:
    """Give the speakers who are no doers: all but those who tell of an arrest ("police confirmed the arrest of")."""
    return () if trigger.family.name == "arrest" and not trigger.is_verb else speakers


def _is_state(sentence: Sentence, trigger: Trigger) -> bool:
    """Say whether a participle says how things stand and tells of no battle: "a town besieged by the army"."""
    clauses = read_clauses(sentence)
    verb = clauses.verb_at(trigger.last - 1) if trigger.is_verb else None
    clipped = verb is not None and verb.passive and not verb.finite
    return clipped and trigger.family.name in {"clash", "takeover"} and any(v.finite for v in clauses.verbs)


def _is_where(sentence: Sentence, trigger: Trigger, span: Span, places: Sequence[Span]) -> bool:
    """Say whether a place name stands in the noun phrase of an act: "the Nairobi blast" says where, not who."""
    clauses = read_clauses(sentence)
    noun = clauses.noun_at(trigger.first) if not trigger.is_verb else None
    if noun is None or not clauses.span(noun).covers(span) or _is_possessive(sentence, span):
        return False
    return any(p.covers(span) or (p.meets(span) and _is_side(sentence, span, p)) for p in places)


def _is_side(sentence: Sentence, span: Span, place: Span) -> bool:
    """Say whether only a side of the compass stands beside a place name in a phrase ("the northern Ruritania raid")."""
    words = sentence.text[span.start - sentence.start : place.start - sentence.start].lower().split()
    return bool(words) and span.end <= place.end + 2 and all(_COMPASS.match(word) for word in words)


_COMPASS = re.compile(r"^(?:the|central|(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?|upper|lower|downtown)$")


def _is_possessive(sentence: Sentence, span: Span) -> bool:
    """Say whether a phrase owns the deed behind it: "Ruritania's arrest of the editor" says who."""
    after = sentence.text[span.end - sentence.start - 2 : span.end - sentence.start + 2]
    return "'s" in after or "’s" in after


def _speaking_doer(
    sentence: Sentence,
    phrase: Phrase,
    trigger: Trigger,
    attributions: Sequence[Attribution],
    armed: frozenset[str],
    lexicon: Lexicon,
) -> Source | None:
    """Give the body that tells of its own act: "the army said it had killed …", "police said they arrested …"."""
    if phrase.last - phrase.first != 1 or sentence.tokens[phrase.first].lower not in {"it", "they", "we"}:
        return None
    at = sentence.tokens[phrase.first].start
    between = sentence.text[at - sentence.start : max(at, trigger.span.start) - sentence.start]
    if trigger.outcome == "foiled" or _NOTHING.search(between):
        return None  # who foiled a plot did not plan it, and "it had nothing to do with" claims nothing
    speaking = [a.source for a in attributions if a.speaker is not None and a.speaker.end <= at]
    if not speaking or speaking[-1].kind != "institution":
        return None
    if is_own_speaker(speaking[-1], family=trigger.family.name):
        return speaking[-1]
    words = set(re.findall(r"\w+", speaking[-1].name.lower()))
    bears_arms = bool(words & lexicon.words["agent_nouns"]) and not words & lexicon.words["watcher_nouns"]
    return speaking[-1] if bears_arms or any(name in speaking[-1].name for name in armed) else None


_NOTHING = re.compile(r"\b(?:nothing|no|not|never)\b", re.IGNORECASE)


def sides_of(sentence: Sentence, trigger: Trigger, lexicon: Lexicon, places: Sequence[Span] = ()) -> list[Phrase]:
    """Give both sides of a battle: "clashes between X and Y", "X clashed with Y", and every named force beside them."""
    clauses = read_clauses(sentence)
    opposed = _opposed(clauses, trigger) if trigger.family.name == "clash" else ()
    found = [
        Phrase(n.first, n.last)
        for n in opposed
        if clauses.tokens[n.head].lower not in lexicon.words["weapon_heads"] | {"bombers", "bomber", "bombs"}
        and not (trigger.base == "ambush" and clauses.tokens[n.head].lower not in lexicon.words["agent_nouns"])
        and not any(p.meets(clauses.span(n)) for p in places)
    ]
    for match in _SIDE.finditer(sentence.text):
        first = next((i for i, t in enumerate(sentence.tokens) if t.start >= match.start() + sentence.start), None)
        last = next((i for i, t in enumerate(sentence.tokens) if t.end >= match.end() + sentence.start), None)
        if first is not None and last is not None:
            found.append(Phrase(first, last + 1))
    return found[:_SIDES_MAX]


def _opposed(clauses: Clauses, trigger: Trigger) -> tuple[NounPhrase, ...]:
    """Give whom "between", "with" or "against" names behind a word of battle, or the object of its verb."""
    verb = clauses.verb_at(trigger.last - 1) if trigger.is_verb else None
    start = verb.last if verb is not None else trigger.last
    if verb is not None and not verb.passive and clauses.has_object(verb):
        named = clauses.noun_from(start)
        return joined(clauses, named) if named is not None else ()
    for at in range(start, min(start + _SIDES_REACH, len(clauses.tokens) - 1)):
        word = clauses.tokens[at].lower
        if word in {"between", "with", "against", "pitting"}:
            named = clauses.noun_from(at + 1)
            other = clauses.noun_from(named.last + 1) if named is not None and word == "between" else None
            return (*joined(clauses, named), *([other] if other is not None else [])) if named is not None else ()
        if clauses.verb_at(at) is not None or clauses.tokens[at].text in {",", ";", ":"}:
            return ()
    return ()


_SIDES_MAX = 4
_SIDES_REACH = 8  # tokens from a word of battle to whom it names

_SIDE = re.compile(
    r"\b(?:(?:[A-Z][\w.’'-]+|pro-[\w-]+|anti-[\w-]+|government|regime|opposition|rebel|security|armed|"
    r"coalition|army|militia|joint|allied|separatist|jihadist|"
    r"islamist|militant|insurgent|loyalist|tribal|paramilitary|terrorist)\s+){0,3}(?:forces|troops|army|"
    r"rebels|fighters|militants|insurgents|militias|militia|soldiers|"
    r"factions|jihadists|regime|guerrillas|paramilitaries|gunmen|coalition|police|separatists|terrorists)\b"
)


_NATION_ENDS = re.compile(
    r"^[A-Z][a-z]+(?:i|an|ian|ish|ese|ch)(?:-led|-backed)?$|^(?:US|U\.S\.|UK|NATO|UN|IS|ISIS|ISIL|Daesh|"
    r"DAESH|Taliban|Houthi)(?:-led)?$"
)


def _is_nation(token: Token) -> bool:
    return bool(_NATION_ENDS.match(token.text)) and token.lower not in _NOT_AGENTS


def _is_agent(sentence: Sentence, phrase: Phrase, lexicon: Lexicon, named: Collection[Span]) -> bool:
    """Say whether a phrase can do harm: its head is a noun of persons or forces, or a name; not a thing, a day, a number.

    ``named`` are the spans of known names: a sentence's first word is a name where it is one of them.
    """
    words = [t.lower.removesuffix("'s").removesuffix("’s") for t in sentence.tokens[phrase.first : phrase.last]]
    if not words or words[0] in _PRONOUNS or len(words) > 18:
        return False
    if sentence.text[: phrase.span(sentence.tokens).start - sentence.start].endswith("#"):
        return False
    noun = read_clauses(sentence).noun_at(phrase.first)
    at = min(noun.head if noun is not None else phrase.last - 1, phrase.last - 1)
    head = sentence.tokens[at]
    lower = head.lower.removesuffix("'s")
    if lower in EVENT_NOUNS or words[0] in EVENT_NOUNS or lower in _DAYS:
        return False
    if words[0] in _COUNTED_VICTIMS and lower not in lexicon.words["unknown_agents"]:
        return False
    if lower in lexicon.words["people_nouns"] | lexicon.words["agent_nouns"] | lexicon.words["unknown_agents"]:
        return True
    if lower in lexicon.words["institution_nouns"] | lexicon.words["anonymous_nouns"]:
        return len(words) <= 8
    if not head.is_capitalised or head.lower in _NOT_AGENTS:
        return False
    # The first word of a sentence has a capital whatever it is.
    alone = phrase.first == 0 and phrase.last - phrase.first == 1
    known = head.text.isupper() or "-" in head.text or _is_nation(head) or phrase.span(sentence.tokens) in named
    return len(words) <= 8 and (known or not alone)


_PRONOUNS = frozenset(
    "it he she they who which that there this what we i you its his her their those these one".split()
)
_DAYS = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday today yesterday mondays tuesdays wednesdays "
        "thursdays fridays saturdays sundays"
    ).split()
)
_COUNTED_VICTIMS = frozenset(
    (
        "eight seven six five four nine ten civilian child woman boy girl civilians people children women dozens "
        "hundreds scores several many"
    ).split()
)


def party_status(words: str, sentence: Sentence, near: Span, source: Source, lexicon: Lexicon) -> PartyStatus:
    """Say how a party is tied to the happening told at ``near``: unknown, suspected, claiming it itself, or accused."""
    lower = words.lower().replace("’", "'")
    tokens = lower.split()
    if (
        tokens
        and tokens[-1] in lexicon.words["unknown_agents"]
        and not _holds_name(words, sentence)
        and not _is_described(tokens)
    ):
        return "unknown"
    before = sentence.text[max(0, near.start - sentence.start - 60) : near.end - sentence.start + 30].lower()
    before = _OF_OTHERS.sub(lambda m: m[0] if m["who"] in tokens else "", before)
    if any(cue in before or cue in lower for cue in _hedges(lexicon)) or _UNSURE.search(sentence.text):
        return "suspected"
    if source.kind != "outlet" and _same_body(words, source.name):
        return "claims"
    return "accused"


# "Police shot dead four suspected robbers": it is the robbers who are suspected, not the police.
_OF_OTHERS = re.compile(r"\b(?:suspected|alleged|presumed) (?:\w+ ){0,2}?(?P<who>\w+)\b")
_UNSURE = re.compile(
    r"\b(?:unclear|not (?:immediately )?(?:clear|known|certain)|unknown|uncertain|could not (?:say|tell)) (?:if|whether)\b|"
    r"\b(?:by|were|was) either\b",
    re.IGNORECASE,
)


def _holds_name(words: str, sentence: Sentence) -> bool:
    """Say whether a party's words hold a name; the capital of a sentence's first word makes none."""
    opens = sentence.text.startswith(words)
    first, *rest = words.split()
    named = any(c.isupper() for c in first[1:] if opens) or (not opens and any(c.isupper() for c in first))
    return named or any(c.isupper() for w in rest for c in w)


def _hedges(lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(sorted(lexicon.words["suspect_words"] - {"linked to", "reportedly"}))


def _is_described(tokens: list[str]) -> bool:
    return any(
        t
        in {
            "islamist",
            "jihadist",
            "taliban",
            "rebel",
            "maoist",
            "shia",
            "sunni",
            "boko",
            "fulani",
            "pro-government",
            "pro-iranian",
        }
        for t in tokens
    )


def _same_body(left: str, right: str) -> bool:
    small = {"the", "of", "a", "an", "and", "in", "group", "forces", "army", "government", "spokesman"}
    a = {w for w in re.findall(r"\w+", left.lower()) if w not in small}
    b = {w for w in re.findall(r"\w+", right.lower()) if w not in small}
    return bool(a and b and (a <= b or b <= a))
