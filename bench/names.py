"""Names of the reading sets: joined and kept apart, given the true mentions.

    python bench/names.py FOLDER [FOLDER ...] [--verbose]

Each folder holds ``gold.json`` (lists ``same`` and ``different``) beside its ``.txt`` documents. Every name
of the lists is looked up in the documents and given to ``group_actors`` as a mention with its sentence.
The measures are the scorer's: ``names.same`` is the share of pairs that share an actor, ``names.kept_apart`` the
share of pairs that are found and share none.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from catena.knowledge.actors import ActorTable, load_actors
from catena.link.actors import NameMention, group_actors
from catena.model import Evidence, Span
from catena.text.sentences import find_sentences


@dataclass(frozen=True, slots=True)
class Miss:
    """A pair that went wrong, and how."""

    folder: str
    how: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Result:
    """Hits and totals over all folders, and what was missed."""

    same: int
    same_all: int
    apart: int
    apart_all: int
    misses: tuple[Miss, ...]


def fold(text: str) -> str:
    """Fold as the scorer does: lower case, no accents, apostrophes, possessives or punctuation."""
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    text = re.sub(r"'s\b", "", re.sub(r"[’‘`ʼʿʾ]", "'", text)).replace("'", "")
    return re.sub(r"[^\w]+", " ", text).strip()


def mentions_of(names: Iterable[str], documents: dict[str, str]) -> list[NameMention]:
    """Find each name as a whole word in each document, in its own case, every time it stands there."""
    found = []
    for document, text in documents.items():
        sentences = find_sentences(text)
        starts = [sentence.start for sentence in sentences]
        for name in sorted(set(names)):
            pattern = re.compile(r"(?<!\w)" + re.escape(name) + r"(?!\w)")
            for match in pattern.finditer(text):
                sentence = sentences[max(0, bisect_right(starts, match.start()) - 1)]
                low, high = min(sentence.start, match.start()), max(sentence.end, match.end())
                focus = Span(match.start(), match.end())
                found.append(NameMention(name, "unknown", Evidence(document, low, high, text[low:high], focus)))
    return found


def longest_only(mentions: Sequence[NameMention]) -> list[NameMention]:
    """Leave out a mention that stands inside a longer one, where the name also stands by itself in the document."""
    by_document: dict[str, list[NameMention]] = {}
    for mention in mentions:
        by_document.setdefault(mention.evidence.document, []).append(mention)
    kept = []
    for group in by_document.values():
        spans = [(m.evidence.focus or Span(0, 0)) for m in group]
        inside = [any(other != span and other.covers(span) for other in spans) for span in spans]
        free = {mention.name for mention, nested in zip(group, inside, strict=True) if not nested}
        kept += [m for m, nested in zip(group, inside, strict=True) if not nested or m.name not in free]
    return kept


def measure(folders: Sequence[Path], table: ActorTable) -> Result:
    """Measure both shares over the folders."""
    counts = [0, 0, 0, 0]
    misses = []
    for folder in folders:
        gold = json.loads((folder / "gold.json").read_text(encoding="utf8"))
        documents = {
            path.name: path.read_text(encoding="utf8", errors="replace") for path in sorted(folder.glob("*.txt"))
        }
        names = {name for group in (*gold.get("same", ()), *gold.get("different", ())) for name in group}
        actors = group_actors(longest_only(mentions_of(names, documents)), table)
        named = [{fold(name) for name in (*actor.names, actor.name)} for actor in actors]
        known = {name for names_ in named for name in names_}
        for left, right in ((group[0], other) for group in gold.get("same", ()) for other in group[1:]):
            hit = any(fold(left) in n and fold(right) in n for n in named)
            counts[0] += hit
            counts[1] += 1
            if not hit:
                how = "apart" if fold(left) in known and fold(right) in known else "not found"
                misses.append(Miss(folder.name, how, left, right))
        for group in gold.get("different", ()):
            for left, right in ((a, b) for i, a in enumerate(group) for b in group[i + 1 :]):
                joined = any(fold(left) in n and fold(right) in n for n in named)
                found = fold(left) in known and fold(right) in known
                counts[2] += found and not joined
                counts[3] += 1
                if joined or not found:
                    misses.append(Miss(folder.name, "JOINED" if joined else "lost", left, right))
    same, same_all, apart, apart_all = counts
    return Result(same, same_all, apart, apart_all, tuple(misses))


def main(argv: Sequence[str] | None = None) -> int:
    """Print the two shares, and with --verbose every pair missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--verbose", action="store_true")
    arguments = parser.parse_args(argv)
    folders = sorted({gold.parent for folder in arguments.folders for gold in folder.rglob("gold.json")})
    result = measure(folders, load_actors())
    if arguments.verbose:
        for miss in result.misses:
            print(f"{miss.folder:28s} {miss.how:10s} {miss.left} | {miss.right}")
    print(f"names.same        {result.same / max(1, result.same_all):.3f}  ({result.same} of {result.same_all})")
    print(f"names.kept_apart  {result.apart / max(1, result.apart_all):.3f}  ({result.apart} of {result.apart_all})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
