"""What to look at first: questions ordered by what a decision would change, deaths before anything else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, get_args

from catena.model import Actor, Evidence, Incident, IncidentFile, Judgement, Reported, Toll, Victim
from catena.review.correcting import COUNTED, LISTED
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
    file = decided.file
    questions = [
        *_disputes(decided),
        *_joins(file),
        *_single_origins(file),
        *_alike_names(file, alike),
        *_changed(file, standing(entries)),
        *(_confirmations(file, person) if two_person else ()),
    ]
    return tuple(sorted(questions, key=lambda q: (-q.stakes.deaths, -q.stakes.values, KINDS.index(q.kind), q.about)))


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


def _disputes(decided: Decided) -> Iterator[Question]:
    settled = {(correction.incident, correction.field) for correction in decided.corrections}
    for incident in decided.file.incidents:
        if incident.review.status not in ("machine", "corrected"):
            continue
        for field in incident.disputed:
            if (incident.id, field) in settled:
                continue
            evidence = _field_evidence(incident, field)
            deaths = _width(incident.killed) if field == "killed" else 0
            stakes = Stakes(deaths, len(evidence))
            yield Question("dispute", (incident.id,), field, f"the reported values of {field} differ", stakes, evidence)


def _joins(file: IncidentFile) -> Iterator[Question]:
    """Ask once for each two incidents that may be one, and for each incident that may be two."""
    home = {event: incident for incident in file.incidents for event in incident.events}
    by_person = {_homes(judgement, home) for judgement in file.judgements if judgement.probability is None}
    sure = Counter(_homes(judgement, home) for judgement in file.judgements if judgement.verdict == "same")
    unsure = Counter(_homes(judgement, home) for judgement in file.judgements if judgement.verdict == "unsure")
    best: dict[tuple[str, str], Judgement] = {}
    for judgement in file.judgements:
        pair = _homes(judgement, home)
        if pair is None or pair in by_person or judgement.verdict != "unsure":
            continue
        if unsure[pair] < sure[pair]:  # an incident of many reports is not in doubt for one that is hard to place
            continue
        if pair not in best or (best[pair].probability or 0) < (judgement.probability or 0):
            best[pair] = judgement
    for (left, right), judgement in sorted(best.items()):
        one, other = home[judgement.left], home[judgement.right]
        if "rejected" in (one.review.status, other.review.status):
            continue
        kept = min(one.killed.best or 0, other.killed.best or 0)
        evidence = (*_killed_evidence(one), *(_killed_evidence(other) if left != right else ()))
        about = (left,) if left == right else (left, right)
        reasons = "; ".join(judgement.reasons) or "no rule was sure"
        yield Question("join", about, None, reasons, Stakes(kept, min(len(one.events), len(other.events))), evidence)


def _homes(judgement: Judgement, home: dict[str, Incident]) -> tuple[str, str] | None:
    if judgement.left not in home or judgement.right not in home:
        return None
    one, other = sorted((home[judgement.left].id, home[judgement.right].id))
    return one, other


def _single_origins(file: IncidentFile) -> Iterator[Question]:
    for incident in file.incidents:
        if incident.origins == 1 and incident.killed.best and incident.review.status == "machine":
            evidence = _killed_evidence(incident)
            stakes = Stakes(incident.killed.best, len(evidence))
            yield Question("single origin", (incident.id,), "killed", "only one origin tells of it", stakes, evidence)


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


def _changed(file: IncidentFile, entries: Sequence[Entry]) -> Iterator[Question]:
    """Ask again where reports have joined an incident since a person last decided about it."""
    finder = IncidentFinder(file.incidents, None)
    seen: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        decision = entry.decision
        if decision.kind in ("accept", "correct", "confirm") and decision.targets:
            found = finder.find(decision.targets[0], decision.events)
            if found is not None:
                seen[found].update(anchor.document for anchor in decision.events)
    for incident in file.incidents:
        if incident.id not in seen or incident.review.status not in ("accepted", "corrected", "final"):
            continue
        new = [document for document in incident.documents if document not in seen[incident.id]]
        if new:
            evidence = tuple(each for each in _killed_evidence(incident) if each.document in new)
            reason = f"{len(new)} {'report has' if len(new) == 1 else 'reports have'} joined since it was decided"
            deaths = (incident.killed.best or 0) if evidence else 0
            yield Question("changed", (incident.id,), None, reason, Stakes(deaths, len(new)), evidence)


def _confirmations(file: IncidentFile, person: str | None) -> Iterator[Question]:
    for incident in file.incidents:
        review = incident.review
        if review.status in ("accepted", "corrected") and review.by != person:
            stakes = Stakes(incident.killed.best or 0, len(incident.events))
            reason = f"{review.status} by {review.by}; a second person makes it final"
            yield Question("confirm", (incident.id,), None, reason, stakes, _killed_evidence(incident))


def _width(toll: Toll) -> int:
    return (toll.high or 0) - (toll.low or 0)


def _field_evidence(incident: Incident, field: str) -> tuple[Evidence, ...]:
    if field in COUNTED:
        standing_counts = [c for c in getattr(incident, field).reported if c.superseded_by is None]
        return tuple(evidence for count in standing_counts for evidence in count.evidence[:1])
    rows: Sequence[Reported] = ()
    if field in ("date", "place"):
        rows = getattr(incident, field).reported
    elif field in LISTED:
        rows = getattr(incident, LISTED[field])
    return tuple(evidence for reported in rows for evidence in reported.evidence[:1])


def _killed_evidence(incident: Incident) -> tuple[Evidence, ...]:
    return _field_evidence(incident, "killed")
