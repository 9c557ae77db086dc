"""Libraries that only some formats need, asked for by name when a format is written."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from catena.errors import UsageError


def need(module: str, name: str) -> Any:
    """Import a library of the extra ``export``; raise UsageError that says how to get it."""
    try:
        return import_module(module)
    except ImportError as error:
        hint = "install it with: pip install 'catena[export]'"
        raise UsageError(f"the format {name!r} needs {module}; {hint}") from error
