"""A small world made by hand: reports of attacks near a river, and a machine that assembles them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from catena.link.cluster import cluster
from catena.model import (
    Claim,
    Count,
    Document,
    Event,
    Evidence,
    IncidentFile,
    Judgement,
    Place,
    Published,
    Reading,
    Source,
    When,
    Where,
)  # fmt: skip
from catena.store import Case, Provenance
from catena.weigh.incidents import weigh

READER = "rules"
RIVER = Place("p-river", "River Bank", "NG", "Borno", 12.0, 13.0, 3.0, names=("the river bank",))
HILL = Place("p-hill", "Stone Hill", "NG", "Borno", 12.4, 13.4, 3.0)


def report(name: str, outlet: str, killed: int, day: str, *, place: str = "the river bank") -> Document:
    text = f"Gunmen killed {killed} farmers at {place} on {day}, the governor told {outlet}. Nobody claimed it."
    digest = hashlib.sha256(text.encode()).hexdigest()
    published = Published(day, "given", "")
    return Document(f"d-{name}", f"{name}.txt", digest, "text/plain", "en", text, published, outlet=outlet)


def evidence(document: Document, words: str) -> Evidence:
    start = document.text.index(words)
    return Evidence(document.id, start, start + len(words), words)


def event(document: Document, *, event_id: str | None = None) -> Event:
    sentence = evidence(document, document.text.split(". ")[0] + ".")
    number = int(document.text.split()[2])
    day = document.published.value
    source = Source("the governor", "institution", evidence=(sentence,))
    claims = (
        Claim(
            "killed", Count(number, number, "exactly", "farmers"), source, (evidence(document, f"{number} farmers"),)
        ),
        Claim("date", When(f"on {day}", day, "stated"), source, (sentence,)),
        Claim("place", Where("the river bank", RIVER, 2, "named"), source, (sentence,)),
    )
    name = event_id or f"e-{document.name.removesuffix('.txt')}"
    kind = ("Violence against civilians", "Attack")
    return Event(name, document.id, *kind, "carried out", (sentence,), claims)


def reading(document: Document, *, event_id: str | None = None) -> Reading:
    return Reading(document.id, events=(event(document, event_id=event_id),))


ONE = report("one", "Daily One", 4, "2021-06-07")
TWO = report("two", "Two Times", 6, "2021-06-07")
THREE = report("three", "Third Post", 9, "2021-06-30")
REPORTS = (ONE, TWO, THREE)


def add(case: Case, *documents: Document, collected: str = "2024-01-01T00:00:00Z") -> None:
    for document in documents:
        case.add_document(document, document.text.encode(), Provenance("file", "0.1.0", collected, document.name))
        case.add_reading(reading(document), READER)


def machine(*judged: Judgement):  # type: ignore[no-untyped-def]
    """Give the machine that judges just so, besides what people judge."""

    def assemble(
        documents: Sequence[Document], readings: Iterable[Reading], by_people: Sequence[Judgement]
    ) -> IncidentFile:
        events = {each.id: each for found in readings for each in found.events}
        known = {document.id: document for document in documents}
        shown = tuple(j for j in (*judged, *by_people) if j.left in events and j.right in events)
        groups = cluster(list(events.values()), shown)
        incidents = tuple(sorted((weigh([events[e] for e in g], known, {}) for g in groups), key=lambda i: i.id))
        return IncidentFile(tuple(documents), places=(HILL, RIVER), incidents=incidents, judgements=shown)

    return assemble


SAME_ONE_TWO = Judgement("e-one", "e-two", "same", ("one day, one river",), "linker", 0.95)
UNSURE_ONE_TWO = Judgement("e-one", "e-two", "unsure", ("one river",), "linker", 0.6)
UNSURE_TWO_THREE = Judgement("e-three", "e-two", "unsure", ("one river",), "linker", 0.5)
