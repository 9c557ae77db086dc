"""The API gives the records of the incident file, and says so in OpenAPI."""

from __future__ import annotations

import io
import json

import pytest
from fastapi.testclient import TestClient

from catena.export.contract import to_json, write_json
from catena.store import Case


def test_the_file_is_byte_for_byte_the_export(client: TestClient, case: Case) -> None:
    file, stream = case.incident_file(), io.StringIO()
    assert file is not None
    write_json(file, stream)
    assert client.get("/api/v1/file").text == stream.getvalue()


@pytest.mark.parametrize("table", ["documents", "actors", "places", "incidents", "statements", "judgements", "copies"])
def test_each_table_holds_the_records_of_the_file(client: TestClient, case: Case, table: str) -> None:
    file = case.incident_file()
    assert file is not None
    wanted, given = to_json(file)[table], client.get(f"/api/v1/{table}?per=500").json()[table]
    assert sorted(map(json.dumps, given)) == sorted(map(json.dumps, wanted))


def test_single_records_are_those_of_the_tables(client: TestClient) -> None:
    for table in ("incidents", "documents", "actors"):
        for each in client.get(f"/api/v1/{table}").json()[table]:
            assert client.get(f"/api/v1/{table}/{each['id']}").json() == each


def test_pages_part_a_table_without_loss(client: TestClient) -> None:
    pages = [client.get(f"/api/v1/documents?per=1&page={number}").json() for number in (1, 2, 3)]
    assert len({page["documents"][0]["id"] for page in pages}) == pages[0]["total"] == pages[0]["pages"] == 3


@pytest.mark.parametrize("query", ["page=0", "per=9999", "page=x", "zoom=99"])
def test_a_malformed_query_is_told_which(client: TestClient, query: str) -> None:
    answer = client.get(f"/api/v1/{'map' if 'zoom' in query else 'documents'}?{query}")
    assert answer.status_code == 422
    assert query.partition("=")[0] in answer.json()["error"]


def test_openapi_names_every_address(client: TestClient) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    assert {
        "/api/v1/incidents",
        "/api/v1/incidents/{incident_id}",
        "/api/v1/file",
        "/api/v1/map",
        "/api/v1/decisions",
    } <= set(paths)
    assert all(path.startswith("/api/v1/") for path in paths)


def test_the_map_gathers_by_zoom_and_window(client: TestClient) -> None:
    near = client.get("/api/v1/map?zoom=6").json()["marks"]
    assert [(mark["count"], mark["killed"] > 0) for mark in near] == [(1, True), (1, True)]
    assert [mark["count"] for mark in client.get("/api/v1/map?zoom=0").json()["marks"]] == [2]
    assert len(client.get("/api/v1/map?zoom=6&box=44,33,45,34").json()["marks"]) == 1
    assert near[0]["radius_km"] in (12.0, 40.0)


def test_sources_tell_own_words_from_others(client: TestClient) -> None:
    outlets = {each["name"]: each for each in client.get("/api/v1/sources").json()["outlets"]}
    assert outlets["Sample Herald"]["relayed"][0]["via"] == "Mock Agency"
    assert outlets["Demo Gazette"]["unnamed"] > 0 and outlets["Demo Gazette"]["named"] == 0
