"""The day of publication by the clock of the dateline's place."""

from __future__ import annotations

import pytest

from catena.knowledge.gazetteer import Gazetteer
from catena.model import Document, Published
from catena.resolve.dates import Anchor, resolve_time
from catena.resolve.dates_zone import dateline_place, hours_from_utc, local_publication
from catena.text.times import find_times


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


def filed(dateline: str | None, instant: str | None, day: str = "2021-06-07") -> Document:
    published = Published(day, "stated", "stated", (), instant)
    return Document("d", "d", "0", "text/plain", "en", "", published, dateline=dateline)


@pytest.mark.parametrize(
    ("dateline", "instant", "day"),
    [
        ("MANILA (Reuters)", "2021-06-07T23:30Z", "2021-06-08"),
        ("LOS ANGELES", "2021-06-07T23:30Z", "2021-06-07"),
        ("LOS ANGELES", "2021-06-08T02:00Z", "2021-06-07"),
        ("URUMQI, China", "2021-06-07T16:30Z", "2021-06-08"),
        ("PORTLAND, Ore.", "2021-06-07T06:30Z", "2021-06-06"),
        ("PORTLAND, Maine", "2021-06-07T06:30Z", "2021-06-07"),
        ("KATHMANDU", "2021-06-07T18:20Z", "2021-06-08"),
    ],
)
def test_a_report_is_of_the_day_of_its_own_clock(dateline: str, instant: str, day: str, gazetteer: Gazetteer) -> None:
    assert local_publication(filed(dateline, instant), gazetteer).day == day


@pytest.mark.parametrize(
    ("dateline", "instant"),
    [
        ("MANILA", None),
        (None, "2021-06-07T23:30Z"),
        ("Nowhereatall", "2021-06-07T23:30Z"),
        ("KAMPALA", "2021-06-07T12:00Z"),
    ],
)
def test_without_a_clock_or_a_known_place_the_stated_day_stays(
    dateline: str | None, instant: str | None, gazetteer: Gazetteer
) -> None:
    assert local_publication(filed(dateline, instant), gazetteer).day == "2021-06-07"


@pytest.mark.parametrize(
    ("text", "utc", "manila"),
    [
        ("Troops fired today.", "2021-06-07", "2021-06-08"),
        ("Troops fired on Tuesday.", "2021-06-01", "2021-06-08"),
        ("Troops fired yesterday.", "2021-06-06", "2021-06-07"),
    ],
)
def test_what_is_told_of_today_is_told_of_the_local_day(text: str, utc: str, manila: str, gazetteer: Gazetteer) -> None:
    local = local_publication(filed("MANILA", "2021-06-07T23:30Z"), gazetteer)
    (phrase,) = find_times(text)
    when = resolve_time(phrase, Anchor(local.day, clock=local.clock))
    assert (resolve_time(phrase, Anchor("2021-06-07")).edtf, when.edtf) == (utc, manila)
    assert "Manila" in when.reason


def test_summer_time_is_told_apart_from_winter(gazetteer: Gazetteer) -> None:
    place = dateline_place(filed("LONDON", None), gazetteer)
    assert place is not None
    assert (hours_from_utc(place, 1), hours_from_utc(place, 7)) == (0.0, 1.0)
