"""Open a case by its path or address; refuse what is none, and what a newer version wrote."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from catena.errors import CaseError
from catena.store import tables
from catena.store.case import Case
from catena.store.database import Database
from catena.store.sql_case import SqlCase
from catena.store.sqlite import open_sqlite


def open_case(where: str | Path, *, create: bool = True) -> Case:
    """Open the case at a path (one SQLite file), or make it where there is none and ``create`` is set.

    Raises CaseError, with what would help, for a file that is no case, a newer case, or a place that
    cannot be written to; such a file is left as it is.
    """
    database = open_sqlite(Path(where), create=create)
    try:
        _check_version(database)
    except CaseError:
        database.close()
        raise
    return SqlCase(database)


def _check_version(database: Database) -> None:
    try:
        with database.engine.connect() as connection:
            version = connection.scalar(select(tables.schema_version.c.version_num))
    except DBAPIError as error:
        raise CaseError(f"{database.where}: {database.explain(error)}") from error
    if version != tables.SCHEMA_VERSION:
        raise CaseError(
            f"{database.where}: written by a newer Catena (case version {version}, this one knows "
            f"{tables.SCHEMA_VERSION}); update Catena"
        )
