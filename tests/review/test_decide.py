from __future__ import annotations

from dataclasses import replace

import pytest

from catena.errors import UsageError
from catena.model import Count, Course, Incident, Party, Toll, Value, Victim, When, Where
from catena.review.case_file import corrections, decide_case, notes, set_two_person
from catena.review.decide import apply, withheld_names
from catena.review.standing import made_by, standing
from catena.store import Case, codec

from .conftest import OpenDesk
from .world import HILL, ONE, READER, SAME_ONE_TWO, THREE, event, evidence, machine, reading


def only(incidents: tuple[Incident, ...], *events: str) -> Incident:
    (found,) = [incident for incident in incidents if set(incident.events) == set(events)]
    return found


def groups(incidents: tuple[Incident, ...]) -> list[list[str]]:
    return sorted(sorted(incident.events) for incident in incidents)


def test_the_machine_alone_decides_nothing_for_good(open_desk: OpenDesk) -> None:
    file = open_desk(SAME_ONE_TWO).decided.file
    assert groups(file.incidents) == [["e-one", "e-two"], ["e-three"]]
    assert {incident.review.status for incident in file.incidents} == {"machine"}


@pytest.mark.parametrize(
    ("kind", "status"), [("accept", "accepted"), ("reject", "rejected"), ("confirm", "machine"), ("note", "machine")]
)
def test_a_decision_gives_its_incident_a_status_and_a_name(
    case: Case, open_desk: OpenDesk, kind: str, status: str
) -> None:
    desk = open_desk()
    incident = only(desk.decided.file.incidents, "e-three")
    desk._about(kind, incident.id, "because")  # type: ignore[arg-type]
    review = only(desk.refresh().file.incidents, "e-three").review
    assert review.status == status
    assert review.by == (None if status == "machine" else "Amina")
    assert case.verify() == []


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("killed", Count(8, 8, "exactly", "farmers"), Toll(8, 8, 8)),
        ("killed", Count(8, None, "at least", "farmers"), Toll(8, 8, None)),
        ("killed", Count(None, 8, "up to", "farmers"), Toll(8, None, 8)),
        ("killed", None, Toll(None, None, None)),
        ("wounded", Count(2, 2, "exactly", "people"), Toll(2, 2, 2)),
        ("date", When("a day later", "2021-07-01", "by a person"), "2021-07-01"),
        ("date", None, None),
        ("place", Where("Stone Hill", HILL, 2, "by a person"), HILL),
        ("place", None, None),
        ("outcome", Course("attempted"), "attempted"),
        ("title", "The attack at the river", "The attack at the river"),
        ("sub_event_type", "Armed clash", "Armed clash"),
    ],
)
def test_a_corrected_value_stands_and_the_machines_stays_beside_it(
    case: Case, open_desk: OpenDesk, field: str, value: Value | str | None, shown: object
) -> None:
    desk = open_desk()
    before = only(desk.decided.file.incidents, "e-three")
    desk.correct(before.id, field, value, "I was there")
    after = only(desk.refresh().file.incidents, "e-three")
    held = getattr(after, field)
    if isinstance(held, Toll):
        assert replace(held, reported=()) == shown
        assert held.reported == getattr(before, field).reported
    else:
        assert getattr(held, "best", held) == shown
    assert after.review.status == "corrected"
    (correction,) = corrections(case)
    assert (correction.field, correction.machine, correction.value) == (field, getattr(before, field), value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("killed", "seven"), ("killed", When("now", None, "")), ("outcome", None), ("title", None), ("victim", None),
        ("colour", "red"), ("origins", "3"), ("date", "2021-06-07"),
    ],
)  # fmt: skip
def test_a_value_that_a_field_cannot_take_is_refused_before_it_is_kept(
    case: Case, open_desk: OpenDesk, field: str, value: Value | str | None
) -> None:
    desk = open_desk()
    with pytest.raises(UsageError):
        desk.correct(desk.decided.file.incidents[0].id, field, value, "")
    assert case.journal() == ()


def test_the_title_follows_a_corrected_value(open_desk: OpenDesk) -> None:
    desk = open_desk()
    before = only(desk.decided.file.incidents, "e-three")
    assert "9 killed" in before.title and "River Bank" in before.title and "2021-06-30" in before.title
    desk.correct(before.id, "killed", Count(8, 8, "exactly", "farmers"), "")
    desk.correct(before.id, "place", Where("Stone Hill", HILL, 2, ""), "")
    desk.correct(before.id, "date", When("", "2021-07-01", ""), "")
    after = only(desk.refresh().file.incidents, "e-three")
    assert "8 killed" in after.title and "Stone Hill" in after.title and "2021-07-01" in after.title


def test_a_correction_with_evidence_is_one_more_reported_value(case: Case, open_desk: OpenDesk) -> None:
    desk = open_desk()
    words = evidence(THREE, "Gunmen killed 9 farmers")
    incident = only(desk.decided.file.incidents, "e-three")
    desk.correct(incident.id, "killed", Count(9, None, "at least", "farmers"), "", evidence=[words])
    reported = only(desk.refresh().file.incidents, "e-three").killed.reported
    assert [count.source.name for count in reported] == ["the governor", "Amina"]
    assert case.verify() == []


def test_a_correction_cannot_quote_what_no_report_says(open_desk: OpenDesk) -> None:
    desk = open_desk()
    incident = only(desk.decided.file.incidents, "e-three")
    false = replace(evidence(THREE, "9 farmers"), quote="8 farmers")
    with pytest.raises(UsageError, match="does not stand"):
        desk.correct(incident.id, "killed", Count(8, 8, "exactly", "farmers"), "", evidence=[false])


def test_a_named_party_is_added_replaced_and_removed(open_desk: OpenDesk) -> None:
    desk = open_desk()
    words = evidence(THREE, "Gunmen")
    incident = only(desk.decided.file.incidents, "e-three")

    def names() -> list[str]:
        now = only(desk.refresh().file.incidents, "e-three")
        return [reported.value.name for reported in now.perpetrators]  # type: ignore[union-attr]

    desk.correct(incident.id, "perpetrator", Party("gunmen", "suspected", "the governor"), "", evidence=[words])
    assert names() == ["gunmen"]
    desk.correct(incident.id, "perpetrator", Party("bandits", "suspected", "the governor"), "", replaces="gunmen")
    assert names() == ["bandits"]
    desk.correct(incident.id, "perpetrator", None, "nobody is named", replaces="bandits")
    assert names() == []
    desk.correct(incident.id, "victim", Victim("a farmer", "killed"), "no words, no value")
    assert only(desk.refresh().file.incidents, "e-three").victims == incident.victims


def test_the_second_correction_of_a_field_still_knows_the_machines_value(case: Case, open_desk: OpenDesk) -> None:
    desk = open_desk()
    incident = only(desk.decided.file.incidents, "e-three")
    for number in (7, 8):
        desk.correct(incident.id, "killed", Count(number, number, "exactly", "farmers"), "")
    desk.refresh()
    (correction,) = corrections(case)
    assert correction.machine == incident.killed
    assert correction.value == Count(8, 8, "exactly", "farmers")


def test_a_merge_joins_what_the_machine_kept_apart(open_desk: OpenDesk) -> None:
    desk = open_desk()
    one, two = (only(desk.decided.file.incidents, e) for e in ("e-one", "e-two"))
    desk.merge([one.id, two.id], "the same morning")
    file = desk.refresh().file
    assert groups(file.incidents) == [["e-one", "e-two"], ["e-three"]]
    (judged,) = file.judgements
    assert (judged.by, judged.reasons, judged.probability) == ("person: Amina", ("the same morning",), None)


def test_a_split_parts_what_the_machine_joined(open_desk: OpenDesk) -> None:
    desk = open_desk(SAME_ONE_TWO)
    joined = only(desk.decided.file.incidents, "e-one", "e-two")
    desk.split(joined.id, ["e-two"], "two mornings")
    assert groups(desk.refresh().file.incidents) == [["e-one"], ["e-three"], ["e-two"]]


@pytest.mark.parametrize("chosen", [[], ["e-one", "e-two"], ["e-three"]])
def test_a_split_names_some_but_not_all_events_of_its_incident(open_desk: OpenDesk, chosen: list[str]) -> None:
    desk = open_desk(SAME_ONE_TWO)
    with pytest.raises(UsageError, match="some, not all"):
        desk.split(only(desk.decided.file.incidents, "e-one", "e-two").id, chosen)


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ("same", [["e-one", "e-two"], ["e-three"]]),
        ("same different", [["e-one"], ["e-three"], ["e-two"]]),
        ("different same", [["e-one", "e-two"], ["e-three"]]),
        ("merge split", [["e-one"], ["e-three"], ["e-two"]]),
        ("merge apart", [["e-one"], ["e-three"], ["e-two"]]),
        ("apart merge", [["e-one", "e-two"], ["e-three"]]),
        ("split merge", [["e-one", "e-two"], ["e-three"]]),
    ],
)
def test_the_later_of_two_decisions_about_a_pair_holds(
    open_desk: OpenDesk, acts: str, expected: list[list[str]]
) -> None:
    desk = open_desk()
    for act in acts.split():
        home = {e: incident.id for incident in desk.decided.file.incidents for e in incident.events}
        match act:
            case "same":
                desk.same("e-one", "e-two")
            case "different":
                desk.different("e-one", "e-two")
            case "merge" if home["e-one"] != home["e-two"]:
                desk.merge([home["e-one"], home["e-two"]])
            case "split" if home["e-one"] == home["e-two"]:
                desk.split(home["e-one"], ["e-two"])
            case "apart" if home["e-one"] != home["e-two"]:
                desk.keep_apart(home["e-one"], home["e-two"])
            case "apart":
                desk.different("e-one", "e-two")
            case "split":
                desk.different("e-one", "e-two")
        desk.refresh()
    assert groups(desk.decided.file.incidents) == expected


def test_splitting_one_off_a_merged_three_leaves_the_other_two_together(open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.merge([incident.id for incident in desk.decided.file.incidents])
    (whole,) = desk.refresh().file.incidents
    desk.split(whole.id, [min(whole.events)])
    assert len(groups(desk.refresh().file.incidents)) == 2


def test_two_names_are_judged_by_their_words(open_desk: OpenDesk) -> None:
    desk = open_desk()
    entry = desk.same("Musa Ali", "Moussa Aly", "one man")
    assert entry.decision.events == ()
    seen = []

    def assemble(documents, readings, judged):  # type: ignore[no-untyped-def]
        seen.extend(judged)
        return machine()(documents, readings, ())

    decide_case(desk.case, READER, assemble)
    assert [(judged.left, judged.right, judged.verdict) for judged in seen] == [("Moussa Aly", "Musa Ali", "same")]


def test_a_superseded_figure_no_longer_counts(open_desk: OpenDesk) -> None:
    desk = open_desk(SAME_ONE_TWO)
    joined = only(desk.decided.file.incidents, "e-one", "e-two")
    assert (joined.killed.low, joined.killed.high, "killed" in joined.disputed) == (4, 6, True)
    old, new = (next(c.id for c in joined.killed.reported if c.value.low == n) for n in (4, 6))
    desk.supersede(joined.id, old, new, "the figure of the evening")
    after = only(desk.refresh().file.incidents, "e-one", "e-two")
    assert (after.killed.best, after.killed.low, after.killed.high) == (6, 6, 6)
    assert {c.superseded_by for c in after.killed.reported} == {None, new}
    assert "killed" not in after.disputed
    assert after.review.status == "corrected"


def test_an_unknown_figure_cannot_be_superseded(open_desk: OpenDesk) -> None:
    desk = open_desk()
    with pytest.raises(UsageError, match="no reported count 'x'"):
        desk.supersede(desk.decided.file.incidents[0].id, "x", "y")


def test_undoing_restores_what_was_before_and_undoing_that_decides_again(case: Case, open_desk: OpenDesk) -> None:
    desk = open_desk()
    machine_file = desk.decided.file
    incident = only(machine_file.incidents, "e-three")
    desk.reject(incident.id, "a rumour")
    rejected = desk.refresh().file
    undo = desk.undo()
    assert desk.refresh().file == machine_file
    desk.undo(undo.hash)
    assert desk.refresh().file == rejected
    assert [entry.decision.kind for entry in case.journal()] == ["reject", "undo", "undo"]
    assert [entry.decision.kind for entry in standing(case.journal())] == ["reject"]


@pytest.mark.parametrize("which", [None, 7, "no such hash", ""])
def test_what_is_not_there_cannot_be_undone(open_desk: OpenDesk, which: str | int | None) -> None:
    with pytest.raises(UsageError, match="no single decision"):
        open_desk().undo(which)


def test_only_ones_own_last_decision_is_undone_unnamed(open_desk: OpenDesk) -> None:
    amina, bola = open_desk(), open_desk(person="Bola")
    incident = amina.decided.file.incidents[0]
    amina.accept(incident.id)
    with pytest.raises(UsageError, match="of Bola"):
        bola.undo()


@pytest.mark.parametrize(
    ("persons", "two_person", "status", "by"),
    [
        (("Amina", "Amina"), False, "final", "Amina"),
        (("Amina", "Bola"), False, "final", "Amina, Bola"),
        (("Amina", "Bola"), True, "final", "Amina, Bola"),
        (("Amina", "Amina"), True, "accepted", "Amina"),
    ],
)
def test_final_takes_a_second_person_where_the_case_asks_for_one(
    case: Case, open_desk: OpenDesk, persons: tuple[str, str], two_person: bool, status: str, by: str
) -> None:
    set_two_person(case, on=two_person)
    first = open_desk(person=persons[0])
    incident = only(first.decided.file.incidents, "e-three")
    first.accept(incident.id)
    second = open_desk(person=persons[1])
    if status == "final":
        second.confirm(incident.id)
    else:
        with pytest.raises(UsageError, match="another confirms"):
            second.confirm(incident.id)
    review = only(second.refresh().file.incidents, "e-three").review
    assert (review.status, review.by) == (status, by)


def test_the_rule_holds_for_a_confirmation_that_slipped_past_the_desk(open_desk: OpenDesk, case: Case) -> None:
    desk = open_desk()
    incident = only(desk.decided.file.incidents, "e-three")
    desk.accept(incident.id)
    desk.refresh()
    desk.confirm(incident.id)
    set_two_person(case, on=True)
    assert only(desk.refresh().file.incidents, "e-three").review.status == "accepted"


def test_a_later_correction_opens_what_was_final(open_desk: OpenDesk) -> None:
    desk = open_desk()
    incident = only(desk.decided.file.incidents, "e-three")
    desk.accept(incident.id)
    desk.refresh()
    desk.confirm(incident.id)
    desk.correct(incident.id, "killed", None, "")
    assert only(desk.refresh().file.incidents, "e-three").review.status == "corrected"


def test_nothing_is_decided_without_a_name(open_desk: OpenDesk) -> None:
    with pytest.raises(UsageError, match="needs a name"):
        open_desk(person="  ")


def test_notes_change_nothing_and_are_kept(case: Case, open_desk: OpenDesk) -> None:
    desk = open_desk()
    before = desk.decided.file
    incident = only(before.incidents, "e-three")
    desk.note(incident.id, "ask the hospital")
    assert desk.refresh().file == before
    (note,) = notes(case)
    assert (note.incident, note.text, note.person) == (incident.id, "ask the hospital", "Amina")


def test_withheld_names_are_listed_until_they_are_undone(case: Case, open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.withhold(["Musa Ali", "Aisha"], "a witness")
    assert withheld_names(case.journal()) == ("Aisha", "Musa Ali")
    desk.undo()
    assert withheld_names(case.journal()) == ()


def test_a_decision_survives_another_reading_that_renames_every_event(case: Case, open_desk: OpenDesk) -> None:
    desk = open_desk()
    one, two, three = (only(desk.decided.file.incidents, e) for e in ("e-one", "e-two", "e-three"))
    desk.merge([one.id, two.id])
    desk.correct(three.id, "killed", Count(8, 8, "exactly", "farmers"), "")
    desk.refresh()
    for number, document in enumerate(case.documents()):
        case.add_reading(reading(document, event_id=f"renamed-{number}"), READER)
    decided = desk.refresh()
    assert sorted(len(incident.events) for incident in decided.file.incidents) == [1, 2]
    assert decided.stranded == ()
    (corrected,) = [each for each in decided.file.incidents if each.review.status == "corrected"]
    assert corrected.killed.best == 8


def test_a_decision_about_words_that_are_told_no_more_is_named_and_kept(case: Case, open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.accept(only(desk.decided.file.incidents, "e-three").id)
    case.add_reading(replace(reading(THREE), events=()), READER)
    decided = desk.refresh()
    assert [entry.decision.kind for entry in decided.stranded] == ["accept"]
    case.add_reading(reading(THREE), READER)
    assert only(desk.refresh().file.incidents, "e-three").review.status == "accepted"


def test_replaying_the_journal_restores_the_file_byte_for_byte(case: Case, open_desk: OpenDesk, tmp_path) -> None:  # type: ignore[no-untyped-def]
    from catena.store import open_case

    from .world import REPORTS, add

    desk = open_desk(SAME_ONE_TWO)
    incidents = desk.decided.file.incidents
    desk.correct(incidents[0].id, "killed", Count(5, 5, "exactly", "farmers"), "counted")
    desk.split(only(incidents, "e-one", "e-two").id, ["e-two"], "two mornings")
    desk.refresh()
    desk.reject(only(desk.decided.file.incidents, "e-three").id, "a rumour")
    desk.undo()
    desk.accept(only(desk.decided.file.incidents, "e-three").id)
    expected = codec.to_bytes(desk.refresh().file)
    with open_case(tmp_path / "again.catena") as again:
        add(again, *reversed(REPORTS))
        for decision in case.decisions():
            again.append(decision)
        assert again.journal() == case.journal()
        assert codec.to_bytes(decide_case(again, READER, machine(SAME_ONE_TWO)).file) == expected
        assert codec.to_bytes(again.incident_file()) == expected


def test_reading_and_linking_again_touch_no_decision(case: Case, open_desk: OpenDesk) -> None:
    desk = open_desk()
    desk.accept(only(desk.decided.file.incidents, "e-one").id)
    before = case.journal()
    case.add_reading(reading(ONE), READER)
    desk.refresh()
    assert case.journal() == before


def test_apply_works_by_ids_alone_where_no_events_are_given(case: Case, open_desk: OpenDesk) -> None:
    desk = open_desk()
    machine_file = desk.decided.file
    desk.accept(only(machine_file.incidents, "e-three").id)
    assert apply(machine_file, case.journal()).file == desk.refresh().file


@pytest.mark.parametrize(("moment", "count"), [("2024-01-31", 0), ("2024-02-01", 3), ("2024-02-01T10:01:00Z", 2)])
def test_decisions_count_from_the_moment_they_were_made(
    case: Case, open_desk: OpenDesk, moment: str, count: int
) -> None:
    desk = open_desk()
    for _ in range(3):
        desk.note(desk.decided.file.incidents[0].id, "seen")
    assert len(made_by(case.journal(), moment)) == count


def test_the_world_of_these_tests_quotes_rightly() -> None:
    assert event(ONE).evidence[0].quote.startswith("Gunmen killed 4 farmers")
