from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from catena.errors import CaseError
from catena.store import open_case

from .by_hand import edit_by_hand
from .conftest import NewPlace


def test_a_case_is_one_file_once_it_is_closed(tmp_path: Path) -> None:
    with open_case(tmp_path / "town.catena"):
        pass
    assert [path.name for path in tmp_path.iterdir()] == ["town.catena"]


def test_a_case_that_is_not_there_is_not_made_unasked(place: str, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="there is no case here"):
        open_case(place, create=False)
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


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("postgresql://nobody@127.0.0.1:1/town", "cannot be reached"),
        ("postgresql://127.0.0.1:door/town", "no address of a case"),
    ],
    ids=["no server", "no port"],
)
def test_an_address_that_leads_nowhere_is_named(address: str, message: str) -> None:
    with pytest.raises(CaseError, match=message):
        open_case(address)


def test_a_password_is_never_repeated() -> None:
    with pytest.raises(CaseError) as raised:
        open_case("postgresql://amina:secret@127.0.0.1:1/town")
    assert "secret" not in str(raised.value)


def test_a_database_that_is_not_there_is_named(postgres_address: str) -> None:
    with pytest.raises(CaseError, match="no such database"):
        open_case(postgres_address.replace("/postgres", "/atlantis"))


def test_a_database_of_another_program_is_refused(new_database: NewPlace) -> None:
    place = new_database()
    edit_by_hand(place, "CREATE TABLE documents (id text)")
    with pytest.raises(CaseError, match=r"tables of another program \(documents\)"):
        open_case(place)


def test_a_user_who_may_not_write_is_told_so(new_database: NewPlace) -> None:
    place = new_database()
    edit_by_hand(place, "DROP ROLE IF EXISTS guest", "CREATE ROLE guest LOGIN")
    with pytest.raises(CaseError, match="may not do that"):
        open_case(place.replace("catena@", "guest@"))
