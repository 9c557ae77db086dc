"""Catena's side of each job."""

from __future__ import annotations

from typing import Any

from jobs import as_they_are, name_pairs, pages, run

from catena import __version__
from catena.collect import collect
from catena.collect.reprints import find_copies
from catena.knowledge.actors import load_actors
from catena.resolve.dates import Anchor, resolve_time
from catena.run.knowledge import open_knowledge
from catena.text.name_judge import judge
from catena.text.times import find_times


def extraction(items: list[Any]) -> int:
    """Collect each page: article, headline, outlet, day, language."""
    return sum(bool(collect(page.encode(), "page.html").text) for page in items)


def documents(texts: list[str]) -> list[Any]:
    """Collect the texts beforehand: the job is to compare them."""
    return [collect(text.encode(), f"{number}.txt") for number, text in enumerate(texts)]


def near_duplicates(items: list[Any]) -> int:
    """Find the reports that are made of others, wholly or in part."""
    return len(find_copies(items))


def dates(items: list[Any]) -> int:
    """Find and resolve every phrase of time."""
    anchor = Anchor("2020-06-15", None, False)
    return sum(resolve_time(phrase, anchor).edtf is not None for text in items for phrase in find_times(text))


def names(items: list[Any]) -> int:
    """Judge each pair."""
    table = load_actors()
    return sum(judge(left, right, table, body=False).verdict == "same" for left, right in items)


def reading(items: list[Any]) -> int:
    """Read each report by the rules: sentences, tags, clauses, names, events with claims, statements."""
    reader = open_knowledge("rules").reader
    return sum(len(reader.read(document).events) for document in items)


if __name__ == "__main__":
    run(
        {
            "extraction": (pages, extraction),
            "near-duplicates": (documents, near_duplicates),
            "dates": (as_they_are, dates),
            "names": (name_pairs, names),
            "reading": (documents, reading),
        },
        __version__,
    )
