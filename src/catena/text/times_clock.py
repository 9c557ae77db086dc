"""Grammar of clock times, parts of the day, repetitions and vague words for now and lately."""

from __future__ import annotations

from typing import Literal, cast

from catena.text.numbers import read_words
from catena.text.times_counts import read_count
from catena.text.times_forms import Calendar, Clock, Every, Part, Unit, Vague
from catena.text.times_grammar import Draft, Rule, rule
from catena.text.times_shifts import unit_of
from catena.text.times_words import PARTS, SEASONS, WEEKDAYS

_SIDES: dict[str, Literal["past", "present", "future"]] = {
    "recently": "past", "lately": "past", "recent": "past", "past": "past", "future": "future",
}  # fmt: skip
_RECENT = ("recently", "lately", "recent")


def _every(words: dict[str, str]) -> Draft | None:
    if "weekday" in words:
        name = words["weekday"].lower()
        weekday = WEEKDAYS.get(name) or WEEKDAYS[name.removesuffix("s")]
        part = cast("Part | None", PARTS.get(words.get("part", "").lower().removesuffix("s")))
        return Draft(Every("week", 1, weekday), "set", part)
    name = words["unit"].lower()
    if name in PARTS:
        return Draft(Every("day"), "set", cast(Part, PARTS[name]))
    if name in SEASONS:
        return Draft(Every("season"), "set")
    count = read_count(words["count"]) if "count" in words else (1.0, 1.0)
    return Draft(Every(unit_of(name), int(count[0])), "set") if count else None


def _adverb(words: dict[str, str]) -> Draft | None:
    units: dict[str, Unit] = {"daily": "day", "weekly": "week", "monthly": "month", "quarterly": "quarter",
                              "yearly": "year", "annually": "year", "hourly": "hour", "nightly": "night"}  # fmt: skip
    return Draft(Every(units[words["adverb"].lower()]), "set")


def _vague(words: dict[str, str]) -> Draft | None:
    name = words["vague"].lower().split()[-1]
    return Draft(Vague(_SIDES.get(name, "present"), recent=name in _RECENT), "date")


def _clock(words: dict[str, str]) -> Draft | None:
    hour, minute = int(words["hour"]), int(words["minute"]) if "minute" in words else None
    half = words.get("half", "").lower().replace(".", "").replace(" ", "")
    if half and not 1 <= hour <= 12:
        half = "" if minute is not None and hour < 24 else half
        if half:
            return None
    if hour > 24 or (minute or 0) > 59 or ("minute" in words and len(words["minute"]) != 2):
        return None
    hour = hour % 12 + (12 if half.startswith("p") else 0) if half else hour
    clock = Clock(hour, minute, words.get("zone", "").strip() or None)
    return Draft(clock, "time", clock=clock)


def _spelled_clock(words: dict[str, str]) -> Draft | None:
    read = read_words((words["hour"].lower(),))
    return _clock(words | {"hour": str(read[0])}) if read else None


def _military_clock(words: dict[str, str]) -> Draft | None:
    digits = words["digits"]
    hour, minute = int(digits[:2]), int(digits[2:])
    if hour > 23 or minute > 59:
        return None
    zone = words.get("zone", "hours")
    clock = Clock(hour, minute, None if zone.lower() in ("hours", "hrs") else zone)
    return Draft(clock, "time", clock=clock)


def _part(words: dict[str, str]) -> Draft | None:
    part = cast(Part, PARTS[words["part"].lower()])
    return Draft(Calendar(), "time", part) if words.get("one", "one").lower() == "one" else None


CLOCK_RULES: tuple[Rule, ...] = (
    rule("every",
         "EVERY SPACE(?:(?P<count>SOME) SPACE)?(?:(?P<unit>UNIT|PLURALS|PART|NIGHT|SEASON)|(?P<weekday>DAYNAME))",
         _every),
    rule("every weekday", "(?P<weekday>DAYNAMES|DAYNAME) SPACE(?P<part>PARTS)", _every),
    rule("per unit", "PER SPACE(?P<unit>UNIT)", _every),
    rule("adverb of repetition", "(?P<adverb>DAILY)", _adverb),
    rule("vague",
         "(?P<vague>NOW)|THESE SPACE PLURALS(?!SPACE NOW)",
         lambda words: _vague( {"vague": words.get("vague", "now")})),
    rule("vague past", "(?P<vague>RECENTLY|RECENT(?!SPACE (?:UNIT|PLURALS|SOME)))", _vague),
    rule("vague adjective", "(?P<vague>CURRENT)(?!SPACE (?:UNIT|PLURALS))", _vague),
    rule("near future", "(?:THE SPACE)?(?P<near>NEARBY) SPACE FUTURE|THE SPACE NEARBY SPACE TERM",
         lambda words: _vague({"vague": "future"})),
    rule("vague noun", "THE SPACE(?P<vague>FUTURE|PAST)(?!SPACE (?:UNIT|PLURALS|SOME|PART|NIGHT|MON|DAYNAME))", _vague),
    rule("clock",
         "(?P<hour>SHORTDIGITS)(?:[COLON DOT](?P<minute>SHORTDIGITS)(?:COLON SHORTDIGITS(?:DOT "
         "DIGITS)?)?)?SPACE?(?P<half>AMPM|(?:AN|LETTERP)DOT? SPACE? LETTERM DOT?)(?:SPACE(?P<zone>ZONE))?", _clock),
    rule("clock of 24 hours",
         "(?P<hour>SHORTDIGITS)COLON(?P<minute>SHORTDIGITS)(?:COLON SHORTDIGITS(?:DOT DIGITS)?)?(?:SPACE?"
         "(?P<zone>ZONE|HOURS))?", _clock),
    rule("clock in words",
         "(?P<hour>SHORTDIGITS|NUMBERWORD)SPACE LETTERO APOSTROPHE? CLOCKWORD",
         lambda words: _clock(words) if words["hour"].isdigit() else _spelled_clock(words)),
    rule("military clock", "(?P<digits>FOUR|YEAR)SPACE?(?P<zone>ZONE|HOURS)", _military_clock),
    rule("part of day",
         "(?:(?:THE|AN|(?P<one>NUMBERWORD)) SPACE)?(?:MID GAP)?(?P<part>PART|NIGHT)(?:SPACE ZONE)?", _part),
)  # fmt: skip
