"""The pages over a small case: what they show, what they escape, and that their address holds their state."""

from __future__ import annotations

import hashlib
import re

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import ORIGIN

from catena.model import Document, Published
from catena.store import Case, Provenance, open_case
from catena.web.app import create_app
from catena.web.rendering import NAVIGATION


def incidents_by_outlets(client: TestClient) -> dict[int, str]:
    """Give the ids of the incidents by the number of their reports."""
    return {len(each["documents"]): each["id"] for each in client.get("/api/v1/incidents").json()["incidents"]}


@pytest.fixture
def blast(client: TestClient) -> str:
    """Give the id of the blast, which two outlets tell."""
    return incidents_by_outlets(client)[2]


@pytest.fixture
def shooting(client: TestClient) -> str:
    """Give the id of the shooting, which one outlet tells."""
    return incidents_by_outlets(client)[1]


@pytest.mark.parametrize(
    "path", [address for address, _ in NAVIGATION] + ["/search", "/search?q=Testville", "/journal"]
)
def test_every_page_answers(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert "<h1>" in answer.text


def test_incidents_are_listed_with_disputes_and_the_mark_of_the_machine(client: TestClient) -> None:
    page = client.get("/incidents").text
    assert "2 incidents" in page
    assert '<span class="badge disputed">killed</span>' in page
    assert "Read by the machine; no person has accepted it" in page


FILTERS = [
    ("disputed=killed", 1), ("disputed=any", 1), ("outlet=Demo+Gazette", 1), ("country=IQ", 1), ("country=IQ&country=SY", 2),
    ("from=2021-06", 1), ("to=2021-05-31", 1), ("from=2021-05&to=2021-06", 2), ("status=machine", 2), ("status=accepted", 0),
    ("type=Attack", 1), ("q=testville", 1), ("q=nowhere", 0), ("country=IQ&outlet=Demo+Gazette", 0),
]  # fmt: skip


@pytest.mark.parametrize(("query", "count"), FILTERS)
def test_filters_in_the_address_narrow_the_list_the_api_and_the_other_views(
    client: TestClient, query: str, count: int
) -> None:
    assert f"<h1>{count} incident" in client.get(f"/incidents?{query}").text
    assert client.get(f"/api/v1/incidents?{query}").json()["total"] == count
    assert client.get(f"/timeline?{query}").status_code == client.get(f"/map?{query}").status_code == 200


@pytest.mark.parametrize(
    "query", ["from=soon", "sort=colour", "page=-3", "page=x", "per=99999999999999", "colour=red", "to=2021-13-40"]
)
def test_what_an_address_asks_in_vain_is_passed_over(client: TestClient, query: str) -> None:
    assert "<h1>2 incidents" in client.get(f"/incidents?{query}").text


def test_rival_values_stand_side_by_side_with_chain_and_quote(client: TestClient, blast: str) -> None:
    page = client.get(f"/incidents/{blast}").text
    killed = page[page.index('id="killed"') : page.index('id="date"')]
    assert list(re.findall(r"<h3>([^<]+)</h3>", killed)) in (["7", "12"], ["12", "7"])
    assert "Sample Herald ← Mock Agency ← a police spokesman" in killed
    assert "Mock Tribune ← the city hospital" in killed
    assert "<mark>12 people</mark>" in killed
    assert "No person has accepted it" in page


def test_an_accusation_stands_beside_the_denial(client: TestClient, blast: str) -> None:
    page = client.get(f"/incidents/{blast}").text
    party = page[page.index('id="perpetrator"') :]
    assert party.index("<h4>accused</h4>") < party.index("was behind the blast") < party.index("<h4>denies it</h4>")
    assert "denied any part in it" in party[party.index("<h4>denies it</h4>") :]


def test_the_toll_over_time_is_drawn_where_reports_are_of_several_days(
    client: TestClient, blast: str, shooting: str
) -> None:
    assert '<figure class="plot">' in client.get(f"/incidents/{blast}").text
    assert '<figure class="plot">' not in client.get(f"/incidents/{shooting}").text


def test_origins_are_a_tree_from_speakers_to_reports(client: TestClient, blast: str) -> None:
    page = client.get(f"/incidents/{blast}").text
    tree = page[page.index('class="tree"') : page.index('id="reports"')]
    assert tree.index("a police spokesman") < tree.index("Sample Herald")
    assert tree.index("the city hospital") < tree.index("Mock Tribune")


def test_a_quote_leads_to_its_place_in_the_document(client: TestClient, blast: str) -> None:
    page = client.get(f"/incidents/{blast}").text
    link = re.search(r'href="(/documents/[^"]+at=\d+-\d+)#here"', page)
    assert link is not None
    shown = client.get(link[1]).text
    assert 'id="here"' in shown and 'class="v here' in shown


def test_highlights_leave_the_text_as_it_was(client: TestClient, case: Case) -> None:
    for document in case.documents():
        page = client.get(f"/documents/{document.id}").text
        text = page[page.index('<div class="text"') :]
        text = text[text.index(">") + 1 : text.index("</div>")]
        plain = re.sub(r"<[^>]*>", "", text)
        for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&#39;", "'"), ("&#34;", '"'), ("&amp;", "&")):
            plain = plain.replace(entity, sign)
        assert plain == document.text


def test_a_kind_of_highlight_can_be_hidden(client: TestClient, case: Case) -> None:
    document = next(d.id for d in case.documents() if d.outlet == "Sample Herald")
    assert 'class="v k-place' in client.get(f"/documents/{document}").text
    assert 'class="v k-place' not in client.get(f"/documents/{document}?hide=place").text


ATTACKS = (
    "/search?q=%3Cscript%3Ealert(1)%3C/script%3E",
    "/incidents?q=%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E&from=%3Cmarquee%3E",
    "/incidents?said=%3Cscript%3E",
    "/actors?q=%3Csvg%20onload=1%3E",
)


def test_a_hostile_report_stays_text_on_every_page(client: TestClient, shooting: str, case: Case) -> None:
    gazette = next(d.id for d in case.documents() if d.outlet == "Demo Gazette")
    for path in ("/incidents", f"/incidents/{shooting}", "/documents", f"/documents/{gazette}", "/review", *ATTACKS):
        page = client.get(path).text
        assert not re.search(
            r"<script(?! (src|type)=)|<img|<svg onload|href=\"javascript:|<marquee|onerror=[^&]*>", page
        ), path
        assert ">49<" not in page


def test_original_bytes_are_given_as_a_file_never_as_a_page(client: TestClient, case: Case) -> None:
    document = next(iter(case.documents()))
    answer = client.get(f"/documents/{document.id}/original")
    assert answer.content == case.original(document.id)
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize(
    "path",
    ["/incidents/none", "/documents/none", "/actors/none", "/nowhere", "/documents/none/original", "/static/../app.py"],
)
def test_what_is_not_there_says_so(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "To the incidents" in answer.text or path.startswith("/static")


def test_one_line_of_megabytes_is_shown_part_by_part(client: TestClient, case: Case) -> None:
    line = "<b>strike</b> " * 200_000
    digest = hashlib.sha256(line.encode()).hexdigest()
    whole = Document(
        f"d{digest[:12]}",
        "line.txt",
        digest,
        "text/plain",
        None,
        line,
        Published(None, "unknown", "none told"),
        title=line,
    )
    case.add_document(whole, line.encode(), Provenance("file", "0", "2021-07-01T00:00:00+00:00", "line.txt"))
    for path in (f"/documents/{whole.id}", "/documents", f"/documents/{whole.id}?part=40", "/search?q=strike"):
        answer = client.get(path)
        assert answer.status_code == 200 and "<b>" not in answer.text.replace("deciding as <b>", "")
        assert len(answer.text) < 400_000


def test_an_empty_case_says_what_to_do(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("empty") / "empty.catena"
    open_case(path).close()
    with TestClient(create_app(path), base_url=ORIGIN) as client:
        for page in [address for address, _ in NAVIGATION]:
            answer = client.get(page)
            assert answer.status_code == 200
            assert "catena read" in answer.text


def test_search_finds_a_name_in_another_spelling(client: TestClient) -> None:
    page = client.get("/search?q=Brigad+of+Exampels").text
    assert "Brigade of Examples" in page
    assert "Nothing found" in client.get("/search?q=zzzzqqq").text


def test_timeline_draws_an_imprecise_day_as_a_span(client: TestClient) -> None:
    page = client.get("/timeline").text
    spans = re.findall(r'class="track( [^"]*)?"', page)
    assert sorted("wide" in found for found in spans) == [False, True]
