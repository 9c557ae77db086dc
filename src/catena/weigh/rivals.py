"""Whether two reported figures can both be true."""

from __future__ import annotations

import re
from collections.abc import Sequence

from catena.model import ReportedCount, Source
from catena.text.numbers import find_numbers
from catena.weigh.addends import with_sums
from catena.weigh.people import kind_of, part_of

Range = tuple[int | None, int | None]


def counts_dispute(reports: Sequence[ReportedCount]) -> bool:
    """Say whether two figures, both still standing, cannot both be true."""
    standing = with_sums([r for r in reports if r.superseded_by is None and not r.subset])
    return any(
        are_rivals(a, b) and not _told_as_part(a, b, standing) and not _told_as_part(b, a, standing)
        for i, a in enumerate(standing)
        for b in standing[i + 1 :]
    )


def _told_as_part(lesser: ReportedCount, other: ReportedCount, standing: Sequence[ReportedCount]) -> bool:
    """Say whether a report that tells a lesser figure tells the other report's figure, too: the lesser is then a part."""
    low, whole = lesser.value.low, other.value.low
    if low is None or whole is None or low >= whole or _same_report(lesser, other):
        return False
    return any(
        r.value.low == r.value.high == whole
        and _same_report(lesser, r)
        and _one_voice(lesser.source, r.source)
        and has_number(r)
        for r in standing
    )


def are_rivals(left: ReportedCount, right: ReportedCount) -> bool:
    """Say whether no state of the world satisfies both figures.

    Within one report only two speakers can be at odds: a source does not contradict itself, and a report's own
    figure beside its speaker's is of more places, or of a part. Of a wider group and a narrower one ("12 people",
    "nine children") only a narrower figure above the wider is a rival.
    """
    if _same_report(left, right) and _one_voice(left.source, right.source):
        return False
    a, b = range_of(left), range_of(right)
    if part_of(left.value.who, right.value.who):
        return _above(a, b)
    if part_of(right.value.who, left.value.who):
        return _above(b, a)
    return kind_of(left.value.who) == kind_of(right.value.who) and (_above(a, b) or _above(b, a))


def _one_voice(left: Source, right: Source) -> bool:
    return "outlet" in {left.kind, right.kind} or same_source(left, right)


def range_of(report: ReportedCount) -> Range:
    """Give the least and the most that a figure allows; persons named without a number only set a floor."""
    low, high = report.value.low, report.value.high
    return (low, None) if low == high and not has_number(report) else (low, high)


def has_number(report: ReportedCount) -> bool:
    """Say whether the words that carry the figure hold a number ("two guards"), or only name persons ("a guard")."""
    told = [_focus(report, i) for i in range(len(report.evidence))]
    return any(words is None or find_numbers(_AGE.sub(",", words)) for words in told)


# "Ana Ruiz, 38, and her brother, 42": ages count nobody.
_AGE = re.compile(r",\s*\d{1,3}(?=\s*(?:,|$|\band\b))|^\d{1,3}(?=,)")


def _focus(report: ReportedCount, at: int) -> str | None:
    evidence = report.evidence[at]
    if evidence.focus is None:
        return None
    return evidence.quote[evidence.focus.start - evidence.start : evidence.focus.end - evidence.start]


def same_source(left: Source, right: Source) -> bool:
    """Say whether two claims credit the same speaker, by the case's actor or by name."""
    if left.actor is not None and left.actor == right.actor:
        return True
    return left.kind == right.kind and plain_name(left.name) == plain_name(right.name)


def plain_name(name: str) -> str:
    """Give a speaker's name in small letters, without an article."""
    return " ".join(name.lower().removeprefix("the ").split())


def _same_report(left: ReportedCount, right: ReportedCount) -> bool:
    return bool({e.document for e in left.evidence} & {e.document for e in right.evidence})


def _above(a: Range, b: Range) -> bool:
    return a[0] is not None and b[1] is not None and a[0] > b[1]
