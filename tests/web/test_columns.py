"""Lists, facets and marks of arrays are those that a plain walk over the rows gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from catena.model import Place, PlaceField
from catena.store import open_case
from catena.text.names import fold_name
from catena.web.asking import choices, mask_of, read_asked, select
from catena.web.columns import FACETS, make_columns
from catena.web.mapping import bounds_of, marks_of, placed_of, places_of, read_box
from catena.web.rows import IncidentRow
from catena.web.shelf import Index, Shelf


@pytest.fixture
def index(case_path: Path) -> Index:
    """Give the index of the small case."""
    return Shelf(case_path).index()


def plainly(rows: Sequence[IncidentRow], facet: str, value: str) -> set[str]:
    """Find by a walk over the rows what a facet finds."""
    return {row.id for row in rows if value in FACETS[facet](row)}


@pytest.mark.parametrize("facet", list(FACETS))
def test_each_value_of_a_facet_finds_and_counts_the_incidents_that_have_it(index: Index, facet: str) -> None:
    counts = Counter(value for row in index.incidents for value in FACETS[facet](row))
    for value, count in counts.items():
        asked = read_asked([(facet, value)])
        assert {row.id for row in select(index, asked)[:]} == plainly(index.incidents, facet, value)
        chosen = next(each for each in choices(index, asked, "/")[facet] if each.value == value)
        assert (chosen.count, chosen.chosen) == (count, True)


ORDERS = {
    "date": lambda row: (row.first is None, row.first or 0, row.id),
    "-date": lambda row: (row.first is None, -(row.first or 0), row.id),
    "-killed": lambda row: (-row.deaths, row.first or 0, row.id),
    "-documents": lambda row: (-len(row.documents), row.first or 0, row.id),
    "-origins": lambda row: (-row.origins, row.first or 0, row.id),
    "-disputed": lambda row: (-len(row.disputed), -row.deaths, row.id),
    "place": lambda row: (row.place is None, row.country or "", row.place or "", row.id),
    "type": lambda row: (row.sub_event_type, row.first or 0, row.id),
}


@pytest.mark.parametrize("order", list(ORDERS))
def test_every_order_is_that_of_its_keys(index: Index, order: str) -> None:
    found = select(index, read_asked([("sort", order)]))
    assert list(found[:]) == sorted(index.incidents, key=ORDERS[order])  # type: ignore[no-untyped-call]


def test_words_are_found_in_the_titles_that_hold_all_of_them(index: Index) -> None:
    for words in ("testville", "ville test", "killed otherton", "(", "zzz", "\n"):
        found = {row.id for row in select(index, read_asked([("q", words)]))[:]}
        assert found == {
            row.id for row in index.incidents if all(word in row.folded for word in fold_name(words).split())
        }


def test_a_word_across_two_titles_is_not_found(index: Index) -> None:
    titles = make_columns(index.incidents).titles
    end, start = index.incidents[0].folded[-3:], index.incidents[1].folded[:3]
    assert not titles.having(f"{end}\n{start}").all()


def test_a_case_without_incidents_has_columns_too() -> None:
    columns = make_columns(())
    assert (columns.count, columns.titles.having("a").size) == (0, 0)


def test_marks_gather_all_placed_incidents_of_a_window(index: Index) -> None:
    everywhere = select(index, read_asked([]))
    for zoom in (0, 4, 14):
        assert sum(mark.count for mark in marks_of(everywhere, zoom)) == len(placed_of(everywhere)) == 2
    assert [mark.place for mark in marks_of(everywhere, 4, read_box("44,33,45,34"))] == ["Testville"]
    assert marks_of(everywhere, 4, read_box("-10,0,0,10")) == []
    nothing = select(index, read_asked([("q", "zzz")]))
    assert (marks_of(nothing, 4), bounds_of(placed_of(nothing)), places_of(placed_of(nothing), 9)) == ([], None, [])


def test_places_are_counted_with_their_deaths(index: Index) -> None:
    found = places_of(placed_of(select(index, read_asked([]))), 10)
    assert {(row.place, count) for row, count, _ in found} == {("Testville", 1), ("Otherton", 1)}
    assert sum(deaths for _, _, deaths in found) == sum(row.deaths for row in index.incidents)


def test_a_facet_left_out_is_not_asked(index: Index) -> None:
    asked = read_asked([("country", "IQ")])
    assert np.count_nonzero(mask_of(index, asked)) == 1
    assert np.count_nonzero(mask_of(index, asked, "country")) == 2


def test_a_country_that_only_a_dateline_tells_is_shown_by_its_name(case_path: Path) -> None:
    with open_case(case_path) as case:
        file = case.incident_file()
        assert file is not None
        land = Place("c-IQ", "Iraq", "IQ", None, None, None, None, kind="country")
        first = replace(file.incidents[0], place=PlaceField(land, 6))
        case.save_file(replace(file, incidents=(first, *file.incidents[1:])))
    shelf = Shelf(case_path).index()
    shown = {each.value: each.label for each in choices(shelf, read_asked([]), "/")["place"]}
    assert shown["c-IQ"] == "Iraq"
