"""How long the pages of a large case take on the server, the first time that each is asked for and after.

    python bench/web.py [--incidents 100000] [--case FILE] [--chromium]

The case is generated (two reports an incident, one toll in three disputed) unless ``--case`` names one that an earlier
run made. Each kind of page is asked for in several states that nobody asked for before, then again. ``--chromium`` also
times the map in a browser until its marks stand. The run fails where a page's first answer takes longer than the limit.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fastapi.testclient import TestClient

from catena.web.app import create_app
from web_case import make_case

LIMIT_S, MAP_LIMIT_S = 0.3, 2.0
ORIGIN = "http://127.0.0.1"
# Ten states of each kind of page; none of them is asked for twice before the second round.
PAGES: dict[str, tuple[str, ...]] = {
    "incidents, unfiltered": ("/incidents", *(f"/incidents?sort={o}" for o in ("date", "-killed", "-documents", "place", "type")),
                              *(f"/incidents?page={n}" for n in (2, 50, 700, 1999))),
    "incidents, filtered": (*(f"/incidents?country={c}&disputed=killed&sort=-killed" for c in ("CO", "ML", "SY", "MM", "UA")),
                            *(f"/incidents?outlet=Outlet+{n}&from=2016-0{n}" for n in range(1, 6))),
    "incidents, words": tuple(f"/incidents?q=town+{n}" for n in range(10)),
    "one incident": tuple(f"/incidents/i{n:06}" for n in range(0, 50, 5)),
    "timeline": ("/timeline", *(f"/timeline?country={c}" for c in ("CO", "ML", "SY", "MM")), *(
        f"/timeline?from={y}&to={y}" for y in range(2014, 2019))),
    "map": ("/map", *(f"/map?country={c}" for c in ("CO", "ML", "SY", "MM")), *(f"/map?from={y}" for y in range(2014, 2019))),
    "map marks, world": tuple(f"/api/v1/map?zoom={z}" for z in range(1, 11)),
    "map marks, window": tuple(f"/api/v1/map?zoom={6 + n % 4}&box={n},{n},{n + 20},{n + 15}" for n in range(10)),
    "actors": ("/actors", *(f"/actors?page={n}" for n in range(2, 6)), *(f"/actors?q=front+{n}" for n in range(5))),
    "one actor": tuple(f"/actors/a{n:03}" for n in range(10)),
    "sources": ("/sources", *(f"/sources?page={n}" for n in range(2, 11))),
    "documents": ("/documents", *(f"/documents?page={n}" for n in (2, 30, 900)),
                  *(f"/documents?outlet=Outlet+{n}" for n in range(3)), *(f"/documents?q=town+{n}" for n in range(3))),
    "one document": tuple(f"/documents/d{n:06}" for n in range(0, 100, 10)),
    "review": ("/review", *(f"/review?at={n}" for n in (2, 500, 9000)), *(f"/review?kind={k}" for k in ("join", "dispute")),
               *(f"/review?kind=join&at={n}" for n in range(2, 6))),
    "search": tuple(f"/search?q=town+{n}" for n in range(5)) + tuple(f"/search?q=officer+{n}" for n in range(5)),
    "journal": ("/journal",) * 10,
    "progress": ("/progress",) * 10,
    "API: incidents": tuple(f"/api/v1/incidents?page={n}" for n in range(1, 11)),
    "API: questions": tuple(f"/api/v1/questions?page={n}" for n in range(1, 11)),
    "API: timeline, actors, places": ("/api/v1/timeline", "/api/v1/timeline?country=CO", "/api/v1/actors", "/api/v1/places",
                                      "/api/v1/judgements", "/api/v1/statements", "/api/v1/copies", "/api/v1/sources",
                                      "/api/v1/documents", "/api/v1/decisions"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """The times of one kind of page, in seconds: of each first answer, of each second, and of the processor for the first."""

    name: str
    first: tuple[float, ...]
    second: tuple[float, ...]
    processor: tuple[float, ...]


def main() -> int:
    """Make the case, measure, print a table and compare with the limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--case", type=Path, default=None)
    parser.add_argument("--chromium", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="catena-bench-") as folder:
        case = options.case or Path(folder) / "large.catena"
        if not case.exists():
            make_case(case, options.incidents)
        late = _report(list(_measure(case)))
        if options.chromium:
            late += _measure_map(case)
    return 1 if late else 0


def _measure(case: Path) -> Iterator[Measure]:
    app = create_app(case)
    begun, processor = time.perf_counter(), time.process_time()
    app.state.shelf.index()
    took, worked = time.perf_counter() - begun, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"indexed in {took:.1f} s ({worked:.1f} s of the processor); {peak:.0f} MB of memory")
    with TestClient(app, base_url=ORIGIN) as client:
        client.get("/static/catena.css")
        for name, paths in PAGES.items():
            first = [_ask(client, path) for path in paths]
            second = [_ask(client, path) for path in paths]
            wall, worked_for = zip(*first, strict=True)
            yield Measure(name, wall, tuple(took for took, _ in second), worked_for)


def _ask(client: TestClient, path: str) -> tuple[float, float]:
    begun, processor = time.perf_counter(), time.process_time()
    answer = client.get(path)
    took = time.perf_counter() - begun, time.process_time() - processor
    if answer.status_code != 200:
        raise SystemExit(f"{path}: {answer.status_code}")
    return took


def _report(measures: list[Measure]) -> int:
    late = 0
    print(f"{'(ms)':30} {'first':>7} {'fastest':>8} {'slowest':>8} {'processor':>9} {'again':>7}")
    for each in measures:
        slowest = max(each.first)
        late += slowest > LIMIT_S
        shown = (statistics.median(each.first), min(each.first), slowest, statistics.median(each.processor))
        columns = zip((*shown, statistics.median(each.second)), (7, 8, 8, 9, 7), strict=True)
        figures = " ".join(f"{1000 * seconds:{width}.0f}" for seconds, width in columns)
        print(f"{each.name:30} {figures}{'  over the limit' if slowest > LIMIT_S else ''}")
    return late


def _measure_map(case: Path) -> int:
    import uvicorn
    from playwright.sync_api import sync_playwright

    app = create_app(case)
    app.state.shelf.index()
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    times = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for _ in range(7):
            page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()  # nothing is cached
            begun = time.perf_counter()
            page.goto(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/map")
            page.wait_for_selector("#map[data-marks]")
            times.append(time.perf_counter() - begun)
        browser.close()
    server.should_exit = True
    thread.join(10)
    shown = ", ".join(f"{each:.2f}" for each in sorted(times))
    print(f"map in Chromium until its marks stand: median {statistics.median(times):.2f} s of {shown}")
    return int(statistics.median(times) > MAP_LIMIT_S)


if __name__ == "__main__":
    sys.exit(main())
