"""The commands as a person calls them: what they print, and the exit status of each kind of fault."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from catena import __version__, cli

REPORT = (
    "Gunmen killed four farmers near Jos on Tuesday, police said.\n\nPolice said two men were arrested on Wednesday.\n"
)


def run(*arguments: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(cli.app, [str(a) for a in arguments], input=text)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf8")
    path = tmp_path / "a.catena"
    assert run("read", tmp_path / "report.txt", "--case", path).exit_code == 0
    return path


def test_reading_again_says_that_the_file_is_known(case: Path) -> None:
    again = run("read", case.parent / "report.txt", "--case", case)
    assert "1 already known" in again.output


def test_one_bad_file_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf8")
    (tmp_path / "empty.txt").write_text("", encoding="utf8")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    result = run("read", tmp_path, "--case", tmp_path / "b.catena")
    assert result.exit_code == 0
    assert "empty.txt" in result.output and "binary.txt" in result.output and "1 document read" in result.output
    assert "empty.txt" in run("dropped", "--case", tmp_path / "b.catena").output


def test_nothing_readable_is_exit_status_two(tmp_path: Path) -> None:
    assert run("read", tmp_path / "absent.txt", "--case", tmp_path / "c.catena").exit_code == 2


def test_standard_input_is_read(tmp_path: Path) -> None:
    result = run("read", "-", "--case", tmp_path / "d.catena", text=REPORT)
    assert "1 document read" in result.output


def test_a_file_that_is_no_case_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    junk = tmp_path / "junk.catena"
    junk.write_text("no case", encoding="utf8")
    monkeypatch.setattr("sys.argv", ["catena", "show", "--case", str(junk)])
    with pytest.raises(SystemExit) as stopped:
        cli.main()
    assert stopped.value.code == 3
    assert "no case" in capsys.readouterr().err
    assert junk.read_text(encoding="utf8") == "no case"


def test_show_explain_and_verify_speak_of_the_incident(case: Path) -> None:
    table = run("show", "--case", case).output
    assert "Jos" in table
    file = json.loads(run("export", "--case", case).output)
    assert file["format"] == "catena-incident-file/1"
    page = run("show", file["incidents"][0]["id"][:8], "--case", case, "--history").output
    assert "police" in page
    assert run("explain", "Jos", "--case", case).output
    assert "every quote stands" in run("verify", "--case", case).output


def test_a_pack_restores_the_same_incident_file(case: Path, tmp_path: Path) -> None:
    archive, copy = tmp_path / "p.zip", tmp_path / "copy.catena"
    assert run("pack", archive, "--case", case).exit_code == 0
    assert run("unpack", archive, "--case", copy).exit_code == 0
    assert run("export", "--case", copy).output == run("export", "--case", case).output
    assert "0 documents" in run("merge", copy, "--case", case).output
    assert "nothing differs" in run("diff", case, copy).output


def test_a_policy_and_a_profile_are_checked_by_name(case: Path) -> None:
    assert run("export", "--case", case, "--policy", "ucdp").exit_code == 0
    assert run("export", "--case", case, "--profile", "victims-withheld").exit_code == 0
    assert run("export", "--case", case, "--policy", "gtd").exit_code != 0


def test_a_withheld_pack_holds_no_victim_by_name(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Rosa Quispe was shot dead in Puno on Monday, police said.\n", encoding="utf8")
    case, archive = tmp_path / "w.catena", tmp_path / "w.zip"
    assert run("read", tmp_path / "report.txt", "--case", case).exit_code == 0
    assert run("pack", archive, "--case", case, "--profile", "victims-withheld").exit_code == 0
    with zipfile.ZipFile(archive) as opened:
        assert not any(b"Quispe" in opened.read(name) for name in opened.namelist())


def test_the_version_is_told() -> None:
    assert run("--version").output.split() == ["catena", __version__]


def test_the_id_of_an_incident_is_no_name(case: Path) -> None:
    incident = json.loads(run("export", "--case", case).output)["incidents"][0]["id"]
    assert "is an incident" in run("explain", incident[:8], "--case", case).output


def test_a_report_in_another_language_is_listed_as_left_unread(tmp_path: Path) -> None:
    told = "Hombres armados mataron a tres personas en el mercado del puerto el lunes, dijo el alcalde de la ciudad.\n"
    (tmp_path / "report.txt").write_text(told * 4, encoding="utf8")
    run("read", tmp_path / "report.txt", "--case", tmp_path / "x.catena")
    assert "another language (es)" in run("dropped", "--case", tmp_path / "x.catena").output
