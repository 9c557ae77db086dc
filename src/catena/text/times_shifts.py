"""Grammar of times told from another time: "yesterday", "last week", "two days later", "the past month"."""

from __future__ import annotations

import re
from typing import cast

from catena.text.times_counts import read_count, read_nth
from catena.text.times_forms import Calendar, Length, Origin, Part, Shift, TimeKind, Unit, Window
from catena.text.times_grammar import Draft, Rule, rule
from catena.text.times_words import PARTS, SEASONS, UNIT_NAMES

_CLOCK_PLURALS = ("second", "minute", "hour")
# word -> (origin, count): "last year" is one year back from publication, "the previous year" from the telling
_WHICH: dict[str, tuple[Origin, int]] = {
    "this": ("publication", 0), "current": ("publication", 0), "present": ("publication", 0),
    "latest": ("reference", 0), "last": ("publication", -1), "past": ("publication", -1),
    "recent": ("publication", -1), "next": ("publication", 1), "coming": ("publication", 1),
    "upcoming": ("publication", 1), "previous": ("reference", -1), "preceding": ("reference", -1),
    "prior": ("reference", -1), "following": ("reference", 1), "subsequent": ("reference", 1),
    "ensuing": ("reference", 1), "same": ("reference", 0), "that": ("reference", 0),
}  # fmt: skip
_FORWARD = ("next", "coming", "upcoming", "following", "ensuing", "subsequent", "ahead")
_FROM_TOLD = ("following", "ensuing", "subsequent", "previous", "preceding", "prior", "intervening")
_SMALLER: dict[Unit, tuple[Unit, int]] = {
    "hour": ("minute", 60), "day": ("hour", 24), "year": ("month", 12), "decade": ("year", 10),
    "century": ("year", 100),
}  # fmt: skip
_MOST_UNITS = 5000  # "1988 quarter" counts no quarters, and no phrase of news counts more units than this


def unit_of(word: str) -> Unit:
    """Give the unit that a word names, singular or plural."""
    name = word.lower()
    if name in ("centuries", "millennia"):
        return "century" if name[0] == "c" else "millennium"
    return cast(Unit, UNIT_NAMES.get(name) or UNIT_NAMES[name.removesuffix("s")])


def _kind(unit: Unit) -> TimeKind:
    return "time" if unit in _CLOCK_PLURALS else "date"


def _deictic(words: dict[str, str]) -> Draft | None:
    name = words["deictic"].lower()
    if name == "overnight":
        return Draft(Shift("night", -1, -1), "time", "night")
    count = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0}[name]
    part: Part | None = "night" if name == "tonight" else None
    return Draft(Shift("day", count, count), "time" if part else "date", part)


def _beyond(words: dict[str, str]) -> Draft | None:
    days = -2 if words["beyond"].lower().startswith("y") else 2
    return Draft(Shift("day", days, days), "date")


def _this_unit(words: dict[str, str]) -> Draft | None:
    which = words["which"].lower().split()[-1]
    origin, count = _WHICH[which]
    if words.get("det", "").lower().strip() == "the" and which == "next":
        origin = "reference"
    name = words["unit"].lower()
    if name in PARTS:
        return _part_of_day(which, origin, count, name)
    unit = unit_of(name)
    if "det" in words and which in ("last", "past", "coming") and unit not in ("weekend", "quarter", "period"):
        return Draft(Window(unit, 1, 1, 1 if which == "coming" else -1), "date")
    if which in ("past", "recent") and unit != "period":
        return Draft(Window(unit, 1, 1, -1), "date")
    return Draft(Shift(unit, count, count, origin, fiscal="fiscal" in words), _kind(unit))


def _part_of_day(which: str, origin: Origin, count: int, name: str) -> Draft:
    part = cast(Part, PARTS[name])
    if part == "night" and which == "last":
        return Draft(Shift("night", -1, -1), "time", "night")
    return Draft(Shift("day", count, count, origin), "time", part)


def _bare_unit(words: dict[str, str]) -> Draft | None:
    """Read "the weekend", "the quarter", "the year" as the one that is being told of."""
    unit = unit_of(words["unit"])
    if unit not in ("day", "night", "weekend", "week", "month", "quarter", "year"):
        return None
    origin: Origin = "publication" if unit == "weekend" else "reference"
    return Draft(Shift(unit, 0, 0, origin, fiscal="fiscal" in words), "date")


def _unit_end(words: dict[str, str]) -> Draft | None:
    """Read "year-end", "month's end" as the end of the running unit."""
    unit = unit_of(words["unit"])
    return Draft(Shift(unit, 0, 0), "date", edge="end") if unit in ("week", "month", "quarter", "year") else None


def _middle(words: dict[str, str]) -> Draft | None:
    """Read "midweek", "midyear", "midsummer" as the middle of the running week, year or season."""
    name = words["unit"].lower().removeprefix("mid")
    if name in SEASONS:
        return Draft(Calendar(season=SEASONS[name]), "date", edge="middle")
    return Draft(Shift(unit_of(name), 0, 0), "date", edge="middle")


def _before_last(words: dict[str, str]) -> Draft | None:
    return Draft(Shift(unit_of(words["unit"]), -2, -2), "date")


def _unit_ago(words: dict[str, str]) -> Draft | None:
    """Read "the year-ago quarter", "year-earlier" as one unit back."""
    unit = unit_of(words["unit"])
    return Draft(Shift(unit, -1, -1, "reference"), "date") if unit in ("year", "month", "week") else None


def _nth_day(words: dict[str, str]) -> Draft | None:
    """Read "the second day", "the third night" as counted from the beginning of what is told."""
    nth = read_nth(words["nth"])
    if nth is None or words["unit"].lower() not in ("day", "night", "morning", "evening", "afternoon"):
        return None
    part = PARTS.get(words["unit"].lower())
    return Draft(Shift("day", nth - 1, nth - 1, "event"), "time" if part else "date", cast("Part | None", part))


def _counted(words: dict[str, str]) -> tuple[Unit, float, float] | None:
    unit = unit_of(words["unit"])
    if "count" not in words:
        return unit, 2, 9
    count = None if re.match(r"0\d", words["count"]) else read_count(words["count"])
    if count is None or count[1] > _MOST_UNITS:
        return None
    low, high = count
    if "count_more" in words:
        more = read_count(words["count_more"])
        high = more[1] if more else high
    extra = 0.5 if "half_more" in words else 0.0
    return unit, low + extra, high + extra


def _moved(words: dict[str, str], sign: int, origin: Origin) -> Draft | None:
    counted = _counted(words)
    if counted is None:
        return None
    unit, low, high = _whole(*counted)
    if unit in ("decade", "century"):
        factor = 10 if unit == "decade" else 100
        unit, low, high = "year", low * factor, high * factor
    first, last = sorted((sign * int(low), sign * int(high)))
    return Draft(Shift(unit, first, last, origin), _kind(unit))


def _whole(unit: Unit, low: float, high: float) -> tuple[Unit, float, float]:
    """Tell "half an hour" and "a year and a half" in whole smaller units."""
    if (low == int(low) and high == int(high)) or unit not in _SMALLER:
        return unit, low, high
    name, factor = _SMALLER[unit]
    return name, low * factor, high * factor


def _ago(words: dict[str, str]) -> Draft | None:
    return _moved(words, -1, "publication")


def _later(words: dict[str, str]) -> Draft | None:
    word = re.split(r"\W+", words["side"].lower())[0]
    if word in ("earlier", "before", "beforehand", "previously"):
        return _moved(words, -1, "reference")
    return _moved(words, 1, "publication" if word in ("from", "hence") else "reference")


def _after_event(words: dict[str, str]) -> Draft | None:
    return _moved(words, -1 if words["side"].lower() == "before" else 1, "event")


def _day_beside(words: dict[str, str]) -> Draft | None:
    """Read "the day before", "the following day", "the night after the raid"."""
    count = -1 if words["side"].lower().startswith(("before", "earlier")) else 1
    unit = unit_of(words["unit"])
    return Draft(Shift(unit, count, count, "event" if "event" in words else "reference"), _kind(unit))


def _window(words: dict[str, str]) -> Draft | None:
    counted = _counted(words)
    if counted is None:
        return None
    unit, low, high = _whole(*counted)
    which = words["which"].lower().split()[-1]
    if which not in _WHICH and which not in _FORWARD + _FROM_TOLD:  # "the first three days", "the final weeks"
        return Draft(Length(unit, low, high), "duration")
    origin: Origin = "reference" if which in _FROM_TOLD else "publication"
    return Draft(Window(unit, int(low), int(high), 1 if which in _FORWARD else -1, origin), "duration")


def _length(words: dict[str, str]) -> Draft | None:
    counted = _counted(words)
    if counted is None or counted[0] == "quarter":
        return None
    if words["count"].lower() in ("a", "an") and words["unit"].lower().endswith("s"):
        return None
    return Draft(Length(*counted), "duration")


def _loose_length(words: dict[str, str]) -> Draft | None:
    unit = unit_of(words["unit"])
    if unit in ("quarter", "period", "season"):
        return None
    count = None if words["unit"].lower().endswith("s") else 1
    return Draft(Length(unit, count, count), "duration")


_COUNT = "(?:(?P<count>SOME)(?:SPACE (?:TO|OR) SPACE(?P<count_more>SOME))? GAP)"
_COUNTED = f"{_COUNT}(?:MORE SPACE)?(?P<unit>ANYUNIT)(?P<half_more>SPACE AND SPACE AN SPACE HALF)?"
_WINDOW_WORDS = "(?:LAST|PAST|NEXT|COMING|PREVIOUS|RECENT|FOLLOWING|LATEST)"
_NO_AGE = "(?!GAP OLD|SPACE OF SPACE AGE)"

SHIFT_RULES: tuple[Rule, ...] = (
    rule("deictic day", "(?P<deictic>YESTERDAY|TODAY|TOMORROW|TONIGHT|OVERNIGHT)", _deictic),
    rule("day beyond", "THE SPACE UNIT SPACE (?:BEFORE|AFTER) SPACE (?P<beyond>YESTERDAY|TOMORROW)", _beyond),
    rule("this unit",
         "(?P<det>(?:THE|ITS) SPACE)?(?P<which>(?:THAT|THIS) SPACE (?:SAME|PAST|COMING)|THIS|LAST|PAST|PREVIOUS"
         "|NEXT|COMING|FOLLOWING|SAME|THAT|LATEST|CURRENT) SPACE(?P<fiscal>FISCAL SPACE)?(?P<unit>ONEUNIT|PART"
         "|NIGHT)(?!HYPHEN)", _this_unit),
    rule("unit before last", "THE SPACE(?P<unit>UNIT)SPACE BEFORE SPACE LAST", _before_last),
    rule("bare unit",
         "THE SPACE(?:FULL SPACE)?(?P<fiscal>FISCAL SPACE)?(?P<unit>ONEUNIT)"
         "(?!SPACE (?:OF(?!SPACE (?:MON|DAYDIGITS))|BEFORE|AFTER|YEAR)|HYPHEN|SPACE?DIGITS)", _bare_unit),
    rule("end of the unit", "(?P<unit>UNIT)(?:GAP|APOSTROPHE LETTERS SPACE)END(?!SPACE OF)", _unit_end),
    rule("unit ago",
         "(?:THE SPACE)?(?P<unit>UNIT)HYPHEN(?:AGO|EARLIER)(?:SPACE (?:(?:NTHWORD|SECOND)GAP)?ONEUNIT)?", _unit_ago),
    rule("nth day", "(?:THE SPACE)?(?P<nth>NTHWORD|SECOND|NTH)SPACE(?P<unit>UNIT|PART|NIGHT)", _nth_day),
    rule("ago",
         f"(?:{_COUNT})?(?P<unit>ANYUNIT)(?P<half_more>SPACE AND SPACE AN SPACE HALF)?(?:SPACE OR SPACE SO)?SPACE "
         "AGO", _ago),
    rule("later",
         f"(?:{_COUNT})?(?:MORE SPACE)?(?P<unit>ANYUNIT)SPACE(?P<side>LATER|EARLIER|PREVIOUSLY|HENCE|FROM SPACE "
         "(?:NOW|TODAY)|(?:BEFORE|AFTER)(?!SPACE))", _later),
    rule("after an event", f"(?:{_COUNT})(?P<unit>ANYUNIT)(?=SPACE(?P<side>BEFORE|AFTER)SPACE)", _after_event),
    rule("day beside an event",
         "THE SPACE(?P<unit>UNIT|NIGHT)(?=SPACE(?P<side>BEFORE|AFTER)(?P<event>SPACE))", _day_beside),
    rule("day beside",
         "THE SPACE(?P<unit>UNIT|NIGHT)SPACE(?P<side>(?:BEFORE|AFTER)(?!SPACE)|FOLLOWING(?!SPACE))", _day_beside),
    rule("window",
         f"(?:(?:THE|THESE|THOSE|ITS) SPACE)?(?P<which>{_WINDOW_WORDS}|NTHWORD|FINAL|SAME|THOSE) SPACE {_COUNTED}"
         "(?:SPACE OR SPACE SO)?", _window),
    rule("counted window", f"(?:THE SPACE)?{_COUNT}(?P<which>{_WINDOW_WORDS}) SPACE (?P<unit>PLURALS)", _window),
    rule("loose window",
         f"(?:THE SPACE)?(?P<which>{_WINDOW_WORDS}) SPACE(?P<unit>PLURALS|PARTS)(?:SPACE (?:AND|OR) SPACE PLURALS)?",
         _window),
    rule("window ahead", "(?:THE SPACE)?(?P<unit>PLURALS) SPACE(?P<which>AHEAD)", _window),
    rule("length", f"(?:THE SPACE)?{_COUNT}(?:MORE SPACE)?(?P<unit>PLURALS)(?:SPACE OR SPACE SO)?{_NO_AGE}", _length),
    rule("length of one",
         "(?P<count>AN|HALF (?:SPACE AN)?|NUMBERWORD)SPACE(?P<unit>UNIT)"
         "(?:(?P<half_more>SPACE AND SPACE AN SPACE HALF)|SPACE OR SPACE (?:SO|NUMBERWORD))?(?!HYPHEN|SPACE OLD)",
         _length),
    rule("length as adjective", f"(?P<count>(?!AN)SOME)HYPHEN(?P<unit>UNIT)(?:HYPHEN LONG)?{_NO_AGE}", _length),
    rule("period of a length",
         "(?:(?:AN|THE) SPACE)?(?:SAME SPACE)?(?P<count>SOME)HYPHEN(?P<unit>UNIT)SPACE PERIOD", _length),
    rule("loose length", f"(?P<unit>PLURALS)(?:SPACE OR SPACE PLURALS|HYPHEN LONG)?{_NO_AGE}", _loose_length),
    rule("loose length as adjective", "(?P<unit>UNIT)HYPHEN LONG", _loose_length),
    rule("length in a word", "(?P<unit>LONGUNIT)", lambda words: _loose_length({"unit": words["unit"][:-4]})),
    rule("middle of the unit", "(?P<unit>MIDUNIT)", _middle),
)  # fmt: skip
