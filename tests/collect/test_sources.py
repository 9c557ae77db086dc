"""Files, folders and manifests: what is read, in which order, and what is refused with which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from catena.collect import Found, Given, Refused, collect, find_sources, read_bytes
from catena.errors import UnreadableDocument

REPORT = "Two guards shot in Port Haven\n\nPORT HAVEN (Reuters) - Two guards were shot on Friday, police said.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", ".hidden.txt", "gold.json", "case.catena"):
        (tmp_path / name).write_text(REPORT)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "c.txt").write_text(REPORT)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text(REPORT)
    return tmp_path


def names(paths: list[Path]) -> list[str]:
    return [item.name for item in find_sources(paths)]


def test_a_folder_is_read_in_order_without_hidden_files_and_references(folder: Path) -> None:
    assert names([folder]) == ["a.txt", "b.txt", "c.txt"]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    assert names([folder / "a.txt", folder, folder / "sub" / ".." / "a.txt"]) == ["a.txt", "b.txt", "c.txt"]


def test_a_missing_path_is_refused_and_the_rest_is_read(folder: Path) -> None:
    items = list(find_sources([folder / "nothing", folder / "a.txt"]))
    assert items[0] == Refused(str(folder / "nothing"), "no such file or folder")
    assert isinstance(items[1], Found)


def test_a_manifest_gives_its_values_to_its_files(folder: Path) -> None:
    (folder / "manifest.csv").write_text("file,outlet,published\na.txt,The Sample Post,2021-06-07\nb.txt,,\n")
    items = {item.name: item for item in find_sources([folder])}
    assert items["a.txt"] == Found(
        folder / "a.txt", "a.txt", Given(file="a.txt", outlet="The Sample Post", published="2021-06-07")
    )
    assert items["b.txt"] == Found(folder / "b.txt", "b.txt", Given(file="b.txt"))


def test_one_file_at_a_time_gives_the_same_documents_as_the_folder(folder: Path) -> None:
    (folder / "manifest.csv").write_text("file,outlet\na.txt,The Sample Post\n")
    whole = [collect(read_bytes(s.path), s.name, s.given) for s in find_sources([folder]) if isinstance(s, Found)]
    single = [
        collect(read_bytes(s.path), s.name, s.given)
        for path in (folder / "sub" / "c.txt", folder / "b.txt", folder / "a.txt")
        for s in find_sources([path])
        if isinstance(s, Found)
    ]
    assert sorted(whole, key=lambda d: d.id) == sorted(single, key=lambda d: d.id)
    assert {d.outlet for d in whole} == {"The Sample Post", "Reuters"}


@pytest.mark.parametrize(
    ("manifest", "name", "words"),
    [
        ("file,outlet\nz.txt,Post\n", "z.txt", "named in manifest.csv, but there is no such file"),
        ("outlet\nPost\n", "manifest.csv", "has no column 'file'; known columns: file, outlet, url"),
        ("", "manifest.csv", "has no column 'file'"),
        ("file,paper\na.txt,Post\n", "manifest.csv", "unknown column 'paper'"),
        ("file,file\na.txt,a.txt\n", "manifest.csv", "names a column twice"),
        ("file,outlet\n../a.txt,Post\n", "manifest.csv", "not the plain name of a file"),
        ("file,outlet\n,Post\n", "manifest.csv", "line 2: names no file"),
        ("file,outlet\na.txt,X\na.txt,Y\n", "manifest.csv", "line 3: file 'a.txt' is named twice"),
        ("file,published\na.txt,yesterday\n", "manifest.csv", "published 'yesterday' is not a date"),
        ("file,outlet\na.txt,Post,more\n", "manifest.csv", "more values than the table has columns"),
        ('file,outlet\na.txt,"Post\n', "manifest.csv", "not a CSV table"),
    ],
)
def test_a_bad_manifest_is_named_and_the_files_are_still_read(
    folder: Path, manifest: str, name: str, words: str
) -> None:
    (folder / "manifest.csv").write_text(manifest)
    items = list(find_sources([folder]))
    refused = [item for item in items if isinstance(item, Refused)]
    assert [item.name for item in refused] == [name]
    assert words in refused[0].reason
    assert [item.name for item in items if isinstance(item, Found)] == ["a.txt", "b.txt", "c.txt"]


def test_a_manifest_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "manifest.csv").write_bytes("file,outlet\na.txt,El País\n".encode("latin-1"))
    assert any("not UTF-8" in item.reason for item in find_sources([folder]) if isinstance(item, Refused))


def test_a_manifest_named_as_a_report_is_refused(folder: Path) -> None:
    (folder / "manifest.csv").write_text("file\na.txt\n")
    (item,) = find_sources([folder / "manifest.csv"])
    assert isinstance(item, Refused)
    assert "name the folder" in item.reason


def test_a_row_for_a_missing_file_does_not_speak_when_another_file_is_read_alone(folder: Path) -> None:
    (folder / "manifest.csv").write_text("file,outlet\na.txt,Post\nz.txt,Post\n")
    assert names([folder / "a.txt"]) == ["a.txt"]


@pytest.mark.parametrize("name", ["absent.txt", "sub"])
def test_bytes_of_what_is_no_file_are_refused(folder: Path, name: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"no such file|is a folder"):
        read_bytes(folder / name)


def test_an_over_long_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(UnreadableDocument, match=r"50\.0 MB long; at most 10\.0 MB"):
        read_bytes(path, limit=10_000_000)
