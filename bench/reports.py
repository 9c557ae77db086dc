"""Reports made up for the measurement of speed and growth: some 300 words each, the same for the same number.

They are not news. An incident of a made-up town is told by one to five reports that disagree a little; towns, persons
and groups are as many as an archive of that size would hold, so that what is linked grows as it does in life.

    python bench/reports.py FOLDER --count 1000      writes them as text files, a thousand to a folder
"""

from __future__ import annotations

import argparse
import random
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from catena.knowledge.gazetteer import Gazetteer

SEED = 11
WORDS = 300
FOLDER_FILES = 1000
FIRST_DAY = date(2015, 1, 1)
DAYS = 3000
TOWNS = 4000
PEOPLE_MIN = 20_000
REPORTS_PER_INCIDENT = 5
INCIDENTS_PER_PERSON = 20

_SYLLABLES = (
    "ba be da di fa ga ha im ja ka la ma na o ra sa ta u wa ya zo dar hal kam lin mor nar rud sel tam vash".split()
)
_OUTLETS = "Daily Post|Evening Herald|National Times|Morning Observer|City Tribune|Regional Wire".split("|")
_ATTACKS = (
    ("Gunmen shot dead {n} {who} near {town}", "gunmen"),
    ("A car bomb exploded in {town} and killed {n} {who}", "a car bomb"),
    ("An air strike hit a market in {town}, killing {n} {who}", "an air strike"),
    ("Fighters of {group} ambushed a convoy outside {town} and killed {n} {who}", "the ambush"),
    ("Security forces opened fire on protesters in {town}, killing {n} {who}", "the shooting"),
)
_WHO = ("farmers", "civilians", "police officers", "soldiers", "passengers", "traders", "miners", "protesters")
_TELLS = (
    "{person}, a spokesman for the police, told reporters that {m} others were wounded.",
    "A doctor at the hospital in {town} said at least {more} bodies had been brought in.",
    "The governor, {person}, accused {group} of the attack, which the group denied.",
    "Witnesses said the attackers fled on motorcycles towards the hills before the army arrived.",
    "“We heard the first shots a little after dawn,” said {person}, who lives beside the school.",
    "No group claimed responsibility, but officials suspect {group}.",
    "Relatives waited in front of the morgue while officials wrote down the names of the dead.",
    "The interior ministry said an investigation had been opened and promised to publish what it finds.",
    "Roads around {town} were closed for several hours and shops stayed shut until the afternoon.",
    "Aid workers said families had begun to leave the district, as they had done the year before.",
    "A military source, who asked not to be named, put the number of wounded at {m}.",
    "Last month {other} people were killed in a similar attack in the same province.",
    "The United Nations mission called for restraint and offered its help to the local authorities.",
    "Teachers said lessons would not begin again before the end of the week.",
)


@dataclass(frozen=True, slots=True)
class Incident:
    """What some reports tell: where, when, who did what to how many."""

    town: str
    day: date
    attack: str
    killed: int
    wounded: int
    victims: str
    group: str
    persons: tuple[str, ...]


def write_reports(folder: Path, count: int) -> Path:
    """Write so many reports below a folder."""
    for number in range(count):
        place = folder / f"{number // FOLDER_FILES:04}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"report-{number:07}.txt").write_text(make_report(number, count), encoding="utf8")
    return folder


def make_report(number: int, count: int) -> str:
    """Make one report of an archive of so many."""
    chance = random.Random(f"report {number}")
    incident = make_incident(number // REPORTS_PER_INCIDENT, count)
    killed = max(1, incident.killed + chance.choice((0, 0, 0, 1, -1)))
    published = incident.day + timedelta(days=chance.choice((0, 1, 1, 2)))
    told = {
        "n": killed, "m": incident.wounded, "more": killed + 1, "who": incident.victims, "town": incident.town,
        "group": incident.group, "other": chance.randint(3, 30),
    }  # fmt: skip
    lead = incident.attack.format(**told)
    outlet = f"{incident.town} {chance.choice(_OUTLETS)}"
    lines = [lead, outlet, f"{published.day} {published:%B %Y}", f"{lead} on {incident.day:%A}, officials said."]
    while sum(len(line.split()) for line in lines) < WORDS:
        lines.append(chance.choice(_TELLS).format(person=chance.choice(incident.persons), **told))
    return "\n\n".join(lines) + "\n"


def make_incident(number: int, count: int) -> Incident:
    """Make one incident of an archive of so many reports: persons and groups return in others."""
    chance = random.Random(f"{SEED} incident {number}")
    people = max(20, count // INCIDENTS_PER_PERSON)
    return Incident(
        town=chance.choice(_towns()),
        day=FIRST_DAY + timedelta(days=chance.randrange(DAYS)),
        attack=chance.choice(_ATTACKS)[0],
        killed=min(60, int(chance.paretovariate(1.2)) + 1),
        wounded=chance.randint(2, 40),
        victims=chance.choice(_WHO),
        group=f"the {_name(chance.randrange(max(8, people // 50)))} Liberation Front",
        persons=tuple(f"{_name(p)} {_name(p + 7919)}" for p in (chance.randrange(people) for _ in range(4))),
    )


def _name(number: int) -> str:
    chance = random.Random(f"name {number}")
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 3, 3)))).capitalize()


@cache
def _towns() -> list[str]:
    """Give towns of the gazetteer, by chance among those that a report might name without saying where they lie."""
    gazetteer = Gazetteer.open()
    rows = random.Random(SEED).sample(range(len(gazetteer)), len(gazetteer))
    towns = (gazetteer.candidate(row, own=True) for row in rows)
    found: list[str] = []
    for town in towns:
        if town.kind == "settlement" and town.population >= PEOPLE_MIN and town.name.isascii():
            found.append(town.name)
        if len(found) == TOWNS:
            break
    return found


def main() -> int:
    """Write the reports."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=1000)
    options = parser.parse_args()
    write_reports(options.folder, options.count)
    return 0


if __name__ == "__main__":
    sys.exit(main())
