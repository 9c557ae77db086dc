"""The file that a case shows: the machine's, under people's decisions; made anew, and kept, after each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from catena.model import Document, Event, IncidentFile, Judgement, Reading
from catena.review.correcting import Correction
from catena.review.decide import ABOUT_INCIDENTS, Decided, Note, apply, judgements
from catena.review.finding import EventFinder, IncidentFinder
from catena.store import Case, Entry

TWO_PERSON = "two_person"
CORRECTIONS, NOTES = "correction", "note"

Assemble = Callable[[Sequence[Document], Sequence[Reading], Sequence[Judgement]], IncidentFile]


def set_two_person(case: Case, *, on: bool) -> None:
    """Ask for a second person before an incident of this case is final, or ask no longer."""
    case.set_setting(TWO_PERSON, "yes" if on else "no")


def is_two_person(case: Case) -> bool:
    """Say whether the case asks for a second person."""
    return case.settings().get(TWO_PERSON) == "yes"


def decide_case(case: Case, reader: str, assemble: Assemble) -> Decided:
    """Make the file of all that a case holds, under its journal, and keep it with what people changed.

    ``assemble`` makes the machine's file of documents, readings and people's judgements. Run this after reading,
    too: it is the one way to the file that the case shows.
    """
    return CaseFile(case, reader, assemble).refresh()


def decide_documents(
    case: Case, documents: Sequence[Document], entries: Sequence[Entry], reader: str, assemble: Assemble
) -> Decided:
    """Make the file of some of a case's documents under some of its journal; keep nothing."""
    chosen = {document.id for document in documents}
    readings = tuple(reading for reading in case.readings(reader) if reading.document in chosen)
    events = [event for reading in readings for event in reading.events]
    machine = assemble(documents, readings, judgements(entries, events))
    return apply(machine, entries, events, two_person=is_two_person(case))


def corrections(case: Case) -> tuple[Correction, ...]:
    """Give what people changed in the kept file, with the machine's values."""
    return case.beside(CORRECTIONS, Correction)


def notes(case: Case) -> tuple[Note, ...]:
    """Give what people wrote beside the incidents of the kept file."""
    return case.beside(NOTES, Note)


@dataclass(frozen=True, slots=True)
class _Machine:
    """The machine's file and what it was made of: good for as long as neither reports nor judgements change."""

    fingerprint: str
    judged: tuple[Judgement, ...]
    events: tuple[Event, ...]
    file: IncidentFile


class CaseFile:
    """Makes a case's file again and again: what no decision has touched is neither assembled nor written again."""

    def __init__(self, case: Case, reader: str, assemble: Assemble) -> None:
        self._case = case
        self._reader = reader
        self._assemble = assemble
        self._machine: _Machine | None = None

    def refresh(self) -> Decided:
        """Make the file under all decisions, also those that others have made meanwhile, and keep it."""
        entries, fingerprint = self._case.journal(), self._case.fingerprint(self._reader)
        known = self._machine
        if known is not None and known.fingerprint == fingerprint and known.judged == judgements(entries, known.events):
            machine = known
        else:
            machine = self._assemble_anew(entries, fingerprint)
        decided = apply(machine.file, entries, machine.events, two_person=is_two_person(self._case))
        with self._case.transaction():
            if machine is known:
                self._keep_decided(decided, entries)
            else:
                self._case.save_file(decided.file)
            self._case.save_beside(CORRECTIONS, decided.corrections)
            self._case.save_beside(NOTES, decided.notes)
        self._machine = machine
        return decided

    def _assemble_anew(self, entries: Sequence[Entry], fingerprint: str) -> _Machine:
        documents = tuple(self._case.documents())
        readings = tuple(self._case.readings(self._reader))
        events = tuple(event for reading in readings for event in reading.events)
        judged = judgements(entries, events)
        return _Machine(fingerprint, judged, events, self._assemble(documents, readings, judged))

    def _keep_decided(self, decided: Decided, entries: Sequence[Entry]) -> None:
        """Write the incidents that any decision was ever about, undone ones too; no other can have changed."""
        incidents = {incident.id: incident for incident in decided.file.incidents}
        events = EventFinder(self._machine.events) if self._machine else None
        finder = IncidentFinder(decided.file.incidents, events)
        about = [entry.decision for entry in entries if entry.decision.kind in ABOUT_INCIDENTS]
        found = {finder.find(decision.targets[0], decision.events) for decision in about}
        self._case.save_incidents([incidents[each] for each in sorted(each for each in found if each is not None)])
