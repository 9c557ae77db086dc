"""The visible text of a page as blocks, in reading order, with offsets: everything a reader of the page could see."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from catena.model import Span

UNSEEN = frozenset({
    "script", "style", "noscript", "template", "head", "svg", "canvas", "iframe", "object", "embed", "select",
    "datalist",
})  # fmt: skip
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "dd", "details", "dialog", "div", "dl",
    "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
    "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul", "video", "audio",
})  # fmt: skip
# What sets a block apart from the report whatever its words are.
ASIDES = frozenset({"nav", "footer", "aside", "form", "button", "menu", "figcaption", "dialog"})
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page: its text, span on the page's text, its own tag, and whether it lies in an aside."""

    text: str
    span: Span
    tag: str
    is_aside: bool


def read_blocks(tree: Any) -> tuple[str, tuple[Block, ...]]:
    """Give a page's visible text, one block to a line, and the blocks; ``tree`` is an lxml element."""
    parts: list[str] = []
    blocks: list[Block] = []
    length = 0
    for words, tag, is_aside in _walk(tree):
        if parts:
            parts.append("\n\n" if tag in ("p", "h1", "h2", "h3") else "\n")
            length += len(parts[-1])
        blocks.append(Block(words, Span(length, length + len(words)), tag, is_aside))
        parts.append(words)
        length += len(words)
    return "".join(parts), tuple(blocks)


def _walk(tree: Any) -> Iterator[tuple[str, str, bool]]:
    """Yield the blocks of a tree without recursion: a page may be nested as deep as it likes."""
    pending: list[str] = []
    stack: list[tuple[Any, bool]] = [(tree, False)]
    tags: list[tuple[str, bool]] = [("body", False)]

    def flush() -> Iterator[tuple[str, str, bool]]:
        words = _SPACE.sub(" ", "".join(pending)).strip()
        pending.clear()
        if words:
            yield words, *tags[-1]

    while stack:
        element, is_closing = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        is_block = tag in BLOCKS
        if is_closing:
            if is_block:
                yield from flush()
                tags.pop()
            if element is not tree:
                pending.append(element.tail or "")
            continue
        if not tag or tag in UNSEEN or _is_hidden(element):
            pending.append(element.tail or "" if element is not tree else "")
            continue
        if is_block:
            yield from flush()
            tags.append((tag, tags[-1][1] or tag in ASIDES))
        elif tag == "br":
            yield from flush()
        pending.append(element.text or "")
        stack.append((element, True))
        stack.extend((child, False) for child in reversed(element))
    yield from flush()


def _is_hidden(element: Any) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None
