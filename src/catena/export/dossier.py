"""The dossier: incidents, rival values, numbered quotes and sources as a PDF, set by Typst."""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass, field
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from catena.export.contents import Contents
from catena.export.extras import need
from catena.export.options import Options
from catena.export.sidecar import about
from catena.export.summary import cite, describe, headline, place_line
from catena.export.values import iterate_values, tolls_of, word_toll
from catena.model import Document, Evidence, Incident, Source

NOT_CARRIED = (
    "spellings of names", "judgements", "text of documents", "coordinates", "readings of phrases", "agencies",
)  # fmt: skip


@dataclass
class Citations:
    """The quotes of a dossier, numbered through it; the same words are cited under one number."""

    numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)

    def number(self, evidence: Evidence) -> int:
        """Give the number of a quote, the next free one where it is new."""
        return self.numbers.setdefault((evidence.document, evidence.start, evidence.end), len(self.numbers) + 1)


def write_pdf(contents: Contents, path: Path, options: Options) -> None:
    """Write a dossier of all incidents, or of the one that was chosen."""
    typst = need("typst", "pdf")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        record = json.dumps(_dossier(contents, options), ensure_ascii=False)
        (folder / "dossier.json").write_text(record, encoding="utf8")
        with as_file(files(__package__) / "dossier.typ") as template:
            shutil.copyfile(template, folder / "dossier.typ")
        made = typst.compile(str(folder / "dossier.typ"), root=str(folder), format="pdf", timestamp=0)
        path.write_bytes(made)


def _dossier(contents: Contents, options: Options) -> dict[str, Any]:
    account, citations = about("pdf", contents, options, NOT_CARRIED), Citations()
    incidents = sorted(contents.incidents(), key=lambda each: (each.date.best is None, each.date.best or "", each.id))
    documents = list(contents.documents())
    parts = (
        ("made by", account.generator),
        ("findings", account.hash),
        ("profile", account.profile),
        ("figures", account.policy),
    )
    return {
        "title": "Incident file" if options.incident is None else incidents[0].title,
        "subtitle": f"{_counted(len(incidents), 'incident')} from {_counted(len(documents), 'report')}",
        "account": [{"name": name, "value": value} for name, value in parts],
        "incidents": [_incident(each, contents, citations) for each in incidents],
        "sources": [_source(each) for each in documents],
    }


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _incident(incident: Incident, contents: Contents, citations: Citations) -> dict[str, Any]:
    rows, quotes = [], dict[int, Evidence]()
    statements = [each for each in contents.statements() if each.about == incident.id]
    for value in iterate_values(incident):
        numbers = [_cite_new(each, citations, quotes) for each in value.evidence]
        disputed = value.field in incident.disputed
        told = {"field": value.field, "value": describe(value), "source": _speaker(value.source)}
        rows.append({**told, "quotes": numbers, "disputed": disputed})
    for each in statements:
        number = _cite_new(each.evidence, citations, quotes)
        told = {"field": "statement", "value": each.act, "source": _speaker(each.source)}
        rows.append({**told, "quotes": [number], "disputed": False})
    review = incident.review
    return {
        "id": incident.id,
        "title": incident.title,
        "headline": headline(incident),
        "kind": f"{incident.event_type}: {incident.sub_event_type}, {incident.outcome}",
        "facts": [
            {"name": name, "value": value, "disputed": name in incident.disputed} for name, value in _facts(incident)
        ],
        "date": incident.date.best or "unknown",
        "killed": word_toll(incident.killed) or "–",
        "disputed": bool(incident.disputed),
        "review": _REVIEWED[review.status] if review.by is None else f"{review.status} by {review.by}",
        "verdicts": dict(incident.verdicts),
        "rows": rows,
        "quotes": [
            {"number": number, "quote": each.quote, "cite": cite(each, contents)} for number, each in quotes.items()
        ],
    }


_REVIEWED = {
    "machine": "read by the machine; no person has accepted it", "accepted": "accepted", "corrected": "corrected",
    "rejected": "rejected", "final": "final",
}  # fmt: skip
_KINDS = {"anonymous": "unnamed", "institution": "an institution", "named": "named"}


def _facts(incident: Incident) -> list[tuple[str, str]]:
    """Give what a reader wants at a glance; unknown is said, not left out."""
    place = incident.place.best
    tolls = [(name, word_toll(toll) or "unknown") for name, toll in tolls_of(incident) if name != "abducted"]
    return [
        ("date", incident.date.best or "unknown"),
        ("place", "unknown" if place is None else place_line(place)),
        *tolls,
        ("origins", str(incident.origins)),
    ]


def _speaker(source: Source) -> str:
    """Say whom the text credits: an outlet speaks in its own voice, others are of a kind and may be relayed."""
    if source.kind == "outlet":
        return "the report’s own voice" if source.name == "outlet" else f"{source.name}, own voice"
    relayed = "" if source.via is None else f", via {source.via}"
    return f"{source.name} ({_KINDS[source.kind]}){relayed}"


def _cite_new(evidence: Evidence, citations: Citations, quotes: dict[int, Evidence]) -> int:
    """Number a quote; it is printed with the incident that cites it first."""
    known = (evidence.document, evidence.start, evidence.end) in citations.numbers
    number = citations.number(evidence)
    if not known:
        quotes[number] = evidence
    return number


def _source(document: Document) -> dict[str, str]:
    parts = (document.outlet, document.title, document.author, document.published.value, document.url)
    words = {"name": document.name, "line": "; ".join(part for part in parts if part), "sha256": document.sha256}
    return {**words, "published": document.published.value or "undated"}
