"""The pages that decide: the queue, the journal, who is at the browser, and the one address that takes decisions."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from catena.errors import CatenaError, UsageError
from catena.model import Evidence, Incident
from catena.review.queue import KINDS, Question, evidence_of
from catena.review.standing import standing
from catena.web.asking import read_number
from catena.web.deciding import CORRECTABLE, Room
from catena.web.incident_view import IncidentPage, Quote, make_page, make_quote
from catena.web.pages import shelf_of
from catena.web.rendering import render
from catena.web.security import ForeignFormError, Sessions, own_path, read_form
from catena.web.shelf import Index, load_documents

FIELD_ASKS = {
    "killed": "How many were killed?", "wounded": "How many were wounded?", "abducted": "How many were abducted?",
    "date": "On which day was it?", "place": "Where was it?", "perpetrator": "Who is said to have done it?",
    "weapon": "With what was it done?", "victim": "Who was harmed?", "outcome": "How far did it go?",
}  # fmt: skip
ASKS = {
    "dispute": "Which value of {field} holds?",
    "join": "Are these one incident?",
    "single origin": "One origin only: does the toll hold?",
    "names": "Are these one name?",
    "changed": "Does the decision still hold?",
    "confirm": "Is this final?",
}
QUOTES_MAX = 12
PERSON_CHARACTERS_MAX = 80
router = APIRouter(include_in_schema=False)
PostedForm = Annotated[dict[str, str], Depends(read_form)]


@router.get("/review")
def review(request: Request) -> HTMLResponse:
    """Show one question of the queue."""
    shelf, query = shelf_of(request), request.query_params
    room: Room = request.app.state.room
    person = request.app.state.sessions.person(request.state.session)
    by_kind = room.questions_by_kind(person)
    kind = query.get("kind", "") if query.get("kind") in KINDS else ""
    questions, counts = by_kind[kind], {name: len(by_kind[name]) for name in KINDS}
    at = min(read_number(query.get("at"), 1, 10**6), max(len(questions), 1))
    question = questions[at - 1] if questions else None
    about = _about(request, question) if question is not None else []
    view = _compared(request, question, about) if question is not None else None
    quotes = _quotes(request, evidence_of(question, about)) if question is not None and view is None else []
    index = shelf.index()
    return render(
        request,
        "review.html",
        question=question,
        at=at,
        total=len(questions),
        kind=kind,
        counts=counts,
        about=about,
        quotes=quotes,
        view=view,
        ask=_ask(question) if question is not None else "",
        correctable=CORRECTABLE,
        index=index,
    )


@router.post("/review/decide")
def decide(request: Request, form: PostedForm) -> Response:
    """Take a decision and go back to the page that it came from, saying what was kept."""
    sessions: Sessions = request.app.state.sessions
    back = own_path(form.get("next", ""), "/review")
    person = sessions.person(request.state.session)
    if person is None:
        return _back(back, "say who you are first: every decision carries a name")
    before = shelf_of(request).index()
    try:
        entry = request.app.state.room.decide(person, form)
    except CatenaError as error:
        return _back(back, str(error))
    back = _followed(back, before, shelf_of(request).index())
    return _back(back, f"kept: {entry.decision.kind}, number {entry.number} of the journal; undo takes it back")


@router.post("/person")
def name_person(request: Request, form: PostedForm) -> Response:
    """Let this browser work under a name."""
    if request.app.state.sessions.doors is not None:
        raise ForeignFormError("here everybody decides under the name of the account")
    name = " ".join(form.get("person", "").split())[:PERSON_CHARACTERS_MAX]
    back = own_path(form.get("next", ""), "/review")
    if not name or not name.isprintable():
        return _back(back, "a decision needs a name")
    request.app.state.sessions.name(request.state.session, name)
    return RedirectResponse(back, 303)


@router.get("/journal")
def journal(request: Request) -> HTMLResponse:
    """List what people decided, the latest first; what was undone stays, marked."""
    entries = shelf_of(request).case.journal()
    stand = {entry.hash for entry in standing(entries)}
    return render(request, "journal.html", entries=entries[::-1], stand=stand, index=shelf_of(request).index())


def _ask(question: Question) -> str:
    if question.kind == "join" and len(question.about) == 1:
        return "Is this one incident, or two?"
    if question.kind == "dispute" and question.field in FIELD_ASKS:
        return FIELD_ASKS[question.field]
    return ASKS[question.kind].format(field=question.field)


def _about(request: Request, question: Question) -> list[Incident]:
    case, index = shelf_of(request).case, shelf_of(request).index()
    return [case.incident(each) for each in question.about if each in index.incident_by_id]


def _compared(request: Request, question: Question, about: list[Incident]) -> IncidentPage | None:
    """Give the rival values of the field that is asked about; None where the question is about no single field."""
    if question.field is None or len(about) != 1:
        return None
    case, index = shelf_of(request).case, shelf_of(request).index()
    page = make_page(about[0], index, load_documents(case, about[0].documents), ())
    fields = tuple(each for each in page.fields if each.name == question.field)
    alleged = page.alleged if question.field == "perpetrator" else ()
    return replace(page, fields=fields, alleged=alleged) if fields or alleged else None


def _quotes(request: Request, evidence: tuple[Evidence, ...]) -> list[Quote]:
    case = shelf_of(request).case
    shown = evidence[:QUOTES_MAX]
    documents = {each: case.document(each) for each in dict.fromkeys(evidence.document for evidence in shown)}
    return [make_quote(each, documents) for each in shown]


def _followed(path: str, before: Index, after: Index) -> str:
    """Go to the incident that now holds the events of the one on whose page the decision was made: a merge renames it."""
    start = "/incidents/"
    known = before.incident_by_id.get(path.removeprefix(start)) if path.startswith(start) else None
    if known is None or known.id in after.incident_by_id:
        return path
    home = next((after.home[event] for event in known.events if event in after.home), None)
    return "/incidents" if home is None else start + home


def _back(path: str, said: str) -> Response:
    if not said:
        raise UsageError("nothing to say")
    bare, mark, fragment = path.partition("#")
    base, _, query = bare.partition("?")
    kept = "&".join(part for part in query.split("&") if part and not part.startswith("said="))
    query = "&".join(part for part in (kept, urlencode({"said": said})) if part)
    return RedirectResponse(f"{base}?{query}{mark}{fragment}", 303)
