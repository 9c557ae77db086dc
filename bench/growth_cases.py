"""Reports of incidents that never happened, with the truth known: seeded, world-wide, of several outlets that disagree.

Reports come in at a steady rate, some ten thousand a year, as they do to a desk that watches the world: a greater case is
a longer one. Places are towns of the gazetteer, drawn from the whole of it, a fifth of the incidents in fifty of them.
Every incident has one to six reports over some days; they differ in words, in figures, in how exactly they give day
and place, in whom they name. What is made are documents of two sentences with their readings, so that linking can be
measured alone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass

from catena.knowledge.gazetteer import Gazetteer
from catena.model import Claim, Count, Document, Event, Evidence, Place, Published, Source, Victim, Weapon, When, Where

TOWNS = 4000
HOT_TOWNS = 50
HOT_SHARE = 0.2
FIRST_DAY = dt.date(2018, 1, 1)
REPORTS_A_DAY = 27
KINDS = (
    ("Violence against civilians", "Attack", "gunmen opened fire", "firearm"),
    ("Explosions/Remote violence", "Air/drone strike", "jets struck", "aircraft"),
    ("Explosions/Remote violence", "Suicide bomb", "a bomber blew himself up", "suicide bomb"),
    ("Explosions/Remote violence", "Shelling/artillery/missile attack", "shells hit", "artillery"),
    ("Explosions/Remote violence", "Remote explosive/landmine/IED", "a bomb exploded", "bomb"),
    ("Battles", "Armed clash", "fighters clashed with troops", "firearm"),
    ("Violence against civilians", "Abduction/forced disappearance", "armed men seized people", "firearm"),
)
SITES = ("market", "school", "checkpoint", "mosque", "church", "clinic", "bridge", "bus station", "police post", "farm")
WHO = ("civilians", "soldiers", "farmers", "traders", "policemen", "worshippers", "students", "fishermen")
OUTLETS = tuple(f"{name} {kind}" for name in ("Dawn", "Coast", "Valley", "Capital", "Union", "Delta") for kind in
                ("Post", "Wire", "Herald", "Radio"))  # fmt: skip
SENTENCES = (
    "{killed} {who} were killed when {what} at a {site} in {town}{named}, {outlet} reports.",
    "Officials of {town} spoke of {killed} dead{named} after {what} near the {site}, where {who} had gathered.",
    "In {town} {what} beside a {site}; {killed} {who} did not survive{named}.",
    "Grief in {town}: {killed} {who} lost their lives{named} as {what}, a resident told {outlet} from the {site}.",
    "A {site} in {town} became a scene of horror when {what}. At the hospital {killed} bodies were counted{named}.",
)
SYLLABLES = "ba ko mi ra tu ne sho wa li du fa ze qo ha ji pe ga lo yu ti an or em us".split()


@dataclass(frozen=True, slots=True)
class Told:
    """One report: its document, the event in it, and the number of the incident that it tells."""

    document: Document
    event: Event
    incident: int


@dataclass(frozen=True, slots=True)
class _Truth:
    number: int
    kind: tuple[str, str, str, str]
    town: Place
    day: dt.date
    killed: int
    who: str
    site: str
    victim: str | None


def make_reports(count: int, gazetteer: Gazetteer, *, seed: int = 1) -> list[Told]:
    """Make so many reports; the same seed gives the same reports."""
    chance = random.Random(seed)
    towns = list(_towns(gazetteer, chance))
    reports: list[Told] = []
    number = 0
    while len(reports) < count:
        truth = _happening(number, towns, len(reports) // REPORTS_A_DAY, chance)
        outlets = chance.sample(OUTLETS, chance.choices((1, 2, 3, 4, 6), (30, 25, 20, 15, 10))[0])
        reports += [_report(truth, outlet, chance) for outlet in outlets]
        number += 1
    return reports[:count]


def _towns(gazetteer: Gazetteer, chance: random.Random) -> Iterator[Place]:
    found = 0
    while found < TOWNS:
        row = gazetteer.candidate(chance.randrange(len(gazetteer)), own=True)
        if row.kind == "settlement" and row.country and row.population > 0:
            found += 1
            yield Place(f"g{row.number}", row.name, row.country, row.admin1, row.lat, row.lon, max(1.0, row.radius_km))


def _happening(number: int, towns: list[Place], day: int, chance: random.Random) -> _Truth:
    town = chance.choice(towns[:HOT_TOWNS]) if chance.random() < HOT_SHARE else chance.choice(towns[HOT_TOWNS:])
    return _Truth(
        number,
        chance.choice(KINDS),
        town,
        FIRST_DAY + dt.timedelta(day),
        min(90, int(chance.paretovariate(1.1))),
        chance.choice(WHO),
        chance.choice(SITES),
        f"{_name(chance)} {_name(chance)}" if chance.random() < 0.4 else None,
    )


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()


def _report(truth: _Truth, outlet: str, chance: random.Random) -> Told:
    late = min(20, int(chance.expovariate(0.8)))
    published = truth.day + dt.timedelta(late)
    killed = truth.killed if chance.random() < 0.7 else max(1, truth.killed + chance.randint(-2, 3))
    named = truth.victim if truth.victim is not None and chance.random() < 0.6 else None
    sentence = chance.choice(SENTENCES).format(
        killed=killed, who=truth.who, what=truth.kind[2], site=truth.site, town=truth.town.name,
        named=f", {named} among them" if named else "", outlet=outlet,
    )  # fmt: skip
    title = f"{killed} {truth.who} killed in {truth.town.name}"
    text = f"{title}\n\n{sentence} It is not known who was behind it."
    sha256 = hashlib.sha256(f"{truth.number} {outlet} {text}".encode()).hexdigest()
    document = Document(
        f"d{sha256[:16]}", f"{sha256[:16]}.txt", sha256, "text/plain", "en", text,
        Published(published.isoformat(), "given", ""), outlet=outlet, title=title,
    )  # fmt: skip
    start = text.index(sentence)
    evidence = Evidence(document.id, start, start + len(sentence), sentence)
    claims = tuple(_claims(truth, killed, named, evidence, chance))
    event = Event(
        f"e{sha256[:16]}", document.id, *truth.kind[:2], "carried out", (evidence,), claims, cues=("lead",), sentence=1
    )
    return Told(document, event, truth.number)


def _claims(
    truth: _Truth, killed: int, named: str | None, evidence: Evidence, chance: random.Random
) -> Iterator[Claim]:
    source = Source("outlet", "outlet")
    told = (evidence,)
    yield Claim("killed", Count(killed, killed, "exactly", truth.who), source, told)
    yield Claim("victim", Victim(named or truth.who, "killed"), source, told)
    yield Claim("weapon", Weapon(truth.kind[3], truth.kind[3]), source, told)
    form = chance.random()
    if form < 0.9:
        day = truth.day if form < 0.75 else truth.day + dt.timedelta(chance.randint(-1, 1))
        value = day.isoformat() + ("~" if form >= 0.6 else "")
        yield Claim("date", When(value, value, "made"), source, told)
    place, precision = truth.town, 1
    if chance.random() < 0.15:
        place = Place(f"c-{place.country}", place.country or "", place.country, None, None, None, None, kind="country")
        precision = 6
    yield Claim("place", Where(place.name, place, precision, "made"), source, told)
