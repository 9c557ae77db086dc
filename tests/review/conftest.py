"""A case with three reports, and a desk on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from catena.model import Judgement
from catena.review.desk import Desk
from catena.store import Case, open_case

from .world import READER, REPORTS, add, machine

OpenDesk = Callable[..., Desk]


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with open_case(tmp_path / "river.catena") as opened:
        add(opened, *REPORTS)
        yield opened


@pytest.fixture
def open_desk(case: Case) -> OpenDesk:
    minutes = count()

    def clock() -> str:
        return f"2024-02-01T10:{next(minutes):02d}:00Z"

    def open_one(*judged: Judgement, person: str = "Amina") -> Desk:
        return Desk(case, person, reader=READER, assemble=machine(*judged), clock=clock)

    return open_one
