from __future__ import annotations

from collections.abc import Sequence

import pytest

from catena.model import Count, Document, IncidentFile, Judgement, Reading
from catena.review.case_file import CaseFile, decide_case
from catena.review.desk import Desk
from catena.store import Case

from .test_decide import only
from .world import READER, SAME_ONE_TWO, THREE, add, machine, reading, report


class Counting:
    """The machine, counting how often it is asked."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(
        self, documents: Sequence[Document], readings: Sequence[Reading], judged: Sequence[Judgement]
    ) -> IncidentFile:
        self.times += 1
        made: IncidentFile = machine(SAME_ONE_TWO)(documents, readings, judged)
        return made


@pytest.mark.parametrize(
    ("act", "times"),
    [
        ("accept", 1),
        ("correct", 1),
        ("undo", 1),
        ("withhold", 1),
        ("nothing", 1),
        ("split", 2),
        ("report", 2),
        ("read", 2),
    ],
)
def test_the_machine_is_asked_again_only_when_it_could_say_something_else(case: Case, act: str, times: int) -> None:
    counting = Counting()
    desk = Desk(case, "Amina", reader=READER, assemble=counting)
    incident = only(desk.decided.file.incidents, "e-one", "e-two")
    match act:
        case "accept":
            desk.accept(incident.id)
        case "correct":
            desk.correct(incident.id, "killed", Count(5, 5, "exactly", "farmers"), "")
        case "undo":
            desk.accept(incident.id)
            desk.refresh()
            desk.undo()
        case "withhold":
            desk.withhold(["Musa"])
        case "split":
            desk.split(incident.id, ["e-two"])
        case "report":
            add(case, report("four", "Fourth Wire", 2, "2021-07-01"))
        case "read":
            case.add_reading(reading(THREE, event_id="renamed"), READER)
    decided = desk.refresh()
    assert counting.times == times
    assert case.incident_file() == decided.file
    assert decide_case(case, READER, Counting()) == decided
    assert case.verify() == []


def test_two_desks_leave_the_file_as_all_decisions_make_it(case: Case) -> None:
    one, other = (CaseFile(case, READER, Counting()) for _ in range(2))
    file = one.refresh().file
    other.refresh()
    desk = Desk(case, "Amina", reader=READER, assemble=Counting())
    entry = desk.reject(only(file.incidents, "e-three").id, "a rumour")
    other.refresh()
    desk.undo(entry.hash)
    assert one.refresh().file == file == case.incident_file()
