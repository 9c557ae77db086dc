"""Files and folders on disk, in a fixed order, each with what its manifest gives."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from catena.collect.limits import CONTAINER_BYTES_MAX, in_megabytes
from catena.collect.manifest import MANIFEST_NAME, Manifest, missing_files, read_manifest
from catena.collect.records import Found, Refused
from catena.errors import UnreadableDocument

# Files that lie beside reports and are none: the manifest, a reference reading, cases.
NOT_REPORTS = frozenset(
    {MANIFEST_NAME, "gold.json", "readme", "readme.md", "readme.txt", "license", "license.txt", "license.md"}
)
CASE_SUFFIXES = (".catena", ".catena-wal", ".catena-shm", ".catena-journal")


def find_sources(paths: Sequence[Path]) -> Iterator[Found | Refused]:
    """Yield every file to be collected below the paths, each once, with what its manifest gives.

    Folders are walked in sorted order, hidden files and links to folders left out. What cannot be
    used (a missing path, a manifest's line) comes as a Refused with the reason, and the rest goes on.
    """
    manifests: dict[Path, Manifest] = {}
    seen: set[Path] = set()
    for path in paths:
        for item in _below(path, manifests):
            if isinstance(item, Refused):
                yield item
            elif (resolved := item.path.resolve()) not in seen:
                seen.add(resolved)
                yield item


def read_bytes(path: Path, *, limit: int = CONTAINER_BYTES_MAX) -> bytes:
    """Read a file's bytes; raises UnreadableDocument for a missing, forbidden or over-long one."""
    try:
        if path.is_dir():
            raise UnreadableDocument(path.name, "is a folder, not a file")
        if (size := path.stat().st_size) > limit:
            raise UnreadableDocument(path.name, f"is {in_megabytes(size)} long; at most {in_megabytes(limit)} are read")
        return path.read_bytes()
    except FileNotFoundError:
        raise UnreadableDocument(path.name, "no such file") from None
    except PermissionError:
        raise UnreadableDocument(path.name, "may not be read: permission denied") from None
    except OSError as error:
        raise UnreadableDocument(path.name, f"cannot be read: {error.strerror}") from None


def _below(path: Path, manifests: dict[Path, Manifest]) -> Iterator[Found | Refused]:
    try:
        if path.is_dir():
            yield from _in_folder(path, manifests)
        elif path.is_file() or path.is_fifo():
            yield from _one_file(path, manifests)
        else:
            yield Refused(str(path), "no such file or folder")
    except OSError as error:
        yield Refused(str(path), f"cannot be read: {error.strerror}")


def _one_file(path: Path, manifests: dict[Path, Manifest]) -> Iterator[Found | Refused]:
    folder = path.parent
    if path.name == MANIFEST_NAME:
        yield Refused(str(path), "is a manifest, not a report; name the folder it describes")
        return
    manifest = _manifest_of(folder, manifests)
    yield Found(path, path.name, manifest.given_for(path.name))


def _in_folder(folder: Path, manifests: dict[Path, Manifest]) -> Iterator[Found | Refused]:
    refused: list[Refused] = []
    walk = os.walk(folder, onerror=lambda error: refused.append(_refuse_folder(error)))
    for where, folders, files in walk:
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        here = Path(where)
        manifest = _manifest_of(here, manifests)
        yield from manifest.refused
        yield from missing_files(manifest, here)
        for name in sorted(files):
            if is_report(name):
                yield Found(here / name, name, manifest.given_for(name))
    yield from refused


def _refuse_folder(error: OSError) -> Refused:
    return Refused(str(error.filename), f"cannot be read: {error.strerror}")


def _manifest_of(folder: Path, manifests: dict[Path, Manifest]) -> Manifest:
    key = folder.resolve()
    if key not in manifests:
        manifests[key] = read_manifest(folder)
    return manifests[key]


def is_report(name: str) -> bool:
    """Say whether a file of this name is read as a report: not hidden, no manifest, reference or case."""
    return not name.startswith(".") and name.lower() not in NOT_REPORTS and not name.endswith(CASE_SUFFIXES)
