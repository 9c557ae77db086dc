from __future__ import annotations

from dataclasses import replace

import pytest

from catena.errors import UsageError
from catena.model import Count, ReportedCount, Source, Toll
from catena.review.history import plot_toll, toll_history

from .test_compare import made
from .test_decide import only
from .world import ONE, SAME_ONE_TWO, TWO, evidence


def test_every_figure_is_listed_in_the_order_of_publication() -> None:
    early = replace(TWO, published=replace(TWO.published, value="2021-06-06"))
    file = made(ONE, early, judged=(SAME_ONE_TWO,))
    points = toll_history(file, only(file.incidents, "e-one", "e-two"))
    assert [(p.published, p.outlet, p.source, p.words) for p in points] == [
        ("2021-06-06", "Two Times", "the governor", "6 farmers"),
        ("2021-06-07", "Daily One", "the governor", "4 farmers"),
    ]


def test_an_undated_report_comes_last() -> None:
    undated = replace(ONE, published=replace(ONE.published, value=None))
    file = made(undated, TWO, judged=(SAME_ONE_TWO,))
    assert [p.published for p in toll_history(file, file.incidents[0])] == ["2021-06-07", None]


def test_an_unknown_toll_is_named() -> None:
    file = made(ONE)
    with pytest.raises(UsageError, match="no toll named 'lost'; known: killed, wounded, abducted"):
        toll_history(file, file.incidents[0], "lost")


def _plot(*counts: ReportedCount) -> tuple[str, ...]:
    file = made(ONE)
    incident = replace(file.incidents[0], killed=Toll(reported=counts))
    return plot_toll(toll_history(file, incident), columns=10)


def _count(low: int | None, high: int | None, **more: object) -> ReportedCount:
    value = Count(low, high, "exactly", "people")
    return ReportedCount("v", value, Source("police", "institution"), (evidence(ONE, "Gunmen"),), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("count", "bar"),
    [
        (_count(10, 10), "·········█ "),
        (_count(5, 10), "·····█████ "),
        (_count(5, None), "····█›     "),
        (_count(None, 5), "█████      "),
        (_count(None, None), "█›         "),
        (_count(0, 0), "█          "),
        (_count(5, 10, superseded_by="x"), "·····░░░░░ "),
        (_count(5, 10, subset=True), "·····░░░░░ "),
    ],
)
def test_a_figure_is_drawn_from_its_low_to_its_high_end(count: ReportedCount, bar: str) -> None:
    lines = _plot(count, _count(10, 10))
    assert any(line.startswith(f"2021-06-07 {bar} ") for line in lines), lines


def test_nothing_is_drawn_of_nothing() -> None:
    assert plot_toll(()) == ()
