"""What a phrase of time says, before any date is known: calendar fields, shifts, windows, lengths.

One small algebra serves both readings of a phrase: the EDTF value with its reason
(``catena.resolve.dates``) and the TIMEX3 value of the annotated corpora.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from catena.model import Span

TimeKind = Literal["date", "time", "duration", "set"]
Unit = Literal[
    "second", "minute", "hour", "day", "night", "weekend", "week", "fortnight", "month", "quarter", "season",
    "year", "decade", "century", "millennium", "period",
]  # fmt: skip
Toward = Literal["past", "future", "this"]  # "last March", "next March", "this March"
Origin = Literal["publication", "reference", "event"]  # "two days ago", "two days later", "two days after the raid"
Part = Literal["dawn", "morning", "midday", "afternoon", "evening", "night", "midnight", "daytime"]
Edge = Literal["start", "middle", "end"]  # "early", "mid-", "late", "the end of"
Season = Literal["spring", "summer", "autumn", "winter"]
Lead = Literal["since", "until", "before", "after", "from", "to", "between", "by", "during"]


@dataclass(frozen=True, slots=True)
class Shift:
    """A calendar unit counted from somewhere: "yesterday" is one day back from publication.

    ``low`` and ``high`` differ where the count is vague ("a few days ago"); negative is earlier.
    A ``base`` is a dated phrase that the count starts from ("two days after Christmas").
    """

    unit: Unit
    low: int
    high: int
    origin: Origin = "publication"
    base: Calendar | Shift | None = None
    fiscal: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """Calendar fields as the phrase gives them; missing larger fields are for the anchor to complete.

    ``year`` is negative before Christ (480 BC is -480). ``decade`` is its first year, ``century`` its
    first year (the 20th century is 1900). ``within`` is the larger unit told beside it ("July last year").
    ``origin`` is what it is completed from ("the following Monday": the telling). ``swappable``: day and
    month could change places (7/11/2021).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: Season | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    festival: str | None = None
    toward: Toward | None = None
    within: Shift | None = None
    fiscal: bool = False
    swappable: bool = False
    origin: Origin = "publication"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch that ends or begins at the anchor: "the past two weeks", "the next few days"."""

    unit: Unit
    low: int
    high: int
    sign: Literal[-1, 1]
    origin: Origin = "publication"


@dataclass(frozen=True, slots=True)
class Length:
    """A bare length of time: "two hours", "several years"; None where the phrase gives no count ("years")."""

    unit: Unit
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Every:
    """A time that comes again: "every day", "weekly", "Tuesday nights"."""

    unit: Unit
    count: int = 1
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Vague:
    """ "Now", "recently", "soon": a side of the present and no more."""

    toward: Literal["past", "present", "future"]
    recent: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in 24 hours; ``zone`` as it stands in the text. Minutes None for "5 p.m."."""

    hour: int
    minute: int | None = None
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class Between:
    """From one phrase to another: "between 13 and 19 July"."""

    start: TimePhrase
    end: TimePhrase


Form = Calendar | Shift | Window | Length | Every | Vague | Clock | Between


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A phrase of time in a text: where it stands, what kind it is and what it says.

    ``part`` is the part of the day, ``edge`` the part of the period, ``approximate`` "about",
    ``lead`` the preposition before the span that makes an open interval of it ("since July 11").
    """

    span: Span
    kind: TimeKind
    form: Form
    text: str
    part: Part | None = None
    clock: Clock | None = None
    edge: Edge | None = None
    approximate: bool = False
    lead: Lead | None = None
