"""A Dask scheduler and workers as processes of their own, over TCP on this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

WAIT_S = 90.0


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


@dataclass
class Processes:
    """One scheduler at a fixed port, and its workers; each can be killed and started anew."""

    environment: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    scheduler: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Give the scheduler's address."""
        return f"tcp://127.0.0.1:{self.port}"

    def start(self, workers: int) -> None:
        """Start the scheduler, then its workers."""
        self.scheduler = self._run("scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")
        until = time.monotonic() + WAIT_S
        while time.monotonic() < until:
            with socket.socket() as asking:
                if asking.connect_ex(("127.0.0.1", self.port)) == 0:
                    break
            time.sleep(0.1)
        for _ in range(workers):
            options = (
                "--nthreads",
                "1",
                "--no-nanny",
                "--no-dashboard",
                "--host",
                "127.0.0.1",
                "--death-timeout",
                "60",
            )
            self.workers.append(self._run("worker", self.address, *options))

    def kill(self) -> None:
        """Kill everything, as a power cut would."""
        for process in [*self.workers, *([self.scheduler] if self.scheduler is not None else [])]:
            process.kill()
            process.wait()
        self.workers, self.scheduler = [], None

    def _run(self, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
        environment = {**os.environ, **self.environment}
        return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
