"""Reports at an address (``s3://bucket/folder``, ``file://``, ``memory://``): listed and opened through fsspec."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from catena.collect import Refused
from catena.collect.sources import is_report
from catena.errors import UsageError

MARK = "://"
# Pages on the open web are fetched by a command of their own, which asks robots.txt.
_WEB = ("http://", "https://", "ftp://")


@dataclass(frozen=True, slots=True)
class Address:
    """One file at an address; ``name`` is its last part, as the incident file will show it."""

    where: str
    name: str


def is_address(words: str) -> bool:
    """Say whether a path of the command line is an address rather than a file."""
    return MARK in words


def find_addresses(where: str) -> Iterator[Address | Refused]:
    """List the reports below an address, sorted; hidden ones, references and cases left out, as in a folder.

    Raises UsageError for an address of the web, or where the library for its kind is not installed.
    """
    if where.startswith(_WEB):
        raise UsageError(f"{where}: pages of the web are fetched by name: catena collect {where}")
    system, path = _system(where)
    scheme = where.split(MARK, 1)[0]
    found = sorted(system.glob(path) if "*" in path else system.find(path))
    names = [str(name) for name in found if _is_shown(str(name), path)]
    if not names:
        yield Refused(where, "nothing lies at this address")
    for name in names:
        bare = name.split(MARK, 1)[-1]
        yield Address(f"{scheme}{MARK}{bare}", PurePosixPath(bare).name)


def open_address(address: Address) -> BinaryIO:
    """Open one file at an address for reading; an OSError says why it cannot be."""
    system, path = _system(address.where)
    return cast(BinaryIO, system.open(path, "rb"))


def _is_shown(name: str, below: str) -> bool:
    parts = PurePosixPath(name).parts[len(PurePosixPath(below).parts) - 1 :]
    return is_report(PurePosixPath(name).name) and not any(part.startswith(".") for part in parts)


def _system(where: str) -> tuple[Any, str]:
    """Give the file system of an address and the path in it."""
    try:
        system, path = import_module("fsspec").core.url_to_fs(where)
    except ImportError as error:
        needed = error.name or "fsspec"
        raise UsageError(f"{where}: needs {needed}, which is not installed: pip install 'catena[cluster]'") from None
    except ValueError as error:
        raise UsageError(f"{where}: {error}") from None
    return system, str(path)
