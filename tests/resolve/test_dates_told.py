"""What a phrase of time beside an event counts from, and which phrases date no event."""

from __future__ import annotations

import pytest

from catena.model import Evidence, When
from catena.resolve.dates import Anchor, resolve_time
from catena.resolve.dates_told import dates_event, told_before
from catena.text.times import find_times

PUBLISHED = "2021-06-10"  # a Thursday


def last_read(text: str, reference: str | None) -> When:
    phrases = {phrase.span: phrase for phrase in find_times(text)}
    focus = max(phrases)
    anchor = told_before(Evidence("d", 0, len(text), text, focus), phrases, Anchor(PUBLISHED, reference))
    return resolve_time(phrases[focus], anchor)


@pytest.mark.parametrize(
    ("text", "reference", "value"),
    [
        ("On Sunday they retook a hill that was lost the day before.", "2021-05-20", "2021-06-05"),
        ("A ferry was hit on Monday and a pier a day later.", "2019-01-01", "2021-06-08"),
        ("A pier was hit a day later.", "2021-06-01", "2021-06-02"),
        ("Since 2019 the pier was hit often, the last time a day earlier.", "2021-06-05", "2021-06-04"),
        ("He led the service until May 2017. A strike in January that year killed two.", "2021-06-05", "2017-01"),
        ("In 2014 he fled. Shells hit the town in March of the same year.", "2021-06-05", "2014-03"),
        ("A strike in January that year killed two.", "2016-08-05", "2016-01"),
    ],
)
def test_the_day_before_and_that_year_count_from_what_was_told_last(text: str, reference: str, value: str) -> None:
    assert last_read(text, reference).edtf == value


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Shells hit the town that is parted since July 2012.", False),
        ("It was the first attack over the May 3 election.", False),
        ("Rebels who signed a 2018 peace deal were shot.", False),
        ("Ana Orlik's 2019 letter told of it.", False),
        ("It raised the figure that the Harbour Post gave a day before.", False),
        ("The militia put up a video that it published on Monday.", False),
        ("Four shot dead at the gate, officials now say.", False),
        ("The post gave way when shells hit it on Monday.", True),
        ("Shells now hit the town.", True),
        ("Shells have hit the town since Monday.", True),
        ("It was like the May 3 attack.", True),
        ("On May 3 election workers were shot.", True),
        ("He was shot on May 3 after a meeting.", True),
    ],
)
def test_a_day_of_something_else_dates_no_event(text: str, dates: bool) -> None:
    (phrase,) = find_times(text)
    assert dates_event(text, phrase, resolve_time(phrase, Anchor(PUBLISHED))) is dates


def test_a_time_of_day_is_not_of_a_year_told_before() -> None:
    (phrase,) = find_times("It began at 4:30 am.")
    assert resolve_time(phrase, Anchor(PUBLISHED, "2012")).edtf is None
    assert resolve_time(phrase, Anchor(PUBLISHED, "2021-06-08")).edtf == "2021-06-08"
