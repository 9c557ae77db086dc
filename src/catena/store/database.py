"""What an engine must give a case, and the transactions that both engines share."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from catena.errors import CaseError
from catena.store.records import Problem


class Database(ABC):
    """One opened database. Each thread has its own connection and its own transaction."""

    def __init__(self, engine: Engine, where: str) -> None:
        self.engine = engine
        self.where = where
        self._current = threading.local()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection that sees one state of the case."""
        with self._lend(writes=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Lend a connection and commit at the end; inside another ``writing`` the outer one commits."""
        with self._lend(writes=True) as connection:
            yield connection

    @contextmanager
    def _lend(self, *, writes: bool) -> Iterator[Connection]:
        open_one: Connection | None = getattr(self._current, "connection", None)
        if open_one is not None:
            yield open_one
            return
        with self.speaking(), self.engine.connect().execution_options(writes=writes) as connection, connection.begin():
            if not writes:
                yield connection
                return
            self._current.connection = connection
            try:
                yield connection
            finally:
                self._current.connection = None

    @contextmanager
    def speaking(self) -> Iterator[None]:
        """Turn the engine's errors into CaseErrors that say what would help."""
        try:
            yield
        except DBAPIError as error:
            raise CaseError(f"{self.where}: {self.explain(error)}") from error
        except SQLAlchemyError as error:
            raise CaseError(f"{self.where}: the case cannot be used: {error}") from error

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @abstractmethod
    def explain(self, error: DBAPIError) -> str:
        """Say in words what went wrong and what would help."""

    @abstractmethod
    def index_text(self, connection: Connection, number: int, title: str, text: str) -> None:
        """Make a document's words findable under its number."""

    @abstractmethod
    def find_text(self, connection: Connection, words: list[str], limit: int) -> list[int]:
        """Give the numbers of the documents that hold all the words, the best match first."""

    @abstractmethod
    def lock_journal(self, connection: Connection) -> None:
        """Let nobody else append until this transaction ends."""

    @abstractmethod
    def damage(self, connection: Connection) -> list[Problem]:
        """Let the engine check its own file."""
