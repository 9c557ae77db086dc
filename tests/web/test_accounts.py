"""Who may come in where a case is served to others: accounts, roles, sessions that end, a limit on attempts."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import ORIGIN
from typer.testing import CliRunner

from catena.cli import app as command_line
from catena.errors import CaseError, UsageError
from catena.store import Case
from catena.web.accounts import Accounts, accounts_beside
from catena.web.app import create_app
from catena.web.doors import ATTEMPTS_S, IDLE_S, LIFE_S, WRONG_MAX_BY_ADDRESS, WRONG_MAX_BY_NAME, Doors, may
from catena.web.serve import Reach, find_doors, host_names

PASSWORD = "four words of mine"


class Clock:
    """A clock that is put forward by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """Give a clock of the test's own."""
    return Clock()


@pytest.fixture(scope="session")
def accounts_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make one account of each role, once: a hash takes its time on purpose."""
    path = tmp_path_factory.mktemp("accounts") / "small.catena.accounts"
    accounts = Accounts(path)
    for name, role in (("Rea", "reader"), ("Ada", "reviewer"), ("Bo", "admin")):
        accounts.add(name, role, PASSWORD)
    return path


@pytest.fixture
def doors(accounts_file: Path, clock: Clock) -> Doors:
    """Give doors over those accounts."""
    return Doors(Accounts(accounts_file), clock)


@pytest.fixture
def guest(case_path: Path, doors: Doors) -> Iterator[TestClient]:
    """Give a browser that has not signed in."""
    with TestClient(create_app(case_path, doors=doors), base_url=ORIGIN, headers={"Origin": ORIGIN}) as found:
        yield found


def token_in(page: str) -> str:
    """Find the token of a page's forms."""
    found = re.search(r'name="token" value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def sign_in(client: TestClient, name: str, password: str = PASSWORD, **form: str):
    """Send the form of the sign-in page."""
    data = {"name": name, "password": password, "token": token_in(client.get("/login").text), **form}
    return client.post("/login", data=data, follow_redirects=False)


def test_only_a_hash_of_the_password_is_kept_and_only_for_the_owner(accounts_file: Path) -> None:
    words = accounts_file.read_text(encoding="utf-8")
    assert PASSWORD not in words and "$argon2id$" in words
    assert stat.S_IMODE(accounts_file.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [("", "reader", PASSWORD), ("A\x00", "reader", PASSWORD), ("A" * 81, "reader", PASSWORD), ("Ada", "king", PASSWORD),
     ("Ada", "reader", "short"), ("Ada", "reader", "x" * 1025)],
)  # fmt: skip
def test_what_is_no_account_is_refused(tmp_path: Path, name: str, role: str, password: str) -> None:
    with pytest.raises(UsageError):
        Accounts(tmp_path / "a").add(name, role, password)
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(
    "words", ["", "{}", "[]", '{"accounts": [{"name": "A", "role": "king", "password_hash": ""}]}']
)
def test_a_file_that_holds_no_accounts_is_told(tmp_path: Path, words: str) -> None:
    (tmp_path / "a").write_text(words, encoding="utf-8")
    with pytest.raises(CaseError, match="a:"):
        Accounts(tmp_path / "a").all()


@pytest.mark.parametrize("path", ["/incidents", "/review", "/progress/events", "/nowhere", "/documents/x/original"])
def test_whoever_has_not_signed_in_is_sent_to_the_form(guest: TestClient, path: str) -> None:
    answer = guest.get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/login")


@pytest.mark.parametrize("path", ["/api/v1/incidents", "/api/v1/file", "/api/v1/openapi.json"])
def test_the_api_says_so_without_a_form(guest: TestClient, path: str) -> None:
    assert guest.get(path).status_code == 401


def test_the_form_and_its_style_are_there_for_everybody(guest: TestClient) -> None:
    assert guest.get("/login").status_code == guest.get("/static/catena.css").status_code == 200
    assert "Testville" not in guest.get("/login?next=/incidents").text


def test_the_right_password_opens_the_page_that_was_asked_for(guest: TestClient) -> None:
    answer = sign_in(guest, "Rea", next="/map")
    assert (answer.status_code, answer.headers["location"]) == (303, "/map")
    assert "signed in as <b>Rea</b>" in guest.get("/map").text


def test_signing_in_draws_a_new_session(guest: TestClient) -> None:
    guest.get("/login")
    before = guest.cookies["catena_session"]
    cookie = sign_in(guest, "Rea").headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert guest.cookies["catena_session"] != before
    guest.cookies.clear()
    guest.cookies.set("catena_session", before)
    assert guest.get("/incidents", follow_redirects=False).status_code == 303


def test_over_tls_the_cookie_never_travels_in_clear(case_path: Path, doors: Doors) -> None:
    with TestClient(create_app(case_path, doors=doors, secure=True), base_url="https://127.0.0.1") as client:
        assert "secure" in client.get("/login").headers["set-cookie"].lower()


def test_a_sign_in_needs_the_token_of_the_form(guest: TestClient) -> None:
    assert guest.post("/login", data={"name": "Rea", "password": PASSWORD, "token": "0" * 64}).status_code == 403
    headers = {"Origin": "http://evil.example"}
    data = {"name": "Rea", "password": PASSWORD, "token": token_in(guest.get("/login").text)}
    assert guest.post("/login", data=data, headers=headers).status_code == 403


def test_a_form_leads_nowhere_else(guest: TestClient) -> None:
    assert sign_in(guest, "Rea", next="//evil.example").headers["location"] == "/"


@pytest.mark.parametrize(
    ("name", "password"), [("Rea", "not the password"), ("nobody", PASSWORD), ("", ""), ("rea", PASSWORD)]
)
def test_a_wrong_name_or_password_is_told_alike(guest: TestClient, name: str, password: str) -> None:
    answer = sign_in(guest, name, password)
    assert answer.status_code == 403
    assert "No account has this name and password." in answer.text


def test_after_some_wrong_passwords_even_the_right_one_waits(guest: TestClient, clock: Clock) -> None:
    for _ in range(WRONG_MAX_BY_NAME):
        assert sign_in(guest, "Rea", "not the password").status_code == 403
    refused = sign_in(guest, "Rea")
    assert refused.status_code == 429 and int(refused.headers["retry-after"]) <= ATTEMPTS_S + 1
    clock.now += ATTEMPTS_S + 1
    assert sign_in(guest, "Rea").status_code == 303


def test_one_address_cannot_try_name_after_name(doors: Doors) -> None:
    for number in range(WRONG_MAX_BY_ADDRESS):
        doors._wrong["from 10.0.0.9"].append(1000.0 + number / 100)
    assert doors.wait_s("another", "10.0.0.9") > 0
    assert doors.wait_s("another", "10.0.0.8") == 0


@pytest.mark.parametrize(("idle", "steps"), [(IDLE_S + 1, 1), (IDLE_S / 2, int(2 * LIFE_S / IDLE_S) + 1)])
def test_a_session_ends_when_idle_and_at_the_end_of_its_life(
    doors: Doors, clock: Clock, idle: float, steps: int
) -> None:
    session = doors.sign_in("Ada", PASSWORD, "")
    assert session is not None and doors.who(session) is not None
    for _ in range(steps):
        clock.now += idle
        found = doors.who(session)
    assert found is None


def test_a_session_ends_with_its_account(tmp_path: Path, clock: Clock) -> None:
    accounts = Accounts(tmp_path / "a")
    accounts.add("Eve", "admin", PASSWORD)
    doors = Doors(accounts, clock)
    session = doors.sign_in("Eve", PASSWORD, "")
    assert session is not None and doors.who(session) is not None
    accounts.remove("Eve")
    assert doors.who(session) is None
    with pytest.raises(UsageError, match="no account"):
        accounts.remove("Eve")


def test_signing_out_ends_the_session(guest: TestClient) -> None:
    sign_in(guest, "Rea")
    session = guest.cookies["catena_session"]
    guest.post("/logout", data={"token": token_in(guest.get("/journal").text)})
    guest.cookies.clear()
    guest.cookies.set("catena_session", session)
    assert guest.get("/incidents", follow_redirects=False).status_code == 303


ALLOWED = [
    ("reader", "GET", "/incidents", True), ("reader", "POST", "/review/decide", False), ("reader", "POST", "/logout", True),
    ("reader", "POST", "/api/v1/decisions", False), ("reviewer", "POST", "/review/decide", True),
    ("reviewer", "GET", "/import", False), ("reviewer", "POST", "/import", False), ("admin", "POST", "/import", True),
    ("admin", "POST", "/api/v1/decisions", True), ("reader", "DELETE", "/incidents", False),
]  # fmt: skip


@pytest.mark.parametrize(("role", "method", "path", "allowed"), ALLOWED)
def test_a_role_may_do_what_it_says(role, method, path, allowed) -> None:
    assert may(role, method, path) is allowed


def test_a_reader_cannot_decide(guest: TestClient, case: Case) -> None:
    sign_in(guest, "Rea")
    page = guest.get("/journal").text
    incident = guest.get("/api/v1/incidents").json()["incidents"][0]["id"]
    form = {"token": token_in(page), "action": "accept", "incident": incident}
    assert guest.post("/review/decide", data=form).status_code == 403
    assert guest.post("/api/v1/decisions", data=form).status_code == 403
    assert case.journal() == () and "deciding needs the role reviewer" in page


def test_a_reviewer_decides_under_the_name_of_the_account_and_no_other(guest: TestClient, case: Case) -> None:
    sign_in(guest, "Ada")
    token = token_in(guest.get("/journal").text)
    assert guest.post("/person", data={"token": token, "person": "Bo"}).status_code == 403
    incident = guest.get("/api/v1/incidents").json()["incidents"][0]["id"]
    answer = guest.post("/api/v1/decisions", data={"token": token, "action": "accept", "incident": incident})
    assert (answer.status_code, [entry.decision.person for entry in case.journal()]) == (201, ["Ada"])


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.7", "example.org"])
def test_an_address_that_others_reach_needs_accounts(case_path: Path, accounts_file: Path, host: str) -> None:
    with pytest.raises(UsageError, match="accounts add"):
        find_doors(str(case_path), Reach(host))
    assert find_doors(str(case_path), Reach(host, accounts_file)) is not None
    assert find_doors(str(case_path), Reach("127.0.0.1")) is None


def test_pages_answer_to_the_names_they_are_served_under() -> None:
    assert "10.1.2.3" in host_names(Reach("10.1.2.3", names=("case.example",)))
    assert "case.example" in host_names(Reach("0.0.0.0", names=("case.example",)))
    assert "0.0.0.0" not in host_names(Reach("0.0.0.0"))
    assert "[fe80::1]" in host_names(Reach("fe80::1"))


def test_a_case_on_a_server_has_nothing_beside_it() -> None:
    with pytest.raises(UsageError, match="--accounts"):
        accounts_beside("postgresql://me@host/case")


def test_accounts_are_made_listed_and_taken_away_from_the_command_line(tmp_path: Path) -> None:
    run, case = CliRunner().invoke, ["--case", str(tmp_path / "c.catena")]
    made = run(
        command_line, ["accounts", "add", "Ada", "--role", "admin", "--password-stdin", *case], input=f"{PASSWORD}\n"
    )
    assert made.exit_code == 0 and PASSWORD not in made.output
    assert run(command_line, ["accounts", "list", *case]).output == "Ada, admin\n"
    assert run(command_line, ["accounts", "remove", "Ada", *case]).exit_code == 0
    assert "no accounts" in run(command_line, ["accounts", "list", *case]).output
