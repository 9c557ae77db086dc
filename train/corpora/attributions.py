"""Who says what: attributions with their source, cue and content."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from catena.model import Span
from corpora.files import members_of
from examples import Example, windows


def polnear(folder: Path, part: str) -> Iterator[Example]:
    """Attributions (PolNeAR): spans of source, cue, content; links from the cue to the other two."""
    texts: dict[str, str] = {}
    notes: dict[str, str] = {}
    for name, content in members_of(folder / "polnear" / "train_dev.tar.gz"):
        if not name.startswith(part + "/"):
            continue
        stem = Path(name).stem
        if "/text/" in name:
            texts[stem] = content
        else:
            notes.setdefault(stem.rpartition("_")[0], content)  # some articles were annotated twice
    for stem in sorted(texts):
        yield from attributions(texts[stem], notes.get(stem, ""), limit=200 if part == "train" else 0)


def attributions(text: str, notes: str, limit: int) -> Iterator[Example]:
    """Lay one annotated article out as paragraphs (``limit`` 0) or windows of paragraphs."""
    fragments: dict[str, tuple[str, list[tuple[int, int]]]] = {}
    bundles: list[dict[str, list[str]]] = []
    for line in notes.split("\n"):
        cells = line.split("\t")
        if line.startswith("T") and len(cells) > 1:
            kind, _, places = cells[1].partition(" ")
            fragments[cells[0]] = (kind, [(int(a), int(b)) for a, b in (p.split() for p in places.split(";"))])
        elif line.startswith("E"):
            bundle: dict[str, list[str]] = defaultdict(list)
            for pair in cells[1].split():
                role, _, number = pair.partition(":")
                bundle[role.rstrip("0123456789")].append(number)
            bundles.append(bundle)
    paragraphs = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]*\S[^\n]*", text)]
    for example in windows(text, "polnear", limit or 1, paragraphs):
        for head in ("source", "cue", "content"):
            example.span_row(head)
            spans = {s for k, places in fragments.values() if k.lower() == head for s in places}
            example.spans[head] = {w for w in (example.word_at(*s) for s in spans) if w}
            for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
                example.mark(head, head, start, end)
        _link_bundles(example, bundles, fragments)
        yield example


def _link_bundles(
    example: Example, bundles: Iterable[dict[str, list[str]]], fragments: dict[str, tuple[str, list[tuple[int, int]]]]
) -> None:
    for bundle in bundles:
        cues = [s for number in bundle.get("Cue", ()) for s in fragments[number][1]]
        if not cues:
            continue
        cue = example.word_at(*min(cues))
        if cue is None:
            continue
        for role in ("source", "content"):
            spans = [s for number in bundle.get(role.title(), ()) for s in fragments[number][1]]
            inside = [w for w in (example.word_at(*s) for s in spans) if w]
            if inside:
                first, last = max(inside, key=lambda w: w[1] - w[0])
            else:
                first, last = cue[0], cue[0] + 1
            if not spans or inside:
                example.links.setdefault(f"{role} start", []).append((cue[0], first, 1.0))
                example.links.setdefault(f"{role} end", []).append((cue[0], last - 1, 1.0))
