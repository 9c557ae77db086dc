"""The hash that names the contents of an incident file, whichever format carries it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any


def record_line(table: str, record: dict[str, Any]) -> bytes:
    """Give one record as its canonical line: sorted keys, no blanks, UTF-8, a line feed at the end."""
    line = json.dumps([table, record], ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return line.encode("utf8") + b"\n"


def hash_tables(tables: Iterable[tuple[str, Iterable[dict[str, Any]]]]) -> str:
    """Hash all records of all tables in order, as ``sha256:`` and 64 hexadecimal digits.

    The version of Catena and the format are not in it: the same findings have the same hash.
    """
    digest = hashlib.sha256()
    for table, records in tables:
        for record in records:
            digest.update(record_line(table, record))
    return f"sha256:{digest.hexdigest()}"
