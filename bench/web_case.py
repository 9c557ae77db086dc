"""A generated case as large as they come, for the page times: what a hundred thousand incidents make lists wait for.

Two reports tell of each incident and disagree about one toll in three; places, actors and outlets are as unevenly
met as in real ones. The same number gives the same case.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from catena.model import (
    Actor,
    Count,
    DateField,
    Document,
    Event,
    Evidence,
    Incident,
    IncidentFile,
    Judgement,
    Party,
    Place,
    PlaceField,
    Published,
    Reading,
    Reported,
    ReportedCount,
    Source,
    Span,
    Statement,
    Toll,
    Victim,
    Weapon,
    When,
    Where,
)  # fmt: skip
from catena.store import Case, Provenance, open_case

PLACES, ACTORS, OUTLETS = 3000, 600, 60
TOLD_BY_EACH = 4  # incidents that one report tells of
COUNTRIES = ("CO", "ML", "SY", "MM", "UA", "NG", "AF", "MX", "CD", "IQ", "HT", "PH", "SD", "YE", "SO")
KINDS = (("Battles", "Armed clash", "shooting", "gun"), ("Violence against civilians", "Attack", "stabbing", "knife"),
         ("Explosions/Remote violence", "Shelling/artillery/missile attack", "shelling", "artillery"),
         ("Riots", "Mob violence", "riot", "stones"))  # fmt: skip
FIRST_DAY, DAYS = dt.date(2014, 1, 1), 4000
BATCH = 1000


@dataclass(frozen=True)
class Generated:
    """Everything that the case of ``count`` incidents holds, made from numbers alone."""

    count: int
    sentences: dict[int, list[str]] = field(default_factory=dict)

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Make the towns of all countries."""
        chance = random.Random(1)
        return tuple(
            Place(f"p{n:04}", f"Town {n}", COUNTRIES[n % len(COUNTRIES)], f"Province {n % 40}",
                  round(chance.uniform(-35, 55), 4), round(chance.uniform(-110, 125), 4), round(chance.uniform(1, 60), 1))
            for n in range(PLACES)
        )  # fmt: skip

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """Make the bodies that are accused and that speak."""
        kinds = ("group", "force", "government", "institution", "person")
        return tuple(
            Actor(f"a{n:03}", f"Front {n}", kinds[n % 5], (f"Front {n}", f"the Front of {n}"))  # type: ignore[arg-type]
            for n in range(ACTORS)
        )

    def documents(self) -> Iterator[tuple[Document, Reading]]:
        """Walk the reports with their readings; each tells of ``TOLD_BY_EACH`` incidents."""
        for number in range(self.count * 2 // TOLD_BY_EACH):
            yield self.document(number), self._reading(number)

    def document(self, number: int) -> Document:
        """Make one report."""
        text = "\n".join(self._sentences(number))
        digest = hashlib.sha256(text.encode()).hexdigest()
        first = self.numbers_of(number)[0]
        published = Published((self.day(first) + dt.timedelta(1 + number % 3)).isoformat(), "given", "given")
        outlet = f"Outlet {int(random.Random(number).paretovariate(0.6)) % OUTLETS}"
        return Document(f"d{number:06}", f"{number}.txt", digest, "text/plain", "en", text, published, outlet=outlet,
                        title=f"Report {number}: {self.place(first).name}")  # fmt: skip

    def numbers_of(self, document: int) -> tuple[int, ...]:
        """Give the incidents that a report tells of: each incident is told by two neighbouring reports."""
        block, _ = divmod(document, 2)
        return tuple(block * TOLD_BY_EACH + n for n in range(TOLD_BY_EACH) if block * TOLD_BY_EACH + n < self.count)

    def day(self, number: int) -> dt.date:
        """Give the day of an incident."""
        return FIRST_DAY + dt.timedelta(random.Random(f"day {number}").randrange(DAYS))

    def place(self, number: int) -> Place:
        """Give the place of an incident: a few places see most of them."""
        return self.places[int(random.Random(f"place {number}").paretovariate(0.5)) % PLACES]

    def actor(self, number: int) -> Actor:
        """Give whom an incident is blamed on."""
        return self.actors[int(random.Random(f"actor {number}").paretovariate(0.5)) % ACTORS]

    def toll(self, number: int, document: int) -> int:
        """Give how many one report counts; one in three incidents is disputed."""
        killed = int(random.Random(f"toll {number}").paretovariate(1.1)) % 90
        return killed + (document % 2 and number % 3 == 0)

    def _sentences(self, document: int) -> list[str]:
        if document not in self.sentences:
            if len(self.sentences) > TOLD_BY_EACH:
                self.sentences.clear()  # the same reports are asked for many times in a row
            self.sentences[document] = [self._sentence(each, document) for each in self.numbers_of(document)]
        return self.sentences[document]

    def _sentence(self, number: int, document: int) -> str:
        who, where, day = self.actor(number).name, self.place(number).name, self.day(number).isoformat()
        told = f"{who} killed {self.toll(number, document)} people in {where} on {day}"
        return f"{told}, police officer {number % 900} said, and an inquiry was opened there."

    def _evidence(self, number: int, document: int, focus: str) -> Evidence:
        sentences = self._sentences(document)
        at = self.numbers_of(document).index(number)
        start = sum(len(each) + 1 for each in sentences[:at])
        quote = sentences[at]
        found = start + quote.index(focus)
        return Evidence(f"d{document:06}", start, start + len(quote), quote, Span(found, found + len(focus)))

    def _reading(self, document: int) -> Reading:
        events = tuple(self._event(each, document) for each in self.numbers_of(document))
        return Reading(f"d{document:06}", (), events)

    def _event(self, number: int, document: int) -> Event:
        family, sub, word, _ = KINDS[number % len(KINDS)]
        evidence = (self._evidence(number, document, "killed"),)
        return Event(
            f"e{number:06}-{document % 2}", f"d{document:06}", family, sub, "carried out", evidence, families=(word,)
        )

    def incident(self, number: int) -> Incident:
        """Make one incident with its rival values."""
        told = tuple(number // TOLD_BY_EACH * 2 + other for other in range(2))
        family, sub, _, weapon = KINDS[number % len(KINDS)]
        place, day, actor = self.place(number), self.day(number).isoformat(), self.actor(number)
        police = Source(
            f"police officer {number % 900}",
            "named" if number % 5 else "anonymous",
            "Wire" if number % 7 == 0 else None,
        )
        figures = tuple(
            ReportedCount(f"k{number}-{n}", Count(self.toll(number, n), self.toll(number, n), "exactly", "people"), police,
                          (self._evidence(number, n, "killed"),))
            for n in told
        )  # fmt: skip
        tolls = sorted({self.toll(number, n) for n in told})
        spread = day if number % 11 else day[:7]
        told_day = tuple(
            Reported(When(day, day, "told in full"), police, (self._evidence(number, n, day),)) for n in told
        )
        where = Where(place.name, place, 2, "own name")
        blamed = tuple(
            Reported(Party(actor.name, "denies" if n % 2 and number % 6 == 0 else "accused", police.name, actor.id), police,
                     (self._evidence(number, n, actor.name),))
            for n in told
        )  # fmt: skip
        words = self._evidence(number, told[0], "killed")
        return Incident(
            f"i{number:06}", f"{tolls[-1]} killed in {place.name}, {spread}", family, sub, "carried out",
            DateField(spread, told_day),
            PlaceField(place, 2, (Reported(where, police, (self._evidence(number, told[0], place.name),)),)),
            Toll(tolls[-1], tolls[0], tolls[-1], figures), Toll(), Toll(),
            (Reported(Victim("people", "killed"), police, (words,)),), blamed,
            (Reported(Weapon(weapon, weapon), police, (words,)),),
            tuple(f"e{number:06}-{n % 2}" for n in told), tuple(f"d{n:06}" for n in told), 1 if number % 4 else 2,
            tuple(name for name, holds in (("killed", len(tolls) > 1), ("perpetrator", number % 6 == 0)) if holds),
        )  # fmt: skip

    def file(self) -> IncidentFile:
        """Make the whole incident file."""
        incidents = tuple(map(self.incident, range(self.count)))
        statements = tuple(
            Statement(f"s{n:06}", self._evidence(n, n // TOLD_BY_EACH * 2, "police"),
                      Source(f"police officer {n % 900}", "named", None, self.actor(n + 1).id), "accuses", f"i{n:06}")
            for n in range(0, self.count, 2)
        )  # fmt: skip
        same = (
            Judgement(f"e{n:06}-0", f"e{n:06}-1", "same", ("same place, same day",), "linker", 0.97)
            for n in range(self.count)
        )
        unsure = (Judgement(f"e{n:06}-0", f"e{n + 1:06}-0", "unsure", ("a day apart",), "linker", 0.5)
                  for n in range(0, self.count - 1, 20))  # fmt: skip
        documents = tuple(self.document(n) for n in range(self.count * 2 // TOLD_BY_EACH))
        return IncidentFile(documents, (), self.actors, self.places, incidents, statements, (*same, *unsure))


def make_case(path: Path, count: int) -> None:
    """Fill a new case at a path."""
    made = Generated(count)
    with open_case(path) as case:
        batch: list[tuple[Document, Reading]] = []
        for each in made.documents():
            batch.append(each)
            if len(batch) == BATCH:
                _keep(case, batch)
                batch = []
        _keep(case, batch)
        case.save_file(made.file())


def _keep(case: Case, batch: list[tuple[Document, Reading]]) -> None:
    with case.transaction():
        for document, reading in batch:
            origin = Provenance("bench", "0", "2024-01-01T00:00:00+00:00", document.name)
            case.add_document(document, document.text.encode(), origin)
            case.add_reading(reading, "rules")
