"""``catena serve``: the browser on this machine."""

from __future__ import annotations

import threading
import webbrowser
from pathlib import Path

from catena.errors import UsageError

OPEN_AFTER_S = 1.0
PORT = 8321
LEAVE_S = 2  # a page that follows the progress never ends by itself
LOCAL = ("127.0.0.1", "localhost", "::1")


def serve(case: str | Path, host: str = "127.0.0.1", port: int = PORT, open_browser: bool = False) -> None:
    """Serve the case until interrupted; ``open_browser`` opens it in the user's own browser.

    Raises UsageError for a host that is not this machine: the pages have no accounts, so that whoever reaches them
    decides; CaseError where the case cannot be opened.
    """
    if host not in LOCAL:
        raise UsageError(
            f"{host} can be reached by others and the pages have no accounts; serve on 127.0.0.1, and use ssh -L from afar"
        )
    import uvicorn  # the web extra, only where it is used

    from catena.web.app import create_app

    app = create_app(case)
    address = f"http://{'[::1]' if host == '::1' else host}:{port}"
    print(f"{app.state.case_name} at {address} (Ctrl-C ends it)", flush=True)
    if open_browser:
        threading.Timer(OPEN_AFTER_S, webbrowser.open, (address,)).start()
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=LEAVE_S,
    )
