"""A reading's phrases of time and place resolved against its own document, each with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from catena.knowledge.gazetteer import Gazetteer
from catena.model import Claim, Document, Event, Published, Reading, Span, When, Where
from catena.resolve.dates import Anchor, infer_publication, resolve_time
from catena.resolve.dates_told import dates_event, told_before
from catena.resolve.dates_zone import local_publication
from catena.resolve.places import Resolved, resolve_places, where_of
from catena.resolve.places_met import places_met
from catena.resolve.places_told import drop_bystanders
from catena.text.edtf import days_of
from catena.text.times import find_times
from catena.text.times_forms import TimePhrase
from catena.text.times_tense import tells_future


def date_document(document: Document) -> Document:
    """Give a document without a stated date the one that its own text lets infer, or leave it unknown."""
    if document.published.value is not None:
        return document
    inferred: Published = infer_publication(document.text, find_times(document.text), document=document.id)
    return replace(document, published=inferred)


def resolve_reading(reading: Reading, document: Document, gazetteer: Gazetteer) -> Reading:
    """Resolve the dates and places of every event; what cannot be resolved keeps its words, with value None."""
    phrases = {phrase.span: phrase for phrase in find_times(document.text)}
    names = gazetteer.find_names(document.text)
    placed = resolve_places(document.text, names, document, gazetteer)
    events: list[Event] = []
    reference: str | None = None
    local = local_publication(document, gazetteer)
    for event in reading.events:
        anchor = Anchor(local.day, reference, clock=local.clock)
        claims = _resolve_claims(event, phrases, placed, document, anchor)
        event = replace(event, claims=drop_bystanders(claims, document))
        reference = _day_told(event) or reference
        events.append(event)
    places = [place for _, one in sorted(placed.items()) for place in places_met(document.text, document.id, one)]
    return replace(reading, events=tuple(events), places=tuple(places))


def _resolve_claims(
    event: Event,
    phrases: Mapping[Span, TimePhrase],
    placed: Mapping[Span, Resolved],
    document: Document,
    anchor: Anchor,
) -> tuple[Claim, ...]:
    claims: list[Claim] = []
    for claim in event.claims:
        focus = claim.evidence[0].focus
        if isinstance(claim.value, When) and focus is not None and focus in phrases:
            told = told_before(claim.evidence[0], phrases, anchor)
            when = resolve_time(phrases[focus], replace(told, future=tells_future(document.text, focus)))
            if (when.edtf is not None or phrases[focus].kind == "date") and dates_event(
                document.text, phrases[focus], when
            ):
                claims.append(replace(claim, value=when))
        elif isinstance(claim.value, Where):
            where = _where(claim.value, focus, placed, document.text)
            if where is not None:
                claims.append(replace(claim, value=where))
        else:
            claims.append(claim)
    return tuple(claims)


def _where(value: Where, focus: Span | None, placed: Mapping[Span, Resolved], text: str) -> Where | None:
    resolved = placed.get(focus) if focus is not None else None
    return value if resolved is None else where_of(text, resolved)


def _day_told(event: Event) -> str | None:
    """Give the narrowest day that the event's own phrases tell, as what "a day later" counts from."""
    told = [
        (days.width, c.value.edtf)
        for c in event.claims
        if isinstance(c.value, When) and (days := days_of(c.value.edtf)) is not None
    ]
    return min(told, default=(0, None), key=lambda row: row[0])[1]
