"""Whatever a file holds is in every export, or the format says that it does not carry it."""

from __future__ import annotations

import csv
import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import duckdb
import icalendar
import openpyxl
import pypdfium2
import pytest
import rdflib
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from catena.export.delimited import bare_text
from catena.export.edtf import read_days
from catena.export.formats import FORMATS, export
from catena.export.values import iterate_values
from catena.model import IncidentFile

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # in rdflib itself

# What each format does not carry of the facts below, and the words in which it says so.
LOST = {
    "json": {},
    "jsonl": {},
    "csv": {},
    "parquet": {},
    "xlsx": {},
    "duckdb": {},
    "ucdp-ged": {
        "actor": "spellings of names", "spelling": "spellings of names", "statement": "statements",
        "judgement": "judgements", "text": "text of documents", "verdict": "verdicts",
        "document": "authors and agencies", "sha256": "incidents without a death or without a date within a year",
        "reading": "readings of phrases", "family": "families of weapons", "place": "places by id",
    },
    "ftm": {"judgement": "judgements", "reading": "reasons", "document": "agencies and datelines"},
    "geojson": {
        "actor": "spellings of names", "spelling": "spellings of names", "statement": "statements",
        "judgement": "judgements", "text": "text of documents", "verdict": "verdicts", "reviewer": "reviewers",
        "document": "heads of documents", "sha256": "heads of documents", "reading": "readings of phrases",
        "family": "families of weapons",
    },
    "gexf": {
        "statement": "statements", "judgement": "judgements", "text": "text of documents", "verdict": "review",
        "reviewer": "review", "document": "heads of documents", "sha256": "heads of documents",
        "reading": "dates and places as reported", "family": "weapons", "place": "dates and places as reported",
        "quote": "quotes of dates, places, figures and weapons", "count": "figures",
        "value": "dates and places as reported",
        "source": "sources that accuse nobody", "title": "incidents that name no side", "who": "figures",
    },
    "prov": {"text": "text of documents"},
    "md": {
        "actor": "spellings of names", "spelling": "spellings of names", "judgement": "judgements",
        "text": "text of documents", "reading": "readings of phrases", "document": "agencies",
    },
    "ics": {
        "actor": "spellings of names", "spelling": "spellings of names", "statement": "statements",
        "judgement": "judgements", "text": "text of documents", "verdict": "verdicts", "reviewer": "review",
        "document": "heads of documents", "sha256": "heads of documents", "reading": "readings of phrases",
    },
}  # fmt: skip
LOST["acled"] = LOST["ucdp-ged"] | {"sha256": "incidents without a date within a month"}
LOST["gdelt"] = LOST["ucdp-ged"] | {"sha256": "incidents without a day"}
LOST["kml"] = LOST["timelinejs"] = LOST["ics"]
LOST["prov-jsonld"] = LOST["prov"]
LOST["pdf"] = LOST["md"]
# Counts stand there as numbers, not in words; the round trip of test_load proves them.
NUMBERED = {("count", "json"), ("count", "jsonl")}
HEAVY = {"parquet", "duckdb", "xlsx", "pdf"}


def facts(file: IncidentFile) -> Iterator[tuple[str, str, str]]:
    """Give each fact of a file as a label, its text, and the incident that it belongs to ("" for none)."""
    for document in file.documents:
        yield "sha256", document.sha256, ""
        yield "text", document.text, ""
        yield from (("document", each, "") for each in (document.author, document.agency) if each)
    for actor in file.actors:
        yield "actor", actor.name, ""
        yield from (("spelling", name, "") for name in actor.names)
    for statement in file.statements:
        yield "statement", statement.source.name, ""
        yield "statement", statement.evidence.quote, ""
    for judgement in file.judgements:
        yield from (("judgement", each, "") for each in (judgement.left, *judgement.reasons))
    for incident in file.incidents:
        yield "title", incident.title, incident.id
        yield from (("verdict", verdict, incident.id) for _, verdict in incident.verdicts)
        if incident.review.by is not None:
            yield "reviewer", incident.review.by, incident.id
        if incident.place.best is not None:
            yield "place", incident.place.best.name, incident.id
        for value in iterate_values(incident):
            yield "value" if value.count is None else "count", value.value, incident.id
            yield "source", value.source.name, incident.id
            yield from (("source", each, incident.id) for each in (value.source.via,) if each)
            yield from (("who", each, incident.id) for each in (value.who, value.by) if each)
            yield from (("family", each, incident.id) for each in (value.family,) if each)
            yield from (("reading", each, incident.id) for each in (value.reason,) if each)
            yield from (("quote", each.quote, incident.id) for each in value.evidence)


def strings_of(path: Path) -> Iterator[str]:
    """Read back every string of a file by the reader that its users have."""
    if path.is_dir():
        for each in sorted(path.iterdir()):
            yield from strings_of(each)
    elif path.suffix in (".json", ".geojson"):
        text = path.read_text(encoding="utf8")
        records = [json.loads(text)] if not path.name.endswith(".ftm.json") else map(json.loads, text.splitlines())
        yield from (string for record in records for string in walk(record))
    elif path.suffix == ".jsonl":
        for line in path.read_text(encoding="utf8").split("\n")[:-1]:
            yield from walk(json.loads(line))
    elif path.suffix == ".jsonld":
        yield from (str(each) for triple in rdflib.Graph().parse(path, format="json-ld") for each in triple)
    elif path.suffix == ".ttl":
        yield from (str(each) for triple in rdflib.Graph().parse(path) for each in triple)
    elif path.suffix == ".csv":
        with path.open(encoding="utf8", newline="") as stream:
            delimiter = "\t" if path.name in ("gdelt.csv", "gdelt.mentions.csv") else ","
            yield from (cell_text(each) for row in csv.reader(stream, delimiter=delimiter) for each in row)
    elif path.suffix in (".kml", ".gexf"):
        for element in ElementTree.parse(path).iter():
            yield from (element.text or "", *element.attrib.values())
    elif path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, read_only=True)
        yield from (cell_text(each) for sheet in book for row in sheet.values for each in row if isinstance(each, str))
    elif path.suffix == ".duckdb":
        with duckdb.connect(str(path), read_only=True) as connection:
            for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
                yield from walk(connection.execute(f'SELECT * FROM "{name}"').fetchall())
    elif path.suffix == ".parquet":
        yield from walk(duckdb.sql(f"SELECT * FROM '{path}'").fetchall())
    elif path.suffix == ".ics":
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        yield from (str(value) for entry in calendar.walk() for value in entry.values())
    elif path.suffix == ".md":
        yield re.sub(r"\\(.)", r"\1", path.read_text(encoding="utf8"))


def cell_text(text: str) -> str:
    """Take off the apostrophe before a formula, and open a list that stands in one cell."""
    text = bare_text(text)
    if text.startswith("["):
        try:
            return " ".join(walk(json.loads(text)))
        except json.JSONDecodeError:
            return text
    return text


def walk(node: object) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        yield from (string for value in node.values() for string in walk(value))
    elif isinstance(node, (list, tuple)):
        yield from (string for value in node for string in walk(value))


def squash(text: str) -> str:
    """Leave out blanks and what HTML escapes: line breaks and runs of blanks are the formats' own."""
    for sign, entity in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&amp;", "&")):
        text = text.replace(sign, entity)
    return "".join(text.split())


def missing(file: IncidentFile, name: str, folder: Path) -> list[tuple[str, str, str]]:
    """Export a file and give the facts that are neither in it nor named as not carried."""
    export(file, name, folder / f"{name}{FORMATS[name].suffix}")
    written = squash("\x00".join(string for path in sorted(folder.iterdir()) for string in strings_of(path)))
    absent = left_out(file, name, folder)
    return [
        (label, text, incident)
        for label, text, incident in facts(file)
        if label not in LOST[name]
        and (label, name) not in NUMBERED
        and incident not in absent
        and squash(text) not in written
    ]


def left_out(file: IncidentFile, name: str, folder: Path) -> set[str]:
    """Give the incidents that a format says it leaves out: in a file beside it, or for want of a day."""
    beside = folder / f"{name}.left-out.csv"
    if beside.exists():
        with beside.open(encoding="utf8", newline="") as stream:
            return {bare_text(row["incident"]) for row in csv.DictReader(stream)}
    undated = {each.id for each in file.incidents if read_days(each.date.best) is None}
    return undated if "incidents without a day" in FORMATS[name].not_carried else set()


@pytest.mark.parametrize("name", sorted(set(FORMATS) - HEAVY))
@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(data=st.data())
def test_any_file_goes_through_every_format_with_nothing_lost_unnamed(name, data, files_of_any_kind, tmp_path_factory):
    file = data.draw(files_of_any_kind)
    assert missing(file, name, tmp_path_factory.mktemp("out")) == []


@pytest.mark.parametrize("name", sorted(HEAVY - {"pdf"}))
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))
@given(data=st.data())
def test_any_file_goes_through_the_heavy_formats_with_nothing_lost(name, data, files_of_any_kind, tmp_path_factory):
    assert missing(data.draw(files_of_any_kind), name, tmp_path_factory.mktemp("out")) == []


@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,))
@given(data=st.data())
def test_any_file_is_set_as_a_dossier(data, files_of_any_kind, tmp_path_factory):
    path = tmp_path_factory.mktemp("out") / "case.pdf"
    export(data.draw(files_of_any_kind), "pdf", path)
    assert len(pypdfium2.PdfDocument(path)) >= 1


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"pdf"}))
def test_hand_built_file_is_carried_whole(name, incident_file, tmp_path):
    assert missing(incident_file, name, tmp_path) == []


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_what_a_format_loses_it_names(name):
    assert set(LOST[name].values()) <= set(FORMATS[name].not_carried)


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"duckdb"}))
def test_same_file_gives_the_same_bytes(name, incident_file, tmp_path):
    written = []
    for run in ("first", "second"):
        folder = tmp_path / run
        folder.mkdir()
        export(incident_file, name, folder / f"out{FORMATS[name].suffix}")
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        written.append([(path.name, path.read_bytes()) for path in paths])
    assert written[0] == written[1]
