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
    new_database: NewPlace = request.getfixturevalue("new_database")
    return new_database


@pytest.fixture
def new_database(postgres_address: str) -> Iterator[NewPlace]:
    """Give another empty database at each call; they are dropped after the test, for each takes 8 MB."""
    names: list[str] = []

    def make() -> str:
        names.append(f"town_{uuid.uuid4().hex}")
        _tell_server(postgres_address, f"CREATE DATABASE {names[-1]}")
        return postgres_address.replace("/postgres", f"/{names[-1]}")

    yield make
    for name in names:
        _tell_server(postgres_address, f"DROP DATABASE {name} WITH (FORCE)")


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


def _tell_server(address: str, statement: str) -> None:
    engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
