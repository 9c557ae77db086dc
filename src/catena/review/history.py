"""The history of a toll: who said how many, and when; as rows, and as a small plot of plain characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from catena.errors import UsageError
from catena.model import Incident, IncidentFile, ReportedCount
from catena.review.compare import count_in_words
from catena.review.correcting import COUNTED

PLOT_COLUMNS = 40
OPEN_END = "›"


@dataclass(frozen=True, slots=True)
class TollPoint:
    """One reported figure: the day its report was published (EDTF, None where unknown), and who says it."""

    published: str | None
    document: str
    outlet: str
    source: str
    via: str | None
    words: str
    low: int | None
    high: int | None
    superseded: bool
    part: bool


def toll_history(file: IncidentFile, incident: Incident, field: str = "killed") -> tuple[TollPoint, ...]:
    """List every reported figure of one toll in the order of publication; undated reports come last."""
    if field not in COUNTED:
        raise UsageError(f"no toll named {field!r}; known: {', '.join(COUNTED)}")
    documents = {document.id: document for document in file.documents}
    points = []
    for count in getattr(incident, field).reported:
        document = documents.get(count.evidence[0].document) if count.evidence else None
        published = document.published.value if document else None
        outlet = (document.outlet or document.name) if document else ""
        points.append(_point(count, published, document.id if document else "", outlet))
    return tuple(sorted(points, key=lambda p: (p.published is None, p.published or "", p.document, p.words)))


def plot_toll(points: Sequence[TollPoint], *, columns: int = PLOT_COLUMNS) -> tuple[str, ...]:
    """Draw one line a figure: its day, a bar from low to high on one scale, and its words.

    A full bar is a figure that stands, a light one a superseded figure or a part of the whole; an open end
    (at least 4) is drawn with an arrow.
    """
    top = max((end for point in points for end in (point.low, point.high) if end is not None), default=0)
    days = max((len(point.published or "undated") for point in points), default=0)
    return tuple(
        f"{point.published or 'undated':<{days}} {_bar(point, top, columns)} {point.words}, {_who(point)}"
        for point in points
    )


def _point(count: ReportedCount, published: str | None, document: str, outlet: str) -> TollPoint:
    source, value = count.source, count.value
    return TollPoint(
        published, document, outlet, source.name, source.via, count_in_words(count), value.low, value.high,
        count.superseded_by is not None, count.subset,
    )  # fmt: skip


def _bar(point: TollPoint, top: int, columns: int) -> str:
    start = 0 if point.low is None else round(point.low / top * columns) if top else 0
    ends = [end for end in (point.high, point.low) if end is not None]
    end = max(round(ends[0] / top * columns) if ends and top else 0, start, 1)
    mark = "░" if point.superseded or point.part else "█"
    bar = "·" * min(start, end - 1) + mark * max(end - start, 1)
    return f"{bar + (OPEN_END if point.high is None else ''):<{columns + 1}}"


def _who(point: TollPoint) -> str:
    said = point.source if point.source == point.outlet or not point.outlet else f"{point.source} in {point.outlet}"
    return f"{said} (superseded)" if point.superseded else said
