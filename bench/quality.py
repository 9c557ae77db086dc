"""The quality of reading on annotated clusters: both readers side by side, by slice, against pinned floors.

    python bench/quality.py [--shared ../shared] [--reader rules|trained|both] [--weights FOLDER]

Needs the scorer and the clusters beside the repository (``../shared``); without them it says so and ends. The floors
are those of ``bench/floors.yaml``, pinned to a hash of the clusters: a lower figure is exit status 1. ``--weights`` may
hold ``{fold}``: then each cluster is read with the weights that have not seen it (``train/train.py --folds``).
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import sys
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

from catena.collect import Refused, collect, find_sources, read_bytes
from catena.export.contract import to_json
from catena.run.knowledge import Knowledge, open_knowledge
from catena.run.steps import assemble, read_document

FOLDS = 4
FLOORS = Path(__file__).parent / "floors.yaml"
Groups = Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Row:
    """One cluster's figures."""

    cluster: str
    groups: Groups
    reading: float


def main() -> int:
    """Score both readers and print the table; 1 where a figure is below its floor."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--reader", default="both", choices=("rules", "trained", "both"))
    parser.add_argument("--weights", help="the encoder's weights; {fold} stands for the cluster's fold")
    options = parser.parse_args()
    scorer = options.shared / "score" / "score.py"
    if not scorer.is_file():
        print(f"skipped: no scorer at {scorer}")
        return 0
    clusters = [options.shared / "seeds", *sorted(p.parent for p in (options.shared / "reading").glob("*/gold.json"))]
    digest = hash_of(clusters)
    print(f"clusters {len(clusters) - 1} and the seeds, hash {digest}")
    below = 0
    for reader in ("rules", "trained") if options.reader == "both" else (options.reader,):
        rows = list(score_all(clusters, reader, options.weights, load(scorer)))
        figures = print_rows(reader, rows)
        below += sum(not holds for holds in check_floors(reader, figures, digest))
    return 1 if below else 0


def load(path: Path) -> ModuleType:
    """Load the scorer from its file."""
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


def hash_of(clusters: Iterable[Path]) -> str:
    """Hash the reference readings, so that a floor is only compared with what it was set on."""
    digest = hashlib.sha256()
    for cluster in clusters:
        digest.update((cluster / "gold.json").read_bytes())
    return digest.hexdigest()[:12]


def score_all(clusters: Sequence[Path], reader: str, weights: str | None, scorer: ModuleType) -> Iterator[Row]:
    """Read and score every cluster."""
    opened: dict[str | None, Knowledge] = {}
    for cluster in clusters:
        folder = weights.format(fold=zlib.crc32(cluster.name.encode()) % FOLDS) if weights else None
        if folder not in opened:
            opened[folder] = open_knowledge(reader, Path(folder) if folder else None)
        gold = json.loads((cluster / "gold.json").read_text(encoding="utf8"))
        groups, report = scorer.score(gold, read_cluster(cluster, opened[folder]))
        yield Row(cluster.name, groups, report["reading"])


def read_cluster(cluster: Path, knowledge: Knowledge) -> dict[str, Any]:
    """Read one cluster to its incident file."""
    documents, readings = [], []
    has_manifest = (cluster / "manifest.csv").exists()
    for source in find_sources([cluster] if has_manifest else sorted(cluster.glob("*.txt"))):
        if not isinstance(source, Refused):
            document = collect(read_bytes(source.path), source.name, source.given)
            dated, reading = read_document(document, knowledge)
            documents.append(dated)
            readings.append(reading)
    return dict(to_json(assemble(documents, readings, knowledge.actors)))


def print_rows(reader: str, rows: Sequence[Row]) -> dict[str, float]:
    """Print the means by slice and give the figures that have floors."""
    slices = {
        "seeds": [r for r in rows if r.cluster == "seeds"],
        "reading set": [r for r in rows if r.cluster != "seeds"],
        "one conflict": [r for r in rows if r.cluster.startswith("syria")],
        "world": [r for r in rows if r.cluster.startswith("world")],
    }
    names = list(rows[0].groups)
    print(f"\n{reader:12s} {'n':>3s} " + " ".join(f"{n[:9]:>9s}" for n in names) + f" {'reading':>8s}")
    figures = {}
    for name, chosen in slices.items():
        if chosen:
            means = [mean(r.groups[n] for r in chosen) for n in names]
            figures[name] = mean(r.reading for r in chosen)
            print(f"{name:12s} {len(chosen):3d} " + " ".join(f"{m:9.3f}" for m in means) + f" {figures[name]:8.3f}")
    return figures


def mean(values: Iterable[float | None]) -> float:
    """Give the mean of the known values."""
    known = [v for v in values if v is not None]
    return sum(known) / len(known) if known else float("nan")


def check_floors(reader: str, figures: Mapping[str, float], digest: str) -> Iterator[bool]:
    """Compare the figures with the pinned floors; floors set on other clusters are not compared."""
    floors = yaml.safe_load(FLOORS.read_text(encoding="utf8"))
    if floors["clusters"] != digest:
        print("floors not compared: they were set on other clusters")
        return
    for name, floor in floors[reader].items():
        if name in figures:
            holds = figures[name] >= floor
            print(f"floor {name} {floor:.3f}: {'holds' if holds else 'BROKEN'}")
            yield holds


if __name__ == "__main__":
    began = time.perf_counter()
    status = main()
    print(f"{time.perf_counter() - began:.1f} s")
    sys.exit(status)
