"""One incident as its page shows it: rival values side by side, each with its chain and its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from catena.model import (
    Copy,
    Course,
    Document,
    Evidence,
    Incident,
    IncidentFile,
    Judgement,
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
from catena.review.history import TollPoint, toll_history
from catena.run.showing import chain_of, toll_words
from catena.web.rows import reported_of, when_parts
from catena.web.shelf import Index
from catena.weigh.origins import origin_of

COUNTED = ("killed", "wounded", "abducted")
QUOTES_SHOWN_MAX = 2
DENIES, CLAIMS = "denies", frozenset({"claims", "confessed"})
SPOKEN_ACTS = ("accuses", "denies", "claims responsibility")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote in three pieces, the middle one naming the value, and where it stands."""

    before: str
    focus: str
    after: str
    link: str
    outlet: str
    published: str | None


@dataclass(frozen=True, slots=True)
class Witness:
    """Who says a value: the chain in words, the value as worded there, the quotes, and marks (superseded …)."""

    chain: str
    kind: str
    worded: str
    reason: str
    quotes: tuple[Quote, ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One of the rival values with all who say it; ``standing`` is false where nobody holds it any longer."""

    value: str
    witnesses: tuple[Witness, ...]
    standing: bool = True
    is_best: bool = False
    is_part: bool = False

    @property
    def outlets(self) -> int:
        """Count the documents that print the value."""
        return len({quote.link.partition("?")[0] for each in self.witnesses for quote in each.quotes})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an incident: what is shown for it, the verdict, and the rival values."""

    name: str
    best: str
    verdict: str
    disputed: bool
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Alleged:
    """One alleged perpetrator: who accuses, beside who claims and who denies."""

    name: str
    actor: str | None
    accused: tuple[Witness, ...]
    claims: tuple[Witness, ...]
    denies: tuple[Witness, ...]

    @property
    def is_doer(self) -> bool:
        """Say whether anybody names the party as the doer; who only denies it is not said to have done it."""
        return bool(self.accused or self.claims)


@dataclass(frozen=True, slots=True)
class Branch:
    """One independent origin with the reports that carry it; a report that reprints says so."""

    name: str
    kind: str
    reports: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One statement: the speaker, the act, the chain and the words."""

    speaker: str
    act: str
    chain: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Join:
    """Why two tellings are held for one happening, or may be: the reasons and the other incident, if another."""

    verdict: str
    reasons: str
    by: str
    probability: float | None
    left: str
    right: str
    other: str | None


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """Everything that the page of one incident shows."""

    incident: Incident
    fields: tuple[Field, ...]
    alleged: tuple[Alleged, ...]
    accusations: tuple[Spoken, ...]
    tolls: Mapping[str, tuple[TollPoint, ...]]
    branches: tuple[Branch, ...]
    statements: tuple[Spoken, ...]
    joins: tuple[Join, ...]
    documents: tuple[Document, ...]


def make_page(
    incident: Incident, index: Index, documents: Mapping[str, Document], statements: Sequence[Statement]
) -> IncidentPage:
    """Lay out an incident; ``documents`` are those it draws on and those of the statements."""
    held = dict(documents)
    file = IncidentFile(documents=tuple(held.values()))
    tolls = {name: points for name in COUNTED if len(points := toll_history(file, incident, name)) > 1}
    spoken = [_spoken(each, held) for each in statements]
    return IncidentPage(
        incident, tuple(_fields(incident, held)), _alleged(incident, held),
        tuple(each for each in spoken if each.act in SPOKEN_ACTS), tolls, _branches(incident, held, index.copies),
        tuple(each for each in spoken if each.act not in SPOKEN_ACTS),
        tuple(_join(each, incident, index) for each in index.judgements_of.get(incident.id, ())),
        tuple(held[each] for each in incident.documents if each in held),
    )  # fmt: skip


def make_quote(evidence: Evidence, documents: Mapping[str, Document]) -> Quote:
    """Cut a quote at its focus and link it to its place in the document."""
    quote, focus, document = evidence.quote, evidence.focus, documents.get(evidence.document)
    start, end = (focus.start - evidence.start, focus.end - evidence.start) if focus is not None else (0, 0)
    outlet = (document.outlet or document.name) if document is not None else "?"
    published = document.published.value if document is not None else None
    return Quote(quote[:start], quote[start:end], quote[end:], evidence_link(evidence), outlet, published)


def evidence_link(evidence: Evidence) -> str:
    """Give the address of a quote in its document."""
    return f"/documents/{evidence.document}?at={evidence.start}-{evidence.end}#here"


def _fields(incident: Incident, documents: dict[str, Document]) -> Iterable[Field]:
    verdicts = dict(incident.verdicts)
    reported: defaultdict[str, list[Reported | ReportedCount]] = defaultdict(list)
    for name, row in reported_of(incident):
        reported[name].append(row)
    found = [
        Field(
            name,
            _best(incident, name),
            verdicts.get(name, "as told"),
            name in incident.disputed,
            _sides(rows, incident, name, documents),
        )
        for name, rows in reported.items()
        if name != "perpetrator"
    ]
    return sorted(found, key=lambda field: not field.disputed)


def _best(incident: Incident, name: str) -> str:
    if name in COUNTED:
        return toll_words(getattr(incident, name))
    if name == "date":
        return day_words(incident.date.best)
    if name == "place":
        best = incident.place.best
        return (
            ", ".join(dict.fromkeys(p for p in (best.name, best.admin1, best.country) if p))
            if best is not None
            else "unknown"
        )
    return ""


def _sides(
    rows: Sequence[Reported | ReportedCount], incident: Incident, name: str, documents: dict[str, Document]
) -> tuple[Side, ...]:
    """Group the reported values: equal ones stand together, whoever says them."""
    figures = {row.id: short_value(row.value) for row in rows if isinstance(row, ReportedCount)}
    groups: defaultdict[tuple[str, bool], list[Reported | ReportedCount]] = defaultdict(list)
    for row in rows:
        groups[(short_value(row.value), isinstance(row, ReportedCount) and row.subset)].append(row)
    sides = [
        Side(
            value,
            tuple(witness for row in told for witness in _witnesses(row, documents, figures)),
            any(not isinstance(row, ReportedCount) or row.superseded_by is None for row in told),
            any(_is_best(row.value, incident, name) for row in told) and not part,
            part,
        )
        for (value, part), told in groups.items()
    ]
    return tuple(
        sorted(sides, key=lambda side: (side.is_part, not side.standing, not side.is_best, -len(side.witnesses)))
    )


def short_value(value: Value) -> str:
    """Write a value so that equal values read alike, without the words of one report."""
    match value:
        case When():
            return day_words(value.edtf) if value.edtf else f"“{value.text}”, a day not known"
        case Where():
            return value.place.name if value.place is not None else value.text
        case Victim():
            return f"{value.name}: {value.fate}"
        case Weapon():
            return value.family
        case Party():
            return value.name
        case Course():
            return value.outcome
        case _:
            return _figure(value.low, value.high, value.qualifier)


def day_words(value: str | None) -> str:
    """Write an EDTF value in one line: "about 2021-11-05", "2021-01 to 2021-04"."""
    first, rest = when_parts(value)
    span = rest.removesuffix("about").rstrip(", ")
    return " ".join(part for part in ("about" if rest.endswith("about") else "", first, span) if part)


def _figure(low: int | None, high: int | None, qualifier: str) -> str:
    if low == 0 and high == 0:
        return "none"
    if low is not None and high is not None and low != high:
        return f"{low} to {high}"
    number = next((str(end) for end in (low, high) if end is not None), "some")
    return number if qualifier in {"exactly", "none"} else f"{qualifier} {number}"


def _is_best(value: Value, incident: Incident, name: str) -> bool:
    match value:
        case When():
            return value.edtf is not None and value.edtf == incident.date.best
        case Where():
            return (
                value.place is not None and incident.place.best is not None and value.place.id == incident.place.best.id
            )
        case Victim() | Weapon() | Party() | Course():
            return False
        case _:
            toll: Toll = getattr(incident, name)
            return toll.best is not None and toll.best in (value.low, value.high)


def _witnesses(
    row: Reported | ReportedCount, documents: dict[str, Document], figures: Mapping[str, str]
) -> Iterable[Witness]:
    """Give who says a value: its chain, and each further report in which the same value was read."""
    if isinstance(row, Reported) and row.chains:
        for chain in row.chains:
            yield from _witnesses(Reported(row.value, chain.source, chain.evidence), documents, figures)
        return
    yield _witness(row, documents, figures)
    first = row.evidence[0].document if row.evidence else ""
    further: defaultdict[str, list[Evidence]] = defaultdict(list)
    for evidence in row.evidence:
        if evidence.document != first:
            further[evidence.document].append(evidence)
    for document_id, pieces in further.items():
        yield Witness(
            _outlet(document_id, documents),
            "told there, too",
            "",
            "",
            tuple(make_quote(each, documents) for each in pieces[:QUOTES_SHOWN_MAX]),
        )


def _witness(row: Reported | ReportedCount, documents: dict[str, Document], figures: Mapping[str, str]) -> Witness:
    marks: tuple[str, ...] = ()
    if isinstance(row, ReportedCount):
        later = figures.get(row.superseded_by or "", "a later figure")
        marks = (
            *(("a part of the whole",) if row.subset else ()),
            *((f"superseded by {later}",) if row.superseded_by else ()),
        )
    own = [each for each in row.evidence if each.document == row.evidence[0].document]
    quotes = tuple(make_quote(each, documents) for each in own[:QUOTES_SHOWN_MAX])
    return Witness(
        chain_of(row.source, row.evidence, documents),
        source_words(row.source),
        _worded(row.value),
        _reason(row.value),
        quotes,
        marks,
    )


def source_words(source: Source) -> str:
    """Say what kind of source speaks."""
    kinds = {
        "outlet": "the report’s own voice",
        "named": "a named source",
        "anonymous": "an unnamed source",
        "institution": "an institution",
    }
    return kinds[source.kind]


def _worded(value: Value) -> str:
    match value:
        case When() | Where():
            return value.text
        case Weapon():
            return value.name
        case Party() | Victim() | Course():
            return ""
        case _:
            return value.who


def _reason(value: Value) -> str:
    return value.reason if isinstance(value, When | Where) else ""


def _alleged(incident: Incident, documents: dict[str, Document]) -> tuple[Alleged, ...]:
    """Put who accuses beside who claims and who denies, for each party that is named."""
    parties: defaultdict[str, list[tuple[Party, Witness]]] = defaultdict(list)
    for row in incident.perpetrators:
        if isinstance(row.value, Party):
            party, witness = row.value, _witness(row, documents, {})
            told = Witness(witness.chain, witness.kind, f"{party.status}, by {party.by}", "", witness.quotes)
            further = list(_witnesses(row, documents, {}))[1:]
            parties[party.actor or party.name].extend((party, each) for each in (told, *further))
    return tuple(
        Alleged(
            told[0][0].name,
            told[0][0].actor,
            tuple(w for p, w in told if p.status != DENIES and p.status not in CLAIMS),
            tuple(w for p, w in told if p.status in CLAIMS),
            tuple(w for p, w in told if p.status == DENIES),
        )
        for told in parties.values()
    )


def _branches(incident: Incident, documents: dict[str, Document], copies: Mapping[str, Copy]) -> tuple[Branch, ...]:
    """Gather the reports under the independent roots of what they tell; a report's own voice only where it credits nobody."""
    roots: defaultdict[str, dict[str, None]] = defaultdict(dict)
    names: dict[str, str] = {}
    crediting: set[str] = set()
    own: dict[str, str] = {}
    for _, row in reported_of(incident):
        if not row.evidence:
            continue
        document_id = row.evidence[0].document
        root = origin_of(row.source, documents.get(document_id), copies)
        if row.source.kind == "outlet":
            own[document_id] = root
            continue
        crediting.add(document_id)
        names.setdefault(root, row.source.name)
        roots[root][document_id] = None
    for document_id, root in own.items():
        if document_id not in crediting:
            roots[root][document_id] = None
    return tuple(_branch(root, names.get(root), tuple(ids), documents, copies) for root, ids in roots.items())


def _branch(
    root: str, name: str | None, ids: tuple[str, ...], documents: dict[str, Document], copies: Mapping[str, Copy]
) -> Branch:
    kind, _, rest = root.partition(": ")
    words = {
        "speaker": "a speaker",
        "unnamed": "an unnamed source",
        "agency": "an agency’s text",
        "text": "a report’s own text",
    }
    shown = name or (_outlet(rest, documents) if kind == "text" else rest.title())
    reports = ((each, _outlet(each, documents) + (" (reprint)" if each in copies else "")) for each in ids)
    return Branch(shown, words.get(kind, "a report’s own text"), tuple(reports))


def _outlet(document_id: str, documents: dict[str, Document]) -> str:
    document = documents.get(document_id)
    return (document.outlet or document.name) if document is not None else "a report"


def _spoken(statement: Statement, documents: dict[str, Document]) -> Spoken:
    chain = chain_of(statement.source, (statement.evidence,), documents)
    speaker = "The report" if statement.source.kind == "outlet" else statement.source.name
    return Spoken(speaker, statement.act, chain, make_quote(statement.evidence, documents))


def _join(judgement: Judgement, incident: Incident, index: Index) -> Join:
    homes = {index.home.get(judgement.left), index.home.get(judgement.right)} - {incident.id, None}
    return Join(
        judgement.verdict,
        "; ".join(judgement.reasons) or "no reason given",
        judgement.by,
        judgement.probability,
        judgement.left,
        judgement.right,
        next(iter(homes), None),
    )
