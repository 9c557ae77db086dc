"""The application: one case, its pages and its API, behind a guard."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.staticfiles import StaticFiles

from catena import __version__
from catena.errors import CatenaError, UsageError
from catena.web import api, pages, review_pages, sign_in_pages, upload_pages
from catena.web.deciding import Room
from catena.web.doors import Doors
from catena.web.people_view import prepare
from catena.web.rendering import HERE, make_environment, render
from catena.web.security import LOOPBACK, ForeignFormError, Next, Sessions, guard
from catena.web.shelf import Shelf
from catena.web.sign_in_pages import keep_doors
from catena.web.uploads import Uploads, reading_process

if TYPE_CHECKING:
    from catena.run.knowledge import Knowledge

API = "/api/v1"
PATIENCE_S = 4.0
RETRY_S = "3"


def create_app(
    case_address: str | Path, *, knowledge: Knowledge | None = None, hosts: tuple[str, ...] = LOOPBACK,
    doors: Doors | None = None, secure: bool = False,
) -> FastAPI:  # fmt: skip
    """Make the application over a case that exists.

    ``knowledge`` is what decisions assemble the file with, by default the installed tables; ``hosts`` are the names
    under which it answers; ``doors`` ask everybody to sign in; ``secure`` says that TLS is spoken. Raises CaseError
    where the case cannot be opened.
    """
    shelf = Shelf(case_address, prepare)
    app = FastAPI(
        title="Catena", version=__version__, lifespan=_lifespan, docs_url=None, redoc_url=None, openapi_url=f"{API}/openapi.json",
        description="The records of one case, as the incident file holds them. Nothing here leaves the machine.",
    )  # fmt: skip
    app.state.shelf, app.state.sessions, app.state.environment = shelf, Sessions(doors), make_environment()
    app.state.room, app.state.case_name = Room(shelf, knowledge), _case_name(shelf.case.where)
    app.middleware("http")(_wait_for_index)
    app.middleware("http")(keep_doors)
    app.middleware("http")(guard(hosts, secure=secure))
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    app.include_router(pages.router)
    app.include_router(review_pages.router)
    app.include_router(upload_pages.router)
    app.state.uploads = Uploads(lambda folder: reading_process(str(case_address), app.state.room.reader())(folder))
    if doors is not None:
        app.include_router(sign_in_pages.router)
    app.include_router(api.router, prefix=API)
    app.add_exception_handler(CatenaError, _own_error)
    app.add_exception_handler(ForeignFormError, _foreign_form)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _malformed)
    return app


async def _wait_for_index(request: Request, call_next: Next) -> Response:
    """Say that a large case is still being indexed, instead of letting its first page wait in silence."""
    shelf: Shelf = request.app.state.shelf
    if not shelf.is_ready and not request.url.path.startswith("/static/"):
        ready = asyncio.ensure_future(asyncio.to_thread(shelf.index))
        try:
            await asyncio.wait_for(asyncio.shield(ready), PATIENCE_S)
        except TimeoutError:
            return _answer(request, 503, "This case is large and is being indexed; the page comes by itself.")
    return await call_next(request)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    # A large case is indexed while the browser opens, not when the first page is asked for.
    threading.Thread(target=app.state.shelf.index, daemon=True).start()
    yield
    app.state.shelf.close()


def _case_name(where: str) -> str:
    return Path(where).name if "://" not in where else where.rpartition("@")[2]


def _answer(request: Request, status: int, words: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": words}, status)
    answer = render(request, "error.html", status, code=status, words=words)
    if status == 503:
        answer.headers["Refresh"] = RETRY_S
    return answer


async def _own_error(request: Request, error: Exception) -> Response:
    return _answer(request, 404 if isinstance(error, UsageError) else 500, str(error))


async def _foreign_form(request: Request, error: Exception) -> Response:
    return _answer(request, 403, str(error))


async def _http_error(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _answer(request, status, "There is no such page." if status == 404 else str(getattr(error, "detail", error)))


async def _malformed(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    return _answer(request, 422, "; ".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in found))
