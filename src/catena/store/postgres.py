"""The case in a PostgreSQL database, for a team that works on it at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import URL, Connection, Table, create_engine, inspect, make_url, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from catena.errors import CaseError
from catena.store import tables
from catena.store.database import Database
from catena.store.records import Problem

SCHEMES = ("postgresql://", "postgres://", "postgresql+psycopg://")
CONNECTIONS_MAX = 20
WAIT_S_MAX = 30.0
CONNECT_S_MAX = 10

INDEX_TABLE = "document_words"
# Limits of a tsvector: positions of a word, the last position, and bytes of all words (1 MiB less a margin).
POSITIONS_MAX = 255
POSITION_MAX = 16383
WORD_BYTES_MAX = 2000
INDEX_BYTES_MAX = 900_000

FULL_TEXT = (
    "CREATE TABLE document_words (number bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX document_words_gin ON document_words USING gin (words)",
)
JOURNAL_GUARDS = (
    "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$",
    "CREATE TRIGGER decisions_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions "
    "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
)
_INDEX_TEXT = text("INSERT INTO document_words (number, words) VALUES (:number, CAST(:words AS tsvector))")
_FIND_TEXT = text(
    "SELECT number FROM document_words, CAST(:words AS tsquery) AS asked WHERE words @@ asked"
    " ORDER BY ts_rank(words, asked, 1) DESC, number LIMIT :limit"
)
# By SQLSTATE, or its class where the whole class means one thing to a user.
_HELP = {
    "53100": "the server's disk is full; free some space there and run the same command again, nothing kept is lost",
    "53300": "the server takes no more connections; close some programs that use the case",
    "25006": "the database is read-only; connect to the primary server",
    "42501": "this user may not do that in the database; ask its owner for the right to create and write tables",
    "55P03": "another program is writing to the case; wait for it or stop it, then try again",
    "3D000": "there is no such database on the server; make it with `createdb`",
    "28": "the server refuses this user or password",
    "08": "the server cannot be reached; check the address and that it runs",
    "57": "the server was stopped; what was acknowledged is kept, run the same command again",
    "XX": "the database is damaged; go back to a copy or a pack of it",
}


class PostgresDatabase(Database):
    """A case in a database of its own on a server."""

    extra_schema = (*FULL_TEXT, *JOURNAL_GUARDS)

    def insert(self, table: Table) -> postgresql.Insert:
        """Begin an INSERT that can say ON CONFLICT."""
        return postgresql.insert(table)

    def transaction_options(self, *, writes: bool, lasting: bool) -> Mapping[str, Any]:
        """Let a reader see one state throughout; a writer waits for locks and then sees the latest.

        Whether a commit waits for the disk is the server's setting (synchronous_commit), and it does by default.
        """
        if writes:
            return {"isolation_level": "READ COMMITTED", "postgresql_readonly": False}
        return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

    def explain(self, error: DBAPIError) -> str:
        """Say in words what the server reports, by its SQLSTATE."""
        said = next(iter(str(error.orig).strip().splitlines()), "nothing")
        state = getattr(error.orig, "sqlstate", None) or _state_by_words(said)
        helped = _HELP.get(state) or _HELP.get(state[:2])
        return f"{helped} ({said})" if helped else f"PostgreSQL says: {said}"

    def index_text(self, connection: Connection, number: int, title: Sequence[str], text: Sequence[str]) -> None:
        """Index title (weight A) and text as a tsvector of our own making, so that both engines know the same words."""
        connection.execute(_INDEX_TEXT, {"number": number, "words": make_tsvector(title, text)})

    def find_text(self, connection: Connection, words: Sequence[str], limit: int) -> list[int]:
        """Ask for the documents with all the words, by rank."""
        asked = " & ".join(f"'{word}'" for word in words)
        return list(connection.execute(_FIND_TEXT, {"words": asked, "limit": limit}).scalars())

    def lock(self, connection: Connection, table: Table) -> None:
        """Wait for the table's other writers; readers go on."""
        connection.execute(text(f"LOCK TABLE {table.name} IN SHARE ROW EXCLUSIVE MODE"))

    def damage(self, connection: Connection) -> list[Problem]:
        """Report nothing: a server's pages are checked by its own data checksums."""
        return []

    def keep_copy(self, version: str) -> str:
        """Copy every table into a schema of its own in the same database, all of them or none."""
        schema = f"catena_version_{version}"
        with self.writing() as connection:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
            connection.execute(text(f"CREATE SCHEMA {schema}"))
            ours = {*tables.metadata.tables, INDEX_TABLE}
            for name in sorted(ours.intersection(inspect(connection).get_table_names())):
                connection.execute(text(f"CREATE TABLE {schema}.{name} AS TABLE {name}"))
        return f"schema {schema}"


def open_postgres(address: str, *, create: bool) -> PostgresDatabase:
    """Connect to the case at an address; make its tables in an empty database when asked to."""
    url = _parse(address)
    options = f"-c lock_timeout={int(WAIT_S_MAX * 1000)} {_as_text(url.query.get('options', ''))}"
    waits = {"connect_timeout": CONNECT_S_MAX, "options": options}
    engine = create_engine(
        url, connect_args=waits, max_overflow=CONNECTIONS_MAX, pool_timeout=WAIT_S_MAX, pool_pre_ping=True
    )
    database = PostgresDatabase(engine, url.render_as_string(hide_password=True))
    try:
        _prepare_tables(database, create=create)
    except CaseError:
        database.close()
        raise
    return database


def make_tsvector(title: Sequence[str], body: Sequence[str]) -> str:
    """Write the words with their positions in PostgreSQL's own notation, up to the size it can hold."""
    places: dict[str, list[str]] = {}
    size = 0
    for position, word in enumerate((*title, *body), start=1):
        if word not in places:
            word_bytes = len(word.encode()) + 8
            if word_bytes > WORD_BYTES_MAX or size + word_bytes > INDEX_BYTES_MAX:
                continue
            size += word_bytes
        known = places.setdefault(word, [])
        if len(known) < POSITIONS_MAX and position <= POSITION_MAX:
            known.append(f"{position}{'A' if position <= len(title) else ''}")
            size += 2
    return " ".join(f"'{word}':{','.join(known)}" if known else f"'{word}'" for word, known in places.items())


def _as_text(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else " ".join(value)


def _state_by_words(said: str) -> str:
    """Guess the SQLSTATE of a refused connection, for which the client library passes on only the words."""
    for words, state in (
        ("authentication", "28P01"),
        ("role", "28000"),
        ('database "', "3D000"),
        ("too many", "53300"),
    ):
        if "FATAL" in said and words in said:
            return state
    return "08001" if "connection" in said else ""


def _parse(address: str) -> URL:
    try:
        url = make_url(address).set(drivername="postgresql+psycopg")
        url.get_dialect().import_dbapi()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise CaseError(f"{address}: no address of a case; write postgresql://user@host/database") from error
    except ImportError as error:
        raise CaseError("a case on PostgreSQL needs the extra: pip install 'catena[postgres]'") from error
    return url


def _prepare_tables(database: PostgresDatabase, *, create: bool) -> None:
    with database.writing() as connection:
        # Two people can open a new case at the same moment: one makes the tables, the other waits.
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('catena'))"))
        present = set(inspect(connection).get_table_names())
        if tables.VERSION_TABLE in present:
            return
        if foreign := present & set(tables.metadata.tables):
            raise CaseError(f"{database.where}: holds tables of another program ({', '.join(sorted(foreign))})")
        if not create:
            raise CaseError(f"{database.where}: there is no case here")
        database.make_tables(connection)
