"""Bring a case that an older version wrote up to date, after a copy of it is kept."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, select

from catena.errors import CaseError
from catena.store import tables
from catena.store.database import Database

MIGRATIONS = Path(__file__).with_name("migrations")
VERSIONS = ("0001", "0002")  # oldest first; each has its step in migrations/versions


def bring_up_to_date(database: Database) -> str | None:
    """Migrate an older case in one transaction and say where its copy is; None where nothing was to do.

    Raises CaseError for a newer case, or for one whose version cannot be read; it is left as it is.
    """
    version = case_version(database)
    if version == tables.SCHEMA_VERSION:
        return None
    if version not in VERSIONS:
        raise CaseError(
            f"{database.where}: written by a newer Catena (case version {version}, this one knows "
            f"{tables.SCHEMA_VERSION}); update Catena"
        )
    copy = database.keep_copy(version)
    with database.writing() as connection:
        database.lock(connection, tables.schema_version)
        upgrade(connection, tables.SCHEMA_VERSION)
    return copy


def case_version(database: Database) -> str:
    """Read which version wrote the case."""
    with database.reading() as connection:
        version = connection.scalar(select(tables.schema_version.c.version_num))
    if version is None:
        raise CaseError(f"{database.where}: does not say which version wrote it; go back to a copy or a pack of it")
    return str(version)


def upgrade(connection: Connection, version: str) -> None:
    """Run the migrations up to a version inside the caller's transaction."""
    # Alembic takes a third of a second to load, and hardly any opening of a case needs it.
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    script = ScriptDirectory.from_config(config)
    # The one way to the revisions between two versions that needs no env.py.
    environment = EnvironmentContext(config, script, fn=lambda now, _: script._upgrade_revs(version, now))
    environment.configure(connection=connection, version_table=tables.VERSION_TABLE)
    environment.run_migrations()
