"""The formats by name. ``export(file, "json", target)`` is all that a command needs.

A writer fills one path: a file, or a folder for formats of several tables. What must go to a stream
is written to a temporary file first, so that every writer has one form and memory stays flat.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from catena.errors import InputError, UsageError
from catena.export import (
    acled,
    calendar_file,
    csv_tables,
    database,
    dossier,
    ftm,
    gdelt,
    geo,
    graph,
    lines,
    markdown,
    prov,
    timeline,
    ucdp,
    workbook,
)
from catena.export.contents import ChosenContents, Contents, contents_of, counted_by
from catena.export.contract import write_json
from catena.export.options import PROFILES, Options
from catena.export.withhold import withheld
from catena.model import IncidentFile
from catena.weigh.policies import policy_named

Writer = Callable[[Contents, Path, Options], None]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write an incident file; ``folder`` is several tables, ``companions`` stand beside the file.

    ``not_carried`` names what the format cannot hold, ``extra`` the library that it needs, ``policy`` the
    counting policy that it counts by where the options name none.
    """

    name: str
    summary: str
    suffix: str
    write: Writer
    not_carried: tuple[str, ...] = ()
    companions: tuple[str, ...] = ()
    folder: bool = False
    extra: str | None = None
    policy: str | None = None


def _write_contract(contents: Contents, path: Path, options: Options) -> None:
    extra: dict[str, str] = {} if options.profile == "full" else {"profile": options.profile}
    extra |= {} if options.policy is None else {"policy": options.policy_name}
    with path.open("w", encoding="utf8", newline="\n") as stream:
        write_json(contents, stream, version=options.version, extra=extra)


LAYOUT = ("evidence.csv", "figures.csv", "left-out.csv", "about.json")
FORMATS: dict[str, Format] = {
    each.name: each
    for each in (
        Format("json", "the public contract, catena-incident-file/1", ".json", _write_contract),
        Format("jsonl", "the records of the contract, one a line", ".jsonl", lines.write_jsonl),
        Format("csv", "flat tables as CSV, in a folder or a .zip", "", csv_tables.write_csv, folder=True),
        Format("parquet", "flat tables as Parquet, in a folder or a .zip", "", database.write_parquet, folder=True,
               extra="duckdb"),
        Format("xlsx", "flat tables as a workbook", ".xlsx", workbook.write_xlsx, extra="xlsxwriter"),
        Format("duckdb", "flat tables and views as a DuckDB database", ".duckdb", database.write_duckdb,
               extra="duckdb"),
        Format("ucdp-ged", "the 49 columns of UCDP GED", ".csv", ucdp.write_ucdp, ucdp.NOT_CARRIED, LAYOUT,
               policy="ucdp"),
        Format("acled", "the 31 columns of ACLED", ".csv", acled.write_acled, acled.NOT_CARRIED, LAYOUT,
               policy="acled"),
        Format("gdelt", "the columns of GDELT 2 events and mentions", ".csv", gdelt.write_gdelt, gdelt.NOT_CARRIED,
               ("mentions.csv", *LAYOUT)),
        Format("ftm", "FollowTheMoney entities and statements", ".ftm.json", ftm.write_ftm, ftm.NOT_CARRIED,
               ("statements.csv", "about.json")),
        Format("geojson", "points on a map (RFC 7946)", ".geojson", geo.write_geojson, geo.NOT_CARRIED),
        Format("kml", "points on a map for Google Earth", ".kml", geo.write_kml, geo.KML_NOT_CARRIED),
        Format("gexf", "who accuses and attacked whom, for Gephi", ".gexf", graph.write_gexf, graph.NOT_CARRIED),
        Format("prov", "PROV-O and Web Annotation as Turtle", ".ttl", prov.write_prov, prov.NOT_CARRIED,
               extra="pyoxigraph"),
        Format("prov-jsonld", "PROV-O and Web Annotation as JSON-LD", ".jsonld", prov.write_prov_jsonld,
               prov.NOT_CARRIED, extra="pyoxigraph"),
        Format("ics", "a calendar (RFC 5545)", ".ics", calendar_file.write_ics, calendar_file.NOT_CARRIED,
               ("about.json",)),
        Format("timelinejs", "slides for TimelineJS", ".json", timeline.write_timelinejs, timeline.NOT_CARRIED),
        Format("md", "to read, as Markdown", ".md", markdown.write_markdown, markdown.NOT_CARRIED),
        Format("pdf", "a dossier to print", ".pdf", dossier.write_pdf, dossier.NOT_CARRIED, extra="typst"),
    )
}  # fmt: skip


ELSEWHERE = ("html",)  # what rooms above this one write


def format_named(name: str) -> Format:
    """Find a format by its name; raise UsageError with the known names where there is none."""
    if name not in FORMATS:
        raise UsageError(f"no format named {name!r}; known: {', '.join(sorted((*FORMATS, *ELSEWHERE)))}")
    return FORMATS[name]


def export(
    file: IncidentFile | Contents, name: str | Format, target: Path | BinaryIO, options: Options | None = None
) -> None:
    """Write the file in a format, or the named one, to a path or a binary stream; a stream gets no companions.

    Raises UsageError for an unknown format or profile, or a folder format sent to a stream; InputError
    for a path that cannot be written.
    """
    chosen = name if isinstance(name, Format) else format_named(name)
    options = _with_policy(chosen, options or Options())
    contents = view(file, options)
    if isinstance(target, Path):
        try:
            _write_whole(chosen, contents, target, options)
        except OSError as error:
            raise InputError(f"{target}: cannot be written ({error.strerror}); choose another path") from error
        return
    if chosen.folder:
        raise UsageError(f"the format {chosen.name!r} is several files; give a folder or a .zip with -o")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"incidents{chosen.suffix}"
        chosen.write(contents, path, options)
        with path.open("rb") as written:
            shutil.copyfileobj(written, target)


def _write_whole(chosen: Format, contents: Contents, target: Path, options: Options) -> None:
    """Write beside the target first and move when all is done: what fails leaves no half of a file."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".catena-") as name:
        folder = Path(name)
        chosen.write(contents, folder / target.name, options)
        for each in folder.iterdir():
            _move(each, target.parent / each.name)


def _move(made: Path, target: Path) -> None:
    if not made.is_dir():
        made.replace(target)
        return
    target.mkdir(exist_ok=True)
    for each in made.iterdir():
        each.replace(target / each.name)


def _with_policy(chosen: Format, options: Options) -> Options:
    """Count by the policy of the project whose layout it is, where the caller named none."""
    if options.policy is not None or chosen.policy is None:
        return options
    return replace(options, policy=policy_named(chosen.policy), policy_name=chosen.policy)


def view(file: IncidentFile | Contents, options: Options) -> Contents:
    """Give the file as an export shows it: names withheld by profile, tolls counted by policy."""
    contents = contents_of(file)
    if options.profile not in PROFILES:
        raise UsageError(f"no profile named {options.profile!r}; known: {', '.join(PROFILES)}")
    if options.profile == "victims-withheld":
        contents = withheld(contents)
    if options.incident is not None:
        contents = _only(contents, options.incident)
    return contents if options.policy is None else counted_by(contents, options.policy)


def _only(contents: Contents, identifier: str) -> Contents:
    chosen = next((each for each in contents.incidents() if each.id == identifier), None)
    if chosen is None:
        raise UsageError(f"no incident {identifier!r} in this case; `catena show` lists their ids")
    return ChosenContents(contents, chosen)
