"""The flat tables, read back by pandas, DuckDB and openpyxl."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace

import duckdb
import openpyxl
import pandas as pd
import pytest

from catena.errors import InputError, UsageError, VerifyError
from catena.export import extras
from catena.export.contents import contents_of
from catena.export.delimited import bare_text, cell, safe_text
from catena.export.formats import export
from catena.export.options import Options
from catena.export.tables import TABLES
from catena.export.workbook import CELL_CHARACTERS_MAX
from catena.model import Actor, IncidentFile

FORMULAS = [
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x", "'=1",
    "'quoted'",
]  # fmt: skip
PLAIN = ["Lucía Oré", "الجيش", "北京", "a=b", "3-4", "it's", "", "a\nb", 'say "no"', "a;b,c", "\u202eabc", "😀"]


@pytest.mark.parametrize("text", FORMULAS)
def test_text_that_a_spreadsheet_would_run_is_disarmed_and_comes_back(text):
    assert safe_text(text)[0] == "'"
    assert safe_text(text)[1:] == text
    assert bare_text(safe_text(text)) == text


@pytest.mark.parametrize("text", PLAIN)
def test_other_text_stays_as_it_is(text):
    assert safe_text(text) == text
    assert bare_text(text) == text


@pytest.mark.parametrize(
    ("value", "told"),
    [(None, ""), (0, "0"), (-12.05, "-12.05"), (True, "true"), (["a", "ü"], '["a", "ü"]'), ("=1", "'=1")],
)
def test_cell_of_each_kind(value, told):
    assert cell(value) == told


def actors_named(names: list[str]) -> IncidentFile:
    return IncidentFile(actors=tuple(Actor(f"a{at:02}", name, "person", (name,)) for at, name in enumerate(names)))


def test_names_of_any_script_survive_csv_and_no_formula_does(tmp_path):
    names = [name for name in FORMULAS + PLAIN if name]
    export(actors_named(names), "csv", tmp_path / "out")
    with (tmp_path / "out" / "actors.csv").open(encoding="utf8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [bare_text(row["name"]) for row in rows] == names
    assert not any(row["name"][:1] in "=+-@" for row in rows if row["name"])


def test_names_of_any_script_survive_a_workbook_as_text(tmp_path):
    names = [name for name in FORMULAS + PLAIN if name]
    export(actors_named(names), "xlsx", tmp_path / "out.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["actors"]
    cells = [row[1] for row in sheet.iter_rows(min_row=2)]
    assert {each.data_type for each in cells} == {"s"}
    # the format itself turns a carriage return to a line feed
    assert [each.value.replace("_x000D_", "\n") for each in cells] == [name.replace("\r", "\n") for name in names]


def test_long_text_is_cut_in_its_cell_and_whole_beside(incident_file, tmp_path):
    document = replace(incident_file.documents[0], text="x" * (2 * CELL_CHARACTERS_MAX + 5))
    export(IncidentFile(documents=(document,)), "xlsx", tmp_path / "out.xlsx")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert len(book["documents"].cell(2, 20).value) == CELL_CHARACTERS_MAX
    parts = [row[4] for row in book["long_texts"].iter_rows(min_row=2, values_only=True)]
    assert "".join(parts) == document.text


def test_csv_tables_are_read_by_pandas_with_unknown_as_missing(incident_file, tmp_path):
    export(incident_file, "csv", tmp_path / "out")
    incidents = pd.read_csv(tmp_path / "out" / "incidents.csv").set_index("id")
    assert pd.isna(incidents.loc["i1", "killed_best"])
    assert (incidents.loc["i1", "killed_low"], incidents.loc["i1", "killed_high"]) == (2, 3)
    assert pd.isna(incidents.loc["i2", "lat"])
    assert json.loads(incidents.loc["i1", "documents"]) == ["d1", "d2"]
    values = pd.read_csv(tmp_path / "out" / "values.csv")
    assert len(values) == 14
    texts = {each.id: each.text for each in incident_file.documents}
    for _, row in values.iterrows():
        assert texts[row["document"]][row["start"] : row["end"]] == row["quote"]
    assert sorted(path.stem for path in (tmp_path / "out").iterdir()) == sorted([*(t.name for t in TABLES), "about"])


def test_zip_holds_the_same_tables_as_the_folder(incident_file, tmp_path):
    export(incident_file, "csv", tmp_path / "out")
    export(incident_file, "csv", tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        for path in (tmp_path / "out").iterdir():
            assert archive.read(path.name) == path.read_bytes()


def test_duckdb_holds_every_table_and_its_views_answer(incident_file, tmp_path):
    export(incident_file, "duckdb", tmp_path / "case.duckdb")
    export(incident_file, "duckdb", tmp_path / "case.duckdb")
    with duckdb.connect(str(tmp_path / "case.duckdb"), read_only=True) as connection:
        for table in TABLES:
            count = connection.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()
            assert count == (len(list(table.rows(contents_of(incident_file)))),)
        killed = connection.execute("SELECT killed_best, killed_low, documents FROM incidents ORDER BY id").fetchall()
        assert killed == [(None, 2, ["d1", "d2"]), (None, None, ["d2"])]
        disputed = connection.execute("SELECT value FROM disputed_values ORDER BY id").fetchall()
        assert disputed == [("2",), ("at least 3",), ("1",)]
        denied = connection.execute("SELECT accused FROM accusations WHERE status = 'denies'").fetchall()
        assert denied == [("the Red Tide",)]
        assert connection.execute("SELECT month, incidents, killed_high FROM incidents_by_month").fetchall() == [
            ("2023-05", 1, 3)
        ]


def test_parquet_files_are_read_with_their_types(incident_file, tmp_path):
    export(incident_file, "parquet", tmp_path / "out")
    found = duckdb.sql(
        f"SELECT lat, killed_low, disputed FROM '{tmp_path}/out/incidents.parquet' ORDER BY id"
    ).fetchall()
    assert found == [(-12.05, 2, ["killed"]), (None, None, [])]
    described = duckdb.sql(f"DESCRIBE SELECT * FROM '{tmp_path}/out/values.parquet'").fetchall()
    kinds = {name: kind for name, kind, *_ in described}
    assert (kinds["low"], kinds["subset"], kinds["quote"]) == ("BIGINT", "BOOLEAN", "VARCHAR")


def test_folder_format_cannot_go_to_a_stream(incident_file):
    with pytest.raises(UsageError, match="give a folder"):
        export(incident_file, "csv", io.BytesIO())


def test_path_that_cannot_be_written_is_told(incident_file, tmp_path):
    with pytest.raises(InputError, match="cannot be written"):
        export(incident_file, "json", tmp_path / "no" / "such" / "folder.json")


def test_export_that_fails_leaves_the_older_file_and_nothing_else(incident_file, tmp_path):
    export(incident_file, "json", tmp_path / "case.json")
    before = (tmp_path / "case.json").read_bytes()
    attack = next(each for each in incident_file.incidents if each.id == "i1")
    broken = replace(attack, weapons=attack.victims)
    for name in ("json", "csv", "acled"):
        with pytest.raises(VerifyError, match="weapon"):
            export(replace(incident_file, incidents=(broken,)), name, tmp_path / "case.json")
    assert (tmp_path / "case.json").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["case.json"]


def test_unknown_profile_is_told(incident_file, tmp_path):
    with pytest.raises(UsageError, match="victims-withheld"):
        export(incident_file, "json", tmp_path / "x.json", Options(profile="secret"))


def test_missing_library_is_told_with_how_to_get_it():
    with pytest.raises(UsageError, match=r"pip install 'catena\[export\]'"):
        extras.need("no_such_library_of_catena", "pdf")
