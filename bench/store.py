"""How fast a large case is, and whether it stays under the limits that people wait for.

    python bench/store.py [--documents 100000] [--evidence 1000000] [--case PLACE] [--verify]

Documents are generated (300 words each), with incidents that quote them. The case is made once (unmeasured but for
its rate), then opened and used as a person would. The run fails where a limit is passed.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from catena.model import (
    Count,
    DateField,
    Document,
    Evidence,
    Incident,
    IncidentFile,
    Mention,
    PlaceField,
    Published,
    Reading,
    ReportedCount,
    Source,
    Toll,
)
from catena.store import Case, Decision, Provenance, open_case

DOCUMENTS_PER_INCIDENT = 5
WORDS = 300
REPEATS = 20
BATCH = 1000
SEED = 7
# Seconds, as the issue that asked for the store set them; the rate is of documents each committed by itself.
LIMITS_S = {"open": 1.0, "one incident's page": 0.05, "search": 0.2, "add one report": 0.3, "add 10,000 reports": 20.0}
VOCABULARY = 4000


@dataclass(frozen=True, slots=True)
class Measure:
    """What was timed: the median and the worst of its repeats, and the median of the processor's share of it."""

    name: str
    median_s: float
    worst_s: float
    processor_s: float


def main() -> int:
    """Make the case, measure, print a table and compare with the limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--evidence", type=int, default=1_000_000)
    parser.add_argument("--case", default=None, help="a path or a postgresql:// address; a temporary file by default")
    parser.add_argument("--verify", action="store_true", help="also time `verify`, which reads everything")
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="catena-bench-"))
    try:
        place = options.case or str(folder / "large.catena")
        _fill(place, options.documents, options.evidence)
        measures = _measure(place, options.documents)
        if options.verify:
            _verify(place)
    finally:
        shutil.rmtree(folder)
    return _report(measures)


def _fill(place: str, documents: int, evidence: int) -> None:
    begun = time.monotonic()
    incidents = max(1, documents // DOCUMENTS_PER_INCIDENT)
    quotes = max(1, evidence // incidents)
    made: list[Incident] = []
    with open_case(place) as case:
        for start in range(0, documents, BATCH):
            with case.transaction():
                for number in range(start, min(start + BATCH, documents)):
                    _add(case, make_document(number))
        for number in range(incidents):
            first = number * DOCUMENTS_PER_INCIDENT
            told_by = [make_document(first + n) for n in range(min(DOCUMENTS_PER_INCIDENT, documents))]
            made.append(_incident(number, told_by, quotes))
        filled = time.monotonic()
        case.save_file(IncidentFile(incidents=tuple(made)))
    size = Path(place).stat().st_size / 1e6 if "://" not in place else float("nan")
    print(f"made {documents:,} documents in {filled - begun:.0f} s; kept {incidents:,} incidents with", end=" ")
    print(f"{incidents * quotes:,} evidences in {time.monotonic() - filled:.0f} s; {size:,.0f} MB")


def _measure(place: str, documents: int) -> list[Measure]:
    chance = random.Random(SEED)
    incidents = max(1, documents // DOCUMENTS_PER_INCIDENT)
    measures = [_timed("open", lambda: open_case(place).close())]
    with open_case(place) as case:

        def page() -> None:
            incident = case.incident(f"i{chance.randrange(incidents):07}")
            for document in incident.documents:
                case.document(document)

        measures.append(_timed("one incident's page", page))
        for words in ("river", f"w{chance.randrange(VOCABULARY)}", f"w{chance.randrange(VOCABULARY)} w17", "nowhere"):
            measures.append(_timed(f"search {words!r}", lambda words=words: case.search(words)))  # type: ignore[misc]
        measures.append(_timed("add one report", _adder(case, documents)))
        measures.append(_timed("one decision", lambda: case.append(_decision())))
        measures.append(_ten_thousand(case, range(2 * documents, 2 * documents + BATCH)))
    return measures


def _ten_thousand(case: Case, numbers: range) -> Measure:
    begun, begun_processor = time.perf_counter(), time.process_time()
    for number in numbers:
        _add(case, make_document(number))
    seconds, processor = time.perf_counter() - begun, time.process_time() - begun_processor
    scale = 10_000 / len(numbers)
    return Measure("add 10,000 reports", seconds * scale, seconds * scale, processor * scale)


def _verify(place: str) -> None:
    begun, begun_processor = time.perf_counter(), time.process_time()
    with open_case(place) as case:
        problems = case.verify()
    seconds, processor = time.perf_counter() - begun, time.process_time() - begun_processor
    print(f"verify: {seconds:.0f} s (processor {processor:.0f} s), {len(problems)} problems")


def _adder(case: Case, documents: int) -> Callable[[], None]:
    numbers: Iterator[int] = iter(range(documents, 2 * documents))

    def add() -> None:
        document = make_document(next(numbers))
        with case.transaction():
            _add(case, document)
            case.save_incidents([_incident(0, [document], DOCUMENTS_PER_INCIDENT)])

    return add


def _timed(name: str, act: Callable[[], object]) -> Measure:
    times, processor = [], []
    for _ in range(REPEATS):
        begun, begun_processor = time.perf_counter(), time.process_time()
        act()
        times.append(time.perf_counter() - begun)
        processor.append(time.process_time() - begun_processor)
    return Measure(name, statistics.median(times), max(times), statistics.median(processor))


def _report(measures: list[Measure]) -> int:
    late = 0
    print(f"{'':24} {'median':>9} {'worst':>9} {'processor':>9} {'limit':>9}   (ms)")
    for measure in measures:
        limit = next((limit for name, limit in LIMITS_S.items() if measure.name.startswith(name)), None)
        late += limit is not None and measure.median_s > limit
        shown = [measure.median_s, measure.worst_s, measure.processor_s, *([] if limit is None else [limit])]
        print(f"{measure.name:24}", *(f"{seconds * 1000:9.1f}" for seconds in shown))
    if late:
        print(f"{late} over the limit", file=sys.stderr)
    return 1 if late else 0


def make_document(number: int) -> Document:
    """Make a report of 300 words, the same for the same number."""
    chance = random.Random(number)
    words = [f"w{int(chance.paretovariate(0.7)) % VOCABULARY}" for _ in range(WORDS)]
    text = f"Report {number}. Gunmen killed {number % 9 + 1} people by the river. " + " ".join(words)
    digest = hashlib.sha256(text.encode()).hexdigest()
    day = Published(f"2021-{number % 12 + 1:02}-{number % 28 + 1:02}", "given", "")
    return Document(digest[:16], f"{number}.txt", digest, "text/plain", "en", text, day, outlet=f"Outlet {number % 50}")


def _add(case: Case, document: Document) -> None:
    case.add_document(document, document.text.encode(), Provenance("bench", "0", "2024-01-01T00:00:00Z", document.name))
    mention = Mention("person", Evidence(document.id, 0, 6, document.text[:6]))
    case.add_reading(Reading(document.id, mentions=(mention,)), "bench")


def _incident(number: int, documents: list[Document], quotes: int) -> Incident:
    counts = []
    for position in range(quotes):
        document = documents[position % len(documents)]
        start = document.text.index("Gunmen")
        evidence = Evidence(document.id, start, start + 30, document.text[start : start + 30])
        value = Count(position, position, "exactly", "people")
        counts.append(ReportedCount(f"v{number}-{position}", value, Source("police", "institution"), (evidence,)))
    return Incident(
        f"i{number:07}", f"Attack {number}", "Violence against civilians", "Attack", "carried out", DateField(),
        PlaceField(), Toll(1, 0, quotes, tuple(counts)), Toll(), Toll(), (), (), (),
        tuple(f"e-{document.id}" for document in documents), tuple(document.id for document in documents), 1,
    )  # fmt: skip


def _decision() -> Decision:
    return Decision("note", ("i0000000",), "Amina", "seen", "2024-01-01T00:00:00Z")


if __name__ == "__main__":
    sys.exit(main())
