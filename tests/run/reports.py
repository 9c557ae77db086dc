"""Short reports made for the tests of reading in several processes: some hundred words, each of its own."""

from __future__ import annotations

from pathlib import Path

TOWNS = ("Jos", "Maiduguri", "Bogota", "Quetta", "Basra", "Goma", "Kharkiv", "Marawi")
WHO = ("farmers", "miners", "fishermen", "passengers", "police officers")


def report(number: int) -> str:
    """Make the report of a number, the same each time."""
    town, who, day = TOWNS[number % len(TOWNS)], WHO[number % len(WHO)], number % 27 + 1
    return (
        f"Gunmen kill {number + 2} {who} near {town}\n\n{day} March 2022\n\n"
        f"Gunmen shot dead {number + 2} {who} near {town} on Monday, police told Reuters.\n\n"
        f"A hospital in {town} said it had received at least {number + 3} bodies. "
        f"“We do not know who the attackers were,” said district officer Musa Bello number {number}.\n\n"
        "No group has claimed responsibility for the attack.\n"
    )


def write_reports(folder: Path, count: int) -> Path:
    """Write so many reports into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"report-{number:04}.txt").write_text(report(number), encoding="utf8")
    return folder
