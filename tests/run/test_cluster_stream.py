"""What is on its way when a connection breaks is run again, and nothing is lost with it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import Any

import pytest
from distributed.comm.core import CommClosedError

from catena.run.cluster import Cluster, Task


class Done:
    """A future that is finished at once, or breaks when its result is asked for."""

    status = "finished"

    def __init__(self, value: Any, breaks: BaseException | None) -> None:
        self.value, self.breaks = value, breaks

    def done(self) -> bool:
        return True

    def result(self) -> Any:
        if self.breaks is not None:
            raise self.breaks
        return self.value

    def release(self) -> None:
        pass


class Client:
    """A scheduler's client that can be away (no count of threads) or lose what it was given."""

    status = "running"

    def __init__(self, *, away: bool = False, loses: BaseException | None = None) -> None:
        self.away, self.loses = away, loses

    def nthreads(self) -> dict[str, int]:
        if self.away:
            raise CommClosedError("gone")
        return {"worker": 1}

    def submit(self, function: Any, *given: Any, key: str, pure: bool) -> Done:
        return Done(function(*given), self.loses)


@pytest.mark.parametrize(
    "first", [Client(away=True), Client(loses=CommClosedError("gone")), Client(loses=CancelledError())]
)
def test_tasks_of_a_broken_connection_run_on_the_next(first: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    clients = iter([first, Client()])

    @contextmanager
    def connection(self: Cluster, plugin: Any) -> Iterator[Client]:
        yield next(clients)

    monkeypatch.setattr(Cluster, "_connection", connection)
    tasks = iter([Task(number, lambda n: n * n, (number,)) for number in range(20)])
    cluster = Cluster.__new__(Cluster)
    assert dict(cluster._run(tasks, None)) == {n: n * n for n in range(20)}
