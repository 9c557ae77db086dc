"""Lists of others in a case: kept with where they are from, and what of them bears on what the case holds.

They are shown beside what the reports tell and change none of it: no quote stands behind them.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from catena.errors import UsageError
from catena.export.importing import ImportedList
from catena.export.options import ForeignEntity
from catena.model import Actor, Incident, Judgement, Place
from catena.store import Case
from catena.text.edtf import Days, days_of
from catena.text.names import fold_name

LISTS = "list"
DAYS_APART_MAX = 1  # lists differ by a day where it was night, or where the report's day was taken
NEAR_KM = 30.0
SPAN_DAYS_MAX = 62  # a vaguer day fits too many incidents to say anything
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class KeptList:
    """A list as it came in, and when (UTC, ISO 8601)."""

    imported: ImportedList
    imported_utc: str

    @property
    def origin(self) -> str:
        """Name the list as its records' provenance: its file, format and hash."""
        return f"{self.imported.name} ({self.imported.format}, sha256 {self.imported.sha256[:12]})"


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of a list that has a name of the case's."""

    of: KeptList
    actor: Actor


@dataclass(frozen=True, slots=True)
class KnownIncident:
    """An incident of a list that may be the one of the case, and why."""

    of: KeptList
    incident: Incident
    reason: str


@dataclass(frozen=True, slots=True)
class KnownDecision:
    """What others decided about two tellings of the case."""

    of: KeptList
    judgement: Judgement


def keep_list(case: Case, imported: ImportedList, imported_utc: str) -> bool:
    """Keep a list in the case; return False where the very same file is there already."""
    held = lists_of(case)
    if any((each.imported.sha256, each.imported.format) == (imported.sha256, imported.format) for each in held):
        return False
    case.save_beside(LISTS, (*held, KeptList(imported, imported_utc)))
    return True


def lists_of(case: Case) -> tuple[KeptList, ...]:
    """Give the lists in the order in which they came in."""
    return case.beside(LISTS, KeptList)


def list_named(case: Case, name: str) -> KeptList:
    """Find a list by the name of its file or the start of its hash; the latest where several bear the name."""
    held = lists_of(case)
    found = [each for each in held if each.imported.name == name or each.imported.sha256.startswith(name.lower())]
    if not name or not found:
        known = ", ".join(each.imported.name for each in held) or "none; `catena import` brings one in"
        raise UsageError(f"no list {name!r} in this case; known: {known}")
    return found[-1]


def foreign_entities(lists: Iterable[KeptList]) -> tuple[ForeignEntity, ...]:
    """Give the entities that came in with lists, for an export that gives them back."""
    return tuple(entity for each in lists for entity in each.imported.foreign)


class Lists:
    """The lists of a case, found by name, day and telling."""

    def __init__(self, lists: Sequence[KeptList]) -> None:
        self.lists = tuple(lists)
        self._actors: defaultdict[str, list[KnownActor]] = defaultdict(list)
        self._incidents: defaultdict[int, list[tuple[KeptList, Incident]]] = defaultdict(list)
        self._decisions: defaultdict[str, list[KnownDecision]] = defaultdict(list)
        for each in self.lists:
            self._add(each)

    def actors(self, names: Iterable[str]) -> list[KnownActor]:
        """Give the lists' actors that bear one of some names, in any case and with any accents."""
        found = (known for name in dict.fromkeys(map(fold_name, names)) for known in self._actors.get(name, ()))
        return list({(known.of.imported.sha256, known.actor.id): known for known in found}.values())

    def incidents(self, incident: Incident) -> list[KnownIncident]:
        """Give the lists' incidents that lie within a day and thirty kilometres of one, or bear its place's name."""
        days = days_of(incident.date.best)
        if days is None or days.width > SPAN_DAYS_MAX:
            return []
        near = range(days.first - DAYS_APART_MAX, days.last + DAYS_APART_MAX + 1)
        found = {
            (each.imported.sha256, known.id): (each, known)
            for day in near
            for each, known in self._incidents.get(day, ())
        }
        judged = ((each, known, _alike(incident, known, days)) for each, known in found.values())
        return [KnownIncident(each, known, reason) for each, known, reason in judged if reason is not None]

    def decisions(self, events: Iterable[str]) -> list[KnownDecision]:
        """Give what others decided about some tellings."""
        found = (known for event in events for known in self._decisions.get(event, ()))
        return list(dict.fromkeys(found))

    def _add(self, each: KeptList) -> None:
        file = each.imported.file
        for actor in file.actors:
            for name in dict.fromkeys(map(fold_name, (actor.name, *actor.names))):
                self._actors[name].append(KnownActor(each, actor))
        for incident in file.incidents:
            days = days_of(incident.date.best)
            if days is not None and days.width <= SPAN_DAYS_MAX:
                for day in range(days.first, days.last + 1):
                    self._incidents[day].append((each, incident))
        for judgement in file.judgements:
            for event in dict.fromkeys((judgement.left, judgement.right)):
                self._decisions[event].append(KnownDecision(each, judgement))


def explain_listed(words: str, lists: Lists) -> Iterator[str]:
    """Say what the lists know under a name."""
    for known in lists.actors([words]):
        names = ", ".join(known.actor.names[:6])
        yield f"in a list: {known.actor.name} ({known.actor.kind}), {known.actor.id}, written {names}: {known.of.origin}"


def _alike(incident: Incident, known: Incident, days: Days) -> str | None:
    """Say why two may be one: the same days, and the same or a near place; None where nothing speaks for it."""
    other = days_of(known.date.best)
    here, there = incident.place.best, known.place.best
    if other is None or here is None or there is None:
        return None
    gap = days.gap(other)
    when = "the same day" if days == other else "days that meet" if gap == 0 else "a day apart"
    if fold_name(here.name) in {fold_name(name) for name in (there.name, *there.names)}:
        return f"{when}, a place of the same name"
    apart = distance_km(here, there)
    return f"{when}, {apart:.0f} km apart" if apart is not None and apart <= NEAR_KM else None


def distance_km(one: Place, other: Place) -> float | None:
    """Measure along a great circle; None where either has no coordinates."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    first, second = math.radians(one.lat), math.radians(other.lat)
    north, east = math.sin((second - first) / 2) ** 2, math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(north + math.cos(first) * math.cos(second) * east)))
