"""Persons named in a row, with ages and homes, before a verb and behind one."""

from __future__ import annotations

import pytest
from tests.read.rules.test_parties import parties_of

from catena.read.rules.name_rows import names_after, names_before
from catena.text.sentences import Sentence


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Ruiz, 34, and Luis Paz, 28, ", ["Ana Ruiz", "Luis Paz"]),
        ("Baker, 21, of Northam, ", ["Baker"]),
        ("Musa Bello, Sani Ado and Garba Isa ", ["Musa Bello", "Sani Ado", "Garba Isa"]),
        ("In Cali on Monday ", []),
        ("The Harbour Police ", []),
    ],
)
def test_a_row_before_a_verb_gives_its_persons(text: str, names: list[str]) -> None:
    assert [n for n, _ in names_before(Sentence(text, 0, len(text), 0, 0), len(text))] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Ruiz, 34, and her brother Luis Paz, 28, were there", ["Ana Ruiz", "Luis Paz"]),
        ("Kim Sun-hee (41) in Busan", ["Kim Sun-hee"]),
        ("the town of Port Salva", []),
        ("brothers Amin, 30 and Siti Ali (a teacher), Raju Das, 41", ["Amin", "Siti Ali", "Raju Das"]),
        ("Galle resident Sunil Silva, 41 and others", ["Sunil Silva"]),
    ],
)
def test_a_row_behind_a_verb_gives_its_persons(text: str, names: list[str]) -> None:
    assert [n for n, _ in names_after(Sentence(text, 0, len(text), 0, 0), 0)] == names


def test_spans_of_a_row_hold_its_names() -> None:
    text = "Police held Ana Ruiz, 34, and Luis Paz, 28, over the murder."
    found = names_after(Sentence(text, 0, len(text), 0, 0), text.index("Ana"))
    assert [(text[s.start : s.end]) for _, s in found] == ["Ana Ruiz", "Luis Paz"]


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        (
            "Prosecutors charged two former guards, Juan Diaz and Pedro Gomez, with the murder of a priest.",
            [("Juan Diaz", "accused"), ("Pedro Gomez", "accused")],
        ),
        (
            "Those charged with the kidnapping are Ahmed Ali, 32, and his wife Fatima Noor, 30.",
            [("Ahmed Ali", "accused"), ("Fatima Noor", "accused")],
        ),
        (
            "Paul Otieno, 36, and John Mwangi, 27, are each facing several charges, including robbery and kidnapping.",
            [("Paul Otieno", "accused"), ("John Mwangi", "accused")],
        ),
    ],
)
def test_the_law_ties_each_of_a_row_to_the_crime(text: str, parties: list[tuple[str, str]]) -> None:
    assert [p for p in parties_of(text) if p[0] not in {"Prosecutors", "The police"}] == parties
