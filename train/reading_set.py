"""The reading set, the target form itself: clusters of reports with careful readers' incident files.

The gold says values and the quotes that carry them, not words; here each value is looked for inside its own quote.
Clusters fall into folds by a stable hash of their names, so that figures can be had for clusters not trained on.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from catena.model import Span
from catena.text.names import fold_name
from catena.text.numbers import find_numbers
from catena.text.sentences import find_sentences
from corpora.marking import span_of
from examples import Example, windows
from labels import ACTS, INCIDENTS, OUTCOMES, ROLES, SPEAKERS

FOLDS = 4
# Words that name nothing by themselves.
_LIGHT = frozenset(
    "the a an of in on at to and or for by with from his her their its were was is are who including some other"
    " several least more than about up killed wounded injured dead people".split()
)
_DAY = re.compile(
    r"\b(?:(?:early |late )?(?:on |this |last |next )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|"
    r"tonight|morning|afternoon|evening|night|midnight|dawn|week|month|year)(?: (?:morning|afternoon|evening|night))?|"
    r"(?:\d{1,2}(?:st|nd|rd|th)? )?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?: \d{1,2}(?:st|nd|rd|th)?\b)?(?:,? \d{4})?|"
    r"(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def fold_of(cluster: str) -> int:
    """Give the fold of a cluster."""
    return zlib.crc32(cluster.encode()) % FOLDS


def clusters(folder: Path) -> list[str]:
    """Name the clusters, in order."""
    return sorted(p.parent.name for p in (folder / "reading").glob("*/gold.json"))


def reading(folder: Path, chosen: Iterable[str], limits: Iterable[int] = (120, 200)) -> Iterator[Example]:
    """Give the windows of the chosen clusters, once for every window length."""
    for cluster in sorted(chosen):
        place = folder / "reading" / cluster
        gold = json.loads((place / "gold.json").read_text(encoding="utf8"))
        for document in gold["documents"]:
            text = (place / document["file"]).read_text(encoding="utf8")
            marks = _Marks(text, document["file"], gold)
            for limit in limits:
                for example in windows(text, "reading", limit):
                    marks.teach(example)
                    yield example


class _Marks:
    """What the gold says of one document, as stretches of its text."""

    def __init__(self, text: str, file: str, gold: dict[str, Any]) -> None:
        self.text = text
        self.sentences = [s.span for s in find_sentences(text)]
        self.incidents: list[tuple[Span, str, str]] = []
        self.statements: list[tuple[Span, dict[str, Any]]] = []
        self.roles: list[tuple[Span, str]] = []
        self.known: list[Span] = []
        for incident in gold["incidents"]:
            self._read_incident(incident, file)
        for statement in gold["statements"]:
            if statement["file"] == file and (at := self._find(statement["quote"])):
                self.statements.append((at, statement))

    def _find(self, quote: str) -> Span | None:
        at = self.text.find(quote)
        return Span(at, at + len(quote)) if quote and at >= 0 else None

    def _around(self, span: Span) -> list[Span]:
        """Give the sentences of which the span takes a good part, or which take a good part of it."""
        found = []
        for sentence in self.sentences:
            shared = min(span.end, sentence.end) - max(span.start, sentence.start)
            if shared >= 0.5 * min(span.end - span.start, sentence.end - sentence.start):
                found.append(sentence)
        return found

    def _read_incident(self, incident: dict[str, Any], file: str) -> None:
        here = [s for q in _quotes(incident, file) if (s := self._find(q))]
        self.incidents += [(s, incident["acled_sub_event"], incident["outcome"]) for s in here]
        around = sorted({s for h in here for s in self._around(h)})
        self.known += around
        for field in ("killed", "wounded", "abducted"):
            for count in incident[field]:
                if count["file"] == file and (at := self._find(count["quote"])):
                    self._count(field, count, at)
        for report in incident["place"].get("reported", []):
            if report["file"] == file and (at := self._find(report["quote"])):
                self._alike("place", report["value"] or "", at, capital=True)
                self._alike("place", incident["place"]["name"] or "", at, capital=True)
        for report in incident["date"]["reported"]:
            if report["file"] == file and (at := self._find(report["quote"])):
                self.roles += [
                    (Span(at.start + m.start(), at.start + m.end()), "time")
                    for m in _DAY.finditer(self.text[at.start : at.end])
                ]
        for party in incident["perpetrators"]:
            if party["file"] == file and (at := self._find(party["quote"])):
                for sentence in self._around(at) or [at]:
                    self._alike("attacker", party["name"], sentence)
        for sentence in around:
            for name in incident["victims"]:
                self._alike("victim", name, sentence, share=0.5)
            for name in incident["weapons"]:
                self._alike("weapon", name, sentence)

    def _count(self, field: str, count: dict[str, Any], at: Span) -> None:
        ends = {count["low"], count["high"]} - {None}
        for number in find_numbers(self.text[at.start : at.end]):
            if {number.low, number.high} & ends:
                start, end = span_of(number)
                self.roles.append((Span(at.start + start, at.start + end), field))
        self._alike("victim", count["who"] or "", at)

    def _alike(self, role: str, phrase: str, within: Span, *, capital: bool = False, share: float = 0.0) -> None:
        """Mark the words within a stretch that the phrase also has; with ``share``, only if it has that many."""
        wanted = {w for w in fold_name(phrase).split() if w not in _LIGHT}
        runs: list[Span] = []
        seen: set[str] = set()
        for word in re.finditer(r"[^\W_]+(?:[-'’][^\W_]+)*", self.text[within.start : within.end]):
            span = Span(within.start + word.start(), within.start + word.end())
            folded = set(fold_name(word[0]).split())
            if not folded & wanted or (capital and not word[0][0].isupper()):
                continue
            seen |= folded & wanted
            if runs and self.text[runs[-1].end : span.start].lower() in (" ", " of ", " of the ", "-", ", "):
                runs[-1] = Span(runs[-1].start, span.end)
            else:
                runs.append(span)
        if not wanted or len(seen) < share * len(wanted):
            return
        for run in runs:
            # "Syrian" alone is not "the Syrian regime", nor "car" a car bomb
            held = set(fold_name(self.text[run.start : run.end]).split()) & wanted
            if role not in ("attacker", "weapon") or len(held) >= 0.4 * len(wanted):
                self.roles.append((run, role))

    def teach(self, example: Example) -> None:
        """Put the labels of one window on it."""
        table = example.label_row("role", 0.0)
        for span, role in self.roles:
            if found := example.word_at(span.start, span.end):
                table[found[0] : found[1], ROLES.index(role)] = 1.0
        arrests = [s for s, kind, _ in self.incidents if kind == "Arrests"]
        for span in arrests:
            if found := example.word_at(span.start, span.end):
                rows = table[found[0] : found[1]]
                rows[:, ROLES.index("arrested")] = rows[:, ROLES.index("victim")]
        edges = (example.words[0].start, example.words[-1].end) if example.words else (0, 0)
        for sentence in self.sentences:
            if sentence.start >= edges[0] and sentence.end <= edges[1]:
                self._teach_stretch(example, sentence)
        for span, *_ in {(s, k) for s, k, _ in self.incidents} | {(s, "") for s, _ in self.statements}:
            if span.start >= edges[0] and span.end <= edges[1]:
                self._teach_stretch(example, span)

    def _teach_stretch(self, example: Example, stretch: Span) -> None:
        found = example.word_at(stretch.start, stretch.end)
        if found is None:
            return
        incident, outcome = (np.zeros(len(names), dtype=np.float32) for names in (INCIDENTS, OUTCOMES))
        for span, kind, course in self.incidents:
            if _mostly(span, stretch) and kind in INCIDENTS:
                incident[[0, INCIDENTS.index(kind)]] = 1.0
                if course in OUTCOMES:
                    outcome[OUTCOMES.index(course)] = 1.0
        act = np.zeros(len(ACTS), dtype=np.float32)
        speaker = np.full(len(SPEAKERS), np.nan, dtype=np.float32)
        for span, statement in self.statements:
            if _mostly(span, stretch):
                act[[ACTS.index(statement["act"]), len(ACTS) - 1]] = 1.0
                if statement["speaker_kind"] in SPEAKERS:
                    speaker = np.nan_to_num(speaker)
                    speaker[SPEAKERS.index(statement["speaker_kind"])] = 1.0
        example.pooled += [
            (head, *found, target)
            for head, target in (("incident", incident), ("outcome", outcome), ("act", act), ("speaker", speaker))
        ]


def _mostly(span: Span, stretch: Span) -> bool:
    shared = min(span.end, stretch.end) - max(span.start, stretch.start)
    return shared >= 0.5 * min(span.end - span.start, stretch.end - stretch.start)


def _quotes(node: Any, file: str) -> list[str]:
    if isinstance(node, list):
        return [q for value in node for q in _quotes(value, file)]
    if not isinstance(node, dict):
        return []
    own = [node["quote"]] if node.get("file") == file and node.get("quote") else []
    return own + [q for value in node.values() for q in _quotes(value, file)]
