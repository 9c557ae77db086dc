"""Lists of others: brought in, kept with where they are from, shown beside what the reports tell, and given back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import ORIGIN
from tests.web.test_pages import incidents_by_outlets
from typer.testing import CliRunner

from catena.cli import app as command_line
from catena.errors import UsageError
from catena.model import Place
from catena.run.lists import Lists, distance_km, list_named, lists_of
from catena.store import open_case
from catena.web.app import create_app

ACTORS = "name,kind,names\nBrigade of Examples,group,the Exemplars|B.o.E.\n"
KNOWN = (
    "id,title,date,place,country,lat,lon,killed_best\n"
    "near,A blast known elsewhere,2021-05-04,Testville Old Town,IQ,33.31,44.41,9\n"
    "named,Another spelling of the place,2021-05-03,TESTVILLE,IQ,,,\n"
    "far,A blast far away,2021-05-03,Farville,IQ,30.0,47.0,2\n"
    "later,A blast a week later,2021-05-10,Testville,IQ,33.3,44.4,3\n"
    "year,Some blast of the year,2021,Testville,IQ,33.3,44.4,3\n"
)


def bring(case: Path, path: Path, form: str) -> str:
    """Run ``catena import``."""
    done = CliRunner().invoke(command_line, ["import", str(path), "--format", form, "--case", str(case)])
    assert done.exit_code == 0, done.output
    return done.output


def give_back(case: Path, form: str, out: Path, *options: str) -> bytes:
    """Run ``catena export``."""
    command = ["export", "--case", str(case), "--format", form, "-o", str(out), *options]
    done = CliRunner().invoke(command_line, command)
    assert done.exit_code == 0, done.output
    return out.read_bytes()


@pytest.fixture
def listed(case_path: Path, tmp_path: Path) -> Path:
    """Give a case with two lists."""
    for name, text in (("actors.csv", ACTORS), ("known.csv", KNOWN)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        bring(case_path, tmp_path / name, "csv")
    return case_path


def test_a_list_is_kept_once_with_its_name_and_hash(listed: Path, tmp_path: Path) -> None:
    assert "known already" in bring(listed, tmp_path / "actors.csv", "csv")
    with open_case(listed, create=False) as case:
        names = [(each.imported.name, each.imported.format, len(each.imported.sha256)) for each in lists_of(case)]
        assert names == [("actors.csv", "csv", 64), ("known.csv", "csv", 64)]
        assert case.verify() == []
    told = CliRunner().invoke(command_line, ["lists", "--case", str(listed)]).output
    assert "actors.csv (csv, sha256" in told and "0 actors, 5 incidents" in told


def test_an_incident_of_a_list_is_shown_where_day_and_place_are_near(listed: Path) -> None:
    with open_case(listed, create=False) as case:
        blast = next(each for each in case.incident_file().incidents if len(each.documents) == 2)  # type: ignore[union-attr]
        found = {known.incident.id: known.reason for known in Lists(lists_of(case)).incidents(blast)}
    assert set(found) == {"near", "named"}
    assert found["near"] == "a day apart, 1 km apart"
    assert found["named"] == "the same day, a place of the same name"


def test_lists_are_shown_in_the_browser_and_change_no_value(listed: Path) -> None:
    with TestClient(create_app(listed), base_url=ORIGIN) as client:
        blast = incidents_by_outlets(client)[2]
        page = client.get(f"/incidents/{blast}").text
        panel = page[page.index('id="known"') :]
        assert "A blast known elsewhere" in panel and "known.csv" in panel and "A blast far away" not in panel
        assert client.get(f"/api/v1/incidents/{blast}").json()["killed"]["high"] == 12
        actor = next(each for each in client.get("/api/v1/actors").json()["actors"] if "Brigade" in each["name"])
        assert "the Exemplars" in client.get(f"/actors/{actor['id']}").text
        lists = client.get("/api/v1/lists").json()["lists"]
        assert [len(each["actors"]) + len(each["incidents"]) for each in lists] == [1, 5]
        assert "A blast a week later" in client.get(f"/lists?list={lists[1]['sha256']}").text
        assert client.get("/lists?list=none").status_code == 200


def test_explain_names_the_list(listed: Path) -> None:
    told = CliRunner().invoke(command_line, ["explain", "b.o.e.", "--case", str(listed)]).output
    assert "in a list: Brigade of Examples (group)" in told and "actors.csv (csv, sha256" in told


def test_a_decision_of_others_is_shown_and_not_applied(case_path: Path, tmp_path: Path) -> None:
    text = "left,right,verdict,reasons,by\ne-herald,e-tribune,different,two markets,desk 4\n"
    (tmp_path / "decided.csv").write_text(text, encoding="utf-8")
    bring(case_path, tmp_path / "decided.csv", "csv")
    with TestClient(create_app(case_path), base_url=ORIGIN) as client:
        blast = incidents_by_outlets(client)[2]
        panel = client.get(f"/incidents/{blast}").text.partition('id="known"')[2]
    assert "two markets" in panel and "desk 4" in panel


def test_json_goes_out_comes_in_and_goes_out_the_same_to_the_byte(case_path: Path, tmp_path: Path) -> None:
    first = give_back(case_path, "json", tmp_path / "one.json")
    bring(tmp_path / "other.catena", tmp_path / "one.json", "json")
    assert give_back(tmp_path / "other.catena", "json", tmp_path / "two.json", "--list", "one.json") == first


def test_entities_of_a_list_come_out_as_they_came_in(case_path: Path, tmp_path: Path) -> None:
    entities = [
        {"id": "p1", "schema": "Person", "properties": {"name": ["Ann Example"], "birthDate": ["1970"]}},
        {"id": "v1", "schema": "Vessel", "properties": {"name": ["Sample"], "flag": ["pa"]}},
        {"id": "m1", "schema": "Membership", "properties": {"member": ["p1"], "organization": ["o1"]}},
        {"id": "o1", "schema": "Organization", "properties": {"name": ["Example League"]}},
    ]
    (tmp_path / "list.ftm.json").write_text("".join(json.dumps(each) + "\n" for each in entities), encoding="utf-8")
    bring(case_path, tmp_path / "list.ftm.json", "ftm")
    for options in ((), ("--list", "list.ftm.json")):
        lines = give_back(case_path, "ftm", tmp_path / "out.ftm.json", *options).decode().splitlines()
        out = {each["id"]: each for each in map(json.loads, lines)}
        for entity in entities:
            assert (out[entity["id"]]["schema"], out[entity["id"]]["properties"]) == (
                entity["schema"],
                entity["properties"],
            )
    assert set(out) == {each["id"] for each in entities}


def test_an_unknown_list_is_told_with_the_known_ones(listed: Path) -> None:
    with open_case(listed, create=False) as case, pytest.raises(UsageError, match=r"actors\.csv, known\.csv"):
        list_named(case, "nothing.csv")


def test_distance_needs_two_points() -> None:
    baghdad, basra = Place("a", "A", None, None, 33.34, 44.40, None), Place("b", "B", None, None, 30.51, 47.78, None)
    assert distance_km(baghdad, basra) == pytest.approx(448, abs=5)
    assert distance_km(baghdad, Place("c", "C", None, None, None, None, None)) is None
