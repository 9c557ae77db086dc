"""Reports given in the browser: limited in size and number, and read by ``catena read`` in a process of its own.

This program never looks into them: what a hostile file might do to a reader of PDF or HTML, it does in another process
that has a limit of memory and of time, and no network to ask for.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from catena.errors import UsageError

BYTES_MAX = 64 * 1024 * 1024
FILES_MAX = 500
MEMORY_BYTES_MAX = 4 * 1024**3
PROCESSOR_S_MAX = 1800
NAME_CHARACTERS_MAX = 120
LINES_SHOWN_MAX = 20
KEPT_MAX = 20
Start = Callable[[Path], subprocess.Popen[bytes]]


@dataclass(frozen=True, slots=True)
class Upload:
    """One batch of files: by whom, how many, and how reading them ended (None while it runs)."""

    person: str
    names: tuple[str, ...]
    status: int | None = None
    said: tuple[str, ...] = ()


class Uploads:
    """Reads batches one after another; what waits is read when the one before has ended."""

    def __init__(self, start: Start) -> None:
        self._start = start
        self._lock = threading.Lock()
        self._one_at_a_time = threading.Lock()
        self._batches: dict[int, Upload] = {}
        self._count = 0

    def recent(self) -> list[Upload]:
        """Give the last batches, the newest first."""
        with self._lock:
            return list(self._batches.values())[::-1]

    def take(self, person: str, folder: Path, names: tuple[str, ...]) -> threading.Thread:
        """Have a folder of files read in the background, and deleted when that has ended."""
        with self._lock:
            self._count += 1
            number = self._count
            self._batches[number] = Upload(person, names)
            while len(self._batches) > KEPT_MAX:
                del self._batches[next(iter(self._batches))]
        thread = threading.Thread(target=self._read, args=(number, folder), daemon=True)
        thread.start()
        return thread

    def _read(self, number: int, folder: Path) -> None:
        with self._one_at_a_time:
            try:
                process = self._start(folder)
                output, _ = process.communicate()
            finally:
                shutil.rmtree(folder, ignore_errors=True)
        said = tuple(output.decode("utf-8", "replace").splitlines()[-LINES_SHOWN_MAX:])
        with self._lock:
            if number in self._batches:
                self._batches[number] = replace(self._batches[number], status=process.returncode, said=said)


def reading_process(case: str, reader: str) -> Start:
    """Give the way to start ``catena read`` on a folder, with limits, in a session of its own."""

    def start(folder: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "catena.cli", "read", str(folder), "--case", case, "--reader", reader]
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )  # fmt: skip
        if hasattr(resource, "prlimit"):
            resource.prlimit(process.pid, resource.RLIMIT_AS, (MEMORY_BYTES_MAX, MEMORY_BYTES_MAX))
            resource.prlimit(process.pid, resource.RLIMIT_CPU, (PROCESSOR_S_MAX, PROCESSOR_S_MAX))
        return process

    return start


def keep_files(files: Iterable[tuple[str, bytes]]) -> tuple[Path, tuple[str, ...]]:
    """Put files into a fresh folder under plain names; raise UsageError where there is none."""
    folder = Path(tempfile.mkdtemp(prefix="catena-upload-"))
    names = []
    for number, (given, data) in enumerate(files, 1):
        name = plain_name(given, number)
        (folder / name).write_bytes(data)
        names.append(name)
    if not names:
        folder.rmdir()
        raise UsageError("no file was chosen")
    return folder, tuple(names)


def plain_name(given: str, number: int) -> str:
    """Make a file's name of what a browser says it is: no folders, no control characters, never hidden, never alike."""
    last = given.replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter if letter.isalnum() or letter in "-_. " else "_" for letter in last).strip(". ")
    stem, dot, ending = plain[-NAME_CHARACTERS_MAX:].rpartition(".")
    return f"{number:03}_{stem}{dot}{ending}" if plain else f"{number:03}_file"
