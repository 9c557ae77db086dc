"""What is made of those who were shot."""

from __future__ import annotations

from catena.model import Claim, Count, Event, Evidence, Slot, Source
from catena.read.rules.placing import without_dead


def told(slot: Slot, number: int) -> Claim:
    return Claim(
        slot, Count(number, number, "exactly", "people"), Source("outlet", "outlet"), (Evidence("d", 0, 1, "x"),)
    )


def event(*claims: Claim) -> Event:
    evidence = (Evidence("d", 0, 1, "x"),)
    return Event("e", "d", "Violence against civilians", "Attack", "carried out", evidence, claims)


def test_those_shot_were_wounded_unless_the_report_tells_of_dead() -> None:
    shot, dead = told("wounded", 4), told("killed", 1)
    assert without_dead([event(shot)], [shot]) == (event(shot),)
    assert without_dead([event(shot), event(dead)], [shot]) == (event(), event(dead))


def test_others_who_were_shot_are_not_the_dead() -> None:
    others = Claim("wounded", Count(3, 3, "exactly", "others"), Source("outlet", "outlet"), (Evidence("d", 0, 1, "x"),))
    dead = told("killed", 1)
    assert without_dead([event(others, dead)], [others]) == (event(others, dead),)
