from __future__ import annotations

from datetime import date

import pytest

from catena.export.edtf import acled_precision, read_days, ucdp_precision


@pytest.mark.parametrize(
    ("edtf", "first", "last", "ucdp", "acled"),
    [
        ("2021-06-07", "2021-06-07", "2021-06-07", 1, 1),
        ("2021-06-07~", "2021-06-07", "2021-06-07", 2, 2),
        ("2021-06-05/2021-06-07", "2021-06-05", "2021-06-07", 2, 2),
        ("2021-06-07/2021-06-13", "2021-06-07", "2021-06-13", 3, 2),
        ("2021-11-24/2021-12-08", "2021-11-24", "2021-12-08", 4, 3),
        ("2021-06", "2021-06-01", "2021-06-30", 4, 3),
        ("2024-02", "2024-02-01", "2024-02-29", 4, 3),
        ("2021-06-XX", "2021-06-01", "2021-06-30", 4, 3),
        ("2021-06-1X", "2021-06-10", "2021-06-19", 4, 3),
        ("2020~", "2020-01-01", "2020-12-31", 5, None),
        ("2021-22", "2021-06-01", "2021-08-31", 5, None),
        ("2021-34", "2021-04-01", "2021-06-30", 5, None),
        ("202X", "2020-01-01", "2029-12-31", 5, None),
        ("[2021-06-07,2021-06-09]", "2021-06-07", "2021-06-09", 2, 2),
        ("[2021-06-07..2021-06-09]", "2021-06-07", "2021-06-09", 2, 2),
    ],
)
def test_days_and_precisions_of_an_edtf_value(edtf, first, last, ucdp, acled):
    days = read_days(edtf)
    assert days is not None
    assert (days.first, days.last) == (date.fromisoformat(first), date.fromisoformat(last))
    assert (ucdp_precision(days), acled_precision(days)) == (ucdp, acled)


@pytest.mark.parametrize("edtf", [None, "", "..", "2021-06-07/..", "../2021", "yesterday", "2021-13-01", "2021-02-30"])
def test_what_has_no_two_ends_has_no_days(edtf):
    assert read_days(edtf) is None
