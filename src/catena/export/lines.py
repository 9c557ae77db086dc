"""The records of the contract as JSON lines: one record a line, head and foot included."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from catena.export.contents import Contents
from catena.export.contract import FORMAT, iterate_tables
from catena.export.digest import record_line
from catena.export.options import Options


def write_jsonl(contents: Contents, path: Path, options: Options) -> None:
    """Write ``["head", {…}]``, one ``[table, record]`` a line, and ``["foot", {counts, hash}]``.

    The lines of the records are those that the hash of the findings is made of: whoever has the file
    can compute it with nothing but SHA-256.
    """
    digest, counts = hashlib.sha256(), dict[str, int]()
    with path.open("wb") as stream:
        stream.write(_line("head", {"format": FORMAT, "generator": f"catena {options.version}"}))
        for table, records in iterate_tables(contents):
            counts[table] = 0
            for record in records:
                line = record_line(table, record)
                digest.update(line)
                stream.write(line)
                counts[table] += 1
        stream.write(_line("foot", {"records": counts, "hash": f"sha256:{digest.hexdigest()}"}))


def _line(kind: str, record: dict[str, Any]) -> bytes:
    return json.dumps([kind, record], ensure_ascii=False, separators=(",", ":")).encode("utf8") + b"\n"
