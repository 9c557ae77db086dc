"""Write the pages, and the parts of pages, that are made from the code: ``python docs/generate.py`` (or ``make docs``).

    docs/cli.md                    the commands, from the command line itself; a test keeps it in step
    README.md, docs/tutorial.md    what commands print for the samples: each block that stands below a marker

A marker is a comment, ``<!-- output: COMMAND -->``, before a fenced block. A shell comment after the command keeps a
part of what is printed: ``# lines 3-20`` or ``# from WORDS``. ``{disputed}`` in a command stands for the incident with
the most disputed fields.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from typer import Context
from typer.cli import get_docs_for_click
from typer.core import TyperGroup
from typer.main import get_command

from catena.cli import app

ROOT = Path(__file__).resolve().parents[1]
CLI_PAGE = ROOT / "docs" / "cli.md"
PAGES_WITH_OUTPUT = (ROOT / "README.md", ROOT / "docs" / "tutorial.md")
WIDTH = 112
_HEAD = "<!-- Written by docs/generate.py from the command line; change the commands, then run `make docs`. -->\n\n"
# A marker and the fenced block below it: "<!-- output: catena show # lines 1-9 -->", then ``` to ```.
_BLOCK = re.compile(r"(<!-- output: (?P<command>[^#]+?)(?: # (?P<part>[^>]+?))? -->\n)```[a-z]*\n.*?```", re.DOTALL)


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


def fill_blocks(page: str, folder: Path) -> str:
    """Run the command of each marker in a folder, in order, and put what it prints into the block below it."""

    def filled(match: re.Match[str]) -> str:
        command = _with_incident(match["command"], folder)
        printed = _part(_run(command, folder), match["part"])
        return f"{match[1]}```console\n$ {command}\n{printed}\n```"

    return _BLOCK.sub(filled, page)


def _with_incident(command: str, folder: Path) -> str:
    if "{disputed}" not in command:
        return command
    incidents = json.loads(_run("catena export --case samples.catena", folder))["incidents"]
    most = max(incidents, key=lambda i: (len(i["disputed"]), len(i["documents"]), i["id"]))
    return command.replace("{disputed}", most["id"][:8])


def _run(command: str, folder: Path) -> str:
    """Run one command line of the installed program; what it prints on both streams, without trailing blanks."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "COLUMNS": str(WIDTH), "NO_COLOR": "1"},
        text=True,
        encoding="utf8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=True,
    )
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").split("\n"))


def _part(printed: str, part: str | None) -> str:
    """Keep "lines 3-20" or what stands "from WORDS" on; an ellipsis stands for what is left out."""
    lines = printed.split("\n")
    if part is None:
        return printed
    if part.startswith("from "):
        first, last = next(i for i, line in enumerate(lines) if part.removeprefix("from ") in line), len(lines)
    else:
        low, high = part.removeprefix("lines ").split("-")
        first, last = int(low) - 1, min(int(high), len(lines))
    return "\n".join([*["…"][: first > 0], *lines[first:last], *["…"][: last < len(lines)]])


def main() -> None:
    """Write every page."""
    CLI_PAGE.write_text(cli_page(), encoding="utf8")
    for page in PAGES_WITH_OUTPUT:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "samples").symlink_to(ROOT / "samples")
            page.write_text(fill_blocks(page.read_text(encoding="utf8"), folder), encoding="utf8")


if __name__ == "__main__":
    main()
