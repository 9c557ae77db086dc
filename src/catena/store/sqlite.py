"""The case as a single SQLite file: made beside its place and moved there whole, opened only if it is a case."""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import DBAPIError

from catena.errors import CaseError
from catena.store.database import Database
from catena.store.records import Problem

APPLICATION_ID = 0x43544E41  # "CTNA", in the file's header: how `file` and we know a case from another SQLite file
WAIT_S_MAX = 30.0
CONNECTIONS_MAX = 64
DAMAGE_SHOWN_MAX = 20

_HEADER_BYTES = 100
_MAGIC = b"SQLite format 3\x00"
_APPLICATION_ID_AT = slice(68, 72)

# Only the index of words is kept (content=''): the text itself stays in the document's record.
FULL_TEXT = (
    "CREATE VIRTUAL TABLE document_words USING fts5(title, text, content='', tokenize='unicode61 remove_diacritics 0')"
)
JOURNAL_GUARDS = tuple(
    f"CREATE TRIGGER decisions_no_{verb} BEFORE {verb} ON decisions "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
    for verb in ("UPDATE", "DELETE")
)

_INDEX_TEXT = text("INSERT INTO document_words(rowid, title, text) VALUES (:number, :title, :text)")
# By the column rank FTS5 sorts by itself, in a third of the time that an ORDER BY bm25(...) takes.
_FIND_TEXT = text(
    "SELECT rowid FROM document_words WHERE document_words MATCH :words AND rank MATCH 'bm25(3.0, 1.0)'"
    " ORDER BY rank LIMIT :limit"
)
_ANOTHER_WRITER = "another program is writing to the case; wait for it or stop it, then try again"
_HELP = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space and run the same command again, nothing kept is lost",
    sqlite3.SQLITE_READONLY: "the place is read-only; copy the case to a folder that you can write to",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened for writing; use a folder that exists and is yours to write to",
    sqlite3.SQLITE_BUSY: _ANOTHER_WRITER,
    sqlite3.SQLITE_LOCKED: _ANOTHER_WRITER,
    sqlite3.SQLITE_NOTADB: "the file is no case (or its first page is damaged)",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; go back to a copy or a pack of it",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written; check the drive and the space on it",
}


class SqliteDatabase(Database):
    """A case in one file."""

    extra_schema = (FULL_TEXT, *JOURNAL_GUARDS)

    def __init__(self, engine: Engine, path: Path) -> None:
        super().__init__(engine, str(path))
        self.path = path

    def insert(self, table: Table) -> sqlite.Insert:
        """Begin an INSERT that can say ON CONFLICT."""
        return sqlite.insert(table)

    def transaction_options(self, *, writes: bool, lasting: bool) -> Mapping[str, Any]:
        """Tell ``_begin`` how to begin.

        A writer that began as a reader could not wait for another writer: SQLite would refuse it at once. A commit
        that waits for the disk takes 0.4 to 5 ms and makes the commits before it last as well.
        """
        begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
        return {"begin": begin, "synchronous": "FULL" if lasting else "NORMAL"}

    def explain(self, error: DBAPIError) -> str:
        """Say in words what SQLite reports, by its primary error code."""
        code = getattr(error.orig, "sqlite_errorcode", None)
        if isinstance(code, int) and (code & 0xFF) in _HELP:
            return f"{_HELP[code & 0xFF]} ({error.orig})"
        return f"SQLite says: {error.orig}"

    def index_text(self, connection: Connection, number: int, title: Sequence[str], text: Sequence[str]) -> None:
        """Index title and text in FTS5."""
        connection.execute(_INDEX_TEXT, {"number": number, "title": " ".join(title), "text": " ".join(text)})

    def find_text(self, connection: Connection, words: Sequence[str], limit: int) -> list[int]:
        """Ask FTS5 for the documents with all the words, by bm25 with the title counted thrice."""
        asked = " ".join(f'"{word}"' for word in words)
        return list(connection.execute(_FIND_TEXT, {"words": asked, "limit": limit}).scalars())

    def lock(self, connection: Connection, table: Table) -> None:
        """Do nothing: BEGIN IMMEDIATE already shuts out every other writer."""

    def damage(self, connection: Connection) -> list[Problem]:
        """Run SQLite's own checks: of its pages, and of rows that name others."""
        found = connection.execute(text(f"PRAGMA integrity_check({DAMAGE_SHOWN_MAX})")).scalars()
        problems = [Problem("file", line) for line in found if line != "ok"]
        for row in connection.execute(text("PRAGMA foreign_key_check")):
            problems.append(Problem(f"row {row[1]} of {row[0]}", f"it names a row of {row[2]} that is not there"))
        return problems

    def keep_copy(self, version: str) -> str:
        """Copy the case beside itself; a copy appears under its name only when it is whole."""
        copy = self.path.with_name(f"{self.path.name}.version-{version}")
        unfinished = self.path.with_name(f".{copy.name}.{uuid.uuid4().hex}")
        try:
            with self.speaking(), self.engine.connect().execution_options(begin=None) as connection:
                connection.execute(text("VACUUM INTO :copy"), {"copy": str(unfinished)})
            unfinished.replace(copy)
        finally:
            unfinished.unlink(missing_ok=True)
        return str(copy)


def open_sqlite(path: Path, *, create: bool) -> SqliteDatabase:
    """Open the case file at a path, or make a new one there; a file that is no case is left as it is."""
    if not path.exists():
        if not create:
            raise CaseError(f"{path}: there is no case here; `catena read FOLDER --case {path}` makes one")
        _create(path)
    _check_header(path)
    return SqliteDatabase(make_engine(path), path)


def make_engine(path: Path) -> Engine:
    """Connect to a file by our own rules of transactions."""
    address = URL.create("sqlite+pysqlite", database=str(path))
    waits = {"timeout": WAIT_S_MAX, "check_same_thread": False}
    engine = create_engine(address, connect_args=waits, max_overflow=CONNECTIONS_MAX, pool_timeout=WAIT_S_MAX)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def mark_as_case(connection: Connection) -> None:
    """Write the application id into the file's header."""
    connection.execute(text(f"PRAGMA application_id = {APPLICATION_ID}"))


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except OSError as error:
        raise CaseError(f"{path}: cannot be read: {error.strerror}") from error
    if not header:
        raise CaseError(f"{path}: the file is empty, not a case; give another name or delete it")
    if not header.startswith(_MAGIC):
        raise CaseError(f"{path}: the file is no case; give another name")
    if int.from_bytes(header[_APPLICATION_ID_AT], "big") != APPLICATION_ID:
        raise CaseError(f"{path}: an SQLite file of another program, not a case; give another name")


def _create(path: Path) -> None:
    fresh = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    database = SqliteDatabase(make_engine(fresh), path)
    try:
        with database.writing() as connection:
            mark_as_case(connection)
            database.make_tables(connection)
        database.close()
        _put_in_place(fresh, path)
    finally:
        database.close()
        for leftover in (fresh, fresh.with_name(fresh.name + "-wal"), fresh.with_name(fresh.name + "-shm")):
            if leftover.exists():
                leftover.unlink()


def _put_in_place(fresh: Path, path: Path) -> None:
    """Give the finished file its name, unless someone made a case of that name meanwhile."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        return
    except OSError:  # no hard links on this file system (FAT, some network drives)
        if not path.exists():
            fresh.rename(path)


def _prepare(connection: Any, _record: object) -> None:
    # Python's sqlite3 would begin transactions by its own rules; `_begin` does it by ours.
    connection.isolation_level = None
    # A case may come by mail: its own triggers and views get no functions that could do harm.
    for pragma in ("trusted_schema = OFF", "journal_mode = WAL", "foreign_keys = ON", "cache_size = -65536"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    connection.exec_driver_sql(f"PRAGMA synchronous = {options.get('synchronous', 'FULL')}")
    statement = options.get("begin", "BEGIN")
    if statement is not None:
        connection.exec_driver_sql(statement)
