"""Folding, words, titles and skeletons of names."""

from __future__ import annotations

import pytest

from catena.text.names import fold_name, name_words, skeleton, sound, strip_titles, without_attributes

RANKS = frozenset({"mr", "mrs", "dr", "col", "prime minister", "lieutenant general", "sheikh"})


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Jovenel Moïse", "jovenel moise"),
        ("Kata’ib al-Nour", "kataib al nour"),
        ("Peru's army", "peru army"),
        ("Peru’s army", "peru army"),
        ("U.S. troops", "us troops"),
        ("P.K.K.", "pkk"),
        ("Бандура", "bandura"),
        ("Łukasz Żak", "lukasz zak"),
        ("LuisaMendoza", "luisa mendoza"),
        ("Marks & Co", "marks and co"),
        ("  ", ""),
    ],
)
def test_folding_keeps_letters_alone(name: str, folded: str) -> None:
    assert fold_name(name) == folded


@pytest.mark.parametrize("name", ["McDonough", "MacDonald", "VanDyke"])
def test_a_capital_after_a_prefix_parts_no_word(name: str) -> None:
    assert fold_name(name) == name.lower()


def test_a_surname_before_a_comma_goes_last() -> None:
    assert name_words("Okello, Grace") == ("grace", "okello")


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Col. Ana Ruiz", "Ana Ruiz"),
        ("Prime Minister Dr. Ana Ruiz", "Ana Ruiz"),
        ("Lieutenant General Omar Sy", "Omar Sy"),
        ("Mr Okello", "Okello"),
        ("Sheikh", "Sheikh"),
        ("Ana Ruiz", "Ana Ruiz"),
    ],
)
def test_titles_are_stripped_but_never_the_whole_name(name: str, left: str) -> None:
    assert strip_titles(name, RANKS) == left


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Kadhimi", "Kazemi"),
        ("Kadhimi", "Kadhemi"),
        ("Muhandis", "Mohandes"),
        ("Qassem", "Qasem"),
        ("Dawud", "Daoud"),
        ("Lavroff", "Lavrov"),
        ("Rachid", "Rasheed"),
        ("Hezbollah", "Hizbullah"),
        ("Xi", "Hsi"),
    ],
)
def test_romanisations_of_one_name_have_one_skeleton(left: str, right: str) -> None:
    assert skeleton(left) == skeleton(right)


@pytest.mark.parametrize(("left", "right"), [("Salman", "Suleiman Q"), ("Kadhimi", "Karimi"), ("Ruiz", "Rojas")])
def test_other_names_have_other_skeletons(left: str, right: str) -> None:
    assert skeleton(left) != skeleton(right)


@pytest.mark.parametrize(("left", "right"), [("faysal", "feisal"), ("husain", "hossein"), ("yousef", "yusef")])
def test_vowels_that_romanisations_exchange_sound_alike(left: str, right: str) -> None:
    assert sound(left) == sound(right)


def test_mahmoud_and_muhammad_do_not_sound_alike() -> None:
    assert sound("mahmoud") != sound("muhammad")


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("the Geneva-based monitor", "monitor"),
        ("US-backed alliance", "alliance"),
        ("so-called Council", "Council"),
        ("US-led coalition", "US-led coalition"),
        ("Peace-Building Commission", "Peace-Building Commission"),
    ],
)
def test_what_a_report_hangs_before_a_name_is_stripped(name: str, left: str) -> None:
    assert without_attributes(name) == left
