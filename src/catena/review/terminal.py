"""``catena review``: one question a screen, one key a decision."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from catena.errors import CatenaError, UsageError
from catena.model import Count, Course, Incident, Judgement, Outcome, Place, Value, When, Where
from catena.review.correcting import COUNTED
from catena.review.desk import Desk
from catena.review.queue import Question
from catena.review.screen import render_question
from catena.text.edtf import days_of

ReadKey = Callable[[], str]
Ask = Callable[[str], str]

KEYS = {
    "a": "accept", "c": "correct", "r": "reject", "s": "same", "d": "different", "p": "superseded by", "n": "note",
    "w": "withhold", "f": "final", "u": "undo", "j": "next", "k": "back", "q": "leave",
}  # fmt: skip
NEAR_A_NAMED_PLACE = 2  # UCDP where_prec
PLACES_SHOWN_MAX = 8
OUTCOMES: tuple[Outcome, ...] = ("carried out", "attempted", "foiled", "threatened")


@dataclass(slots=True)
class _Place:
    """Where the reviewer is in the queue, and what was said last."""

    at: int = 0
    said: str = ""


def read_key() -> str:
    """Give one key from the terminal, or the first letter of a line where there is no terminal."""
    if not sys.stdin.isatty():
        return sys.stdin.readline()[:1]
    import termios
    import tty

    number = sys.stdin.fileno()
    before = termios.tcgetattr(number)
    try:
        tty.setcbreak(number)
        return sys.stdin.read(1)
    finally:
        termios.tcsetattr(number, termios.TCSADRAIN, before)


def review(desk: Desk, console: Console, read_key: ReadKey, ask: Ask, *, alike: Sequence[Judgement] = ()) -> int:
    """Go through the queue until it is empty or the reviewer leaves; give the number of decisions made.

    ``read_key`` gives one key, ``ask`` a line for a prompt. Every decision is kept at once: leaving, an end of the
    input or Ctrl-C loses nothing.
    """
    place, made = _Place(), 0
    while True:
        questions = desk.questions(alike)
        if not questions:
            console.print("Nothing is left to decide.")
            return made
        place.at = min(place.at, len(questions) - 1)
        question = questions[place.at]
        _show(question, desk, console, place, len(questions))
        try:
            key = read_key().lower()
            if key in ("q", "\x03", "\x04", ""):
                return made
            made += _act(key, question, desk, ask, place)
        except (EOFError, KeyboardInterrupt):
            return made
        except CatenaError as error:
            place.said = str(error)


def _show(question: Question, desk: Desk, console: Console, place: _Place, total: int) -> None:
    console.clear()
    console.print(render_question(question, desk.decided, desk.case.document, number=place.at + 1, total=total))
    keys = Text()
    for key, meaning in KEYS.items():
        keys.append(f"{key} ", style="bold").append(f"{meaning}  ", style="dim")
    console.print(keys)
    if place.said:
        console.print(Text(place.said, style="yellow"))
    place.said = ""


def _act(key: str, question: Question, desk: Desk, ask: Ask, place: _Place) -> int:
    """Do what a key says; give the number of decisions that it made."""
    if key in ("j", " ", "k"):
        place.at = max(0, place.at - 1) if key == "k" else place.at + 1
        return 0
    decide = {
        "a": _accept, "r": _reject, "c": _correct, "s": _same, "d": _different, "p": _supersede, "n": _note,
        "w": _withhold, "f": _confirm, "u": _undo,
    }.get(key)  # fmt: skip
    if decide is None:
        place.said = f"{key!r} does nothing here"
        return 0
    decide(question, desk, ask)
    desk.refresh()
    place.said = f"kept: {KEYS[key]}; u takes it back"
    return 1


def _accept(question: Question, desk: Desk, ask: Ask) -> None:
    desk.accept(_incident(question, desk))


def _reject(question: Question, desk: Desk, ask: Ask) -> None:
    desk.reject(_incident(question, desk), _needed(ask, "Why is it rejected? "))


def _note(question: Question, desk: Desk, ask: Ask) -> None:
    desk.note(_incident(question, desk), _needed(ask, "Note: "))


def _confirm(question: Question, desk: Desk, ask: Ask) -> None:
    desk.confirm(_incident(question, desk))


def _withhold(question: Question, desk: Desk, ask: Ask) -> None:
    desk.withhold([_needed(ask, "Name to withhold: ")], ask("Why? "))


def _undo(question: Question, desk: Desk, ask: Ask) -> None:
    desk.undo(None, ask("Why is it undone? "))


def _same(question: Question, desk: Desk, ask: Ask) -> None:
    if question.kind == "names":
        desk.same(*_names(question, desk), ask("Why? "))
    else:
        desk.merge(_two(question), ask("Why? "))


def _different(question: Question, desk: Desk, ask: Ask) -> None:
    if question.kind == "join" and len(question.about) == 1:
        _split(desk.incident(question.about[0]), desk, ask)
    elif question.kind == "names":
        desk.different(*_names(question, desk), ask("Why? "))
    else:
        desk.keep_apart(*_two(question), ask("Why? "))


def _split(incident: Incident, desk: Desk, ask: Ask) -> None:
    told = [desk.words_of(incident, event) for event in incident.events]
    listed = "\n".join(f"  {number}. {words}" for number, words in enumerate(told, start=1))
    chosen = _needed(ask, f"{listed}\nNumbers of those that tell of another incident: ")
    leaving = [incident.events[_number(each, len(told)) - 1] for each in chosen.split()]
    desk.split(incident.id, leaving, ask("Why? "))


def _supersede(question: Question, desk: Desk, ask: Ask) -> None:
    incident = desk.incident(_incident(question, desk))
    field = question.field if question.field in COUNTED else "killed"
    counts = getattr(incident, field or "killed").reported
    old = counts[_number(_needed(ask, "Number of the old figure: "), len(counts)) - 1]
    new = counts[_number(_needed(ask, "Number of the figure that replaces it: "), len(counts)) - 1]
    desk.supersede(incident.id, old.id, new.id, ask("Why? "))


def _correct(question: Question, desk: Desk, ask: Ask) -> None:
    incident = _incident(question, desk)
    field = question.field or _needed(ask, "Which field? ")
    words = ask(f"Value of {field} (empty: unknown): ").strip()
    desk.correct(incident, field, read_value(field, words, desk.decided.file.places), _needed(ask, "Why? "))


def read_value(field: str, words: str, places: Sequence[Place] = ()) -> Value | str | None:
    """Read a typed value: ``4``, ``4-7``, ``4+`` (at least), ``2021-06-07``, a place's name; empty is unknown.

    ``places`` are those that may be named; raises UsageError for words that are no value of the field.
    """
    if not words:
        return None
    if field in COUNTED:
        return _read_count(words)
    if field == "date":
        if days_of(words) is None:
            raise UsageError(f"{words!r} is no date; write 2021-06-07, 2021-06 or 2021-06-07/2021-06-09")
        return When(words, words, "by a person")
    if field == "place":
        return _read_place(words, places)
    if field == "outcome":
        known = next((outcome for outcome in OUTCOMES if outcome == words), None)
        if known is None:
            raise UsageError(f"no outcome {words!r}; known: {', '.join(OUTCOMES)}")
        return Course(known)
    return words


def _read_place(words: str, places: Sequence[Place]) -> Where:
    for place in places:
        if words.casefold() in {name.casefold() for name in (place.name, *place.names)}:
            return Where(words, place, NEAR_A_NAMED_PLACE, "by a person")
    known = ", ".join(sorted({place.name for place in places})[:PLACES_SHOWN_MAX])
    raise UsageError(f"no place named {words!r} in this case; known: {known or 'none'}")


def _read_count(words: str) -> Count:
    low, dash, high = words.removesuffix("+").partition("-")
    if not low.isdigit() or (dash and not high.isdigit()):
        raise UsageError(f"{words!r} is no figure; write 4, 4-7 or 4+")
    if words.endswith("+"):
        return Count(int(low), None, "at least", "people")
    return Count(int(low), int(high or low), "exactly" if not dash else "about", "people")


def _incident(question: Question, desk: Desk) -> str:
    if question.kind == "names":
        raise UsageError("this asks about two names: s same, d different")
    if len(question.about) > 1:
        raise UsageError("this asks about two incidents: s same, d different")
    return question.about[0]


def _two(question: Question) -> tuple[str, str]:
    if len(question.about) != 2:
        raise UsageError("this asks about one incident only")
    return question.about[0], question.about[1]


def _names(question: Question, desk: Desk) -> tuple[str, str]:
    names = {actor.id: actor.name for actor in desk.decided.file.actors}
    return names[question.about[0]], names[question.about[1]]


def _needed(ask: Ask, prompt: str) -> str:
    said = ask(prompt).strip()
    if not said:
        raise UsageError("nothing was decided: no answer was given")
    return said


def _number(words: str, top: int) -> int:
    if not words.isdigit() or not 1 <= int(words) <= top:
        raise UsageError(f"{words!r} is no number from 1 to {top}")
    return int(words)
