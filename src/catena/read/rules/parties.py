"""Who is said to have done it: agents of triggers, accusations, claims of responsibility, denials, confessions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from catena.knowledge import read_table
from catena.model import Party, PartyStatus, Source, Span
from catena.read.clauses import joined, read_clauses
from catena.read.rules.attribution import Attribution
from catena.read.rules.denied import denial_scopes, find_denied
from catena.read.rules.doers import find_doers
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.phrase import Phrase, phrase_right
from catena.read.rules.suspects import find_suspects, nobody_claims
from catena.read.rules.triggers import Trigger
from catena.text.sentences import Sentence, Token

_BLAME = re.compile(
    r"\b(?:blamed?|blames|blaming|accus(?:ed|es|ing|e)|implicat(?:ed|es|ing)|point(?:ed|s|"
    r"ing)? (?:the finger )?(?:to|at)|h[eo]ld(?:s|ing)? responsible)\b",
    re.IGNORECASE,
)
_BLAMED_ON = re.compile(
    r"\b(?:blamed on|attributed to|pinned on|blamed? (?:[^,.;]{3,60}?) on|attributed (?:[^,.;]{3,60}?) to)\s+",
    re.IGNORECASE,
)
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


@dataclass(frozen=True, slots=True)
class Accused:
    """A party with its span and the trigger it is tied to (None: the sentence's event, whichever it is)."""

    party: Party
    span: Span
    trigger: Trigger | None


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
        found += _by_act(sentence, attribution, lexicon, armed)
    scopes = denial_scopes(sentence, attributions)
    for party, span, crime in find_suspects(sentence, triggers, source, lexicon):
        if not any(a.span.meets(span) for a in found):
            found.append(Accused(party, span, crime))
    if (nobody := nobody_claims(sentence)) is not None:
        found.append(Accused(Party("unknown", "unknown", source.name), nobody, None))
    agents = [(trigger, phrase) for trigger in triggers for phrase in find_doers(sentence, trigger, lexicon)]
    battle = next((t for t in triggers if t.family.name in {"clash", "takeover"}), None)
    if battle is not None:
        agents += [(battle, phrase) for phrase in sides_of(sentence, battle, lexicon)]
    speakers = [a.speaker for a in attributions if a.speaker is not None]
    for trigger, phrase in agents:
        span = phrase.span(sentence.tokens)
        if any(scope.covers(trigger.span) for scope in scopes) or _is_where(sentence, trigger, span, places):
            continue
        own = _speaking_doer(sentence, phrase, attributions, armed, lexicon)
        if own is not None:
            found.append(Accused(Party(own.name, "claims", own.name), span, trigger))
        elif _is_agent(sentence, phrase, lexicon, named={*places, *spans_of(sentence, armed)}) and not any(
            h.meets(span) for h in [*harmed, *speakers, *(a.span for a in found)]
        ):
            words = _plain_name(party_words(sentence.tokens, phrase, lexicon))
            if words:
                status = party_status(words, sentence, trigger.span, source, lexicon)
                found.append(Accused(Party(words, status, source.name), span, trigger))
    return tuple(found)


def spans_of(sentence: Sentence, names: Iterable[str]) -> Iterator[Span]:
    """Give where any of some names stands in a sentence."""
    for name in names:
        at = sentence.text.find(name)
        if at >= 0:
            yield Span(sentence.start + at, sentence.start + at + len(name))


def _is_where(sentence: Sentence, trigger: Trigger, span: Span, places: Sequence[Span]) -> bool:
    """Say whether a place name stands in the noun phrase of an act: "the Nairobi blast" says where, not who."""
    clauses = read_clauses(sentence)
    noun = clauses.noun_at(trigger.first) if not trigger.is_verb else None
    return noun is not None and clauses.span(noun).covers(span) and any(p.covers(span) for p in places)


def _speaking_doer(
    sentence: Sentence, phrase: Phrase, attributions: Sequence[Attribution], armed: frozenset[str], lexicon: Lexicon
) -> Source | None:
    """Give the body that tells of its own act: "the army said it had killed …", "police said they arrested …"."""
    if phrase.last - phrase.first != 1 or sentence.tokens[phrase.first].lower not in {"it", "they", "we"}:
        return None
    at = sentence.tokens[phrase.first].start
    speaking = [a.source for a in attributions if a.speaker is not None and a.speaker.end <= at]
    if not speaking or speaking[-1].kind != "institution":
        return None
    words = set(re.findall(r"\w+", speaking[-1].name.lower()))
    bears_arms = bool(words & lexicon.words["agent_nouns"]) and not words & lexicon.words["watcher_nouns"]
    return speaking[-1] if bears_arms or any(name in speaking[-1].name for name in armed) else None


_ADJECTIVES = {
    "rebel": "rebels", "terrorist": "terrorists", "militant": "militants", "jihadist": "jihadists", "insurgent": "insurgents",
    "islamist": "Islamists", "separatist": "separatists", "paramilitary": "paramilitaries", "guerrilla": "guerrillas",
}  # fmt: skip


def _plain_name(words: str) -> str:
    """Name the body for which a bare adjective stands ("Russian" raid: Russia; "rebel" fire: rebels); none for half a word."""
    lower = words.lower()
    return "" if lower in {"armed", "force", "western", "joint", "local"} else _ADJECTIVES.get(lower, _country(words))


@cache
def _demonyms() -> dict[str, str]:
    """Map a people's adjective to its country's name ("Russian" to "Russia")."""
    countries = read_table("countries")["countries"]
    return {d.lower(): row["name"] for row in countries.values() for d in row.get("demonyms", ())}


def _country(words: str) -> str:
    """Name the country where a bare people's adjective stands for it ("Russian airstrikes": Russia)."""
    return _demonyms().get(words.lower(), words)


def sides_of(sentence: Sentence, trigger: Trigger, lexicon: Lexicon) -> list[Phrase]:
    """Give both sides of a battle: "clashes between X and Y", "X clashed with Y", and every named force beside them."""
    found: list[Phrase] = []
    for match in _SIDE.finditer(sentence.text):
        first = next((i for i, t in enumerate(sentence.tokens) if t.start >= match.start() + sentence.start), None)
        last = next((i for i, t in enumerate(sentence.tokens) if t.end >= match.end() + sentence.start), None)
        if first is not None and last is not None:
            found.append(Phrase(first, last + 1))
    return found[:3]


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
    noun = read_clauses(sentence).noun_at(phrase.first)
    at = min(noun.head if noun is not None else phrase.last - 1, phrase.last - 1)
    head = sentence.tokens[at]
    lower = head.lower.removesuffix("'s")
    if lower in _EVENT_NOUNS or words[0] in _EVENT_NOUNS or lower in _DAYS:
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
    known = head.text.isupper() or _is_nation(head) or phrase.span(sentence.tokens) in named
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
    "eight seven six five four nine ten civilians people children women dozens hundreds scores several many".split()
)
_EVENT_NOUNS = frozenset(
    (
        "attack attacks strike strikes airstrike airstrikes raid raids bomb bombs blast blasts explosion "
        "explosions rocket rockets shell shells missile missiles fighting clashes violence bombing bombings "
        "shelling bombardment incident offensive war conflict fire accident crash vehicle car truck bus "
        "shooting ambush protest protests"
    ).split()
)


_CUT = frozenset(
    (
        "who which that in on riding armed wearing using near at , during led also have has had were was "
        "are is to after when while with against before as and-then by"
    ).split()
)
_PLACE_NOUNS = frozenset(
    (
        "province city town village district area region countryside governorate state neighborhood "
        "neighbourhood of in on from at near after when said that"
    ).split()
)


def party_words(tokens: Sequence[Token], phrase: Phrase, lexicon: Lexicon | None = None) -> str:
    """Give the words of a party: its noun with what stands before it, no article, no verb, no place phrase."""
    words = list(tokens[phrase.first : phrase.last])
    cut = next((i for i, t in enumerate(words) if i and (t.lower in _CUT or _is_verb(t))), len(words))
    words = words[: min(cut, 10)]
    if lexicon is not None:
        head = next(
            (
                i
                for i, t in enumerate(words)
                if t.lower.removesuffix("'s") in lexicon.words["agent_nouns"] | lexicon.words["unknown_agents"]
            ),
            None,
        )
        if head is not None:
            before = [i for i, t in enumerate(words[:head]) if t.lower in _PLACE_NOUNS]
            words = words[before[-1] + 1 if before else 0 :]
    pieces = [("" if i and words[i - 1].end == t.start else " ") + t.text for i, t in enumerate(words)]
    text = "".join(pieces).strip(' ,;:“”"()-–—')
    text = _LEADING_DATE.sub("", text)
    text = re.sub(r"^(?:the|The)\s+", "", text)
    text = re.sub(r"[’']s$|[’']$", "", text).strip()
    text = re.split(r"\s+(?:of|for) (?:a|an|being|having|trying)\b|\s+instead\b", text, maxsplit=1)[0]
    return text if _names_somebody(text, lexicon) else ""


_LEADING_DATE = re.compile(
    r"^(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{1,4}|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?|"
    r"Tags?|Updated|Published)\b\s*)+"
)
_OBJECTS = frozenset(
    (
        "drone drones rocket rockets missile missiles shell shells bomb bombs explosives car cars motorcycle "
        "motorcycles vehicle vehicles house home building convoy helicopter"
    ).split()
)


_NOBODY_NAMED = frozenset(
    "suspected alleged perpetrator perpetrators culprit culprits suspect suspects responsible".split()
)


def _names_somebody(text: str, lexicon: Lexicon | None) -> bool:
    """Say whether a party's words hold a name or a noun of persons or forces; a weapon alone did nothing by itself."""
    words = [w.strip(".,").lower().replace("’", "'").removesuffix("'s") for w in text.split()]
    if (
        not words
        or words[-1] in _EVENT_NOUNS
        or words[-1] in {"of", "the", "a", "one", "conducted", "by"}
        or words[0] in {"what", "whom", "how"}
        or set(words) <= _NOBODY_NAMED
    ):
        return False
    named = any(w[0].isupper() for w in text.split() if w)
    if lexicon is None:
        return True
    heads = (
        lexicon.words["agent_nouns"] | lexicon.words["unknown_agents"] | lexicon.words["institution_nouns"]
    ) - _OBJECTS
    return named or bool(set(words) & heads)


def _is_verb(token: Token) -> bool:
    """Say whether a lower-case word inside a party's phrase is the verb that ends it ("rebels fired", "ISIS launched")."""
    return (
        token.text.islower()
        and token.lower.endswith("ed")
        and token.lower
        not in {
            "armed",
            "masked",
            "unidentified",
            "suspected",
            "hooded",
            "led",
            "backed",
            "united",
            "allied",
            "wanted",
            "alleged",
        }
    )


def party_status(words: str, sentence: Sentence, near: Span, source: Source, lexicon: Lexicon) -> PartyStatus:
    """Say how a party is tied to the happening told at ``near``: unknown, suspected, claiming it itself, or accused."""
    lower = words.lower().replace("’", "'")
    tokens = lower.split()
    if (
        tokens
        and tokens[-1] in lexicon.words["unknown_agents"]
        and not any(w[0].isupper() for w in words.split()[1:])
        and not _is_described(tokens)
    ):
        return "unknown"
    before = sentence.text[max(0, near.start - sentence.start - 60) : near.end - sentence.start + 30].lower()
    if any(cue in before or cue in lower for cue in _hedges(lexicon)) or _UNSURE.search(sentence.text):
        return "suspected"
    if source.kind != "outlet" and _same_body(words, source.name):
        return "claims"
    return "accused"


_UNSURE = re.compile(
    r"\b(?:unclear|not (?:immediately )?(?:clear|known|certain)|unknown|uncertain|could not (?:say|tell)) (?:if|whether)\b|"
    r"\b(?:by|were|was) either\b",
    re.IGNORECASE,
)


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


def _by_act(sentence: Sentence, attribution: Attribution, lexicon: Lexicon, armed: frozenset[str]) -> list[Accused]:
    act, source = attribution.act, attribution.source
    body = _claiming_body(sentence, attribution, armed)
    if act == "claims responsibility" or (
        act == "asserts" and body and _CLAIMS_DEED.match(_tail(sentence, attribution))
    ):
        party = Party(body or source.name, "claims", source.name)
        return [Accused(party, attribution.speaker or attribution.cue, None)]
    if act == "accuses" and _EACH_OTHER.search(sentence.text[attribution.cue.start - sentence.start :]):
        return _each_other(sentence, attribution, lexicon)
    if act == "accuses":
        phrase = _blamed(sentence, attribution, lexicon)
        if phrase is not None:
            words = party_words(sentence.tokens, phrase, lexicon)
            if words and words.lower() not in {"him", "her", "it", "them", "each other", "being", "us"}:
                return [Accused(Party(words, "accused", source.name), phrase.span(sentence.tokens), None)]
    return []


_CLAIMS_DEED = re.compile(
    r"claim\w*\s+(?:(?:the|a|an|its|their|\w+ly|suicide|car|truck|drone|rocket|bomb|deadly|\w+day['’]s)\s+)*"
    r"(?:attacks?|bombings?|blasts?|assaults?|strikes?|shootings?|killings?|raids?|ambush\w*|kidnappings?|abductions?)\b",
    re.IGNORECASE,
)


def _tail(sentence: Sentence, attribution: Attribution) -> str:
    return sentence.text[attribution.cue.start - sentence.start :]


def _claiming_body(sentence: Sentence, attribution: Attribution, armed: frozenset[str]) -> str:
    """Give the known armed body for which a person or its fighters claim a deed; "" where none is named before the cue."""
    if attribution.source.kind == "institution":
        return ""
    before = [s for s in spans_of(sentence, armed) if s.end <= attribution.cue.start]
    nearest = max(before, key=lambda s: (s.end, s.end - s.start), default=None)
    return sentence.text[nearest.start - sentence.start : nearest.end - sentence.start] if nearest is not None else ""


_EACH_OTHER = re.compile(r"\b(?:each other|one another)\b", re.IGNORECASE)


def _each_other(sentence: Sentence, attribution: Attribution, lexicon: Lexicon) -> list[Accused]:
    """Read "the army and the rebels blamed each other": each accuses the other."""
    clauses = read_clauses(sentence)
    at = next(i for i, t in enumerate(clauses.tokens) if t.start >= attribution.cue.start)
    verb = clauses.verb_at(at)
    subject = clauses.subject(verb) if verb is not None else None
    sides = joined(clauses, subject) if subject is not None else ()
    if len(sides) != 2:
        return []
    names = [party_words(sentence.tokens, Phrase(n.first, n.last), lexicon) for n in sides]
    rows = zip(names, sides, reversed(names), strict=True)
    return [Accused(Party(name, "accused", by), clauses.span(noun), None) for name, noun, by in rows if name and by]


def _blamed(sentence: Sentence, attribution: Attribution, lexicon: Lexicon) -> Phrase | None:
    """Find whom an accusation names: "accused Y of", "blamed Y for", "blamed … on Y", "pointed to Y"."""
    tail = sentence.text[attribution.cue.start - sentence.start :]
    if (on := _BLAMED_ON.search(tail)) is not None:
        at = attribution.cue.start + on.end()
    elif (direct := _BLAME.search(tail)) is not None:
        at = attribution.cue.start + direct.end()
    else:
        return None
    first = next((i for i, t in enumerate(sentence.tokens) if t.start >= at and t.is_word), None)
    if first is None:
        return None
    end = next(
        (
            i
            for i in range(first, len(sentence.tokens))
            if sentence.tokens[i].lower in {"of", "for"}
            and sentence.tokens[i - 1].lower not in {"government", "army", "ministry", "state", "party"}
        ),
        None,
    )
    phrase = phrase_right(sentence.tokens, first)
    if end is not None and phrase.first < end < phrase.last:
        phrase = Phrase(phrase.first, end)
    return phrase if phrase else None
