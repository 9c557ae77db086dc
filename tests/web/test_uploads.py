"""Reports given in the browser are limited, and read by another process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import ORIGIN
from tests.web.test_security import token_of

from catena.errors import UsageError
from catena.store import open_case
from catena.web import upload_pages
from catena.web.app import create_app
from catena.web.uploads import Uploads, keep_files, plain_name, reading_process

REPORT = (
    "Two farmers shot dead near Sampleford\n\nSample Herald, 2 June 2023\n\n"
    "Gunmen shot dead two farmers near Kaduna in Nigeria on Thursday, the police said.\n"
)
NAMES = [
    ("report.txt", "001_report.txt"), ("../../etc/passwd", "001_passwd"), ("C:\\temp\\a b.pdf", "001_a b.pdf"), ("", "001_file"),
    (".hidden", "001_hidden"), ("a\x00\n\u202eb.txt", "001_a___b.txt"), ("доклад.txt", "001_доклад.txt"), ("...", "001_file"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "kept"), NAMES)
def test_a_file_gets_a_plain_name(given: str, kept: str) -> None:
    assert plain_name(given, 1) == kept


def test_a_name_stays_short_enough_for_a_disk() -> None:
    assert len(plain_name("x" * 5000 + ".txt", 1)) < 200


def test_no_file_leaves_no_folder() -> None:
    with pytest.raises(UsageError, match="no file"):
        keep_files([])


def give(client: TestClient, *files: tuple[str, bytes], token: str | None = None):
    """Send files as the page's form does."""
    sent = [("files", (name, data, "text/plain")) for name, data in files]
    return client.post("/import", data={"token": token_of(client) if token is None else token}, files=sent)


def test_a_report_is_read_by_another_process_and_its_folder_is_gone(case_path: Path, tmp_path: Path) -> None:
    folder, names = keep_files([("report.txt", REPORT.encode())])
    uploads = Uploads(reading_process(str(case_path), "rules"))
    uploads.take("Ada", folder, names).join(120)
    assert uploads.recent()[0].status == 0, uploads.recent()[0].said
    assert not folder.exists()
    with open_case(case_path, create=False) as case:
        assert any(document.name.endswith("001_report.txt") for document in case.documents())


@pytest.fixture
def waiting(case_path: Path) -> Iterator[TestClient]:
    """Give pages whose uploads are read by a program that reads nothing."""
    app = create_app(case_path)
    quiet = [sys.executable, "-c", "print('<b>done</b>')"]
    app.state.uploads = Uploads(lambda folder: subprocess.Popen(quiet, stdout=subprocess.PIPE))
    with TestClient(app, base_url=ORIGIN, headers={"Origin": ORIGIN}) as client:
        yield client


def test_the_page_says_what_became_of_them_and_nothing_is_markup(waiting: TestClient) -> None:
    page = give(waiting, ("<script>x.txt", b"words")).text
    assert "001__script_x.txt" in page and "<b>done" not in page


def test_files_without_the_token_are_not_taken(waiting: TestClient) -> None:
    assert give(waiting, ("a.txt", b"a"), token="0" * 64).status_code == 403
    assert waiting.app.state.uploads.recent() == []  # type: ignore[attr-defined]


def test_too_much_is_refused_by_its_head_and_by_its_body(waiting: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_pages, "BYTES_MAX", 1000)
    assert give(waiting, ("a.txt", b"a" * 2000)).status_code == 403

    def body() -> Iterator[bytes]:
        yield b"a" * 2000

    lying = {"Content-Length": "10", "Content-Type": "multipart/form-data; boundary=x"}
    assert waiting.post("/import", content=body(), headers=lying).status_code == 403
    assert waiting.app.state.uploads.recent() == []  # type: ignore[attr-defined]


def test_too_many_files_are_refused(waiting: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(upload_pages, "FILES_MAX", 2)
    assert give(waiting, *((f"{n}.txt", b"a") for n in range(3))).status_code == 400
