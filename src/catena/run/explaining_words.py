"""The candidates of a place and the readings of a phrase of time, document by document, as the resolvers give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from catena.knowledge.gazetteer import Gazetteer
from catena.knowledge.gazetteer_records import Candidate
from catena.model import Document, Span
from catena.resolve.dates import Anchor, resolve_time
from catena.resolve.dates_zone import local_publication
from catena.resolve.places import Resolved, resolve_places
from catena.text.times import find_times
from catena.text.times_tense import tells_future

_DOCUMENTS_SHOWN = 4
_CANDIDATES_SHOWN = 5


def explain_place(words: str, documents: Sequence[Document], gazetteer: Gazetteer) -> Iterator[str]:
    """Explain what a place name is read as: ranked in each document that holds it, else as the gazetteer has it."""
    shown = 0
    for document in sorted(documents, key=lambda document: document.name):
        found = _resolved(words, document, gazetteer)
        if found is not None and shown < _DOCUMENTS_SHOWN:
            shown += 1
            yield f"place in {document.name}: {found.reason}"
            for choice in found.choices[:_CANDIDATES_SHOWN]:
                yield f"  candidate {_described(choice.candidate)}, {choice.probability:.2f}: {choice.reason}"
    if not shown:
        for candidate in gazetteer.lookup(words)[:_CANDIDATES_SHOWN]:
            people = f", {candidate.population:,} people" if candidate.population else ""
            how = "its own name" if candidate.own else "another name of it"
            yield f"gazetteer: {_described(candidate)}{people}, {candidate.lat:g}, {candidate.lon:g}: {how}"


def explain_time(words: str, documents: Sequence[Document], gazetteer: Gazetteer) -> Iterator[str]:
    """Explain a phrase of time: read against the day of each document that holds it, else against each day of the case."""
    documents = sorted(documents, key=lambda document: document.name)
    holders: list[tuple[Document, Span | None]] = [
        (document, span) for document in documents if (span := _span(words, document.text)) is not None
    ]
    days: set[str | None] = set()
    shown = 0
    for document, span in holders or [(document, None) for document in documents]:
        if shown == _DOCUMENTS_SHOWN or (span is None and document.published.value in days):
            continue
        days.add(document.published.value)
        for line in _time_lines(words, document, span, gazetteer):
            shown += 1
            yield line


def _time_lines(words: str, document: Document, span: Span | None, gazetteer: Gazetteer) -> Iterator[str]:
    """Give the readings of the phrases in some words of a document, or of the words alone."""
    text, within = (document.text, span) if span is not None else (words, Span(0, len(words)))
    local = local_publication(document, gazetteer)
    told = local.day or "an unknown day"
    for phrase in find_times(text):
        if not phrase.span.meets(within):
            continue
        when = resolve_time(phrase, Anchor(local.day, None, tells_future(text, phrase.span), local.clock))
        where = f"in {document.name}" if span is not None else f"if {document.name} held it"
        shown = text[phrase.span.start : phrase.span.end]
        yield f"time {where}, published {told}: {shown} = {when.edtf or 'unknown'}: {when.reason}"


def _resolved(words: str, document: Document, gazetteer: Gazetteer) -> Resolved | None:
    """Give the first reading of a place name in a document; None where it holds none so written."""
    if _span(words, document.text) is None:
        return None
    names = gazetteer.find_names(document.text)
    placed = resolve_places(document.text, names, document, gazetteer)
    wanted = words.strip().lower()
    return next((placed[name.span] for name in names if name.words.lower() == wanted), None)


def _span(words: str, text: str) -> Span | None:
    match = re.search(rf"(?<!\w){re.escape(words.strip())}(?!\w)", text, re.IGNORECASE)
    return Span(match.start(), match.end()) if match is not None else None


def _described(candidate: Candidate) -> str:
    inside = [part for part in (candidate.admin1, candidate.country) if part and part != candidate.name]
    return ", ".join([f"{candidate.kind} {candidate.name}", *inside])
