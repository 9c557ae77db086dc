"""The figures of one incident: which supersede which, what they come to, whether they can all be true."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from catena.model import Claim, Count, Document, ReportedCount, Toll
from catena.weigh.addends import with_sums
from catena.weigh.corrections import is_outdated, is_update
from catena.weigh.people import part_of, same_people
from catena.weigh.rivals import has_number, same_source


@dataclass(frozen=True, slots=True)
class _Row:
    report: ReportedCount
    published: str
    position: int
    outlet: str


def weigh_counts(claims: Sequence[Claim], documents: dict[str, Document]) -> Toll:
    """Weigh the figures of one slot: every one kept, best / low / high of those that still stand for the whole.

    A later figure of the same chain supersedes an earlier one; a part ("including three children") is shown but
    never rivals the whole; low is the largest figure nobody contradicts from above, high the largest reported.
    """
    rows = _superseded(_rows(claims, documents))
    best, low, high = span_of([r.report for r in rows])
    return Toll(best, low, high, tuple(r.report for r in rows))


def _rows(claims: Sequence[Claim], documents: dict[str, Document]) -> list[_Row]:
    rows: dict[tuple[object, ...], _Row] = {}
    for claim in claims:
        value = claim.value
        if not isinstance(value, Count):
            continue
        evidence = claim.evidence[0]
        key = (evidence.document, value.low, value.high, claim.source.name.lower(), value.qualifier)
        subset = value.who.startswith("including ")
        if key in rows:
            kept = rows[key]
            merged = tuple(dict.fromkeys((*kept.report.evidence, *claim.evidence)))
            rows[key] = replace(
                kept, report=replace(kept.report, evidence=merged, subset=kept.report.subset and subset)
            )
            continue
        identity = hashlib.sha256("\n".join(map(str, (*key, evidence.start))).encode()).hexdigest()[:12]
        report = ReportedCount(f"v{identity}", value, claim.source, claim.evidence, subset=subset)
        document = documents.get(evidence.document)
        published = (document.published.value or "") if document is not None else ""
        outlet = (document.outlet if document is not None else None) or evidence.document
        rows[key] = _Row(report, published, evidence.start, outlet)
    return sorted(
        _without_echoes(rows), key=lambda r: (r.published, r.report.evidence[0].document, r.position, r.report.id)
    )


def _without_echoes(rows: Mapping[tuple[object, ...], _Row]) -> list[_Row]:
    """Fold a figure in the report's own voice (a headline, a summary) into the same one that it credits to a speaker."""
    credited = {_told(r): key for key, r in rows.items() if r.report.source.kind != "outlet"}
    kept = dict(rows)
    for key, row in rows.items():
        home = credited.get(_told(row))
        if row.report.source.kind == "outlet" and home is not None:
            held = kept[home]
            evidence = tuple(dict.fromkeys((*held.report.evidence, *row.report.evidence)))
            kept[home] = replace(held, report=replace(held.report, evidence=evidence))
            del kept[key]
    return list(kept.values())


def _told(row: _Row) -> tuple[str, int | None, int | None]:
    return row.report.evidence[0].document, row.report.value.low, row.report.value.high


def _superseded(rows: Sequence[_Row]) -> list[_Row]:
    """Mark a figure that the same chain raises later (a running toll), or that its own outlet takes back."""
    marked = list(rows)
    for i, row in enumerate(marked):
        later = next(
            (r for j, r in enumerate(rows) if i != j and _supersedes(r, row) and not _repeats(r, row, rows)), None
        )
        if later is not None:
            marked[i] = replace(row, report=replace(row.report, superseded_by=later.report.id))
    return marked


def _repeats(later: _Row, earlier: _Row, rows: Sequence[_Row]) -> bool:
    """Say whether the later report tells the earlier figure itself, so that its other figure is of a part ("two of them men")."""
    document = later.report.evidence[0].document
    if document == earlier.report.evidence[0].document:
        return False
    low = earlier.report.value.low
    return any(
        r.report.value.low == r.report.value.high == low
        and r.report.evidence[0].document == document
        and not is_outdated(r.report)  # "an earlier version said one" tells the one to take it back
        for r in rows
    )


def _supersedes(later: _Row, earlier: _Row) -> bool:
    a, b = earlier.report, later.report
    if a.subset or b.subset or a.value.low is None or b.value.low is None or a.value.low == b.value.low:
        return False
    if a.value.low == a.value.high and a.value.low in _span(b.value):
        return False  # "several" takes back no five
    if not same_people(a.value.who, b.value.who) or part_of(b.value.who, a.value.who) or not has_number(b):
        return False
    if _takes_back(later, earlier):
        return True
    # A report of no known day is neither before nor after another.
    return same_source(a.source, b.source) and "" < earlier.published[:10] < later.published[:10]


def _span(value: Count) -> range:
    """Give the figures that a count allows."""
    return range(value.low or 0, sys.maxsize if value.high is None else value.high + 1)


def _takes_back(later: _Row, earlier: _Row) -> bool:
    """Say whether one outlet's words put the later figure in the place of the earlier ("has since risen to nine")."""
    if later.outlet != earlier.outlet or later.published < earlier.published:
        return False
    one_report = later.report.evidence[0].document == earlier.report.evidence[0].document
    if is_outdated(earlier.report):
        return one_report and not is_outdated(later.report)
    follows = later.position > earlier.position if one_report else later.published > earlier.published
    return follows and is_update(later.report) and not is_update(earlier.report)


def span_of(reports: Sequence[ReportedCount]) -> tuple[int | None, int | None, int | None]:
    """Give best, low and high of the figures that stand for the whole; None where nothing is known.

    Superseded figures, parts, and persons named without a number beside told figures are left out. Figures of one
    breath ("15 civilians and 27 fighters") are added; of others the largest single one stands.
    """
    values = [r.value for r in _whole(reports)]
    lows = [v.low for v in values if v.low is not None]
    exact = [v.low for v in values if v.low is not None and v.low == v.high]
    reported = [n for v in values for n in (v.low, v.high) if n is not None]
    if not reported:
        return None, None, None
    floor = max((v.low for v in values if v.low is not None and v.high is None), default=0)
    best = max(_mode(exact), floor) if exact else max(lows, default=None)
    return best, min(exact) if exact else min(lows, default=None), max(reported)


def _whole(reports: Sequence[ReportedCount]) -> list[ReportedCount]:
    standing = with_sums([r for r in reports if r.superseded_by is None and not r.subset])
    told = [r for r in standing if has_number(r)]
    if not told:
        return [max(standing, key=lambda r: r.value.low or 0)] if standing else []
    return [r for r in told if not any(_is_part(r, other) for other in told)]


def _is_part(report: ReportedCount, other: ReportedCount) -> bool:
    low, whole = report.value.low, other.value.low
    return low is not None and whole is not None and low < whole and part_of(report.value.who, other.value.who)


def _mode(values: Sequence[int]) -> int:
    return max(sorted(set(values), reverse=True), key=values.count)
