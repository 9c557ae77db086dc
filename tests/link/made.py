"""Events made by hand for the linker's tests: one line says what a report tells."""

from __future__ import annotations

import hashlib

from catena.model import Claim, Count, Document, Event, Evidence, Party, Place, Published, Source, Victim, When, Where

PORT = Place("p-port", "Port Salva", "PH", "Sulu", 6.0, 121.0, 4.0)
HILL = Place("p-hill", "Stone Hill", "PH", "Sulu", 6.9, 121.9, 4.0)
QUAY = Place("p-quay", "Fish Quay", "PH", "Sulu", 6.005, 121.004, 0.5, kind="district")
ISLES = Place("p-isles", "Sulu", "PH", "Sulu", 6.0, 121.0, 90.0, kind="admin1")
COUNTRY = Place("c-PH", "Philippines", "PH", None, None, None, None, kind="country")
FAR = Place("p-far", "Cold Lake", "CA", None, 54.0, -110.0, 4.0)
OUTLET = Source("outlet", "outlet")


def report(name: str, text: str, *, published: str | None = "2019-05-05", title: str | None = None) -> Document:
    digest = hashlib.sha256(text.encode()).hexdigest()
    known = Published(published, "given" if published else "unknown", "")
    return Document(f"d-{name}", f"{name}.txt", digest, "text/plain", "en", text, known, outlet=name, title=title)


def told(
    document: str,
    sentence: str,
    *,
    day: str | None = "2019-05-04",
    place: Place | None = PORT,
    killed: int | None = None,
    victim: str | None = None,
    party: str | None = None,
    kind: tuple[str, str] = ("Violence against civilians", "Attack"),
    series: bool = False,
    background: bool = False,
    number: str = "",
) -> Event:
    """Make the event that a sentence of a document tells."""
    evidence = Evidence(f"d-{document}", 0, len(sentence), sentence)
    claims = []
    if day is not None:
        claims.append(Claim("date", When(day, day, "stated"), OUTLET, (evidence,)))
    if place is not None:
        claims.append(Claim("place", Where(place.name, place, 2, "named"), OUTLET, (evidence,)))
    if killed is not None:
        claims.append(Claim("killed", Count(killed, killed, "exactly", "people"), OUTLET, (evidence,)))
    if victim is not None:
        claims.append(Claim("victim", Victim(victim, "killed"), OUTLET, (evidence,)))
    if party is not None:
        claims.append(Claim("perpetrator", Party(party, "accused", "police"), OUTLET, (evidence,)))
    return Event(
        f"e-{document}{number}", f"d-{document}", *kind, "carried out", (evidence,), tuple(claims),
        background=background, series=series, cues=("lead",),
    )  # fmt: skip
