"""The page on which reports are added."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import HTMLResponse, RedirectResponse, Response

from catena.web.rendering import render
from catena.web.security import ForeignFormError, check_form
from catena.web.uploads import BYTES_MAX, FILES_MAX, Uploads, keep_files

router = APIRouter(include_in_schema=False)


@router.get("/import")
def ask(request: Request) -> HTMLResponse:
    """Ask for files, and say what became of those before."""
    uploads: Uploads = request.app.state.uploads
    return render(request, "import.html", recent=uploads.recent(), megabytes=BYTES_MAX // 1024**2, files_max=FILES_MAX)


@router.post("/import")
async def take(request: Request) -> Response:
    """Take files and have them read elsewhere."""
    if int(request.headers.get("content-length") or BYTES_MAX + 1) > BYTES_MAX:
        raise ForeignFormError(f"more than {BYTES_MAX // 1024**2} MB at once; use `catena read` for more")
    async with Request(request.scope, _counted(request)).form(max_files=FILES_MAX, max_fields=10) as form:
        check_form(request, str(form.get("token", "")))
        given = [each for each in form.getlist("files") if isinstance(each, UploadFile) and each.filename]
        folder, names = keep_files([(each.filename or "", await each.read()) for each in given])
    person = request.app.state.sessions.person(request.state.session) or "somebody at this machine"
    request.app.state.uploads.take(person, folder, names)
    return RedirectResponse("/import", 303)


def _counted(request: Request) -> Any:
    """Receive the body and stop where it is longer than it may be, whatever its head said."""
    seen = 0

    async def receive() -> Any:
        nonlocal seen
        message = await request.receive()
        seen += len(message.get("body", b""))
        if seen > BYTES_MAX:
            raise ForeignFormError(f"more than {BYTES_MAX // 1024**2} MB at once; use `catena read` for more")
        return message

    return receive
