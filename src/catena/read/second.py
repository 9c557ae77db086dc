"""How the encoder's opinion and the rules are joined: it confirms, corrects and completes what the rules found.

Thresholds were set by cross-validation over the reading set's clusters (bench/quality); rules stay where they are
exact: numbers, qualifiers, dates, relays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from catena.model import Evidence, Mention, MentionKind, Party, Source, Span, Victim, Weapon
from catena.read.opinion import Cue, Opinion, Role
from catena.read.rules.attribution import Attribution
from catena.read.rules.blame import Accused
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.parties import party_status
from catena.read.rules.speakers import name_speaker
from catena.read.rules.tellings import Telling
from catena.text.sentences import Sentence

CUE_MIN = 0.9
SOURCE_MIN = 0.8
ROLE_MIN = 0.5
KIND_MIN = 0.4
NAME_MIN = 0.6
_EVENT_TYPES = {
    "Arrests": "Strategic developments", "Other": "Strategic developments", "Agreement": "Strategic developments",
    "Looting/property destruction": "Strategic developments", "Change to group/activity": "Strategic developments",
    "Attack": "Violence against civilians", "Abduction/forced disappearance": "Violence against civilians",
    "Sexual violence": "Violence against civilians", "Armed clash": "Battles", "Air/drone strike": "Explosions/Remote violence",
    "Shelling/artillery/missile attack": "Explosions/Remote violence", "Suicide bomb": "Explosions/Remote violence",
    "Remote explosive/landmine/IED": "Explosions/Remote violence", "Peaceful protest": "Protests",
    "Protest with intervention": "Protests", "Excessive force against protesters": "Protests", "Mob violence": "Riots",
    "Violent demonstration": "Riots",
}  # fmt: skip


def join_attributions(
    sentence: Sentence, found: Sequence[Attribution], opinion: Opinion, lexicon: Lexicon, bodies: frozenset[str]
) -> list[Attribution]:
    """Join the cues that the encoder sees with those of the rules; its source corrects theirs where it is surer."""
    cues = list(opinion.cues(sentence.span, CUE_MIN))
    joined: list[Attribution] = []
    for attribution in found:
        cue = next((c for c in cues if c.cue.meets(attribution.cue)), None)
        if cue is None:
            joined.append(attribution)
            continue
        cues.remove(cue)
        joined.append(_corrected(sentence, attribution, cue, lexicon, bodies))
    for cue in cues:
        made = _from_cue(sentence, cue, lexicon, bodies)
        if made is not None and not any(a.speaker == made.speaker for a in joined):
            joined.append(made)
    return sorted(joined, key=lambda a: a.cue)


def _corrected(
    sentence: Sentence, attribution: Attribution, cue: Cue, lexicon: Lexicon, bodies: frozenset[str]
) -> Attribution:
    source = _named(sentence, cue, lexicon, bodies)
    if source is None or cue.source is None or cue.source_p < SOURCE_MIN:
        return attribution
    if (
        attribution.speaker is not None
        and cue.source.covers(attribution.speaker)
        and attribution.source.kind == "named"
    ):
        return attribution
    return replace(attribution, source=replace(source, via=source.via or attribution.source.via), speaker=cue.source)


def _from_cue(sentence: Sentence, cue: Cue, lexicon: Lexicon, bodies: frozenset[str]) -> Attribution | None:
    source = _named(sentence, cue, lexicon, bodies)
    if source is None or cue.source_p < SOURCE_MIN:
        return None
    return Attribution(source, "asserts", sentence.span, cue.cue, cue.source)


def _named(sentence: Sentence, cue: Cue, lexicon: Lexicon, bodies: frozenset[str]) -> Source | None:
    if cue.source is None or not sentence.span.covers(cue.source):
        return None
    return name_speaker(
        sentence.text[cue.source.start - sentence.start : cue.source.end - sentence.start], lexicon, bodies
    )


# Types that the rules give for want of a better one; a means of attack that they name stands.
_LOOSE = frozenset({"Attack", "Arrests", "Other", "Remote explosive/landmine/IED"})


def choose_kind(telling: Telling, sentence: Sentence, opinion: Opinion) -> tuple[str, str]:
    """Take the type that the encoder is sure of where the rules' own says little.

    Never a clash: whether two sides fought decides whether accusations dispute each other, and the encoder takes
    many an attack for one.
    """
    own = telling.sub_event_type
    if own not in _LOOSE:
        return telling.event_type, own
    seen = opinion.incident(sentence.span)
    best = max(_EVENT_TYPES, key=lambda name: (seen.get(name, 0.0), name))
    sure = seen.get(best, 0.0) >= KIND_MIN and seen[best] > seen.get(own, 0.0) + 0.2
    if sure and best != "Armed clash" and _same_kind(best, telling):
        return _EVENT_TYPES[best], best
    return telling.event_type, own


_VIOLENCE = frozenset({"Violence against civilians", "Explosions/Remote violence", "Battles"})


def _same_kind(sub_event_type: str, telling: Telling) -> bool:
    """Keep the choice inside the telling's own kind: a strike may be shelling, an arrest may be a sentence."""
    event_type = _EVENT_TYPES[sub_event_type]
    if sub_event_type == "Abduction/forced disappearance" or telling.kind == "abduction":
        return telling.kind == "abduction" and sub_event_type == "Abduction/forced disappearance"
    if telling.kind == "violence":
        return event_type in _VIOLENCE or (
            event_type == "Protests" and sub_event_type == "Excessive force against protesters"
        )
    if telling.kind in {"arrest", "legal"}:
        return event_type == "Strategic developments"
    return event_type in {"Protests", "Riots"}


def complete_parties(
    sentence: Sentence, parties: Sequence[Accused], roles: Sequence[Role], source: Source, lexicon: Lexicon
) -> list[Accused]:
    """Keep the rules' parties that the encoder does not take for victims, and add the attackers that they miss."""
    harmed = [r.span for r in roles if r.role in {"victim", "arrested"} and r.probability > 0.6]
    attackers = [r for r in roles if r.role == "attacker"]
    kept = [p for p in parties if p.trigger is None or not any(h.covers(p.span) for h in harmed)]
    for role in attackers:
        if any(role.span.meets(p.span) for p in kept):
            continue
        words = _words(sentence, role.span)
        if len(words) > 1 and words[0].isalnum():
            kept.append(
                Accused(
                    Party(words, party_status(words, sentence, role.span, source, lexicon), source.name),
                    role.span,
                    None,
                )
            )
    return kept


def victims_seen(
    sentence: Sentence, roles: Sequence[Role], taken: Sequence[Span], fate: str
) -> list[tuple[Victim, Span]]:
    """Give the victims that the encoder sees and the rules do not."""
    found = []
    for role in roles:
        if role.role in {"victim", "arrested", "target"} and not any(role.span.meets(t) for t in taken):
            words = _words(sentence, role.span)
            if len(words) > 2:
                found.append((Victim(words, "arrested" if role.role == "arrested" else fate), role.span))
    return found


def weapons_seen(sentence: Sentence, roles: Sequence[Role], taken: Sequence[Span]) -> list[tuple[Weapon, Span]]:
    """Give the weapons that the encoder sees and the table does not."""
    return [
        (Weapon(_words(sentence, r.span), "other"), r.span)
        for r in roles
        if r.role == "weapon" and not any(r.span.meets(t) for t in taken) and len(_words(sentence, r.span)) > 2
    ]


_KINDS_OF_NAMES: dict[str, MentionKind] = {"person": "person", "organisation": "institution"}


def names_seen(
    document: str, sentences: Sequence[Sentence], opinion: Opinion, known: Sequence[Mention]
) -> list[Mention]:
    """Give the names of persons and bodies that the encoder sees and the rules do not."""
    taken = [m.evidence.focus for m in known if m.evidence.focus is not None]
    found = []
    for sentence in sentences:
        for name in opinion.names(sentence.span):
            kind = _KINDS_OF_NAMES.get(name.role)
            words = sentence.text[name.span.start - sentence.start : name.span.end - sentence.start]
            if kind is None or name.probability < NAME_MIN or not sentence.span.covers(name.span):
                continue
            if any(c.isupper() for c in words) and not any(name.span.meets(t) for t in taken):
                evidence = Evidence(document, sentence.start, sentence.end, sentence.text, name.span)
                found.append(Mention(kind, evidence))
    return found


def _words(sentence: Sentence, span: Span) -> str:
    text = sentence.text[max(0, span.start - sentence.start) : span.end - sentence.start]
    return text.strip(" ,;:“”\"'()").removeprefix("the ").removeprefix("The ")
