"""Which fields hold values that cannot all be true."""

from __future__ import annotations

import pytest
from tests.weigh.made import blame, claim, evidence, source, statement

from catena.model import Claim, Party, Place, Statement, Weapon, Where
from catena.weigh.disputes import find_disputes

ACCUSED = blame("the army", "accused", "villagers", "Villagers accused the army of the raid.")


@pytest.mark.parametrize(
    ("claims", "statements", "expected"),
    [
        ([ACCUSED], [statement("denies", "The ministry denied any involvement.")], ("perpetrator",)),
        ([], [statement("denies", "Police said they had not detained her.")], ("perpetrator",)),
        ([], [statement("denies", "The army said the actor was not beaten.")], ("outcome",)),
        ([ACCUSED, blame("the army", "denies", "the army", "The army denies it.")], [], ("perpetrator",)),
        (
            [ACCUSED, blame("Red Hand", "claims", "Red Hand", "Red Hand said it did it.", where="d2")],
            [],
            ("perpetrator",),
        ),
        ([ACCUSED], [statement("denies", "The shelling had not stopped since dawn.")], ()),
        ([ACCUSED], [statement("condemns", "The ministry denied any involvement.")], ()),
        ([ACCUSED, blame("soldiers", "accused", "a teacher", "Soldiers passed by.", where="d2")], [], ()),
        ([ACCUSED, blame("Army", "accused", "a priest", "A priest blamed the Army.", where="d2")], [], ()),
    ],
)
def test_who_did_it_is_disputed_by_denials_and_by_rival_blame(
    claims: list[Claim], statements: list[Statement], expected: tuple[str, ...]
) -> None:
    assert find_disputes(claims, {}, "Attack", statements) == expected


@pytest.mark.parametrize(
    ("left", "right", "disputed"),
    [
        ("firearm", "blade", True),
        ("vehicle bomb", "artillery", True),
        ("bomb", "vehicle bomb", False),
        ("vehicle bomb", "suicide bomb", False),
        ("drone", "rocket", False),
        ("firearm", "firearm", False),
    ],
)
def test_two_reports_of_ways_that_exclude_each_other_dispute_the_weapon(left: str, right: str, disputed: bool) -> None:
    claims = [
        claim("weapon", Weapon(left, left), source(), evidence("d1")),
        claim("weapon", Weapon(right, right), source(), evidence("d2")),
    ]
    assert find_disputes(claims, {}, "Attack") == (("weapon",) if disputed else ())


@pytest.mark.parametrize(
    ("kind", "quote", "expected"),
    [
        ("Arrests", "Her lawyer rejected the charges.", ()),
        ("Arrests", "Police denied detaining her.", ("perpetrator",)),
        ("Attack", "The colonel rejected the charges.", ("perpetrator",)),
    ],
)
def test_who_is_arrested_denies_the_crime_and_not_the_arrest(kind: str, quote: str, expected: tuple[str, ...]) -> None:
    assert find_disputes([], {}, kind, [statement("denies", quote)]) == expected


def test_blame_that_one_report_tells_of_two_accusers_is_of_two() -> None:
    told = evidence(quote="The army and the rebels blamed each other for it.")
    claims = [
        claim("perpetrator", Party("army", "accused", "the rebels"), source("outlet", "outlet"), told),
        claim("perpetrator", Party("rebels", "accused", "the army"), source("outlet", "outlet"), told),
    ]
    assert find_disputes(claims, {}, "Attack") == ("perpetrator",)


@pytest.mark.parametrize(
    ("precision", "lat", "disputed"), [(1, 10.1, True), (2, 10.1, False), (1, 10.03, False), (2, 10.5, True)]
)
def test_exact_places_are_apart_at_eight_kilometres_and_near_ones_at_twenty_five(
    precision: int, lat: float, disputed: bool
) -> None:
    here = Place("p1", "Ari", "XX", None, 10.0, 20.0, 3.0)
    there = Place("p2", "Bor", "XX", None, lat, 20.0, 3.0)
    claims = [
        claim("place", Where("Ari", here, 1, ""), source(), evidence("d1")),
        claim("place", Where("Bor", there, precision, ""), source(), evidence("d2")),
    ]
    assert find_disputes(claims, {}, "Attack") == (("place",) if disputed else ())
