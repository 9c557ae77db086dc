"""Decisions made in the browser: one desk a person, one decision at a time, the kept file made anew after each."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from catena.errors import UsageError
from catena.knowledge.actors import ActorTable, load_actors
from catena.model import Document, IncidentFile, Judgement, Party, Reading, Value, Victim, Weapon
from catena.review.case_file import is_two_person
from catena.review.correcting import COUNTED, LISTED
from catena.review.desk import Desk
from catena.review.queue import KINDS, Question, confirmations, in_order
from catena.review.terminal import read_value
from catena.store import Entry
from catena.web.asking import keep
from catena.web.open_questions import telling_of
from catena.web.shelf import Index, Shelf

if TYPE_CHECKING:
    from catena.run.knowledge import Knowledge

USUAL_READER = "rules"
DESKS_MAX = 8
PARTING = frozenset({"merge", "different", "split"})
Form = Mapping[str, str]


class Room:
    """The desks of a case. Decisions are taken one after another, so that each finds the file as the last left it."""

    def __init__(self, shelf: Shelf, knowledge: Knowledge | None) -> None:
        self._shelf = shelf
        self._knowledge = knowledge
        self._table: ActorTable | None = None if knowledge is None else knowledge.actors
        self._lock = threading.Lock()
        self._desks: dict[str, Desk] = {}

    def questions(self, person: str | None) -> tuple[Question, ...]:
        """List what is open for a person, the highest stakes first; the words are read when a question is shown."""
        index = self._shelf.index()
        if not is_two_person(self._shelf.case):
            return index.questions
        return keep(index, f"for {person}", lambda: self._with_confirmations(index, person))

    def questions_by_kind(self, person: str | None) -> dict[str, tuple[Question, ...]]:
        """Give the open questions of each kind, in their order; those of every kind under an empty name."""
        everything = self.questions(person)
        return keep(self._shelf.index(), f"by kind for {person}", lambda: _by_kind(everything))

    def _with_confirmations(self, index: Index, person: str | None) -> tuple[Question, ...]:
        return in_order((*index.questions, *confirmations(map(telling_of, index.incidents), person)))

    def decide(self, person: str, form: Form) -> Entry:
        """Do what a form asks in a person's name; raise UsageError, with what would do, for what it cannot mean."""
        action = ACTIONS.get(form.get("action", ""))
        if action is None:
            raise UsageError(f"no decision {form.get('action', '')!r}; known: {', '.join(ACTIONS)}")
        with self._lock:
            desk = self._desk(person)
            entry = action(desk, form)
            desk.refresh()
            self._settle(entry)
            return entry

    def _settle(self, entry: Entry) -> None:
        """Show at once what a decision changed, and ask no more what it has answered."""
        decision = entry.decision
        if decision.kind == "undo":
            decision = next(each.decision for each in self._shelf.case.journal() if each.hash == decision.targets[0])
        events = (anchor.event for anchor in decision.events)
        home = self._shelf.index().home
        changed = {*decision.targets, *(home[event] for event in events if event in home)}
        parted = changed if decision.kind in PARTING else frozenset[str]()
        self._shelf.freshen(sorted(changed & self._shelf.index().incident_by_id.keys()), parted)

    def _desk(self, person: str) -> Desk:
        """Give a person's desk with the present file; kept, since a desk that knows the file makes it anew sooner."""
        desk = self._desks.get(person)
        if desk is not None:
            desk.refresh()
            return desk
        if len(self._desks) >= DESKS_MAX:
            self._desks.clear()
        self._desks[person] = Desk(self._shelf.case, person, reader=self.reader(), assemble=self._assemble)
        return self._desks[person]

    def reader(self) -> str:
        """Give the reader whose readings the file is made of: the chosen one, else the one that has read the case."""
        if self._knowledge is not None:
            return self._knowledge.reader.name
        readers = self._shelf.case.readers()
        return USUAL_READER if USUAL_READER in readers or not readers else readers[0]

    def _assemble(
        self, documents: Sequence[Document], readings: Sequence[Reading], judgements: Sequence[Judgement]
    ) -> IncidentFile:
        from catena.run.steps import assemble  # the steps take a second to load, and whoever only looks needs none

        if self._table is None:
            self._table = load_actors()
        return assemble(documents, readings, self._table, judgements)


def _by_kind(questions: tuple[Question, ...]) -> dict[str, tuple[Question, ...]]:
    found: dict[str, list[Question]] = {kind: [] for kind in KINDS}
    for each in questions:
        found[each.kind].append(each)
    return {"": questions, **{kind: tuple(these) for kind, these in found.items()}}


def _incident(form: Form) -> str:
    return _given(form, "incident", "name the incident")


def _given(form: Form, name: str, otherwise: str) -> str:
    words = form.get(name, "").strip()
    if not words:
        raise UsageError(otherwise)
    return words


def _reason(form: Form) -> str:
    return form.get("reason", "").strip()


def _why(form: Form) -> str:
    return _given(form, "reason", "nothing was decided: a reason is needed")


def _accept(desk: Desk, form: Form) -> Entry:
    return desk.accept(_incident(form), _reason(form))


def _reject(desk: Desk, form: Form) -> Entry:
    return desk.reject(_incident(form), _why(form))


def _note(desk: Desk, form: Form) -> Entry:
    return desk.note(_incident(form), _given(form, "reason", "the note is empty"))


def _confirm(desk: Desk, form: Form) -> Entry:
    return desk.confirm(_incident(form), _reason(form))


def _merge(desk: Desk, form: Form) -> Entry:
    other = _given(form, "other", "name the other incident")
    return desk.merge((_incident(form), _whole_id(desk, other)), _reason(form))


def _apart(desk: Desk, form: Form) -> Entry:
    return desk.keep_apart(
        _incident(form), _whole_id(desk, _given(form, "other", "name the other incident")), _reason(form)
    )


def _split(desk: Desk, form: Form) -> Entry:
    leaving = [name.removeprefix("event:") for name in form if name.startswith("event:")]
    return desk.split(_incident(form), leaving, _reason(form))


def _supersede(desk: Desk, form: Form) -> Entry:
    old, new = _given(form, "old", "choose the old figure"), _given(form, "new", "choose the figure that replaces it")
    return desk.supersede(_incident(form), old, new, _reason(form))


def _correct(desk: Desk, form: Form) -> Entry:
    field = _given(form, "field", "choose the field to correct")
    value, replaces = _value(field, form, desk.decided.file), form.get("replaces") or None
    return desk.correct(_incident(form), field, value, _why(form), replaces=replaces)


def _value(field: str, form: Form, file: IncidentFile) -> Value | str | None:
    words = form.get("value", "").strip()
    if field not in LISTED or not words:
        return read_value(field, words, file.places)
    if field == "victim":
        return Victim(words, form.get("fate") or "killed")
    if field == "weapon":
        return Weapon(words, words)
    return Party(words, "unknown", "a person")


def _undo(desk: Desk, form: Form) -> Entry:
    return desk.undo(form.get("which") or None, _reason(form))


def _withhold(desk: Desk, form: Form) -> Entry:
    return desk.withhold([_given(form, "name", "name whom to withhold")], _reason(form))


def _whole_id(desk: Desk, start: str) -> str:
    """Find an incident by the start of its id, as it is shown."""
    found = [incident.id for incident in desk.decided.file.incidents if incident.id.startswith(start)]
    if len(found) != 1:
        raise UsageError(f"{'no' if not found else 'more than one'} incident {start!r}; its id stands on its page")
    return found[0]


ACTIONS: Mapping[str, Callable[[Desk, Form], Entry]] = {
    "accept": _accept, "reject": _reject, "correct": _correct, "note": _note, "confirm": _confirm, "merge": _merge,
    "different": _apart, "split": _split, "supersede": _supersede, "withhold": _withhold, "undo": _undo,
}  # fmt: skip
CORRECTABLE = (*COUNTED, "date", "place", "outcome", "title", "event_type", "sub_event_type", *LISTED)
