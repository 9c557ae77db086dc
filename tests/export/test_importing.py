"""Lists of others come in as records with the list's own provenance."""

from __future__ import annotations

import hashlib
import json

import pytest

from catena.errors import InputError, UsageError
from catena.export.contract import to_json
from catena.export.formats import export
from catena.export.importing import import_list
from catena.export.listed import known_event_type
from catena.model import Toll


def listed(tmp_path, text, name="list.csv", kind="csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf8", newline="")
    return import_list(path, kind)


def test_json_comes_in_and_goes_out_identical(incident_file, tmp_path):
    export(incident_file, "json", tmp_path / "one.json")
    imported = import_list(tmp_path / "one.json", "json")
    export(imported.file, "json", tmp_path / "two.json")
    assert (tmp_path / "two.json").read_bytes() == (tmp_path / "one.json").read_bytes()
    assert imported.sha256 == hashlib.sha256((tmp_path / "one.json").read_bytes()).hexdigest()


def test_list_of_actors_comes_in(tmp_path):
    text = 'name,kind,names,member_of\nRed Tide,group,"[""Red Tide"", ""la Marea""]",\n'
    text += "'=Blue,person,a | b,x\nUnknown,,,\n"
    actors = listed(tmp_path, text).file.actors
    assert [(each.name, each.kind, each.names) for each in actors] == [
        ("Red Tide", "group", ("Red Tide", "la Marea")),
        ("=Blue", "person", ("=Blue", "a", "b")),
        ("Unknown", "unknown", ("Unknown",)),
    ]
    assert len({each.id for each in actors}) == 3


def test_own_tables_of_actors_and_incidents_come_back(incident_file, tmp_path):
    export(incident_file, "csv", tmp_path / "out")
    actors = import_list(tmp_path / "out" / "actors.csv", "csv").file.actors
    assert [(each.id, each.name, each.kind) for each in actors] == sorted(
        (each.id, each.name, each.kind) for each in incident_file.actors
    )
    attack, threat = import_list(tmp_path / "out" / "incidents.csv", "csv").file.incidents
    assert (attack.id, attack.date.best, attack.sub_event_type) == ("i1", "2023-05-03", "Attack")
    assert attack.killed == Toll(None, 2, 3)
    assert attack.place.best is not None
    assert (attack.place.best.id, attack.place.best.lat, attack.place.precision) == ("p1", -12.05, 1)
    assert (threat.title, threat.outcome) == ("=HYPERLINK(1) a threat of which little is known", "threatened")
    (judgement,) = import_list(tmp_path / "out" / "judgements.csv", "csv").file.judgements
    assert judgement == incident_file.judgements[0]


@pytest.mark.parametrize("name", ["acled", "ucdp-ged"])
def test_rows_of_other_projects_come_in_as_known_incidents(incident_file, tmp_path, name):
    export(incident_file, name, tmp_path / "known.csv")
    (known,) = import_list(tmp_path / "known.csv", "csv").file.incidents
    assert known.id.startswith(("acled:i1", "ucdp:"))
    assert (known.event_type, known.sub_event_type) == ("Violence against civilians", "Attack")
    assert known.date.best == "2023-05-03"
    assert known.place.best is not None
    assert (known.place.best.name, known.place.best.country) == ("Old Market", "PE")
    assert known.killed == (Toll(2) if name == "acled" else Toll(2, 2, 3))
    assert to_json(import_list(tmp_path / "known.csv", "csv").file)["incidents"]


def test_decisions_of_others_come_in_with_their_author(tmp_path):
    text = "left,right,verdict,reasons,by\ne1,e2,different,two streets|two days,desk 4\n"
    (judgement,) = listed(tmp_path, text).file.judgements
    assert (judgement.verdict, judgement.by, judgement.reasons) == ("different", "desk 4", ("two streets", "two days"))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("colour,size\nred,2\n", "of no known list"),
        ("name,kind\nRed Tide,army\n", "line 2: 'army'"),
        ("left,right,verdict\na,b,perhaps\n", "line 2: 'perhaps'"),
        ("title,date,killed_best\nA raid,2020-01-01,many\n", "line 2"),
        ("title,date,outcome\nA raid,2020-01-01,planned\n", "'planned'"),
        ("name,kind\n,group\n", "'name'"),
        ("", "of no known list"),
    ],
)
def test_list_that_is_none_is_told_with_its_line(tmp_path, text, told):
    with pytest.raises(InputError, match=told):
        listed(tmp_path, text)


@pytest.mark.parametrize("text", ["{", "[]", '{"id": "a"}', '{"id": "a", "schema": "Person"}'])
def test_line_that_is_no_entity_is_told(tmp_path, text):
    good = json.dumps({"id": "a", "schema": "Person", "properties": {"name": ["A"]}})
    with pytest.raises(InputError, match="line 2"):
        listed(tmp_path, f"{good}\n{text}\n", "list.ftm.json", "ftm")


def test_unknown_list_format_and_unreadable_file_are_told(tmp_path):
    with pytest.raises(UsageError, match="csv, ftm, json"):
        import_list(tmp_path / "x", "xml")
    with pytest.raises(InputError, match="cannot be read"):
        import_list(tmp_path / "absent.csv", "csv")
    (tmp_path / "latin.csv").write_bytes("name\nOré\n".encode("latin1"))
    with pytest.raises(InputError, match="UTF-8"):
        import_list(tmp_path / "latin.csv", "csv")


@pytest.mark.parametrize(
    ("words", "family", "sub"),
    [
        (("Battles", "Armed clash"), "Battles", "Armed clash"),
        (("suicide bomb",), "Explosions/Remote violence", "Suicide bomb"),
        (("riots",), "Riots", "Violent demonstration"),
        (("Strategic developments", "Other"), "Strategic developments", "Other"),
        (("Other",), "Strategic developments", "Other"),
        ((), "Strategic developments", "Other"),
    ],
)
def test_event_types_of_others_are_read_by_their_words(words, family, sub):
    assert known_event_type(words) == {"event_type": family, "sub_event_type": sub}
