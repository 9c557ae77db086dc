from __future__ import annotations

from dataclasses import replace

import pytest

from catena.model import Actor, Judgement
from catena.review.case_file import set_two_person
from catena.review.decide import Decided
from catena.review.queue import Question, Stakes, find_alike, list_questions
from catena.store import Case

from .conftest import OpenDesk
from .test_decide import only
from .world import READER, REPORTS, SAME_ONE_TWO, UNSURE_ONE_TWO, UNSURE_TWO_THREE, add, machine, report


def kinds(questions: tuple[Question, ...]) -> list[str]:
    return [question.kind for question in questions]


def test_the_most_deaths_are_asked_about_first(open_desk: OpenDesk) -> None:
    questions = open_desk(SAME_ONE_TWO).questions()
    assert [(q.kind, q.stakes.deaths) for q in questions] == [
        ("single origin", 9), ("single origin", 6), ("dispute", 2),
    ]  # fmt: skip
    assert questions[2].field == "killed"


def test_an_unsure_join_is_asked_once_with_the_deaths_that_it_would_count_once(open_desk: OpenDesk) -> None:
    joins = [q for q in open_desk(UNSURE_ONE_TWO, UNSURE_TWO_THREE).questions() if q.kind == "join"]
    assert [q.stakes.deaths for q in joins] == [6, 4]
    assert joins[0].reason == "one river"
    assert len(joins[0].about) == 2
    assert len(joins[0].evidence) == 2


def test_an_incident_that_may_be_two_is_asked_about_too(open_desk: OpenDesk) -> None:
    joins = [q for q in open_desk(SAME_ONE_TWO, UNSURE_ONE_TWO).questions() if q.kind == "join"]
    assert [len(q.about) for q in joins] == [1]


def test_an_incident_with_more_sure_links_than_unsure_ones_is_not_in_doubt(open_desk: OpenDesk) -> None:
    same = (SAME_ONE_TWO, Judgement("e-one", "e-three", "same", (), "linker", 0.9))
    assert "join" not in [q.kind for q in open_desk(*same, UNSURE_TWO_THREE).questions()]
    assert "join" in [q.kind for q in open_desk(SAME_ONE_TWO, UNSURE_ONE_TWO).questions()]


@pytest.mark.parametrize("act", ["merge", "keep_apart"])
def test_what_a_person_has_joined_or_parted_is_not_asked_again(open_desk: OpenDesk, act: str) -> None:
    desk = open_desk(UNSURE_ONE_TWO)
    one, two = (only(desk.decided.file.incidents, e).id for e in ("e-one", "e-two"))
    if act == "merge":
        desk.merge([one, two])
    else:
        desk.keep_apart(one, two)
    desk.refresh()
    assert "join" not in kinds(desk.questions())


@pytest.mark.parametrize(
    ("act", "left"), [("accept", []), ("reject", []), ("correct killed", []), ("correct date", ["dispute"])]
)
def test_what_is_decided_is_asked_no_more(open_desk: OpenDesk, act: str, left: list[str]) -> None:
    desk = open_desk(SAME_ONE_TWO)
    incident = only(desk.decided.file.incidents, "e-one", "e-two").id
    match act:
        case "accept":
            desk.accept(incident)
        case "reject":
            desk.reject(incident, "a rumour")
        case "correct killed" | "correct date":
            desk.correct(incident, act.split()[1], None, "")
    desk.refresh()
    assert [q.kind for q in desk.questions() if q.about == (incident,)] == left


def test_an_accepted_incident_comes_back_when_a_report_joins_it(case: Case, open_desk: OpenDesk) -> None:
    desk = open_desk(SAME_ONE_TWO, Judgement("e-four", "e-two", "same", (), "linker", 0.9))
    desk.accept(only(desk.decided.file.incidents, "e-one", "e-two").id)
    desk.refresh()
    assert "changed" not in kinds(desk.questions())
    add(case, report("four", "Fourth Wire", 7, "2021-06-07"))
    desk.refresh()
    (question,) = [q for q in desk.questions() if q.kind == "changed"]
    assert question.reason == "1 report has joined since it was decided"
    assert question.stakes == Stakes(desk.incident(question.about[0]).killed.best or 0, 1)
    assert [evidence.document for evidence in question.evidence] == ["d-four"]


def test_the_second_person_is_asked_to_confirm_and_the_first_is_not(case: Case, open_desk: OpenDesk) -> None:
    set_two_person(case, on=True)
    amina = open_desk()
    amina.accept(only(amina.decided.file.incidents, "e-three").id)
    amina.refresh()
    assert "confirm" not in kinds(amina.questions())
    assert "confirm" in kinds(open_desk(person="Bola").questions())


def test_without_the_rule_nobody_is_asked_to_confirm(open_desk: OpenDesk) -> None:
    amina = open_desk()
    amina.accept(only(amina.decided.file.incidents, "e-three").id)
    assert "confirm" not in kinds(open_desk(person="Bola").questions())


def test_names_nearly_alike_are_asked_about_until_somebody_says(open_desk: OpenDesk, case: Case) -> None:
    actors = (Actor("a1", "Musa Ali", "person", ("Musa Ali",)), Actor("a2", "Moussa Aly", "person", ("Moussa Aly",)))
    alike = (Judgement("a1", "a2", "unsure", ("near: musa ~ moussa",), "names", 0.5),)
    desk = open_desk()

    def asked() -> list[tuple[str, ...]]:
        decided = replace(desk.decided, file=replace(desk.decided.file, actors=actors))
        questions = list_questions(decided, case.journal(), alike=alike)
        return [question.about for question in questions if question.kind == "names"]

    assert asked() == [("a1", "a2")]
    file = replace(desk.decided.file, judgements=(Judgement("Moussa Aly", "Musa Ali", "different", (), "person: A"),))
    desk.decided = replace(desk.decided, file=file)
    assert asked() == []


def test_no_pair_of_names_is_found_where_there_is_none() -> None:
    assert find_alike((), None) == ()  # type: ignore[arg-type]
    far = (Actor("a1", "Musa", "person", ()), Actor("a2", "Okonkwo", "person", ()))
    assert find_alike(far, None) == ()  # type: ignore[arg-type]


def test_an_empty_case_asks_nothing() -> None:
    empty = Decided(machine()((), (), ()), (), (), ())
    assert list_questions(empty, ()) == ()


def test_stakes_are_ordered_by_deaths_then_values() -> None:
    assert sorted([Stakes(1, 9), Stakes(2, 0), Stakes(1, 3)]) == [Stakes(1, 3), Stakes(1, 9), Stakes(2, 0)]


def test_the_queue_is_the_same_whatever_the_order_of_collecting(open_desk: OpenDesk, tmp_path) -> None:  # type: ignore[no-untyped-def]
    from catena.review.desk import Desk
    from catena.store import open_case

    first = open_desk(UNSURE_ONE_TWO).questions()
    with open_case(tmp_path / "again.catena") as again:
        add(again, *reversed(REPORTS))
        desk = Desk(again, "Amina", reader=READER, assemble=machine(UNSURE_ONE_TWO))
        assert desk.questions() == first
