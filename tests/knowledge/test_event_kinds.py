"""A looser telling of a type counts for the narrower one told beside it."""

from __future__ import annotations

import pytest

from catena.knowledge.event_kinds import count_types

BOMB, SUICIDE, AIR = "Remote explosive/landmine/IED", "Suicide bomb", "Air/drone strike"


@pytest.mark.parametrize(
    ("told", "votes"),
    [
        ([BOMB, BOMB, SUICIDE], {SUICIDE: 3}),
        ([BOMB, AIR, AIR, SUICIDE], {AIR: 3, SUICIDE: 1}),
        ([BOMB, BOMB], {BOMB: 2}),
        (["Attack", SUICIDE], {"Attack": 1, SUICIDE: 1}),
        ([], {}),
    ],
)
def test_a_bomb_counts_for_the_narrower_type(told: list[str], votes: dict[str, int]) -> None:
    assert dict(count_types(told)) == votes
