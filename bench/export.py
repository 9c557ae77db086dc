"""How long each line-based export takes, and that its memory stays flat.

    python bench/export.py [--incidents 1000000] [--formats jsonl,csv,…] [--baseline 10000]

Incidents are generated, one document and four reported values each, and never held at once. Every format
runs in a process of its own, once with the baseline count and once with the full one; the run fails where
the peak of memory grew by more than ``GROWTH_MB_MAX``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from catena.export.formats import FORMATS, export
from catena.export.options import Options
from catena.model import (
    Actor,
    Copy,
    Count,
    DateField,
    Document,
    Evidence,
    Incident,
    Judgement,
    Party,
    Place,
    PlaceField,
    Published,
    Reported,
    ReportedCount,
    Source,
    Statement,
    Toll,
    Victim,
    When,
    Where,
)

LINE_BASED = (
    "json",
    "jsonl",
    "csv",
    "ucdp-ged",
    "acled",
    "gdelt",
    "ftm",
    "geojson",
    "kml",
    "ics",
    "timelinejs",
    "prov",
)
INCIDENTS, BASELINE = 1_000_000, 10_000
# What a longer run may take more: the caches of the sort in the acled export (2 × 16 MB), arenas of the allocator.
GROWTH_MB_MAX = 50
FILLER = "Officials gave no further details and an investigation was opened by the district prosecutor. "
FAMILIES = (("Battles", "Armed clash"), ("Violence against civilians", "Attack"), ("Protests", "Peaceful protest"))


@dataclass(frozen=True, slots=True)
class Generated:
    """The contents of a case of ``count`` incidents, each made when it is asked for."""

    count: int

    def documents(self) -> Iterator[Document]:
        """Walk the documents, one an incident."""
        return (self._document(number) for number in range(self.count))

    def incidents(self) -> Iterator[Incident]:
        """Walk the incidents."""
        return (self._incident(number) for number in range(self.count))

    def statements(self) -> Iterator[Statement]:
        """Walk the statements, one in ten incidents."""
        return (self._statement(number) for number in range(0, self.count, 10))

    def actors(self) -> Iterator[Actor]:
        """Walk the hundred actors."""
        return (self._actor(number) for number in range(100))

    def places(self) -> Iterator[Place]:
        """Walk the thousand places."""
        return (self._place(number) for number in range(1000))

    def copies(self) -> Iterator[Copy]:
        """Walk the reprints: there are none."""
        return iter(())

    def judgements(self) -> Iterator[Judgement]:
        """Walk the judgements: there are none."""
        return iter(())

    def document(self, identifier: str) -> Document | None:
        """Make the document of an id."""
        return self._document(int(identifier[1:]))

    def actor(self, identifier: str) -> Actor | None:
        """Make the actor of an id."""
        return self._actor(int(identifier[1:]))

    def _text(self, number: int) -> str:
        return f"Police said {number % 7 + 1} people were killed by group {number % 100} on Monday. {FILLER * 3}"

    def _document(self, number: int) -> Document:
        text = self._text(number)
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        published = Published(self._day(number), "stated", "dateline")
        return Document(f"d{number:07}", f"{number}.txt", sha256, "text/plain", "en", text, published, outlet="Wire")

    def _actor(self, number: int) -> Actor:
        return Actor(f"a{number:02}", f"group {number}", "group", (f"group {number}",))

    def _place(self, number: int) -> Place:
        lat, lon = -60 + number % 120, -170 + number % 340
        return Place(f"p{number:03}", f"Town {number}", "CO", "North", float(lat), float(lon), 5.0)

    def _day(self, number: int) -> str:
        return f"20{number % 20:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"

    def _incident(self, number: int) -> Incident:
        text = self._text(number)
        quote = text[: text.index(".") + 1]
        evidence = (Evidence(f"d{number:07}", 0, len(quote), quote),)
        source, killed = Source("police", "institution", "Wire"), number % 7 + 1
        place = self._place(number % 1000)
        family, sub = FAMILIES[number % 3]
        figure = ReportedCount(f"k{number}", Count(killed, killed, "exactly", "people"), source, evidence)
        return Incident(
            id=f"i{number:07}",
            title=f"{killed} killed in {place.name}",
            event_type=family,
            sub_event_type=sub,
            outcome="carried out",
            date=DateField(self._day(number), (Reported(When("on Monday", self._day(number), ""), source, evidence),)),
            place=PlaceField(place, 2, (Reported(Where(place.name, place, 2, ""), source, evidence),)),
            killed=Toll(killed, killed, killed, (figure,)),
            wounded=Toll(),
            abducted=Toll(),
            victims=(Reported(Victim("people", "killed"), source, evidence),),
            perpetrators=(Reported(Party("group", "accused", "police", f"a{number % 100:02}"), source, evidence),),
            weapons=(),
            events=(f"e{number}",),
            documents=(f"d{number:07}",),
            origins=1,
        )

    def _statement(self, number: int) -> Statement:
        text = self._text(number)
        quote = text[: text.index(".") + 1]
        evidence = Evidence(f"d{number:07}", 0, len(quote), quote)
        return Statement(f"s{number:07}", evidence, Source("police", "institution"), "asserts", f"i{number:07}")


def measure(name: str, count: int) -> dict[str, float]:
    """Export in this process; give seconds of the processor, peak memory in MB and bytes written in MB."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"out{FORMATS[name].suffix}"
        began = time.process_time()
        export(Generated(count), name, path, Options(case_hash="sha256:" + "0" * 64))
        took = time.process_time() - began
        written = sum(each.stat().st_size for each in Path(folder).rglob("*") if each.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": round(took, 1), "peak_mb": round(peak, 1), "written_mb": round(written / 1e6, 1)}


def run_apart(name: str, count: int) -> dict[str, float]:
    """Measure in a new process, so that one format's peak is not another's."""
    command = [sys.executable, __file__, "--one", name, "--incidents", str(count)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def main() -> int:
    """Print a row a format; exit 1 where memory grew."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--incidents", type=int, default=INCIDENTS)
    parser.add_argument("--baseline", type=int, default=BASELINE)
    parser.add_argument("--formats", default=",".join(LINE_BASED))
    parser.add_argument("--one", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(measure(chosen.one, chosen.incidents)))
        return 0
    grown = []
    head = f"{'format':12s} {'incidents':>10s} {'cpu s':>8s} {'per s':>8s}"
    print(f"{head} {'written MB':>10s} {'peak MB':>8s} {'at base':>8s}")
    for name in chosen.formats.split(","):
        small, large = run_apart(name, chosen.baseline), run_apart(name, chosen.incidents)
        speed = chosen.incidents / large["seconds"] if large["seconds"] else 0
        figures = f"{large['written_mb']:10.0f} {large['peak_mb']:8.1f} {small['peak_mb']:8.1f}"
        print(f"{name:12s} {chosen.incidents:10d} {large['seconds']:8.1f} {speed:8.0f} {figures}", flush=True)
        if large["peak_mb"] - small["peak_mb"] > GROWTH_MB_MAX:
            grown.append(name)
    if grown:
        print(f"memory grew by more than {GROWTH_MB_MAX} MB in: {', '.join(grown)}", file=sys.stderr)
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
