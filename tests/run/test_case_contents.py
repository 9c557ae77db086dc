"""A case walked on disk gives the bytes that the whole file in memory gives, in every format."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from catena.export.contents import contents_of
from catena.export.contract import hash_contents
from catena.export.formats import FORMATS, export
from catena.export.options import Options
from catena.model import IncidentFile
from catena.run.case_contents import CaseContents
from catena.store import open_case

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read the samples once."""
    path = tmp_path_factory.mktemp("contents") / "samples.catena"
    command = [sys.executable, "-m", "catena.cli", "read", str(ROOT / "samples"), "--case", str(path), "-q"]
    subprocess.run(command, check=True)
    return path


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"duckdb", "parquet", "xlsx", "pdf"}))
def test_disk_and_memory_give_the_same_bytes(samples: Path, tmp_path: Path, name: str) -> None:
    with open_case(samples, create=False) as case:
        file = case.incident_file()
        assert file is not None and file.incidents
        for profile in ("full", "victims-withheld"):
            options = Options(profile=profile)  # type: ignore[arg-type]
            export(CaseContents(case), name, tmp_path / "disk", options)
            export(file, name, tmp_path / "memory", options)
            assert written(tmp_path, "disk") == written(tmp_path, "memory")


def written(folder: Path, name: str) -> dict[str, bytes]:
    """Give what an export wrote under a name, its companions by their endings, parts of a folder by theirs."""
    found = [
        each for each in folder.rglob("*") if each.is_file() and each.relative_to(folder).parts[0].startswith(name)
    ]
    return {str(each.relative_to(folder)).removeprefix(name): each.read_bytes() for each in found}


def test_hash_of_the_findings_is_the_same(samples: Path) -> None:
    with open_case(samples, create=False) as case:
        assert hash_contents(CaseContents(case)) == hash_contents(contents_of(case.incident_file() or IncidentFile()))


def test_a_case_without_a_file_is_an_empty_file(tmp_path: Path) -> None:
    with open_case(tmp_path / "empty.catena") as case:
        export(CaseContents(case), "json", tmp_path / "disk.json")
        export(IncidentFile(), "json", tmp_path / "memory.json")
    assert (tmp_path / "disk.json").read_bytes() == (tmp_path / "memory.json").read_bytes()
