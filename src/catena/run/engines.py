"""Who reads the pieces: this process, or some processes beside it; each gives back what it has read as it comes."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing.connection import wait as wait_for
from typing import Protocol

from catena.collect import Found, Refused
from catena.errors import CatenaError, UsageError
from catena.link.pair import Linkable
from catena.model import Judgement
from catena.run.addresses import Address
from catena.run.judging import Pairs, judge_here
from catena.run.knowledge import check_reader
from catena.run.pieces import Piece, Where, in_groups, name_of, sources_of
from catena.run.work import Result, Setup, Worker

GROUP_PIECES = 4  # pieces handed to a worker at a time: a quarter of a second's work
WAITING_GROUPS = 2  # groups on their way for each worker: one that it reads, one that waits
FEW_BYTES = 100_000  # some 25 reports: two seconds' work, as much as the beginning of two processes
NOTHING: frozenset[str] = frozenset()
ENGINES = ("local", "dask")
Results = tuple[Result, ...]


class Engine(Protocol):
    """Reads pieces and gives the results group by group, in any order; never more on their way than it has use for."""

    @property
    def setup(self) -> Setup:
        """Say which reader reads, and how files are taken apart."""
        ...

    def read(self, pieces: Iterable[Piece], known: frozenset[str] = NOTHING) -> Iterator[Results]:
        """Read every piece; what cannot be read comes as a Refused.

        ``known`` are documents to be passed over where the reader fetches them itself, from an address.
        """
        ...

    def judge(self, items: Sequence[Linkable], pairs: Pairs) -> list[Judgement]:
        """Judge pairs of events (indices into the items), in their order."""
        ...

    def close(self) -> None:
        """End what was started for reading."""
        ...


@dataclass(frozen=True, slots=True)
class Here:
    """Reads in this process."""

    worker: Worker

    @classmethod
    def open(cls, setup: Setup) -> Here:
        """Load what the reader knows into this process."""
        return cls(Worker.open(setup))

    @property
    def setup(self) -> Setup:
        """Say which reader reads."""
        return self.worker.setup

    def read(self, pieces: Iterable[Piece], known: frozenset[str] = NOTHING) -> Iterator[Results]:
        """Read piece by piece."""
        worker = replace(self.worker, setup=replace(self.setup, known=known))
        return (worker.read((piece,)) for piece in pieces)

    def judge(self, items: Sequence[Linkable], pairs: Pairs) -> list[Judgement]:
        """Judge here."""
        return judge_here(items, pairs)

    def close(self) -> None:
        """Do nothing: no process was started."""


@dataclass(frozen=True, slots=True)
class Processes:
    """Reads in some processes, each with its own weights and a gazetteer whose pages they share.

    A piece that ends its process is given a process for itself alone; if it ends that too, it is refused.
    """

    setup: Setup
    count: int

    def read(self, pieces: Iterable[Piece], known: frozenset[str] = NOTHING) -> Iterator[Results]:
        """Read in groups; at most ``WAITING_GROUPS`` a process are on their way."""
        setup = replace(self.setup, known=known)
        groups = in_groups(pieces, GROUP_PIECES)
        while True:
            suspects: list[Sequence[Piece]] = []
            with _pool(setup, self.count) as pool:
                yield from _stream(pool, groups, self.count * WAITING_GROUPS, suspects)
            if not suspects:
                return
            yield from self._one_by_one([piece for group in suspects for piece in group])

    def judge(self, items: Sequence[Linkable], pairs: Pairs) -> list[Judgement]:
        """Judge here: a pair is judged sooner than it is sent to another process."""
        return judge_here(items, pairs)

    def close(self) -> None:
        """Do nothing: the processes end with the reading."""

    def _one_by_one(self, suspects: Sequence[Piece]) -> Iterator[Results]:
        waiting = list(reversed(suspects))
        while waiting:
            with _pool(self.setup, 1) as pool:
                try:
                    while waiting:
                        yield pool.submit(_read, (waiting[-1],)).result()
                        waiting.pop()
                except BrokenProcessPool:
                    name = name_of(waiting.pop())
                    yield (Refused(name, "ended the process that read it, twice: out of memory, or damaged"),)


def open_engine(
    name: str, setup: Setup, paths: Sequence[Where], *, workers: int | None = None, scheduler: str | None = None
) -> Engine:
    """Give the engine of a name; raises UsageError for an unknown one, or one that is not installed.

    ``workers`` are processes of this machine, by default one a core; ``scheduler`` is that of a Dask cluster.
    """
    check_reader(setup.reader)
    if name not in ENGINES:
        raise UsageError(f"no engine named {name!r}; known: {', '.join(ENGINES)}")
    if name == "local":
        if scheduler is not None:
            raise UsageError("a scheduler is Dask's: add --engine dask")
        return _open_local(setup, paths, workers)
    try:
        from catena.run.cluster import Cluster
    except ImportError as error:
        needed = error.name or "distributed"
        raise UsageError(f"--engine dask needs {needed}, not installed: pip install 'catena[cluster]'") from None
    return Cluster(setup, scheduler, workers)


def _open_local(setup: Setup, paths: Sequence[Where], workers: int | None) -> Engine:
    """A few reports are read here, sooner than a process begins."""
    count = workers or (1 if _are_few(paths) else _cores())
    return Here.open(setup) if count == 1 else Processes(setup, count)


def _cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _are_few(paths: Sequence[Where]) -> bool:
    total = 0
    for source in sources_of(paths):
        total += source.path.stat().st_size if isinstance(source, Found) else FEW_BYTES * isinstance(source, Address)
        if total > FEW_BYTES:
            return False
    return True


def _pool(setup: Setup, count: int) -> ProcessPoolExecutor:
    """Start processes that share nothing but files; raises what is wrong with the installation, if anything is."""
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin, initargs=(setup,))
    try:
        pool.submit(os.getpid).result()
    except BrokenProcessPool:
        pool.shutdown(wait=False)
        Worker.open(setup)
        raise CatenaError("no worker process stays alive; try --workers 1, or give the machine more memory") from None
    return pool


def _stream(
    pool: ProcessPoolExecutor, groups: Iterator[Sequence[Piece]], most: int, suspects: list[Sequence[Piece]]
) -> Iterator[Results]:
    """Keep the pool busy until the groups end; where it breaks, name the groups that were on their way."""
    going: dict[Future[Results], Sequence[Piece]] = {}
    try:
        while True:
            while len(going) < most and (group := next(groups, None)) is not None:
                suspects.append(group)  # until it is on its way: a broken pool takes nothing
                going[pool.submit(_read, group)] = suspects.pop()
            if not going:
                return
            done, _ = wait(going, return_when=FIRST_COMPLETED)
            for future in done:
                results = future.result()
                del going[future]
                yield results
    except BrokenProcessPool:
        suspects.extend(going.values())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


# One process reads with one worker, loaded when the process begins.
_worker: list[Worker] = []


def _begin(setup: Setup) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent says when to stop
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _worker.append(Worker.open(setup))


def _end_with_parent() -> None:
    """Leave when the parent is gone, however suddenly."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _read(pieces: Sequence[Piece]) -> Results:
    return _worker[0].read(pieces)
