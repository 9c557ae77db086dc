from __future__ import annotations

import io
import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catena.errors import InputError
from catena.export.contents import contents_of
from catena.export.contract import hash_contents, to_json
from catena.export.load import from_json, read_json, read_schema
from catena.model import IncidentFile


def in_order(file: IncidentFile) -> IncidentFile:
    """Give a file as the contract orders it: records by id, lists of names alphabetically."""
    contents = contents_of(file)
    return IncidentFile(
        documents=tuple(contents.documents()),
        copies=tuple(contents.copies()),
        actors=tuple(
            replace(each, names=tuple(sorted(each.names)), member_of=tuple(sorted(each.member_of)))
            for each in contents.actors()
        ),
        places=tuple(replace(each, names=tuple(sorted(each.names))) for each in contents.places()),
        incidents=tuple(
            replace(each, events=tuple(sorted(each.events)), documents=tuple(sorted(each.documents)))
            for each in contents.incidents()
        ),
        statements=tuple(contents.statements()),
        judgements=tuple(contents.judgements()),
    )


def test_json_read_back_gives_the_same_records(incident_file):
    assert from_json(to_json(incident_file)) == in_order(incident_file)


def test_json_read_back_and_written_again_is_identical(incident_file):
    record = to_json(incident_file, version="1")
    assert to_json(from_json(record), version="1") == record


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_file_validates_and_comes_back_identical(data, files_of_any_kind):
    record = to_json(data.draw(files_of_any_kind), version="1")
    jsonschema.Draft202012Validator(read_schema()).validate(record)
    carried = json.loads(json.dumps(record))
    assert to_json(from_json(carried), version="1") == record
    assert hash_contents(contents_of(from_json(carried))) == record["hash"]


def test_file_of_another_maker_without_the_keys_beyond_the_contract_is_read(incident_file):
    record = to_json(incident_file, version="1")
    extra = {
        "generator",
        "copies",
        "hash",
        "reason",
        "events",
        "verdicts",
        "subset",
        "family",
        "focus",
        "pages",
    }
    pruned = without(record, extra)
    file = read_json(io.StringIO(json.dumps(pruned)), "other.json")
    assert [each.id for each in file.incidents] == ["i1", "i2"]
    assert [(each.document, each.origin) for each in file.copies] == [("d3", "d1")]


def without(node: object, keys: set[str]) -> object:
    if isinstance(node, dict):
        return {key: without(value, keys) for key, value in node.items() if key not in keys}
    return [without(each, keys) for each in node] if isinstance(node, list) else node


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "no JSON"),
        ("[]", "is not of type 'object'"),
        ('{"format": "catena-incident-file/1"}', "required property"),
        ('{"format": "other"}', "other.json"),
    ],
)
def test_what_is_no_incident_file_is_told_where_it_fails(text, told):
    with pytest.raises(InputError, match=told):
        read_json(io.StringIO(text), "other.json")


def test_value_of_the_wrong_form_is_named_by_its_path(incident_file):
    record = to_json(incident_file)
    record["incidents"][0]["killed"]["best"] = "two"
    with pytest.raises(InputError, match=r"\$\.incidents\[0\]\.killed\.best"):
        read_json(io.StringIO(json.dumps(record)), "file.json")
