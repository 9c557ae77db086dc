"""How linking grows: time per report, judgements per report, memory and quality at 1,000, 10,000 and 100,000 reports.

    python bench/growth.py [--sizes 1000 10000] [--all]

Generated reports with known truth (``growth_cases.py``), linked from their readings; each size runs in a process of its
own, so that its peak memory is its own. Exit status 1 where the time per report grows by more than 1.5 times from the
smallest size to the largest.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from catena.knowledge.gazetteer import Gazetteer
from catena.link.across import block, prepare
from catena.link.cluster import cluster
from catena.run.judging import judge_here
from conll import b_cubed, clusters_of
from growth_cases import make_reports

GROWTH_MAX = 1.5
SIZES = (1000, 10_000)
ALL_SIZES = (1000, 10_000, 100_000)


def main() -> int:
    """Measure every size, print a line each; 1 where the growth is above its bound."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--all", action="store_true", help="up to 100,000 reports (minutes)")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one)))
        return 0
    print(
        f"{'reports':>8s} {'ms/report':>10s} {'judged/report':>14s} {'MB':>6s} {'B3 P':>6s} {'B3 R':>6s} {'B3 F1':>6s}"
    )
    per_report = []
    for size in ALL_SIZES if options.all else options.sizes:
        command = [sys.executable, str(Path(__file__)), "--one", str(size)]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        per_report.append(found["ms"])
        print(
            f"{size:8d} {found['ms']:10.3f} {found['judged']:14.2f} {found['mb']:6.0f} "
            f"{found['p']:6.3f} {found['r']:6.3f} {found['f']:6.3f}",
            flush=True,
        )
    growth = per_report[-1] / per_report[0]
    print(
        f"time per report grows {growth:.2f} times, at most {GROWTH_MAX}: {'holds' if growth <= GROWTH_MAX else 'BROKEN'}"
    )
    return 0 if growth <= GROWTH_MAX else 1


def measure(size: int) -> dict[str, float]:
    """Link so many reports; give CPU milliseconds and judgements per report, peak memory, B³ against the truth."""
    reports = make_reports(size, Gazetteer.open())
    documents, events = [r.document for r in reports], [r.event for r in reports]
    began = time.process_time()
    items = prepare(events, documents)
    pairs = list(block(items))
    groups = cluster(events, judge_here(items, pairs))
    took = time.process_time() - began
    truth = clusters_of({r.event.id: r.incident for r in reports})
    score = b_cubed(truth, [frozenset(group) for group in groups])
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "ms": took * 1000 / size, "judged": len(pairs) / size, "mb": peak,
        "p": score.precision, "r": score.recall, "f": score.f1,
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
