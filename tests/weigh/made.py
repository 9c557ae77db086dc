"""Records made by hand for the tests of weighing."""

from __future__ import annotations

from catena.model import (
    Act,
    Claim,
    Count,
    Document,
    Event,
    Evidence,
    Party,
    PartyStatus,
    Published,
    Qualifier,
    ReportedCount,
    Slot,
    Source,
    SourceKind,
    Statement,
    Value,
)


def document(name: str, day: str | None = None, outlet: str | None = None, agency: str | None = None) -> Document:
    """Make a document that says nothing."""
    published = Published(day, "stated" if day else "unknown", "")
    return Document(name, f"{name}.txt", "", "text/plain", "en", "", published, outlet=outlet, agency=agency)


def evidence(where: str = "d1", quote: str = "x", at: int = 0) -> Evidence:
    """Make the words of a claim, as they stand in a document."""
    return Evidence(where, at, at + len(quote), quote)


def source(name: str = "police", kind: SourceKind = "institution", via: str | None = None) -> Source:
    """Make a source."""
    return Source(name, kind, via)


def figure(
    low: int | None,
    high: int | None,
    qualifier: Qualifier = "exactly",
    who: str = "people",
    *,
    by: str = "police",
    where: str = "d1",
    subset: bool = False,
) -> ReportedCount:
    """Make a reported figure; a speaker called "outlet" is the report's own voice."""
    kind: SourceKind = "outlet" if by == "outlet" else "institution"
    told = (evidence(where),)
    return ReportedCount(
        f"v{low}{high}{who}{by}{where}", Count(low, high, qualifier, who), source(by, kind), told, subset=subset
    )


def claim(slot: Slot, value: Value, by: Source, told: Evidence) -> Claim:
    """Make a claim."""
    return Claim(slot, value, by, (told,))


def blame(name: str, status: PartyStatus, by: str, quote: str, *, where: str = "d1") -> Claim:
    """Make a claim of who did it."""
    return claim("perpetrator", Party(name, status, by), source(by), evidence(where, quote))


def statement(act: Act, quote: str, by: str = "the ministry") -> Statement:
    """Make a statement."""
    return Statement("s", evidence(quote=quote), source(by), act)


def event(name: str, where: str, *claims: Claim) -> Event:
    """Make what one document tells."""
    told = (evidence(where),)
    return Event(name, where, "Violence against civilians", "Attack", "carried out", told, tuple(claims))
