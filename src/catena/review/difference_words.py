"""A comparison of two files in lines that a person reads."""

from __future__ import annotations

from collections.abc import Iterator

from catena.review.compare import Difference

_ID_SHOWN = 8


def difference_lines(difference: Difference) -> Iterator[str]:
    """Give the lines of a comparison: incidents new, gone, merged and parted, values changed with the reasons."""
    yield from (f"new: {i.title}  [{i.id[:_ID_SHOWN]}]" for i in difference.new)
    yield from (f"gone: {i.title}  [{i.id[:_ID_SHOWN]}]" for i in difference.gone)
    yield from (
        f"merged: {', '.join(x[:_ID_SHOWN] for x in m.several)} into {m.one[:_ID_SHOWN]}" for m in difference.merged
    )
    yield from (
        f"parted: {p.one[:_ID_SHOWN]} into {', '.join(x[:_ID_SHOWN] for x in p.several)}" for p in difference.parted
    )
    for change in difference.changed:
        reasons = f" ({'; '.join(change.reasons)})" if change.reasons else ""
        yield f"changed: {change.incident[:_ID_SHOWN]} {change.field}: {change.before} to {change.after}{reasons}"
    if not (difference.new or difference.gone or difference.merged or difference.parted or difference.changed):
        yield "nothing differs"
