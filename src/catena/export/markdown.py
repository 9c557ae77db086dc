"""The incidents to read as Markdown: values in a table, every quote numbered, the sources at the end."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TextIO

from catena.export.contents import Contents
from catena.export.options import Options
from catena.export.sidecar import about
from catena.export.summary import describe, describe_source, headline
from catena.export.values import iterate_values
from catena.model import Document, Evidence, Incident

# What Markdown (CommonMark, its tables, GitHub's formulas) would read as a sign wherever it stands …
SIGNS = re.compile(r"([\\`*_\[\]<>|~&$])")
# … and at the start of a text: a heading, a list, a number of one.
START = re.compile(r"^(\d*)([#+\-=.):])")
NOT_CARRIED = (
    "spellings of names", "judgements", "text of documents", "coordinates", "readings of phrases", "agencies",
)  # fmt: skip


def write_markdown(contents: Contents, path: Path, options: Options) -> None:
    """Write a heading an incident; a row a reported value, its quotes numbered through the whole file."""
    account = about("md", contents, options, NOT_CARRIED)
    with path.open("w", encoding="utf8", newline="\n") as stream:
        stream.write(f"# Incident file\n\n{_plain(account.generator)}; {account.hash}; profile {account.profile}; ")
        stream.write(f"figures {_plain(account.policy)}.\n")
        number = 1
        for incident in contents.incidents():
            number = _write_incident(incident, contents, number, stream)
        _write_statements(contents, stream)
        _write_sources(contents, stream)


def _write_incident(incident: Incident, contents: Contents, number: int, stream: TextIO) -> int:
    stream.write(f"\n## {_plain(incident.title)}\n\n{_plain(headline(incident))}\n\n")
    stream.write(f"Incident {_plain(incident.id)}, review: {_plain(incident.review.status)}")
    stream.write("" if incident.review.by is None else f" by {_plain(incident.review.by)}")
    stream.write(".\n\n")
    for field, verdict in incident.verdicts:
        stream.write(f"- {_plain(field)}: {_plain(verdict)}\n")
    stream.write("\n| field | value | source | quotes |\n| --- | --- | --- | --- |\n")
    quotes: list[tuple[int, Evidence]] = []
    for value in iterate_values(incident):
        numbers = range(number, number + len(value.evidence))
        quotes += zip(numbers, value.evidence, strict=True)
        number += len(value.evidence)
        marks = ", ".join(f"[{each}]" for each in numbers)
        row = (value.field, _plain(describe(value)), _plain(describe_source(value)), marks)
        stream.write(f"| {' | '.join(row)} |\n")
    stream.write("\n")
    for mark, evidence in quotes:
        stream.write(f"{mark}\\. “{_plain(evidence.quote)}” — {_cite(evidence, contents)}\n\n")
    return number


def _write_statements(contents: Contents, stream: TextIO) -> None:
    stream.write("\n## Statements\n\n")
    for each in contents.statements():
        source = each.source
        via = "" if source.via is None else f", via {_plain(source.via)}"
        stream.write(f"- {_plain(source.name)} ({source.kind}{via}) {each.act}: “{_plain(each.evidence.quote)}”")
        stream.write(f" — {_cite(each.evidence, contents)}\n")


def _write_sources(contents: Contents, stream: TextIO) -> None:
    stream.write("\n## Sources\n\n")
    for document in contents.documents():
        stream.write(f"- {_plain(source_line(document))}\n")


def source_line(document: Document) -> str:
    """Name a document for an annex: its name, outlet, title, author, day, address and hash."""
    parts = (document.name, document.outlet, document.title, document.author, document.published.value, document.url)
    return "; ".join([*(part for part in parts if part), f"sha256 {document.sha256}"])


def _cite(evidence: Evidence, contents: Contents) -> str:
    document = contents.document(evidence.document)
    name = evidence.document if document is None else document.name
    return f"{_plain(name)}, characters {evidence.start}–{evidence.end}"


def _plain(text: str) -> str:
    """Escape every sign and put line breaks to blanks, so that text is text inside a table too."""
    return START.sub(r"\1\\\2", SIGNS.sub(r"\\\1", " ".join(text.split())))
