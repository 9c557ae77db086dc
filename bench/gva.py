"""Figures per incident on gun-violence reports, the reports of one incident given: killed, wounded, what is disputed.

    python bench/gva.py [--shared ../shared] [--part dev] [--most 200]

Needs the corpus beside the repository; without it, it says so and ends. Right is a figure equal to the archive's. Reports
differ where each, weighed alone, comes to another figure; "shown" are those then marked disputed or superseded, and a
"false alarm" is an incident so marked though all its reports come to one figure.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catena.collect import collect
from catena.collect.records import Given
from catena.collect.reprints import find_copies
from catena.model import Document, Event, Incident, Reading
from catena.run.knowledge import Knowledge, open_knowledge
from catena.run.steps import read_document
from catena.weigh.incidents import weigh

HARMS = frozenset({"killed", "wounded"})
Read = tuple[Document, Reading]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one incident: which figures are right, whether its reports differ, whether that is shown."""

    reports: int
    killed: bool
    wounded: bool
    differs: bool
    shown: bool


def main() -> int:
    """Print the shares, by number of reports."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--part", default="dev", choices=("train", "dev"))
    parser.add_argument("--most", type=int, default=10_000, help="incidents to read")
    options = parser.parse_args()
    folder = options.shared / "corpora" / "gva"
    if not folder.is_dir():
        print(f"skipped: no corpus at {folder}")
        return 0
    knowledge = open_knowledge("rules", None)
    found = [weigh_one(i, r, knowledge) for i, r in incidents(folder, options.part, options.most)]
    print(f"{'incidents with':16s} {'n':>4s} {'killed':>7s} {'wounded':>8s} {'both':>6s}")
    for name, chosen in (
        ("any reports", found),
        ("one report", [o for o in found if o.reports == 1]),
        ("two and more", [o for o in found if o.reports > 1]),
    ):
        killed, wounded = share([o.killed for o in chosen]), share([o.wounded for o in chosen])
        both = share([o.killed and o.wounded for o in chosen])
        print(f"{name:16s} {len(chosen):4d} {killed:7.3f} {wounded:8.3f} {both:6.3f}")
    several = [o for o in found if o.reports > 1]
    differing, alike = [o for o in several if o.differs], [o for o in several if not o.differs]
    print(f"reports differ: {len(differing)}, shown {share([o.shown for o in differing]):.3f}")
    print(f"reports agree: {len(alike)}, false alarms {share([o.shown for o in alike]):.3f}")
    return 0


def incidents(folder: Path, part: str, most: int) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """Yield the archive's incidents with their reports, in the order of their numbers."""
    known = {row["incident_uri"]: row for row in rows(folder / f"incidents_{part}.jsonl.gz")}
    reports: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(folder / f"reports_{part}.jsonl.gz"):
        reports[row["incident_uri"]].append(row)
    for key in sorted(known.keys() & reports.keys())[:most]:
        yield known[key], sorted(reports[key], key=lambda row: str(row["id"]))


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a packed file."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        yield from map(json.loads, lines)


def weigh_one(incident: dict[str, Any], reports: Sequence[dict[str, Any]], knowledge: Knowledge) -> Outcome:
    """Read an incident's reports, weigh what each tells first of harm, together and each alone."""
    read = [read_report(row, knowledge) for row in reports]
    whole = weighed(read)
    killed, wounded = figures(whole)
    alone = [weighed([each]) for each in read]
    verdicts = dict(whole.verdicts) if whole is not None else {}
    shown = any(verdicts.get(slot) in {"disputed", "superseded"} for slot in HARMS)
    right = (killed == incident["num_killed"], wounded == incident["num_injured"])
    return Outcome(len(read), *right, differs=differ(alone), shown=shown)


def differ(alone: Sequence[Incident | None]) -> bool:
    """Say whether two reports, each weighed alone, tell different figures of one harm; silence is no figure."""
    told = [(i.killed.best, i.wounded.best) for i in alone if i is not None]
    return any(len({figure for figure in slot if figure is not None}) > 1 for slot in zip(*told, strict=True))


def read_report(row: dict[str, Any], knowledge: Knowledge) -> Read:
    """Read one report with the day and title that the archive gives."""
    text = f"{row['title']}\n\n{row['content']}"
    given = Given(published=row["dct"], url=row["uri"], title=row["title"])
    return read_document(collect(text.encode(), f"{row['id']}.txt", given), knowledge)


def weighed(read: Sequence[Read]) -> Incident | None:
    """Weigh the main event of each report as one incident."""
    events = [event for _, reading in read if (event := main_event(reading)) is not None]
    copies = {copy.document: copy for copy in find_copies([document for document, _ in read])}
    return weigh(events, {d.id: d for d, _ in read}, copies) if events else None


def main_event(reading: Reading) -> Event | None:
    """Give the first event that tells of harm and is no background; else the first at all."""
    harmed = [e for e in reading.events if not e.background and any(c.slot in HARMS for c in e.claims)]
    return next(iter(harmed or reading.events), None)


def figures(incident: Incident | None) -> tuple[int, int]:
    """Give killed and wounded as shown; nobody named is nobody harmed, as in the archive."""
    return (incident.killed.best or 0, incident.wounded.best or 0) if incident is not None else (0, 0)


def share(holds: Sequence[bool]) -> float:
    """Give the share that holds."""
    return sum(holds) / len(holds) if holds else float("nan")


if __name__ == "__main__":
    sys.exit(main())
