"""Maps, graphs, linked data, calendars, pages: each read back by the tool that its users use."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from importlib.resources import files
from zipfile import ZipFile

import icalendar
import networkx
import pypdfium2
import pyshacl
import pytest
import rdflib
from markdown_it import MarkdownIt

from catena.errors import UsageError
from catena.export.contents import contents_of
from catena.export.contract import hash_contents
from catena.export.formats import export
from catena.export.markup import escape, escape_attribute
from catena.export.options import Options
from catena.model import DateField, Review

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
TERMS = rdflib.Namespace("urn:catena:terms:")

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # in rdflib itself


def test_geojson_has_a_point_and_the_quotes(incident_file, tmp_path):
    export(incident_file, "geojson", tmp_path / "map.geojson")
    record = json.loads((tmp_path / "map.geojson").read_text(encoding="utf8"))
    attack, threat = record["features"]
    assert attack["geometry"] == {"type": "Point", "coordinates": [-77.15, -12.05]}
    assert threat["geometry"] is None
    assert attack["properties"]["killed_best"] is None
    assert attack["properties"]["killed_high"] == 3
    assert record["catena"]["hash"] == hash_contents(contents_of(incident_file))
    texts = {each.name: each.text for each in incident_file.documents}
    for value in attack["properties"]["reported"]:
        for each in value["evidence"]:
            assert texts[each["document"]][each["start"] : each["end"]] == each["quote"]


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="GDAL's ogrinfo is not installed")
@pytest.mark.parametrize(("name", "suffix"), [("geojson", ".geojson"), ("kml", ".kml")])
def test_gdal_reads_the_map(incident_file, tmp_path, name, suffix):
    path = tmp_path / f"map{suffix}"
    export(incident_file, name, path)
    told = subprocess.run(["ogrinfo", "-al", str(path)], check=True, capture_output=True, text=True).stdout
    assert "Feature Count: 2" in told
    assert "POINT (-77.15 -12.05)" in told.replace("POINT Z (-77.15 -12.05 0)", "POINT (-77.15 -12.05)")
    assert "Port Ándara" in told


def test_kml_has_time_place_and_quotes(incident_file, tmp_path):
    export(incident_file, "kml", tmp_path / "map.kml")
    space = "{http://www.opengis.net/kml/2.2}"
    marks = ElementTree.parse(tmp_path / "map.kml").findall(f".//{space}Placemark")
    assert [mark.findtext(f"{space}name") for mark in marks][1] == "=HYPERLINK(1) a threat of which little is known"
    assert marks[0].findtext(f".//{space}begin") == "2023-05-03"
    assert marks[0].findtext(f".//{space}coordinates") == "-77.15,-12.05"
    assert marks[1].find(f".//{space}Point") is None
    assert "“Three others were wounded.” [1_coast-wire.txt, 207–233]" in (
        marks[0].findtext(f"{space}description") or ""
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<b> & \"x\" 'y'", "&lt;b&gt; &amp; &quot;x&quot; &#39;y&#39;"),
        ("a\x00b\x0bc", "a\ufffdb\ufffdc"),
        ("ü😀", "ü😀"),
    ],
)
def test_markup_of_text_is_escaped(text, told):
    assert escape(text) == told
    assert ElementTree.fromstring(f"<a>{escape(text)}</a>").text is not None


def test_line_breaks_survive_in_attributes():
    text = "x\n\ty\r"
    assert ElementTree.fromstring(f'<a b="{escape_attribute(text)}"/>').get("b") == text


def test_networkx_reads_who_accuses_and_attacked_whom(incident_file, tmp_path):
    export(incident_file, "gexf", tmp_path / "graph.gexf")
    graph = networkx.read_gexf(tmp_path / "graph.gexf")
    assert graph.nodes["a-tide"]["label"] == "Red Tide"
    assert graph.nodes["a-tide"]["names"] == "Red Tide | the Red Tide"
    edges = {(source, target, told["relation"]) for source, target, told in graph.edges(data=True)}
    assert edges == {
        ("a-vela", "a-tide", "accused"),
        ("a-tide", "a-tide", "denies"),
        ("name:police", "name:gunmen", "unknown"),
        ("a-tide", "a-ore", "attacked (accused)"),
        ("name:gunmen", "a-ore", "attacked (unknown)"),
    }
    texts = {each.id: each.text for each in incident_file.documents}
    for _, _, told in graph.edges(data=True):
        assert texts[told["document"]][told["start"] : told["end"]] == told["quote"]


def graph_of(path):
    return rdflib.Graph().parse(path, format="json-ld" if path.suffix == ".jsonld" else "turtle")


def test_turtle_and_json_ld_are_the_same_facts(incident_file, tmp_path):
    export(incident_file, "prov", tmp_path / "case.ttl")
    export(incident_file, "prov-jsonld", tmp_path / "case.jsonld")
    turtle, json_ld = graph_of(tmp_path / "case.ttl"), graph_of(tmp_path / "case.jsonld")
    assert len(turtle) > 300
    assert {tuple(map(str, each)) for each in turtle} == {tuple(map(str, each)) for each in json_ld}


def test_every_quote_of_the_linked_data_stands_in_its_document(incident_file, tmp_path):
    export(incident_file, "prov", tmp_path / "case.ttl")
    graph = graph_of(tmp_path / "case.ttl")
    texts = {f"urn:catena:document:{each.id}": each.text for each in incident_file.documents}
    targets = list(graph.subjects(rdflib.RDF.type, OA.SpecificResource))
    assert len(targets) == 16
    for target in targets:
        text = texts[str(graph.value(target, OA.hasSource))]
        words, offsets = sorted(graph.objects(target, OA.hasSelector), key=lambda node: "offsets" in node)
        start, end = int(graph.value(offsets, OA.start)), int(graph.value(offsets, OA.end))
        exact = str(graph.value(words, OA.exact))
        assert text[start:end] == exact
        assert str(graph.value(words, OA.prefix)) + exact + str(graph.value(words, OA.suffix)) in text


def test_linked_data_conform_to_the_published_shapes(incident_file, tmp_path):
    shapes = rdflib.Graph().parse(data=files("catena.export").joinpath("prov-shapes.ttl").read_text(), format="turtle")
    export(incident_file, "prov", tmp_path / "case.ttl")
    graph = graph_of(tmp_path / "case.ttl")
    conforms, _, told = pyshacl.validate(graph, shacl_graph=shapes)
    assert conforms, told
    value = next(graph.subjects(rdflib.RDF.type, TERMS.Value))
    graph.remove((value, PROV.wasAttributedTo, None))
    conforms, _, _ = pyshacl.validate(graph, shacl_graph=shapes)
    assert not conforms


def test_calendar_is_read_with_its_days_and_folded_lines(incident_file, tmp_path):
    export(incident_file, "ics", tmp_path / "case.ics")
    raw = (tmp_path / "case.ics").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    (entry,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert str(entry["SUMMARY"]) == "Two or three shot dead at the Old Market of Port Ándara"
    assert (entry.start.isoformat(), entry.end.isoformat()) == ("2023-05-03", "2023-05-04")
    assert "“=We have nothing to do with it”" in str(entry["DESCRIPTION"])
    assert json.loads((tmp_path / "case.about.json").read_text())["left_out"] == 1


def test_imprecise_date_spans_its_days_in_the_calendar(incident_file, tmp_path):
    incidents = tuple(replace(each, date=DateField("2021-06")) for each in incident_file.incidents)
    export(replace(incident_file, incidents=incidents), "ics", tmp_path / "case.ics")
    entries = icalendar.Calendar.from_ical((tmp_path / "case.ics").read_bytes()).walk("VEVENT")
    spans = {(entry.start.isoformat(), entry.end.isoformat()) for entry in entries}
    assert spans == {("2021-06-01", "2021-07-01")}


def test_timeline_has_a_slide_for_each_dated_incident_and_no_markup_of_its_own(incident_file, tmp_path):
    incidents = tuple(replace(each, title="<script>x</script>") for each in incident_file.incidents)
    export(replace(incident_file, incidents=incidents), "timelinejs", tmp_path / "case.json")
    record = json.loads((tmp_path / "case.json").read_text(encoding="utf8"))
    (slide,) = record["events"]
    assert slide["start_date"] == {"year": 2023, "month": 5, "day": 3}
    assert slide["text"]["headline"] == "&lt;script&gt;x&lt;/script&gt;"
    assert set(re.findall(r"</?(\w+)", slide["text"]["text"])) == {"p", "blockquote", "small"}


def test_markdown_is_text_only_and_every_mark_has_its_quote(incident_file, tmp_path):
    incidents = tuple(replace(each, title="*x* | [y](z) <b>\n# h") for each in incident_file.incidents)
    export(replace(incident_file, incidents=incidents), "md", tmp_path / "case.md")
    text = (tmp_path / "case.md").read_text(encoding="utf8")
    page = MarkdownIt("commonmark").enable("table").render(text)
    assert page.count("<h2>*x* | [y](z) &lt;b&gt; # h</h2>") == 2
    assert "<em>" not in page
    assert "<a " not in page
    assert page.count("<tr>") == 2 + 14
    numbers = [int(each) for each in re.findall(r"<p>(\d+)\. “", page)]
    assert numbers == list(range(1, 15))
    assert "the Red Tide (denies, by a spokesman of the Red Tide)" in page


def test_dossier_is_a_pdf_with_values_numbered_quotes_and_hashes(incident_file, tmp_path):
    export(incident_file, "pdf", tmp_path / "case.pdf")
    text = pdf_text(tmp_path / "case.pdf")
    for told in (
        "=HYPERLINK(1)",
        "killed disputed",
        "at least 3 (people)",
        "[1]",
        "“Gunmen on motorcycles",
        "Lucía Oré",
    ):
        assert told in text
    for document in incident_file.documents:
        assert document.sha256 in text
    assert hash_contents(contents_of(incident_file)) in text.replace("\n", "")


def test_dossier_of_one_incident_has_only_its_sources(incident_file, tmp_path):
    export(incident_file, "pdf", tmp_path / "one.pdf", Options(incident="i2"))
    text = pdf_text(tmp_path / "one.pdf")
    assert "2_harbour-post.txt" in text
    assert "1_coast-wire.txt" not in text
    with pytest.raises(UsageError, match="'i9'"):
        export(incident_file, "pdf", tmp_path / "no.pdf", Options(incident="i9"))


def test_dossier_reads_no_text_as_typst(incident_file, tmp_path):
    hostile = '#panic("x") $a$ *b* `c` #read("/etc/passwd") \\ @d <e> // f'
    incidents = tuple(replace(each, title=hostile) for each in incident_file.incidents)
    export(replace(incident_file, incidents=incidents), "pdf", tmp_path / "case.pdf")
    assert '#panic("x") $a$ *b* `c` #read("/etc/passwd")' in pdf_text(tmp_path / "case.pdf")


def pdf_text(path):
    document = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded().replace("\r\n", "\n") for page in document)


@pytest.mark.parametrize("name", ["geojson", "kml", "gexf", "ics", "timelinejs"])
def test_rejected_incident_is_shown_in_no_list(incident_file, tmp_path, name):
    rejected = tuple(replace(each, title="Gone", review=Review("rejected", "x")) for each in incident_file.incidents)
    export(replace(incident_file, incidents=rejected), name, tmp_path / "out")
    assert "Gone" not in (tmp_path / "out").read_text(encoding="utf8")


def test_hash_given_by_the_caller_stands_in_every_account(incident_file, tmp_path):
    options = Options(case_hash="sha256:" + "ab" * 32)
    for name in ("acled", "ucdp-ged", "gdelt", "ftm", "ics"):
        export(incident_file, name, tmp_path / f"{name}.csv", options)
        account = json.loads((tmp_path / f"{name}.about.json").read_text())
        assert (account["format"], account["hash"]) == (name, options.case_hash)
    export(incident_file, "csv", tmp_path / "out.zip", options)
    with ZipFile(tmp_path / "out.zip") as archive:
        assert options.case_hash in archive.read("about.csv").decode()


@pytest.mark.parametrize(
    "text",
    ["1. one", "- one", "# one", "+ one", "> one", "12) one", "=one", "a_b_c *d* `e` [f](g) <h> | i ~~j~~ &amp; $k$"],
)
def test_text_of_a_report_is_never_markup(incident_file, tmp_path, text):
    attack = replace(incident_file.incidents[1], title=text, verdicts=(("killed", text),))
    export(replace(incident_file, incidents=(attack,)), "md", tmp_path / "case.md")
    page = MarkdownIt("commonmark").enable("table").enable("strikethrough").render((tmp_path / "case.md").read_text())
    shown = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert f"<h2>{shown}</h2>" in page
    assert f"<li>killed: {shown}</li>" in page
