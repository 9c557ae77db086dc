from __future__ import annotations

import pytest

from catena.errors import UsageError
from catena.review.travel import documents_as_of, file_as_of
from catena.store import Case

from .conftest import OpenDesk
from .test_decide import groups, only
from .world import READER, SAME_ONE_TWO, add, machine, report


@pytest.mark.parametrize(
    ("day", "names"),
    [
        ("2021-06-06", []),
        ("2021-06-07", ["one.txt", "two.txt"]),
        ("2021-06-29", ["one.txt", "two.txt"]),
        ("2021-06-30", ["one.txt", "three.txt", "two.txt"]),
        ("2024-01-01", ["one.txt", "three.txt", "two.txt"]),
    ],
)
def test_a_report_counts_from_its_day_of_publication(case: Case, day: str, names: list[str]) -> None:
    assert sorted(document.name for document in documents_as_of(case, day)) == names


@pytest.mark.parametrize(
    ("published", "collected", "day", "counts"),
    [
        ("2021-06", "2024-01-01T00:00:00Z", "2021-06-29", False),
        ("2021-06", "2024-01-01T00:00:00Z", "2021-06-30", True),
        ("2021-06", "2021-06-12T23:59:59Z", "2021-06-12", True),
        (None, "2021-06-12T23:59:59Z", "2021-06-11", False),
        (None, "2021-06-12T23:59:59Z", "2021-06-12", True),
        ("2030-01-01", "2021-06-12T00:00:00Z", "2021-06-12", True),
    ],
)
def test_an_undated_report_counts_from_its_collection(
    case: Case, published: str | None, collected: str, day: str, counts: bool
) -> None:
    from dataclasses import replace

    vague = report("vague", "Old Paper", 2, "2021-06-01")
    vague = replace(vague, published=replace(vague.published, value=published))
    add(case, vague, collected=collected)
    assert ("vague.txt" in [document.name for document in documents_as_of(case, day)]) is counts


@pytest.mark.parametrize("day", ["", "2021", "2021-06", "2021-02-30", "yesterday", "2021-06-07T10:00:00Z"])
def test_what_is_no_day_is_refused(case: Case, day: str) -> None:
    with pytest.raises(UsageError, match="is no day"):
        documents_as_of(case, day)


def test_the_file_of_a_day_knows_nothing_of_later_reports_and_decisions(case: Case, open_desk: OpenDesk) -> None:
    desk = open_desk(SAME_ONE_TWO)
    desk.reject(only(desk.decided.file.incidents, "e-one", "e-two").id, "a rumour")
    now = desk.refresh()
    then = file_as_of(case, "2021-06-07", READER, machine(SAME_ONE_TWO))
    assert groups(then.file.incidents) == [["e-one", "e-two"]]
    assert then.file.incidents[0].review.status == "machine"
    today = file_as_of(case, "2024-02-01", READER, machine(SAME_ONE_TWO))
    assert today == now
    assert case.incident_file() == now.file
