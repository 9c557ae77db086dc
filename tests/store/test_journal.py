from __future__ import annotations

import pytest
from sqlalchemy.exc import DBAPIError

from catena import model
from catena.store import Anchor, Case, Decision, Problem, codec, open_case
from catena.store.records import JOURNAL_START

from .by_hand import drop_guards, edit_by_hand
from .conftest import NewPlace
from .samples import make_decision


def test_decisions_come_back_in_the_order_they_were_made(case: Case) -> None:
    made = [make_decision(f"reason {n}") for n in range(12)]
    for decision in made:
        case.append(decision)
    assert case.decisions() == tuple(made)


def test_each_entry_hangs_on_the_one_before(case: Case) -> None:
    first, second = case.append(make_decision("a")), case.append(make_decision("b"))
    assert (first.number, first.previous) == (1, JOURNAL_START)
    assert (second.number, second.previous) == (2, first.hash)
    assert case.journal() == (first, second)


def test_the_same_decisions_give_the_same_hashes_in_another_case(case: Case, new_place: NewPlace) -> None:
    with open_case(new_place()) as other:
        assert case.append(make_decision()) == other.append(make_decision())


ANCHOR = Anchor("e1", "d1", 0, 30)


@pytest.mark.parametrize("value", [model.Count(7, 7, "exactly", "people"), "Armed clash", None])
def test_a_correction_keeps_its_value(case: Case, value: model.Value | str | None) -> None:
    decision = Decision("correct", ("i1",), "Amina", "", "2024-05-02T08:00:00Z", (ANCHOR,), "killed", value)
    case.append(decision)
    assert case.decisions() == (decision,)


@pytest.mark.parametrize("statement", ["UPDATE decisions SET hash = 'x'", "DELETE FROM decisions"])
def test_the_database_itself_refuses_to_change_an_entry(case: Case, place: str, statement: str) -> None:
    case.append(make_decision())
    with pytest.raises(DBAPIError, match="append-only"):
        edit_by_hand(place, statement)
    assert case.decisions() == (make_decision(),)


OTHER_BODY = codec.to_bytes(make_decision("reason 9")).hex()


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (
            "UPDATE decisions SET body = {other} WHERE number = 2",
            Problem("decision 2", "it was changed after it was made: its hash does not hold"),
        ),
        ("DELETE FROM decisions WHERE number = 2", Problem("decision 3", "entry 2 of the journal is missing")),
        (
            "UPDATE decisions SET previous = 'made up' WHERE number = 3",
            Problem("decision 3", "it does not hang on the entry before it"),
        ),
        (
            "UPDATE decisions SET hash = 'made up' WHERE number = 1",
            Problem("decision 1", "it was changed after it was made: its hash does not hold"),
        ),
        (
            "DELETE FROM decisions WHERE number = 4",
            Problem("decision 3", "the journal ends here, but 4 entries were noted"),
        ),
    ],
    ids=["reason edited", "one cut out", "link edited", "hash edited", "tail cut off"],
)
def test_verify_names_the_first_broken_link(case: Case, place: str, edit: str, problem: Problem) -> None:
    for number in range(1, 5):
        case.append(make_decision(f"reason {number}"))
    assert case.verify() == []
    drop_guards(place)
    other = f"x'{OTHER_BODY}'" if "://" not in place else f"decode('{OTHER_BODY}', 'hex')"
    edit_by_hand(place, edit.format(other=other))
    assert case.verify() == [problem]


def test_an_entry_edited_into_text_is_named_too(sqlite_place: str) -> None:
    with open_case(sqlite_place) as case:
        case.append(make_decision())
        drop_guards(sqlite_place)
        edit_by_hand(sqlite_place, "UPDATE decisions SET body = replace(body, 'there', 'not there')")
        (problem,) = case.verify()
        assert problem.where == "decision 1"
