"""Tables parsed when the package is built are those of their YAML, and never an older one's."""

from __future__ import annotations

import marshal
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

import catena.knowledge as knowledge
from catena.knowledge import hash_text, parse_table, read_table
from catena.knowledge.tables_build import build_tables


@pytest.fixture(autouse=True)
def _no_table_is_known_already() -> Iterator[None]:
    yield
    read_table.cache_clear()
    knowledge._parsed_tables.cache_clear()


def rows_of(path: Path) -> dict[str, tuple[str, bytes]]:
    version, rows = marshal.loads(path.read_bytes())
    assert version == sys.version_info[:2]
    found: dict[str, tuple[str, bytes]] = rows
    return found


def test_every_table_comes_out_as_its_yaml_says(tmp_path: Path) -> None:
    count = build_tables(tmp_path / "tables.bin")
    rows = rows_of(tmp_path / "tables.bin")
    assert count == len(rows) > 15
    text = files("catena.knowledge").joinpath("weapons.yaml").read_text(encoding="utf8")
    assert rows["weapons"][0] == hash_text(text)
    assert marshal.loads(rows["weapons"][1]) == parse_table("weapons", text)


def test_a_table_that_was_edited_since_is_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    stale = {"weapons": ("the hash of another text", marshal.dumps({"source": "stale"}))}
    monkeypatch.setattr(knowledge, "_parsed_tables", lambda: stale)
    read_table.cache_clear()
    assert read_table("weapons")["source"] != "stale"
