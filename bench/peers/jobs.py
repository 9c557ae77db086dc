"""What both sides are given, made of the same texts; standard library only, for each side has its own environment."""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from html import escape
from itertools import combinations
from pathlib import Path
from typing import Any

PAIRS_MAX = 4000
_MENU = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(40))
_PERSON = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b(?=, | said|,? a )|(?<=governor, )[A-Z][a-z]+ [A-Z][a-z]+")

Work = Callable[[list[Any]], int]


def run(jobs: dict[str, tuple[Callable[[list[str]], list[Any]], Work]], version: str) -> None:
    """Do the job that the command line names and print what it took."""
    job, path = sys.argv[1:3]
    texts: list[str] = json.loads(Path(path).read_text(encoding="utf8"))
    prepare, work = jobs[job]
    items = prepare(texts)
    work(items[:3])  # whatever is loaded at first use
    began = time.process_time()
    found = work(items)
    print(json.dumps({"cpu_s": time.process_time() - began, "items": len(items), "found": found, "version": version}))


def as_they_are(texts: list[str]) -> list[Any]:
    """Give the texts."""
    return list(texts)


def pages(texts: list[str]) -> list[Any]:
    """Put each text into a page with a menu, a sidebar and a footer."""
    return [_page(text) for text in texts]


def _page(text: str) -> str:
    title, *paragraphs = [escape(part) for part in text.split("\n\n")]
    body = "".join(f"<p>{part}</p>" for part in paragraphs)
    return (
        f"<!doctype html><html lang='en'><head><title>{title} | The Paper</title></head><body><nav><ul>{_MENU}</ul></nav>"
        f"<main><article><h1>{title}</h1>{body}</article></main><aside><h3>Most read</h3><ul>{_MENU}</ul></aside>"
        "<footer><p>Copyright The Paper. All rights reserved.</p></footer></body></html>"
    )


def name_pairs(texts: list[str]) -> list[Any]:
    """Give pairs of the persons whom the texts name, and each beside itself with a letter written twice."""
    names = sorted({match[0] for text in texts for match in _PERSON.finditer(text)})
    alike = [(name, f"{name[:2]}{name[1:]}") for name in names]
    return [*alike, *combinations(names, 2)][:PAIRS_MAX]
