"""How cost grows with the number of reports: time, memory of each process, disk a report.

    python bench/scale.py [--counts 100,1000,10000] [--reader rules|trained|both] [--workers 2] [--runs 3]
    python bench/scale.py --engine dask --workers 1,3       the speed-up of a cluster of processes over loopback

Every run is the command as a person calls it, on reports made by ``bench/reports.py``, into a new case. Wall time
depends on what else the machine does, so the CPU seconds of all processes together stand beside it. Reading and what
follows it (linking, weighing, keeping) are told apart, since only the first grows in proportion.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reports import write_reports

LOOK_S = 1.0
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(slots=True)
class Run:
    """One run of the command: seconds of wall and CPU, before and after the last document was read; peaks in MB."""

    reports: int
    wall_s: float = 0.0
    cpu_s: float = 0.0
    read_wall_s: float = 0.0
    peak_mb: float = 0.0
    client_mb: float = 0.0
    worker_mb: float = 0.0
    client_cpu_s: float = 0.0
    disk_bytes: int = 0
    _done: threading.Event = field(default_factory=threading.Event)


def main() -> int:
    """Measure every count and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--counts", default="100,1000")
    parser.add_argument("--reader", default="both", choices=("rules", "trained", "both"))
    parser.add_argument("--workers", default="2")
    parser.add_argument("--engine", default="local", choices=("local", "dask"))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", type=Path, help="also keep the figures here")
    options = parser.parse_args()
    readers = ("rules", "trained") if options.reader == "both" else (options.reader,)
    kept = []
    for count in map(int, options.counts.split(",")):
        with tempfile.TemporaryDirectory() as place:
            folder = write_reports(Path(place) / "reports", count)
            for reader in readers:
                for workers in map(int, options.workers.split(",")):
                    arguments = ["--reader", reader, "--engine", options.engine, "--workers", str(workers)]
                    runs = [measure(folder, count, Path(place) / f"{n}.catena", arguments) for n in range(options.runs)]
                    title = f"{reader}, {options.engine}, {workers} workers"
                    print(f"{title}: {line(runs)}", flush=True)
                    kept.append({"title": title, "reports": count, "runs": [plain(run) for run in runs]})
    if options.json is not None:
        options.json.write_text(json.dumps(kept, indent=1), encoding="utf8")
    return 0


def measure(folder: Path, count: int, case: Path, arguments: Sequence[str]) -> Run:
    """Run the command once, watching it and its processes."""
    run = Run(count)
    command = [sys.executable, "-m", "catena.cli", "read", str(folder), "--case", str(case), "--quiet", *arguments]
    before, began = os.times(), time.monotonic()
    process = subprocess.Popen(command)
    watch = threading.Thread(target=_watch, args=(process.pid, case, run, began))
    watch.start()
    status = process.wait()
    run.wall_s = time.monotonic() - began
    after = os.times()
    run.cpu_s = after.children_user + after.children_system - before.children_user - before.children_system
    run._done.set()
    watch.join()
    if status:
        raise SystemExit(f"the command ended with status {status}")
    run.disk_bytes = sum(path.stat().st_size for path in case.parent.glob(f"{case.name}*"))
    for path in case.parent.glob(f"{case.name}*"):
        path.unlink()
    return run


def _watch(pid: int, case: Path, run: Run, began: float) -> None:
    """Look at the memory of the process and its children; proportional shares, so that shared pages count once."""
    while not run._done.wait(LOOK_S):
        sizes = {process: _proportional_mb(process) for process in _family(pid)}
        if not sizes:
            continue
        run.client_cpu_s = max(run.client_cpu_s, _cpu_s(pid))
        run.peak_mb = max(run.peak_mb, sum(sizes.values()))
        run.client_mb = max(run.client_mb, sizes.get(pid, 0.0))
        children = [size for process, size in sizes.items() if process != pid]
        run.worker_mb = max([run.worker_mb, *children])
        if len(children) > 1 or not run.read_wall_s:
            run.read_wall_s = time.monotonic() - began


def _family(pid: int) -> Iterator[int]:
    yield pid
    for thread in Path(f"/proc/{pid}/task").glob("*/children"):  # a child belongs to the thread that started it
        try:
            children = thread.read_text().split()
        except OSError:
            continue
        for child in children:
            yield from _family(int(child))


def _cpu_s(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _proportional_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def line(runs: Sequence[Run]) -> str:
    """Give the medians, with the least and the most of the rates."""
    reports = runs[0].reports
    wall, cpu = ([getattr(run, name) for run in runs] for name in ("wall_s", "cpu_s"))
    per_cpu = reports / statistics.median(cpu)
    return (
        f"{reports} reports: {reports / statistics.median(wall):.1f} a second of wall "
        f"({reports / max(wall):.1f}–{reports / min(wall):.1f}), {per_cpu:.1f} a CPU second "
        f"({reports / max(cpu):.1f}–{reports / min(cpu):.1f}), {1000 / per_cpu:.0f} CPU ms a report, "
        f"{1000 * statistics.median(r.client_cpu_s for r in runs) / reports:.0f} of it in the client; "
        f"peak {statistics.median(r.peak_mb for r in runs):.0f} MB in all, "
        f"{statistics.median(r.client_mb for r in runs):.0f} MB client, "
        f"{statistics.median(r.worker_mb for r in runs):.0f} MB the largest worker; "
        f"{runs[0].disk_bytes / reports / 1000:.1f} kB of disk a report"
    )


def plain(run: Run) -> dict[str, float]:
    """Give a run's figures under their names."""
    names = ("wall_s", "cpu_s", "read_wall_s", "peak_mb", "client_mb", "worker_mb", "client_cpu_s", "disk_bytes")
    return {name: getattr(run, name) for name in names}


if __name__ == "__main__":
    sys.exit(main())
