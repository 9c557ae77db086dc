"""Who may ask and who may decide: hosts, forms, tokens, headers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from catena.errors import UsageError
from catena.web.app import create_app
from catena.web.security import own_path
from catena.web.serve import Reach, serve


def token_of(client: TestClient) -> str:
    """Give the token that the pages put into their forms."""
    found = re.search(r'name="token" value="([0-9a-f]{64})"', client.get("/journal").text)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8321", "localhost:9", "[::1]:8321", "LOCALHOST"])
def test_own_hosts_are_served(client: TestClient, host: str) -> None:
    assert client.get("/incidents", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["example.org", "127.0.0.1.example.org", "evil.localhost", "", "[::2]:80", "127.0.0.2"]
)
def test_foreign_hosts_are_refused(client: TestClient, host: str) -> None:
    assert client.get("/incidents", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("path", ["/incidents", "/api/v1/incidents", "/nowhere", "/static/catena.css"])
def test_every_answer_carries_the_policy(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe-inline" not in policy and "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers


def test_no_page_has_inline_script_or_style(client: TestClient) -> None:
    for path in ("/incidents", "/map", "/review", "/timeline", "/actors", "/sources", "/progress"):
        page = client.get(path).text
        assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", page), path


def test_nothing_in_the_pages_is_fetched_from_elsewhere() -> None:
    static = Path(__file__).parents[2] / "src" / "catena" / "web"
    for file in [*static.glob("templates/*.html"), *static.glob("static/*.js"), *static.glob("static/*.css")]:
        assert not re.search(r"(src|href|url|fetch|import)\W{1,3}(https?:)?//", file.read_text(encoding="utf-8")), (
            file.name
        )


def test_a_decision_needs_the_token_of_its_session(client: TestClient) -> None:
    token = token_of(client)
    assert client.post("/person", data={"person": "Ada", "next": "/journal"}).status_code == 403
    assert client.post("/person", data={"person": "Ada", "next": "/journal", "token": "0" * 64}).status_code == 403
    assert client.post("/person", data={"person": "Ada", "token": token, "next": "/journal"}).status_code == 200
    client.cookies.clear()
    assert client.post("/person", data={"person": "Ada", "token": token, "next": "/journal"}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/person", data={"person": "Ada", "token": token_of(client)}, headers=headers)
    assert answer.status_code == 403


def test_a_form_too_large_is_refused(client: TestClient) -> None:
    assert client.post("/person", data={"person": "A" * 100_000, "token": token_of(client)}).status_code == 403


OWN = [("/incidents?a=b#c", "/incidents?a=b#c"), ("/review", "/review")]
FOREIGN = [
    "//evil.example",
    "https://evil.example",
    "\\\\evil",
    "/\\evil.example",
    "javascript:alert(1)",
    "",
    "/a\r\nSet-Cookie: x=y",
    "evil",
]


@pytest.mark.parametrize(("path", "kept"), OWN)
def test_own_paths_are_gone_back_to(path: str, kept: str) -> None:
    assert own_path(path) == kept


@pytest.mark.parametrize("path", FOREIGN)
def test_no_form_leads_elsewhere(path: str) -> None:
    assert own_path(path) == "/"


def test_the_session_is_kept_from_scripts_and_other_sites(case_path: Path) -> None:
    with TestClient(create_app(case_path), base_url="http://127.0.0.1") as fresh:
        cookie = fresh.get("/incidents").headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.7", "example.org"])
def test_a_host_that_others_reach_is_refused(case_path: Path, host: str) -> None:
    with pytest.raises(UsageError, match="accounts"):
        serve(case_path, Reach(host), 8321, open_browser=False)
