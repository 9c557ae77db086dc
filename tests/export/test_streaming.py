"""Line-based exports hold one incident at a time, however many there are."""

from __future__ import annotations

import importlib.util
import sys
import tracemalloc
from pathlib import Path

import pytest

from catena.export.formats import FORMATS, export
from catena.export.options import Options

BENCH = Path(__file__).parents[2] / "bench" / "export.py"
FEW, MANY = 10, 120
# An incident with its document takes some 4 kB: to hold them all would take 440 kB. What waits for the
# garbage collector takes up to 190 kB.
GROWTH_BYTES_MAX = 250_000


@pytest.fixture(scope="module")
def bench():
    """Load the bench, whose incidents are made when they are asked for."""
    spec = importlib.util.spec_from_file_location("bench_export", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def peak_bytes(bench, name: str, count: int, folder: Path) -> int:
    options = Options(case_hash="sha256:" + "0" * 64)
    tracemalloc.start()
    try:
        export(bench.Generated(count), name, folder / f"out{FORMATS[name].suffix}", options)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "name",
    ["json", "jsonl", "csv", "ucdp-ged", "acled", "gdelt", "ftm", "geojson", "kml", "ics", "timelinejs", "prov"],
)
def test_memory_does_not_grow_with_the_incidents(bench, name, tmp_path):
    assert name in bench.LINE_BASED
    peak_bytes(bench, name, FEW, tmp_path)  # fills the caches of patterns and tables
    grown = peak_bytes(bench, name, MANY, tmp_path) - peak_bytes(bench, name, FEW, tmp_path)
    assert grown < GROWTH_BYTES_MAX
