"""The figures of one incident: which supersede which, what they come to, whether they can all be true."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from catena.model import Claim, Count, Document, ReportedCount, Toll
from catena.weigh.people import same_people
from catena.weigh.rivals import same_source


@dataclass(frozen=True, slots=True)
class _Row:
    report: ReportedCount
    published: str
    position: int


def weigh_counts(claims: Sequence[Claim], documents: dict[str, Document]) -> Toll:
    """Weigh the figures of one slot: every one kept, best / low / high of those that still stand for the whole.

    A later figure of the same chain supersedes an earlier one; a part ("including three children") is shown but
    never rivals the whole; low is the largest figure nobody contradicts from above, high the largest reported.
    """
    rows = _superseded(_rows(claims, documents))
    whole = [r.report for r in rows if r.report.superseded_by is None and not r.report.subset]
    best, low, high = span_of([r.value for r in whole])
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
        rows[key] = _Row(report, (document.published.value or "") if document is not None else "", evidence.start)
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
    """Mark a figure that the same chain raises later (a running toll), the same people being counted."""
    marked = list(rows)
    for i, row in enumerate(marked):
        for later in marked[i + 1 :]:
            if _supersedes(later, row):
                marked[i] = replace(row, report=replace(row.report, superseded_by=later.report.id))
                break
    return marked


def _supersedes(later: _Row, earlier: _Row) -> bool:
    if later.report.subset or earlier.report.subset or not same_source(later.report.source, earlier.report.source):
        return False
    if later.published <= earlier.published or later.published[:10] == earlier.published[:10]:
        return False
    a, b = earlier.report.value.low, later.report.value.low
    return a is not None and b is not None and a != b and same_people(earlier.report.value.who, later.report.value.who)


def span_of(values: Sequence[Count]) -> tuple[int | None, int | None, int | None]:
    """Give best, low and high of the figures that stand for the whole; None where nothing is known.

    Figures for different people ("15 civilians", "27 fighters") are not added: the largest single one stands.
    """
    lows = [v.low for v in values if v.low is not None]
    exact = [v.low for v in values if v.low is not None and v.low == v.high]
    reported = [n for v in values for n in (v.low, v.high) if n is not None]
    if not reported:
        return None, None, None
    floor = max((v.low for v in values if v.low is not None and v.high is None), default=0)
    best = max(_mode(exact), floor) if exact else max(lows, default=None)
    return best, min(exact) if exact else min(lows, default=None), max(reported)


def _mode(values: Sequence[int]) -> int:
    return max(sorted(set(values), reverse=True), key=values.count)
