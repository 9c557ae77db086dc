"""A PostgreSQL server of the tests' own: on loopback, in a temporary folder, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BINARIES = Path("/usr/lib/postgresql")
OLDEST_VERSION = 15
START_S_MAX = 60


class NoServerError(Exception):
    """Why no server can be started here, in words for the one who runs the tests."""


@contextmanager
def running_server() -> Iterator[str]:
    """Start a server, give its address, and stop it in the end; raise NoServerError where it cannot."""
    programs = _find_programs()
    user = _find_user()
    folder = Path(tempfile.mkdtemp(prefix="catena-postgres-"))
    try:
        if user is not None:
            os.chown(folder, user.pw_uid, user.pw_gid)
        port = _free_port()
        _run(user, programs / "initdb", "-D", folder / "data", "-U", "catena", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-p {port} -h 127.0.0.1 -k {folder} -c fsync=off -c max_connections=120"
        log = folder / "log"
        _run(
            user, programs / "pg_ctl", "-D", folder / "data", "-l", log, "-w", "-t", START_S_MAX, "-o", options, "start"
        )
        try:
            yield f"postgresql://catena@127.0.0.1:{port}/postgres"
        finally:
            _run(user, programs / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _find_programs() -> Path:
    found = sorted((int(path.name), path) for path in BINARIES.glob("[0-9]*") if (path / "bin" / "initdb").exists())
    if found and found[-1][0] >= OLDEST_VERSION:
        return found[-1][1] / "bin"
    if (initdb := shutil.which("initdb")) is not None:
        return Path(initdb).resolve().parent
    raise NoServerError(f"PostgreSQL {OLDEST_VERSION} or later is not installed (Debian: apt-get install postgresql)")


def _find_user() -> pwd.struct_passwd | None:
    """Say who runs the server: ourselves, or for root, which PostgreSQL refuses, an ordinary account."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoServerError("PostgreSQL refuses to run as root, and there is no account to run it as")


def _run(user: pwd.struct_passwd | None, *command: object) -> None:
    account = {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    words = [str(word) for word in command]
    # The server inherits what its starter has open: with a pipe for its output we would wait for it for ever.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(words, cwd="/", stdout=said, stderr=said, check=False, **account)  # type: ignore[call-overload]
        said.seek(0)
        if done.returncode != 0:
            raise NoServerError(f"{words[0]} failed: {said.read().decode(errors='replace').strip()[-300:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
