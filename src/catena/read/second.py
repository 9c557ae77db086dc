"""How the encoder's opinion and the rules are joined: it corrects and completes who speaks, and adds names.

Thresholds were set by cross-validation over the reading set's clusters (bench/quality). Of events the rules tell alone:
the encoder's doers, victims, weapons and types beside theirs read worse than without (train/LOG.md, 2026-11-21).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from catena.model import Evidence, Mention, MentionKind, Source
from catena.read.opinion import Cue, Opinion
from catena.read.rules.attribution import Attribution
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.speakers import name_speaker
from catena.text.sentences import Sentence

CUE_MIN = 0.9
SOURCE_MIN = 0.8
NAME_MIN = 0.6


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


_KINDS_OF_NAMES: dict[str, MentionKind] = {"person": "person", "organisation": "institution"}


def names_seen(
    document: str, sentences: Sequence[Sentence], opinion: Opinion, known: Sequence[Mention]
) -> list[Mention]:
    """Give the names of persons and bodies that the encoder sees and the rules do not."""
    taken = [m.evidence.focus for m in known if m.evidence.focus is not None]
    found = []
    for sentence in sentences:
        for name in opinion.names(sentence.span):
            kind = _KINDS_OF_NAMES.get(name.kind)
            words = sentence.text[name.span.start - sentence.start : name.span.end - sentence.start]
            if kind is None or name.probability < NAME_MIN or not sentence.span.covers(name.span):
                continue
            if any(c.isupper() for c in words) and not any(name.span.meets(t) for t in taken):
                evidence = Evidence(document, sentence.start, sentence.end, sentence.text, name.span)
                found.append(Mention(kind, evidence))
    return found
