"""Which telling of a sentence a phrase belongs to, and small makings of records."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from catena.knowledge.gazetteer import PlaceName
from catena.model import Claim, Count, Document, Event, Evidence, Mention, MentionKind, Span, Victim
from catena.read.rules.antecedents import Speakers
from catena.read.rules.attribution import Attribution
from catena.read.rules.harm import SHOT, Harm
from catena.read.rules.tellings import Telling
from catena.read.rules.triggers import Trigger
from catena.text.sentences import Sentence
from catena.text.times import TimePhrase


def outside_names(places: Sequence[PlaceName], mentions: Sequence[Mention]) -> list[PlaceName]:
    """Leave out place names inside the name of a person or body ("Baghdad Brigade", "Tehran Times")."""
    longer = [
        (m.evidence.focus, m.kind)
        for m in mentions
        if m.kind not in {"unknown", "place"} and m.evidence.focus is not None
    ]
    return [
        p
        for p in places
        if not any(s.covers(p.span) and (s != p.span or kind in {"outlet", "group", "person"}) for s, kind in longer)
    ]


def mention_where_when(document: Document, times: Sequence[TimePhrase], places: Sequence[PlaceName]) -> list[Mention]:
    """Give a mention for each phrase of time and each place name of a document."""
    named: list[tuple[Span, MentionKind]] = [(t.span, "time") for t in times]
    named += [(p.span, "place") for p in places]
    return [
        Mention(kind, Evidence(document.id, span.start, span.end, document.text[span.start : span.end]))
        for span, kind in named
    ]


def add_victims(event: Event, named: Sequence[Claim]) -> Event:
    """Add to an event those whom its sentence names as harmed, unless they are its victims already."""
    held = [c.value.name for c in event.claims if isinstance(c.value, Victim)]
    new = [c for c in named if isinstance(c.value, Victim) and not any(c.value.name in name for name in held)]
    return replace(event, claims=(*event.claims, *new))


def name_harmed(harm: Harm, speakers: Speakers, before: str) -> Harm:
    """Name whom "he" or "they" stands for: the last person told in full, or those named in the sentence ``before``."""
    word = harm.count.who.lower()
    if word in {"he", "she", "him", "her"} and speakers.person is not None:
        return replace(harm, count=replace(harm.count, who=speakers.person))
    names = [n for n in speakers.full_names if n in before] if word in {"they", "them", "both"} else []
    if len(names) < 2:
        return harm
    count = replace(harm.count, low=len(names), high=len(names), qualifier="exactly", who=" and ".join(names))
    return replace(harm, count=count)


def speaks_as_state(place: PlaceName, sentence: Sentence, attributions: Sequence[Attribution]) -> bool:
    """Say whether a country's name stands for its government, which speaks: "Iran condemned the attack"."""
    if not place.candidates or place.candidates[0].kind != "country":
        return False
    if _AMONG_STATES.match(sentence.text, place.span.end - sentence.start):
        return True
    return any(a.speaker is not None and _is_bare(place, a.speaker, sentence) for a in attributions)


def _is_bare(place: PlaceName, speaker: Span, sentence: Sentence) -> bool:
    """Say whether a speaker's phrase is nothing but names of countries ("France and Iran")."""
    words = sentence.text[speaker.start - sentence.start : speaker.end - sentence.start]
    return speaker.covers(place.span) and all(
        w[:1].isupper() or w in {"and", "the"} for w in words.replace(",", " ").split()
    )


# "Iran was among the countries that condemned it."
_AMONG_STATES = re.compile(
    r"\s+(?:was|were|is|are) (?:also )?(?:among|one of) (?:the )?(?:\w+ )?(?:countries|nations|states|governments|powers)\b"
)


def marked_count(harm: Harm) -> Count:
    """Give a harm's count; a part of the whole says so in its words."""
    count = harm.count
    return Count(count.low, count.high, count.qualifier, f"including {count.who}") if harm.subset else count


def named_fate(harm: Harm) -> str:
    """Say what became of those harmed; who was hit or sent to hospital is wounded at the least."""
    return harm.fate if harm.fate != SHOT or harm.trigger.base.startswith("sho") else "wounded"


# Words that tell of harm and not of whom: "many more", "the injured", "12 dead".
_BARE = frozenset(
    "the a an of other others more many adding earlier lives life bodies body dead injured wounded casualties victims "
    "killed dozens several some hundreds including further all".split()
)


def victim_name(harm: Harm) -> str:
    """Give the words for those harmed; empty where they are a bare pronoun."""
    who = harm.count.who
    words = who.lower().split()
    if not words or words[0] in _NOBODY_NAMED or set(words) <= _BARE or _OF_DAY.match(who):
        return ""
    who = _AS_WHOM.sub("", who)
    return who if len(who) <= 120 else who[:120].rsplit(" ", 1)[0]


_NOBODY_NAMED = frozenset(
    "they he she him her them it others more another both among amongst most those arrests executions deaths".split()
)
_AS_WHOM = re.compile(r" (?:identified|named)$")
_OF_DAY = re.compile(r"(?:the )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day['’]s$")


def is_nearest(span: Span, telling: Telling, tellings: Sequence[Telling]) -> bool:
    """Say whether a phrase of the sentence belongs to this telling: the one whose trigger stands nearest to it."""
    if len(tellings) == 1:
        return True
    return min(tellings, key=lambda t: min(_gap(span, trigger) for trigger in t.triggers)) is telling


def _gap(span: Span, trigger: Trigger) -> int:
    if span.end <= trigger.span.start:
        return trigger.span.start - span.end
    return max(0, span.start - trigger.span.end)


def victim_names(harm: Harm) -> tuple[str, ...]:
    """Give the names of those harmed one by one where each stands for one person, else their words as they stand."""
    if len(harm.names) > 1 and harm.count.low == len(harm.names) and not harm.figure:
        return harm.names
    if len(harm.names) > 1 and _is_row(harm):
        return harm.names
    name = victim_name(harm)
    return (name,) if name else ()


def _is_row(harm: Harm) -> bool:
    """Say whether nothing but names stands among those harmed ("arrested Ana Ruiz, Luis Paz and Jorge Diaz")."""
    rest = harm.count.who
    for name in sorted(harm.names, key=len, reverse=True):
        rest = rest.replace(name, "")
    return re.fullmatch(r"[\s,]*(?:and[\s,]*)?", rest) is not None and all(" " in name for name in harm.names)


def share_of(quotation: Span, span: Span) -> float:
    """Give the share of a span that a quotation covers."""
    shared = min(quotation.end, span.end) - max(quotation.start, span.start)
    return shared / max(1, span.end - span.start)


def make_id(prefix: str, *parts: object) -> str:
    """Make a short id from what makes a record itself."""
    return prefix + hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:12]


def without_dead(events: Sequence[Event], shot: Sequence[Claim]) -> tuple[Event, ...]:
    """Take back that those shot were wounded, where the report tells of dead: they may be the same people."""
    dead = [c.evidence[0] for e in events for c in e.claims if c.slot == "killed"]
    unsure = [s for s in shot if not _are_others(s) and not _beside_dead(s.evidence[0], dead)]
    if not unsure or not any(c.slot == "killed" for e in events for c in e.claims):
        return tuple(events)
    return tuple(replace(e, claims=tuple(c for c in e.claims if all(c is not s for s in unsure))) for e in events)


def _beside_dead(shot: Evidence, dead: Sequence[Evidence]) -> bool:
    """Say whether those shot are told behind the dead of their sentence ("a man was killed and his son was shot")."""
    return any(
        (d.document, d.start) == (shot.document, shot.start)
        and d.focus is not None
        and shot.focus is not None
        and d.focus.end <= shot.focus.start
        and _AND_OTHERS.search(shot.quote[d.focus.end - shot.start : shot.focus.end - shot.start])
        for d in dead
    )


# What stands between them: "… was killed and his 4-year-old son", not "… died after he", "… died and the boy".
_AND_OTHERS = re.compile(r"\band (?:an?|his|her|their|an?other|\w+ others?)\b[^,;]{0,60}$")


def _are_others(claim: Claim) -> bool:
    """Say whether those shot are told beside the dead ("three others were shot")."""
    words = claim.value.who.lower().split() if isinstance(claim.value, Count) else []
    return words[:1] in (["others"], ["other"], ["more"], ["another"])
