"""Curated tables (YAML, each with its source), the built gazetteer and the model weights."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from catena.errors import KnowledgeError


@cache
def read_table(name: str) -> dict[str, Any]:
    """Read one curated table by its bare name (``weapons`` for ``weapons.yaml``), once per process.

    Raises KnowledgeError where the table is not installed or is not a mapping with a ``source``.
    """
    resource = files(__name__).joinpath(f"{name}.yaml")
    if not resource.is_file():
        raise KnowledgeError(f"no table named {name!r} is installed; reinstall catena")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table = yaml.load(resource.read_text(encoding="utf8"), Loader=loader)
    if not isinstance(table, dict) or "source" not in table:
        raise KnowledgeError(f"the table {name}.yaml is not a mapping with a source line")
    return table
