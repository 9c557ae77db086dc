"""What stands beside a layout that cannot carry evidence: the evidence, what was left out, and about what.

``incidents.csv`` is accompanied by ``incidents.evidence.csv``, ``incidents.left-out.csv`` and
``incidents.about.json``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catena.export.contents import Contents
from catena.export.contract import hash_contents
from catena.export.delimited import Rows, cell
from catena.export.options import Options
from catena.export.values import ReportedValue

EVIDENCE_COLUMNS = (
    "row", "incident", "field", "value", "low", "high", "qualifier", "who", "status", "by", "superseded_by",
    "source", "source_kind", "via", "document", "document_name", "sha256", "start", "end", "quote",
)  # fmt: skip
LEFT_OUT_COLUMNS = ("incident", "title", "reason")


@dataclass(frozen=True, slots=True)
class About:
    """What an export is: its format, the hash of the case, and what the format cannot carry."""

    format: str
    generator: str
    hash: str
    profile: str
    policy: str
    not_carried: tuple[str, ...] = ()

    def record(self, **counts: Any) -> dict[str, Any]:
        """Give it as a mapping, with counts of what was written."""
        return {
            "format": self.format,
            "generator": self.generator,
            "hash": self.hash,
            "profile": self.profile,
            "policy": self.policy,
            "not_carried": list(self.not_carried),
            **counts,
        }


def about(name: str, contents: Contents, options: Options, not_carried: Iterable[str] = ()) -> About:
    """Say what an export is. The hash is the caller's where one was given, else that of the findings."""
    return About(
        format=name,
        generator=f"catena {options.version}",
        hash=options.case_hash or hash_contents(contents),
        profile=options.profile,
        policy=options.policy_name,
        not_carried=tuple(not_carried),
    )


def beside(path: Path, ending: str) -> Path:
    """Give the path of a companion: ``incidents.csv`` and ``about.json`` make ``incidents.about.json``."""
    return path.with_name(f"{path.stem}.{ending}")


def write_about(path: Path, record: dict[str, Any]) -> None:
    """Write the account of an export beside it."""
    text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
    beside(path, "about.json").write_text(text, encoding="utf8")


def write_evidence(rows: Rows, row: str, values: Iterable[ReportedValue], contents: Contents) -> None:
    """Write one line for each piece of evidence of each value; ``row`` is the id in the main file."""
    for record in evidence_rows(row, values, contents):
        rows.writerow(map(cell, record))


def evidence_rows(row: str, values: Iterable[ReportedValue], contents: Contents) -> Iterator[tuple[Any, ...]]:
    """Give the lines of the evidence file for the values of one row."""
    for each in values:
        told = (row, each.incident, each.field, each.value, each.low, each.high, each.qualifier, each.who)
        party = (each.status, each.by, each.superseded_by, each.source.name, each.source.kind, each.source.via)
        for piece in each.evidence:
            document = contents.document(piece.document)
            named = (None, None) if document is None else (document.name, document.sha256)
            yield (*told, *party, piece.document, *named, piece.start, piece.end, piece.quote)
