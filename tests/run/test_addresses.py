"""Reports at an address: found, named and opened as files in a folder are."""

from __future__ import annotations

from pathlib import Path

import pytest

from catena.collect import Refused
from catena.errors import UsageError
from catena.run.addresses import Address, find_addresses, is_address, open_address
from catena.run.pieces import sources_of

from .reports import write_reports

fsspec = pytest.importorskip("fsspec")


@pytest.mark.parametrize(
    ("path", "expected"),
    [("s3://archive/reports", True), ("memory://a", True), ("reports/one.txt", False), ("-", False), ("C:/a", False)],
)
def test_an_address_names_its_kind(path: str, expected: bool) -> None:
    assert is_address(path) == expected


def test_a_folder_at_an_address_gives_its_reports_in_order_without_hidden_ones() -> None:
    memory = fsspec.filesystem("memory")
    for name in ("b.txt", "a.txt", "deep/c.txt", ".hidden/d.txt", "manifest.csv", "readme.md"):
        memory.pipe(f"/archive/{name}", name.encode())
    found = list(find_addresses("memory://archive"))
    assert [a.name for a in found if isinstance(a, Address)] == ["a.txt", "b.txt", "c.txt"]
    with open_address(Address("memory://archive/deep/c.txt", "c.txt")) as stream:
        assert stream.read() == b"deep/c.txt"
    assert [a.name for a in find_addresses("memory://archive/b.*") if isinstance(a, Address)] == ["b.txt"]


def test_a_file_address_and_a_path_are_found_together(tmp_path: Path) -> None:
    write_reports(tmp_path / "one", 1)
    write_reports(tmp_path / "two", 2)
    found = list(sources_of([str(tmp_path / "one"), f"file://{tmp_path}/two", "-"]))
    assert [type(source).__name__ for source in found] == ["Found", "Address", "Address"]


def test_nothing_at_an_address_is_said_and_the_web_is_left_to_the_command_that_asks_first() -> None:
    assert [type(a) for a in find_addresses("memory://nowhere")] == [Refused]
    with pytest.raises(UsageError, match="catena collect"):
        list(find_addresses("https://example.org/a"))
    with pytest.raises(UsageError, match="nosuch"):
        list(find_addresses("nosuch://a"))
