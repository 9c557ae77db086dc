"""The forms in which a text writes a place, and the parts of a place that are places of their own."""

from __future__ import annotations

import pytest

from catena.knowledge.gazetteer_records import PlaceName
from catena.model import Place, Span
from catena.resolve.places import Resolved
from catena.resolve.places_met import places_met


def met(text: str, words: str, kind: str) -> list[Place]:
    start = text.index(words)
    name = PlaceName(Span(start, start + len(words)), words, ())
    place = Place("p1", words, "SY", None, 36.0, 37.0, 5.0, None, (words,), kind)
    found = list(places_met(text, "d1", Resolved(name, place, 1, "given")))
    for one in found:
        assert all(text[e.start : e.end] == e.quote for e in one.evidence)
    return found


@pytest.mark.parametrize(
    ("text", "words", "kind", "form"),
    [
        ("They fled the Tirsan River at dawn.", "Tirsan", "water", "the Tirsan River"),
        ("Shells hit al-Tirsan Camp neighborhood.", "Tirsan", "camp", "al-Tirsan Camp neighborhood"),
        ("It began in the district of Tirsan.", "Tirsan", "settlement", "district of Tirsan"),
        ("A blast shook Tirsan village.", "Tirsan", "settlement", "Tirsan village"),
        ("Jets left the Tirsan military airport.", "Tirsan", "airport", "Tirsan military airport"),
    ],
)
def test_a_place_keeps_every_form_that_the_text_has_of_it(text: str, words: str, kind: str, form: str) -> None:
    (place,) = met(text, words, kind)
    assert form in place.names


@pytest.mark.parametrize(
    ("text", "words", "kind", "part"),
    [
        ("Rebels held East Tirsan.", "Tirsan", "settlement", "East Tirsan"),
        (
            "Roads into rebel-held eastern suburbs of Tirsan are cut.",
            "Tirsan",
            "settlement",
            "eastern suburbs of Tirsan",
        ),
        ("The rebel-held east of Tirsan was hit.", "Tirsan", "settlement", "east of Tirsan"),
        ("It was told across Tirsan province.", "Tirsan", "settlement", "Tirsan province"),
        ("They queued at the Tirsan crossing.", "Tirsan", "camp", "Tirsan crossing"),
        ("Snipers hid in the Old City of Tirsan.", "Tirsan", "settlement", "Old City of Tirsan"),
        ("Snipers hid in Tirsan's ancient old city.", "Tirsan", "settlement", "Tirsan's ancient old city"),
    ],
)
def test_a_part_of_a_place_is_another_place(text: str, words: str, kind: str, part: str) -> None:
    whole, other = met(text, words, kind)
    assert part in other.names
    assert part not in whole.names
    assert other.id != whole.id


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He lives east of Tirsan.", "Tirsan"),
        ("In Tirsan the river rose.", "Tirsan"),
        ("Men of Tirsan campaigned.", "Tirsan"),
        ("The head of Tirsan schooling left.", "Tirsan"),
    ],
)
def test_words_that_only_stand_beside_a_place_are_no_part_of_it(text: str, words: str) -> None:
    (place,) = met(text, words, "settlement")
    assert place.names == (words,)
