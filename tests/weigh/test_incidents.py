"""One incident of many tellings: nothing is dropped, and no order matters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from tests.weigh.made import claim, document, event, evidence, source

from catena.model import Claim, Count, Event, Party, Source, Victim, Weapon
from catena.weigh.incidents import weigh

DOCUMENTS = {name: document(name, f"2020-01-0{i}", f"Outlet {i}") for i, name in enumerate(("d1", "d2", "d3"), start=1)}


def test_people_are_named_no_victims_where_others_say_who_they_were() -> None:
    told = [claim("victim", Victim(name, "killed"), source(), evidence()) for name in ("people", "two nurses")]
    incident = weigh([event("e1", "d1", *told)], {"d1": document("d1")}, {})
    assert [v.value.name for v in incident.victims if isinstance(v.value, Victim)] == ["two nurses"]


def test_a_party_told_by_two_reports_keeps_both_chains() -> None:
    events = [
        event(f"e{where}", where, claim("perpetrator", Party("the army", "accused", by), source(by), evidence(where)))
        for where, by in (("d1", "villagers"), ("d2", "the council"))
    ]
    (row,) = weigh(events, DOCUMENTS, {}).perpetrators
    assert [chain.source.name for chain in row.tellings()] == ["villagers", "the council"]
    assert [e.document for e in row.evidence] == ["d1", "d2"]


def test_one_chain_told_twice_is_one_chain() -> None:
    claims = [claim("weapon", Weapon("rifle", "firearm"), source(), evidence("d1", "x", at)) for at in (0, 9)]
    (row,) = weigh([event("e1", "d1", *claims)], DOCUMENTS, {}).weapons
    assert row.chains == ()
    assert len(row.evidence) == 2


def test_the_dead_and_the_wounded_are_two_rows_though_both_are_people() -> None:
    claims = [claim("victim", Victim("people", fate), source(), evidence("d1", fate)) for fate in ("killed", "wounded")]
    rows = weigh([event("e1", "d1", *claims)], DOCUMENTS, {}).victims
    assert [[e.quote for e in row.evidence] for row in rows] == [["killed"], ["wounded"]]


def test_the_sides_of_a_field_have_their_origins_and_sources() -> None:
    said = [("d1", 3, "police"), ("d2", 3, "the clinic"), ("d3", 5, "the mayor")]
    events = [
        event(f"e{where}", where, claim("killed", Count(n, n, "exactly", "people"), source(by), evidence(where)))
        for where, n, by in said
    ]
    incident = weigh(events, DOCUMENTS, {})
    assert dict(incident.verdicts)["killed"] == "disputed"
    assert [(s.value, s.origins, s.sources) for s in incident.sides if s.field == "killed"] == [
        ("3", 2, ("police", "the clinic")),
        ("5", 1, ("the mayor",)),
    ]


CLAIMS = st.builds(
    lambda slot, n, by, where, at: _claim(slot, n, by, where, at),
    st.sampled_from(["killed", "perpetrator", "weapon"]),
    st.integers(1, 4),
    st.sampled_from([source("police"), source("the clinic"), Source("Outlet", "outlet"), Source("aides", "anonymous")]),
    st.sampled_from(["d1", "d2", "d3"]),
    st.integers(0, 3),
)


def _claim(slot: str, n: int, by: Source, where: str, at: int) -> Claim:
    told = evidence(where, "x", at)
    if slot == "killed":
        return claim("killed", Count(n, n, "exactly", "people"), by, told)
    if slot == "weapon":
        return claim("weapon", Weapon("knife", "blade") if n < 3 else Weapon("gun", "firearm"), by, told)
    return claim("perpetrator", Party(f"group {n}", "accused", by.name), by, told)


@given(st.lists(CLAIMS, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_the_events_changes_nothing(claims: list[Claim], random: st.DataObject) -> None:
    events: list[Event] = [event(f"e{i}", c.evidence[0].document, c) for i, c in enumerate(claims)]
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert weigh(shuffled, DOCUMENTS, {}) == weigh(events, DOCUMENTS, {})
