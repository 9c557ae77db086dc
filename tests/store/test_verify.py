from __future__ import annotations

import pytest

from catena import model
from catena.store import Case
from catena.store.verify import evidence_in, find_misquotes

from .by_hand import edit_by_hand
from .samples import TEXT, make_decision, make_document, make_incident, make_provenance, make_reading, quote

DOCUMENT = make_document()


@pytest.fixture
def full(case: Case) -> Case:
    case.add_document(DOCUMENT, TEXT.encode(), make_provenance())
    case.add_reading(make_reading(DOCUMENT), "rules")
    case.add_refusal("a.bin", "no text in it")
    case.set_setting("two_person", "yes")
    case.append(make_decision())
    incidents = (make_incident("i1", DOCUMENT), make_incident("i2", DOCUMENT))
    case.save_file(model.IncidentFile(documents=(DOCUMENT,), incidents=incidents))
    case.save_beside("note", (model.Review("accepted", "Amina"),))
    return case


def test_a_full_case_is_clean(full: Case) -> None:
    assert full.verify() == []


@pytest.mark.parametrize(
    ("edit", "where"),
    [
        ("UPDATE originals SET data = {other}", f"original {DOCUMENT.sha256}"),
        ("UPDATE documents SET body = {other}", f"document {DOCUMENT.id}"),
        ("UPDATE documents SET seal = 'x'", f"document {DOCUMENT.id}"),
        ("UPDATE readings SET body = {other}", f"reading of {DOCUMENT.id} by rules"),
        ("UPDATE readings SET reader = 'trained'", f"reading of {DOCUMENT.id} by trained"),
        ("UPDATE provenances SET body = {other}", f"row {DOCUMENT.id} of provenances"),
        ("UPDATE settings SET value = 'no'", "row two_person of settings"),
        ("UPDATE file_records SET body = {other} WHERE id = 'i2'", "incident i2"),
        ("UPDATE file_records SET id = 'i3' WHERE id = 'i2'", "incident i3"),
        ("UPDATE file_records SET position = 7 WHERE id = 'i2'", "incident i2"),
        ("UPDATE file_records SET body = NULL WHERE id = 'i2'", "incident i2"),
        ("UPDATE file_records SET digest = 'x' WHERE kind = 'document'", f"document {DOCUMENT.id}"),
        ("DELETE FROM incident_documents WHERE incident = 'i2'", "incident i2"),
        ("DELETE FROM file_records WHERE id = 'i2'", "incident i2"),
        ("UPDATE journal_head SET entries = 2", "decision 1"),
    ],
)
def test_every_change_behind_the_cases_back_is_named(full: Case, place: str, edit: str, where: str) -> None:
    other = b'{"a":1}'.hex()
    edit_by_hand(place, edit.format(other=f"decode('{other}', 'hex')" if "://" in place else f"x'{other}'"))
    assert where in [problem.where for problem in full.verify()]


@pytest.mark.parametrize("name", ["refusals", "provenances"])
def test_a_row_that_is_named_by_a_hash_is_named_by_its_table(full: Case, place: str, name: str) -> None:
    edit_by_hand(place, f"UPDATE {name} SET seal = 'x'")
    (problem,) = full.verify()
    assert problem.where.endswith(f"of {name}")


def test_evidence_is_found_however_deep_it_lies() -> None:
    reading = make_reading(DOCUMENT)
    sentence = reading.events[0].evidence[0]
    assert list(evidence_in(reading)) == [sentence] * 3
    assert list(evidence_in(model.IncidentFile())) == []


@pytest.mark.parametrize(
    ("evidence", "misquotes"),
    [
        (quote(DOCUMENT, "four farmers"), []),
        (model.Evidence(DOCUMENT.id, 0, 3, "Gun"), []),
        (model.Evidence(DOCUMENT.id, 0, 0, ""), ["the quote  does not stand at 0..0"]),
        (model.Evidence(DOCUMENT.id, 1, 4, "Gun"), ["the quote Gun does not stand at 1..4"]),
        (model.Evidence(DOCUMENT.id, 0, 3, "gun"), ["the quote gun does not stand at 0..3"]),
        (model.Evidence(DOCUMENT.id, -3, 0, "id."), ["the quote id. does not stand at -3..0"]),
        (model.Evidence(DOCUMENT.id, -5, -1, "said"), ["the quote said does not stand at -5..-1"]),
        (model.Evidence("other", 0, 3, "Gun"), ["it quotes document other, which the case does not have"]),
    ],
)
def test_a_quote_stands_where_it_says_or_is_named(evidence: model.Evidence, misquotes: list[str]) -> None:
    text_of = {DOCUMENT.id: TEXT}.get
    assert list(find_misquotes(model.Mention("count", evidence), text_of)) == misquotes
