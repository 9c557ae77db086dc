"""Independent origins: texts that can each be given a speaker of their own."""

from __future__ import annotations

import pytest
from tests.weigh.made import claim, document, evidence, source

from catena.model import Claim, Copy, Count, Source
from catena.weigh.origins import count_origins

POLICE, CLINIC, WITNESS = source("police"), source("the clinic"), Source("a witness", "anonymous")
OUTLET = Source("The Post", "outlet")


def told(where: str, by: Source) -> Claim:
    return claim("killed", Count(3, 3, "exactly", "people"), by, evidence(where))


@pytest.mark.parametrize(
    ("claims", "origins"),
    [
        ([told("d1", POLICE)], 1),
        ([told("d1", POLICE), told("d2", POLICE)], 1),
        ([told("d1", POLICE), told("d2", CLINIC)], 2),
        ([told("d1", POLICE), told("d1", CLINIC)], 1),  # one text
        (
            [told("d1", POLICE), told("d1", CLINIC), told("d2", POLICE)],
            2,
        ),  # the clinic for the one, the police for the other
        ([told("d1", OUTLET), told("d2", OUTLET)], 2),
        ([told("d1", WITNESS), told("d2", WITNESS)], 2),
        ([], 1),
    ],
)
def test_texts_with_speakers_of_their_own_are_origins(claims: list[Claim], origins: int) -> None:
    documents = {name: document(name) for name in ("d1", "d2")}
    assert count_origins(claims, documents, {}) == origins
    assert count_origins(list(reversed(claims)), documents, {}) == origins


def test_five_copies_and_an_independent_report_are_two_origins() -> None:
    names = [f"d{i}" for i in range(6)]
    documents = {name: document(name) for name in names}
    copies = {name: Copy(name, "d0", 0.9) for name in names[1:5]}
    claims = [told(name, by) for name in names[:5] for by in (POLICE, WITNESS)] + [told("d5", CLINIC)]
    assert count_origins(claims, documents, copies) == 2


def test_the_reports_of_one_agency_are_one_origin() -> None:
    documents = {name: document(name, agency="AFP") for name in ("d1", "d2")}
    assert count_origins([told("d1", WITNESS), told("d2", OUTLET)], documents, {}) == 1
