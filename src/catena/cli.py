"""The commands. Each is a thin skin over ``catena.run``; errors become one line and an exit status by kind."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from catena.errors import CatenaError

app = typer.Typer(
    name="catena",
    help="From many news reports that disagree to one incident file, every value with its chain of evidence.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)
CaseOption = Annotated[str, typer.Option("--case", help="The case: a file, or postgresql://user@host/database.")]
DEFAULT_CASE = "case.catena"
INTERRUPTED = 130


@app.command()
def read(
    paths: Annotated[
        list[Path], typer.Argument(help="Reports: files, or folders (with a manifest.csv if there is one).")
    ],
    case: CaseOption = DEFAULT_CASE,
    reader: Annotated[str, typer.Option(help="Which reader reads: rules.")] = "rules",
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Read reports into a case and assemble its incident file; files already there are known and skipped."""
    from catena.run.knowledge import open_knowledge
    from catena.run.progress import progress
    from catena.run.reading import read_paths
    from catena.run.showing import summarise
    from catena.store import open_case

    knowledge = open_knowledge(reader)
    with open_case(case) as opened, progress(quiet=quiet) as tell:
        outcome = read_paths(paths, opened, knowledge, tell)
    if not quiet:
        for line in summarise(outcome):
            typer.echo(line)
    for name, reason in outcome.unread:
        typer.echo(f"left unread: {name}: {reason}", err=True)
    if outcome.unread and not outcome.read and not outcome.known:
        raise typer.Exit(2)


@app.command()
def show(
    incident: Annotated[str | None, typer.Argument(help="The id of an incident, or the first letters of it.")] = None,
    case: CaseOption = DEFAULT_CASE,
) -> None:
    """Show the table of incidents, or one incident with its rival values, their chains and quotes."""
    from catena.run.showing import show_incident, show_table
    from catena.store import open_case

    with open_case(case, create=False) as opened:
        file = opened.incident_file()
    if incident is None:
        show_table(file)
    else:
        show_incident(file, incident)


@app.command()
def export(
    case: CaseOption = DEFAULT_CASE,
    form: Annotated[
        str, typer.Option("--format", help="The form: json and others; an unknown one lists them.")
    ] = "json",
    out: Annotated[str, typer.Option("--out", "-o", help="Where to write; - is standard output.")] = "-",
) -> None:
    """Write the incident file of a case in a form that others load."""
    from catena.export.formats import export as write
    from catena.store import open_case

    with open_case(case, create=False) as opened:
        file = opened.incident_file()
    from catena.model import IncidentFile

    contents = file if file is not None else IncidentFile()
    write(contents, form, sys.stdout.buffer if out == "-" else Path(out))


@app.command()
def verify(case: CaseOption = DEFAULT_CASE) -> None:
    """Check every promise of a case again: quotes at their offsets, hashes of bytes, the chain of the journal."""
    from catena.store import open_case

    with open_case(case, create=False) as opened:
        problems = opened.verify()
        count = sum(1 for _ in opened.documents())
    for problem in problems:
        typer.echo(f"broken: {problem}")
    if problems:
        raise typer.Exit(4)
    typer.echo(f"{count} documents: every quote stands at its offsets, every hash holds")


def main() -> None:
    """Run the command line; an error of Catena's own is one line on standard error."""
    try:
        app()
    except CatenaError as error:
        typer.echo(f"catena: {error}", err=True)
        sys.exit(error.exit_status)
    except KeyboardInterrupt:
        typer.echo("catena: stopped; what was read is kept, reading again goes on from there", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.exit(0)


if __name__ == "__main__":
    main()
