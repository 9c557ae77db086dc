"""What the layouts of other projects share: who is named as a source, what is left out, the companions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from catena.export.contents import Contents
from catena.export.delimited import Rows, cell, open_rows
from catena.export.options import Options
from catena.export.sidecar import (
    EVIDENCE_COLUMNS,
    LEFT_OUT_COLUMNS,
    about,
    beside,
    write_about,
    write_evidence,
)
from catena.export.values import iterate_values, tolls_of
from catena.model import Document, Incident

FIGURE_COLUMNS = (
    "row", "incident", "title", "killed_best", "killed_low", "killed_high", "wounded_best", "wounded_low",
    "wounded_high", "abducted_best", "abducted_low", "abducted_high", "outcome", "origins", "disputed", "review",
    "reviewer",
)  # fmt: skip
# What no layout of a row an incident has room for; the files beside it do not hold it either.
BEYOND_LAYOUTS = (
    "spellings of names", "statements", "judgements", "text of documents", "authors and agencies", "verdicts",
    "readings of phrases", "families of weapons", "places by id", "rejected incidents",
)  # fmt: skip
# A double holds whole numbers up to 2**53: R and spreadsheets read longer ones wrongly.
NUMBER_BITS = 53


@dataclass
class Companions:
    """The files beside a layout, filled row by row, and the count of what was written."""

    contents: Contents
    evidence: Rows
    figures: Rows
    left_out: Rows
    counts: dict[str, int] = field(default_factory=lambda: {"incidents": 0, "left_out": 0})

    def keep(self, row: str, incident: Incident) -> None:
        """Write the evidence and the figures of an incident that stands in the given row."""
        self.counts["incidents"] += 1
        write_evidence(self.evidence, row, iterate_values(incident), self.contents)
        figures = [figure for _, toll in tolls_of(incident) for figure in (toll.best, toll.low, toll.high)]
        state = (incident.outcome, incident.origins, "; ".join(sorted(incident.disputed)))
        review = (incident.review.status, incident.review.by)
        self.figures.writerow(map(cell, (row, incident.id, incident.title, *figures, *state, *review)))

    def leave_out(self, incident: Incident, reason: str) -> None:
        """Say that an incident is not in the layout, and why."""
        self.counts["left_out"] += 1
        self.left_out.writerow(map(cell, (incident.id, incident.title, reason)))


@contextmanager
def open_companions(
    path: Path, contents: Contents, options: Options, *, name: str, not_carried: Iterable[str]
) -> Iterator[Companions]:
    """Open the companions of a layout's main file; the account is written when all is done."""
    with ExitStack() as stack:
        evidence = stack.enter_context(open_rows(beside(path, "evidence.csv"), EVIDENCE_COLUMNS))
        figures = stack.enter_context(open_rows(beside(path, "figures.csv"), FIGURE_COLUMNS))
        left_out = stack.enter_context(open_rows(beside(path, "left-out.csv"), LEFT_OUT_COLUMNS))
        companions = Companions(contents, evidence, figures, left_out)
        yield companions
    write_about(path, about(name, contents, options, not_carried).record(**companions.counts))


def whole_number(identifier: str, *, bits: int = NUMBER_BITS) -> int:
    """Make the stable whole number that stands for an id where a layout wants a number."""
    return int.from_bytes(hashlib.sha256(identifier.encode("utf8")).digest()[:8], "big") >> (64 - bits)


def documents_of(incident: Incident, contents: Contents) -> list[Document]:
    """Give the documents that tell of an incident, by id."""
    found = (contents.document(identifier) for identifier in sorted(incident.documents))
    return [document for document in found if document is not None]


def outlet_of(document: Document) -> str:
    """Name the outlet of a document, or the document where its outlet is unknown."""
    return document.name if document.outlet is None else document.outlet


def speakers_of(incident: Incident) -> list[str]:
    """Name whom the reports credit, without the outlets' own voice, each once and in order."""
    sources = (value.source for value in iterate_values(incident))
    return list(dict.fromkeys(source.name for source in sources if source.kind != "outlet"))


def is_rejected(incident: Incident) -> bool:
    """Say whether a person rejected the incident: it is kept, and shown in no list of incidents."""
    return incident.review.status == "rejected"
