"""Each policy's rule on the same figures."""

from __future__ import annotations

import pytest

from catena.errors import UsageError
from catena.model import Count, Evidence, Qualifier, ReportedCount, Source, Toll
from catena.weigh.policies import policy_named


def toll(*figures: tuple[int | None, int | None, Qualifier]) -> Toll:
    source = Source("police", "institution")
    rows = (
        ReportedCount(f"v{i}", Count(low, high, qualifier, "people"), source, (Evidence("d", 0, 1, "x"),))
        for i, (low, high, qualifier) in enumerate(figures)
    )
    return Toll(reported=tuple(rows))


RIVALS = toll((6, 6, "exactly"), (7, 7, "exactly"), (7, 7, "exactly"))
VAGUE = toll((20, 99, "about"))


@pytest.mark.parametrize(
    ("name", "figures", "expected"),
    [
        ("ucdp", RIVALS, (7, 6, 7)),
        ("acled", RIVALS, (6, 6, 7)),
        ("ibc", RIVALS, (6, 6, 7)),
        ("ucdp", VAGUE, (20, 20, 99)),
        ("acled", VAGUE, (12, 12, 99)),
        ("acled", toll((None, 9, "up to")), (None, None, None)),
    ],
)
def test_each_policy_counts_by_its_own_rule(name: str, figures: Toll, expected: tuple[int | None, ...]) -> None:
    assert policy_named(name)(figures) == expected


def test_an_unknown_policy_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="ucdp, acled, ibc"):
        policy_named("gtd")
