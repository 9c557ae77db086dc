"""Dumps: JSON Lines, JSON and CSV, a document to a row, with a map from our fields to the dump's columns."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields as dataclass_fields
from dataclasses import replace
from typing import Any, BinaryIO

from catena.collect.formats.html import extract_page
from catena.collect.formats.source import Items, Source, read_limited
from catena.collect.limits import TEXT_BYTES_MAX, in_megabytes
from catena.collect.manifest import read_given
from catena.collect.records import Extract, Given, Refused
from catena.errors import UnreadableDocument

LINE_BYTES_MAX = TEXT_BYTES_MAX * 2
JSON_BYTES_MAX = 500_000_000

# What dumps call our fields; the first name that a row has and that is not empty is taken.
USUAL_NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "maintext", "main_text", "full_text", "article_text", "story",
             "html"),
    "title": ("title", "headline", "head_line"),
    "url": ("url", "link", "source_url", "article_url", "permalink"),
    "published": ("published", "date", "publish_date", "date_publish", "pub_date", "publication_date", "published_at",
                  "publishedAt", "datePublished", "datetime", "timestamp"),
    "author": ("author", "authors", "byline", "creator"),
    "outlet": ("outlet", "publisher", "source", "source_name", "site", "site_name", "newspaper", "media", "domain",
               "source_domain"),
    "name": ("name", "file", "id", "uuid", "doc_id", "article_id"),
}  # fmt: skip
_IS_PAGE = re.compile(r"<(?:p|div|html|body|br|article|span)\b[^>]*>", re.IGNORECASE)


def read_jsonl(stream: BinaryIO, source: Source) -> Items:
    """Read a JSON Lines dump line by line; a bad line is named by its number and the next one read."""
    for number, line in enumerate(_lines(stream), 1):
        if not line.strip():
            continue
        where = f"{source.name} line {number}"
        if len(line) > LINE_BYTES_MAX:
            yield Refused(where, f"is over {in_megabytes(LINE_BYTES_MAX)} long")
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Refused(where, f"is not JSON: {error}")
            continue
        yield from _read_row(row, line.strip(), number, source)


def read_json(stream: BinaryIO, source: Source) -> Items:
    """Read a JSON file: one object, or a list of them (also under a single key)."""
    data = read_limited(stream, JSON_BYTES_MAX, source.name)
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableDocument(source.name, f"is not JSON: {error}") from None
    lists = [item for item in value.values() if isinstance(item, list)] if isinstance(value, dict) else []
    if isinstance(value, list):
        rows: Iterable[Any] = value
    elif len(lists) == 1 and all(isinstance(item, dict) for item in lists[0]) and lists[0]:
        rows = lists[0]
    else:
        rows = [value]
    for number, row in enumerate(rows, 1):
        yield from _read_row(row, _dump(row), number, source)


def read_csv(stream: BinaryIO, source: Source) -> Items:
    """Read a CSV or TSV dump row by row; its first line names the columns."""
    csv.field_size_limit(TEXT_BYTES_MAX)
    lines = io.TextIOWrapper(_Unclosed(stream), encoding="utf-8-sig", newline="")
    number = 1
    try:
        sample = lines.readline(65_536)
        delimiter = max(",\t;|", key=sample.count)
        columns = next(csv.reader([sample], delimiter=delimiter), [])
        for number, values in _rows(csv.reader(lines, delimiter=delimiter)):
            if isinstance(values, csv.Error):
                yield Refused(f"{source.name} line {number}", f"is no row of the table: {values}")
                continue
            row = dict(zip(columns, values, strict=False))
            yield from _read_row(row, _dump(row), number, source)
    except UnicodeDecodeError:
        reason = f"is not UTF-8 from about row {number} on; save it as UTF-8"
        raise UnreadableDocument(source.name, reason) from None


def _dump(row: Any) -> bytes:
    """Write a row as JSON; half a character (a lone surrogate) stays the escape that it was."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")


def _rows(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Number the rows, the columns being the first; a row that cannot be parsed comes as its error."""
    number = 1
    while True:
        number += 1
        try:
            yield number, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, error


def _read_row(row: Any, data: bytes, number: int, source: Source) -> Items:
    where = f"{source.name} line {number}"
    if not isinstance(row, dict):
        yield Refused(where, f"is {type(row).__name__}, not an object with named fields")
        return
    source.budget.take_member()
    values = {ours: _value(row, ours, source.options.fields) for ours in USUAL_NAMES}
    text = values.pop("text")
    if not text or not text.strip():
        wanted = source.options.fields.get("text")
        known = ", ".join(str(key) for key in list(row)[:12])
        reason = f"has no text in {wanted!r}" if wanted else "has no field with a text; say which with --map text=…"
        yield Refused(where, f"{reason} (fields: {known})")
        return
    given, problem = _given(values)
    if problem:
        yield Refused(where, f"{problem}; read without it")
    name = values["url"] or values["name"] or f"{source.name}-{number}"
    yield from _extract(text, data, name, given, replace(source, origin=f"{source.origin}!/{number}"))


def _extract(text: str, data: bytes, name: str, given: Given, source: Source) -> Items:
    if len(text) > TEXT_BYTES_MAX:
        yield Refused(name, f"holds over {in_megabytes(TEXT_BYTES_MAX)} of text")
        return
    if len(_IS_PAGE.findall(text[:4000])) < 2:
        yield Extract(data, name, "text/plain", text, source.origin, given)
        return
    try:
        page = extract_page(f"<html><body><div>{text}</div></body></html>".encode("utf-8", "replace"), source)
    except UnreadableDocument as error:
        yield Refused(name, error.reason)
        return
    yield replace(page, data=data, name=name, given=given)


def _value(row: Mapping[str, Any], ours: str, mapped: Mapping[str, str]) -> str | None:
    names = (mapped[ours],) if ours in mapped else USUAL_NAMES[ours]
    for name in names:
        value = _nested(row, name)
        if isinstance(value, list):
            value = ", ".join(str(item) for item in value if isinstance(item, str | int))
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if value is not None and not isinstance(value, dict) and str(value).strip():
            return str(value)
    return None


def _nested(row: Mapping[str, Any], path: str) -> Any:
    """Look a field up, with points into objects: ``source.name``."""
    if path in row:
        return row[path]
    value: Any = row
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _given(values: Mapping[str, str | None]) -> tuple[Given, str | None]:
    known = {column.name for column in dataclass_fields(Given)} - {"file"}
    return read_given({key: value.strip() for key, value in values.items() if key in known and value})


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield lines of bounded length; an over-long line comes cut just past the limit."""
    while line := stream.readline(LINE_BYTES_MAX + 1):
        rest = line
        while len(rest) > LINE_BYTES_MAX and not rest.endswith(b"\n"):
            rest = stream.readline(LINE_BYTES_MAX + 1)
        yield line


class _Unclosed(io.BufferedReader):
    """A buffered view of a stream that leaves the stream open when it is dropped."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__(_Raw(stream))


class _Raw(io.RawIOBase):
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
