"""The state of a view goes into its address and comes back the same."""

from __future__ import annotations

import pytest

from catena.web.asking import Asked, read_asked, read_number, take_page

STATES = [
    Asked({}),
    Asked({"type": ("Attack",)}),
    Asked(
        {"country": ("IQ", "SY"), "disputed": ("killed",)},
        words="green zone",
        since="2021-06",
        until="2021-07-01",
        order="-killed",
        page=3,
    ),
]


@pytest.mark.parametrize("asked", STATES)
def test_a_state_survives_its_own_address(asked: Asked) -> None:
    assert read_asked(asked.pairs()) == asked


def test_the_usual_state_has_a_bare_address() -> None:
    assert Asked({}).link("/incidents") == "/incidents"


def test_choosing_twice_is_choosing_not_and_goes_to_the_first_page() -> None:
    asked = Asked({"type": ("Attack",)}, page=7)
    assert asked.toggled("/incidents", "type", "Attack") == "/incidents"
    assert asked.toggled("/incidents", "type", "Other") == "/incidents?type=Attack&type=Other"


NUMBERS = [("5", 5), ("0", 1), ("999", 100), (None, 7), ("", 7), ("-4", 7), ("1e3", 7), ("٤", 7), ("9" * 40, 7)]


@pytest.mark.parametrize(("words", "number"), NUMBERS)
def test_a_number_in_an_address_is_kept_in_bounds(words: str | None, number: int) -> None:
    assert read_number(words, 7, 100) == number


@pytest.mark.parametrize(("number", "records", "shown"), [(1, (0, 1), 1), (3, (4,), 3), (99, (4,), 3)])
def test_a_page_after_the_last_is_the_last(number: int, records: tuple[int, ...], shown: int) -> None:
    page = take_page(range(5), number, 2)
    assert (page.records, page.number, page.count, page.total) == (records, shown, 3, 5)
