from __future__ import annotations

from pathlib import Path

import pytest

from catena.export.formats import FORMATS
from catena.export.importing import IMPORTS

PAGE = (Path(__file__).parents[2] / "docs" / "exports.md").read_text(encoding="utf8")


def section(name: str) -> str:
    return PAGE.split(f"### {name}\n", maxsplit=1)[1].split("\n#", maxsplit=1)[0]


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_page_says_of_each_format_what_it_loses_needs_and_leaves_beside_it(name):
    chosen = FORMATS[name]
    told = section(name)
    losses = "; ".join(chosen.not_carried) or "nothing; the whole file is there"
    assert f"Not carried: {losses}." in told
    assert all(f"`….{each}`" in told for each in chosen.companions)
    assert chosen.extra is None or f"Needs `{chosen.extra}`" in told


def test_page_names_no_format_that_is_not_there():
    named = [line.removeprefix("### ") for line in PAGE.splitlines() if line.startswith("### ")]
    assert named == list(FORMATS)


@pytest.mark.parametrize("name", sorted(IMPORTS))
def test_page_says_what_each_list_format_brings_in(name):
    assert f"| `{name}` |" in PAGE
