"""Which figures cannot both be true."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.weigh.made import figure

from catena.model import Evidence, ReportedCount, Span
from catena.weigh.rivals import are_rivals, counts_dispute, has_number


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (figure(6, 6), figure(7, 7, by="the hospital")),
        (figure(6, 6, where="d1"), figure(7, 7, where="d2")),
        (figure(12, 12, who="civilians"), figure(18, 18, who="villagers", by="the hospital")),
        (figure(11, 11, who="children", where="d2"), figure(8, 8, who="people")),
        (figure(40, None, "at least"), figure(31, 31, where="d2")),
        (figure(None, 9, "up to"), figure(12, 12, where="d2")),
    ],
)
def test_figures_of_two_speakers_that_exclude_each_other_are_rivals(left: ReportedCount, right: ReportedCount) -> None:
    assert are_rivals(left, right)
    assert are_rivals(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (figure(4, None, "at least"), figure(7, 7, where="d2")),
        (figure(15, 15, who="civilians"), figure(27, 27, who="fighters", where="d2")),
        (figure(9, 9, who="children"), figure(12, 12, who="people", where="d2")),
        (figure(13, 13, who="civilians"), figure(50, None, "more than", where="d2")),
        (figure(6, 6), figure(4, 4)),  # one speaker, one report: two places
        (figure(7, 7, by="outlet"), figure(4, 4, by="the hospital")),  # the report's sum beside its speaker's part
        (figure(20, 99, "about"), figure(50, 50, where="d2")),
    ],
)
def test_floors_other_people_parts_and_one_voice_are_no_rivals(left: ReportedCount, right: ReportedCount) -> None:
    assert not are_rivals(left, right)
    assert not are_rivals(right, left)


def test_a_person_named_without_a_number_only_sets_a_floor() -> None:
    quote = "gunmen killed the pilot"
    pilot = replace(figure(1, 1, who="the pilot"), evidence=(Evidence("d1", 0, 23, quote, Span(14, 23)),))
    one = replace(figure(1, 1), evidence=(Evidence("d1", 0, 17, "one man was killed", Span(0, 7)),))
    many = figure(31, 31, where="d2")
    assert not are_rivals(pilot, many)
    assert are_rivals(one, many)


def test_superseded_figures_and_parts_dispute_nothing() -> None:
    standing = figure(7, 7)
    gone = replace(figure(3, 3, where="d2"), superseded_by=standing.id)
    part = figure(2, 2, who="including medics", where="d3", subset=True)
    assert not counts_dispute([standing, gone, part])
    assert counts_dispute([standing, gone, part, figure(9, 9, where="d4")])


def test_a_lesser_figure_beside_the_other_reports_figure_is_a_part() -> None:
    whole, same, part = figure(16, 16), figure(16, 16, where="d2"), figure(3, 3, by="the clinic", where="d2")
    assert are_rivals(whole, part)
    assert not counts_dispute([whole, same, replace(part, source=same.source)])
    assert counts_dispute([whole, part])


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("Two guards", True),
        ("4", True),
        ("12 nurses, 9 of them women", True),
        ("Ana Ruiz, 38, and her brother", False),
        ("her brother, 42", False),
        ("38, of Puno", False),
        ("a guard", False),
    ],
)
def test_an_age_is_no_number_of_persons(words: str, number: bool) -> None:
    told = Evidence("d1", 0, len(words), words, Span(0, len(words)))
    assert has_number(replace(figure(1, 1), evidence=(told,))) is number
