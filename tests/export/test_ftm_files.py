"""FollowTheMoney files, read by its own library and command."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from catena.export.formats import export
from catena.export.ftm import PROPERTY_TYPES
from catena.export.importing import import_list
from catena.export.options import Options
from catena.model import IncidentFile

followthemoney = pytest.importorskip("followthemoney")
cli = pytest.importorskip("followthemoney.cli.cli").cli


def entities(path):
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


def properties(path):
    return {
        each["id"]: (each["schema"], {k: sorted(v) for k, v in each["properties"].items()}) for each in entities(path)
    }


def test_ftm_validate_passes_and_changes_nothing_but_its_own_cleaning(incident_file, tmp_path):
    path = tmp_path / "case.ftm.json"
    export(incident_file, "ftm", path)
    checked = tmp_path / "checked.json"
    result = CliRunner().invoke(cli, ["validate", "-i", str(path), "-o", str(checked)])
    assert result.exit_code == 0, result.output
    before, after = properties(path), properties(checked)
    assert after.keys() == before.keys()
    for key, (schema, told) in before.items():
        cleaned = {name: values for name, values in told.items() if name not in ("language", "name")}
        assert after[key][0] == schema
        assert {name: values for name, values in after[key][1].items() if name in cleaned} == cleaned


def test_every_property_belongs_to_its_schema_and_every_end_exists(incident_file, tmp_path):
    export(incident_file, "ftm", tmp_path / "case.ftm.json")
    found = {each["id"]: each for each in entities(tmp_path / "case.ftm.json")}
    for each in found.values():
        schema = followthemoney.model.get(each["schema"])
        for name, values in each["properties"].items():
            assert name in schema.properties, (each["schema"], name)
            assert PROPERTY_TYPES.get(name, "string") in (schema.properties[name].type.name, "string")
            if schema.properties[name].type.name == "entity":
                assert set(values) <= found.keys()
                ends = {followthemoney.model.get(found[value]["schema"]) for value in values}
                assert all(end.is_a(schema.properties[name].range) for end in ends)
    assert {each["schema"] for each in found.values()} == {
        "Document", "Documentation", "Address", "Person", "Organization", "Event", "UnknownLink", "Note",
    }  # fmt: skip


def test_statements_are_those_of_followthemoney(incident_file, tmp_path):
    from followthemoney.statement import Statement
    from followthemoney.statement.serialize import read_csv_statements

    export(incident_file, "ftm", tmp_path / "case.ftm.json")
    with (tmp_path / "case.ftm.statements.csv").open("rb") as stream:
        read = list(read_csv_statements(stream))
    assert len(read) > 100
    for each in read:
        key = Statement.make_key(each.dataset, each.entity_id, each.prop, each.value, False)
        assert each.id == key
    with (tmp_path / "case.ftm.statements.csv").open(encoding="utf8", newline="") as stream:
        kinds = {(row["schema"], row["prop"]): row["prop_type"] for row in csv.DictReader(stream)}
    for (schema, name), kind in kinds.items():
        if name != "id":
            assert followthemoney.model.get(schema).properties[name].type.name == kind, (schema, name)


def test_quote_of_every_documentation_stands_in_its_document(incident_file, tmp_path):
    export(incident_file, "ftm", tmp_path / "case.ftm.json")
    found = {each["id"]: each for each in entities(tmp_path / "case.ftm.json")}
    quotes = [each["properties"] for each in found.values() if each["schema"] == "Documentation"]
    assert len(quotes) > 10
    for each in quotes:
        start, end = map(int, each["recordId"][0].removeprefix("char=").split(","))
        text = found[each["document"][0]]["properties"]["bodyText"][0]
        assert text[start:end] == each["summary"][0]


def test_export_import_export_gives_the_same_entities(incident_file, tmp_path):
    export(incident_file, "ftm", tmp_path / "one.ftm.json")
    imported = import_list(tmp_path / "one.ftm.json", "ftm")
    export(imported.file, "ftm", tmp_path / "two.ftm.json", Options(foreign=imported.foreign))
    assert properties(tmp_path / "two.ftm.json") == properties(tmp_path / "one.ftm.json")


FOREIGN = [
    {"id": "Q1", "schema": "Person", "properties": {"name": ["Ana Ruiz"], "weakAlias": ["Ani"], "birthDate": ["1970"]}},
    {"id": "Q2", "schema": "Organization", "properties": {"name": ["Red Tide"], "topics": ["crime.terror"]}},
    {"id": "m", "schema": "Membership", "properties": {"member": ["Q1"], "organization": ["Q2"], "role": ["deputy"]}},
    {
        "id": "e",
        "schema": "Event",
        "properties": {"name": ["A raid"], "startDate": ["2020-01-02"], "keywords": ["Attack"]},
    },
    {"id": "v", "schema": "Vessel", "properties": {"name": ["Gull"], "imoNumber": ["9999999"]}},
]


def test_foreign_list_comes_in_as_records_and_goes_out_as_it_came(incident_file, tmp_path):
    path = tmp_path / "list.ftm.json"
    path.write_text("".join(json.dumps(each) + "\n" for each in FOREIGN), encoding="utf8")
    imported = import_list(path, "ftm")
    actors = {each.id: each for each in imported.file.actors}
    assert actors["ftm:Q1"].names == ("Ana Ruiz", "Ani")
    assert actors["ftm:Q1"].member_of == ("ftm:Q2",)
    (raid,) = imported.file.incidents
    assert (raid.id, raid.date.best, raid.event_type) == ("ftm:e", "2020-01-02", "Violence against civilians")
    merged = replace(
        incident_file,
        actors=(*incident_file.actors, *imported.file.actors),
        incidents=(*incident_file.incidents, *imported.file.incidents),
    )
    export(merged, "ftm", tmp_path / "merged.ftm.json", Options(foreign=imported.foreign))
    written = properties(tmp_path / "merged.ftm.json")
    for each in FOREIGN:
        assert written[each["id"]] == (each["schema"], {k: sorted(v) for k, v in each["properties"].items()})
    export(incident_file, "ftm", tmp_path / "own.ftm.json")
    assert written.keys() == properties(tmp_path / "own.ftm.json").keys() | {each["id"] for each in FOREIGN}


def test_empty_file_is_no_entities(tmp_path):
    export(IncidentFile(), "ftm", tmp_path / "empty.ftm.json")
    assert (tmp_path / "empty.ftm.json").read_text() == ""
