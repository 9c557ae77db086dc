"""The reading set as the rules read it: each event with the incident of the reference that it tells."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catena.collect import Refused, collect, find_sources, read_bytes
from catena.link.view import kind_of
from catena.model import Document, Event, Reading
from catena.run.knowledge import Knowledge
from catena.run.steps import read_document
from given import quotes_in


@dataclass(frozen=True, slots=True)
class Owned:
    """One report as read: its document and reading, and the incident of each event that tells one."""

    document: Document
    reading: Reading
    incident_of: dict[str, str]


def read_owned(cluster: Path, knowledge: Knowledge) -> Iterator[Owned]:
    """Read the reports of a cluster and find whose each event is."""
    gold: Any = json.loads((cluster / "gold.json").read_text(encoding="utf8"))
    for source in find_sources([cluster] if (cluster / "manifest.csv").exists() else sorted(cluster.glob("*.txt"))):
        if isinstance(source, Refused):
            continue
        document, reading = read_document(collect(read_bytes(source.path), source.name, source.given), knowledge)
        spans = [
            (g, at, at + len(q))
            for g in gold["incidents"]
            for q in quotes_in(g, source.name)
            if (at := document.text.find(q)) >= 0
        ]
        found = {e.id: owner for e in reading.events if (owner := owner_of(e, spans)) is not None}
        yield Owned(document, reading, found)


def owner_of(event: Event, spans: Sequence[tuple[dict[str, Any], int, int]]) -> str | None:
    """Find the incident of the reference that an event is: most quotes in its sentences, then kind, then nearness."""
    votes: Counter[str] = Counter()
    for gold, start, end in spans:
        for evidence in event.evidence:
            if (min(end, evidence.end) - max(start, evidence.start)) * 2 >= end - start:
                focus = evidence.focus
                inside = focus is not None and start < focus.end and focus.start < end
                kind = kind_of(gold["acled_event"], gold["acled_sub_event"])
                votes[gold["id"]] += 1 + 4 * (kind == kind_of(event.event_type, event.sub_event_type)) + 2 * inside
    return max(sorted(votes), key=lambda g: votes[g]) if votes else None
