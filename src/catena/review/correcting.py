"""A person's value in place of the machine's; every reported value stays beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from catena.errors import UsageError
from catena.model import (
    Count,
    Course,
    DateField,
    Incident,
    Party,
    PlaceField,
    Reported,
    ReportedCount,
    Source,
    Toll,
    Value,
    Victim,
    Weapon,
    When,
    Where,
)
from catena.store import Decision, Entry
from catena.weigh.counts import span_of
from catena.weigh.rivals import counts_dispute

COUNTED = ("killed", "wounded", "abducted")
LISTED: Mapping[str, str] = {"victim": "victims", "perpetrator": "perpetrators", "weapon": "weapons"}
# What each correctable field takes; None (unknown) is taken by those that may be unknown.
TAKES: Mapping[str, type[Any]] = {
    "killed": Count, "wounded": Count, "abducted": Count, "date": When, "place": Where, "outcome": Course,
    "victim": Victim, "perpetrator": Party, "weapon": Weapon, "title": str, "event_type": str, "sub_event_type": str,
}  # fmt: skip
NEVER_UNKNOWN = ("outcome", "title", "event_type", "sub_event_type")

MachineValue = Toll | DateField | PlaceField | tuple[Reported, ...] | str


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person changed in an incident: the machine's value as it was, and the person's (None: unknown)."""

    incident: str
    field: str
    machine: MachineValue
    value: Value | str | None
    person: str
    reason: str
    made_utc: str


def check_correction(field: str | None, value: Value | str | None, *, replaces: str | None = None) -> None:
    """Raise UsageError where a field cannot be corrected, or not with such a value."""
    if field is None or field not in TAKES:
        raise UsageError(f"no field {field!r} to correct; known: {', '.join(TAKES)}")
    if value is None:
        if field in NEVER_UNKNOWN or (field in LISTED and replaces is None):
            raise UsageError(f"{field} takes a value; give one, or the name that is to go")
    elif not isinstance(value, TAKES[field]):
        raise UsageError(f"{field} takes a {TAKES[field].__name__}, not {value!r:.60}")


def correct(incident: Incident, entry: Entry) -> Incident:
    """Put a person's value into its field; with evidence it is one more reported value, credited to the person."""
    decision = entry.decision
    value = _corrected(incident, entry)
    if value is None:
        return incident
    changed = _with(incident, _attribute(decision.field), value)
    return changed if decision.field == "title" else replace(changed, title=_retitle(incident, changed))


def supersede(incident: Incident, entry: Entry) -> Incident:
    """Mark one reported count as replaced by another and weigh the rest again."""
    decision = entry.decision
    for field in COUNTED:
        toll: Toll = getattr(incident, field)
        old, new = (_find_count(toll, decision, which) for which in (0, 1))
        if old is None or new is None:
            continue
        reported = tuple(replace(c, superseded_by=new.id) if c.id == old.id else c for c in toll.reported)
        changed = _with(incident, field, Toll(*span_of(reported), reported))
        disputed = [name for name in incident.disputed if name != field or counts_dispute(reported)]
        return replace(changed, disputed=tuple(disputed), title=_retitle(incident, changed))
    return incident


def machine_value(incident: Incident, field: str) -> MachineValue:
    """Give what stands in a field before anyone corrects it."""
    value: MachineValue = getattr(incident, _attribute(field))
    return value


def _corrected(incident: Incident, entry: Entry) -> MachineValue | None:
    decision = entry.decision
    match decision.field, decision.value:
        case ("killed" | "wounded" | "abducted") as field, (Count() | None) as count:
            return _correct_toll(getattr(incident, field), count, entry)
        case "date", (When() | None) as when:
            return DateField(when.edtf if when else None, _add(incident.date.reported, when, decision))
        case "place", (Where() | None) as where:
            reported = _add(incident.place.reported, where, decision)
            return PlaceField(where.place, where.precision, reported) if where else PlaceField(reported=reported)
        case "outcome", Course() as course:
            return course.outcome
        case (("title" | "event_type" | "sub_event_type"), str() as words):
            return words
        case ("victim" | "perpetrator" | "weapon") as field, (Victim() | Party() | Weapon() | None) as named:
            return _correct_list(getattr(incident, LISTED[field]), named, decision)
        case _:
            return None


def _attribute(field: str | None) -> str:
    return LISTED.get(field or "", field or "")


def _with(incident: Incident, attribute: str, value: MachineValue) -> Incident:
    changes: dict[str, Any] = {attribute: value}
    return replace(incident, **changes)


def _find_count(toll: Toll, decision: Decision, which: int) -> ReportedCount | None:
    """Find the old count (0) or the new (1) by its id, or after another reading by its words."""
    wanted = decision.targets[1 + which]
    words = decision.evidence[which : which + 1]
    by_id = next((count for count in toll.reported if count.id == wanted), None)
    return by_id or next((count for count in toll.reported if words and words[0] in count.evidence), None)


def _correct_toll(toll: Toll, count: Count | None, entry: Entry) -> Toll:
    if count is None:
        return Toll(reported=toll.reported)
    best = count.low if count.low is not None else count.high
    if not entry.decision.evidence:
        return Toll(best, count.low, count.high, toll.reported)
    person = ReportedCount(f"p{entry.hash[:12]}", count, _person(entry.decision), entry.decision.evidence)
    return Toll(best, count.low, count.high, (*toll.reported, person))


def _correct_list(
    reported: tuple[Reported, ...], named: Victim | Party | Weapon | None, decision: Decision
) -> tuple[Reported, ...]:
    """Put a name in place of the one that the decision names, or beside the others; it keeps the replaced evidence."""
    goes = decision.targets[1] if len(decision.targets) > 1 else None
    going = [each for each in reported if isinstance(each.value, Victim | Party | Weapon) and each.value.name == goes]
    staying = tuple(each for each in reported if each not in going)
    if named is None:
        return staying
    evidence = decision.evidence or tuple(words for each in going for words in each.evidence)
    return (*staying, Reported(named, _person(decision), evidence)) if evidence else reported


def _add(reported: tuple[Reported, ...], value: Value | None, decision: Decision) -> tuple[Reported, ...]:
    if value is None or not decision.evidence:
        return reported
    return (*reported, Reported(value, _person(decision), decision.evidence))


def _person(decision: Decision) -> Source:
    return Source(decision.person, "named", via="review")


def _retitle(before: Incident, after: Incident) -> str:
    """Carry a corrected value into the title, where the machine had written the old one."""
    title = after.title
    for field in COUNTED:
        old, new = getattr(before, field).best, getattr(after, field).best
        if old and old != new:
            title = title.replace(f"{old} {field}", f"{new if new is not None else 'unknown'} {field}")
    if before.date.best and before.date.best != after.date.best:
        title = title.replace(before.date.best, after.date.best or "date unknown")
    old_place, new_place = before.place.best, after.place.best
    if old_place is not None and old_place != new_place:
        title = title.replace(f" in {old_place.name}", f" in {new_place.name}" if new_place else "")
    return title
