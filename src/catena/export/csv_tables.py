"""The flat tables as CSV files in a folder or a .zip."""

from __future__ import annotations

import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from catena.export.contents import Contents
from catena.export.delimited import cell, open_rows
from catena.export.options import Options
from catena.export.sidecar import about
from catena.export.tables import TABLES, about_table

# A zip holds times; the oldest that it can hold keeps the bytes the same in every run.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def write_csv(contents: Contents, path: Path, options: Options) -> None:
    """Write one CSV file for each table, into a folder or, where the path ends so, a .zip."""
    fill_folder(path, lambda folder: _write_tables(contents, folder, options))


def fill_folder(path: Path, fill: Callable[[Path], None]) -> None:
    """Let ``fill`` write into the folder, or into a temporary one that becomes the .zip."""
    if path.suffix.lower() != ".zip":
        path.mkdir(parents=True, exist_ok=True)
        fill(path)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for each in sorted(folder.iterdir()):
                entry = zipfile.ZipInfo(each.name, ZIP_TIME)
                entry.compress_type = zipfile.ZIP_DEFLATED
                with each.open("rb") as read, archive.open(entry, "w", force_zip64=True) as written:
                    shutil.copyfileobj(read, written)


def _write_tables(contents: Contents, folder: Path, options: Options) -> None:
    for table in (*TABLES, about_table(about("csv", contents, options))):
        with open_rows(folder / f"{table.name}.csv", table.names) as rows:
            for row in table.rows(contents):
                rows.writerow(map(cell, row))
