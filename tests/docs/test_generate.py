"""The pages made from the code say what the code says."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from catena.cli import app

ROOT = Path(__file__).parents[2]
PAGES = sorted(path for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "samples" / "README.md"])
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


def generator() -> ModuleType:
    """Load docs/generate.py, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_the_commands_is_in_step_with_them() -> None:
    generate = generator()
    assert generate.CLI_PAGE.read_text(encoding="utf8") == generate.cli_page(), "run `make docs`"


def test_the_page_of_the_commands_is_the_same_on_a_narrow_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    generate = generator()
    wide = generate.cli_page()
    monkeypatch.setenv("COLUMNS", "20")
    assert generate.cli_page() == wide


def test_every_command_has_a_section_and_an_uncut_line_in_the_list() -> None:
    page = generator().cli_page()
    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    assert names
    assert all(f"## `catena {name}`" in page for name in names)
    assert "..." not in page.partition("**Commands**")[2].partition("## `")[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = LINK.findall(page.read_text(encoding="utf8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_a_broken_link_would_be_seen() -> None:
    assert LINK.findall("[here](nowhere.md#part) and [there](https://example.org/x.md)") == ["nowhere.md"]
