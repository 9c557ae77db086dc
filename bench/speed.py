"""Reports per second and peak memory of ``catena read`` on a folder of reports.

python bench/speed.py [FOLDER] [--reader rules|trained]     (default: the clusters of ../shared/reading)
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def main() -> int:
    """Run the command as a person would and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/reading"))
    parser.add_argument("--reader", default="both", choices=("rules", "trained", "both"))
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(f"skipped: no folder {options.folder}")
        return 0
    reports = sum(1 for p in options.folder.rglob("*.txt"))
    words = sum(len(p.read_text(encoding="utf8", errors="replace").split()) for p in options.folder.rglob("*.txt"))
    for reader in ("rules", "trained") if options.reader == "both" else (options.reader,):
        with tempfile.TemporaryDirectory() as place:
            began = time.perf_counter()
            command = [sys.executable, "-m", "catena.cli", "read", str(options.folder), "--case", f"{place}/b.catena"]
            subprocess.run([*command, "--reader", reader, "--quiet"], check=False, stderr=subprocess.DEVNULL)
            took = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        rate = f"{reports / took:.1f} reports a second, peak {peak:.0f} MB"
        print(f"{reader}: {reports} reports, {words} words in {took:.1f} s: {rate}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
