"""What is named: persons, organisations, places and the like."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpora.files import held_back, members_of
from examples import Example, from_tokens, windows
from labels import HEADS

_NEWSWIRE = {
    "Person": "person", "Organization": "organisation", "Location": "place", "Facility": "facility",
    "NORP": "nationality", "Date": "date", "Money": "money", "Product": "product", "Misc": "misc",
}  # fmt: skip


def newswire(folder: Path, part: str) -> Iterator[Example]:
    """Named entities in English news of four continents (worldwide-newswire); a tenth of the files held back."""
    for name, content in members_of(folder / "worldwide-newswire" / "ner_without_middle_east.tar.gz"):
        if held_back(name, 10) != (part == "dev"):
            continue
        rows = [line.split("\t") for line in content.split("\n")]
        for block in _blocks(rows, 110):
            yield from _bio_example(
                [r[0] for r in block], [r[-1].strip() for r in block], "entity", _NEWSWIRE, "newswire"
            )


def _blocks(rows: list[list[str]], limit: int) -> Iterator[list[list[str]]]:
    """Join sentences (parted by empty rows) to blocks of about ``limit`` tokens."""
    block: list[list[str]] = []
    sentence: list[list[str]] = []
    for row in [*rows, [""]]:
        if len(row) > 1 and row[0].strip():
            sentence.append(row)
            continue
        if block and len(block) + len(sentence) > limit:
            yield block
            block = []
        block += sentence
        sentence = []
    if block:
        yield block


def _bio_example(
    tokens: list[str], tags: list[str], head: str, names: dict[str, str], corpus: str
) -> Iterator[Example]:
    for start in range(0, len(tokens), 130):
        example, owner = from_tokens(tokens[start : start + 130], corpus)
        row = example.span_row(head)
        labels = HEADS[head][1]
        previous = -1
        for word, token in enumerate(owner):
            tag = tags[start + token]
            kind = names.get(tag[2:])
            if kind:
                column = 1 + 2 * labels.index(kind)
                goes_on = word > 0 and row[word - 1] in (column, column + 1)
                begins = not goes_on or (tag[0] == "B" and token != previous)
                row[word] = column if begins else column + 1
            previous = token
        if example.size <= 256:
            yield example


def re3d(folder: Path, part: str) -> Iterator[Example]:
    """Entities of reports on Syria and Iraq (re3d, without BBC); a fifth of the documents held back."""
    texts: dict[str, str] = {}
    entities: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for name, content in members_of(folder / "re3d" / "re3d_no_bbc.tar.gz"):
        rows = [json.loads(line) for line in content.split("\n") if line.startswith("{")]
        if name.endswith("documents.json"):
            texts |= {r["_id"]: r["text"] for r in rows}
        elif name.endswith("entities.json"):
            for r in rows:
                entities[r["documentId"]].append(r)
    for key in sorted(texts):
        if held_back(key, 5) != (part == "dev"):
            continue
        for example in windows(texts[key], "re3d", 160):
            example.span_row("mention")
            for r in sorted(entities[key], key=lambda r: (r["begin"], -r["end"])):
                kind = r["type"]
                if kind in HEADS["mention"][1]:
                    example.mark("mention", kind, r["begin"], r["end"])
            yield example
