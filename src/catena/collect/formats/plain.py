"""Plain text and Markdown: the decoded file, unchanged."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import BinaryIO

import yaml

from catena.collect.dates import read_instant
from catena.collect.decode import decode
from catena.collect.formats.source import Items, Source
from catena.collect.limits import TEXT_BYTES_MAX, in_megabytes
from catena.collect.records import Declared, Extract
from catena.errors import UnreadableDocument
from catena.model import Span

FRONT_MATTER_CHARACTERS_MAX = 20_000

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?P<yaml>.*?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.DOTALL)
_HEADING = re.compile(r"^#{1,2}[ \t]+(?P<title>\S[^\n]*?)[ \t]*#*[ \t]*\r?$", re.MULTILINE)
# What Markdown shows and nobody reads aloud: images, links alone on a line, rules.
_MARKUP_LINE = re.compile(
    r"^[ \t]*(?:!\[[^\]\n]*\]\([^)\n]*\)|\[[^\]\n]*\]\([^)\n]*\)|\[[^\]\n]+\]:[ \t]\S[^\n]*|[-*_=]{3,})[ \t]*\r?$",
    re.MULTILINE,
)


def read_plain(stream: BinaryIO, source: Source) -> Items:
    """Read a plain text: one document."""
    data = _read_text_bytes(stream, source.name)
    yield Extract(data, source.name, "text/plain", decode(data, source.name), source.origin, source.given)


def read_markdown(stream: BinaryIO, source: Source) -> Items:
    """Read a Markdown text: its marks stay, front matter is declared metadata and marked as furniture."""
    data = _read_text_bytes(stream, source.name)
    text = decode(data, source.name)
    front = _FRONT_MATTER.match(text, 0, FRONT_MATTER_CHARACTERS_MAX)
    body_start = front.end() if front else 0
    declared = _read_front_matter(front["yaml"]) if front else Declared()
    heading = _HEADING.search(text, body_start)
    if declared.title is None and heading is not None and not text[body_start : heading.start()].strip():
        declared = replace(declared, title=heading["title"])
    furniture = [Span(0, body_start)] if front else []
    furniture += [Span(m.start(), m.end()) for m in _MARKUP_LINE.finditer(text, body_start)]
    yield Extract(
        data, source.name, "text/markdown", text, source.origin, source.given, declared, furniture=tuple(furniture)
    )


def _read_text_bytes(stream: BinaryIO, name: str) -> bytes:
    data = stream.read(TEXT_BYTES_MAX + 1)
    if len(data) > TEXT_BYTES_MAX:
        limit = in_megabytes(TEXT_BYTES_MAX)
        raise UnreadableDocument(
            name, f"is over {limit} of text; at most {limit} are read as one document, so split it"
        )
    return data


def _read_front_matter(words: str) -> Declared:
    try:
        values = yaml.safe_load(words)
    except (yaml.YAMLError, ValueError, RecursionError):
        return Declared()
    if not isinstance(values, dict):
        return Declared()

    def first(*keys: str) -> str | None:
        found = (values.get(key) for key in keys)
        return next(
            (str(value).strip() for value in found if isinstance(value, str) or hasattr(value, "isoformat")), None
        )

    day = first("date", "published", "pubDate")
    return Declared(
        title=first("title", "headline"),
        author=first("author", "authors", "byline"),
        outlet=first("outlet", "publisher", "source", "site"),
        url=first("url", "link", "canonical"),
        published=day[:10] if day and day[:4].isdigit() else day,
        published_where="in its front matter",
        instant=read_instant(day) if day else None,
    )
