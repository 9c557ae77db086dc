"""The same forms are written as TIMEX3 for the annotated corpora."""

from __future__ import annotations

import pytest

from catena.resolve.dates_timex import timex_values
from catena.text.times import find_time_atoms


def values(text: str, *, narrative: bool = False) -> list[str]:
    """Give the TIMEX3 values of a text of Monday 2 November 1998."""
    return [one.value for one in timex_values(find_time_atoms(text), text, "1998-11-02", narrative=narrative)]


NEWS = [
    ("It closed on Friday.", ["1998-10-30"]),
    ("It will close on Friday.", ["1998-11-06"]),
    ("Friday night", ["1998-10-30TNI"]),
    ("10:35 a.m. on Oct. 7", ["1998-10-07T10:35"]),
    ("last week", ["1998-W44"]),
    ("over the weekend", ["1998-W44-WE"]),
    ("last month", ["1998-10"]),
    ("the third quarter", ["1998-Q3"]),
    ("the third quarter beat that of a year ago", ["1998-Q3", "1997-Q3"]),
    ("last summer", ["1998-SU"]),
    ("in the 1980s", ["198"]),
    ("now", ["PRESENT_REF"]),
    ("recently", ["PAST_REF"]),
    ("a few days ago", ["PAST_REF"]),
    ("the past two years", ["P2Y"]),
    ("several months", ["PXM"]),
    ("two decades", ["P20Y"]),
    ("a minute and a half", ["PT1M30S"]),
    ("every day", ["P1D"]),
    ("Tuesday nights", ["XXXX-WXX-2TNI"]),
    ("13 to 19 July 1998", ["1998-07-13", "1998-07-19"]),
]


@pytest.mark.parametrize(("text", "expected"), NEWS)
def test_news_is_valued_against_its_day(text: str, expected: list[str]) -> None:
    assert values(text) == expected


HISTORY = [
    ("In June 1940 it fell. On 5 July it rose; two days later it fell again. The next year it ended.",
     ["1940-06", "1940-07-05", "1940-07-07", "1941"]),
    ("In November 1941 it began. In January it ended.", ["1941-11", "1942-01"]),
    ("It burned in 480 BC and the following year.", ["BC0480", "BC0479"]),
    ("the 5th century BC", ["BC04"]),
    ("They moved at night.", ["XXXX-XX-XXTNI"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), HISTORY)
def test_a_history_is_valued_against_the_date_told_last(text: str, expected: list[str]) -> None:
    assert values(text, narrative=True) == expected
