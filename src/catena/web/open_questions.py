"""What is open for a person, found while the case is indexed: the queue of a large case is there when it is asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from catena.model import Incident, Judgement
from catena.review.finding import IncidentFinder
from catena.review.queue import Question, Telling, changed_questions, incident_questions, join_questions
from catena.store import Case
from catena.web.rows import IncidentRow


def bare_questions(incident: Incident, corrected: frozenset[tuple[str, str]]) -> list[Question]:
    """Ask about one incident alone, without the words: they are read again when the question is shown."""
    return [replace(each, evidence=()) for each in incident_questions(incident, corrected)]


def questions_between(
    case: Case, rows: Mapping[str, IncidentRow], home: Mapping[str, str], judgements: Sequence[Judgement]
) -> Iterator[Question]:
    """Ask which incidents are one, and which decisions new reports put in question."""
    tellings = {row.id: telling_of(row) for row in rows.values()}
    yield from join_questions(judgements, {event: tellings[incident] for event, incident in home.items()})
    entries = case.journal()
    finder = IncidentFinder(rows.values(), None)
    about = {finder.find(e.decision.targets[0], e.decision.events) for e in entries if e.decision.targets}
    yield from changed_questions([case.incident(each) for each in sorted(a for a in about if a is not None)], entries)


def telling_of(row: IncidentRow) -> Telling:
    """Take from a row what questions between incidents need."""
    return Telling(row.id, row.review, row.deaths, len(row.events))


def still_open(questions: Iterable[Question], changed: Collection[str], parted: Collection[str]) -> list[Question]:
    """Give the questions about nothing that was decided; whether two are one is asked until somebody has said."""
    settled, joined = frozenset(changed), frozenset(parted)
    return [each for each in questions if (joined if each.kind == "join" else settled).isdisjoint(each.about)]
