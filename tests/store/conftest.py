"""A case for every test of the store, and small records to fill it with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from catena.store import Case, open_case


@pytest.fixture
def place(tmp_path: Path) -> str:
    return str(tmp_path / "town.catena")


@pytest.fixture
def case(place: str) -> Iterator[Case]:
    with open_case(place) as opened:
        yield opened
