"""A writer that is killed at random moments, and what must be there afterwards.

The writer prints a line after each call that has returned: such a line is an acknowledgement. Run by hand,
``cd tests && python -m store.crashing run PLACE KILLS`` kills as often as asked and prints the figures, and
``python -m store.crashing migrate FOLDER KILLS`` does the same to the opening of older cases.
"""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from catena import model
from catena.store import Case, open_case

from .old_case import make_old_case, write_into_old_case
from .samples import TEXT, make_decision, make_document, make_incident, make_provenance, make_reading

LIFE_S_MAX = 0.3
OPENING_S_MAX = 0.6  # with the loading of Alembic
SAVE_EVERY = 20
BEGIN_S_MAX = 120


@dataclass(frozen=True, slots=True)
class Survival:
    """What one or many kills left: acknowledged calls, and those of them that were lost."""

    kills: int
    acknowledged: int
    lost: tuple[str, ...]
    problems: tuple[str, ...]


def write_for_ever(place: str, first: int) -> None:
    """Read and review without end, from a number on, acknowledging each step."""
    with open_case(place) as case:
        print("open", flush=True)
        for number in range(first, first + 1_000_000):
            document = _document(number)
            with case.transaction():
                case.add_document(document, document.text.encode(), make_provenance(document.name))
                case.add_reading(make_reading(document), "rules")
            print(f"read {number}", flush=True)
            case.append(make_decision(f"{number}"))
            print(f"decided {number}", flush=True)
            if number % SAVE_EVERY == 0:
                case.save_file(model.IncidentFile(incidents=(make_incident(f"i{number}", document),)))
                print(f"saved {number}", flush=True)


def kill_and_look(place: str, first: int, chance: random.Random) -> tuple[int, Survival]:
    """Let a writer live for a random while, kill it, and look; give the next free number, too."""
    acknowledged = _live_and_die("write", place, str(first), lines=3, life_s=chance.uniform(0, LIFE_S_MAX))
    with open_case(place, create=False) as case:
        lost = _lost(case, acknowledged)
        problems = tuple(f"{problem.where}: {problem.what}" for problem in case.verify())
    numbers = [int(line.split()[1]) for line in acknowledged if " " in line]
    return max(numbers, default=first) + 2, Survival(1, len(acknowledged), lost, problems)


def kill_while_opening(place: str, chance: random.Random) -> Survival:
    """Kill a process that opens an older case, and look whether the next opening finds all of it."""
    said = _live_and_die("open", place, lines=1, life_s=chance.uniform(0, OPENING_S_MAX))
    with open_case(place, create=False) as case:
        problems = tuple(f"{problem.where}: {problem.what}" for problem in case.verify())
        lost = () if case.document_ids() and case.decisions() else ("everything",)
    return Survival(1, len(said), lost, problems)


def _live_and_die(*arguments: str, lines: int, life_s: float) -> list[str]:
    """Run a child until it has said some lines and for a while longer; kill it; give the lines that it finished."""
    child = subprocess.Popen(
        [sys.executable, "-m", "store.crashing", *arguments],
        cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert child.stdout is not None
    # On a machine too busy to let the child begin, the look fails instead of waiting for ever.
    too_long = threading.Timer(BEGIN_S_MAX, child.kill)
    too_long.start()
    first = [child.stdout.readline() for _ in range(lines)]
    too_long.cancel()
    time.sleep(life_s)
    child.kill()
    said = [*first, *child.stdout.readlines()]
    child.wait()
    # A line that is not whole was never an acknowledgement.
    return [line.strip() for line in said if line.endswith("\n")]


def _lost(case: Case, acknowledged: list[str]) -> tuple[str, ...]:
    reasons = {decision.reason for decision in case.decisions()}
    known = set(case.document_ids())
    file = case.incident_file()
    saved = max((int(incident.id[1:]) for incident in file.incidents), default=-1) if file else -1
    there: dict[str, Callable[[int], bool]] = {
        "read": lambda n: _document(n).id in known and case.reading(_document(n).id, "rules") is not None,
        "decided": lambda n: str(n) in reasons,
        "saved": lambda n: n <= saved,
    }
    steps = [line.split() for line in acknowledged if " " in line]
    return tuple(f"{what} {number}" for what, number in steps if not there[what](int(number)))


def _document(number: int) -> model.Document:
    return make_document(f"{number}.txt", f"{TEXT} Report {number}.")


def run(place: str, kills: int, seed: int) -> Survival:
    """Kill many times, each writer going on where the one before was stopped."""
    chance = random.Random(seed)
    number, looks = 0, []
    for _ in range(kills):
        number, look = kill_and_look(place, number, chance)
        looks.append(look)
    return _sum(looks)


def run_migrations(folder: Path, kills: int, seed: int) -> Survival:
    """Kill the opening of older cases, each in its own file."""
    chance, looks = random.Random(seed), []
    for number in range(kills):
        place = str(folder / f"old{number}.catena")
        make_old_case(place)
        write_into_old_case(place, documents=20)
        looks.append(kill_while_opening(place, chance))
    return _sum(looks)


def _sum(looks: list[Survival]) -> Survival:
    return Survival(
        len(looks),
        sum(look.acknowledged for look in looks),
        tuple(line for look in looks for line in look.lost),
        tuple(line for look in looks for line in look.problems),
    )


def main() -> None:
    match sys.argv[1:]:
        case ["write", place, first]:
            write_for_ever(place, int(first))
        case ["run", place, kills]:
            _tell(run(place, int(kills), seed=1))
        case ["open", place]:
            print("going", flush=True)
            open_case(place).close()
            print("open", flush=True)
        case ["migrate", folder, kills]:
            _tell(run_migrations(Path(folder), int(kills), seed=1))


def _tell(survival: Survival) -> None:
    print(f"{survival.kills} kills, {survival.acknowledged} steps acknowledged, {len(survival.lost)} lost")
    print(Counter(survival.problems) or "every look found the case clean")


if __name__ == "__main__":
    main()
