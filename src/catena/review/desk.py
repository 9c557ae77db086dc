"""A reviewer's desk: the operations of the terminal and of the browser on one case, in one person's name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from catena.errors import UsageError
from catena.model import Event, Evidence, Incident, Judgement, Value
from catena.review.case_file import Assemble, CaseFile, is_two_person
from catena.review.correcting import COUNTED, check_correction
from catena.review.decide import Decided
from catena.review.finding import anchor_of
from catena.review.queue import Question, list_questions
from catena.review.standing import standing
from catena.store import Anchor, Case, Decision, DecisionKind, Entry

Clock = Callable[[], str]


def utc_now() -> str:
    """Give the present moment, UTC, ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Desk:
    """One person's way to decide. Each method appends to the journal and gives the entry; nothing is ever changed.

    The kept file follows with ``refresh``; a terminal calls it after each decision, a browser when it likes.
    """

    def __init__(self, case: Case, person: str, *, reader: str, assemble: Assemble, clock: Clock = utc_now) -> None:
        if not person.strip():
            raise UsageError("a decision needs a name; give --by NAME")
        self.case = case
        self.person = person.strip()
        self._reader = reader
        self._clock = clock
        self._file = CaseFile(case, reader, assemble)
        self.decided = self._file.refresh()

    def refresh(self) -> Decided:
        """Make the file anew under all decisions, also those that others have made meanwhile."""
        self.decided = self._file.refresh()
        return self.decided

    def questions(self, alike: Sequence[Judgement] = ()) -> tuple[Question, ...]:
        """List what is open for this person, the highest stakes first."""
        two_person = is_two_person(self.case)
        entries = self.case.journal()
        return list_questions(self.decided, entries, person=self.person, two_person=two_person, alike=alike)

    def incident(self, incident_id: str) -> Incident:
        """Give one incident of the present file; raise UsageError where it has none of that id."""
        for incident in self.decided.file.incidents:
            if incident.id == incident_id:
                return incident
        raise UsageError(f"no incident {incident_id!r} in {self.case.where}")

    def words_of(self, incident: Incident, event_id: str) -> str:
        """Give the words that tell an event first, with the report that holds them."""
        event = self._events_of(incident.documents)[event_id]
        document, anchor = self.case.document(event.document), anchor_of(event)
        words = " ".join(document.text[anchor.start : anchor.end].split())
        return f"{document.outlet or document.name}: {words}"

    def accept(self, incident_id: str, reason: str = "") -> Entry:
        """Accept an incident as it stands."""
        return self._about("accept", incident_id, reason)

    def reject(self, incident_id: str, reason: str) -> Entry:
        """Reject an incident: it stays in the file, marked, with the reason."""
        return self._about("reject", incident_id, reason)

    def note(self, incident_id: str, text: str) -> Entry:
        """Write beside an incident."""
        return self._about("note", incident_id, text)

    def confirm(self, incident_id: str, reason: str = "") -> Entry:
        """Make an accepted or corrected incident final."""
        review = self.incident(incident_id).review
        if review.status not in ("accepted", "corrected"):
            raise UsageError(f"incident {incident_id} is {review.status}; accept or correct it before it is confirmed")
        if is_two_person(self.case) and review.by == self.person:
            raise UsageError(f"{self.person} decided about {incident_id}; under the two-person rule another confirms")
        return self._about("confirm", incident_id, reason)

    def correct(
        self,
        incident_id: str,
        field: str,
        value: Value | str | None,
        reason: str,
        *,
        evidence: Sequence[Evidence] = (),
        replaces: str | None = None,
    ) -> Entry:
        """Put a value in place of the machine's (None: it is unknown).

        For victim, perpetrator and weapon ``replaces`` names the one that goes. Raises UsageError for a field that
        cannot be corrected, a value of the wrong kind, or evidence that does not stand in its document.
        """
        check_correction(field, value, replaces=replaces)
        for each in evidence:
            if self.case.document(each.document).text[each.start : each.end] != each.quote:
                raise UsageError(f"{each.quote:.60} does not stand at {each.start}..{each.end} of {each.document}")
        targets = (incident_id,) if replaces is None else (incident_id, replaces)
        anchors = self._anchors(self.incident(incident_id))
        return self._append("correct", targets, reason, events=anchors, field=field, value=value, evidence=evidence)

    def same(self, left: str, right: str, reason: str = "") -> Entry:
        """Judge two events, or two names, to be one."""
        return self._append("same", (left, right), reason, events=self._pair(left, right))

    def different(self, left: str, right: str, reason: str = "") -> Entry:
        """Judge two events, or two names, to be two."""
        return self._append("different", (left, right), reason, events=self._pair(left, right))

    def merge(self, incident_ids: Sequence[str], reason: str = "") -> Entry:
        """Make several incidents one."""
        if len(set(incident_ids)) < 2:
            raise UsageError("a merge takes two incidents or more")
        anchors = [anchor for each in incident_ids for anchor in self._anchors(self.incident(each))]
        return self._append("merge", tuple(incident_ids), reason, events=anchors)

    def split(self, incident_id: str, events: Sequence[str], reason: str = "") -> Entry:
        """Let some of an incident's events leave it; those that leave are not thereby one."""
        incident = self.incident(incident_id)
        if not set(events) < set(incident.events) or not events:
            raise UsageError(
                f"a split names some, not all, of the events of {incident_id}: {', '.join(incident.events)}"
            )
        return self._append("split", (incident_id, *events), reason, events=self._anchors(incident))

    def keep_apart(self, left: str, right: str, reason: str = "") -> Entry:
        """Say of two incidents that they are two, now and after any report that joins them."""
        one, other = self.incident(left), self.incident(right)
        anchors = [*self._anchors(one), *self._anchors(other)]
        return self._append("different", (left, right, *other.events), reason, events=anchors)

    def supersede(self, incident_id: str, old: str, new: str, reason: str = "") -> Entry:
        """Say that one reported count of an incident replaces another."""
        incident = self.incident(incident_id)
        counts = {count.id: count for field in COUNTED for count in getattr(incident, field).reported}
        for wanted in (old, new):
            if wanted not in counts:
                raise UsageError(f"no reported count {wanted!r} in {incident_id}; known: {', '.join(counts) or 'none'}")
        words = [*counts[old].evidence[:1], *counts[new].evidence[:1]]
        anchors = self._anchors(incident)
        return self._append("supersede", (incident_id, old, new), reason, events=anchors, evidence=words)

    def withhold(self, names: Sequence[str], reason: str = "") -> Entry:
        """Withhold names from every export."""
        if not names or not all(name.strip() for name in names):
            raise UsageError("name whom to withhold")
        return self._append("withhold", tuple(names), reason)

    def undo(self, which: str | int | None = None, reason: str = "") -> Entry:
        """Undo a decision by its hash (or the start of it) or number; the last one that stands where none is named."""
        entries = self.case.journal()
        if which is None:
            found = [entry for entry in standing(entries) if entry.decision.person == self.person][-1:]
        elif isinstance(which, int):
            found = [entry for entry in entries if entry.number == which]
        else:
            found = [entry for entry in entries if which and entry.hash.startswith(which)]
        if len(found) != 1:
            wanted = f"of {self.person}" if which is None else repr(which)
            raise UsageError(f"no single decision {wanted} to undo; give its number or the start of its hash")
        return self._append("undo", (found[0].hash,), reason)

    def _about(self, kind: DecisionKind, incident_id: str, reason: str) -> Entry:
        return self._append(kind, (incident_id,), reason, events=self._anchors(self.incident(incident_id)))

    def _append(
        self,
        kind: DecisionKind,
        targets: tuple[str, ...],
        reason: str,
        *,
        events: Sequence[Anchor] = (),
        field: str | None = None,
        value: Value | str | None = None,
        evidence: Sequence[Evidence] = (),
    ) -> Entry:
        decision = Decision(
            kind, targets, self.person, reason.strip(), self._clock(), tuple(events), field, value, tuple(evidence)
        )
        return self.case.append(decision)

    def _anchors(self, incident: Incident) -> list[Anchor]:
        events = self._events_of(incident.documents)
        return [anchor_of(events[event]) for event in incident.events if event in events]

    def _pair(self, left: str, right: str) -> list[Anchor]:
        """Fix two events by their words; two names are fixed by themselves."""
        home = {event: incident for incident in self.decided.file.incidents for event in incident.events}
        if left not in home or right not in home:
            return []
        events = self._events_of([*home[left].documents, *home[right].documents])
        return [anchor_of(events[left]), anchor_of(events[right])]

    def _events_of(self, documents: Sequence[str]) -> dict[str, Event]:
        readings = (self.case.reading(document, self._reader) for document in dict.fromkeys(documents))
        return {event.id: event for reading in readings if reading is not None for event in reading.events}
