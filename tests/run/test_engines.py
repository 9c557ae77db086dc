"""Reading in several processes: the same bytes, and nothing lost or read twice whatever becomes of a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from catena.collect import Refused
from catena.collect.records import Known
from catena.errors import CaseError, UsageError
from catena.run import work
from catena.run.engines import Here, Processes, open_engine
from catena.run.pieces import Handed, Piece, pieces_of, sources_of
from catena.run.work import Read, Setup
from catena.store import open_case

from .reports import report, write_reports

COUNT = 14


def read(folder: Path, case: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(folder, case, *arguments), capture_output=True, text=True, check=True)


def command(folder: Path, case: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "catena.cli", "read", str(folder), "--case", str(case), *arguments]


def exported(case: Path) -> bytes:
    export = [sys.executable, "-m", "catena.cli", "export", "--case", str(case)]
    return subprocess.run(export, capture_output=True, check=True).stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = write_reports(tmp_path_factory.mktemp("reports"), COUNT)
    (place / "empty.txt").write_text("", encoding="utf8")
    return place


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    case = tmp_path_factory.mktemp("one") / "one.catena"
    read(folder, case, "--workers", "1")
    return exported(case)


@pytest.mark.slow
def test_two_processes_give_the_same_bytes_as_one(folder: Path, expected: bytes, tmp_path: Path) -> None:
    case = tmp_path / "two.catena"
    done = read(folder, case, "--workers", "2")
    assert f"{COUNT} documents read, 1 left unread" in done.stdout
    assert "empty.txt" in done.stderr
    assert exported(case) == expected
    assert f"0 documents read, {COUNT} already known" in read(folder, case, "--workers", "2").stdout


@pytest.mark.slow
def test_a_killed_reading_loses_nothing_of_what_it_kept_and_goes_on_from_there(
    folder: Path, expected: bytes, tmp_path: Path
) -> None:
    case = tmp_path / "killed.catena"
    reading = subprocess.Popen(command(folder, case, "--workers", "2", "--quiet"))
    kept = wait_for_documents(case, reading)
    reading.kill()
    reading.wait()
    again = read(folder, case, "--workers", "2")
    assert f"{COUNT - kept} documents read, {kept} already known" in again.stdout
    assert exported(case) == expected


def wait_for_documents(case: Path, reading: subprocess.Popen[bytes]) -> int:
    """Wait until the case holds something; the reading is stopped meanwhile, so that it cannot end first."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        reading.send_signal(signal.SIGSTOP)
        with suppress(CaseError), open_case(case, create=False) as opened:
            if kept := len(opened.document_ids()):
                return kept
        reading.send_signal(signal.SIGCONT)
        time.sleep(0.1)
    raise AssertionError("nothing was kept in a minute")


class EndsItsProcess(Handed):
    """A piece that ends whatever process unpacks it, as a text that breaks a library would."""

    def __reduce__(self) -> Any:
        return os._exit, (9,)


def handed(number: int) -> Handed:
    return Handed(f"{number}.txt", report(number).encode(), f"{number}.txt")


@pytest.mark.slow
def test_a_piece_that_ends_its_process_is_refused_and_the_others_are_read() -> None:
    pieces: list[Piece] = [handed(0), EndsItsProcess("poison.txt", b"", "poison.txt"), handed(1), handed(2)]
    results = [r for group in Processes(Setup("rules"), 1).read(pieces) for r in group]
    assert [r.name for r in results if isinstance(r, Refused)] == ["poison.txt"]
    assert sorted(r.document.name for r in results if isinstance(r, Read)) == ["0.txt", "1.txt", "2.txt"]


def test_a_fault_in_one_document_is_named_and_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    read_document = work.read_document

    def faulty(document: Any, knowledge: Any) -> Any:
        if document.name == "1.txt":
            raise IndexError("out of range")
        return read_document(document, knowledge)

    monkeypatch.setattr(work, "read_document", faulty)
    results = [r for group in Here.open(Setup("rules")).read([handed(0), handed(1), handed(2)]) for r in group]
    refused = [r for r in results if isinstance(r, Refused)]
    assert [(r.name, "IndexError: out of range" in r.reason) for r in refused] == [("1.txt", True)]
    assert sum(isinstance(r, Read) for r in results) == 2


def test_a_few_reports_are_read_here_and_an_unknown_reader_is_refused_before_any_process(tmp_path: Path) -> None:
    write_reports(tmp_path, 3)
    assert isinstance(open_engine("local", Setup("rules"), [tmp_path]), Here)
    with pytest.raises(UsageError, match="no reader named 'rulez'"):
        open_engine("local", Setup("rulez"), [tmp_path], workers=2)


def test_a_container_is_cut_into_its_documents_and_known_ones_are_left_out(tmp_path: Path) -> None:
    rows = "".join(f'{{"id": "{n}", "text": "{report(n).splitlines()[4]}"}}\n' for n in range(3))
    (tmp_path / "dump.jsonl").write_text(rows, encoding="utf8")
    (tmp_path / "one.txt").write_text(report(1), encoding="utf8")
    options = Setup("rules").options
    found = list(walk(tmp_path, lambda document: False))
    assert len(found) == 4
    known = {r.document.id for g in Here.open(Setup("rules")).read(found) for r in g if isinstance(r, Read)}
    assert len(known) == 4
    assert all(isinstance(item, Known) for item in walk(tmp_path, known.__contains__))
    assert options.is_known is None


def walk(folder: Path, is_known: Any) -> Iterator[Any]:
    for source in sources_of([folder]):
        assert not isinstance(source, Refused)
        yield from pieces_of(source, Setup("rules").options, is_known)
