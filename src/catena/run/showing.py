"""What a person sees on the terminal: the table of incidents, one incident with its rival values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from catena.errors import UsageError
from catena.model import (
    Count,
    Document,
    Evidence,
    Incident,
    IncidentFile,
    Party,
    Reported,
    ReportedCount,
    Source,
    Statement,
    Toll,
    Value,
    Victim,
    Weapon,
    When,
    Where,
)  # fmt: skip

if TYPE_CHECKING:
    from rich.console import Console

    from catena.run.reading import Outcome

_QUOTE_MAX = 220
_PIPE_WIDTH = 150
_ID_SHOWN = 8


def summarise(outcome: Outcome) -> Iterator[str]:
    """Give the closing lines of a reading: documents, incidents, disputed fields."""
    incidents = outcome.file.incidents
    disputed = sum(len(i.disputed) for i in incidents)
    known = f", {outcome.known} already known" if outcome.known else ""
    left = f", {len(outcome.unread)} left unread" if outcome.unread else ""
    incidents_read = f"{_plural(len(incidents), 'incident')}, {_plural(disputed, 'disputed field')}"
    yield f"{_plural(outcome.read, 'document')} read{known}{left}; {incidents_read}"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"


def show_table(file: IncidentFile | None) -> None:
    """Print the table of incidents, the disputed values side by side, and what to do next."""
    from rich.table import Table

    console = _console()
    if file is None or not file.incidents:
        console.print("The case holds no incident yet: catena read REPORTS… --case FILE reads reports into it.")
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("id", "date", "place", "kind", "killed", "wounded", "reports", "origins", "disputed"):
        table.add_column(name, overflow="fold")
    for incident in file.incidents:
        table.add_row(*_row(incident))
    console.print(table)
    for line in disputed_lines(file):
        console.print(line, markup=False, soft_wrap=True)
    example = next((i for i in file.incidents if i.disputed), file.incidents[0])
    console.print(
        f"\nNext: catena show {example.id[:_ID_SHOWN]} shows who says what of one incident, with every sentence.",
        markup=False,
    )


def _console() -> Console:
    """Give the terminal's console; a pipe is given room, so that no table is cut."""
    from rich.console import Console

    plain = Console(highlight=False)
    return plain if plain.is_terminal else Console(highlight=False, width=_PIPE_WIDTH)


def disputed_lines(file: IncidentFile) -> Iterator[str]:
    """Give the rival values of each disputed field, side by side, with who says which."""
    documents = {d.id: d for d in file.documents}
    disputed = [i for i in file.incidents if i.disputed]
    if disputed:
        yield "\nIn dispute"
    for incident in disputed:
        yield f"  {incident.title}  [{incident.id[:_ID_SHOWN]}]"
        for name in incident.disputed:
            for value, chain in _sides(incident, name, documents):
                yield f"    {name}: {value}  ({chain})"
            if name == "perpetrator":
                yield from _denials(incident, file.statements, documents)


def _denials(incident: Incident, statements: Iterable[Statement], documents: dict[str, Document]) -> Iterator[str]:
    for statement in statements:
        if statement.about == incident.id and statement.act == "denies":
            chain = chain_of(statement.source, (statement.evidence,), documents)
            yield f"    denied: “{_short(statement.evidence.quote)}”  ({chain})"


def _sides(incident: Incident, name: str, documents: dict[str, Document]) -> list[tuple[str, str]]:
    rows: dict[str, list[str]] = {}
    for value, source, evidence in _reported(incident, name):
        rows.setdefault(value, []).append(chain_of(source, evidence, documents))
    return [(value, "; ".join(dict.fromkeys(chains))) for value, chains in rows.items()]


def _reported(incident: Incident, name: str) -> Iterator[tuple[str, Source, Sequence[Evidence]]]:
    if name in {"killed", "wounded", "abducted"}:
        toll: Toll = getattr(incident, name)
        for row in toll.reported:
            if row.superseded_by is None and not row.subset:
                yield count_words(row.value), row.source, row.evidence
        return
    rows: Iterable[Reported] = {
        "date": incident.date.reported,
        "place": incident.place.reported,
        "perpetrator": incident.perpetrators,
        "weapon": incident.weapons,
    }.get(name, ())
    for reported in rows:
        for chain in reported.tellings():
            yield value_words(reported.value), chain.source, chain.evidence


def _row(incident: Incident) -> tuple[str, ...]:
    place = incident.place.best
    where = ", ".join(dict.fromkeys(p for p in (place.name, place.country) if p)) if place is not None else "–"
    return (
        incident.id[:_ID_SHOWN],
        incident.date.best or "–",
        where,
        incident.sub_event_type,
        toll_words(incident.killed),
        toll_words(incident.wounded),
        str(len(incident.documents)),
        str(incident.origins),
        ", ".join(incident.disputed),
    )


def toll_words(toll: Toll) -> str:
    """Write a toll as best, with its range where low and high differ; unknown is a dash."""
    if toll.best is None and toll.high is None:
        return "–"
    if toll.low == toll.high or toll.high is None or toll.low is None:
        return str(toll.best if toll.best is not None else f"≤ {toll.high}")
    return f"{toll.best} ({toll.low}–{toll.high})"


def count_words(count: Count) -> str:
    """Write a reported figure in words: "at least 4 people"."""
    if count.low == 0 and count.high == 0:
        return f"none ({count.who})"
    number = str(count.low if count.low is not None else count.high if count.high is not None else "some")
    if count.low is not None and count.high is not None and count.low != count.high:
        number = f"{count.low} to {count.high}"
    qualifier = "" if count.qualifier in {"exactly", "none"} else f"{count.qualifier} "
    return f"{qualifier}{number} {count.who}"


def value_words(value: Value) -> str:
    """Write any reported value in words."""
    match value:
        case Count():
            return count_words(value)
        case When():
            return f"{value.text} = {value.edtf or 'unknown'}"
        case Where():
            return value.text if value.place is None else f"{value.text} = {value.place.name}"
        case Party():
            return f"{value.name} [{value.status}, by {value.by}]"
        case Victim():
            return f"{value.name} [{value.fate}]"
        case Weapon():
            return value.name
        case _:
            return value.outcome


def chain_of(source: Source, evidence: Sequence[Evidence], documents: dict[str, Document]) -> str:
    """Write a chain: outlet ← relay ← speaker."""
    document = documents.get(evidence[0].document) if evidence else None
    outlet = (document.outlet or document.name) if document is not None else "?"
    links = [outlet]
    if source.via:
        links.append(source.via)
    if source.kind != "outlet":
        links.append(source.name)
    return " ← ".join(links)


def find_incident(file: IncidentFile, wanted: str) -> Incident:
    """Find the incident whose id begins so; raises UsageError where none or several do."""
    found = [i for i in file.incidents if i.id.startswith(wanted)]
    if len(found) != 1:
        known = ", ".join(i.id[:_ID_SHOWN] for i in file.incidents[:_ID_SHOWN])
        raise UsageError(f"{'no' if not found else 'more than one'} incident {wanted!r}; known: {known or 'none'} …")
    return found[0]


def show_incident(file: IncidentFile | None, wanted: str) -> None:
    """Print one incident: each field, its rival values, chain and quote; raises UsageError for an unknown id."""
    file = file if file is not None else IncidentFile()
    for line in incident_lines(file, find_incident(file, wanted)):
        print(line)


def incident_lines(file: IncidentFile, incident: Incident) -> Iterator[str]:
    """Give the lines of one incident's page on the terminal."""
    documents = {d.id: d for d in file.documents}
    yield incident.title
    yield f"  {incident.event_type} / {incident.sub_event_type}, {incident.outcome}; review: {incident.review.status}"
    reports = "report" if len(incident.documents) == 1 else "reports"
    yield f"  {len(incident.documents)} {reports}, {incident.origins} independent origin{'s' * (incident.origins != 1)}"
    verdicts = dict(incident.verdicts)
    for name in ("killed", "wounded", "abducted"):
        toll: Toll = getattr(incident, name)
        if toll.reported:
            yield f"\n{name}: {toll_words(toll)}  ({verdicts.get(name, '')})"
            for row in toll.reported:
                yield from _count_lines(row, documents)
    fields = (
        ("date", incident.date.reported),
        ("place", incident.place.reported),
        ("victim", incident.victims),
        ("perpetrator", incident.perpetrators),
        ("weapon", incident.weapons),
    )
    for name, rows in fields:
        if rows:
            yield f"\n{name}{_best(incident, name)}  ({verdicts.get(name, 'as told')})"
            for reported in rows:
                yield f"  {value_words(reported.value)}"
                for chain in reported.tellings():
                    yield from _evidence_lines(chain.source, chain.evidence, documents)
    statements = [s for s in file.statements if s.about == incident.id]
    if statements:
        yield "\nstatements"
        for statement in statements:
            yield from _statement_lines(statement, documents)


def _best(incident: Incident, name: str) -> str:
    if name == "date":
        return f": {incident.date.best or 'unknown'}"
    if name == "place":
        best = incident.place.best
        return f": {best.name if best is not None else 'unknown'}"
    return ""


def _count_lines(row: ReportedCount, documents: dict[str, Document]) -> Iterator[str]:
    marks = " [part of the whole]" * row.subset + " [superseded]" * (row.superseded_by is not None)
    yield f"  {count_words(row.value)}{marks}"
    yield from _evidence_lines(row.source, row.evidence, documents)


def _evidence_lines(source: Source, evidence: Sequence[Evidence], documents: dict[str, Document]) -> Iterator[str]:
    yield f"      {chain_of(source, evidence, documents)}"
    for piece in evidence[:2]:
        yield f"      “{_short(piece.quote)}”"


def _statement_lines(statement: Statement, documents: dict[str, Document]) -> Iterator[str]:
    yield f"  {statement.act}: {statement.source.name} ({statement.source.kind})"
    yield from _evidence_lines(statement.source, (statement.evidence,), documents)


def _short(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= _QUOTE_MAX else flat[: _QUOTE_MAX - 1].rstrip() + "…"
