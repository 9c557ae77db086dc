"""Linking in increments: the same bytes as at once, and only the neighbourhood judged anew."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.link.made import report, told

from catena.export.contract import to_json
from catena.knowledge.actors import ActorTable, load_actors
from catena.link.across import judge
from catena.link.pair import Linkable
from catena.model import Document, Event, Judgement, Place, Reading
from catena.run.judging import Remembered, judge_here
from catena.run.steps import assemble

TOWNS = [
    Place(f"p-{n}", name, "PH", "Sulu", 4.0 + 3 * n, 120.0 + n, 3.0)
    for n, name in enumerate(("Port Salva", "Stone Hill", "Green Ford", "Long Reef", "High Cairn"))
]
TABLE: ActorTable = load_actors()


def world(reports: int, *, seed: int = 3) -> list[tuple[Document, Reading]]:
    """Make reports of attacks in a few far-off towns over some months, three reports to an attack."""
    chance = random.Random(seed)
    made = []
    for n in range(reports):
        attack = n // 3
        town = TOWNS[attack % len(TOWNS)]
        killed = 3 + attack % 7 + chance.randint(0, 1)
        sentence = f"A bomb killed {killed} people at the market of {town.name}, Outlet{n} said."
        event = told(
            f"{n:03}", sentence, day=f"2019-{1 + attack % 9:02}-{1 + attack % 27:02}", place=town, killed=killed
        )
        document = report(f"{n:03}", sentence, published=f"2019-{1 + attack % 9:02}-{2 + attack % 26:02}")
        made.append((document, Reading(document.id, events=(event,))))
    return made


def bytes_of(cases: Sequence[tuple[Document, Reading]], decisions: Sequence[Judgement] = (), judges=judge_here) -> str:  # type: ignore[no-untyped-def]
    documents, readings = [d for d, _ in cases], [r for _, r in cases]
    return json.dumps(to_json(assemble(documents, readings, TABLE, decisions, judges=judges)), sort_keys=True)


def test_the_reports_of_one_attack_are_one_incident() -> None:
    file = json.loads(bytes_of(world(30)))
    assert len(file["incidents"]) == 10
    assert all(len(incident["documents"]) == 3 for incident in file["incidents"])


@settings(max_examples=12, deadline=None)
@given(st.randoms(use_true_random=False), st.lists(st.integers(1, 17), max_size=3))
def test_any_permutation_and_any_partition_give_the_same_bytes(chance, cuts) -> None:  # type: ignore[no-untyped-def]
    cases = world(18)
    wanted = bytes_of(cases)
    shuffled = list(cases)
    chance.shuffle(shuffled)
    assert bytes_of(shuffled) == wanted
    growing = Remembered()
    for cut in [*sorted(cuts), len(shuffled)]:
        found = bytes_of(shuffled[:cut], judges=growing)
    assert found == wanted


def test_a_report_added_costs_the_judgements_of_its_neighbourhood_however_great_the_case() -> None:
    costs = []
    for size in (30, 90, 270):
        cases = world(size + 1)
        growing = Remembered()
        bytes_of(cases[:-1], judges=growing)
        before = growing.made
        assert bytes_of(cases, judges=growing) == bytes_of(cases)
        costs.append(growing.made - before)
    assert max(costs) <= 12, costs


def test_nothing_is_judged_again_for_a_decision_and_taking_it_back_restores_the_bytes() -> None:
    cases = world(12)
    growing = Remembered()
    wanted = bytes_of(cases, judges=growing)
    made = growing.made
    joining = [Judgement("e-000", f"e-{n:03}", "same", ("one cell",), "person: A") for n in (1, 2, 9, 10, 11)]
    merged = bytes_of(cases, joining, growing)
    assert merged != wanted and len(json.loads(merged)["incidents"]) == 3
    split = bytes_of(cases, [Judgement("e-000", "e-001", "different", ("two bombs",), "person: A")], growing)
    assert not any({"d-000", "d-001"} <= set(i["documents"]) for i in json.loads(split)["incidents"])
    assert bytes_of(cases, judges=growing) == wanted
    assert growing.made == made


def test_an_event_that_changed_is_judged_again() -> None:
    cases = world(9)
    growing = Remembered()
    bytes_of(cases, judges=growing)
    document, reading = cases[0]
    moved: Event = replace(reading.events[0], outcome="foiled")
    changed = [(document, replace(reading, events=(moved,))), *cases[1:]]
    before = growing.made
    assert bytes_of(changed, judges=growing) == bytes_of(changed)
    assert growing.made > before


def test_judges_are_asked_only_for_what_is_new() -> None:
    asked: list[int] = []

    def counting(items: Sequence[Linkable], pairs: Sequence[tuple[int, int]]) -> list[Judgement]:
        asked.append(len(pairs))
        return [judge(items[left], items[right]) for left, right in pairs]

    growing = Remembered(counting)
    bytes_of(world(15), judges=growing)
    bytes_of(world(15), judges=growing)
    assert asked[0] > 0 and asked[1] == 0
