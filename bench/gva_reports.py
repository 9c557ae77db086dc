"""Gun Violence Archive reports as a case: each read by Catena, its leading event, and the incident it is known to tell."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from catena.collect import collect
from catena.collect.records import Given
from catena.model import Document, Event, Evidence, Reading
from catena.run.knowledge import Knowledge
from catena.run.steps import read_document


@dataclass(frozen=True, slots=True)
class Report:
    """One report: the incident that it is filed under, its document, what was read in it."""

    incident: str
    document: Document
    reading: Reading


def read_reports(path: Path, knowledge: Knowledge, *, most: int | None = None) -> Iterator[Report]:
    """Read a file of reports; with ``most``, so many of incidents with several reports and a fourth as many others."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        rows = [json.loads(line) for line in lines]
    if most is not None:
        count = Counter(row["incident_uri"] for row in rows)
        several = [row for row in rows if count[row["incident_uri"]] > 1][:most]
        rows = several + [row for row in rows if count[row["incident_uri"]] == 1][: most // 4]
    for row in rows:
        text = f"{row['title'] or ''}\n\n{row['content'] or ''}"
        outlet = row["uri"].split("/http")[-1].split("//")[-1].split("/")[0].split(":")[0].removeprefix("www.")
        given = Given(published=row["dct"], outlet=outlet, title=row["title"])
        document, reading = read_document(collect(text.encode(), f"{row['id']}.txt", given), knowledge)
        yield Report(row["incident_uri"], document, reading)


def lead_event(report: Report) -> Event:
    """Give the event that a report is about, of its harm rather than of an arrest for it; a bare one for want."""
    events = [e for e in report.reading.events if e.event_type not in ("Protests", "Riots")]
    if events:
        return min(events, key=lambda e: (e.background, -_leads(e), e.sentence, e.id))
    document = report.document
    end = len(document.title or "")
    evidence = Evidence(document.id, 0, end, document.text[:end])
    kind = ("Violence against civilians", "Attack")
    return Event(f"x{document.id}", document.id, *kind, "carried out", (evidence,), cues=("headline",))


def _leads(event: Event) -> float:
    """Say how much an event is the news of its report: told in headline or lead, of harm, by many sentences."""
    harm = any(c.slot in ("killed", "wounded") for c in event.claims)
    after = event.sub_event_type in ("Arrests", "Other")
    place = 2 * ("headline" in event.cues) + ("lead" in event.cues)
    return 2 * harm + place - 2 * after + len(event.evidence) ** 0.5
