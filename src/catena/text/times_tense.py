"""Tell from the words around a phrase of time whether it lies ahead: "will ... on Monday", "due Nov. 9"."""

from __future__ import annotations

import re

from catena.model import Span

_CLAUSE = re.compile(r"[.;:!?]\s|\n\n|\b(?:that|which|who|where|after|said|says|told|because|but|as|when|while)\b")
_AHEAD = re.compile(
    r"\b(?:(?<!his )(?<!her )(?<!their )(?<!own )(?<!of )(?<!good )(?<!free )(?<!the )will|won['’]?t|shall|scheduled"
    r"|due|expect(?:s|ed)?|expir(?:es?|ing)|plan(?:s|ned|ning)?|slated|to\s+be|going\s+to|set\s+(?:to|for)|upcoming|deadline|vow(?:s|ed)|effective|payable|matures?|intends?|aims?|hopes?|postponed|delayed"
    r"|extended|opens?|begins?|starts?|ends?|meets?|closes?|reconvenes?|is\s+to|are\s+to|record|as\s+(?:soon|early)\s+as"
    r"|next|tomorrow|ready\s+to|await(?:s|ing)?|until)\b",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\b(?:was|were|had|did|has|have|been|(?!need|speed|embed|indeed|exceed|proceed|succeed|unnamed)\w{2,}ed|said|told|went"
    r"|took|came|got|gave|found|held|rose|fell|met|left|made|began|won|lost|shot|hit|led|blew|broke|fought|struck|since"
    r"|because)\b",
    re.IGNORECASE,
)
_REACH_BEFORE, _REACH_AFTER = 120, 60


def tells_future(text: str, span: Span) -> bool:
    """Say whether the clause of a phrase puts it after now: the nearest cue before it decides, else one after."""
    before = text[max(0, span.start - _REACH_BEFORE) : span.start]
    clauses = list(_CLAUSE.finditer(before))
    clause = before[clauses[-1].end() :] if clauses else before
    ahead, behind = _last(_AHEAD, clause), _last(_BEHIND, clause)
    if max(ahead, behind) >= 0:
        return ahead >= behind
    after = text[span.end : span.end + _REACH_AFTER]
    stop = re.search(r"[.;!?]", after)
    rest = after[: stop.start()] if stop else after
    first_ahead, first_behind = _AHEAD.search(rest), _BEHIND.search(rest)
    return first_ahead is not None and (first_behind is None or first_ahead.start() < first_behind.start())


def _last(pattern: re.Pattern[str], clause: str) -> int:
    return max((match.end() for match in pattern.finditer(clause)), default=-1)
