"""The commands. Each is a thin skin over ``run``, ``review`` and ``export``; an error is one line and an exit status."""

from __future__ import annotations

import sys
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from catena import __version__
from catena.errors import CatenaError, UsageError
from catena.web.commands import app as accounts_app

if TYPE_CHECKING:
    from catena.export.contents import Contents
    from catena.export.formats import Format
    from catena.model import IncidentFile
    from catena.run.judging import Judges
    from catena.store import Case

app = typer.Typer(
    name="catena",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)
app.add_typer(accounts_app, name="accounts")


def _tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"catena {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", help="Say the version.", callback=_tell_version, is_eager=True)
    ] = False,
) -> None:
    """From many news reports that disagree to one incident file, every value with its chain of evidence."""


CaseOption = Annotated[str, typer.Option("--case", help="The case: a file, or postgresql://user@host/database.")]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", help="The file as reports up to this day (YYYY-MM-DD) would have made it.")
]
DEFAULT_CASE = "case.catena"
INTERRUPTED = 130


@app.command()
def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            help="Reports: files, folders (with a manifest.csv if there is one), addresses as s3://bucket/folder, "
            "or - for standard input."
        ),
    ],
    case: CaseOption = DEFAULT_CASE,
    reader: Annotated[str, typer.Option(help="Which reader reads: rules or trained.")] = "rules",
    fields: Annotated[
        str, typer.Option("--map", help="Columns of a CSV or JSON Lines dump, as text=body,title=headline,…")
    ] = "",
    ocr: Annotated[bool, typer.Option("--ocr", help="Read pictures of pages too (slow; needs the ocr extra).")] = False,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes that read at once: by default one for each core, for a few reports one."),
    ] = None,
    engine: Annotated[
        str, typer.Option(help="Who reads: local (this machine) or dask (a cluster; needs the cluster extra).")
    ] = "local",
    scheduler: Annotated[
        str | None, typer.Option(help="The address of a Dask scheduler, as tcp://host:8786; by default one here.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")] = False,
) -> None:
    """Read reports into a case and make its incident file; files already there are known and skipped."""
    from catena.collect.records import Options, columns_of
    from catena.run.engines import open_engine
    from catena.run.progress import progress
    from catena.run.reading import read_paths
    from catena.run.showing import summarise
    from catena.run.work import Setup
    from catena.store import open_case

    setup = Setup(reader, options=Options(columns_of(fields), ocr=ocr))
    chosen = open_engine(engine, setup, paths, workers=workers, scheduler=scheduler)
    with closing(chosen), open_case(case) as opened, progress(quiet=quiet) as tell:
        outcome = read_paths(paths, opened, chosen, lambda c: _decided(c, reader, chosen.judge), tell)
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
    as_of: AsOfOption = None,
    history: Annotated[
        bool, typer.Option("--history", help="Show how the incident's toll grew: who, how many, when.")
    ] = False,
) -> None:
    """Show the table of incidents, or one incident with its rival values, their chains and quotes."""
    from catena.review.history import plot_toll, toll_history
    from catena.run.showing import find_incident, show_incident, show_table
    from catena.store import open_case

    with open_case(case, create=False) as opened:
        file = _file(opened, as_of)
    if incident is None:
        show_table(file)
        return
    show_incident(file, incident)
    if history and file is not None:
        for line in plot_toll(toll_history(file, find_incident(file, incident))):
            typer.echo(line)


@app.command()
def explain(
    words: Annotated[list[str], typer.Argument(help="A name, place or phrase; or the ids of two incidents.")],
    case: CaseOption = DEFAULT_CASE,
) -> None:
    """Say why a name, a place or a phrase was read as it was, or why two incidents were joined or kept apart."""
    from catena.knowledge.actors import load_actors
    from catena.knowledge.gazetteer import Gazetteer
    from catena.run.explaining import explain_pair, explain_words
    from catena.run.lists import Lists, explain_listed, lists_of
    from catena.store import open_case

    with open_case(case, create=False) as opened:
        file, lists = _kept(opened), Lists(lists_of(opened))
        pair = len(words) == 2 and all(any(i.id.startswith(w) or w in i.events for i in file.incidents) for w in words)
        readings = [reading for reader in opened.readers() for reading in opened.readings(reader)] if pair else []
    name = " ".join(words)
    if pair:
        lines = explain_pair(words[0], words[1], file, readings)
    else:
        lines = explain_words(name, file, load_actors(), Gazetteer.open())
    for line in (*lines, *(() if pair else explain_listed(name, lists))):
        typer.echo(line)


@app.command()
def export(
    case: CaseOption = DEFAULT_CASE,
    form: Annotated[
        str, typer.Option("--format", help="The form: json and others; an unknown one lists them.")
    ] = "json",
    out: Annotated[str, typer.Option("--out", "-o", help="Where to write; - is standard output.")] = "-",
    as_of: AsOfOption = None,
    profile: Annotated[str, typer.Option(help="full, or victims-withheld.")] = "full",
    policy: Annotated[str | None, typer.Option(help="A counting policy for the figures: ucdp, acled or ibc.")] = None,
    actors: Annotated[Path | None, typer.Option(help="A list of other projects' actor codes (CSV).")] = None,
    inter: Annotated[str, typer.Option(help="ACLED interaction codes as text or code.")] = "text",
    incident: Annotated[str | None, typer.Option(help="Only this incident, with its documents, by its id.")] = None,
    of_list: Annotated[str | None, typer.Option("--list", help="An imported list instead of the case's file.")] = None,
) -> None:
    """Write the incident file of a case in a form that others load."""
    from catena.export.codes import read_actor_codes
    from catena.export.formats import export as write
    from catena.export.formats import format_named
    from catena.export.options import PROFILES, Options
    from catena.run.case_contents import CaseContents
    from catena.run.lists import foreign_entities, list_named, lists_of
    from catena.store import open_case
    from catena.weigh.policies import policy_named

    if profile not in PROFILES or inter not in ("text", "code"):
        raise UsageError(f"profile is one of {', '.join(PROFILES)}; inter is text or code")
    format_chosen = _html_pages() if form == "html" else format_named(form)
    chosen = policy or format_chosen.policy
    options = Options(
        profile="full" if profile == "full" else "victims-withheld",
        inter="code" if inter == "code" else "text",
        policy=policy_named(chosen) if chosen is not None else None,
        policy_name=chosen or "as weighed",
        actors=tuple(read_actor_codes(actors)) if actors is not None else (),
        incident=incident,
    )
    with open_case(case, create=False) as opened:
        lists = lists_of(opened) if of_list is None else (list_named(opened, of_list),)
        file: IncidentFile | Contents = CaseContents(opened)
        if of_list is not None:
            file = lists[0].imported.file
        elif as_of is not None:
            file = _kept(opened, as_of)
        options = replace(options, foreign=foreign_entities(lists))
        write(file, format_chosen, sys.stdout.buffer if out == "-" else Path(out), options)


@app.command("import")
def import_(
    path: Annotated[Path, typer.Argument(help="The list: a file of somebody else's records.")],
    form: Annotated[str, typer.Option("--format", help="ftm, csv or json.")],
    case: CaseOption = DEFAULT_CASE,
) -> None:
    """Bring a list of others into a case: actors, known incidents, decisions; kept with its name and hash."""
    from catena.export.importing import import_list
    from catena.review.desk import utc_now
    from catena.run.lists import keep_list
    from catena.store import open_case

    imported = import_list(path, form)
    with open_case(case) as opened:
        fresh = keep_list(opened, imported, utc_now())
    file = imported.file
    counts = f"{len(file.actors)} actors, {len(file.incidents)} incidents, {len(file.judgements)} decisions"
    typer.echo(f"{imported.name}, sha256 {imported.sha256}: {counts if fresh else 'known already'}")


@app.command()
def lists(case: CaseOption = DEFAULT_CASE) -> None:
    """List the lists of others that were imported: name, format, hash, when, and what they hold."""
    from catena.run.lists import lists_of
    from catena.store import open_case

    with open_case(case, create=False) as opened:
        held = lists_of(opened)
    for each in held:
        file = each.imported.file
        counts = f"{len(file.actors)} actors, {len(file.incidents)} incidents, {len(file.judgements)} decisions"
        typer.echo(
            f"{each.origin}, {each.imported_utc}: {counts}, {len(each.imported.foreign)} entities kept as they came"
        )
    if not held:
        typer.echo("no list was imported")


@app.command()
def verify(case: CaseOption = DEFAULT_CASE) -> None:
    """Check every promise of a case again: quotes at their offsets, hashes of bytes, the chain of the journal."""
    from catena.store import open_case

    with open_case(case, create=False) as opened:
        problems = opened.verify()
        count = len(opened.document_ids())
    for problem in problems:
        typer.echo(f"broken: {problem}")
    if problems:
        raise typer.Exit(4)
    typer.echo(f"{count} documents: every quote stands at its offsets, every hash holds")


@app.command()
def review(
    by: Annotated[str, typer.Option("--by", help="Who decides; the name stands in the journal.")],
    case: CaseOption = DEFAULT_CASE,
    two_person: Annotated[
        bool | None,
        typer.Option("--two-person/--one-person", help="Ask for a second name before an incident is final."),
    ] = None,
) -> None:
    """Go through what is worth a decision, the highest stakes first: one screen an item, one key a decision."""
    from rich.console import Console

    from catena.review.case_file import set_two_person
    from catena.review.desk import Desk
    from catena.review.queue import find_alike
    from catena.review.terminal import read_key
    from catena.review.terminal import review as go
    from catena.run.knowledge import open_knowledge
    from catena.run.reading import assembler
    from catena.store import open_case

    with open_case(case, create=False) as opened:
        knowledge = open_knowledge("rules")
        if two_person is not None:
            set_two_person(opened, on=two_person)
        desk = Desk(opened, by, reader=_reader_of(opened), assemble=assembler(knowledge))
        alike = find_alike(desk.decided.file.actors, knowledge.actors)
        made = go(
            desk, Console(), read_key, lambda prompt: typer.prompt(prompt, default="", show_default=False), alike=alike
        )
    typer.echo(f"{made} decisions made")


@app.command()
def diff(
    before: Annotated[str, typer.Argument(help="A case, or with --case a day (YYYY-MM-DD).")],
    after: Annotated[str, typer.Argument(help="Another case, or a later day.")],
    case: Annotated[str | None, typer.Option("--case", help="Compare two days of this one case.")] = None,
) -> None:
    """Say what differs between two cases, or between two days of one: incidents new, gone, merged, values changed."""
    from catena.review.compare import compare
    from catena.review.difference_words import difference_lines
    from catena.store import open_case

    if case is not None:
        with open_case(case, create=False) as opened:
            files = _kept(opened, before), _kept(opened, after)
    else:
        with open_case(before, create=False) as one, open_case(after, create=False) as other:
            files = _kept(one), _kept(other)
    for line in difference_lines(compare(*files)):
        typer.echo(line)


@app.command()
def serve(
    case: CaseOption = DEFAULT_CASE,
    port: Annotated[int, typer.Option(help="The port on this machine.")] = 8321,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the browser.")] = False,
    host: Annotated[str, typer.Option(help="An address that others reach; it needs accounts.")] = "127.0.0.1",
    accounts: Annotated[
        Path | None, typer.Option(help="A file of accounts; on this machine, too, everybody signs in then.")
    ] = None,
    name: Annotated[list[str] | None, typer.Option(help="A further host name to answer to (behind a proxy).")] = None,
    certificate: Annotated[Path | None, typer.Option(help="A certificate for TLS (PEM).")] = None,
    key: Annotated[Path | None, typer.Option(help="The key of the certificate (PEM).")] = None,
) -> None:
    """Open a case in the browser, on this machine or for those with an account (needs the web extra)."""
    from catena.web.serve import Reach
    from catena.web.serve import serve as go

    go(case, Reach(host, accounts, tuple(name or ()), certificate, key), port=port, open_browser=open_browser)


@app.command()
def collect(
    urls: Annotated[
        list[str], typer.Argument(help="Addresses of public pages; this is the only command that uses the network.")
    ],
    case: CaseOption = DEFAULT_CASE,
    reader: Annotated[str, typer.Option(help="Which reader reads: rules or trained.")] = "rules",
) -> None:
    """Fetch pages that you name (robots.txt obeyed, never from private addresses) and read them into a case."""
    from catena.collect.fetch import Fetcher, fetch_documents
    from catena.run.engines import Here
    from catena.run.reading import read_found
    from catena.run.showing import summarise
    from catena.run.work import Setup
    from catena.store import open_case

    engine = Here.open(Setup(reader))
    with open_case(case) as opened:
        found = fetch_documents(urls, Fetcher())
        outcome = read_found(found, opened, engine, lambda c: _decided(c, reader))
    for line in summarise(outcome):
        typer.echo(line)
    for name, reason in outcome.unread:
        typer.echo(f"left unread: {name}: {reason}", err=True)


@app.command()
def dropped(case: CaseOption = DEFAULT_CASE) -> None:
    """List everything that was given and not read, each with its reason."""
    from catena.store import open_case

    with open_case(case, create=False) as opened:
        refusals = opened.refusals()
    for refusal in refusals:
        typer.echo(f"{refusal.name}: {refusal.reason}")
    if not refusals:
        typer.echo("nothing was left out")


@app.command()
def pack(
    out: Annotated[Path, typer.Argument(help="The archive to write (a BagIt bag in a .zip).")],
    case: CaseOption = DEFAULT_CASE,
    profile: Annotated[str, typer.Option(help="full, or victims-withheld.")] = "full",
) -> None:
    """Pack a case with its originals, texts, journal and incident file into one archive that checks itself."""
    from io import StringIO

    from catena.export.contents import contents_of
    from catena.export.contract import write_json
    from catena.export.options import PROFILES
    from catena.export.withhold import mask_of, withheld
    from catena.review.decide import withheld_names
    from catena.store import open_case
    from catena.store.pack import pack_case

    if profile not in PROFILES:
        raise UsageError(f"no profile named {profile!r}; known: {', '.join(PROFILES)}")
    with open_case(case, create=False) as opened:
        contents = contents_of(_kept(opened))
        mask = None if profile == "full" else mask_of(contents, withheld_names(opened.journal()))
        stream = StringIO()
        write_json(contents if mask is None else withheld(contents), stream)
        pack_case(opened, out, {"incident-file.json": stream.getvalue().encode()}, mask=mask)
    typer.echo(f"packed into {out}")


@app.command()
def unpack(
    archive: Annotated[Path, typer.Argument(help="An archive that catena pack wrote.")],
    case: CaseOption = DEFAULT_CASE,
) -> None:
    """Verify an archive and fill a new case with it."""
    from catena.store import open_case
    from catena.store.pack import unpack_case

    with open_case(case) as opened:
        done = unpack_case(archive, opened)
        _decided(opened, _reader_of(opened))
    typer.echo(
        f"{done.documents} documents and {done.decisions} decisions restored, {done.withheld_decisions} withheld"
    )


@app.command()
def merge(
    other: Annotated[str, typer.Argument(help="The other case, whose documents and decisions are added to --case.")],
    case: CaseOption = DEFAULT_CASE,
) -> None:
    """Join another person's case to this one and list the decisions that contradict each other."""
    from catena.review.joining import join_cases
    from catena.store import open_case

    with open_case(case) as opened, open_case(other, create=False) as joined_in:
        joined = join_cases(opened, joined_in)
        _decided(opened, _reader_of(opened))
    typer.echo(f"{joined.documents} documents, {joined.readings} readings and {joined.decisions} decisions added")
    for contradiction in joined.contradictions:
        earlier, later = contradiction.earlier.decision, contradiction.later.decision
        typer.echo(
            f"to settle: {contradiction.about}: {earlier.kind} by {earlier.person}, {later.kind} by {later.person}"
        )


def _reader_of(case: Case) -> str:
    """Give the reader whose readings a case shows: the trained one where it has read."""
    readers = case.readers()
    return "trained" if "trained" in readers or not readers else readers[0]


def _decided(case: Case, reader: str, judges: Judges | None = None) -> IncidentFile:
    from catena.knowledge.actors import load_actors
    from catena.review.case_file import decide_case
    from catena.run.judging import judge_here
    from catena.run.reading import assembler_with

    return decide_case(case, reader, assembler_with(load_actors(), judges or judge_here)).file


def _file(case: Case, as_of: str | None = None) -> IncidentFile | None:
    """Give the file that a case shows, or the one that an earlier day would have shown."""
    if as_of is None:
        return case.incident_file()
    from catena.review.travel import file_as_of
    from catena.run.knowledge import open_knowledge
    from catena.run.reading import assembler

    return file_as_of(case, as_of, _reader_of(case), assembler(open_knowledge("rules"))).file


def _html_pages() -> Format:
    """Give the format that the pages of the browser make; raise UsageError where the web extra is missing."""
    try:
        from catena.web.one_file import HTML
    except ImportError as error:
        raise UsageError("the format 'html' needs the web extra: pip install 'catena[web]'") from error
    return HTML


def _kept(case: Case, as_of: str | None = None) -> IncidentFile:
    from catena.model import IncidentFile

    file = _file(case, as_of)
    return file if file is not None else IncidentFile()


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
        with suppress(OSError):
            sys.stdout.close()
        sys.exit(0)


if __name__ == "__main__":
    main()
