"""What happened: words that tell of events, their arguments, and which of them are one event."""

from __future__ import annotations

import csv
import json
import zipfile
from ast import literal_eval
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np

from corpora.files import held_back, lines_of, members_of
from corpora.marking import mark_same_events, token_marker
from examples import Example, from_tokens, windows
from labels import HEADS, INCIDENTS, ROLES

_M2E2 = {
    "Conflict:Attack": "attack", "Life:Die": "die", "Justice:Arrest-Jail": "arrest", "Movement:Transport": "transport",
    "Conflict:Demonstrate": "demonstrate", "Contact:Meet": "meet", "Contact:Phone-Write": "contact",
    "Transaction:Transfer-Money": "transfer",
}  # fmt: skip
_M2E2_ROLES = {"Attacker": "attacker", "Target": "target", "Victim": "victim", "Instrument": "weapon"}


def m2e2(folder: Path, part: str) -> Iterator[Example]:
    """Typed triggers, arguments and participants in news sentences (M2E2); a tenth held back."""
    rows: list[dict[str, Any]] = []
    with zipfile.ZipFile(folder / "m2e2" / "m2e2_annotations.zip") as archive:
        for name in ("text_only_event.json", "text_multimedia_event.json"):
            rows += json.loads(archive.read(f"m2e2_annotations/{name}"))
    for row in rows:
        events = row["golden-event-mentions"]
        article = row["sentence_id"].rsplit("_", 1)[0]
        if held_back(article, 10) != (part == "dev") or (not events and not held_back(row["sentence_id"] + "x", 2)):
            continue
        example, owner = from_tokens(row["words"], "m2e2")
        if example.size > 200 or not example.words:
            continue
        place = token_marker(example, owner)
        for head, found in (
            ("participant", [(e["entity-type"], e) for e in row["golden-entity-mentions"]]),
            ("trigger", [(_M2E2[e["event_type"]], e["trigger"]) for e in events]),
        ):
            example.span_row(head)
            for label, at in sorted(found, key=lambda f: (f[1]["start"], -f[1]["end"])):
                if label in HEADS[head][1]:
                    place(head, label, at["start"], at["end"])
        _m2e2_roles(example, owner, events)
        yield example


def _m2e2_roles(example: Example, owner: list[int], events: list[dict[str, Any]]) -> None:
    table = example.label_row("role")
    owned = np.array(owner)
    for column in (ROLES.index(r) for r in ("attacker", "target", "weapon", "arrested")):
        table[:, column] = 0.0
    for event in events:
        kind = event["event_type"]
        for a in event["arguments"]:
            role = _M2E2_ROLES.get(a["role"])
            if a["role"] == "Person" and kind == "Justice:Arrest-Jail":
                role = "arrested"
            if a["role"] == "Place" and kind.startswith(("Conflict", "Life", "Justice")):
                role = "place"
            if a["role"] == "Agent" and kind.startswith("Life"):
                role = "attacker"
            if role:
                table[(owned >= a["start"]) & (owned < a["end"]), ROLES.index(role)] = 1.0
    target = np.full(len(INCIDENTS), np.nan, dtype=np.float32)
    kinds = {e["event_type"] for e in events}
    if not kinds & {"Conflict:Attack", "Life:Die", "Justice:Arrest-Jail", "Conflict:Demonstrate"}:
        target[:] = 0.0
    target[INCIDENTS.index("Arrests")] = float("Justice:Arrest-Jail" in kinds)
    example.pooled.append(("incident", 0, len(example.words), target))


def ecbplus(folder: Path, part: str) -> Iterator[Example]:
    """Event mentions and which of them are one event (ECB+, the checked sentences only)."""
    checked: dict[str, set[str]] = defaultdict(set)
    with (folder / "ecbplus" / "ECBplus_coreference_sentences.csv").open(encoding="utf8") as file:
        for row in csv.DictReader(file):
            checked[f"{row['Topic']}_{row['File']}"].add(row["Sentence Number"])
    dev = {"2", "5", "12", "18", "21", "23", "34", "35"}
    for name, content in members_of(folder / "ecbplus" / "topics_1-35.tar.gz"):
        stem = Path(name).stem
        if (stem.split("_")[0] in dev) != (part == "dev") or stem not in checked:
            continue
        yield from _ecb_document(ElementTree.fromstring(content.encode("utf8")), checked[stem])


def _ecb_document(root: ElementTree.Element, checked: set[str]) -> Iterator[Example]:
    tokens = [t for t in root.iter("token") if t.get("sentence") in checked]
    if not tokens:
        return
    example, owner = from_tokens([t.text or "_" for t in tokens], "ecbplus")
    if example.size > 256:
        return
    number = {t.get("t_id"): i for i, t in enumerate(tokens)}
    place = token_marker(example, owner)
    example.span_row("happening")
    clusters = {
        source.get("m_id"): relation.get("note") or relation.get("r_id")
        for relation in root.iter()
        if relation.tag.endswith("COREF")
        for source in relation.iter("source")
    }
    heads: list[tuple[int, str]] = []
    for markable in root.find("Markables") or ():
        at = [number[a.get("t_id")] for a in markable.iter("token_anchor") if a.get("t_id") in number]
        if not at or "ACTION" not in markable.tag:
            continue
        kind = "reporting" if "REPORTING" in markable.tag else "state" if "STATE" in markable.tag else "occurrence"
        place("happening", kind, min(at), max(at) + 1 if max(at) - min(at) < 4 else min(at) + 1)
        words = [i for i, token in enumerate(owner) if token == at[0]]
        if words:
            heads.append((words[0], clusters.get(markable.get("m_id")) or f"alone {markable.get('m_id')}"))
    mark_same_events(example, heads)
    yield example


def gvc(folder: Path, part: str) -> Iterator[Example]:
    """Event mentions of gun violence and which are one event (GVC)."""
    for row in lines_of(folder / "gvc" / f"{part}.jsonl.gz"):
        mentions = literal_eval(row["mentions"]) if isinstance(row["mentions"], str) else row["mentions"]
        text = row["title"] + "\n" + row["content"]
        offset = len(row["title"]) + 1
        placed = []
        for m in mentions:
            if "char_start" not in m:  # the development part counts sentences and words of another splitter
                continue
            start = m["char_start"] + (offset if m["section"] == "content" else 0)
            if text[start : start + len(m["surface"])] == m["surface"]:
                placed.append((start, start + len(m["surface"]), m["cluster"]))
        for example in windows(text, "gvc", 200)[:3]:
            if not placed:
                continue
            example.span_row("happening")
            heads = []
            for start, end, cluster in placed:
                found = example.word_at(start, end)
                if found:
                    example.mark("happening", "occurrence", start, end)
                    heads.append((found[0], cluster))
            mark_same_events(example, heads)
            yield example
