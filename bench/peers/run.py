"""Catena's steps beside libraries that do a part of the same: same texts, same machine, one after the other in one run.

    python bench/peers/run.py [--reports 100] [--runs 3] [--only dates,names]

Each peer runs in an environment of its own under ``build/peers``, made here when it is missing. What is compared is
processor seconds of the work alone, without loading; what each does and does not do stands in ``docs/scale.md``.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from reports import make_report  # noqa: E402


@dataclass(frozen=True, slots=True)
class Peer:
    """One job, the package that also does it (with what it needs and does not name), and what is asked of both."""

    job: str
    package: str
    asked: str
    also: tuple[str, ...] = ()


PEERS = (
    Peer("extraction", "trafilatura", "the article of a page of HTML", ("lxml_html_clean",)),
    Peer("near-duplicates", "datasketch", "the pairs of reports that share most of their words"),
    Peer("dates", "dateparser", "the phrases of time in a report, as days"),
    Peer("names", "nomenklatura", "how alike two names of persons are"),
    Peer("reading", "spacy", "sentences, tags and a parse (untrained: its cost, not its answers)"),
)


def main() -> int:
    """Run every job with both and print one line each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default=",".join(peer.job for peer in PEERS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        texts = Path(place) / "texts.json"
        texts.write_text(json.dumps([make_report(n, options.reports) for n in range(options.reports)]))
        for peer in PEERS:
            if peer.job in options.only.split(","):
                print(compare(peer, texts, options.runs), flush=True)
    return 0


def compare(peer: Peer, texts: Path, runs: int) -> str:
    """Give the line of one job: both medians with their spread, and the ratio of the medians."""
    python = environment(peer.package, *peer.also)
    if python is None:
        return f"{peer.job}: {peer.package} could not be installed here; not compared"
    ours, theirs = [], []
    for _ in range(runs):  # by turns, so that both meet the same machine
        ours.append(measure(sys.executable, HERE / "ours.py", peer.job, texts))
        theirs.append(measure(str(python), HERE / "theirs.py", peer.job, texts))
    one, other = (statistics.median(run["cpu_s"] for run in found) for found in (ours, theirs))
    return (
        f"{peer.job} ({peer.asked}; {ours[0]['items']} items): catena {spread(ours)}, found {ours[0]['found']}; "
        f"{peer.package} {theirs[0]['version']} {spread(theirs)}, found {theirs[0]['found']}; "
        f"{peer.package} takes {other / one:.2f} times catena's time"
    )


def spread(runs: list[dict[str, float]]) -> str:
    """Give milliseconds an item: the median, the least and the most."""
    times = sorted(1000 * run["cpu_s"] / run["items"] for run in runs)
    return f"{statistics.median(times):.2f} ms an item ({times[0]:.2f}–{times[-1]:.2f})"


def measure(python: str, script: Path, job: str, texts: Path) -> dict[str, float]:
    """Run one job in a process of its own."""
    done = subprocess.run([python, str(script), job, str(texts)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{script.name} {job}: {done.stderr.strip()[-500:]}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def environment(package: str, *also: str) -> Path | None:
    """Give the Python of a peer's environment; make it where there is none, None where that fails."""
    place = HERE.parent.parent / "build" / "peers" / package
    python = place / "bin" / "python"
    try:
        if not python.is_file():
            subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
        if subprocess.run([str(python), "-c", f"import {package}"], capture_output=True, check=False).returncode:
            subprocess.run([str(python), "-m", "pip", "install", "--quiet", package, *also], check=True)
    except subprocess.CalledProcessError:
        return None
    return python


if __name__ == "__main__":
    sys.exit(main())
