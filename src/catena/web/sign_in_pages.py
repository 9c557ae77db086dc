"""The pages of a case with accounts: sign in, sign out."""

from __future__ import annotations

import asyncio
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from catena.web.doors import Doors, is_open, may
from catena.web.rendering import render
from catena.web.security import COOKIE, Next, own_path, read_form

router = APIRouter(include_in_schema=False)
PostedForm = Annotated[dict[str, str], Depends(read_form)]


@router.get("/login")
def ask(request: Request) -> Response:
    """Ask for name and password."""
    back = own_path(request.query_params.get("next", ""))
    if request.state.account is not None:
        return RedirectResponse(back, 303)
    return render(request, "login.html", back=back, wrong="", name="")


@router.post("/login")
async def sign_in(request: Request, form: PostedForm) -> Response:
    """Sign in under a new session; too many wrong passwords are not looked at for a while."""
    doors: Doors = request.app.state.sessions.doors
    name, back = " ".join(form.get("name", "").split()), own_path(form.get("next", ""))
    address = request.client.host if request.client is not None else ""
    wait = doors.wait_s(name, address)
    if wait:
        words = f"Too many wrong passwords. Try again in {wait // 60 + 1} minutes."
        answer: Response = render(request, "login.html", 429, back=back, wrong=words, name=name)
        answer.headers["Retry-After"] = str(wait)
        return answer
    session = await asyncio.to_thread(doors.sign_in, name, form.get("password", "")[:1024], address)
    if session is None:
        return render(request, "login.html", 403, back=back, wrong="No account has this name and password.", name=name)
    answer = RedirectResponse(back, 303)
    request.state.new_session = session
    return answer


@router.post("/logout")
def sign_out(request: Request, form: PostedForm) -> Response:
    """End the session."""
    request.app.state.sessions.doors.sign_out(request.state.session)
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
    return answer


async def keep_doors(request: Request, call_next: Next) -> Response:
    """Let nobody pass who has not signed in, and nobody do what the role does not allow."""
    doors: Doors | None = request.app.state.sessions.doors
    account = doors.who(request.state.session) if doors is not None else None
    request.state.account = account
    path = request.url.path
    if doors is None or is_open(path):
        return await call_next(request)
    if account is None:
        if path.startswith("/api/"):
            return JSONResponse({"error": "sign in first, at /login"}, 401)
        asked = f"{path}?{request.url.query}" if request.url.query else path
        return RedirectResponse(f"/login?{urlencode({'next': asked if request.method == 'GET' else '/'})}", 303)
    if not may(account.role, request.method, path):
        words = f"The role of {account.name} is {account.role}: it does not allow this. Ask an admin of the case."
        if path.startswith("/api/"):
            return JSONResponse({"error": words}, 403)
        return render(request, "error.html", 403, code=403, words=words)
    return await call_next(request)
