"""An empty place for a case on each engine; every test of the interface runs on both."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from catena.store import Case, open_case

from .postgres_server import NoServerError, running_server

NewPlace = Callable[[], str]


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    with ExitStack() as stack:
        try:
            address = stack.enter_context(running_server())
        except NoServerError as reason:
            pytest.skip(f"not run on PostgreSQL: {reason}")
        yield address


@pytest.fixture(params=["sqlite", "postgres"])
def new_place(request: pytest.FixtureRequest, tmp_path: Path) -> NewPlace:
    """Give another empty place at each call."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{uuid.uuid4().hex}.catena")
    address: str = request.getfixturevalue("postgres_address")
    return lambda: make_database(address)


@pytest.fixture
def place(new_place: NewPlace) -> str:
    return new_place()


@pytest.fixture
def sqlite_place(tmp_path: Path) -> str:
    return str(tmp_path / "town.catena")


@pytest.fixture
def case(place: str) -> Iterator[Case]:
    with open_case(place) as opened:
        yield opened


def make_database(address: str) -> str:
    name = f"town_{uuid.uuid4().hex}"
    engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return address.replace("/postgres", f"/{name}")
