"""Small records made by hand."""

from __future__ import annotations

import hashlib

from catena import model
from catena.store import Decision, Provenance

TEXT = "Gunmen killed four farmers near the river on Monday, the governor said."


def make_document(name: str = "one.txt", text: str = TEXT, *, published: str | None = None) -> model.Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    day = model.Published(published, "given" if published else "unknown", "")
    return model.Document(digest[:16], name, digest, "text/plain", "en", text, day, title=name)


def make_provenance(origin: str = "one.txt", *, utc: str = "2024-05-01T10:00:00Z") -> Provenance:
    return Provenance("folder", "0.1.0", utc, origin)


def quote(document: model.Document, words: str) -> model.Evidence:
    start = document.text.index(words)
    return model.Evidence(document.id, start, start + len(words), words)


def make_event(document: model.Document, number: int = 0) -> model.Event:
    evidence = (quote(document, document.text.split(".")[0]),)
    source = model.Source("the governor", "institution", evidence=evidence)
    claim = model.Claim("killed", model.Count(4, 4, "exactly", "farmers"), source, evidence)
    kind = ("Violence against civilians", "Attack")
    return model.Event(f"{document.id}:{number}", document.id, *kind, "carried out", evidence, (claim,))


def make_reading(document: model.Document) -> model.Reading:
    return model.Reading(document.id, events=(make_event(document),))


def make_incident(incident_id: str, *documents: model.Document) -> model.Incident:
    evidence = (quote(documents[0], "four farmers"),) if documents else ()
    source = model.Source("the governor", "institution")
    count = model.ReportedCount(f"{incident_id}:k", model.Count(4, 4, "exactly", "farmers"), source, evidence)
    return model.Incident(
        incident_id, "Attack near the river", "Violence against civilians", "Attack", "carried out",
        model.DateField(), model.PlaceField(), model.Toll(4, 4, 4, (count,)), model.Toll(), model.Toll(), (), (), (),
        tuple(f"{document.id}:0" for document in documents), tuple(document.id for document in documents), 1,
    )  # fmt: skip


def make_decision(reason: str = "I was there", *, kind: str = "accept", targets: tuple[str, ...] = ("i1",)) -> Decision:
    return Decision(kind, targets, "Amina", reason, "2024-05-02T08:00:00Z")  # type: ignore[arg-type]
