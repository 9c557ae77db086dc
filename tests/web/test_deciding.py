"""Decisions in the browser reach the journal, change the pages, and can be undone."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from tests.web.test_pages import incidents_by_outlets
from tests.web.test_security import token_of

from catena.store import Case


@pytest.fixture
def token(client: TestClient) -> str:
    """Give a token of a session that works under a name."""
    token = token_of(client)
    assert client.post("/person", data={"person": "Ada", "token": token, "next": "/journal"}).status_code == 200
    return token


def decide(client: TestClient, token: str, **form: str) -> str:
    """Send a decision and give the page that follows."""
    return client.post("/review/decide", data={"token": token, "next": "/journal", **form}).text


def test_a_decision_needs_a_name(client: TestClient, case: Case) -> None:
    page = decide(client, token_of(client), action="accept", incident=incidents_by_outlets(client)[2])
    assert "say who you are first" in page
    assert case.journal() == ()


def test_an_accepted_incident_says_by_whom_and_undo_takes_it_back(client: TestClient, token: str, case: Case) -> None:
    blast = incidents_by_outlets(client)[2]
    assert "kept: accept" in decide(client, token, action="accept", incident=blast)
    assert "accepted · Ada" in client.get(f"/incidents/{blast}").text
    assert client.get(f"/api/v1/incidents/{blast}").json()["review"] == {"status": "accepted", "by": "Ada"}
    assert client.get("/incidents?status=accepted").text.count("accepted · Ada") == 1
    decide(client, token, action="undo")
    assert client.get(f"/api/v1/incidents/{blast}").json()["review"]["status"] == "machine"
    assert [entry.decision.kind for entry in case.journal()] == ["accept", "undo"]
    assert case.verify() == []


def test_a_corrected_value_stands_beside_the_machines(client: TestClient, token: str) -> None:
    blast = incidents_by_outlets(client)[2]
    decide(client, token, action="correct", incident=blast, field="killed", value="12", reason="the hospital counted")
    page = client.get(f"/incidents/{blast}").text
    assert client.get(f"/api/v1/incidents/{blast}").json()["killed"]["best"] == 12
    assert "corrected · Ada" in page and "the hospital counted" in page
    assert "a police spokesman" in page


REFUSED = [
    ({"action": "reject"}, "a reason is needed"),
    ({"action": "correct", "field": "killed", "value": "many", "reason": "r"}, "no figure"),
    ({"action": "correct", "field": "place", "value": "Atlantis", "reason": "r"}, "no place named"),
    ({"action": "merge", "other": "i-none"}, "no incident"),
    ({"action": "explode"}, "no decision"),
    ({"action": "note"}, "the note is empty"),
    ({"action": "split"}, "some, not all"),
]


@pytest.mark.parametrize(("form", "words"), REFUSED)
def test_what_cannot_be_decided_says_why_and_leaves_no_entry(
    client: TestClient, token: str, case: Case, form: dict[str, str], words: str
) -> None:
    page = decide(client, token, incident=incidents_by_outlets(client)[2], **form)
    assert words in page.replace("&#39;", "'")
    assert case.journal() == ()


def test_two_incidents_are_merged_and_parted_again(client: TestClient, token: str) -> None:
    ids = incidents_by_outlets(client)
    assert "kept: merge" in decide(client, token, action="merge", incident=ids[2], other=ids[1][:8], reason="one day")
    assert client.get("/api/v1/incidents").json()["total"] == 1
    decide(client, token, action="undo")
    assert client.get("/api/v1/incidents").json()["total"] == 2


def test_the_queue_asks_about_the_disputed_toll_first(client: TestClient, token: str) -> None:
    page = client.get("/review").text
    assert "How many were killed?" in page
    assert "5 deaths at stake" in page
    total = client.get("/api/v1/questions").json()["total"]
    decide(client, token, action="accept", incident=incidents_by_outlets(client)[2])
    assert client.get("/api/v1/questions").json()["total"] < total


def test_the_api_takes_the_same_decisions(client: TestClient, token: str) -> None:
    blast = incidents_by_outlets(client)[2]
    assert client.post("/api/v1/decisions", data={"action": "accept", "incident": blast}).status_code == 403
    made = client.post("/api/v1/decisions", data={"action": "accept", "incident": blast, "token": token})
    assert made.status_code == 201 and made.json()["decision"]["kind"] == "accept"
    assert len(client.get("/api/v1/decisions").json()["decisions"]) == 1
