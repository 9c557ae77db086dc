"""Two names judged from their strings alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catena.knowledge.actors import ActorTable, load_actors
from catena.resolve.names import explain_name, judge_names


@pytest.fixture(scope="module")
def table() -> ActorTable:
    return load_actors()


SAME = [
    ("Mustafa al-Kadhimi", "Mustafa al-Kazemi"),
    ("Mustafa al-Kadhimi", "Mustafa al-Kadhemi"),
    ("Abu Mahdi al-Mohandes", "Abu Mehdi al-Muhandis"),
    ("Qassem Soleimani", "Qasem Sulaimani"),
    ("Jovenel Moïse", "Jovenel Moises"),
    ("Gambo Isah", "Isah Gambo"),
    ("Qais al-Khazali", "Qais Khazali"),
    ("Luis de la Cruz", "Luis Cruz"),
    ("Dr. Amina Yusuf", "Amina Yusuf"),
    ("Sergey Ivanovich Petrenko", "Sergei Petrenko"),
    ("AminaYusuf", "Amina Yusuf"),
    ("Владимир Кравчук", "Vladimir Kravchuk"),
    ("Hezbollah Brigades", "Kata'ib Hezbollah"),
    ("Hashd al-Shaabi", "Popular Mobilisation Units"),
    ("Popular Mobilisation Forces", "Popular Mobilization Forces"),
    ("ISIS", "Daesh"),
    ("Iraqi National Intelligence Service (INIS)", "INIS"),
    ("National Dairy Workers Union (NDWU)", "NDWU"),
    ("Iraq's Intelligence Service", "Iraqi Intelligence Service"),
    ("Jaish al-Nur", "Army of Nur"),
    ("Syria's Observatory of Wells", "Syrian Observatory of Wells"),
]
NOT_SAME = [
    ("Mr Farthing", "Mrs Farthing"),
    ("Rifaat al-Assad", "Bashar al-Assad"),
    ("Sarah Okello", "David Okello"),
    ("Mahmoud Darwish", "Muhammad Darwish"),
    ("Abu Ali al-Askari", "Abu Ala al-Walai"),
    ("Kata'ib Hezbollah", "Kata'ib Sayyid al-Shuhada"),
    ("Iraqi security forces", "US forces"),
    ("Pakistan Supreme Court", "Sindh High Court"),
    ("Salman bin Khalid al-Harbi", "Khalid bin Salman al-Harbi"),
    ("North Ridge Council", "South Ridge Council"),
    ("Syrian Network for Human Rights", "Syrian Observatory for Human Rights"),
    ("Kurdistan Workers' Party", "People's Protection Units"),
    ("Muhammad Salam", "Muhammad Salman"),
    ("李明华", "李明花"),
]
ALONE = [("Kadhimi", "Mustafa al-Kadhimi"), ("Malcolm", "Malcolm Otieno")]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_spellings_of_one_name_are_judged_the_same(left: str, right: str, table: ActorTable) -> None:
    found = judge_names(left, right, table)
    assert found.verdict == "same", found
    assert found.reasons


@pytest.mark.parametrize(("left", "right"), NOT_SAME)
def test_look_alikes_are_not_judged_the_same(left: str, right: str, table: ActorTable) -> None:
    assert judge_names(left, right, table).verdict != "same"


@pytest.mark.parametrize(("left", "right"), ALONE)
def test_a_part_of_a_name_alone_is_unsure(left: str, right: str, table: ActorTable) -> None:
    assert judge_names(left, right, table).verdict == "unsure"


def test_a_slip_in_a_given_name_that_is_another_name_is_a_known_limit(table: ActorTable) -> None:
    """ "Tim" for "Tom" may be a slip of the pen; without more it is read as another person."""
    assert judge_names("Tom Hollis", "Tim Hollis", table).verdict == "different"


NAMES = st.text(alphabet="abdehiklmnorstuyz -'ABDKMS", min_size=1, max_size=24)


@given(NAMES, NAMES)
@settings(max_examples=200, deadline=None)
def test_the_judgement_is_symmetric_and_repeatable(left: str, right: str) -> None:
    table = load_actors()
    found = judge_names(left, right, table)
    assert found == judge_names(right, left, table) == judge_names(left, right, table)
    assert 0 <= found.probability <= 1


@given(NAMES)
@settings(max_examples=100, deadline=None)
def test_a_name_is_never_different_from_itself(name: str) -> None:
    assert judge_names(name, name, load_actors()).verdict != "different"


def test_a_known_name_is_explained_by_its_entry(table: ActorTable) -> None:
    _, candidates = explain_name("PKK", table)
    assert candidates[0].name == "Kurdistan Workers' Party"
    assert "TR" in candidates[0].reason


def test_an_unknown_name_is_explained_by_its_reading(table: ActorTable) -> None:
    told, candidates = explain_name("Colonel Ana Ruiz", table)
    assert not candidates
    assert any("ana ruiz" in line for line in told)
    assert any("colonel" in line for line in told)


@pytest.mark.parametrize(
    ("left", "right"), [("Kenyan rebels", "Kenyan Rights Observatory"), ("Kenya army", "Free Kenyan Army")]
)
def test_a_state_and_a_kind_of_body_alone_are_no_bodys_name(left: str, right: str, table: ActorTable) -> None:
    assert judge_names(left, right, table).verdict != "same"
