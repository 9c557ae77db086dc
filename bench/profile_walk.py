"""Where the time of one whole walk goes: collect, read (the encoder apart), resolve, link, weigh, store.

    python bench/profile_walk.py [FOLDER] [--reader rules|trained] [--runs 3]     (default: the clusters of ../shared/reading)

Times are CPU seconds of one process without workers, each step without what it calls of another; the median of some
runs, with the least and the most. The ratio at the end is of the whole walk to the encoder alone.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

from catena.read.encoder import Encoder
from catena.read.rules.reader import RulesReader
from catena.read.trained import TrainedReader
from catena.review.case_file import decide_case
from catena.run import reading, steps, work
from catena.run.engines import Here
from catena.run.knowledge import open_knowledge
from catena.run.work import Setup, Worker
from catena.store import Case, open_case
from catena.store.sql_case import SqlCase

# What belongs to which step: where a function is looked up, its name.
STEPS: dict[str, tuple[tuple[Any, str], ...]] = {
    "collect": ((reading, "pieces_of"), (work, "collect_stream"), (work, "assemble")),
    "encode": ((Encoder, "read_document"), (Encoder, "read")),
    "read": ((RulesReader, "read"), (TrainedReader, "read")),
    "resolve": ((steps, "date_document"), (steps, "resolve_reading")),
    "link in one report": ((steps, "join_tellings"), (steps, "inherit"), (steps, "attach_statements")),
    "reprints": ((steps, "find_copies"),),
    "link actors": ((steps, "group_actors"),),
    "link events": ((steps, "judge_events"), (steps, "cluster")),
    "weigh": ((steps, "weigh"),),
    "store": tuple(
        (SqlCase, name)
        for name in ("add_document", "add_reading", "reading", "documents", "readings", "save_file", "fingerprint",
                     "save_beside")
    ),
}  # fmt: skip
REST = "the rest"


@dataclass(slots=True)
class Watch:
    """CPU seconds by step; a step that calls another stops while the other runs."""

    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    _open: list[str] = field(default_factory=lambda: [REST])
    _since: float = field(default_factory=time.process_time)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count what runs inside to a step."""
        self._turn()
        self._open.append(name)
        try:
            yield
        finally:
            self._turn()
            self._open.pop()

    def _turn(self) -> None:
        now = time.process_time()
        self.seconds[self._open[-1]] += now - self._since
        self._since = now

    def timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Give a function that counts its own time to a step, an iterator's too."""

        def run(*arguments: Any, **options: Any) -> Any:
            with self.step(name):
                result = function(*arguments, **options)
            return self.walked(name, result) if isinstance(result, Iterator) else result

        return run

    def walked(self, name: str, items: Iterable[Any]) -> Iterator[Any]:
        """Walk some items and count the making of each to a step."""
        waiting = iter(items)
        while True:
            with self.step(name):
                item = next(waiting, _END)
            if item is _END:
                return
            yield item


_END = object()


def main() -> int:
    """Walk the folder some times and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/reading"))
    parser.add_argument("--reader", default="trained", choices=("rules", "trained"))
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(f"skipped: no folder {options.folder}")
        return 0
    runs = []
    for _ in range(options.runs):
        seconds, reports = walk(options.folder, options.reader)
        runs.append(seconds)
    print(f"{options.reader}: {reports} reports, {options.runs} runs, CPU seconds (median, least–most)")
    for line in table(runs, reports):
        print(line)
    return 0


def walk(folder: Path, reader: str) -> tuple[dict[str, float], int]:
    """Read a folder into a new case in this process; give the CPU seconds by step and the number of reports."""
    knowledge = open_knowledge(reader)
    with tempfile.TemporaryDirectory() as place, ExitStack() as patches, open_case(f"{place}/p.catena") as case:
        watch = Watch()
        for step, functions in STEPS.items():
            for owner, name in functions:
                if hasattr(owner, name):
                    patches.enter_context(patch.object(owner, name, watch.timed(step, getattr(owner, name))))

        def finish(opened: Case) -> Any:
            return decide_case(opened, reader, reading.assembler(knowledge)).file

        outcome = reading.read_paths([folder], case, Here(Worker(Setup(reader), knowledge)), finish)
        with watch.step(REST):
            pass
    return dict(watch.seconds), outcome.read


def table(runs: list[dict[str, float]], reports: int) -> Iterator[str]:
    """Give a line a step: seconds, their spread, share of the whole, milliseconds a report."""
    names = [name for name in (*STEPS, REST) if any(name in run for run in runs)]
    whole = statistics.median(sum(run.values()) for run in runs)
    for name in names:
        times = sorted(run.get(name, 0.0) for run in runs)
        middle = statistics.median(times)
        spread = f"{times[0]:.2f}–{times[-1]:.2f}"
        yield f"  {name:<20} {middle:7.2f}  ({spread})  {middle / whole:6.1%}  {1000 * middle / reports:7.1f} ms a report"
    yield f"  {'the whole':<20} {whole:7.2f}  {reports / whole:.1f} reports a CPU second"
    encoder = statistics.median(run.get("encode", 0.0) for run in runs)
    if encoder:
        yield f"  the whole is {whole / encoder:.2f} times the encoder alone"


if __name__ == "__main__":
    sys.exit(main())
