"""Comma-separated text that a spreadsheet cannot mistake for a program."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

# A cell that begins with one of these is a formula to a spreadsheet (OWASP, CSV injection; the wide forms
# are formulas too where the computer's language is Japanese). An apostrophe stands here so that the
# mark can be taken off again: see bare_text.
FORMULA_STARTS = "=+-@\t\r\n＝＋－＠'"


class Rows(Protocol):
    """What takes rows: the part of ``csv.writer`` that is used."""

    def writerow(self, row: Iterable[Any], /) -> Any:
        """Write one row."""


def safe_text(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run; other text stays as it is."""
    return f"'{text}" if text and text[0] in FORMULA_STARTS else text


def bare_text(text: str) -> str:
    """Take off the apostrophe that `safe_text` put there."""
    return text[1:] if len(text) > 1 and text[0] == "'" and text[1] in FORMULA_STARTS else text


def cell(value: Any) -> str:
    """Give a value as a cell: unknown is blank, a list is JSON, a number is bare, text is safe."""
    if value is None:
        return ""
    if isinstance(value, str):
        return safe_text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(value)
    return safe_text(json.dumps(value, ensure_ascii=False))


@contextmanager
def open_rows(path: Path, columns: Sequence[str] | None) -> Iterator[Rows]:
    """Open a file for rows, with a line of column names unless ``columns`` is None.

    UTF-8 without a mark, lines end with CR LF as RFC 4180 has it.
    """
    with path.open("w", encoding="utf8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        if columns is not None:
            writer.writerow(columns)
        yield writer
