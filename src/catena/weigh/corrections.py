"""Words by which an outlet takes a figure back: what it said at first, and what it says since."""

from __future__ import annotations

import re

from catena.model import ReportedCount

_REACH = 90
# Before a figure that no longer holds: "initially said six", "an earlier toll of 15", "raised from four".
_OUTDATED = re.compile(
    r"\b(?:initial(?:ly)?|earlier|previous(?:ly)?|at first|first (?:said|reported|put)|originally|preliminary|had (?:put|said|"
    r"reported|given)|(?:up|down|rising|rose) from|(?:rais|lower|revis|increas|reduc)\w+\b[^.;]{0,40}\bfrom|"
    r"updat\w+ (?:a|an|its|the)|instead of)\b[^.;]*$",
    re.IGNORECASE,
)
# Before a figure that replaces another: "has since risen to nine", "revised the toll to 12", "now stands at 40".
_UPDATE = re.compile(
    r"\b(?:since (?:put|risen|climbed|grown|raised|revised|said|confirmed|been|increased|died)|(?:rose|risen|rises|"
    r"climbed|climbs|grew|grown|raised|raises|revised|revises|updated|updates|increased|lowered|corrected|reduced|jumped|soared)\b[^.;]*"
    r"\b(?:to|at|is|was)|now (?:stands?|put|puts|at|say|says)|bringing the (?:death )?toll|correct(?:ed|ion|s))\b[^.;]*$",
    re.IGNORECASE,
)


def is_outdated(report: ReportedCount) -> bool:
    """Say whether the words before a figure call it an earlier one ("updating an earlier toll of 15")."""
    return any(_OUTDATED.search(words) for words in _before(report))


def is_update(report: ReportedCount) -> bool:
    """Say whether the words before a figure put it in the place of another ("has since risen to nine")."""
    return any(_UPDATE.search(words) for words in _before(report))


def _before(report: ReportedCount) -> list[str]:
    """Give what stands before the figure in each sentence that tells it, to the length of a clause."""
    return [e.quote[: e.focus.start - e.start][-_REACH:] for e in report.evidence if e.focus is not None]
