"""Who is harmed beside a noun of harm: "the death of eight", "left 12 dead", "Moyo's killing", "413 arrests"."""

from __future__ import annotations

from collections.abc import Sequence

from catena.read.rules.phrase import BE, FOUND, Phrase, phrase_left, phrase_right, verb_group_start
from catena.read.rules.toll import NUMBER_WORDS, dead_at, figure_after, victims_of
from catena.read.rules.triggers import Trigger
from catena.text.sentences import Token


def beside_noun(tokens: Sequence[Token], trigger: Trigger, floor: int) -> list[Phrase]:
    """Read "the death of eight", "12 deaths", "death toll rose to 51", "left 12 dead", "injury of 89", "X's killing"."""
    base, after = trigger.base, tokens[trigger.last].lower if trigger.last < len(tokens) else ""
    if (
        base == "death toll"
        or base.startswith("toll ")
        or base.endswith(" toll")
        or (base in {"fatality", "casualty"} and after in {"rose", "rises", "climbed", "reached"})
    ):
        return figure_after(tokens, trigger.last - base.endswith((" of", " to", " at")))
    if (
        base
        in {
            "claimed the lives",
            "claiming the lives",
            "claimed the life",
            "claiming the life",
            "took the lives",
        }
        or base.endswith(("body of", "bodies of"))
        or (trigger.form in {"noun", "plural"} and after == "of")
    ):
        right = phrase_right(tokens, trigger.last + (after == "of"))
        return [right] if right else []
    if (suffered := victims_of(tokens, trigger.first)) is not None:
        return [suffered]
    if base in {"dead", "fatal", "deadly", "fatally"}:
        if base == "dead":
            return dead_at(tokens, trigger.first) or _around_dead(tokens, trigger, floor)
        return []
    if trigger.form == "phrase":
        if trigger.base == "gunshot wounds" and _is_figure(tokens, trigger.first - 1):
            return []  # the dead have "2 gunshot wounds", too
        left = phrase_left(tokens, verb_group_start(tokens, trigger.first), floor=floor)
        return [left] if left else []
    return _before_noun(tokens, trigger)


def _around_dead(tokens: Sequence[Token], trigger: Trigger, floor: int) -> list[Phrase]:
    """Read "leaving 12 dead", "12 dead", "left child and woman dead", "at least 9 people dead or wounded"."""
    for i in range(trigger.first - 1, max(-1, trigger.first - 14), -1):
        if tokens[i].lower in {"left", "leaving", "leave", "leaves"}:
            return [Phrase(i + 1, trigger.first)] if i + 1 < trigger.first else []
        if tokens[i].lower in BE | FOUND and i == trigger.first - 1:
            left = phrase_left(tokens, verb_group_start(tokens, trigger.first), floor=floor)
            return [left] if left else []
        if tokens[i].text in {",", ";", "."}:
            break
    if trigger.first and (tokens[trigger.first - 1].text[0].isdigit() or tokens[trigger.first - 1].is_word):
        at = trigger.first
        while (
            at > floor
            and tokens[at - 1].is_word
            and trigger.first - at < 4
            and tokens[at - 1].lower not in {"and", "in", "with", "left"}
        ):
            at -= 1
        return [Phrase(at, trigger.first)] if at < trigger.first else []
    return []


def _before_noun(tokens: Sequence[Token], trigger: Trigger) -> list[Phrase]:
    """Read a possessor ("Pearl's murder", "Khashoggi’s killing") or a number ("413 arrests") before the noun."""
    at = trigger.first
    if at == 0:
        return []
    before = tokens[at - 1]
    if before.text.endswith(("'s", "’s")) and before.is_capitalised:
        first = at - 1
        while first > 0 and tokens[first - 1].is_capitalised and tokens[first - 1].is_word and at - first < 4:
            first -= 1
        return [Phrase(first, at)]
    if _is_figure(tokens, at - 1):
        return [Phrase(at - 1, trigger.last)]
    return []


def _is_figure(tokens: Sequence[Token], at: int) -> bool:
    return at >= 0 and (tokens[at].text[0].isdigit() or tokens[at].lower in NUMBER_WORDS)
