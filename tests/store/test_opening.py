from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from catena.errors import CaseError
from catena.store import open_case


def test_a_case_is_one_file_once_it_is_closed(tmp_path: Path) -> None:
    with open_case(tmp_path / "town.catena"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["town.catena"]


def test_a_case_that_is_not_there_is_not_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="there is no case here"):
        open_case(tmp_path / "town.catena", create=False)
    assert list(tmp_path.iterdir()) == []


def _make_foreign_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE documents (id)")
    connection.close()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.write_bytes(b""), "the file is empty"),
        (lambda path: path.write_bytes(b"Dear all, " * 100), "the file is no case"),
        (lambda path: path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 40), "of another program"),
        (_make_foreign_database, "of another program"),
    ],
    ids=["empty", "a letter", "a stub", "another program's database"],
)
@pytest.mark.parametrize("create", [True, False])
def test_a_file_that_is_no_case_is_refused_and_left_as_it_is(tmp_path: Path, make, message: str, create: bool) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "thing"
    make(path)
    before = path.read_bytes()
    with pytest.raises(CaseError, match=message):
        open_case(path, create=create)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("where", "message"),
    [("", "cannot be read"), ("no/such/folder/town.catena", "cannot be opened")],
    ids=["a folder", "a missing folder"],
)
def test_a_place_that_can_hold_no_case_is_named(tmp_path: Path, where: str, message: str) -> None:
    with pytest.raises(CaseError, match=message):
        open_case(tmp_path / where)


def test_a_newer_case_is_refused_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "town.catena"
    open_case(path).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE schema_version SET version_num = '9999'")
    connection.commit()
    connection.close()
    with pytest.raises(CaseError, match=r"newer Catena \(case version 9999"):
        open_case(path)
