"""What is thought of two events: the hard cases of linking, each with the near miss beside it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catena.link.across import AGAINST, CROWD_MAX, SAME_MIN, UNSURE_MIN, block, judge, prepare
from catena.model import Document, Event, Judgement

from .made import COUNTRY, FAR, HILL, ISLES, PORT, QUAY, report, told

AIR = ("Explosions/Remote violence", "Air/drone strike")
ARREST = ("Strategic developments", "Arrests")


def judged(left: Event, right: Event, *documents: Document) -> Judgement:
    one, other = prepare([left, right], documents)
    return judge(one, other)


SAME = [
    (
        told("a", "A bomb on the quay of Port Salva killed nine fishermen on Saturday.", killed=9),
        told("b", "Nine people died when a bomb went off at the quay in Port Salva.", killed=9),
    ),
    (
        told("a", "Gunmen shot dead Judge Rafa Oyelaran in Port Salva.", killed=1, victim="Judge Rafa Oyelaran"),
        told(
            "b", "Rafa Oyelaran, a judge, was murdered.", day="2019-05", place=ISLES, killed=1, victim="Rafa Oyelaran"
        ),
    ),
    (
        told("a", "A bomb on the quay killed nine fishermen.", killed=9, place=QUAY),
        told("b", "A bomb on the quay killed nine fishermen, and two died later.", killed=11, place=PORT),
    ),
]
NOT_SAME = [
    (  # the same attack a week later
        told("a", "A bomb on the quay of Port Salva killed nine fishermen.", killed=9),
        told("b", "A bomb on the quay of Port Salva killed four fishermen.", day="2019-05-12", killed=4),
    ),
    (  # another town on the same day
        told("a", "A bomb in the market killed nine people.", killed=9),
        told("b", "A bomb in the market killed six people.", killed=6, place=HILL),
    ),
    (  # an attack and the arrest for it
        told("a", "Gunmen shot dead Judge Rafa Oyelaran in Port Salva.", killed=1, victim="Judge Rafa Oyelaran"),
        told("b", "Police in Port Salva arrested three men over a killing.", day="2019-05-09", kind=ARREST),
    ),
    (  # an attack and the strikes in answer to it
        told("a", "Gunmen killed nine soldiers at Port Salva.", killed=9, party="gunmen of the Reef Front"),
        told("b", "Jets bombed the Reef Front in answer.", day="2019-05-05", place=HILL, kind=AIR, party="the air force"),
    ),
    (  # a total and one of what it counts
        told("a", "At least 136 people have been killed in the islands since April.", day="2019-04-11/2019-05-05",
             place=ISLES, killed=136, series=True),
        told("b", "A bomb on the quay of Port Salva killed nine fishermen.", killed=9),
    ),
    (
        told("a", "A bomb killed nine people in Port Salva.", killed=9),
        told("b", "A bomb killed nine people in Cold Lake.", killed=9, place=FAR),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right"), SAME)
def test_two_tellings_of_one_happening_are_the_same(left: Event, right: Event) -> None:
    found = judged(left, right)
    assert found.verdict == "same", found
    assert any(not reason.startswith(AGAINST) for reason in found.reasons)


@pytest.mark.parametrize(("left", "right"), NOT_SAME)
def test_look_alikes_are_not_joined(left: Event, right: Event) -> None:
    found = judged(left, right)
    assert found.verdict != "same", found
    assert any(reason.startswith(AGAINST) for reason in found.reasons)


@pytest.mark.parametrize(("left", "right"), SAME + NOT_SAME)
def test_a_judgement_does_not_depend_on_which_event_is_named_first(left: Event, right: Event) -> None:
    one, other = prepare([left, right])
    assert judge(one, other) == judge(other, one)


def test_a_verdict_follows_the_probability() -> None:
    for left, right in SAME + NOT_SAME:
        found = judged(left, right)
        assert found.probability is not None
        wanted = (
            "same" if found.probability >= SAME_MIN else "unsure" if found.probability >= UNSURE_MIN else "different"
        )
        assert found.verdict == wanted


def test_reports_full_of_the_same_rare_names_make_their_news_likelier_one() -> None:
    text = "{} Ignace Tuwaketi kept a shop in Lower Brannock. The Tuwaketi family asked for calm in Brannock."
    left = told("a", "A man was shot.", place=None, day="2019-05-04~", killed=1)
    right = told("b", "A shopkeeper died.", place=None, day="2019-05-05~", killed=1)
    pages = [report("a", text.format("A man was shot.")), report("b", text.format("A shopkeeper died."))]
    alone, with_pages = judged(left, right).probability, judged(left, right, *pages).probability
    assert alone is not None and with_pages is not None and with_pages > alone + 0.1


def test_pairs_of_one_report_and_of_other_times_and_places_are_not_compared() -> None:
    events = [
        told("a", "A bomb killed nine people in Port Salva."),
        told("a", "Another bomb hit the town.", number="2"),
        told("b", "A bomb killed nine people at the quay.", place=QUAY),
        told("c", "A bomb hit Cold Lake.", place=FAR),
        told("d", "A bomb killed nine people.", day="2016-01-01"),
        told("e", "A bomb killed nine people somewhere in the country.", place=COUNTRY),
    ]
    items = prepare(events)
    met = {(items[a].event.id, items[b].event.id) for a, b in block(items)}
    assert met == {("e-a", "e-b"), ("e-a2", "e-b"), ("e-a", "e-e"), ("e-a2", "e-e"), ("e-b", "e-e")}


def test_a_crowd_meets_its_nearest_in_time_only() -> None:
    crowd = [told(f"{n:03}", "A bomb hit Port Salva.", day=f"2019-05-{1 + n // 20:02}") for n in range(200)]
    items = prepare(crowd)
    pairs = list(block(items))
    assert len(pairs) <= 200 * CROWD_MAX * 4
    assert len(set(pairs)) == len(pairs) and pairs == sorted(pairs)


def test_a_word_that_half_the_case_shares_brings_no_reports_together_however_rare_elsewhere() -> None:
    words = "Pilgrims fled the Zubiri shrine."
    towns = [
        replace(FAR, id=f"p-{n}", lat=-60.0 + 3 * (n % 40), lon=-170.0 + 10 * (n // 40)) for n in range(CROWD_MAX + 1)
    ]
    for crowd, met in ((towns, False), (towns[:3], True)):
        names = [f"{n:03}" for n in range(len(crowd))]
        events = [told(name, words, place=town, background=True) for name, town in zip(names, crowd, strict=True)]
        assert bool(list(block(prepare(events, [report(name, words) for name in names])))) is met


def test_events_of_a_country_only_meet_within_days() -> None:
    for day, met in (("2019-05-05", True), ("2019-05-12", False)):
        events = [told("a", "A bomb killed nine.", place=COUNTRY), told("b", "Mines went off.", place=QUAY, day=day)]
        assert bool(list(block(prepare(events)))) is met


def test_an_undated_event_meets_those_at_its_place_in_the_weeks_before_its_report() -> None:
    for published, met in (("2019-05-10", True), ("2019-08-10", False)):
        words = ("Mines went off.", "A trader lost a leg.")
        events = [told("a", words[0], background=True), told("b", words[1], day=None, background=True)]
        documents = [report("a", words[0]), report("b", words[1], published=published)]
        assert bool(list(block(prepare(events, documents)))) is met


def test_a_report_of_no_known_day_meets_dated_ones_of_the_same_rare_matter() -> None:
    words = "Gunmen shot dead Judge Rafa Oyelaran at the Zubiri ferry."
    dated = told("a", words, victim="Judge Rafa Oyelaran", place=FAR)
    undated = told("b", words, victim="Judge Rafa Oyelaran", day=None, place=None)
    other = told("c", "Farmers marched past the mill.", day=None, place=None)
    documents = [
        report("a", words),
        report("b", words, published=None),
        report("c", "Farmers marched past the mill.", published=None),
    ]
    items = prepare([dated, undated, other], documents)
    met = {frozenset((items[a].event.document, items[b].event.document)) for a, b in block(items)}
    assert met == {frozenset({"d-a", "d-b"})}
