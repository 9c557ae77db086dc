"""Learn the weights of place reading: which candidate, and whether a name is a place at all.

    python bench/places_learn.py [CORPORA] [--write]

Reads the training part of LGL and GeoWebNews (what bench/places.py does not hold back) and, for the
judge of mentions, Worldwide Newswire and re3d, all below CORPORA (default ``../shared/corpora``), and
the clusters of reports in ``reading`` beside it.
Without ``--write`` it prints what it would write to knowledge/place_weights.yaml. The choice depends on
the places chosen beside it, so the candidates are learned in two passes. About two minutes on one core.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from catena.knowledge import gazetteer_judge, gazetteer_names
from catena.knowledge.gazetteer import Gazetteer
from catena.knowledge.gazetteer_text import split_words
from catena.model import Span
from catena.resolve import places as resolver
from catena.resolve import places_rank
from catena.resolve.places_context import distance_km
from catena.resolve.places_features import features_of
from places import CORPORA, NEAR_KM, Annotated, bare_document, is_held_back, read_corpus

WEIGHTS = Path(__file__).parents[1] / "src" / "catena" / "knowledge" / "place_weights.yaml"
SHARE = {"lgl": 1.0, "geowebnews": 2.0}  # of a mention in the choice of candidates; LGL is local news of one country
MENTION_SHARE = {"lgl": 1.0, "geowebnews": 1.0, "newswire": 0.3, "re3d": 0.5}
# Set by hand: the corpora have no dateline or outlet, and their towns called Dublin and Athens speak against seats.
BY_HAND = {"dateline": 1.5, "outlet": 0.8, "seat of government": 0.0}
SILVER_SHARE = 1.0
SEEN_MIN = 8
GLUED = frozenset((",", ".", ";", ":", "!", "?", ")", "%", "”", "’", "'s", "’s", "n't", "-"))
SOURCE = """source: >-
  candidate: softmax over the candidates of each name, from the training part of LGL and GeoWebNews.
  mention: logistic regression, from the same, Worldwide Newswire (CC BY-SA-NC as reported), re3d, and reports of
  political violence with hand-coded places and people.
  Both by bench/places_learn.py; dateline, outlet and seat of government are set by hand.
"""
_NAME = re.compile(r"\b[A-Z][\w'’-]*(?:\s(?:al-|el-|ez-)?[A-Z][\w'’-]*)*|\b(?:al|el|ad|ar|as|ez)-[A-Z][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Group:
    """The candidates of one gold mention: their features, which of them are right, and the mention's weight."""

    features: list[dict[str, float]]
    right: list[bool]
    weight: float


@dataclass(frozen=True, slots=True)
class Example:
    """A known name in a text: its features, whether it is a place there, and its weight."""

    features: dict[str, float]
    place: bool
    weight: float


def training_part(corpora: Path, corpus: str) -> list[Annotated]:
    """Read the documents of a corpus that are not held back."""
    paths = sorted((corpora / "toponyms").glob(f"{corpus}*.jsonl.gz"))
    return [one for path in paths for one in read_corpus(path) if not is_held_back(one.name)]


def gather_groups(documents: list[Annotated], share: float, gazetteer: Gazetteer) -> Iterator[Group]:
    """Read each document with its gold mentions and keep the last round's contexts and candidates."""
    for document in documents:
        names = [gazetteer.name_at(document.text, one.span) for one in document.gold]
        if not names:
            continue
        names, contexts = resolver.settle(document.text, names, bare_document(document.text), gazetteer)[:2]
        for toponym, name, context in zip(document.gold, names, contexts, strict=True):
            unlisted = places_rank.unlisted_place(name, context)
            candidates = [*name.candidates, *([unlisted] if unlisted else [])]
            right = [distance_km(one.lat, one.lon, toponym.lat, toponym.lon) <= NEAR_KM for one in candidates]
            if unlisted and any(right[:-1]):
                right[-1] = False  # a guess counts only where no listed place is right
            if any(right) and len(candidates) > 1:
                weight = share * len(document.gold) ** -0.5
                yield Group([features_of(name, one, context) for one in candidates], right, weight)


def learn_candidates(groups: list[Group], *, l2: float = 0.0002, steps: int = 1500) -> dict[str, float]:
    """Fit a softmax over the candidates of each mention; the mass of all right ones counts."""
    names = sorted(groups[0].features[0])
    sizes = np.array([len(group.right) for group in groups])
    table = np.array([[one[name] for name in names] for group in groups for one in group.features])
    right = np.array([one for group in groups for one in group.right], dtype=float)
    weight = np.array([group.weight for group in groups])
    weight, starts, owner = weight / weight.mean(), np.cumsum(sizes) - sizes, np.repeat(np.arange(len(groups)), sizes)

    def gradient(w: np.ndarray) -> np.ndarray:
        score = table @ w
        mass = np.exp(score - np.maximum.reduceat(score, starts)[owner])
        share = mass / np.add.reduceat(mass, starts)[owner]
        wanted = mass * right / np.add.reduceat(mass * right, starts)[owner]
        return ((share - wanted) * weight[owner]) @ table / len(groups) + l2 * w

    found = _descend(gradient, len(names), steps)
    return {name: round(float(value), 2) for name, value in zip(names, found, strict=True)} | BY_HAND


def _descend(gradient: Any, size: int, steps: int, rate: float = 0.1) -> np.ndarray:
    """Minimise by Adam from zero, slower in the last third."""
    w, first, second = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, steps + 1):
        g = gradient(w)
        first, second = 0.9 * first + 0.1 * g, 0.99 * second + 0.01 * g * g
        slow = 0.3 if step > steps * 0.7 else 1.0
        w = w - slow * rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-9)
    return w


def gather_examples(text: str, gold: list[Span], share: float, gazetteer: Gazetteer) -> Iterator[Example]:
    """Propose every known name of a text and say whether half of it lies in a gold place."""
    page, number = gazetteer_judge.Page(text, split_words(text)), 0
    while number < len(page.words):
        proposed = gazetteer_names.propose(page, number, gazetteer)
        if proposed is None:
            number += 1
            continue
        last, candidates = proposed
        span = Span(page.words[number].start, page.words[last].end)
        if not gazetteer_names.never_a_place(page, number, last):
            features: dict[str, float] = defaultdict(float)
            for name, value in gazetteer_judge.describe(page, number, last, candidates):
                features[name] += value
            shared = max((min(one.end, span.end) - max(one.start, span.start) for one in gold), default=0)
            yield Example({k: v for k, v in features.items() if v}, 2 * shared >= span.end - span.start, share)
        number = last + 1


def gather_silver(folder: Path, gazetteer: Gazetteer) -> Iterator[Example]:
    """Give the names in reports that the gold has as a place or as a person, and not as both."""
    for text, places, people in read_clusters(folder):
        as_place = list(gather_examples(text, places, SILVER_SHARE, gazetteer))
        as_person = gather_examples(text, people, SILVER_SHARE, gazetteer)
        yield from (one for one, other in zip(as_place, as_person, strict=True) if one.place != other.place)


def learn_mentions(examples: list[Example], *, l2: float = 1.0, steps: int = 300) -> dict[str, float]:
    """Fit a logistic regression over the features seen often enough."""
    seen = Counter(name for one in examples for name in one.features)
    names = sorted(name for name, count in seen.items() if count >= SEEN_MIN)
    at = {name: number for number, name in enumerate(names)}
    cells = [(row, at[k], v) for row, one in enumerate(examples) for k, v in one.features.items() if k in at]
    rows, columns, values = (np.array(column) for column in zip(*cells, strict=True))
    place = np.array([one.place for one in examples], dtype=float)
    weight = np.array([one.weight for one in examples])

    def gradient(w: np.ndarray) -> np.ndarray:
        score = np.bincount(rows, values * w[columns], minlength=len(examples))
        off = (1 / (1 + np.exp(-score)) - place) * weight
        return (np.bincount(columns, values * off[rows], minlength=len(names)) + l2 * w) / len(examples)

    found = _descend(gradient, len(names), steps)
    return {name: round(float(value), 2) for name, value in zip(names, found, strict=True) if abs(value) >= 0.05}


def read_newswire(corpora: Path) -> Iterator[tuple[str, list[Span]]]:
    """Read Worldwide Newswire (a token and its layers of tags a line) as texts with the spans of locations."""
    for path in (corpora / "worldwide-newswire").glob("*.tar.gz"):
        with tarfile.open(path) as archive:
            for member in sorted(archive.getnames()):
                if member.endswith(".tsv"):
                    lines = archive.extractfile(member).read().decode().split("\n")[1:]  # type: ignore[union-attr]
                    yield _join_tokens([line.split("\t") for line in lines])


def _join_tokens(lines: list[list[str]]) -> tuple[str, list[Span]]:
    text, spans, opened = "", [], False
    for word, *tags in lines:
        if not tags:
            text, opened = (text.rstrip() + "\n\n" if text else ""), False
            continue
        glued = not text or word in GLUED or text.endswith(("(", "“", "\n", "-", "‘"))
        text += "" if glued else " "
        start, text = len(text), text + word
        tag = {one[:1] for one in tags if one.endswith("-Location")}
        if "B" in tag:
            spans.append(Span(start, len(text)))
        elif tag and opened:
            spans[-1] = Span(spans[-1].start, len(text))
        opened = bool(tag)
    return text, spans


def read_re3d(corpora: Path) -> Iterator[tuple[str, list[Span]]]:
    """Read re3d as texts with the spans of locations."""
    for path in (corpora / "re3d").glob("*.tar.gz"):
        with tarfile.open(path) as archive:
            rows = {name: _json_lines(archive, name) for name in archive.getnames() if name.endswith("s.json")}
        for name, documents in sorted(rows.items()):
            if name.endswith("/documents.json"):
                found = defaultdict(list)
                for entity in rows[name.replace("documents", "entities")]:
                    if entity["type"] == "Location":
                        found[entity["documentId"]].append(Span(entity["begin"], entity["end"]))
                yield from ((one["text"], found[one["_id"]]) for one in documents)


def _json_lines(archive: tarfile.TarFile, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in archive.extractfile(name).read().decode().splitlines()]  # type: ignore[union-attr]


def read_clusters(folder: Path) -> Iterator[tuple[str, list[Span], list[Span]]]:
    """Read clusters of reports with gold incidents: texts, spans of the gold's places, spans of its people."""
    for path in sorted(folder.glob("*/gold.json")):
        gold = json.loads(path.read_text(encoding="utf8"))
        places = [incident.get("place") or {} for incident in gold["incidents"]]
        where = {one.get("name") for one in places} | {r["value"] for one in places for r in one.get("reported", ())}
        people = {one["speaker"] for one in gold["statements"] if one["speaker_kind"] == "named"}
        people |= {name for group in gold.get("same", ()) for name in group}
        people |= {
            victim for one in gold["incidents"] for victim in one.get("victims") or () if isinstance(victim, str)
        }
        for report in gold["documents"]:
            text = (path.parent / report["file"]).read_text(encoding="utf8")
            yield text, _spans(text, where), _spans(text, people)


def _spans(text: str, phrases: set[str | None]) -> list[Span]:
    """Find the capitalised words of phrases wherever they stand in a text."""
    names = {name for phrase in phrases if phrase for name in _NAME.findall(phrase)}
    return [Span(m.start(), m.end()) for name in names for m in re.finditer(rf"\b{re.escape(name)}\b", text)]


def write_weights(candidate: dict[str, float], mention: dict[str, float]) -> str:
    """Write both tables as YAML."""
    parts = [SOURCE]
    for title, weights in (("candidate", candidate), ("mention", mention)):
        parts.append(f"{title}:\n")
        parts += [f"  {json.dumps(name, ensure_ascii=False)}: {value}\n" for name, value in sorted(weights.items())]
    return "".join(parts)


def main() -> int:
    """Learn both tables and print or write them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpora", type=Path, nargs="?", default=Path("../shared/corpora"))
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    if not (options.corpora / "toponyms").is_dir():
        print(f"skipped: no toponyms in {options.corpora}")
        return 0
    gazetteer = Gazetteer.open()
    parts = {corpus: training_part(options.corpora, corpus) for corpus in CORPORA}
    texts = {corpus: [(one.text, [t.span for t in one.gold]) for one in parts[corpus]] for corpus in CORPORA}
    texts |= {"newswire": list(read_newswire(options.corpora)), "re3d": list(read_re3d(options.corpora))}
    examples = [
        one
        for corpus, documents in texts.items()
        for text, gold in documents
        for one in gather_examples(text, gold, MENTION_SHARE[corpus], gazetteer)
    ]
    examples += gather_silver(options.corpora.parent / "reading", gazetteer)
    mention = learn_mentions(examples)
    groups = [one for corpus in CORPORA for one in gather_groups(parts[corpus], SHARE[corpus], gazetteer)]
    written = write_weights(learn_candidates(groups), mention)
    if options.write:
        WEIGHTS.write_text(written, encoding="utf8")
    else:
        sys.stdout.write(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
