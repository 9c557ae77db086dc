"""What to look at first: questions ordered by what a decision would change, deaths before anything else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, get_args

from catena.model import Actor, Evidence, Incident, IncidentFile, Judgement, Reported, Review, Toll, Victim
from catena.review.correcting import COUNTED, LISTED, Correction
from catena.review.decide import Decided
from catena.review.finding import IncidentFinder
from catena.review.standing import standing
from catena.store import Entry
from catena.text.name_judge import Lore, judge
from catena.text.names import consonants, name_words

QuestionKind = Literal["dispute", "join", "single origin", "names", "changed", "confirm"]
KINDS: tuple[QuestionKind, ...] = get_args(QuestionKind)

BLOCK_MAX = 60  # a word that more names than this share tells nothing about any two of them


@dataclass(frozen=True, slots=True, order=True)
class Stakes:
    """What a decision could change: deaths counted or not, then how many reported values it bears on."""

    deaths: int
    values: int


@dataclass(frozen=True, slots=True)
class Question:
    """One thing for a person to decide: what about (incidents, or two actors), why, and the words to look at."""

    kind: QuestionKind
    about: tuple[str, ...]
    field: str | None
    reason: str
    stakes: Stakes
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """What questions need to know of an incident beyond its own disputes."""

    incident: str
    review: Review
    killed: int
    events: int
    evidence: tuple[Evidence, ...] = ()

    @classmethod
    def of(cls, incident: Incident) -> Telling:
        """Take it from an incident."""
        evidence = field_evidence(incident, "killed")
        return cls(incident.id, incident.review, incident.killed.best or 0, len(incident.events), evidence)


def list_questions(
    decided: Decided,
    entries: Sequence[Entry],
    *,
    person: str | None = None,
    two_person: bool = False,
    alike: Iterable[Judgement] = (),
) -> tuple[Question, ...]:
    """List what is open, the highest stakes first.

    ``alike`` are unsure judgements between actors (``find_alike`` makes them). With ``two_person`` what somebody
    else decided waits for ``person`` to confirm it.
    """
    file, corrected = decided.file, corrected_fields(decided.corrections)
    tellings = {incident.id: Telling.of(incident) for incident in file.incidents}
    home = {event: tellings[incident.id] for incident in file.incidents for event in incident.events}
    questions = [
        *(question for incident in file.incidents for question in incident_questions(incident, corrected)),
        *join_questions(file.judgements, home),
        *_alike_names(file, alike),
        *changed_questions(file.incidents, entries),
        *(confirmations(tellings.values(), person) if two_person else ()),
    ]
    return in_order(questions)


def in_order(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Sort questions, the highest stakes first."""
    return tuple(sorted(questions, key=lambda q: (-q.stakes.deaths, -q.stakes.values, KINDS.index(q.kind), q.about)))


def corrected_fields(corrections: Iterable[Correction]) -> frozenset[tuple[str, str]]:
    """Give the fields of incidents that a person has settled."""
    return frozenset((correction.incident, correction.field) for correction in corrections)


def incident_questions(incident: Incident, corrected: frozenset[tuple[str, str]]) -> Iterator[Question]:
    """Ask about one incident alone: each field in dispute, and a toll that hangs on one origin."""
    if incident.review.status in ("machine", "corrected"):
        for field in incident.disputed:
            if (incident.id, field) not in corrected:
                evidence = field_evidence(incident, field)
                stakes = Stakes(_width(incident.killed) if field == "killed" else 0, len(evidence))
                reason = f"the reported values of {field} differ"
                yield Question("dispute", (incident.id,), field, reason, stakes, evidence)
    if incident.origins == 1 and incident.killed.best and incident.review.status == "machine":
        evidence = field_evidence(incident, "killed")
        stakes = Stakes(incident.killed.best, len(evidence))
        yield Question("single origin", (incident.id,), "killed", "only one origin tells of it", stakes, evidence)


def find_alike(actors: Sequence[Actor], lore: Lore) -> tuple[Judgement, ...]:
    """Find pairs of actors whose names are nearly alike, which neither a rule nor a person has settled."""
    blocks: defaultdict[str, set[int]] = defaultdict(set)
    for number, actor in enumerate(actors):
        for word in name_words(actor.name):
            if len(sound := consonants(word)) > 1:
                blocks[sound].add(number)
    pairs = {pair for block in blocks.values() if len(block) <= BLOCK_MAX for pair in combinations(sorted(block), 2)}
    found = []
    for left, right in sorted(pairs):
        one, other = actors[left], actors[right]
        judged = judge(one.name, other.name, lore)
        if judged.verdict == "unsure":
            found.append(Judgement(one.id, other.id, "unsure", judged.reasons, "names", judged.probability))
    return tuple(found)


def join_questions(judgements: Sequence[Judgement], home: Mapping[str, Telling]) -> Iterator[Question]:
    """Ask once for each two incidents that may be one, and for each incident that may be two."""
    by_person = {_homes(judgement, home) for judgement in judgements if judgement.probability is None}
    sure = Counter(_homes(judgement, home) for judgement in judgements if judgement.verdict == "same")
    unsure = Counter(_homes(judgement, home) for judgement in judgements if judgement.verdict == "unsure")
    best: dict[tuple[str, str], Judgement] = {}
    for judgement in judgements:
        pair = _homes(judgement, home)
        if pair is None or pair in by_person or judgement.verdict != "unsure":
            continue
        if unsure[pair] < sure[pair]:  # an incident of many reports is not in doubt for one that is hard to place
            continue
        if pair not in best or (best[pair].probability or 0) < (judgement.probability or 0):
            best[pair] = judgement
    for (left, right), judgement in sorted(best.items()):
        one, other = sorted((home[judgement.left], home[judgement.right]), key=lambda telling: telling.incident)
        if "rejected" in (one.review.status, other.review.status):
            continue
        evidence = (*one.evidence, *(other.evidence if left != right else ()))
        about = (left,) if left == right else (left, right)
        reasons = "; ".join(judgement.reasons) or "no rule was sure"
        stakes = Stakes(min(one.killed, other.killed), min(one.events, other.events))
        yield Question("join", about, None, reasons, stakes, evidence)


def _homes(judgement: Judgement, home: Mapping[str, Telling]) -> tuple[str, str] | None:
    if judgement.left not in home or judgement.right not in home:
        return None
    one, other = sorted((home[judgement.left].incident, home[judgement.right].incident))
    return one, other


def _alike_names(file: IncidentFile, alike: Iterable[Judgement]) -> Iterator[Question]:
    names: dict[str, Actor] = {actor.id: actor for actor in file.actors}
    decided = {
        tuple(sorted((judgement.left, judgement.right)))
        for judgement in file.judgements
        if judgement.probability is None and judgement.left not in names
    }
    borne = _deaths_by_actor(file)
    for judgement in alike:
        one, other = names[judgement.left], names[judgement.right]
        if any(tuple(sorted((a, b))) in decided for a in one.names for b in other.names):
            continue
        stakes = Stakes(min(borne[one.id], borne[other.id]), len(one.evidence) + len(other.evidence))
        reason = f"{one.name} / {other.name}: {'; '.join(judgement.reasons) or 'nearly alike'}"
        yield Question("names", (one.id, other.id), None, reason, stakes, (*one.evidence[:1], *other.evidence[:1]))


def _deaths_by_actor(file: IncidentFile) -> defaultdict[str, int]:
    borne: defaultdict[str, int] = defaultdict(int)
    for incident in file.incidents:
        for reported in incident.victims:
            if isinstance(reported.value, Victim) and reported.value.actor and reported.value.fate == "killed":
                borne[reported.value.actor] += 1
    return borne


def changed_questions(incidents: Sequence[Incident], entries: Sequence[Entry]) -> Iterator[Question]:
    """Ask again where reports have joined an incident since a person last decided about it."""
    finder = IncidentFinder(incidents, None)
    seen: dict[str, set[str]] = defaultdict(set)
    for entry in standing(entries):
        decision = entry.decision
        if decision.kind in ("accept", "correct", "confirm") and decision.targets:
            found = finder.find(decision.targets[0], decision.events)
            if found is not None:
                seen[found].update(anchor.document for anchor in decision.events)
    for incident in incidents:
        if incident.id not in seen or incident.review.status not in ("accepted", "corrected", "final"):
            continue
        new = [document for document in incident.documents if document not in seen[incident.id]]
        if new:
            evidence = tuple(each for each in field_evidence(incident, "killed") if each.document in new)
            reason = f"{len(new)} {'report has' if len(new) == 1 else 'reports have'} joined since it was decided"
            deaths = (incident.killed.best or 0) if evidence else 0
            yield Question("changed", (incident.id,), None, reason, Stakes(deaths, len(new)), evidence)


def confirmations(tellings: Iterable[Telling], person: str | None) -> Iterator[Question]:
    """Ask a second person about what another has accepted or corrected."""
    for telling in tellings:
        review = telling.review
        if review.status in ("accepted", "corrected") and review.by != person:
            stakes = Stakes(telling.killed, telling.events)
            reason = f"{review.status} by {review.by}; a second person makes it final"
            yield Question("confirm", (telling.incident,), None, reason, stakes, telling.evidence)


def evidence_of(question: Question, incidents: Iterable[Incident]) -> tuple[Evidence, ...]:
    """Give the words to look at for a question that was kept without them, from the incidents that it is about."""
    field = question.field or "killed"
    return question.evidence or tuple(each for incident in incidents for each in field_evidence(incident, field))


def _width(toll: Toll) -> int:
    return (toll.high or 0) - (toll.low or 0)


def field_evidence(incident: Incident, field: str) -> tuple[Evidence, ...]:
    """Give the words that carry each reported value of a field, superseded figures aside."""
    if field in COUNTED:
        standing_counts = [c for c in getattr(incident, field).reported if c.superseded_by is None]
        return tuple(evidence for count in standing_counts for evidence in count.evidence[:1])
    rows: Sequence[Reported] = ()
    if field in ("date", "place"):
        rows = getattr(incident, field).reported
    elif field in LISTED:
        rows = getattr(incident, LISTED[field])
    return tuple(evidence for reported in rows for evidence in reported.evidence[:1])
