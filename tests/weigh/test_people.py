"""Who is counted."""

from __future__ import annotations

import pytest

from catena.weigh.people import kind_of, part_of, same_people


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("people", ()),
        ("evacuees from two towns", ()),
        ("civilians, among them 11 children", ("civilian",)),
        ("government soldiers", ("state",)),
        ("policemen", ("state",)),
        ("rebel fighters", ("non-state",)),
        ("soldiers and rebels", ()),
        ("children", ("child",)),
        ("women and children", ()),
        ("villagers mostly women", ("civilian",)),
    ],
)
def test_the_nouns_place_those_counted(who: str, kind: tuple[str, ...]) -> None:
    assert kind_of(who) == kind


def test_a_narrower_group_is_a_part_and_another_side_is_not() -> None:
    assert part_of("children", "people")
    assert part_of("soldiers", "people")
    assert not part_of("people", "children")
    assert not part_of("people", "persons")
    assert not part_of("soldiers", "civilians")


def test_two_sides_are_never_the_same_people() -> None:
    assert same_people("people", "rebels")
    assert not same_people("villagers", "rebels")
