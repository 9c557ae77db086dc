"""The record of who was harmed, as one trigger tells it."""

from __future__ import annotations

from dataclasses import dataclass

from catena.model import Count, Span
from catena.read.rules.triggers import Trigger

# The fate of those hit, shot or sent to hospital: dead or wounded, which other words must say.
SHOT = "shot"


@dataclass(frozen=True, slots=True)
class Harm:
    """Persons to whom a trigger did harm: how many, their words, where they stand, and their fate."""

    fate: str
    count: Count
    span: Span
    trigger: Trigger
    names: tuple[str, ...] = ()
    figure: bool = True
    subset: bool = False
