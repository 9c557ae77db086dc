"""Templates: every value is escaped, and a page knows its session, its person and the state of its address."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from catena import __version__
from catena.review.compare import count_in_words
from catena.run.showing import toll_words, value_words
from catena.web.asking import ORDER_NAMES, USUAL_ORDER, country_name
from catena.web.rows import IncidentRow, when_parts
from catena.web.security import Sessions

HERE = Path(__file__).parent
STATUS_WORDS = {
    "machine": "machine", "accepted": "accepted", "corrected": "corrected", "rejected": "rejected", "final": "final",
}  # fmt: skip
NAVIGATION = (
    ("/incidents", "Incidents"), ("/timeline", "Timeline"), ("/map", "Map"), ("/actors", "Actors"),
    ("/sources", "Sources"), ("/documents", "Documents"), ("/review", "Review"), ("/progress", "Progress"),
)  # fmt: skip


def make_environment() -> Environment:
    """Make the templates' environment; an unknown name in a template is an error, not an empty string."""
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        auto_reload=False,  # a program that is upgraded under a running server must not show half of each
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        toll=toll_words,
        value=value_words,
        figure=count_in_words,
        segment=lambda words: quote(words, safe=""),
        status=STATUS_WORDS.get,
        plural=plural,
        country=country_name,
        when=when_parts,
        heading=short_title,
        marked=mark_words,
        thousands=lambda number: f"{number:,}".replace(",", "\u202f"),
    )
    environment.globals.update(
        version=__version__, navigation=NAVIGATION, orders=ORDER_NAMES, usual_order=USUAL_ORDER, query=_query
    )
    return environment


def render(request: Request, template: str, status: int = 200, **context: Any) -> HTMLResponse:
    """Render a page."""
    sessions: Sessions = request.app.state.sessions
    session: str = request.state.session
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    page = request.app.state.environment.get_template(template).render(
        path=request.url.path, here=here, token=sessions.token(session), person=sessions.person(session),
        case_name=request.app.state.case_name, account=getattr(request.state, "account", None),
        has_accounts=sessions.doors is not None, said=request.query_params.get("said", "")[:300], **context,
    )  # fmt: skip
    return HTMLResponse(page, status)


def short_title(row: IncidentRow) -> str:
    """Give the title without what stands in the columns beside it: the day and the tolls."""
    tails = [f", {row.date}", f", {row.wounded.best} wounded", f", {row.killed.best} killed"]
    title = row.title
    for tail in tails:
        title = title.removesuffix(tail)
    return title or row.title


def mark_words(text: str, words: str) -> Markup:
    """Mark some words in a text; both are text, and nothing in them is markup."""
    found = [re.escape(word) for word in words.split()]
    pieces = re.split(f"({'|'.join(found)})", text, flags=re.IGNORECASE) if found else [text]
    marked = (
        Markup("<mark>{}</mark>").format(piece) if number % 2 else escape(piece) for number, piece in enumerate(pieces)
    )
    return Markup("").join(marked)


def plural(count: int, one: str, many: str | None = None) -> str:
    """Write a number with its noun."""
    return f"{count:,} {one if count == 1 else many or one + 's'}".replace(",", "\u202f")


def _query(**pairs: str | int | None) -> str:
    found = urlencode({name: value for name, value in pairs.items() if value not in (None, "")})
    return f"?{found}" if found else "?"
