from __future__ import annotations

from pathlib import Path

from catena.collect import Found, Given, Options, Refused
from catena.run.pieces import Handed, pieces_of

GIVEN = Given(outlet="The Sample Post")


def unknown(_: str) -> bool:
    return False


def test_a_file_is_one_piece_with_its_path_and_given_values(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Two herders were shot dead near the well.\n")
    (piece,) = pieces_of(Found(path, "a.txt", GIVEN), Options(), unknown)
    assert piece == Handed("a.txt", path.read_bytes(), str(path), GIVEN)


def test_a_file_that_vanished_is_refused(tmp_path: Path) -> None:
    (piece,) = pieces_of(Found(tmp_path / "a.txt", "a.txt", GIVEN), Options(), unknown)
    assert piece == Refused("a.txt", "no such file")
