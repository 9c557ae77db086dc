"""The place of an event that tells none: from the places that its report names, also inside the names of bodies."""

from __future__ import annotations

import pytest

from catena.link.inherit import inherit
from catena.model import Claim, Document, Event, Evidence, Place, Published, Source, Where

DOCUMENT = Document("d1", "a.txt", "0", "text/plain", "en", "text", Published("2021-06-07", "given", ""))
EVIDENCE = Evidence("d1", 0, 4, "text")


def event(*places: Place) -> Event:
    claims = tuple(Claim("place", Where(p.name, p, 1, "told"), Source("outlet", "outlet"), (EVIDENCE,)) for p in places)
    return Event("e1", "d1", "Battles", "Armed clash", "carried out", (EVIDENCE,), claims)


def place(name: str, kind: str = "settlement", country: str = "UG") -> Place:
    return Place(f"p-{name}", name, country, None, 1.0, 32.0, 5.0, names=(name,), kind=kind, evidence=(EVIDENCE,))


def told(events: tuple[Event, ...]) -> list[str]:
    return [c.value.place.name for e in events for c in e.claims if isinstance(c.value, Where) and c.value.place]


UGANDA, PORT, HILL = place("Uganda", "country"), place("Port"), place("Hill")


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ((UGANDA, PORT, PORT), ["Port"]),
        ((UGANDA, PORT), ["Uganda"]),  # once: it may be anywhere
        ((UGANDA, PORT, PORT, HILL, HILL), ["Uganda"]),  # two towns as often: neither
        ((), []),
    ],
)
def test_a_report_that_tells_no_place_is_placed_by_what_it_names(named: tuple[Place, ...], expected: list[str]) -> None:
    assert told(inherit([event()], DOCUMENT, named)) == expected


def test_a_told_place_is_never_outvoted_by_named_ones() -> None:
    assert told(inherit([event(HILL)], DOCUMENT, (PORT, PORT, PORT))) == ["Hill"]
