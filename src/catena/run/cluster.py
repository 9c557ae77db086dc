"""``--engine dask``: the same steps on a Dask cluster, its own on this machine or the one that people already have.

The scheduler spreads the work and hands it out again when a worker dies. What is left to do here: never more on the way
than the workers can use, a cluster that goes away and comes back, and a document that no worker survives.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import uuid4

from distributed import Client, Future, LocalCluster, WorkerPlugin, get_worker
from distributed.comm.core import CommClosedError
from distributed.scheduler import KilledWorker

from catena import __version__
from catena.collect import Refused
from catena.errors import CatenaError, UsageError
from catena.link.pair import Linkable
from catena.model import Judgement
from catena.run.engines import GROUP_PIECES, NOTHING, WAITING_GROUPS, Results
from catena.run.judging import Pairs, in_chunks, judge_here
from catena.run.pieces import Piece, in_groups, name_of
from catena.run.work import Setup, Worker

CONNECT_S = 5.0
# How long a scheduler may be away, and workers after it: a pod or a job that is started anew takes a minute or two.
AWAY_S_MAX = 300.0
LOOK_S = 0.02
COUNT_S = 1.0


@dataclass(frozen=True, slots=True)
class Task:
    """One call on its way: its number, the function, and what it is given."""

    number: int
    function: Callable[..., Any]
    given: tuple[Any, ...]


@dataclass(slots=True)
class Cluster:
    """Reads and judges on the workers of one scheduler; None starts one here, of so many workers."""

    setup: Setup
    scheduler: str | None = None
    workers: int | None = None
    _own: LocalCluster | None = field(default=None, init=False)

    def read(self, pieces: Iterable[Piece], known: frozenset[str] = NOTHING) -> Iterator[Results]:
        """Read in groups, in whatever order they come back; a worker loads what it must know once."""
        groups = in_groups(pieces, GROUP_PIECES)
        plugin = ReaderPlugin(replace(self.setup, known=known))
        tasks = (Task(number, _read, (plugin.name, group)) for number, group in enumerate(groups))
        yield from (results for _, results in self._run(tasks, plugin))

    def judge(self, items: Sequence[Linkable], pairs: Pairs) -> list[Judgement]:
        """Judge the pairs chunk by chunk, each with the events that it needs; in the order of the pairs."""
        tasks = (Task(number, judge_here, chunk) for number, chunk in enumerate(in_chunks(items, pairs)))
        parts = dict(self._run(tasks, None))
        return [judgement for number in sorted(parts) for judgement in parts[number]]

    def close(self) -> None:
        """End the workers that were started here; those of a scheduler of its own go on."""
        if self._own is not None:
            self._own.close()
            self._own = None

    def _run(self, tasks: Iterator[Task], plugin: ReaderPlugin | None) -> Iterator[tuple[int, Any]]:
        """Run every task, through any number of connections; a task that was on its way when one broke runs again."""
        again: list[Task] = []
        while True:
            going: dict[Future[Any], Task] = {}
            # A scheduler that comes back may leave one call on the old connection to fail.
            with suppress(CommClosedError, CancelledError), self._connection(plugin) as client:
                if (yield from _stream(client, tasks, again, going)):
                    return
            again.extend(going.values())
            time.sleep(LOOK_S)

    @contextmanager
    def _connection(self, plugin: ReaderPlugin | None) -> Iterator[Client]:
        address = self._address()
        until = time.monotonic() + AWAY_S_MAX
        with ExitStack() as stack:
            client = stack.enter_context(_connect(address, until))
            try:
                client.wait_for_workers(1, timeout=max(1.0, until - time.monotonic()))
            except TimeoutError:
                raise CatenaError(
                    f"the scheduler at {address} has no worker; start some: dask worker {address}"
                ) from None
            if plugin is not None:
                client.register_plugin(plugin, name=plugin.name)
            yield client
            if plugin is not None and client.status == "running":
                client.unregister_worker_plugin(plugin.name)

    def _address(self) -> str:
        if self.scheduler is not None:
            return self.scheduler
        if self._own is None:
            self._own = LocalCluster(
                n_workers=self.workers, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
            )
        return str(self._own.scheduler_address)


def _connect(address: str, until: float) -> Client:
    while True:
        try:
            return Client(address, timeout=CONNECT_S, set_as_default=False)
        except (OSError, TimeoutError) as error:
            if time.monotonic() > until:
                raise CatenaError(
                    f"no Dask scheduler answers at {address} ({error}); what was read is kept, reading again goes on"
                ) from None
            time.sleep(COUNT_S)
        except ValueError as error:
            raise UsageError(f"{address!r} is no address of a scheduler, such as tcp://host:8786: {error}") from None


def _stream(
    client: Client, tasks: Iterator[Task], again: list[Task], going: dict[Future[Any], Task]
) -> Generator[tuple[int, Any], None, bool]:
    """Keep the workers busy until the tasks end (True), or the connection does; what is then on its way is ``going``."""
    counted, most = 0.0, 0
    while True:
        if time.monotonic() - counted > COUNT_S and client.status == "running":
            most = WAITING_GROUPS * max(1, sum(client.nthreads().values()))
            counted = time.monotonic()
        while len(going) < most and (task := again.pop() if again else next(tasks, None)) is not None:
            # A key of its own: what is read must not be taken for what was read before.
            key = f"catena-{task.function.__name__.strip('_')}-{uuid4().hex}"
            going[client.submit(task.function, *task.given, key=key, pure=False)] = task
        if client.status != "running":
            return False
        if not going:
            return True
        done = [future for future in going if future.done()]
        if any(future.status in ("cancelled", "lost") for future in done):
            return False
        for future in done:
            taken = list(_taken(future, going[future], again))
            del going[future]
            yield from taken
        if not done:
            time.sleep(LOOK_S)


def _taken(future: Future[Any], task: Task, again: list[Task]) -> Iterator[tuple[int, Any]]:
    """Take one result; pieces that no worker survived are tried one by one, then refused."""
    if future.status == "finished":
        yield task.number, future.result()
        future.release()
        return
    if future.status != "error":
        raise CommClosedError("the scheduler went away while a result was asked for")
    fault = future.exception()
    if not isinstance(fault, KilledWorker) or task.function is not _read:
        raise fault if isinstance(fault, CatenaError) else CatenaError(f"a worker failed: {fault!r}")
    plugin, pieces = task.given
    if len(pieces) > 1:
        again.extend(Task(task.number, _read, (plugin, (piece,))) for piece in pieces)
    else:
        reason = "ended every worker that read it: out of memory, or damaged"
        yield task.number, (Refused(name_of(pieces[0]), reason),)


class ReaderPlugin(WorkerPlugin):
    """What a worker loads once, when it joins or when reading begins."""

    def __init__(self, setup: Setup) -> None:
        self.name = f"catena {uuid4().hex[:8]}"
        self.read_with = setup
        self.version = __version__
        self.reader: Worker | None = None

    def setup(self, worker: Any) -> None:
        """Load the knowledge in the worker; one of another version would not give the same bytes."""
        if self.version != __version__:
            raise UsageError(f"{worker.address} runs catena {__version__}, this machine {self.version}")
        self.reader = Worker.open(self.read_with)


def _read(plugin: str, pieces: Sequence[Piece]) -> Results:
    loaded = get_worker().plugins[plugin]
    assert isinstance(loaded, ReaderPlugin) and loaded.reader is not None
    return loaded.reader.read(pieces)
