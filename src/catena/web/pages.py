"""The pages that show: incidents, one incident, documents, timeline, map, actors, sources, search."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from urllib.parse import quote

import numpy as np
from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse

from catena.errors import UsageError
from catena.model import Actor, Document
from catena.review.case_file import corrections, notes
from catena.run.lists import Lists, lists_of
from catena.store import Hit
from catena.text.edtf import iso_day
from catena.web.asking import Asked, choices, keep, read_asked, read_number, remember, select, take_page
from catena.web.columns import UNDATED, Chosen
from catena.web.deciding import CORRECTABLE
from catena.web.document_view import KINDS, make_document_page, read_at
from catena.web.drawing import bars_of, plot_toll, tracks_of
from catena.web.incident_view import evidence_link, make_page
from catena.web.mapping import bounds_of, placed_of, places_of
from catena.web.people_view import (
    accusations_about,
    documents_in_order,
    draw_network,
    find_actors,
    list_actors,
    list_outlets,
    list_speakers,
    network_of,
)
from catena.web.rendering import render
from catena.web.shelf import Index, Shelf, load_documents, load_statements

STATEMENTS_MAX = 200
ACCUSATIONS_MAX = 60
HITS_MAX = 50
PLACES_LISTED_MAX = 200
TELL_EVERY_S = 1.0
router = APIRouter(include_in_schema=False)


def shelf_of(request: Request) -> Shelf:
    """Give the open case of the application."""
    shelf: Shelf = request.app.state.shelf
    return shelf


@router.get("/")
def home(request: Request) -> Response:
    """Go to the incidents."""
    return RedirectResponse("/incidents", 307)


@router.get("/incidents")
def incidents(request: Request) -> HTMLResponse:
    """List the incidents that the address asks for."""
    index, asked, found = _asked(request)
    page = take_page(found, asked.page, asked.per_page)
    facets = choices(index, asked, "/incidents")
    return render(request, "incidents.html", index=index, asked=asked, page=page, facets=facets)


@router.get("/incidents/{incident_id}")
def incident(request: Request, incident_id: str) -> HTMLResponse:
    """Show one incident."""
    shelf = shelf_of(request)
    index, case = shelf.index(), shelf.case
    found = case.incident(incident_id)
    statements = load_statements(case, index.statements_about.get(incident_id, ())[:STATEMENTS_MAX])
    cited = dict.fromkeys([*found.documents, *(each.evidence.document for each in statements)])
    documents = load_documents(case, tuple(cited))
    view = make_page(found, index, documents, statements)
    plots = {name: plot for name, points in view.tolls.items() if (plot := plot_toll(points)) is not None}
    changed = [each for each in corrections(case) if each.incident == incident_id]
    written = [each for each in notes(case) if each.incident == incident_id]
    events = _event_words(shelf, found.events, found.documents)
    return render(
        request, "incident.html", incident=found, view=view, plots=plots, index=index, corrections=changed, notes=written,
        events=events, correctable=CORRECTABLE, known=known_lists(shelf).incidents(found),
        decided_elsewhere=known_lists(shelf).decisions(found.events),
    )  # fmt: skip


@router.get("/documents")
def documents(request: Request) -> HTMLResponse:
    """List the documents."""
    index, query = shelf_of(request).index(), request.query_params
    outlet, words = query.get("outlet", ""), query.get("q", "").strip().lower()
    rows = [row for row, title in documents_in_order(index) if (not outlet or row.outlet == outlet) and words in title]
    page = take_page(rows, read_number(query.get("page"), 1, 10**6), 50)
    return render(request, "documents.html", page=page, outlet=outlet, words=words, index=index)


@router.get("/documents/{document_id}")
def document(request: Request, document_id: str) -> HTMLResponse:
    """Show one document's text with what was read in it."""
    shelf, query = shelf_of(request), request.query_params
    case, index = shelf.case, shelf.index()
    found = case.document(document_id)
    readings = (case.reading(document_id, reader) for reader in case.readers())
    taking = [case.incident(each) for each in case.incidents_of(document_id)]
    statements = load_statements(case, index.statements_in.get(document_id, ()))
    hidden = frozenset(query.getlist("hide")) & frozenset(KINDS)
    view = make_document_page(
        found, next((each for each in readings if each is not None), None), taking, statements,
        at=read_at(query.get("at", ""), len(found.text)), part=read_number(query.get("part"), 1, 10**6), hidden=hidden,
    )  # fmt: skip
    copies = [row for row in index.documents.values() if row.copy_of == document_id]
    return render(
        request, "document.html", view=view, document=found, hidden=hidden, row=index.documents.get(document_id),
        original=index.copies.get(document_id), copies=copies, provenance=case.provenance(document_id),
    )  # fmt: skip


@router.get("/documents/{document_id}/original")
def original(request: Request, document_id: str) -> Response:
    """Give the bytes as collected, to be kept in a file: a browser never shows them as a page of ours."""
    case = shelf_of(request).case
    name = quote(case.document(document_id).name.rpartition("/")[2] or document_id, safe="")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(case.original(document_id), media_type="application/octet-stream", headers=headers)


@router.get("/timeline")
def timeline(request: Request) -> HTMLResponse:
    """Show the incidents along the days, an imprecise day as a span."""
    index, asked, found = _asked(request)
    dated = found.only(found.columns.first != UNDATED)
    days = _days(dated)
    first, last = min(days, default=0), int(dated.columns.last[dated.at].max(initial=0))
    page = take_page(dated, asked.page, asked.per_page)
    return render(
        request,
        "timeline.html",
        index=index,
        asked=asked,
        page=page,
        bars=bars_of(days),
        tracks=tracks_of(page.records, first, last),
        ends=(iso_day(first), iso_day(last)) if days else ("", ""),
        undated=len(found) - len(dated),
        facets=choices(index, asked, "/timeline"),
    )


@router.get("/map")
def show_map(request: Request) -> HTMLResponse:
    """Show the incidents on the map; the marks come from the API."""
    index, asked, found = _asked(request)
    placed = placed_of(found)
    return render(
        request, "map.html", index=index, asked=asked, total=len(found), placed=len(placed), bounds=bounds_of(placed),
        places=places_of(placed, PLACES_LISTED_MAX), facets=choices(index, asked, "/map"),
    )  # fmt: skip


@router.get("/actors")
def actors(request: Request) -> HTMLResponse:
    """List the actors and draw who accuses whom."""
    index, query = shelf_of(request).index(), request.query_params
    words, kind = query.get("q", "").strip()[:200], query.get("kind", "")
    page = take_page(list_actors(index, words=words, kind=kind), read_number(query.get("page"), 1, 10**6), 50)
    kinds = sorted({actor.kind for actor in index.actors.values()})
    return render(request, "actors.html", page=page, words=words, kind=kind, kinds=kinds, network=network_of(index))


@router.get("/actors/{actor_id}")
def actor(request: Request, actor_id: str) -> HTMLResponse:
    """Show one actor: names met, incidents, accusations, statements."""
    shelf = shelf_of(request)
    index, case = shelf.index(), shelf.case
    found = case.file_record(Actor, actor_id)
    if found is None:
        raise UsageError(f"no actor {actor_id!r} in this case; the list of actors gives their ids")
    asked = replace(read_asked(request.query_params.multi_items()), chosen={"actor": (actor_id,)})
    rows = select(index, asked)
    accusations = accusations_about(index, found)
    statements = load_statements(case, index.statements_by.get(actor_id, ())[:STATEMENTS_MAX])
    evidence = [(each, evidence_link(each)) for each in found.evidence[:20]]
    spoken = [(each, evidence_link(each.evidence)) for each in statements]
    page = take_page(rows, asked.page, 50)
    return render(
        request, "actor.html", actor=found, page=page, asked=asked, accusations=accusations[:ACCUSATIONS_MAX],
        more=max(0, len(accusations) - ACCUSATIONS_MAX), statements=spoken, evidence=evidence,
        network=remember(index, ("network", actor_id), lambda: draw_network(accusations)), index=index,
        listed=known_lists(shelf).actors(found.names),
    )  # fmt: skip


@router.get("/sources")
def sources(request: Request) -> HTMLResponse:
    """Show what each outlet originates and reprints, and whom the texts credit."""
    index = shelf_of(request).index()
    page = take_page(list_speakers(index), read_number(request.query_params.get("page"), 1, 10**6), 50)
    return render(request, "sources.html", outlets=list_outlets(index), page=page)


@router.get("/lists")
def lists(request: Request) -> HTMLResponse:
    """Show the lists of others, each with its records."""
    shelf, query = shelf_of(request), request.query_params
    held = known_lists(shelf).lists
    chosen = next((each for each in held if each.imported.sha256 == query.get("list")), None)
    number = read_number(query.get("page"), 1, 10**6)
    page = take_page((*chosen.imported.file.actors, *chosen.imported.file.incidents) if chosen else (), number, 50)
    return render(request, "lists.html", held=held, chosen=chosen, page=page)


@router.get("/search")
def search(request: Request) -> HTMLResponse:
    """Search texts, incidents and names in any spelling."""
    shelf = shelf_of(request)
    index, words = shelf.index(), request.query_params.get("q", "").strip()[:200]
    people = find_actors(index, words)[:20] if words else []
    hits = list(shelf.case.search(words, limit=HITS_MAX)) if words else []
    spellings = {name for each in people for name in each.names if name.lower() != words.lower()}
    others: dict[str, tuple[Hit, str]] = {}
    for name in sorted(spellings, key=lambda name: (-len(name), name))[:10]:
        for hit in shelf.case.search(name, limit=10):
            others.setdefault(hit.document, (hit, name))
    for hit in hits:
        others.pop(hit.document, None)
    found = select(index, Asked({}, words=words, order="-killed"))[:20] if words else []
    return render(
        request,
        "search.html",
        words=words,
        hits=[(hit, words) for hit in hits],
        others=list(others.values()),
        people=people,
        found=found,
        index=index,
    )


@router.get("/progress")
def progress(request: Request) -> HTMLResponse:
    """Show how far a running read has come."""
    return render(
        request, "progress.html", counts=_progress(shelf_of(request)), refusals=shelf_of(request).case.refusals()[:100]
    )


@router.get("/progress/events")
async def progress_events(request: Request) -> Response:
    """Tell how far a running read has come, each time that it has come further (server-sent events)."""
    shelf = shelf_of(request)

    async def tell() -> AsyncIterator[str]:
        told = ""
        while not await request.is_disconnected():
            counts = json.dumps(await asyncio.to_thread(_progress, shelf))
            # An unchanged state is a comment: it keeps the connection and says nothing.
            yield f"data: {counts}\n\n" if counts != told else ": as before\n\n"
            told = counts
            await asyncio.sleep(TELL_EVERY_S)

    return StreamingResponse(tell(), media_type="text/event-stream")


def known_lists(shelf: Shelf) -> Lists:
    """Give the lists of others as they are found by name, day and telling; kept as long as the index."""
    return keep(shelf.index(), "lists", lambda: Lists(lists_of(shelf.case)))


def _asked(request: Request) -> tuple[Index, Asked, Chosen]:
    index, asked = shelf_of(request).index(), read_asked(request.query_params.multi_items())
    return index, asked, select(index, asked)


def _days(dated: Chosen) -> dict[int, int]:
    """Count the incidents by the first day that each may have been."""
    days, counts = np.unique(dated.columns.first[dated.at], return_counts=True)
    return dict(zip(days.tolist(), counts.tolist(), strict=True))


def _progress(shelf: Shelf) -> dict[str, int]:
    case = shelf.case
    readers = case.readers()
    kept = len(case.document_ids())
    unread = sum(1 for _ in case.unread(readers[0])) if readers else kept
    return {
        "documents": kept,
        "read": kept - unread,
        "unread": unread,
        "refused": len(case.refusals()),
        "incidents": len(shelf.index().incidents),
    }


def _event_words(shelf: Shelf, events: tuple[str, ...], ids: tuple[str, ...]) -> dict[str, tuple[Document, str]]:
    """Give the document of each event and the words that tell it first."""
    case, found = shelf.case, {}
    for document_id in ids:
        held = case.document(document_id)
        for reader in case.readers():
            reading = case.reading(document_id, reader)
            for event in reading.events if reading is not None else ():
                if event.id in events and event.evidence:
                    found[event.id] = (held, min(event.evidence).quote)
    return found
