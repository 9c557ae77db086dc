"""Events as a careful reader marked them, for measuring what comes after reading: linking, statements, disputes.

The reference names each incident's values with the quotes that carry them; here every incident becomes one event for
each report that has quotes of it. Its kind and figures are the reference's. Its days and places are not: they are what
this version resolves of the time phrases and names that stand in the quotes for date and place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catena.collect import Refused, collect, find_sources, read_bytes
from catena.knowledge import read_table
from catena.link.inherit import inherit
from catena.model import (
    Claim,
    Count,
    Document,
    Event,
    Evidence,
    Party,
    Reading,
    Source,
    Span,
    Value,
    Victim,
    Weapon,
    When,
)  # fmt: skip
from catena.resolve.dates import Anchor, resolve_time
from catena.resolve.places import resolve_places, where_of
from catena.resolve.reading import date_document, resolve_reading
from catena.run.knowledge import Knowledge
from catena.text.sentences import find_sentences
from catena.text.times import find_times
from catena.text.times_tense import tells_future

COUNTED = ("killed", "wounded", "abducted")


@dataclass(frozen=True, slots=True)
class Given:
    """One cluster: its reference, its reports, their readings with the reference's events in place of the reader's."""

    name: str
    gold: Mapping[str, Any]
    documents: tuple[Document, ...]
    readings: tuple[Reading, ...]
    incident_of: Mapping[str, str]


def read_given(cluster: Path, knowledge: Knowledge) -> Given:
    """Read a cluster, its events given."""
    gold = json.loads((cluster / "gold.json").read_text(encoding="utf8"))
    documents, readings, owners = [], [], {}
    for source in find_sources([cluster] if (cluster / "manifest.csv").exists() else sorted(cluster.glob("*.txt"))):
        if isinstance(source, Refused):
            continue
        document = date_document(collect(read_bytes(source.path), source.name, source.given))
        reading = resolve_reading(knowledge.reader.read(document), document, knowledge.gazetteer)
        told = _Told(document, knowledge)
        found = [(g["id"], e) for g in gold["incidents"] if (e := told.event(g)) is not None]
        found.sort(key=lambda row: (row[1].sentence, row[1].evidence, row[0]))
        owners |= {event.id: incident for incident, event in found}
        documents.append(document)
        events = inherit([event for _, event in found], document)
        readings.append(Reading(document.id, reading.mentions, events, reading.statements, reading.places))
    return Given(cluster.name, gold, tuple(documents), tuple(readings), owners)


def quotes_in(node: Any, file: str) -> Iterator[str]:
    """Give every quote of one file below a node of the reference."""
    if isinstance(node, list):
        for value in node:
            yield from quotes_in(value, file)
    elif isinstance(node, dict):
        if node.get("file") == file and node.get("quote"):
            yield node["quote"]
        for value in node.values():
            yield from quotes_in(value, file)


class _Told:
    """What one report tells of the incidents of the reference."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        self.document = document
        self.times = find_times(document.text)
        names = knowledge.gazetteer.find_names(document.text)
        self.placed = resolve_places(document.text, names, document, knowledge.gazetteer)
        self.sentences = find_sentences(document.text)
        self.outlet = Source(document.outlet or "outlet", "outlet")

    def event(self, incident: Mapping[str, Any]) -> Event | None:
        """Make the event by which this report tells an incident; None where it does not."""
        spans = sorted({s for q in quotes_in(incident, self.document.name) if (s := self._find(q)) is not None})
        if not spans:
            return None
        numbers = sorted({n for span in spans for n in self._sentences_of(span)})
        evidence = tuple(self._evidence(self.sentences[n].span) for n in numbers) or tuple(map(self._evidence, spans))
        first = numbers[0] if numbers else 0
        identity = hashlib.sha256(f"{self.document.id} {incident['id']}".encode()).hexdigest()[:12]
        title = self.document.title_span
        cues = ("headline",) if title is not None and any(title.meets(s) for s in spans) else ()
        return Event(
            f"e{identity}",
            self.document.id,
            incident["acled_event"],
            incident["acled_sub_event"],
            incident["outcome"],
            evidence,
            tuple(self._claims(incident, evidence)),
            cues=cues,
            sentence=first,
        )

    def _claims(self, incident: Mapping[str, Any], evidence: Sequence[Evidence]) -> Iterator[Claim]:
        for span in self._quoted(incident["date"]["reported"]):
            yield from self._dates(span)
        for span in self._quoted(incident["place"].get("reported", [])):
            yield from self._places(span)
        for slot in COUNTED:
            for row in incident.get(slot) or []:
                if (span := self._own(row)) is not None:
                    count = Count(row["low"], row["high"], row["qualifier"], row["who"] or "")
                    kind = row["source_kind"]
                    source = self.outlet if kind == "outlet" else Source(row["source"] or "", kind, row.get("via"))
                    yield self._claim(slot, count, span, source)
        for row in incident.get("perpetrators") or []:
            if (span := self._own(row)) is not None:
                by = Source(row["by"], "institution") if row.get("by") not in (None, "", "outlet") else self.outlet
                yield self._claim("perpetrator", Party(row["name"], row["status"], by.name), span, by)
        told = " ".join(e.quote for e in evidence).lower()
        whole = Span(evidence[0].start, evidence[0].end)
        for name in incident.get("victims") or []:
            if name.split() and name.split()[-1].lower() in told:
                yield self._claim("victim", Victim(name, "killed"), whole)
        for name in incident.get("weapons") or []:
            if name.split() and name.split()[-1].lower() in told:
                yield self._claim("weapon", Weapon(name, _family(name)), whole)

    def _dates(self, span: Span) -> Iterator[Claim]:
        for phrase in self.times:
            if span.covers(phrase.span):
                anchor = Anchor(self.document.published.value, None, tells_future(self.document.text, phrase.span))
                when: When = resolve_time(phrase, anchor)
                if when.edtf is not None:
                    yield self._claim("date", when, span)

    def _places(self, span: Span) -> Iterator[Claim]:
        for at, resolved in sorted(self.placed.items()):
            if span.covers(at) and resolved.place is not None:
                yield self._claim("place", where_of(self.document.text, resolved), span)

    def _claim(self, slot: Any, value: Value, span: Span, source: Source | None = None) -> Claim:
        return Claim(slot, value, source or self.outlet, (self._evidence(span),))

    def _quoted(self, rows: Sequence[Mapping[str, Any]]) -> list[Span]:
        return [span for row in rows if (span := self._own(row)) is not None]

    def _own(self, row: Mapping[str, Any]) -> Span | None:
        return self._find(row["quote"]) if row.get("file") == self.document.name else None

    def _find(self, quote: str) -> Span | None:
        at = self.document.text.find(quote) if quote else -1
        return Span(at, at + len(quote)) if at >= 0 else None

    def _sentences_of(self, span: Span) -> list[int]:
        return [n for n, s in enumerate(self.sentences) if s.span.meets(span)]

    def _evidence(self, span: Span) -> Evidence:
        return Evidence(self.document.id, span.start, span.end, self.document.text[span.start : span.end])


def _family(name: str) -> str:
    """Give the family of a weapon by the first listed name that stands in its words; its own words for want of one."""
    table = read_table("weapons")["families"]
    for family, names in table.items():
        if any(str(word) in name.lower() for word in names):
            return str(family)
    return name.lower()
