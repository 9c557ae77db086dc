"""The whole walk on reports written here: promises that every case must keep."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from catena.collect import Given, collect
from catena.export.contract import to_json
from catena.model import Document, IncidentFile, Reading
from catena.run.knowledge import Knowledge, open_knowledge
from catena.run.steps import assemble, read_document

REPORTS = {
    "one.txt": (
        "Nine traders shot dead on Maiduguri road\n\n14 March 2022\n\n"
        "Gunmen killed nine traders on the road out of Maiduguri on Sunday, police said.\n\n"
        "Police commissioner Ibrahim Garba told Reuters that two of the attackers were arrested on Monday.\n"
    ),
    "two.txt": (
        "Eleven dead in ambush near Maiduguri\n\n15 March 2022\n\n"
        "At least eleven traders were killed in an ambush near Maiduguri on Sunday, hospital sources told AFP.\n\n"
        "The army denied that its soldiers were involved in the killing.\n"
    ),
    "three.txt": (
        "Car bomb in Bogota wounds four\n\n20 January 2021\n\n"
        "A car bomb exploded in Bogota on Tuesday and wounded four passers-by, the mayor's office said.\n\n"
        "No group has claimed responsibility for the attack.\n"
    ),
}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return open_knowledge("rules")


@pytest.fixture(scope="module")
def walked(knowledge: Knowledge) -> list[tuple[Document, Reading]]:
    return [read_document(collect(text.encode(), name, Given()), knowledge) for name, text in REPORTS.items()]


def file_of(walked: list[tuple[Document, Reading]], knowledge: Knowledge) -> IncidentFile:
    return assemble([d for d, _ in walked], [r for _, r in walked], knowledge.actors)


def test_the_same_file_comes_out_in_any_order(walked: list[tuple[Document, Reading]], knowledge: Knowledge) -> None:
    expected = json.dumps(to_json(file_of(walked, knowledge)))
    for order in itertools.permutations(walked):
        assert json.dumps(to_json(file_of(list(order), knowledge))) == expected


def test_every_quote_stands_at_its_offsets(walked: list[tuple[Document, Reading]], knowledge: Knowledge) -> None:
    out = to_json(file_of(walked, knowledge))
    texts = {d["id"]: d["text"] for d in out["documents"]}
    found = list(quotes(out))
    assert found
    assert all(texts[e["document"]][e["start"] : e["end"]] == e["quote"] for e in found)


def quotes(node: object):  # type: ignore[no-untyped-def]
    if isinstance(node, dict):
        if {"document", "start", "end", "quote"} <= node.keys():
            yield node
        for value in node.values():
            yield from quotes(value)
    elif isinstance(node, list):
        for value in node:
            yield from quotes(value)


def test_two_reports_of_one_ambush_make_one_disputed_incident(
    walked: list[tuple[Document, Reading]], knowledge: Knowledge
) -> None:
    file = file_of(walked, knowledge)
    ambush = next(i for i in file.incidents if any(r.value.low == 9 for r in i.killed.reported))
    assert len(ambush.documents) == 2
    assert ambush.date.best == "2022-03-13"
    assert {r.value.low for r in ambush.killed.reported} == {9, 11}


def test_a_place_far_away_stays_another_incident(walked: list[tuple[Document, Reading]], knowledge: Knowledge) -> None:
    bomb = next(i for i in file_of(walked, knowledge).incidents if i.sub_event_type == "Remote explosive/landmine/IED")
    assert bomb.documents == tuple(d.id for d, _ in walked if d.name == "three.txt")
    assert bomb.place.best is not None
    assert bomb.place.best.country == "CO"


def test_a_denial_is_shown_and_not_subtracted(walked: list[tuple[Document, Reading]], knowledge: Knowledge) -> None:
    file = file_of(walked, knowledge)
    assert any(s.act == "denies" for s in file.statements)
    assert any(p.value.status == "denies" for i in file.incidents for p in i.perpetrators if hasattr(p.value, "status"))


def test_reading_in_increments_gives_the_same_bytes(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from catena.cli import app

    for name, text in REPORTS.items():
        (tmp_path / name).write_text(text, encoding="utf8")
    run = CliRunner()
    once, bit_by_bit = tmp_path / "a.catena", tmp_path / "b.catena"
    assert run.invoke(app, ["read", str(tmp_path), "--case", str(once), "--reader", "rules", "--quiet"]).exit_code == 0
    for name in reversed(list(REPORTS)):
        assert (
            run.invoke(
                app, ["read", str(tmp_path / name), "--case", str(bit_by_bit), "--reader", "rules", "--quiet"]
            ).exit_code
            == 0
        )
    outs = []
    for case in (once, bit_by_bit):
        out = case.with_suffix(".json")
        assert run.invoke(app, ["export", "--case", str(case), "-o", str(out)]).exit_code == 0
        outs.append(out.read_bytes())
        assert run.invoke(app, ["verify", "--case", str(case)]).exit_code == 0
    assert outs[0] == outs[1]
    again = run.invoke(app, ["read", str(tmp_path), "--case", str(once), "--reader", "rules"])
    assert "3 already known" in again.output
