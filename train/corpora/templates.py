"""Who did what to whom: the strings of an article's templates, wherever they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from catena.model import Span
from catena.text.sentences import find_sentences
from corpora.files import held_back, lines_of
from corpora.marking import fill
from examples import MASK, Example, windows
from labels import FILLERS, MUC_KINDS, ROLES


def muc(folder: Path, part: str) -> Iterator[Example]:
    """Roles in news of attacks in Latin America (MUC-4): the strings of the templates, wherever they stand."""
    named = {"PerpInd": "attacker", "PerpOrg": "attacker", "Victim": "victim", "Target": "target", "Weapon": "weapon"}
    for row in lines_of(folder / "muc4" / f"templates_{part}.jsonl.gz"):
        text = row["doctext"]
        spans: list[tuple[str, int, int]] = []
        loose: list[tuple[int, int]] = []
        sentences = [s.span for s in find_sentences(text)]
        for template in row["templates"]:
            for slot, role in named.items():
                for entity in template[slot]:
                    for string, start in entity:
                        spans.append((role, start, start + len(string)))
                        loose += [m.span() for m in re.finditer(re.escape(string), text)]
        for example in windows(text, "muc", 200):
            if not row["templates"] and not held_back(row["docid"] + example.words[0].text, 3):
                continue
            table = example.label_row("role")
            for role in ("attacker", "victim", "target", "weapon"):
                column = ROLES.index(role)
                table[:, column] = 0.0
                for start, end in loose:
                    fill(example, table, column, start, end, np.nan)
                for label, start, end in spans:
                    if label == role:
                        fill(example, table, column, start, end, 1.0)
            _muc_fillers(example, row["templates"], loose)
            _muc_kinds(example, row["templates"], sentences)
            yield example


def _muc_fillers(example: Example, templates: list[dict[str, Any]], loose: list[tuple[int, int]]) -> None:
    """Mark the strings of the slots where the key places them; the same words elsewhere are masked."""
    row = example.span_row("filler")
    placed = {
        (start, start + len(string), slot)
        for template in templates
        for slot in FILLERS
        for entity in template[slot]
        for string, start in entity
    }
    for start, end, slot in sorted(placed, key=lambda p: (p[0] - p[1], p)):
        example.mark("filler", slot, start, end)
    for start, end in loose:
        if found := example.word_at(start, end):
            stretch = row[found[0] : found[1]]
            stretch[stretch == 0] = MASK


def _muc_kinds(example: Example, templates: list[dict[str, Any]], sentences: list[Span]) -> None:
    """Teach a sentence the types of the templates whose strings it holds; those that it may tell of are masked."""
    places = [
        (template["incident_type"], start)
        for template in templates
        for slot in FILLERS
        for entity in template[slot]
        for _, start in entity
    ]
    for sentence in sentences:
        found = example.word_at(sentence.start, sentence.end)
        if found is None:
            continue
        target = np.zeros(len(MUC_KINDS), dtype=np.float32)
        for column, kind in enumerate(MUC_KINDS):  # some keys leave the type open: "attack / bombing"
            if any(kind in t["incident_type"] for t in templates):
                target[column] = np.nan
            if any(kind in k and sentence.start <= start < sentence.end for k, start in places):
                target[column] = 1.0
        example.pooled.append(("muc kind", *found, target))
