"""All scoreboards, one after another (``make bench``); each says plainly where its material is absent."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BOARDS = (
    "quality.py",
    "link.py",
    "growth.py",
    "speed.py",
    "times.py",
    "places.py",
    "names.py",
    "name_pairs.py",
    "heads.py",
)


def main() -> int:
    """Run every board; 1 where any floor is broken."""
    here = Path(__file__).parent
    status = 0
    for board in BOARDS:
        print(f"\n=== {board}", flush=True)
        arguments = ["../shared/seeds", "../shared/reading"] if board == "names.py" else []
        if board == "names.py" and not Path("../shared/reading").is_dir():
            print("skipped: no clusters at ../shared/reading")
            continue
        status |= subprocess.run([sys.executable, str(here / board), *arguments], check=False).returncode
    return 1 if status else 0


if __name__ == "__main__":
    sys.exit(main())
