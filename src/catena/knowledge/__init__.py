"""Curated tables (YAML, each with its source), the built gazetteer and the model weights."""

from __future__ import annotations

import marshal
import sys
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

from catena.errors import KnowledgeError

PARSED_NAME = "tables.bin"


@cache
def read_table(name: str) -> dict[str, Any]:
    """Read one curated table by its bare name (``weapons`` for ``weapons.yaml``), once per process.

    Raises KnowledgeError where the table is not installed or is not a mapping with a ``source``.
    """
    resource = files(__name__).joinpath(f"{name}.yaml")
    if not resource.is_file():
        raise KnowledgeError(f"no table named {name!r} is installed; reinstall catena")
    text = resource.read_text(encoding="utf8")
    known, parsed = _parsed_tables().get(name, ("", b""))
    return marshal.loads(parsed) if known == hash_text(text) else parse_table(name, text)


def parse_table(name: str, text: str) -> dict[str, Any]:
    """Parse the YAML of one table; raises KnowledgeError where it is not a mapping with a ``source``."""
    import yaml  # not needed where the tables were parsed when the package was built

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table = yaml.load(text, Loader=loader)
    if not isinstance(table, dict) or "source" not in table:
        raise KnowledgeError(f"the table {name}.yaml is not a mapping with a source line")
    return table


def hash_text(text: str) -> str:
    """Hash a table's text."""
    return blake2b(text.encode(), digest_size=16).hexdigest()


@cache
def _parsed_tables() -> dict[str, tuple[str, bytes]]:
    """Give what ``tables_build`` parsed; nothing where it did not run, or ran under another version of Python."""
    resource = files(__name__).joinpath(PARSED_NAME)
    if not resource.is_file():
        return {}
    version, rows = marshal.loads(resource.read_bytes())
    return rows if version == sys.version_info[:2] else {}
