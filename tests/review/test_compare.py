from __future__ import annotations

from catena.model import Count, IncidentFile
from catena.review.compare import Change, Regrouping, compare, toll_in_words
from catena.review.travel import file_as_of
from catena.store import Case

from .conftest import OpenDesk
from .test_decide import only
from .world import ONE, READER, REPORTS, SAME_ONE_TWO, THREE, TWO, machine, reading


def made(*documents, judged=()):  # type: ignore[no-untyped-def]
    return machine(*judged)(documents, [reading(document) for document in documents], ())


def test_a_file_differs_in_nothing_from_itself() -> None:
    difference = compare(made(*REPORTS), made(*REPORTS))
    assert not any((difference.new, difference.gone, difference.merged, difference.parted, difference.changed))


def test_new_and_gone_incidents_are_told() -> None:
    difference = compare(made(ONE, TWO), made(TWO, THREE))
    assert [incident.events for incident in difference.new] == [("e-three",)]
    assert [incident.events for incident in difference.gone] == [("e-one",)]


def test_an_empty_file_has_everything_new() -> None:
    assert len(compare(IncidentFile(), made(*REPORTS)).new) == 3
    assert len(compare(made(*REPORTS), IncidentFile()).gone) == 3


def test_merged_and_parted_incidents_are_told() -> None:
    apart, joined = made(ONE, TWO), made(ONE, TWO, judged=(SAME_ONE_TWO,))
    (one,) = [incident.id for incident in joined.incidents]
    several = compare(apart, joined).merged
    assert [(merging.one, set(merging.several)) for merging in several] == [(one, {i.id for i in apart.incidents})]
    assert [(parting.one, len(parting.several)) for parting in compare(joined, apart).parted] == [(one, 2)]
    assert all(isinstance(each, Regrouping) for each in several)


def test_a_changed_toll_is_told_with_who_changed_it() -> None:
    joined = made(ONE, TWO, judged=(SAME_ONE_TWO,))
    changes = {change.field: change for change in compare(made(ONE), joined).changed}
    incident = only(joined.incidents, "e-one", "e-two")
    now = toll_in_words(incident.killed)
    assert changes["killed"] == Change(incident.id, "killed", "4", now, ("6 farmers by the governor",))
    assert changes["documents"].reasons == ("told by Two Times",)
    assert (changes["disputed"].before, changes["disputed"].after) == ("nothing", "killed")


def test_a_persons_change_is_told_with_the_person(case: Case, open_desk: OpenDesk) -> None:
    desk = open_desk()
    before = desk.decided.file
    desk.correct(only(before.incidents, "e-three").id, "killed", Count(8, 8, "exactly", "farmers"), "")
    changes = {change.field: change for change in compare(before, desk.refresh().file).changed}
    assert changes["killed"].reasons == ("corrected by Amina",)
    assert (changes["review"].before, changes["review"].after) == ("machine", "corrected")


def test_two_moments_of_one_case_are_compared(case: Case) -> None:
    then, now = (file_as_of(case, day, READER, machine()).file for day in ("2021-06-07", "2021-06-30"))
    assert [incident.events for incident in compare(then, now).new] == [("e-three",)]
