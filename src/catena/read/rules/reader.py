"""The rules reader: a document, sentence by sentence, to events with claims and statements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from catena.knowledge.actors import ActorTable
from catena.knowledge.gazetteer import Gazetteer, PlaceName
from catena.knowledge.outlets import load_outlets
from catena.model import (
    Act,
    Claim,
    Document,
    Event,
    Evidence,
    Mention,
    Party,
    Reading,
    Slot,
    Source,
    Span,
    Statement,
    Value,
    Victim,
    When,
    Where,
)  # fmt: skip
from catena.read.names import find_name_mentions
from catena.read.opinion import Opinion
from catena.read.rules.acts import Said, refine_act
from catena.read.rules.antecedents import Speakers, find_monitor
from catena.read.rules.attribution import Attribution, find_attributions, is_inside, part_quoted
from catena.read.rules.blame import Accused
from catena.read.rules.counts import find_harms
from catena.read.rules.dating import times_of
from catena.read.rules.denied import negate_denied, who_denies
from catena.read.rules.harm import SHOT
from catena.read.rules.identified import find_identified
from catena.read.rules.kinds import settle_execution, tells_of_sentences
from catena.read.rules.lexicon import Lexicon, open_lexicon
from catena.read.rules.manner import Setting, find_cues, title_words
from catena.read.rules.own_deeds import claim_own, name_group, name_pronoun
from catena.read.rules.parties import find_parties
from catena.read.rules.placing import (  # fmt: skip
    add_victims,
    is_nearest,
    make_id,
    marked_count,
    mention_where_when,
    name_harmed,
    named_fate,
    outside_names,
    share_of,
    speaks_as_state,
    victim_names,
    without_dead,
)
from catena.read.rules.speakers import name_relay
from catena.read.rules.tellings import Telling, find_tellings
from catena.read.rules.triggers import Trigger, find_triggers
from catena.read.rules.weapons import find_weapons
from catena.read.second import join_attributions, names_seen
from catena.text.numbers import Number, find_numbers
from catena.text.sentences import Sentence, find_quotations, find_sentences
from catena.text.times import TimePhrase, find_times
from catena.text.times_speech import dates_a_toll, is_day_of_speech

EVIDENCE_LIMIT = 600
_QUOTED_MIN = 30
_SLOT_OF_FATE: dict[str, Slot] = {"killed": "killed", "wounded": "wounded", "abducted": "abducted"}
_FACT_ACTS = frozenset({"asserts", "accuses"})
_BACKGROUND = re.compile(
    r"\b(?:previously|last (?:year|month|week|fall|summer|winter|spring|january|february|march|april|may|"
    r"june|july|august|september|october|november|december)|years ago|months ago|in (?:19|20)\d\d|"
    r"earlier this (?:year|month)|since (?:19|20)\d\d|formerly|history of|decades?)\b",
    re.IGNORECASE,
)
_SERIES = re.compile(r"\b(?:several|many|multiple) (?:times|attacks|strikes)\b|\bseries of\b|\bspate of\b|\bwave of\b")
_OWN_REPORT = re.compile(
    r"\b(?:version of this|this report|this article|this story|has been updated|was updated|correction)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RulesReader:
    """Reads by closed classes, patterns and tables; an encoder's ``opinion`` on a document is a second reader of it."""

    gazetteer: Gazetteer
    actors: ActorTable
    lexicon: Lexicon = field(default_factory=open_lexicon)
    name: str = "rules"

    def read(self, document: Document, opinion: Opinion | None = None) -> Reading:
        """Read one document; furniture is passed over, a headline is read as one more sentence."""
        return _Page(document, self.lexicon, self.gazetteer, self.actors, opinion).read()


@dataclass(slots=True)
class _Page:
    """One document while it is being read."""

    document: Document
    lexicon: Lexicon
    gazetteer: Gazetteer
    actors: ActorTable
    opinion: Opinion | None = None
    events: list[Event] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    speakers: Speakers = field(init=False)
    numbers: list[Number] = field(init=False)
    times: list[TimePhrase] = field(init=False)
    places: list[PlaceName] = field(init=False)
    quotations: tuple[Span, ...] = field(init=False)
    last_quoted: Source | None = None
    bodies: frozenset[str] = frozenset()
    armed: frozenset[str] = frozenset()
    groups: list[tuple[int, str]] = field(default_factory=list)
    by_court: bool = False
    headline: frozenset[str] = frozenset()
    body: list[Sentence] = field(default_factory=list)
    shot: list[Claim] = field(default_factory=list)
    told: dict[int, Sequence[Attribution]] = field(default_factory=dict)
    said: Sequence[Attribution] = ()

    def __post_init__(self) -> None:
        text = self.document.text
        self.numbers = [n for n in find_numbers(text) if n.kind == "cardinal"]
        self.times = list(find_times(text))
        self.places = list(self.gazetteer.find_names(text))
        self.quotations = find_quotations(text)
        self.headline = title_words(self.document.title or "")
        self.by_court = tells_of_sentences(text)
        self.speakers = Speakers.of(self.document, self.lexicon, [p.words for p in self.places])

    def read(self) -> Reading:
        sentences = find_sentences(
            self.document.text, title=self.document.title_span, furniture=self.document.furniture
        )
        body = [s for s in sentences if not s.is_furniture or s.is_title]
        lead = next((s.index for s in body if not s.is_title), -1)
        places = frozenset(p.words.lower() for p in self.places)
        self.mentions += find_name_mentions(self.document.id, body, self.actors, self.lexicon, places)
        if self.opinion is not None:
            self.mentions += names_seen(self.document.id, body, self.opinion, self.mentions)
        outlets = [m.span for m in load_outlets().find_in(self.document.text)]
        self.places = [p for p in self.places if not any(o.covers(p.span) for o in outlets)]
        self.places = [p for p in outside_names(self.places, self.mentions) if not self._is_word_of_violence(p)]
        self.body = body
        self.bodies, self.armed = self._known_bodies()
        self.told = {s.index: find_attributions(s, self.lexicon, self.bodies) for s in body}
        self.speakers.monitor = find_monitor(a.source for s in body for a in self.told[s.index])
        for sentence in body:
            self._read_sentence(sentence, lead=sentence.index == lead)
            self.speakers.meet(sentence.text)
        self.mentions += mention_where_when(self.document, self.times, self.places)
        return Reading(
            self.document.id, tuple(self.mentions), without_dead(self.events, self.shot), tuple(self.statements)
        )

    def _is_word_of_violence(self, place: PlaceName) -> bool:
        """Say whether a word taken for a place is a trigger in a headline ("Militant Kills 12") or a rank ("Col.")."""
        rank = len(place.words) <= 4 and self.document.text[place.span.end : place.span.end + 1] == "."
        return rank or place.words.lower() in self.lexicon.triggers or place.words.lower() in {"toll", "police", "army"}

    def _known_bodies(self) -> tuple[frozenset[str], frozenset[str]]:
        """Give the names of known groups and institutions as they stand in the text, and those that bear arms."""
        text = self.document.text
        found = [(k.span.start, text[k.span.start : k.span.end], k.kind) for k in self.actors.find(text)]
        self.groups = sorted((at, name) for at, name, kind in found if kind == "group" and len(name) > 1)
        known = [(name, kind) for _, name, kind in found if len(name) > 2]
        return (
            frozenset(name for name, _ in known if len(name) > 3),
            frozenset(name for name, kind in known if kind in {"group", "force"}),
        )

    def _read_sentence(self, sentence: Sentence, *, lead: bool) -> None:
        found = self._attributions(sentence)
        attributions = [self._known(who_denies(sentence, a, self.lexicon, self.bodies)) for a in found]
        if sentence.is_title:
            attributions = [a for a in attributions if a.speaker is not None]
        self.said = attributions
        triggers = negate_denied(sentence, find_triggers(sentence, self.lexicon), attributions)
        if not triggers:
            self._state(sentence, attributions, ())
            source = self._source(sentence, attributions)
            parties = find_parties(sentence, (), attributions, source, self.lexicon)
            self._refer(sentence, self._whose(parties, source), (), source)
            return
        if not attributions and self.last_quoted is None and self._is_quoted(sentence):
            self.last_quoted = self._speaker_after(sentence)
        source = self._source(sentence, attributions)
        numbers = [n for n in self.numbers if sentence.span.covers(n.span)]
        before = next((s.text for s in self.body if s.index == sentence.index - 1), "")
        harms = tuple(
            name_harmed(h, self.speakers, before) for h in find_harms(sentence, triggers, numbers, self.lexicon)
        )
        places = [p.span for p in self.places if sentence.span.covers(p.span)]
        parties = find_parties(
            sentence, triggers, attributions, source, self.lexicon, [h.span for h in harms], self.armed, places
        )
        parties = tuple(p for a in parties if (p := name_pronoun(a, self.speakers)) is not None)
        parties = self._whose(parties, source)
        self._state(sentence, attributions, parties)
        tellings = find_tellings(sentence, triggers, harms, self.lexicon)
        for telling in tellings:
            self._tell(sentence, telling, tellings, parties, source, lead=lead)
        if tellings and (named := self._identified(sentence, source)):
            self.events[-len(tellings)] = add_victims(self.events[-len(tellings)], named)
        if not tellings:
            untold = [p for p in parties if p.trigger is None or p.trigger.negated]
            self._refer(sentence, untold, [t for t in triggers if t.negated], source)

    def _whose(self, parties: Sequence[Accused], source: Source) -> tuple[Accused, ...]:
        """Name "the group" and make a claim of what a body's own speaker tells of it."""
        text = self.document.text
        return tuple(claim_own(name_group(p, self.groups, text), source, text) for p in parties)

    def _attributions(self, sentence: Sentence) -> Sequence[Attribution]:
        found: Sequence[Attribution] = self.told[sentence.index]
        if self.opinion is not None:
            found = join_attributions(sentence, found, self.opinion, self.lexicon, self.bodies)
        return part_quoted(found, sentence, self.quotations, self.last_quoted)

    def _act(
        self, sentence: Sentence, source: Source, attribution: Attribution | None, parties: Sequence[Accused]
    ) -> Act:
        """Say what a plain "said" does: who says that X bombed a market accuses, who says "we did not" denies."""
        named = any(
            p.trigger is not None and p.party.status in {"accused", "suspected"} and p.party.name != source.name
            for p in parties
        )
        cue = attribution.cue if attribution is not None else Span(0, 0)
        said = Said(self._own_words(sentence, cue), self.document.text[cue.start : cue.end], source.kind, named)
        return refine_act(attribution.act if attribution is not None else "asserts", said)

    def _own_words(self, sentence: Sentence, cue: Span) -> str:
        """Give a sentence up to where another denies: "X said it was hit; Y denied it" is no denial of X's."""
        others = [(a.speaker or a.cue).start for a in self.said if a.act == "denies" and a.cue.start > cue.end]
        return sentence.text[: min(others, default=sentence.end) - sentence.start]

    def _known(self, attribution: Attribution) -> Attribution:
        source = self.speakers.resolve(attribution.source)
        agency = self.document.agency
        if source.via is None and agency is not None and agency != self.document.outlet and source.name != agency:
            source = replace(source, via=agency)
        relay = name_relay(source.via)
        source = replace(source, via=relay if relay != self.document.outlet else None)  # "told the Post", in the Post
        return Attribution(source, attribution.act, attribution.span, attribution.cue, attribution.speaker)

    # statements ----------------------------------------------------------------------------------------------

    def _state(self, sentence: Sentence, attributions: Sequence[Attribution], parties: Sequence[Accused]) -> None:
        for attribution in attributions:
            self._add_statement(sentence, attribution.source, attribution, parties)
        quoted = self._is_quoted(sentence)
        own = [a for a in attributions if not is_inside(a, sentence, self.quotations)]
        if own or (attributions and self.last_quoted is None):
            self.last_quoted = (own or attributions)[-1].source
        elif not attributions and quoted and (speaker := self.last_quoted or self._speaker_after(sentence)):
            self.last_quoted = speaker
            if len(sentence.text) > _QUOTED_MIN:
                self._add_statement(sentence, speaker, None, parties)
        elif not quoted:
            self.last_quoted = None

    def _is_quoted(self, sentence: Sentence) -> bool:
        return any(
            q.covers(sentence.span) or (q.meets(sentence.span) and share_of(q, sentence.span) > 0.8)
            for q in self.quotations
        )

    def _speaker_after(self, sentence: Sentence) -> Source | None:
        """Find who speaks a quotation that opens before its speaker is named, in the same paragraph."""
        following = next(
            (s for s in self.body if s.index == sentence.index + 1 and s.paragraph == sentence.paragraph), None
        )
        if following is None:
            return None
        found = self.told[following.index]
        return self._known(found[0]).source if found else None

    def _add_statement(
        self, sentence: Sentence, source: Source, attribution: Attribution | None, parties: Sequence[Accused]
    ) -> None:
        act = self._act(sentence, source, attribution, parties)
        evidence = self._evidence(sentence, attribution.cue if attribution is not None else None)
        key = make_id("s", self.document.id, evidence.start, source.name, act)
        if all(s.id != key for s in self.statements):
            self.statements.append(Statement(key, evidence, self._with_evidence(source, sentence, attribution), act))

    def _with_evidence(self, source: Source, sentence: Sentence, attribution: Attribution | None) -> Source:
        span = attribution.speaker if attribution is not None else None
        return Source(source.name, source.kind, source.via, source.actor, (self._evidence(sentence, span),))

    def _source(self, sentence: Sentence, attributions: Sequence[Attribution]) -> Source:
        """Give whom the sentence credits for its facts: the first fact-telling attribution, else the outlet.

        Who denies is credited with nothing that others told ("rejected accusations by X that …": X).
        """
        for attribution in attributions:
            if attribution.act in _FACT_ACTS:
                return self._with_evidence(attribution.source, sentence, attribution)
        if self.last_quoted is not None and self._is_quoted(sentence):
            return self.last_quoted
        agency = self.document.agency if self.document.agency != self.document.outlet else None
        return Source(self.document.outlet or "outlet", "outlet", name_relay(agency))

    # events ----------------------------------------------------------------------------------------------------

    def _tell(
        self,
        sentence: Sentence,
        telling: Telling,
        tellings: Sequence[Telling],
        parties: Sequence[Accused],
        source: Source,
        *,
        lead: bool,
    ) -> None:
        claims = [*self._counts(sentence, telling, source), *self._when(sentence, telling, tellings, source)]
        claims += [
            *self._where(sentence, telling, tellings, source),
            *self._weapons(sentence, telling, tellings, source),
        ]
        claims += self._parties(sentence, telling, tellings, parties, source)
        told = telling.event_type, telling.sub_event_type
        event_type, sub_event_type = settle_execution(told, telling.triggers, by_court=self.by_court)
        trigger = telling.triggers[0]
        setting = Setting(self.document.text, self.headline, self.quotations, self.lexicon)
        cues = find_cues(sentence, telling, {c.slot for c in claims}, setting, lead=lead)
        self.events.append(
            Event(
                make_id("e", self.document.id, trigger.span.start, telling.kind),
                self.document.id,
                event_type,
                sub_event_type,
                telling.outcome,
                (self._evidence(sentence, trigger.span),),
                tuple(claims),
                background=_BACKGROUND.search(sentence.text) is not None,
                series=telling.total or _SERIES.search(sentence.text) is not None,
                families=telling.families,
                cues=tuple(cues),
                sentence=sentence.index,
            )
        )

    def _counts(self, sentence: Sentence, telling: Telling, source: Source) -> list[Claim]:
        claims: list[Claim] = []
        for harm in () if telling.total else telling.harms:
            slot = _SLOT_OF_FATE.get(harm.fate)
            slot = "wounded" if harm.fate == SHOT else slot
            if slot is not None and (harm.count.low is not None or harm.count.high is not None):
                claims.append(self._claim(slot, marked_count(harm), source, sentence, harm.span))
                self.shot += claims[-1:] if harm.fate == SHOT else []
            victims = [Victim(name, named_fate(harm)) for name in victim_names(harm)]
            claims += [self._claim("victim", victim, source, sentence, harm.span) for victim in victims]
        return claims

    def _identified(self, sentence: Sentence, source: Source) -> list[Claim]:
        return [self._claim("victim", v, source, sentence, s) for v, s in find_identified(sentence)]

    def _when(self, sentence: Sentence, telling: Telling, tellings: Sequence[Telling], source: Source) -> list[Claim]:
        times = [t for t in self.times if sentence.span.covers(t.span) and t.kind in {"date", "time", "duration"}]
        times = [t for t in times if not dates_a_toll(self.document.text, t.span.start)]
        of_deeds = [t for t in times if not is_day_of_speech(self.document.text, t.span.start)]
        own = [t for t in of_deeds or times if is_nearest(t.span, telling, tellings)]
        if _OWN_REPORT.search(sentence.text):
            return []
        return [
            self._claim(
                "date",
                When(self.document.text[t.span.start : t.span.end], None, "not yet resolved"),
                source,
                sentence,
                t.span,
            )
            for t in times_of(sentence, telling, own)
        ]

    def _where(self, sentence: Sentence, telling: Telling, tellings: Sequence[Telling], source: Source) -> list[Claim]:
        return [
            self._claim("place", Where(p.words, None, None, "not yet resolved"), source, sentence, p.span)
            for p in self.places
            if sentence.span.covers(p.span) and is_nearest(p.span, telling, tellings)
            if not speaks_as_state(p, sentence, self.told[sentence.index])
        ]

    def _weapons(
        self, sentence: Sentence, telling: Telling, tellings: Sequence[Telling], source: Source
    ) -> list[Claim]:
        if telling.kind not in {"violence", "abduction", "protest", "riot"}:
            return []
        found: dict[str, Claim] = {}
        for weapon, span in find_weapons(sentence, self.lexicon):
            if weapon.family not in found and is_nearest(span, telling, tellings):
                found[weapon.family] = self._claim("weapon", weapon, source, sentence, span)
        return list(found.values())

    def _parties(
        self,
        sentence: Sentence,
        telling: Telling,
        tellings: Sequence[Telling],
        parties: Sequence[Accused],
        source: Source,
    ) -> list[Claim]:
        found: dict[tuple[Party, Span], Claim] = {}
        for accused in () if telling.total else parties:
            own = accused.trigger in telling.triggers
            if own or (accused.trigger is None and is_nearest(accused.span, telling, tellings)):
                held = (accused.party, accused.span)
                found[held] = self._blame(accused, source, sentence)
        return list(found.values())

    def _refer(
        self, sentence: Sentence, parties: Sequence[Accused], triggers: Sequence[Trigger], source: Source
    ) -> None:
        """Keep an accusation, claim, denial or name of who was harmed, told by itself, as a reference to an event."""
        claims = [self._blame(p, source, sentence) for p in parties]
        claims += self._identified(sentence, source)
        if not claims or not (self.events or triggers):
            return
        kind = triggers[0].family if triggers else self.events[-1]
        focus = claims[0].evidence[0].focus or sentence.span
        self.events.append(
            Event(
                make_id("e", self.document.id, focus.start, "reference"),
                self.document.id,
                kind.event_type,
                kind.sub_event_type,
                "carried out",
                (self._evidence(sentence, focus),),
                tuple(claims),
                families=(triggers[0].family.name,) if triggers else (),
                cues=("reference",),
                sentence=sentence.index,
            )
        )

    # records ---------------------------------------------------------------------------------------------------

    def _blame(self, accused: Accused, source: Source, sentence: Sentence) -> Claim:
        """Claim who did it by the word of who says so in the sentence: the accuser, who denies; else of the source."""
        said = next((a for a in self.said if a.source.name == accused.party.by), None)
        teller = source if said is None else self._with_evidence(said.source, sentence, said)
        return self._claim("perpetrator", accused.party, teller, sentence, accused.span)

    def _claim(self, slot: Slot, value: Value, source: Source, sentence: Sentence, focus: Span) -> Claim:
        return Claim(slot, value, source, (self._evidence(sentence, focus),))

    def _evidence(self, sentence: Sentence, focus: Span | None) -> Evidence:
        start, end = sentence.start, sentence.end
        if end - start > EVIDENCE_LIMIT:
            middle = (focus.start + focus.end) // 2 if focus is not None else start
            start = max(start, min(middle - EVIDENCE_LIMIT // 2, end - EVIDENCE_LIMIT))
            end = start + EVIDENCE_LIMIT
            if focus is not None:
                start, end = min(start, focus.start), max(end, focus.end)
        return Evidence(self.document.id, start, end, self.document.text[start:end], focus)
