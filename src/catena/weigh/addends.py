"""Figures that one breath adds up: "four men and two women" are six."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from catena.model import ReportedCount

_JOINT = re.compile(r"\s*(?:,\s*)?(?:(?:and|plus|as well as|along with)\s+)?(?:an?other\s+)?", re.IGNORECASE)


def find_sums(reports: Sequence[ReportedCount]) -> list[tuple[ReportedCount, ...]]:
    """Give the groups of two and more figures that stand side by side in one sentence, told by one voice."""
    groups: list[tuple[ReportedCount, ...]] = []
    taken: set[str] = set()
    for report in reports:
        group = [report]
        while report.id not in taken and (after := _next(group[-1], reports)) is not None and after not in group:
            group.append(after)
        if len(group) > 1:
            groups.append(tuple(group))
            taken |= {r.id for r in group}
    return groups


def _next(report: ReportedCount, reports: Sequence[ReportedCount]) -> ReportedCount | None:
    return next((r for r in reports if r is not report and _follows(report, r)), None)


def _follows(left: ReportedCount, right: ReportedCount) -> bool:
    if left.source.name != right.source.name or left.value.low is None or right.value.low is None:
        return False
    if left.subset or right.subset or left.value.who == right.value.who:
        return False
    for one in left.evidence:
        for other in right.evidence:
            same = (one.document, one.start, one.end) == (other.document, other.start, other.end)
            if same and one.focus is not None and other.focus is not None and one.focus.end <= other.focus.start:
                between = one.quote[one.focus.end - one.start : other.focus.start - one.start]
                if between.strip() and _JOINT.fullmatch(between) and not _explains(left, between):
                    return True
    return False


def _explains(left: ReportedCount, between: str) -> bool:
    """Say whether what follows a comma only says who they were ("four victims, three boys and one adult")."""
    return between.strip() == "," and left.value.who.lower() in _ANYBODY


_ANYBODY = frozenset({"people", "persons", "victims", "casualties", "others", "individuals"})


def with_sums(reports: Sequence[ReportedCount]) -> list[ReportedCount]:
    """Give the figures with those that are added up written as one."""
    groups = find_sums(reports)
    added = {r.id for group in groups for r in group}
    return [*(r for r in reports if r.id not in added), *(_sum(group) for group in groups)]


def _sum(group: Sequence[ReportedCount]) -> ReportedCount:
    lows, highs = [r.value.low for r in group], [r.value.high for r in group]
    low = sum(n for n in lows if n is not None)
    high = None if None in highs else sum(n for n in highs if n is not None)
    value = replace(group[0].value, low=low, high=high, who="people")
    return replace(group[0], value=value)
