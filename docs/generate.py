"""Write the pages that are made from the code: ``python docs/generate.py`` (or ``make docs``).

    docs/cli.md   the commands, from the command line itself

A test compares what stands in the repository with what this writes.
"""

from __future__ import annotations

from pathlib import Path

from typer import Context
from typer.cli import get_docs_for_click
from typer.core import TyperGroup
from typer.main import get_command

from catena.cli import app

HERE = Path(__file__).resolve().parent
CLI_PAGE = HERE / "cli.md"
_HEAD = "<!-- Written by docs/generate.py from the command line; change the commands, then run `make docs`. -->\n\n"


def cli_page() -> str:
    """Give the page of the commands as Markdown, the same on every machine and terminal."""
    command = get_command(app)
    assert isinstance(command, TyperGroup)
    page = get_docs_for_click(obj=command, ctx=Context(command), name="catena")
    for name, sub in command.commands.items():  # the list of commands cuts each line short
        page = page.replace(
            f"* `{name}`: {sub.get_short_help_str()}", f"* `{name}`: {(sub.help or '').splitlines()[0]}"
        )
    return _HEAD + page.strip() + "\n"


def main() -> None:
    """Write every page."""
    CLI_PAGE.write_text(cli_page(), encoding="utf8")


if __name__ == "__main__":
    main()
