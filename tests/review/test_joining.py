from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from catena.model import Count
from catena.review.case_file import decide_case
from catena.review.desk import Desk
from catena.review.joining import find_contradictions, join_cases
from catena.review.standing import standing
from catena.store import Case, codec, open_case

from .conftest import OpenDesk
from .test_decide import only
from .world import ONE, READER, REPORTS, add, machine, report


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Case]:
    with open_case(tmp_path / "other.catena") as opened:
        add(opened, *REPORTS)
        yield opened


def desk_on(case: Case, person: str, *judged) -> Desk:  # type: ignore[no-untyped-def]
    return Desk(case, person, reader=READER, assemble=machine(*judged), clock=lambda: "2024-03-01T09:00:00Z")


def test_joining_adds_what_is_lacking_and_only_that(case: Case, other: Case) -> None:
    add(other, report("four", "Fourth Wire", 2, "2021-07-01"))
    joined = join_cases(case, other)
    assert (joined.documents, joined.readings, joined.decisions) == (1, 1, 0)
    assert len(case.document_ids()) == 4
    again = join_cases(case, other)
    assert (again.documents, again.readings, again.decisions, again.contradictions) == (0, 0, 0, ())
    assert case.verify() == []


def test_decisions_of_both_stand_and_their_undoing_holds(case: Case, other: Case, open_desk: OpenDesk) -> None:
    mine, theirs = open_desk(), desk_on(other, "Bola")
    mine.accept(only(mine.decided.file.incidents, "e-one").id)
    theirs.reject(only(theirs.decided.file.incidents, "e-two").id, "a rumour")
    theirs.undo()
    theirs.accept(only(theirs.decided.file.incidents, "e-three").id)
    assert join_cases(case, other).decisions == 3
    kinds = [(entry.decision.kind, entry.decision.person) for entry in standing(case.journal())]
    assert kinds == [("accept", "Amina"), ("accept", "Bola")]
    assert join_cases(case, other).decisions == 0
    assert case.verify() == []


def test_what_both_made_alike_stays_once(case: Case, other: Case) -> None:
    for each in (case, other):
        desk = desk_on(each, "Amina")
        desk.accept(only(desk.decided.file.incidents, "e-one").id)
    assert join_cases(case, other).decisions == 0


@pytest.mark.parametrize(
    ("mine", "theirs", "about"),
    [
        ("accept", "reject", "stands"),
        ("correct 5", "reject", "stands"),
        ("correct 5", "correct 7", "killed of incident"),
        ("merge", "apart", "are one"),
        ("apart", "merge", "are one"),
        ("merge", "different", "are one"),
        ("same", "different", "are one"),
        ("same names", "different names", "Moussa and Musa are one"),
        ("accept", "accept", None),
        ("accept", "correct 5", None),
        ("correct 5", "correct 5", None),
        ("merge", "same", None),
        ("apart", "different", None),
        ("same names", "different", None),
        ("withhold", "accept", None),
        ("accept", "reject two", None),
    ],
)
def test_decisions_that_contradict_each_other_are_listed(
    case: Case, other: Case, mine: str, theirs: str, about: str | None
) -> None:
    _act(desk_on(case, "Amina"), mine)
    _act(desk_on(other, "Bola"), theirs)
    found = join_cases(case, other).contradictions
    assert [about is not None and about in each.about for each in found] == [True] * (about is not None)
    assert all((each.earlier.decision.person, each.later.decision.person) == ("Amina", "Bola") for each in found)


def _act(desk: Desk, act: str) -> None:
    one, two = (only(desk.decided.file.incidents, each).id for each in ("e-one", "e-two"))
    match act.split():
        case ["accept"]:
            desk.accept(one)
        case ["reject"]:
            desk.reject(one, "a rumour")
        case ["reject", "two"]:
            desk.reject(two, "a rumour")
        case ["correct", number]:
            desk.correct(one, "killed", Count(int(number), int(number), "exactly", "farmers"), "")
        case ["merge"]:
            desk.merge([one, two])
        case ["apart"]:
            desk.keep_apart(one, two)
        case ["same"]:
            desk.same("e-one", "e-two")
        case ["different"]:
            desk.different("e-one", "e-two")
        case ["same", "names"]:
            desk.same("Musa", "Moussa")
        case ["different", "names"]:
            desk.different("Musa", "Moussa")
        case ["withhold"]:
            desk.withhold(["Musa"])


def test_one_person_who_thinks_again_contradicts_nobody(case: Case, open_desk: OpenDesk) -> None:
    desk = open_desk()
    incident = only(desk.decided.file.incidents, "e-one").id
    desk.accept(incident)
    desk.reject(incident, "a rumour after all")
    assert find_contradictions(case.journal()) == ()


def test_a_settled_contradiction_is_listed_no_more(case: Case, other: Case) -> None:
    _act(desk_on(case, "Amina"), "accept")
    _act(desk_on(other, "Bola"), "reject")
    (found,) = join_cases(case, other).contradictions
    desk_on(case, "Chidi").undo(found.later.hash, "we talked")
    assert find_contradictions(case.journal()) == ()


def test_the_joined_file_is_that_of_one_case_with_all_of_it(case: Case, other: Case, tmp_path: Path) -> None:
    late = report("four", "Fourth Wire", 2, "2021-07-01")
    add(other, late)
    _act(desk_on(other, "Bola"), "correct 5")
    join_cases(case, other)
    joined = decide_case(case, READER, machine()).file
    with open_case(tmp_path / "whole.catena") as whole:
        add(whole, late, *REPORTS)
        for decision in other.decisions():
            whole.append(decision)
        assert codec.to_bytes(decide_case(whole, READER, machine()).file) == codec.to_bytes(joined)
    assert ONE.id in {document.id for document in joined.documents}
