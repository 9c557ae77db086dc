from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from rich.console import Console

from catena.errors import UsageError
from catena.model import Count, Course, Value, When, Where
from catena.review.screen import render_evidence
from catena.review.terminal import KEYS, read_value, review
from catena.store import Case

from .conftest import OpenDesk
from .world import ONE, READER, RIVER, SAME_ONE_TWO, UNSURE_ONE_TWO, evidence


def play(desk, keys: str, *answers: str) -> tuple[int, str]:  # type: ignore[no-untyped-def]
    """Press keys and give answers; the input ends after the last one."""
    screen = Console(file=io.StringIO(), width=100, force_terminal=False)
    pressed, said = iter(keys), iter(answers)

    def read_key() -> str:
        return next(pressed, "")

    def ask(prompt: str) -> str:
        screen.print(prompt)
        return _next(said)

    made = review(desk, screen, read_key, ask)
    text = screen.file.getvalue()  # type: ignore[attr-defined]
    return made, text


def _next(said: Iterator[str]) -> str:
    try:
        return next(said)
    except StopIteration:
        raise EOFError from None


@pytest.mark.parametrize(
    ("keys", "answers", "kinds"),
    [
        ("a", (), ["accept"]),
        ("r", ("a rumour",), ["reject"]),
        ("n", ("ask again",), ["note"]),
        ("c", ("7", "counted"), ["correct"]),
        ("au", ("too early",), ["accept", "undo"]),
        ("jja", (), ["accept"]),
        ("w", ("Musa Ali", "a witness"), ["withhold"]),
        ("af", (), ["accept"]),
        ("q", (), []),
        ("", (), []),
        ("xyz", (), []),
        ("r", ("",), []),
        ("r", (), []),
        ("c", ("many", "counted"), []),
        ("u", ("",), []),
        ("s", (), []),
    ],
)
def test_a_key_makes_its_decision_and_nothing_else_does(
    case: Case, open_desk: OpenDesk, keys: str, answers: tuple[str, ...], kinds: list[str]
) -> None:
    made, _ = play(open_desk(), keys, *answers)
    assert [decision.kind for decision in case.decisions()] == kinds
    assert made == len(kinds)


@pytest.mark.parametrize(("key", "kind"), [("s", "merge"), ("d", "different")])
def test_two_incidents_are_joined_or_kept_apart(case: Case, open_desk: OpenDesk, key: str, kind: str) -> None:
    desk = open_desk(UNSURE_ONE_TWO)
    at = [question.kind for question in desk.questions()].index("join")
    play(desk, "j" * at + key, "the same river")
    assert [decision.kind for decision in case.decisions()] == [kind]
    assert "join" not in [question.kind for question in desk.questions()]


def test_an_incident_that_is_two_is_split_by_the_numbers_of_its_reports(case: Case, open_desk: OpenDesk) -> None:
    desk = open_desk(SAME_ONE_TWO, UNSURE_ONE_TWO)
    at = [question.kind for question in desk.questions()].index("join")
    _, screen = play(desk, "j" * at + "d", "2", "two mornings")
    assert "1. Daily One: Gunmen killed 4 farmers" in screen
    assert [decision.kind for decision in case.decisions()] == ["split"]
    assert all(len(incident.events) == 1 for incident in desk.decided.file.incidents)


def test_a_figure_is_superseded_by_its_number(case: Case, open_desk: OpenDesk) -> None:
    desk = open_desk(SAME_ONE_TWO)
    at = [question.kind for question in desk.questions()].index("dispute")
    play(desk, "j" * at + "p", "1", "2", "the evening's figure")
    assert [decision.kind for decision in case.decisions()] == ["supersede"]


def test_a_question_shows_the_words_in_their_sentence_and_every_key(open_desk: OpenDesk) -> None:
    _, screen = play(open_desk(SAME_ONE_TWO), "q")
    assert "Gunmen killed 9 farmers at the river bank" in screen
    assert "Third Post, 2021-06-30" in screen
    assert "9 deaths at stake" in screen
    assert all(meaning in screen for meaning in KEYS.values())


def test_the_queue_ends_with_a_word(open_desk: OpenDesk) -> None:
    made, screen = play(open_desk(), "aaaaaa")
    assert made == 3
    assert "Nothing is left to decide." in screen


def test_the_control_characters_of_a_hostile_text_never_reach_the_terminal() -> None:
    from dataclasses import replace

    hostile = replace(ONE, text="\x1b[2J\x1b]0;owned\x07" + ONE.text)
    words = evidence(hostile, "Gunmen killed")
    assert "\x1b" not in render_evidence(words, lambda _: hostile).plain
    assert "\x07" not in render_evidence(words, lambda _: hostile).plain


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("killed", "4", Count(4, 4, "exactly", "people")),
        ("killed", "4-7", Count(4, 7, "about", "people")),
        ("wounded", "4+", Count(4, None, "at least", "people")),
        ("killed", "0", Count(0, 0, "exactly", "people")),
        ("killed", "", None),
        ("date", "2021-06", When("2021-06", "2021-06", "by a person")),
        ("place", "the RIVER bank", Where("the RIVER bank", RIVER, 2, "by a person")),
        ("place", "River Bank", Where("River Bank", RIVER, 2, "by a person")),
        ("outcome", "foiled", Course("foiled")),
        ("title", "The attack", "The attack"),
    ],
)
def test_typed_words_are_read_as_a_value(field: str, words: str, value: Value | str | None) -> None:
    assert read_value(field, words, (RIVER,)) == value


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("killed", "four"), ("killed", "-4"), ("killed", "4-"), ("killed", "4.5"), ("date", "Monday"),
        ("date", "2021-13-01"), ("place", "Atlantis"), ("outcome", "succeeded"),
    ],
)  # fmt: skip
def test_words_that_are_no_value_are_refused(field: str, words: str) -> None:
    with pytest.raises(UsageError):
        read_value(field, words, (RIVER,))


def test_every_decision_of_the_terminal_is_kept_at_once(case: Case, open_desk: OpenDesk) -> None:
    desk = open_desk()
    play(desk, "a")
    assert READER in case.readers()
    assert case.incident_file() == desk.decided.file
