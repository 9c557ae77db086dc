"""Count in how many reports each word stands: how rare the words are that two reports share.

    python train/rarity.py ../shared        writes src/catena/knowledge/word_rarity.tsv.gz

A fixed table, and not the counts of the case at hand: so what is thought of two events depends on them alone, and a
report that is added changes no judgement between two others. Each collection counts with at most ``MOST`` reports.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from catena.text.stems import stems

MOST = 1500
SEEN_MIN = 4
TARGET = Path(__file__).parent.parent / "src/catena/knowledge/word_rarity.tsv.gz"


def main() -> None:
    """Count, and write stem and count in the order of the stems; the first line gives the number of reports."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path)
    corpora = parser.parse_args().shared / "corpora"
    counts: Counter[str] = Counter()
    reports = 0
    for text in texts(corpora):
        counts.update(set(stems(text)))
        reports += 1
    rows = [f"{word}\t{n}" for word, n in sorted(counts.items()) if n >= SEEN_MIN]
    data = "\n".join([f"\t{reports}", *rows, ""]).encode()
    TARGET.write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{reports} reports, {len(rows)} stems, {TARGET.stat().st_size // 1024} kB")


def texts(corpora: Path) -> Iterator[str]:
    """Give the training reports of several collections, none of which outweighs the others."""
    for path, field in (
        ("gva/reports_train.jsonl.gz", "content"),
        ("muc4/templates_train.jsonl.gz", "doctext"),
        ("satp/train.jsonl.gz", "text"),
    ):
        with gzip.open(corpora / path, "rt", encoding="utf8") as lines:
            for line in islice(lines, MOST):
                yield str(json.loads(line).get(field) or "")
    with gzip.open(corpora / "hrdsattack/train.jsonl.gz", "rt", encoding="utf8") as lines:
        for line in lines:
            yield re.sub(r"<[^>]*>", " ", json.loads(line)["sample"]["Input.article_interface"])
    for path, ending in (("polnear/train_dev.tar.gz", ".txt"), ("ecbplus/topics_1-35.tar.gz", ".xml")):
        yield from islice(_members(corpora / path, ending), MOST)


def _members(path: Path, ending: str) -> Iterator[str]:
    with tarfile.open(path) as archive:
        for member in sorted(archive.getmembers(), key=lambda m: m.name):
            if member.name.endswith(ending) and (file := archive.extractfile(member)) is not None:
                yield re.sub(r"<[^>]*>", " ", file.read().decode("utf8", "replace"))


if __name__ == "__main__":
    main()
