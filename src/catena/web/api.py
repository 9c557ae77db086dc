"""The JSON API: the records of the incident file, the same as ``catena export --format json`` writes them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import JSONResponse, Response

from catena.errors import UsageError
from catena.export import contract
from catena.model import Actor, Incident, IncidentFile, Place
from catena.review.queue import evidence_of
from catena.store import Case, Entry, codec
from catena.web.asking import USUAL_ORDER, Asked, Page, read_asked, select, take_page
from catena.web.mapping import ZOOM_MAX, marks_of, read_box
from catena.web.pages import known_lists, shelf_of
from catena.web.people_view import list_outlets, list_speakers, network_of
from catena.web.security import read_form
from catena.web.shelf import load_statements

Record = dict[str, Any]
T = TypeVar("T")
PageNumber = Annotated[int, Query(ge=1, le=1_000_000, description="The page, from 1.")]
PerPage = Annotated[int, Query(ge=1, le=500, description="Records a page.")]
Text = Annotated[str, Query(max_length=200)]
Many = Annotated[list[str] | None, Query(max_length=50)]
PostedForm = Annotated[dict[str, str], Depends(read_form)]
UNKNOWN: dict[int | str, Record] = {404: {"description": "The case has no such record."}}
router = APIRouter()


def asked_incidents(
    request: Request,
    disputed: Many = None,
    type: Many = None,  # noqa: A002
    country: Many = None,
    place: Many = None,
    actor: Many = None,
    outlet: Many = None,
    status: Many = None,
    outcome: Many = None,
    q: Text = "",
    since: Annotated[str, Query(alias="from", description="EDTF", max_length=40)] = "",
    until: Annotated[str, Query(alias="to", description="EDTF", max_length=40)] = "",
    sort: Annotated[str, Query(max_length=20)] = USUAL_ORDER,
) -> Asked:
    """Read the same filters as the pages have; the parameters are named here for OpenAPI."""
    return read_asked(request.query_params.multi_items())


Filters = Annotated[Asked, Depends(asked_incidents)]


@router.get("/incidents")
def incidents(request: Request, asked: Filters, page: PageNumber = 1, per: PerPage = 50) -> Record:
    """Give a page of incidents."""
    shelf = shelf_of(request)
    found = take_page(select(shelf.index(), asked), page, per)
    return _paged(found, "incidents", (contract.incident_record(shelf.case.incident(row.id)) for row in found.records))


@router.get("/incidents/{incident_id}", responses=UNKNOWN)
def incident(request: Request, incident_id: str) -> Record:
    """Give one incident."""
    return contract.incident_record(shelf_of(request).case.incident(incident_id))


@router.get("/incidents/{incident_id}/statements")
def incident_statements(request: Request, incident_id: str) -> Record:
    """Give what was said about an incident."""
    shelf = shelf_of(request)
    found = load_statements(shelf.case, shelf.index().statements_about.get(incident_id, ()))
    return {"statements": [contract.statement_record(each) for each in found]}


@router.get("/incidents/{incident_id}/judgements")
def incident_judgements(request: Request, incident_id: str) -> Record:
    """Give the judgements that joined an incident's tellings, or would join it with others."""
    found = shelf_of(request).index().judgements_of.get(incident_id, ())
    return {"judgements": [contract.judgement_record(each) for each in found]}


@router.get("/documents")
def documents(request: Request, page: PageNumber = 1, per: PerPage = 50) -> Record:
    """Give a page of documents, each with its whole text."""
    shelf = shelf_of(request)
    index = shelf.index()
    found = take_page(tuple(index.documents), page, per)
    records = (contract.document_record(shelf.case.document(each), index.copies.get(each)) for each in found.records)
    return _paged(found, "documents", records)


@router.get("/documents/{document_id}", responses=UNKNOWN)
def document(request: Request, document_id: str) -> Record:
    """Give one document with its whole text."""
    shelf = shelf_of(request)
    return contract.document_record(shelf.case.document(document_id), shelf.index().copies.get(document_id))


@router.get("/actors")
def actors(request: Request, page: PageNumber = 1, per: PerPage = 50) -> Record:
    """Give a page of actors."""
    shelf = shelf_of(request)
    found = take_page(tuple(shelf.index().actors), page, per)
    records = (shelf.case.file_record(Actor, each) for each in found.records)
    return _paged(found, "actors", (contract.actor_record(each) for each in records if each is not None))


@router.get("/actors/{actor_id}", responses=UNKNOWN)
def actor(request: Request, actor_id: str) -> Record:
    """Give one actor."""
    found = shelf_of(request).case.file_record(Actor, actor_id)
    if found is None:
        raise UsageError(f"no actor {actor_id!r} in this case")
    return contract.actor_record(found)


@router.get("/places")
def places(request: Request, page: PageNumber = 1, per: PerPage = 50) -> Record:
    """Give a page of places."""
    found: Page[Place] = take_page(tuple(shelf_of(request).index().places.values()), page, per)
    return _paged(found, "places", (contract.place_record(each) for each in found.records))


@router.get("/statements")
def statements(request: Request, page: PageNumber = 1, per: PerPage = 50) -> Record:
    """Give a page of statements."""
    shelf = shelf_of(request)
    found = take_page(shelf.index().statement_ids, page, per)
    return _paged(
        found, "statements", (contract.statement_record(each) for each in load_statements(shelf.case, found.records))
    )


@router.get("/judgements")
def judgements(request: Request, page: PageNumber = 1, per: PerPage = 50) -> Record:
    """Give a page of judgements."""
    found = take_page(shelf_of(request).index().judgements, page, per)
    return _paged(found, "judgements", (contract.judgement_record(each) for each in found.records))


@router.get("/copies")
def copies(request: Request) -> Record:
    """Give the reprints."""
    return {"copies": [contract.copy_record(each) for each in shelf_of(request).index().copies.values()]}


@router.get("/file")
def file(request: Request) -> Response:
    """Give the whole incident file, byte for byte as it is exported."""
    stream = io.StringIO()
    contract.write_json(shelf_of(request).case.incident_file() or IncidentFile(), stream)
    return Response(stream.getvalue(), media_type="application/json")


@router.get("/map", response_class=JSONResponse)
def map_marks(
    request: Request,
    asked: Filters,
    zoom: Annotated[int, Query(ge=0, le=ZOOM_MAX)] = 4,
    box: Annotated[str, Query(description="west,south,east,north in degrees", max_length=100)] = "",
) -> Response:
    """Give the map's marks for a window and a zoom."""
    found = marks_of(select(shelf_of(request).index(), asked), zoom, read_box(box))
    return JSONResponse({"marks": [mark.record() for mark in found]})


@router.get("/timeline")
def timeline(request: Request, asked: Filters, page: PageNumber = 1, per: PerPage = 50) -> Record:
    """Give a page of incidents with their days, as the timeline draws them."""
    found = take_page(select(shelf_of(request).index(), asked), page, per)
    rows = ({"id": row.id, "title": row.title, "date": row.date} for row in found.records)
    return _paged(found, "incidents", rows)


@router.get("/sources")
def sources(request: Request) -> Record:
    """Give the outlets with what they print, the credited sources, and who accuses whom."""
    index = shelf_of(request).index()
    outlets = (
        {"name": o.name, "documents": o.documents, "reprints": o.reprints, "own": o.own, "named": o.named, "unnamed": o.unnamed,
         "relayed": [{"via": via, "values": count} for via, count in o.relayed]}
        for o in list_outlets(index)
    )  # fmt: skip
    speakers = (
        {"name": s.name, "kind": s.kind, "values": s.values, "outlets": list(s.outlets)} for s in list_speakers(index)
    )
    edges = network_of(index).edges
    accusations = ({"by": e.by, "target": e.target, "incidents": e.count, "denied": e.denied} for e in edges)
    return {"outlets": list(outlets), "sources": list(speakers), "accusations": list(accusations)}


@router.get("/search")
def search(request: Request, q: Text = "", limit: Annotated[int, Query(ge=1, le=200)] = 50) -> Record:
    """Find the documents in which all the words stand."""
    hits = shelf_of(request).case.search(q, limit=limit)
    return {"hits": [{"document": h.document, "name": h.name, "title": h.title, "excerpt": h.excerpt} for h in hits]}


@router.get("/lists")
def lists(request: Request) -> Record:
    """Give the lists of others with their records; their provenance is the list, named by its hash."""
    held = known_lists(shelf_of(request)).lists
    records = (
        {"name": each.imported.name, "format": each.imported.format, "sha256": each.imported.sha256,
         "imported_utc": each.imported_utc,
         "actors": [contract.actor_record(a) for a in each.imported.file.actors],
         "incidents": [contract.incident_record(i) for i in each.imported.file.incidents],
         "judgements": [contract.judgement_record(j) for j in each.imported.file.judgements]}
        for each in held
    )  # fmt: skip
    return {"lists": list(records)}


@router.get("/questions")
def questions(request: Request, page: PageNumber = 1, per: PerPage = 50) -> Record:
    """Give a page of the review queue, the highest stakes first."""
    person = request.app.state.sessions.person(request.state.session)
    found = take_page(request.app.state.room.questions(person), page, per)
    records = (
        {"kind": q.kind, "about": list(q.about), "field": q.field, "reason": q.reason,
         "stakes": {"deaths": q.stakes.deaths, "values": q.stakes.values},
         "evidence": contract.evidence_records(evidence_of(q, _incidents(shelf_of(request).case, q.about)))}
        for q in found.records
    )  # fmt: skip
    return _paged(found, "questions", records)


@router.get("/decisions")
def decisions(request: Request) -> Record:
    """Give the journal of decisions with its hashes."""
    return {"decisions": [_entry(each) for each in shelf_of(request).case.journal()]}


@router.post("/decisions", status_code=201, responses={403: {"description": "No token of this session."}})
def decide(request: Request, form: PostedForm) -> Record:
    """Take a decision: the same form fields as the pages send, with the session's token."""
    person = request.app.state.sessions.person(request.state.session)
    if person is None:
        raise UsageError("say who you are first: every decision carries a name")
    return _entry(request.app.state.room.decide(person, form))


def _incidents(case: Case, ids: Iterable[str]) -> list[Incident]:
    found = (case.file_record(Incident, each) for each in ids)
    return [incident for incident in found if incident is not None]


def _entry(entry: Entry) -> Record:
    return {
        "number": entry.number,
        "previous": entry.previous,
        "hash": entry.hash,
        "decision": codec.encode(entry.decision),
    }


def _paged(page: Page[T], name: str, records: Iterable[Record] | Iterator[Record]) -> Record:
    return {"total": page.total, "page": page.number, "pages": page.count, name: list(records)}
