"""What an engine must give a case, and the transactions that both engines share."""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from catena.errors import CaseError
from catena.store import tables
from catena.store.records import Problem


class Database(ABC):
    """One opened database. Each thread has its own connection and its own transaction."""

    # What the tables need besides columns: the full-text index, and triggers that guard the journal.
    extra_schema: tuple[str, ...] = ()

    def __init__(self, engine: Engine, where: str) -> None:
        self.engine = engine
        self.where = where
        self._current = threading.local()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection that sees one state of the case."""
        with self._lend(writes=False, lasting=False) as connection:
            yield connection

    @contextmanager
    def writing(self, *, lasting: bool = False) -> Iterator[Connection]:
        """Lend a connection and commit at the end; inside another ``writing`` the outer one commits.

        What is committed survives the end of the program, however sudden; ``lasting`` waits until the disk holds
        it, so that it survives the end of the power, too.
        """
        with self._lend(writes=True, lasting=lasting) as connection:
            yield connection

    @contextmanager
    def _lend(self, *, writes: bool, lasting: bool) -> Iterator[Connection]:
        open_one: Connection | None = getattr(self._current, "connection", None)
        if open_one is not None:
            yield open_one
            return
        options = self.transaction_options(writes=writes, lasting=lasting)
        with self.speaking(), self.engine.connect().execution_options(**options) as connection, connection.begin():
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
        except UnicodeDecodeError as error:  # names of tables that are damaged, in the driver's own messages
            raise CaseError(f"{self.where}: the case is damaged; go back to a copy or a pack of it") from error

    def make_tables(self, connection: Connection) -> None:
        """Make the tables of the present version in an empty database."""
        tables.metadata.create_all(connection)
        for statement in self.extra_schema:
            connection.execute(text(statement))
        connection.execute(tables.schema_version.insert().values(version_num=tables.SCHEMA_VERSION))

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @abstractmethod
    def insert(self, table: Table) -> sqlite.Insert | postgresql.Insert:
        """Begin an INSERT that can say ON CONFLICT."""

    @abstractmethod
    def transaction_options(self, *, writes: bool, lasting: bool) -> Mapping[str, Any]:
        """Give the execution options of a connection that is lent for one transaction."""

    @abstractmethod
    def explain(self, error: DBAPIError) -> str:
        """Say in words what went wrong and what would help."""

    @abstractmethod
    def index_text(self, connection: Connection, number: int, title: Sequence[str], text: Sequence[str]) -> None:
        """Make the words of a document's title and text findable under its number."""

    @abstractmethod
    def find_text(self, connection: Connection, words: Sequence[str], limit: int) -> list[int]:
        """Give the numbers of the documents that hold all the words, the best match first."""

    @abstractmethod
    def lock(self, connection: Connection, table: Table) -> None:
        """Let nobody else write to a table until this transaction ends."""

    @abstractmethod
    def damage(self, connection: Connection) -> list[Problem]:
        """Let the engine check its own file."""

    @abstractmethod
    def keep_copy(self, version: str) -> str:
        """Copy the whole case as it is before it is migrated from this version; say where the copy is."""
