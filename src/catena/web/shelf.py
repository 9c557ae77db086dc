"""The case as pages read it: an index in memory, made anew when the case has changed."""

from __future__ import annotations

import gc
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import Any

from catena.export.contents import gather_places
from catena.model import Actor, Copy, Document, Incident, IncidentFile, Judgement, Place, Statement
from catena.review.case_file import corrections
from catena.review.queue import Question, corrected_fields, in_order
from catena.store import Case, open_case
from catena.web.columns import Columns, make_columns
from catena.web.open_questions import bare_questions, questions_between, still_open
from catena.web.rows import (
    Accusation,
    ActorRow,
    DocumentRow,
    IncidentRow,
    accusations_of,
    document_row,
    incident_row,
    reported_of,
)

WAIT_S_MAX = 2.0  # a case whose index takes longer is indexed in the background
LOOK_AGAIN_S = 5.0  # how long an index of a database server is trusted; a file is looked at each time


@dataclass(frozen=True, slots=True)
class Voice:
    """Values that one outlet prints: in whose words (``kind`` of source, ``name``) and by way of whom."""

    outlet: str
    kind: str
    name: str
    via: str | None


@dataclass(frozen=True, slots=True)
class Index:
    """Everything lists and counts need of one state of the case."""

    incidents: tuple[IncidentRow, ...]
    incident_by_id: Mapping[str, IncidentRow]
    documents: Mapping[str, DocumentRow]
    actors: Mapping[str, ActorRow]
    places: Mapping[str, Place]
    copies: Mapping[str, Copy]
    statements_about: Mapping[str, tuple[str, ...]]
    statements_in: Mapping[str, tuple[str, ...]]
    statements_by: Mapping[str, tuple[str, ...]]
    judgements: tuple[Judgement, ...]
    judgements_of: Mapping[str, tuple[Judgement, ...]]
    home: Mapping[str, str]
    accusations: tuple[Accusation, ...]
    voices: Mapping[Voice, int]
    refused: int
    statement_ids: tuple[str, ...]
    columns: Columns
    questions: tuple[Question, ...]  # what is open for anybody, each without its words
    memo: dict[object, Any] = field(default_factory=dict)  # which incidents were asked for lately
    kept: dict[str, Any] = field(default_factory=dict)  # what views have worked out of this state as a whole

    @property
    def is_empty(self) -> bool:
        """Say whether no incident has been assembled yet."""
        return not self.incidents


class Shelf:
    """One open case and the index of its present state. Safe to share between threads.

    A small case is indexed anew as soon as it has changed. A large one is indexed anew in the background, and the
    index before serves meanwhile; what this program itself decided is laid into it at once (``freshen``).
    """

    def __init__(self, address: str | Path, prepare: Callable[[Index], None] = lambda index: None) -> None:
        """Open the case; ``prepare`` works out what pages show of an index before the first of them is asked for."""
        self.case: Case = open_case(address, create=False)
        self._prepare = prepare
        self.builds = 0  # how often everything was indexed: what is kept for one of them is stale in the next
        self._path = Path(self.case.where)
        self._lock = threading.Lock()
        self._building = threading.Lock()
        self._index: Index | None = None
        self._state: object = None
        self._took_s = 0.0

    @property
    def is_ready(self) -> bool:
        """Say whether there is an index to show, be it of a state before."""
        return self._index is not None

    def index(self) -> Index:
        """Give the index of the case: the present one, or for a large case the last one."""
        state, held = self._state_now(), self._index
        if held is not None and state == self._state:
            return held
        if held is None or self._took_s < WAIT_S_MAX:
            return self._build(state)
        if not self._building.locked():
            threading.Thread(target=self._build, args=(state,), daemon=True).start()
        return held

    def freshen(self, ids: Collection[str], parted: Collection[str] = ()) -> None:
        """Lay single incidents into the index as the case now holds them; those that are gone leave it."""
        with self._lock:
            if self._index is not None:
                self._index = freshened(self._index, self.case, ids, parted)
                self._prepare(self._index)

    def close(self) -> None:
        """Close the case."""
        self.case.close()

    def _build(self, state: object) -> Index:
        with self._building:
            if self._index is not None and self._state == state:
                return self._index  # another thread has made it while this one waited
            began = monotonic()
            made = build_index(self.case)
            self._prepare(made)
            gc.freeze()  # the collector would go through a hundred thousand rows in the middle of a page, for nothing
            with self._lock:
                self._index, self._state, self._took_s = made, state, monotonic() - began
                self.builds += 1
            return made

    def _state_now(self) -> object:
        """Tell one state of the case from another without opening it: a file by its times, a server by the clock."""
        files = (self._path, self._path.with_name(f"{self._path.name}-wal"))
        times = tuple((found.st_mtime_ns, found.st_size) for found in (each.stat() for each in files if each.exists()))
        return times or monotonic() // LOOK_AGAIN_S


def freshened(index: Index, case: Case, ids: Collection[str], parted: Collection[str] = ()) -> Index:
    """Give the index with some incidents as the case now holds them; ``parted`` were joined or parted by a person."""
    rows, questions = dict(index.incident_by_id), still_open(index.questions, ids, parted)
    corrected = corrected_fields(corrections(case))
    for each in ids:
        found = case.file_record(Incident, each)
        if found is not None:
            rows[each] = incident_row(found, index.documents)
            questions += bare_questions(found, corrected)
        else:
            rows.pop(each, None)
    home = {**index.home, **{event: each for each in ids if each in rows for event in rows[each].events}}
    incidents = tuple(rows.values())
    asked = in_order(each for each in questions if rows.keys() >= set(each.about))
    return replace(
        index, incidents=incidents, incident_by_id=rows, home=home, columns=make_columns(incidents), questions=asked,
        memo={}, kept={},
    )  # fmt: skip


def build_index(case: Case) -> Index:
    """Read every record once and keep what lists need."""
    copies = {copy.document: copy for copy in case.file_part(Copy)}
    documents = {d.id: document_row(d, copies[d.id].origin if d.id in copies else None) for d in case.documents()}
    rows: list[IncidentRow] = []
    accusations: list[Accusation] = []
    voices: Counter[Voice] = Counter()
    questions: list[Question] = []
    places: dict[str, Place] = {}
    corrected = corrected_fields(corrections(case))
    for incident in case.file_part(Incident):
        if incident.place.best is not None:  # a dateline's country is met in no text
            places.setdefault(incident.place.best.id, incident.place.best)
        rows.append(incident_row(incident, documents))
        accusations.extend(accusations_of(incident))
        voices.update(_voices(incident, documents))
        questions += bare_questions(incident, corrected)
    home = {event: row.id for row in rows for event in row.events}
    by_id = {row.id: row for row in rows}
    judgements = tuple(case.file_part(Judgement))
    about, within, spoken = _statements(case)
    return Index(
        tuple(rows), by_id, documents,
        {a.id: ActorRow(a.id, a.name, a.kind, a.names) for a in case.file_part(Actor)},
        {**places, **{place.id: place for place in case.file_part(Place)}},
        copies, about, within, spoken, judgements, _judgements(judgements, home), home,
        tuple(accusations), voices, len(case.refusals()),
        tuple(chain.from_iterable(within.values())), make_columns(rows),
        in_order((*questions, *questions_between(case, by_id, home, judgements))),
    )  # fmt: skip


def index_of(file: IncidentFile) -> Index:
    """Index an incident file that is in memory: what the pages of incidents need of it, and no queue."""
    copies = {copy.document: copy for copy in file.copies}
    documents = {d.id: document_row(d, copies[d.id].origin if d.id in copies else None) for d in file.documents}
    rows = tuple(incident_row(incident, documents) for incident in file.incidents)
    home = {event: row.id for row in rows for event in row.events}
    accusations = tuple(each for incident in file.incidents for each in accusations_of(incident))
    return Index(
        rows, {row.id: row for row in rows}, documents,
        {a.id: ActorRow(a.id, a.name, a.kind, a.names) for a in file.actors}, gather_places(file.incidents, file.places),
        copies, {}, {}, {}, file.judgements, _judgements(file.judgements, home), home, accusations,
        {}, 0, (), make_columns(rows), (),
    )  # fmt: skip


def load_documents(case: Case, ids: tuple[str, ...]) -> dict[str, Document]:
    """Give some documents with their texts."""
    return {each: case.document(each) for each in ids}


def load_statements(case: Case, ids: tuple[str, ...]) -> list[Statement]:
    """Give some statements in the order of their ids."""
    found = (case.file_record(Statement, each) for each in ids)
    return [statement for statement in found if statement is not None]


def _voices(incident: Incident, documents: Mapping[str, DocumentRow]) -> list[Voice]:
    found = []
    for _, reported in reported_of(incident):
        document = documents.get(reported.evidence[0].document) if reported.evidence else None
        if document is not None:
            source = reported.source
            name = document.outlet if source.kind == "outlet" else source.name
            found.append(Voice(document.outlet, source.kind, name, source.via))
    return found


def _statements(case: Case) -> tuple[dict[str, tuple[str, ...]], ...]:
    about: defaultdict[str, list[str]] = defaultdict(list)
    within: defaultdict[str, list[str]] = defaultdict(list)
    spoken: defaultdict[str, list[str]] = defaultdict(list)
    for statement in case.file_part(Statement):
        within[statement.evidence.document].append(statement.id)
        if statement.about is not None:
            about[statement.about].append(statement.id)
        if statement.source.actor is not None:
            spoken[statement.source.actor].append(statement.id)
    return tuple({key: tuple(ids) for key, ids in found.items()} for found in (about, within, spoken))


def _judgements(judgements: Iterable[Judgement], home: Mapping[str, str]) -> dict[str, tuple[Judgement, ...]]:
    """Gather the judgements that bear on each incident, once each."""
    found: defaultdict[str, dict[Judgement, None]] = defaultdict(dict)
    for judgement in judgements:
        for event in (judgement.left, judgement.right):
            if event in home:
                found[home[event]][judgement] = None
    return {incident: tuple(judgements) for incident, judgements in found.items()}
