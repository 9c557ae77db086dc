"""``catena serve``: the browser on this machine, or for those who have an account on it."""

from __future__ import annotations

import socket
import threading
import webbrowser
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catena.errors import UsageError

if TYPE_CHECKING:
    from catena.web.doors import Doors

OPEN_AFTER_S = 1.0
PORT = 8321
LEAVE_S = 2  # a page that follows the progress never ends by itself
LOCAL = ("127.0.0.1", "localhost", "::1")
EVERYWHERE = ("0.0.0.0", "::")


@dataclass(frozen=True, slots=True)
class Reach:
    """From where the pages can be reached, and what it takes: an address that others reach needs accounts.

    ``names`` are further host names to answer to; ``certificate`` and ``key`` are files for TLS.
    """

    host: str = "127.0.0.1"
    accounts: Path | None = None
    names: tuple[str, ...] = ()
    certificate: Path | None = None
    key: Path | None = None

    @property
    def is_local(self) -> bool:
        """Say whether this machine alone reaches the pages."""
        return self.host in LOCAL


def serve(case: str | Path, reach: Reach | None = None, port: int = PORT, open_browser: bool = False) -> None:
    """Serve the case until interrupted; ``open_browser`` opens it in the user's own browser.

    Raises UsageError for a host that is not this machine where nobody has an account: whoever reaches the pages
    could decide; CaseError where the case cannot be opened.
    """
    reach = reach or Reach()
    doors = find_doors(str(case), reach)
    import uvicorn  # the web extra, only where it is used

    from catena.web.app import create_app

    secure = reach.certificate is not None
    app = create_app(case, hosts=host_names(reach), doors=doors, secure=secure)
    shown = f"[{reach.host}]" if ":" in reach.host else reach.host
    address = f"{'https' if secure else 'http'}://{shown}:{port}"
    print(f"{app.state.case_name} at {address} (Ctrl-C ends it)", flush=True)
    if not reach.is_local and not secure:
        print(
            "without --certificate names and passwords travel in clear: use it on a trusted network, or behind TLS",
            flush=True,
        )
    if open_browser:
        threading.Timer(OPEN_AFTER_S, webbrowser.open, (address,)).start()
    options: dict[str, Any] = {
        "log_level": "warning",
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,
    }
    if secure:
        options |= {
            "ssl_certfile": str(reach.certificate),
            "ssl_keyfile": None if reach.key is None else str(reach.key),
        }
    uvicorn.run(app, host=reach.host, port=port, timeout_graceful_shutdown=LEAVE_S, **options)


def find_doors(case: str, reach: Reach) -> Doors | None:
    """Give what asks people to sign in: always where others reach the pages, and wherever accounts are named."""
    if reach.is_local and reach.accounts is None:
        return None
    from catena.web.accounts import Accounts, accounts_beside
    from catena.web.doors import Doors

    accounts = Accounts(reach.accounts or accounts_beside(case))
    if not accounts.all():
        raise UsageError(
            f"{reach.host} needs accounts, and {accounts.path} holds none: others could reach the pages; make one with "
            "`catena accounts add NAME --role admin`, or serve on 127.0.0.1 and use ssh -L from afar"
        )
    return Doors(accounts)


def host_names(reach: Reach) -> tuple[str, ...]:
    """Give the names under which the pages answer: a request for any other is refused."""
    found = {"127.0.0.1", "localhost", "[::1]", *(_in_address(each) for each in reach.names)}
    if reach.host not in EVERYWHERE:
        return tuple(sorted({*found, _in_address(reach.host)}))
    own = {socket.gethostname(), socket.getfqdn()}
    with suppress(OSError):
        own |= {str(each[4][0]) for each in socket.getaddrinfo(socket.gethostname(), None)}
    return tuple(sorted({*found, *(_in_address(each) for each in own)}))


def _in_address(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
