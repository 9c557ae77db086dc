"""Open a case by its path or address; refuse what is none, and what a newer version wrote."""

from __future__ import annotations

from pathlib import Path

from catena.errors import CaseError
from catena.store.case import Case
from catena.store.database import Database
from catena.store.migrate import bring_up_to_date
from catena.store.postgres import SCHEMES, open_postgres
from catena.store.sql_case import SqlCase
from catena.store.sqlite import open_sqlite


def open_case(where: str | Path, *, create: bool = True) -> Case:
    """Open the case at a path (one SQLite file) or an address (``postgresql://user@host/database``).

    Where there is none it is made, unless ``create`` says no. A case that an older version wrote is copied
    and then migrated; ``copy_kept`` of the opened case says where the copy is. Raises CaseError, with what
    would help, for a file that is no case, a newer case, or a place that cannot be written to; such a file
    is left as it is.
    """
    database = _open_database(where, create=create)
    try:
        copy = bring_up_to_date(database)
    except CaseError:
        database.close()
        raise
    return SqlCase(database, copy_kept=copy)


def _open_database(where: str | Path, *, create: bool) -> Database:
    if isinstance(where, str) and where.startswith(SCHEMES):
        return open_postgres(where, create=create)
    return open_sqlite(Path(where), create=create)
