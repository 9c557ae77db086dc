"""The flat tables as one workbook: a sheet for each table, text always as text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from catena.export.contents import Contents
from catena.export.extras import need
from catena.export.options import Options
from catena.export.sidecar import about
from catena.export.tables import TABLES, Row, Table, about_table

CELL_CHARACTERS_MAX = 32_767
SHEET_ROWS_MAX = 1_048_576
CUT = " […]"
# A workbook holds the time it was made; a fixed one keeps the bytes the same in every run.
MADE = datetime(1980, 1, 1)


def write_xlsx(contents: Contents, path: Path, options: Options) -> None:
    """Write a workbook row by row. Text longer than a cell can hold goes on in the sheet ``long_texts``."""
    module = need("xlsxwriter", "xlsx")
    settings = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with module.Workbook(str(path), {**settings, "strings_to_numbers": False, "nan_inf_to_errors": False}) as book:
        book.set_properties({"created": MADE, "title": "Incident file", "comments": f"catena {options.version}"})
        too_long: list[Row] = []
        for table in (about_table(about("xlsx", contents, options)), *TABLES):
            _write_table(book, table, contents, too_long)
        _write_rows(book, "long_texts", ("table", "row", "column", "part", "text"), too_long)


def _write_table(book: Any, table: Table, contents: Contents, too_long: list[Row]) -> None:
    rows = (_fit(table, number, row, too_long) for number, row in enumerate(table.rows(contents), start=2))
    _write_rows(book, table.name, table.names, rows)


def _write_rows(book: Any, name: str, columns: Iterable[str], rows: Iterable[Row]) -> None:
    columns, bold = tuple(columns), book.add_format({"bold": True})
    sheet, at, part = None, SHEET_ROWS_MAX, 0
    for row in _with_head(rows):
        if at >= SHEET_ROWS_MAX:
            part += 1
            sheet = book.add_worksheet(name if part == 1 else f"{name} {part}")
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, columns, bold)
            at = 1
        if row is not None and sheet is not None:
            _write_cells(sheet, at, row)
            at += 1


def _with_head(rows: Iterable[Row]) -> Iterable[Row | None]:
    """Give None before the rows, so that a table without rows has its sheet too."""
    yield None
    yield from rows


def _write_cells(sheet: Any, at: int, row: Row) -> None:
    for column, value in enumerate(row):
        if value is None:
            continue
        if isinstance(value, bool):
            sheet.write_boolean(at, column, value)
        elif isinstance(value, (int, float)):
            sheet.write_number(at, column, value)
        else:
            sheet.write_string(at, column, value)


def _fit(table: Table, number: int, row: Row, too_long: list[Row]) -> Row:
    """Make lists JSON and cut what is longer than a cell; the whole text is kept for ``long_texts``."""
    cells = []
    for (name, kind), value in zip(table.columns, row, strict=True):
        text = json.dumps(value, ensure_ascii=False) if kind == "list" else value
        if isinstance(text, str) and len(text) > CELL_CHARACTERS_MAX:
            for part, start in enumerate(range(0, len(text), CELL_CHARACTERS_MAX)):
                too_long.append((table.name, number, name, part, text[start : start + CELL_CHARACTERS_MAX]))
            text = text[: CELL_CHARACTERS_MAX - len(CUT)] + CUT
        cells.append(text)
    return tuple(cells)
