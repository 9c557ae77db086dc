"""RSS and Atom files: every entry is a document, with the day and address that the feed gives it."""

from __future__ import annotations

import calendar
import re
import time
from collections.abc import Mapping
from typing import Any, BinaryIO

from catena.collect.dates import read_instant
from catena.collect.formats.html import extract_page
from catena.collect.formats.source import Items, Source, need, read_limited
from catena.collect.limits import PAGE_BYTES_MAX
from catena.collect.records import Declared, Extract, Refused
from catena.errors import UnreadableDocument

ENTRIES_MAX = 20_000
_MARKUP = re.compile(r"<[a-zA-Z/!][^>]*>|&#?\w+;")
# A document type with entities of its own: the only use in a feed is to blow it up.
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)


def read_feed(stream: BinaryIO, source: Source) -> Items:
    """Read a feed file: one document for each entry that has a text, the others named."""
    feedparser = need("feedparser", "feeds", source.name)
    data = read_limited(stream, PAGE_BYTES_MAX, source.name)
    if _ENTITY.search(data):
        raise UnreadableDocument(source.name, "declares XML entities, which no honest feed does")
    try:
        feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except (RecursionError, AssertionError, LookupError, ValueError, TypeError, AttributeError) as error:
        # feedparser's lenient fallback raises these on markup written to break it.
        raise UnreadableDocument(source.name, f"is a feed that cannot be parsed: {error}") from None
    if not feed.entries:
        raise UnreadableDocument(source.name, "is a feed without entries")
    outlet = _text(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries, 1):
        if number > ENTRIES_MAX:
            yield Refused(source.name, f"holds over {ENTRIES_MAX:,} entries; the rest is left")
            return
        source.budget.take_member()
        yield _read_entry(entry, number, outlet, source)


def _read_entry(entry: Mapping[str, Any], number: int, outlet: str | None, source: Source) -> Extract | Refused:
    url = _text(entry.get("link"))
    name = url or _text(entry.get("id")) or f"{source.name}-{number}"
    body = _content(entry)
    if not body:
        return Refused(name, f"entry {number} of {source.name} holds no text, only a headline")
    title = _text(entry.get("title"))
    declared = Declared(
        title=title,
        author=_text(entry.get("author")),
        outlet=outlet,
        url=url,
        published=_day(entry),
        published_where="in the feed",
        instant=read_instant(str(entry.get("published") or "")),
    )
    data = body.encode("utf-8", "replace")
    origin = f"{source.origin}!/{number}"
    if not _MARKUP.search(body):
        return Extract(data, name, "text/plain", body, origin, source.given, declared)
    page = f"<html><body><article><div>{body}</div></article></body></html>".encode("utf-8", "replace")
    try:
        extract = extract_page(page, source)
    except UnreadableDocument as error:
        return Refused(name, error.reason)
    return Extract(data, name, "text/html", extract.text, origin, source.given, declared, furniture=extract.furniture,
                   head=extract.head)  # fmt: skip


def _content(entry: Mapping[str, Any]) -> str | None:
    contents = [str(item.get("value", "")) for item in entry.get("content", []) if isinstance(item, dict)]
    best = max([*contents, str(entry.get("summary") or "")], key=len)
    return best.strip() or None


def _day(entry: Mapping[str, Any]) -> str | None:
    for key in ("published_parsed", "updated_parsed"):
        parsed = entry.get(key)
        if isinstance(parsed, time.struct_time):
            try:
                return time.strftime("%Y-%m-%d", time.gmtime(calendar.timegm(parsed)))
            except (OverflowError, ValueError, OSError):
                continue
    return None


def _text(value: Any) -> str | None:
    words = " ".join(str(value).split()) if value else ""
    return _MARKUP.sub("", words).strip() or None
