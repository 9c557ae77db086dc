"""The day of an undated report is inferred from what it tells, and never invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catena.resolve.dates import infer_publication
from catena.text.times import find_times

INFERRED = [
    ("Posted on July 2 2016 by the desk. A shell hit the square.", "2016-07-02"),
    ("Shell hits square\n\n6 Oct 2016\n\nA shell hit the square on Thursday.", "2016-10-06"),
    ("Today, 28 February 2021, gunmen raided the farm.", "2021-02-28"),
    ("A bomb went off on Dec. 7, 2021. Officials blamed yesterday's attack on a cell.", "2021-12-08"),
    ("In July 2020 an analyst was shot. Last year two students were. On Dec. 7 a bomb went off; the mayor spoke of"
     " yesterday's attack.", "2021-12-08"),
    ("The house was hit on November 6, 2021.", "2021-11-06/2021-11-13"),
    ("The raid of March 3, 2020 was condemned on Wednesday.", "2020-03-04/2020-03-11"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "edtf"), INFERRED)
def test_the_day_follows_from_what_is_told(text: str, edtf: str) -> None:
    published = infer_publication(text, find_times(text), document="d1")
    assert (published.value, published.how) == (edtf, "inferred")
    evidence = published.evidence[0]
    assert published.reason and text[evidence.start : evidence.end] == evidence.quote


UNKNOWN = [
    "A shell hit the square on Sunday.",
    "The war that began in 2011 goes on.",
    "Copyright 2018. All rights reserved.",
    "The trial will open on 5 May 2030.",
    "On Dec. 7 a bomb went off.",
    "",
]


@pytest.mark.parametrize("text", UNKNOWN)
def test_nothing_is_invented(text: str) -> None:
    published = infer_publication(text, find_times(text))
    assert (published.value, published.how, published.evidence) == (None, "unknown", ())


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert infer_publication(text, find_times(text)).reason
