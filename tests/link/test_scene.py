"""What a report's tellings as a whole say of one of them."""

from __future__ import annotations

from dataclasses import replace

from tests.link.made import told

from catena.link.scene import Scene
from catena.link.view import view_of


def scene() -> tuple[Scene, list]:  # type: ignore[type-arg]
    words = [
        "A bomb killed four people at the ferry pier.",
        "Police in the capital spoke of the dead.",
        "The bombing at the ferry pier shook windows.",
        "The capital was calm and police spoke of rain.",
        "The capital slept while police drove about.",
        "Shops in the capital opened and police left.",
        "Police kept the capital under watch.",
    ]
    events = [replace(told("one", w, number=str(n)), sentence=n, families=("bomb",)) for n, w in enumerate(words)]
    return Scene(events), events


def test_a_rare_word_shared_says_more_than_a_common_one() -> None:
    whole, events = scene()
    rare = whole.salience(events[2], view_of([events[2]]), [events[0]], view_of([events[0]]))
    common = whole.salience(events[6], view_of([events[6]]), [events[5]], view_of([events[5]]))
    assert rare["share of rare words"] > common["share of rare words"]
    assert rare["rare words"] > common["rare words"]


def test_the_only_event_of_a_family_is_known_as_such() -> None:
    whole, events = scene()
    whole.groups.append([events[0]])
    alone = whole.salience(events[2], view_of([events[2]]), whole.groups[0], view_of([events[0]]))
    whole.groups.append([events[1]])
    beside = whole.salience(events[2], view_of([events[2]]), whole.groups[0], view_of([events[0]]))
    assert (alone["only one of the family"], beside["only one of the family"]) == (1.0, 0.0)


def test_parties_with_nothing_in_common_speak_against_one_event() -> None:
    left, right = (told("one", f"{p} attacked the mill.", party=p, number=p) for p in ("Red Banner", "Blue Guard"))
    whole = Scene([left, right])
    assert whole.salience(right, view_of([right]), [left], view_of([left]))["other parties"] == 1.0
    assert whole.salience(left, view_of([left]), [left], view_of([left]))["other parties"] == 0.0


def test_the_only_event_of_a_family_on_another_day_is_not_preferred() -> None:
    friday = replace(told("one", "Guards shot at the crowd.", day="2019-05-03"), families=("attack",))
    sunday = replace(told("one", "Drones attacked the house.", day="2019-05-05", number="2"), families=("attack",))
    whole = Scene([sunday, friday])
    whole.groups.append([sunday])
    found = whole.salience(friday, view_of([friday]), whole.groups[0], view_of([sunday]))
    assert found["only one of the family"] == 0.0
