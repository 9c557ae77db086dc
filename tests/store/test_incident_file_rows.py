from __future__ import annotations

from dataclasses import replace

import pytest

from catena import model
from catena.store import Case

from .samples import make_document, make_incident, make_provenance, make_reading

ONE, TWO = make_document("1.txt"), make_document("2.txt", "Two soldiers and four farmers were hurt.")


def _full_file() -> model.IncidentFile:
    judgement = model.Judgement("e1", "e2", "same", ("one street",), "rules", 0.9)
    return model.IncidentFile(
        documents=(TWO, ONE),
        copies=(model.Copy(TWO.id, ONE.id, 0.8),),
        actors=(model.Actor("a1", "the governor", "government", ("the governor",)),),
        places=(model.Place("p1", "Baga", "NG", "Borno", 13.1, 13.8, 3.0),),
        incidents=(make_incident("i2", TWO), make_incident("i1", ONE, TWO)),
        judgements=(judgement, judgement, replace(judgement, verdict="unsure")),
    )


def test_no_file_was_saved_is_not_an_empty_file(case: Case) -> None:
    assert case.incident_file() is None
    case.save_file(model.IncidentFile())
    assert case.incident_file() == model.IncidentFile()


@pytest.mark.parametrize("collected", [True, False])
def test_a_file_comes_back_in_its_own_order(case: Case, collected: bool) -> None:
    if collected:
        for document in (ONE, TWO):
            case.add_document(document, document.text.encode(), make_provenance())
    case.save_file(_full_file())
    assert case.incident_file() == _full_file()


@pytest.mark.parametrize(
    "change",
    [
        lambda file: replace(file, incidents=file.incidents[::-1]),
        lambda file: replace(file, incidents=file.incidents[:1], actors=()),
        lambda file: replace(file, incidents=(make_incident("i0", ONE), *file.incidents)),
        lambda file: replace(file, incidents=(replace(file.incidents[0], title="Other"), file.incidents[1])),
        lambda file: replace(file, documents=(replace(ONE, outlet="A Daily"), TWO)),
        lambda file: replace(file, judgements=file.judgements[1:]),
        lambda file: model.IncidentFile(),
        lambda file: file,
    ],
    ids=["turned round", "dropped", "new first", "changed", "other document", "fewer judgements", "emptied", "same"],
)
def test_a_later_file_replaces_the_one_before(case: Case, change) -> None:  # type: ignore[no-untyped-def]
    case.save_file(_full_file())
    changed = change(_full_file())
    case.save_file(changed)
    assert case.incident_file() == changed


def test_single_incidents_are_replaced_added_and_dropped(case: Case) -> None:
    case.save_file(_full_file())
    other = replace(make_incident("i1", ONE), title="Other")
    case.save_incidents([other, make_incident("i3", TWO)], gone=["i2"])
    file = case.incident_file()
    assert file is not None
    assert file.incidents == (other, make_incident("i3", TWO))
    assert case.incidents_of(TWO.id) == ("i3",)
    assert case.incidents_of(ONE.id) == ("i1",)


def test_documents_know_their_incidents(case: Case) -> None:
    case.save_file(_full_file())
    assert case.incidents_of(TWO.id) == ("i1", "i2")
    assert case.incidents_of("unknown") == ()


def test_saving_a_file_touches_no_decision_and_no_reading(case: Case) -> None:
    case.add_document(ONE, ONE.text.encode(), make_provenance())
    case.add_reading(make_reading(ONE), "rules")
    case.save_file(_full_file())
    case.save_file(model.IncidentFile())
    assert tuple(case.readings("rules")) == (make_reading(ONE),)


def test_parts_are_walked_by_id_and_single_records_found(case: Case) -> None:
    case.save_file(_full_file())
    assert [incident.id for incident in case.file_part(model.Incident)] == ["i1", "i2"]
    assert [document.id for document in case.file_part(model.Document)] == sorted([ONE.id, TWO.id])
    assert len(list(case.file_part(model.Judgement))) == 3
    assert case.file_record(model.Actor, "a1") == _full_file().actors[0]
    assert case.file_record(model.Document, ONE.id) == ONE
    assert case.file_record(model.Actor, "a2") is None


def test_copies_and_judgements_are_walked_by_all_that_names_them(case: Case) -> None:
    copies = tuple(model.Copy(a, b, 0.5) for a in ("d2", "d1") for b in ("d9", "d8"))
    judgements = tuple(model.Judgement("e1", right, "same", (), "rules") for right in ("e3", "e2"))
    case.save_file(model.IncidentFile(copies=copies, judgements=judgements))
    assert [(c.document, c.origin) for c in case.file_part(model.Copy)] == sorted(
        (c.document, c.origin) for c in copies
    )
    assert [judgement.right for judgement in case.file_part(model.Judgement)] == ["e2", "e3"]
    file = case.incident_file()
    assert file is not None
    assert (file.copies, file.judgements) == (copies, judgements)


@pytest.mark.parametrize("name", ["x" * 5000, "Ali\x00", "\ud800", "é" * 3000])
def test_a_judgement_of_odd_names_is_kept_as_it_is(case: Case, name: str) -> None:
    file = model.IncidentFile(judgements=(model.Judgement(name, "Musa", "different", (), "person: Amina"),))
    case.save_file(file)
    assert case.incident_file() == file


def test_records_are_kept_beside_the_file_and_replaced_by_kind(case: Case) -> None:
    case.save_beside("note", (model.Review("accepted", "A"), model.Review("rejected", "B")))
    case.save_beside("other", (model.Span(0, 1),))
    case.save_file(_full_file())
    case.save_beside("note", (model.Review("final", "C"),))
    assert case.beside("note", model.Review) == (model.Review("final", "C"),)
    assert case.beside("other", model.Span) == (model.Span(0, 1),)
    assert case.beside("nothing", model.Span) == ()
    assert case.incident_file() == _full_file()
