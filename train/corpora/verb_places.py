"""Where a verb's happening took place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from catena.model import Span
from corpora.files import held_back, lines_of
from examples import Example, windows


def event_place(folder: Path, part: str) -> Iterator[Example]:
    """The place where a marked verb happened (event-location); a tenth of the sentences held back."""
    by_text: dict[str, list[tuple[tuple[int, int], list[tuple[int, int]]]]] = {}
    for row in lines_of(folder / "event-location" / "train.jsonl.gz"):
        verbs = [_place_of(row, s) for s in row["spans"] if s["label"] == "VERB"]
        places = [_place_of(row, s) for s in row["spans"] if s["label"] == "LOCATION"]
        if verbs and verbs[0] and all(places):
            by_text.setdefault(row["text"], []).append((verbs[0], [p for p in places if p]))
    for text, marked in by_text.items():
        if held_back(text, 10) != (part == "dev"):
            continue
        found = windows(text, "event place", 256, [Span(0, len(text))])
        if len(found) != 1 or found[0].size > 200:
            continue
        example = found[0]
        for verb, places in marked:
            at = example.word_at(*verb)
            inside = [r for p in places if (r := example.word_at(*p))]
            if at is None:
                continue
            # No place: the links point back at the verb. Of several places, the one nearest to it.
            first, last = min(inside, key=lambda r: abs(r[0] - at[0])) if inside else at
            example.links.setdefault("place start", []).append((at[0], first, 1.0))
            example.links.setdefault("place end", []).append((at[0], last - 1 if inside else at[0], 1.0))
            example.stretches[at[0]] = {i for r in inside for i in range(*r)}
        yield example


def _place_of(row: dict[str, Any], span: dict[str, Any]) -> tuple[int, int] | None:
    """Find a span's offsets; in some rows they count tokens instead of characters."""
    text, start, end = row["text"], span["start"], span["end"]
    wanted = span.get("text")
    if end > start and (wanted is None or text[start:end] == wanted):
        return start, end
    tokens = row.get("tokens") or []
    first, last = span.get("token_start"), span.get("token_end")
    if first is not None and last is not None and last < len(tokens):
        at = tokens[first].get("start"), tokens[last].get("end")
        if None not in at and (wanted is None or text[at[0] : at[1]] == wanted):
            return at
    if wanted and (found := text.find(wanted)) >= 0:
        return found, found + len(wanted)
    return None
