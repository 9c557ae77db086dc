"""Places told beside an event that are not where it happened."""

from __future__ import annotations

import pytest

from catena.model import Claim, Document, Evidence, Place, Published, Source, Span, Where
from catena.resolve.places_told import drop_bystanders


def kept(text: str, dateline: str | None, *places: tuple[str, str, str]) -> list[str]:
    """Give the phrases kept of (name, phrase, kind)."""
    document = Document("d", "d", "0", "text/plain", "en", text, Published(None, "unknown", ""), dateline=dateline)
    claims = []
    for name, phrase, kind in places:
        at = text.index(phrase) + phrase.index(name)
        place = Place("p" + name, name, "TR", None, 39.0, 32.0, 1.0, kind=kind)
        focus = Span(at, at + len(name))
        claims.append(
            Claim(
                "place", Where(phrase, place, 1, ""), Source("x", "outlet"), (Evidence("d", 0, len(text), text, focus),)
            )
        )
    return [claim.value.text for claim in drop_bystanders(claims, document) if isinstance(claim.value, Where)]


@pytest.mark.parametrize(
    ("text", "dateline", "places", "left"),
    [
        (
            "Ankara: A trader was shot in Mersin.",
            "Ankara",
            [("Ankara", "Ankara", "settlement"), ("Mersin", "in Mersin", "settlement")],
            ["in Mersin"],
        ),
        (
            "Ankara accused rebels of killing two in Mersin.",
            None,
            [("Ankara", "Ankara", "settlement"), ("Mersin", "in Mersin", "settlement")],
            ["in Mersin"],
        ),
        (
            "Turkey shelled a camp near Mersin.",
            None,
            [("Turkey", "Turkey", "country"), ("Mersin", "near Mersin", "settlement")],
            ["near Mersin"],
        ),
        # What stays:
        (
            "Turkey's Red Front militants bombed a ferry near Mersin.",
            None,
            [("Turkey", "Turkey", "country"), ("Mersin", "near Mersin", "settlement")],
            ["near Mersin"],
        ),
        ("Ankara: A trader was shot.", "Ankara", [("Ankara", "Ankara", "settlement")], ["Ankara"]),
        (
            "Two died in Ankara and one in Mersin.",
            None,
            [("Ankara", "in Ankara", "settlement"), ("Mersin", "in Mersin", "settlement")],
            ["in Ankara", "in Mersin"],
        ),
        (
            "Mersin mourned two shot in Ankara.",
            None,
            [("Mersin", "Mersin", "settlement"), ("Ankara", "in Ankara", "settlement")],
            ["Mersin", "in Ankara"],
        ),
    ],
)
def test_a_dateline_and_a_capital_that_acts_are_no_place_of_an_event(
    text: str, dateline: str | None, places: list[tuple[str, str, str]], left: list[str]
) -> None:
    assert kept(text, dateline, *places) == left
