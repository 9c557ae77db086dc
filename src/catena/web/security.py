"""What keeps the pages to their owner: known hosts only, no foreign forms, a strict content policy."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from fastapi import Request
from starlette.responses import PlainTextResponse, Response

from catena.web.doors import Doors

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
COOKIE = "catena_session"
FORM_BYTES_MAX = 64 * 1024
SESSIONS_MAX = 1000
_SESSION_CHARACTERS = 43

# No inline script or style, nothing from elsewhere, no frame around it. Texts of reports are text, never markup.
CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(), camera=(), microphone=()",
}

Next = Callable[[Request], Awaitable[Response]]


class ForeignFormError(Exception):
    """A form that did not come from one of our own pages."""


@dataclass(slots=True)
class Sessions:
    """Who is at the browser: a name behind a random cookie, and the tokens that our forms carry."""

    doors: Doors | None = None  # where the case has accounts, who has signed in
    names: dict[str, str] = field(default_factory=dict)
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def token(self, session: str) -> str:
        """Give the token that a form of this session must carry."""
        return hmac.new(self.secret, session.encode(), hashlib.sha256).hexdigest()

    def holds(self, session: str, token: str) -> bool:
        """Say whether a token belongs to a session."""
        return bool(session) and hmac.compare_digest(self.token(session).encode(), token.encode())

    def person(self, session: str) -> str | None:
        """Give the name that a session decides under: that of its account where there are accounts."""
        if self.doors is None:
            return self.names.get(session)
        account = self.doors.who(session)
        return account.name if account is not None and account.role != "reader" else None

    def name(self, session: str, person: str) -> None:
        """Let a session work under a name; the oldest session is forgotten where there are too many."""
        while len(self.names) >= SESSIONS_MAX:
            del self.names[next(iter(self.names))]
        self.names[session] = person


def guard(hosts: tuple[str, ...], *, secure: bool = False) -> Callable[[Request, Next], Awaitable[Response]]:
    """Make the middleware: refuse unknown hosts, give each browser a session, put the headers on every answer.

    ``secure`` is for pages served by TLS: the cookie never travels in clear.
    """
    known = frozenset(host.lower() for host in hosts)

    async def middleware(request: Request, call_next: Next) -> Response:
        if _host_name(request.headers.get("host", "")) not in known:
            return PlainTextResponse("This address is not served here; use http://127.0.0.1.\n", 400)
        session = request.cookies.get(COOKIE, "")
        fresh = len(session) != _SESSION_CHARACTERS
        request.state.session = session = secrets.token_urlsafe(32) if fresh else session
        response = await call_next(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.url.path.startswith("/static/"):
            response.headers.setdefault("Cache-Control", "no-store")
            new = getattr(request.state, "new_session", session if fresh else None)
            if new is not None:
                response.set_cookie(COOKIE, new, httponly=True, samesite="strict", path="/", secure=secure)
        return response

    return middleware


async def read_form(request: Request) -> dict[str, str]:
    """Read a posted form and check that one of our own pages sent it; raise ForeignFormError otherwise."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > FORM_BYTES_MAX:
            raise ForeignFormError("the form is too large")
    form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=200))
    check_form(request, form.get("token", ""))
    return form


def check_form(request: Request, token: str) -> None:
    """Raise ForeignFormError for a form that no page of ours sent in this session."""
    sessions: Sessions = request.app.state.sessions
    if not _same_origin(request) or not sessions.holds(request.cookies.get(COOKIE, ""), token):
        raise ForeignFormError("the form is from an old or a foreign page; load the page again")


def own_path(path: str, otherwise: str = "/") -> str:
    """Give a path of this site to go on to; anything that might lead elsewhere is replaced."""
    parts = urlsplit(path)
    inside = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if inside and not parts.scheme and not parts.netloc else otherwise


def _same_origin(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None and site != "same-origin":
        return False
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def _host_name(host: str) -> str:
    host = host.lower()
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]
