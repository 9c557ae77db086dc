"""The flat tables as a DuckDB database or Parquet files, both made by DuckDB.

Rows go through a file of JSON lines: one pass, memory as small as DuckDB keeps it.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from catena.export.contents import Contents
from catena.export.csv_tables import fill_folder
from catena.export.extras import need
from catena.export.options import Options
from catena.export.sidecar import about
from catena.export.tables import TABLES, Kind, Table, about_table

TYPES: dict[Kind, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "list": "VARCHAR[]",
    "json": "VARCHAR",
}
LINE_BYTES_MIN = 16 * 1024 * 1024
MEMORY_LIMIT = "512MB"
# What a coder asks first, ready as views.
VIEWS = """
CREATE VIEW disputed_values AS
  SELECT i.title, v.* FROM incidents i JOIN "values" v ON v.incident = i.id
  WHERE list_contains(i.disputed, v.field);
CREATE VIEW accusations AS
  SELECT v.source_name, v.by, v.status, v.value AS accused, v.incident, v.quote
  FROM "values" v WHERE v.field = 'perpetrator';
CREATE VIEW incidents_by_month AS
  SELECT left(date, 7) AS month, country, event_type, count(*) AS incidents, sum(killed_low) AS killed_low,
         sum(killed_high) AS killed_high
  FROM incidents WHERE date IS NOT NULL GROUP BY ALL ORDER BY month, country, event_type;
"""


def write_duckdb(contents: Contents, path: Path, options: Options) -> None:
    """Write a database with every flat table and a few views; a file that is there already is replaced."""
    path.unlink(missing_ok=True)
    with _connect(str(path), "duckdb") as connection:
        for table in (*TABLES, about_table(about("duckdb", contents, options))):
            _load(connection, table, contents, f'CREATE TABLE "{table.name}" AS SELECT * FROM {{source}}')
        connection.execute(VIEWS)


def write_parquet(contents: Contents, path: Path, options: Options) -> None:
    """Write one Parquet file (zstd) for each table, into a folder or, where the path ends so, a .zip."""

    def fill(folder: Path) -> None:
        with _connect(":memory:", "parquet") as connection:
            for table in (*TABLES, about_table(about("parquet", contents, options))):
                target = _quoted(str(folder / f"{table.name}.parquet"))
                copy = f"COPY (SELECT * FROM {{source}}) TO {target} (FORMAT parquet, COMPRESSION zstd)"
                _load(connection, table, contents, copy)

    fill_folder(path, fill)


def _connect(database: str, name: str) -> Any:
    duckdb = need("duckdb", name)
    # nothing is fetched: what the formats need is built in
    settings = {"autoinstall_known_extensions": "false", "threads": "1", "memory_limit": MEMORY_LIMIT}
    return duckdb.connect(database, config=settings)


def _load(connection: Any, table: Table, contents: Contents, statement: str) -> None:
    """Run a statement over the rows of a table; ``{source}`` in it stands for them."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "rows.jsonl"
        longest = _write_lines(lines, table, contents)
        columns = ", ".join(f"{_quoted(name)}: {_quoted(TYPES[kind])}" for name, kind in table.columns)
        source = (
            f"read_json({_quoted(str(lines))}, format='newline_delimited', columns={{{columns}}}, "
            f"maximum_object_size={max(LINE_BYTES_MIN, 2 * longest)})"
        )
        connection.execute(statement.replace("{source}", source))


def _write_lines(path: Path, table: Table, contents: Contents) -> int:
    longest = 0
    with path.open("wb") as stream:
        for row in table.rows(contents):
            line = json.dumps(dict(zip(table.names, row, strict=True)), ensure_ascii=False).encode("utf8") + b"\n"
            longest = max(longest, len(line))
            stream.write(line)
    return longest


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
