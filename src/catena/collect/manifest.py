"""``manifest.csv``: what a person gives for the files beside it (file, outlet, url, published, title, author)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

from catena.collect.dates import read_given_date, read_instant
from catena.collect.records import Given, Refused

MANIFEST_NAME = "manifest.csv"
COLUMNS = tuple(column.name for column in fields(Given))
MANIFEST_BYTES_MAX = 50_000_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """The rows of one manifest by file name, and what in it could not be used."""

    rows: Mapping[str, Given] = field(default_factory=dict)
    refused: tuple[Refused, ...] = ()

    def given_for(self, name: str) -> Given:
        """Give the row for a file, or nothing."""
        return self.rows.get(name, Given())


def read_manifest(folder: Path) -> Manifest:
    """Read a folder's manifest; an absent one is empty, a broken one is empty with the reason."""
    path = folder / MANIFEST_NAME
    try:
        if not path.is_file():
            return Manifest()
        if path.stat().st_size > MANIFEST_BYTES_MAX:
            return _broken("longer than 50 MB; split the folder")
        return parse_manifest(path.read_bytes())
    except OSError as error:
        return _broken(f"cannot be read: {error.strerror}")


def parse_manifest(data: bytes) -> Manifest:
    """Parse a manifest's bytes; a broken one is empty with the reason."""
    try:
        text = data.decode("utf-8-sig")
        header = next(csv.reader(io.StringIO(text, newline=""), strict=True), [])
        rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError:
        return _broken("not UTF-8 text; save it as CSV in UTF-8")
    except csv.Error as error:
        return _broken(f"not a CSV table: {error}")
    if problem := _column_problem(header):
        return _broken(problem)
    return _collect_rows(rows)


def read_given(values: Mapping[str, str]) -> tuple[Given, str | None]:
    """Make what is given of named values; a day that is none is left out, with the problem in words."""
    kept = dict(values)
    published = kept.get("published")
    problem = None
    if published is not None:
        day = read_given_date(published) or read_given_date(published[:10])
        problem = None if day else f"published {published!r} is not a date; write 2021-06-07 (or 2021-06, 2021)"
        kept = (
            {**kept, "published": published if read_instant(published) else day}
            if day
            else {k: v for k, v in kept.items() if k != "published"}
        )
    return Given(**kept), problem


def missing_files(manifest: Manifest, folder: Path) -> Iterator[Refused]:
    """Yield the files that a manifest names and its folder does not hold."""
    for name in manifest.rows:
        if not (folder / name).is_file():
            yield Refused(name, f"named in {MANIFEST_NAME}, but there is no such file beside it")


def _broken(reason: str) -> Manifest:
    return Manifest(refused=(Refused(MANIFEST_NAME, f"{reason}; the files are read without it"),))


def _column_problem(header: Sequence[str]) -> str | None:
    known = ", ".join(COLUMNS)
    names = [column.strip() for column in header if column.strip()]
    if "file" not in names:
        return f"has no column 'file'; known columns: {known}"
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        return f"unknown column {unknown[0]!r}; known columns: {known}"
    if len(set(names)) != len(names):
        return "names a column twice"
    return None


def _collect_rows(rows: list[dict[str | None, str | list[str] | None]]) -> Manifest:
    kept: dict[str, Given] = {}
    refused: list[Refused] = []
    for number, row in enumerate(rows, start=2):
        values = {k.strip(): v.strip() for k, v in row.items() if k and isinstance(v, str) and v.strip()}
        given, date_problem = read_given(values)
        problem = _row_problem(row, values, kept) or date_problem
        if problem is not None:
            refused.append(Refused(MANIFEST_NAME, f"line {number}: {problem}"))
        name = given.file
        if name and name not in kept and _is_plain(name):
            kept[name] = given
    return Manifest(kept, tuple(refused))


def _row_problem(row: Mapping[str | None, object], values: Mapping[str, str], kept: Mapping[str, Given]) -> str | None:
    name = values.get("file")
    if not name:
        return "names no file"
    if not _is_plain(name):
        return f"file {name!r} is not the plain name of a file beside the manifest"
    if name in kept:
        return f"file {name!r} is named twice; the first line counts"
    if None in row:
        return "has more values than the table has columns"
    return None


def _is_plain(name: str) -> bool:
    return name not in (".", "..") and not any(mark in name for mark in ("/", "\\", "\0"))
