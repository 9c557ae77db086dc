"""Plots as plain geometry for SVG: what a template draws without any script, and a printer prints."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catena.review.history import TollPoint
from catena.text.edtf import days_of, iso_day
from catena.web.rows import IncidentRow

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 640, 220, 40, 16, 34
BARS_MAX = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """One reported figure in a plot: its place, the reach of low to high, and its words."""

    x: float
    low_y: float
    high_y: float
    words: str
    held: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of an axis with its words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class TollPlot:
    """The figures of one toll over the days of their publication."""

    marks: tuple[Mark, ...]
    days: tuple[Tick, ...]
    figures: tuple[Tick, ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    foot: int = HEIGHT - BOTTOM


@dataclass(frozen=True, slots=True)
class Bar:
    """One bucket of the timeline: its first day and last, how many incidents, how high to draw it (0..1)."""

    first: str
    last: str
    words: str
    count: int
    share: float


@dataclass(frozen=True, slots=True)
class Track:
    """Where an incident lies on the timeline, from 0 to 1000; a day and a span are drawn alike."""

    start: float
    end: float


def plot_toll(points: Sequence[TollPoint]) -> TollPlot | None:
    """Draw each figure at its day of publication from low to high; None where all are of one day."""
    dated = [(span.first, point) for point in points if (span := days_of(point.published)) is not None]
    days = sorted({day for day, _ in dated})
    if len(days) < 2:
        return None
    top = max(1, *(end for _, p in dated for end in (p.low, p.high) if end is not None))
    wide = WIDTH - LEFT - 24

    def x_of(day: int) -> float:
        # Days stand side by side in their order: a report years later would press the first days into one line.
        return LEFT + 24 + (wide - 24) * (days.index(day) + 0.5) / len(days)

    def y_of(figure: int) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * figure / top

    beside: Counter[int] = Counter()
    marks = []
    for day, point in dated:
        low = point.low if point.low is not None else 0
        high = point.high if point.high is not None else low
        shift = (beside[day] - (sum(1 for d, _ in dated if d == day) - 1) / 2) * min(14.0, wide / len(days) / 8)
        beside[day] += 1
        words = f"{point.published}: {point.words}, {point.source} in {point.outlet}" + (
            ", superseded" if point.superseded else ""
        )
        marks.append(
            Mark(
                round(x_of(day) + shift, 1),
                round(y_of(low), 1),
                round(y_of(high), 1),
                words,
                not (point.superseded or point.part),
                point.high is None,
            )
        )
    every = max(1, -(-len(days) // 6))
    return TollPlot(
        tuple(marks),
        tuple(Tick(round(x_of(day), 1), iso_day(day)) for day in days[::every]),
        tuple(Tick(round(y_of(figure), 1), str(figure)) for figure in sorted({0, top // 2, top})),
    )  # fmt: skip


def bars_of(days: Mapping[int, int]) -> tuple[Bar, ...]:
    """Draw the incidents of each day by the finest unit (day, month, year, decade) that gives no more than sixty bars."""
    if not days:
        return ()
    first, last = dt.date.fromordinal(min(days)), dt.date.fromordinal(max(days))
    length = next(length for length in (10, 7, 4, 3) if length == 3 or _units(first, last, length) <= BARS_MAX)
    counts: Counter[str] = Counter()
    for day, count in days.items():
        counts[iso_day(day)[:length]] += count
    most = max(counts.values())
    return tuple(_bar(key, counts[key], most) for key in _keys(first, last, length))


def tracks_of(rows: Sequence[IncidentRow], first: int, last: int) -> list[Track | None]:
    """Place each incident between two days; None where its day is not known."""
    width = max(1, last - first)

    def place(row: IncidentRow) -> Track | None:
        if row.first is None or row.last is None:
            return None
        ends = (max(0.0, min(1000.0, 1000 * (day - first) / width)) for day in (row.first, row.last))
        return Track(*(round(end, 1) for end in ends))

    return [place(row) for row in rows]


def _units(first: dt.date, last: dt.date, length: int) -> int:
    if length == 10:
        return (last - first).days + 1
    if length == 7:
        return (last.year - first.year) * 12 + last.month - first.month + 1
    return last.year - first.year + 1


def _keys(first: dt.date, last: dt.date, length: int) -> list[str]:
    """List the buckets between two days, the empty ones too."""
    if length == 10:
        return [iso_day(day) for day in range(first.toordinal(), last.toordinal() + 1)]
    if length == 7:
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        return [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in months]
    years = (f"{year:04d}"[:length] for year in range(first.year, last.year + 1))
    return list(dict.fromkeys(years))


def _bar(key: str, count: int, most: int) -> Bar:
    if len(key) == 3:
        return Bar(f"{key}0", f"{key}9", f"{key}0s", count, count / most)
    return Bar(key, key, key, count, count / most)
