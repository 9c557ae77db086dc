from __future__ import annotations

import io
import json
from dataclasses import replace

import jsonschema
import pytest

from catena.errors import UsageError, VerifyError
from catena.export.contract import to_json, write_json
from catena.export.formats import export, format_named
from catena.model import Count, IncidentFile, Reported


def evidence_below(node: object) -> list[dict[str, object]]:
    if isinstance(node, dict):
        found = [node] if {"document", "start", "end", "quote"} <= node.keys() else []
        return found + [each for value in node.values() for each in evidence_below(value)]
    if isinstance(node, list):
        return [each for value in node for each in evidence_below(value)]
    return []


def test_export_validates_against_its_published_schema(incident_file, schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(to_json(incident_file, version="0"))
    jsonschema.Draft202012Validator(schema).validate(to_json(IncidentFile(), version="0"))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("incidents", 0, "killed", "best"), -1),
        (("incidents", 0, "killed", "low"), ""),
        (("incidents", 0, "killed", "reported", 0, "evidence"), []),
        (("incidents", 0, "event_type"), "Murder"),
        (("incidents", 0, "place", "precision"), 8),
        (("incidents", 0, "date", "best"), "today"),
        (("documents", 0, "outlet"), ""),
        (("documents", 0, "sha256"), "abc"),
        (("statements", 0, "act"), "says"),
        (("statements", 0, "quote"), None),
        (("format",), "catena-incident-file/2"),
    ],
)
def test_schema_refuses_what_the_contract_does_not_allow(incident_file, schema, path, value):
    record = to_json(incident_file, version="0")
    node = record
    for key in path[:-1]:
        node = node[key]
    node[path[-1]] = value
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(record))


def test_every_evidence_stands_in_its_text(incident_file):
    record = to_json(incident_file, version="0")
    texts = {each["id"]: each["text"] for each in record["documents"]}
    found = evidence_below(record)
    assert len(found) > 30
    for each in found:
        assert texts[each["document"]][each["start"] : each["end"]] == each["quote"]


def test_focus_is_a_list_inside_the_quote_and_absent_where_there_is_none(incident_file):
    for each in evidence_below(to_json(incident_file, version="0")):
        if "focus" in each:
            start, end = each["focus"]
            assert each["start"] <= start < end <= each["end"]
    first = to_json(incident_file, version="0")["incidents"][0]
    assert "focus" not in first["wounded"]["reported"][0]["evidence"][0]


def test_unknown_is_null(incident_file):
    threat = to_json(incident_file, version="0")["incidents"][1]
    assert threat["killed"] == {"best": None, "low": None, "high": None, "reported": []}
    assert threat["date"] == {"best": None, "reported": []}
    assert threat["place"]["best"] is None
    assert threat["place"]["lat"] is None


def test_order_of_the_records_does_not_change_a_byte(incident_file):
    shuffled = replace(
        incident_file,
        documents=incident_file.documents[::-1],
        copies=incident_file.copies[::-1],
        actors=incident_file.actors[::-1],
        incidents=incident_file.incidents[::-1],
        statements=incident_file.statements[::-1],
    )
    assert written(shuffled) == written(incident_file)


def test_streamed_bytes_are_those_of_the_mapping(incident_file):
    for file in (incident_file, IncidentFile()):
        assert written(file) == json.dumps(to_json(file, version="0"), ensure_ascii=False, indent=1) + "\n"


def test_hash_follows_the_findings_and_not_the_version(incident_file):
    first, second = to_json(incident_file, version="1"), to_json(incident_file, version="2")
    assert first["hash"] == second["hash"]
    fewer = replace(incident_file, statements=incident_file.statements[1:])
    assert to_json(fewer, version="1")["hash"] != first["hash"]


def test_places_named_by_an_incident_only_are_listed(incident_file):
    assert [each["id"] for each in to_json(incident_file, version="0")["places"]] == ["p1", "p2"]


def test_copy_names_the_origin_with_the_greatest_share(incident_file):
    documents = to_json(incident_file, version="0")["documents"]
    assert [each["copy_of"] for each in documents] == [None, None, "d1"]


def test_value_of_the_wrong_kind_is_a_broken_promise(incident_file):
    wrong = Reported(Count(1, 1, "exactly", "people"), incident_file.statements[0].source, ())
    broken = replace(incident_file.incidents[0], victims=(wrong,))
    with pytest.raises(VerifyError, match="victims"):
        to_json(IncidentFile(incidents=(broken,)), version="0")


def test_export_writes_to_a_stream_as_to_a_path(incident_file, tmp_path):
    stream = io.BytesIO()
    export(incident_file, "json", stream)
    export(incident_file, "json", tmp_path / "out.json")
    assert (tmp_path / "out.json").read_bytes() == stream.getvalue()


def test_unknown_format_is_told_with_the_known_ones():
    with pytest.raises(UsageError, match=r"'docx'; known: .*json"):
        format_named("docx")


def written(file: IncidentFile) -> str:
    stream = io.StringIO()
    write_json(file, stream, version="0")
    return stream.getvalue()
