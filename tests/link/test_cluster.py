"""Groups of judged events: no chains, no joining across a person's "different", the same in any order."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from catena.link.cluster import cluster
from catena.model import Event, Judgement, Verdict

from .made import told

IDS = [f"e-{letter}" for letter in "abcdefgh"]
EVENTS = [told(each.removeprefix("e-"), "A bomb went off.") for each in IDS]


def machine(left: str, right: str, probability: float) -> Judgement:
    verdict: Verdict = "same" if probability >= 0.5 else "unsure" if probability >= 0.2 else "different"
    return Judgement(min(left, right), max(left, right), verdict, (), "linker", probability)


def person(left: str, right: str, verdict: Verdict) -> Judgement:
    return Judgement(min(left, right), max(left, right), verdict, (), "person: A")


def groups(*judged: Judgement, events: list[Event] = EVENTS) -> set[tuple[str, ...]]:
    return {group for group in cluster(events, judged) if len(group) > 1}


def test_the_same_are_joined_and_the_unsure_are_not() -> None:
    assert groups(machine("e-a", "e-b", 0.9), machine("e-c", "e-d", 0.4)) == {("e-a", "e-b")}


def test_a_chain_of_look_alikes_is_broken_where_its_ends_differ() -> None:
    chain = [machine("e-a", "e-b", 0.9), machine("e-b", "e-c", 0.7), machine("e-a", "e-c", 0.05)]
    assert groups(*chain) == {("e-a", "e-b")}


def test_a_plain_difference_is_never_joined_across() -> None:
    judged = [machine(a, b, 0.97) for a, b in combinations(IDS[:4], 2) if (a, b) != ("e-a", "e-d")]
    assert not any({"e-a", "e-d"} <= set(g) for g in groups(*judged, machine("e-a", "e-d", 0.005)))


def test_an_event_never_compared_joins_where_the_others_speak_for_it() -> None:
    judged = [machine("e-a", "e-b", 0.97), machine("e-b", "e-c", 0.97)]
    assert groups(*judged) == {("e-a", "e-b", "e-c")}


def test_a_person_joins_what_the_machine_holds_apart() -> None:
    assert groups(machine("e-a", "e-b", 0.001), person("e-a", "e-b", "same")) == {("e-a", "e-b")}


pairs = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda p: p[0] < p[1])
machine_judgements = st.dictionaries(pairs, st.floats(0, 1), max_size=28)
people = st.dictionaries(pairs, st.sampled_from(["same", "different"]), max_size=8)


@settings(max_examples=150, deadline=None)
@given(machine_judgements, people, st.randoms(use_true_random=False))
def test_any_order_gives_the_same_groups_and_a_person_always_holds(likely, decided, chance) -> None:  # type: ignore[no-untyped-def]
    judged = [machine(*p, round(x, 4)) for p, x in likely.items()] + [person(*p, v) for p, v in decided.items()]
    found = cluster(EVENTS, judged)
    shuffled, events = list(judged), list(EVENTS)
    chance.shuffle(shuffled)
    chance.shuffle(events)
    assert cluster(events, shuffled) == found
    assert sorted(e for group in found for e in group) == IDS
    home = {e: n for n, group in enumerate(found) for e in group}
    assert all(home[a] != home[b] for (a, b), verdict in decided.items() if verdict == "different")


@settings(max_examples=100, deadline=None)
@given(machine_judgements, pairs)
def test_what_a_person_joins_alone_is_joined(likely, pair) -> None:  # type: ignore[no-untyped-def]
    judged = [machine(*p, round(x, 4)) for p, x in likely.items()]
    found = cluster(EVENTS, [*judged, person(*pair, "same")])
    assert any(set(pair) <= set(group) for group in found)
