"""Which of those told as shot or wounded are counted among the dead, too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from catena.model import ReportedCount, Toll
from catena.weigh.counts import span_of

# So few can be the same persons; twelve dead and twelve wounded are twenty-four.
_FEW = 3
_BESIDE = re.compile(r"\b(?:an?other|others?|more|second|third|fourth|else)\b", re.IGNORECASE)
_SHOT = re.compile(r"\b(?:shot|struck|hit)\b", re.IGNORECASE)
_HURT = re.compile(r"\b(?:wounded|injured|hurt|wounding|injuring|injuries)\b", re.IGNORECASE)


def settle_wounded(killed: Toll, wounded: Toll) -> Toll:
    """Make parts of the figures of the wounded that count the dead, too; they are shown and rival nothing.

        Those found shot or taken to hospital are told as wounded by the first reports and as dead by the next ones ("a boy
        is in critical condition", "the boy has died"): so where both figures are the same few and no sentence tells of both
    or says "wounded" or "injured" in so many words.
        And "seven were shot" beside "one killed, six wounded" is the sum of both.
    """
    if not killed.best or not wounded.best:
        return wounded
    dead = [r for r in killed.reported if not r.subset and r.superseded_by is None]
    if killed.best == wounded.best <= _FEW and _are_the_dead(dead, wounded.reported):
        return _as_parts(wounded, [r.id for r in wounded.reported if r.superseded_by is None])
    sentences = _sentences(dead)
    told = {r.value.low for r in wounded.reported if r.value.low == r.value.high and _sentences([r]) & sentences}
    sums = [
        r.id
        for r in wounded.reported
        if r.value.low is not None and r.value.low - killed.best in told and _counts_all_hit(r)
    ]
    return _as_parts(wounded, sums) if sums else wounded


def _are_the_dead(dead: Sequence[ReportedCount], wounded: Sequence[ReportedCount]) -> bool:
    """Say whether nothing sets the wounded beside the dead: no sentence that tells of both, no "another"."""
    told = [r for r in wounded if r.superseded_by is None]
    if any(_HURT.search(e.quote) for r in told for e in r.evidence):
        return False
    return not any(_BESIDE.search(r.value.who) for r in told) and not _sentences(dead) & _sentences(told)


def _sentences(reports: Sequence[ReportedCount]) -> set[tuple[str, int]]:
    return {(e.document, e.start) for r in reports for e in r.evidence}


def _counts_all_hit(report: ReportedCount) -> bool:
    return all(_SHOT.search(e.quote) and not _HURT.search(e.quote) for e in report.evidence)


def _as_parts(toll: Toll, ids: Sequence[str]) -> Toll:
    reported = tuple(replace(r, subset=True) if r.id in ids else r for r in toll.reported)
    return Toll(*span_of(reported), reported)
