"""Counting policies: how three projects make one figure of many. No policy is the truth; each says its rule.

``ucdp``  UCDP GED codebook 23.1, "Fatality estimates": best is the most reliable figure, low and high the least and
          most that sources report; in doubt the conservative figure stands.
``acled`` ACLED codebook 2023, "Fatalities": the most conservative of the reports, unless a later one of the same
          chain replaces it; vague words become fixed numbers (several 3, dozens 12, hundreds 100).
``ibc``   Iraq Body Count, "Methods": a minimum and a maximum over the reports; the minimum is what all of them bear
          out, the maximum the most that any reports of the same people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from catena.errors import UsageError
from catena.model import ReportedCount, Toll

Figures = tuple[int | None, int | None, int | None]
Policy = Callable[[Toll], Figures]
_ACLED_VAGUE = {(3, 9): 3, (20, 99): 12, (40, 99): 12, (100, 999): 100, (1000, 9999): 1000}


def ucdp(toll: Toll) -> Figures:
    """Give best, low and high as UCDP counts: the figure of most sources, the lower of equal ones."""
    figures = [n for row in _standing(toll) if (n := _figure(row)) is not None]
    if not figures:
        return None, None, None
    votes = Counter(figures)
    best = min(votes, key=lambda n: (-votes[n], n))
    return best, min(figures), max(figures + _tops(toll))


def acled(toll: Toll) -> Figures:
    """Give best, low and high as ACLED counts: the most conservative report, vague words by its fixed numbers."""
    figures = [n for row in _standing(toll) if (n := _acled_figure(row)) is not None]
    if not figures:
        return None, None, None
    return min(figures), min(figures), max(figures + _tops(toll))


def ibc(toll: Toll) -> Figures:
    """Give best, low and high as Iraq Body Count does: best is its minimum, beside the maximum."""
    figures = [n for row in _standing(toll) if (n := _figure(row)) is not None]
    if not figures:
        return None, None, None
    return min(figures), min(figures), max(figures + _tops(toll))


POLICIES: dict[str, Policy] = {"ucdp": ucdp, "acled": acled, "ibc": ibc}


def policy_named(name: str) -> Policy:
    """Give a policy by its name; raises UsageError that names the known ones."""
    if name not in POLICIES:
        raise UsageError(f"no counting policy named {name!r}; known: {', '.join(POLICIES)}")
    return POLICIES[name]


def _standing(toll: Toll) -> Sequence[ReportedCount]:
    """Give the figures for the whole that nothing has replaced."""
    return [row for row in toll.reported if row.superseded_by is None and not row.subset]


def _figure(row: ReportedCount) -> int | None:
    return row.value.low


def _acled_figure(row: ReportedCount) -> int | None:
    low, high = row.value.low, row.value.high
    if low is None or high is None:
        return low
    return _ACLED_VAGUE.get((low, high), low)


def _tops(toll: Toll) -> list[int]:
    return [row.value.high for row in _standing(toll) if row.value.high is not None]
