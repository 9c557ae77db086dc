"""Grammar of times told from another time: shifts, windows, lengths, repetitions, clock and part of day."""

from __future__ import annotations

import re
from typing import cast

from catena.text.numbers import read_words
from catena.text.times_counts import read_count
from catena.text.times_forms import (
    Calendar,
    Clock,
    Every,
    Form,
    Length,
    Origin,
    Part,
    Shift,
    TimeKind,
    Unit,
    Vague,
    Window,
)  # fmt: skip
from catena.text.times_grammar import Draft, Rule, rule
from catena.text.times_words import PARTS, SEASONS, UNIT_NAMES, WEEKDAYS

_CLOCK_UNITS = ("second", "minute", "hour")
# word -> (origin, count): "last year" is one year back from publication, "the previous year" from the telling
_WHICH: dict[str, tuple[Origin, int]] = {
    "this": ("publication", 0), "current": ("publication", 0), "present": ("publication", 0),
    "latest": ("publication", 0), "last": ("publication", -1), "past": ("publication", -1),
    "recent": ("publication", -1), "next": ("publication", 1), "coming": ("publication", 1),
    "upcoming": ("publication", 1), "previous": ("reference", -1), "preceding": ("reference", -1),
    "prior": ("reference", -1), "following": ("reference", 1), "subsequent": ("reference", 1),
    "ensuing": ("reference", 1), "same": ("reference", 0), "that": ("reference", 0),
}  # fmt: skip


def unit_of(word: str) -> Unit:
    """Give the unit that a word names, singular or plural."""
    name = word.lower()
    if name in ("centuries", "millennia"):
        return "century" if name[0] == "c" else "millennium"
    return cast(Unit, UNIT_NAMES.get(name) or UNIT_NAMES[name.removesuffix("s")])


def _kind(unit: Unit) -> TimeKind:
    return "time" if unit in _CLOCK_UNITS else "date"


def _deictic(words: dict[str, str]) -> Draft | None:
    shifts = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0, "overnight": 0}
    name = words["deictic"].lower()
    form = Shift("day", shifts[name], shifts[name])
    if name == "overnight":
        return Draft(Shift("night", -1, -1), "time", "night")
    return Draft(form, "time", "night") if name == "tonight" else Draft(form, "date")


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
    if (
        "det" in words
        and which in ("last", "past", "latest", "coming")
        and unit not in ("weekend", "night", "quarter", "period")
    ):
        return Draft(Window(unit, 1, 1, 1 if which == "coming" else -1), "date")
    if which == "past" or (which == "recent" and unit != "period"):
        return Draft(Window(unit, 1, 1, -1), "date")
    return Draft(Shift(unit, count, count, origin, fiscal="fiscal" in words), _kind(unit))


def _part_of_day(which: str, origin: Origin, count: int, name: str) -> Draft:
    part = cast(Part, PARTS[name])
    if part == "night" and origin == "publication" and count == -1:
        return Draft(Shift("night", -1, -1), "time", "night")
    return Draft(Shift("day", count, count, origin), "time", part)


def _bare_unit(words: dict[str, str]) -> Draft | None:
    """Read "the weekend", "the quarter", "the year" as the one that is being told of."""
    unit = unit_of(words["unit"])
    if unit in (*_CLOCK_UNITS, "decade", "century", "fortnight", "period", "season", "millennium"):
        return None
    origin: Origin = "publication" if unit == "weekend" else "reference"
    return Draft(Shift(unit, 0, 0, origin, fiscal="fiscal" in words), "date")


def _counted(words: dict[str, str]) -> tuple[Unit, float, float] | None:
    unit = unit_of(words["unit"])
    if "count" not in words:
        return unit, 2, 9
    count = read_count(words["count"])
    if count is None:
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
    unit, low, high = counted
    unit, low, high = _whole(unit, low, high)
    first, last = sorted((sign * int(low), sign * int(high)))
    return Draft(Shift(unit, first, last, origin), _kind(unit))


def _whole(unit: Unit, low: float, high: float) -> tuple[Unit, float, float]:
    """Tell "half an hour" and "a year and a half" in whole smaller units."""
    smaller: dict[Unit, tuple[Unit, int]] = {"hour": ("minute", 60), "year": ("month", 12), "day": ("hour", 24),
                                             "decade": ("year", 10), "century": ("year", 100)}  # fmt: skip
    if (low == int(low) and high == int(high)) or unit not in smaller:
        return unit, low, high
    name, factor = smaller[unit]
    return name, low * factor, high * factor


def _ago(words: dict[str, str]) -> Draft | None:
    return _moved(words, -1, "publication")


def _later(words: dict[str, str]) -> Draft | None:
    word = re.split(r"\W+", words["side"].lower())[0]
    if word in ("earlier", "before", "beforehand", "previously"):
        return _moved(words, -1, "reference")
    publication = word in ("from", "hence")
    return _moved(words, 1, "publication" if publication else "reference")


def _after_event(words: dict[str, str]) -> Draft | None:
    return _moved(words, -1 if words["side"].lower() == "before" else 1, "event")


def _day_beside(words: dict[str, str]) -> Draft | None:
    """Read "the day before", "the following day", "a day after"."""
    count = -1 if words["side"].lower().startswith(("before", "earlier")) else 1
    unit = unit_of(words["unit"])
    return Draft(Shift(unit, count, count, "event" if "event" in words else "reference"), _kind(unit))


def _window(words: dict[str, str]) -> Draft | None:
    counted = _counted(words)
    if counted is None:
        return None
    unit, low, high = _whole(*counted)
    which = words["which"].lower().split()[-1]
    sign = 1 if which in ("next", "coming", "upcoming", "following", "ensuing", "subsequent", "ahead") else -1
    reference = which in ("following", "ensuing", "subsequent", "previous", "preceding", "prior", "intervening")
    if which in ("first", "second", "final", "closing", "opening", "same", "those", "these"):
        return Draft(Length(unit, low, high), "duration") if which != "second" else None
    return Draft(Window(unit, int(low), int(high), sign, "reference" if reference else "publication"), "duration")


def _length(words: dict[str, str]) -> Draft | None:
    counted = _counted(words)
    if counted is None:
        return None
    unit, low, high = counted
    return Draft(Length(unit, low, high), "duration")


def _loose_length(words: dict[str, str]) -> Draft | None:
    return Draft(Length(unit_of(words["unit"]), None, None), "duration")


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
    name = words["vague"].lower()
    past = name in ("recently", "lately", "previously", "formerly", "former", "recent", "past")
    future = name in ("soon", "shortly", "future")
    toward = "past" if past else "future" if future else "present"
    return Draft(Vague(cast("object", toward), recent=name in ("recently", "lately", "recent")), "date")  # type: ignore[arg-type]


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
    clock = Clock(hour, minute, words.get("zone"))
    return Draft(clock, "time", clock=clock)


def _part(words: dict[str, str]) -> Draft | None:
    part = cast(Part, PARTS[words["part"].lower()])
    form: Form = Calendar()
    return Draft(form, "time", part)


_COUNT = "(?:(?P<count>SOME)(?:SPACE (?:TO|OR) SPACE(?P<count_more>SOME))? GAP)"
_COUNTED = f"{_COUNT}(?:MORE SPACE)?(?P<unit>ANYUNIT)(?P<half_more>SPACE AND SPACE AN SPACE HALF)?"
_WINDOW_WORDS = "(?:LAST|PAST|NEXT|COMING|PREVIOUS|RECENT|FOLLOWING|LATEST)"

RELATIVE_RULES: tuple[Rule, ...] = (
    rule("deictic day", "(?P<deictic>YESTERDAY|TODAY|TOMORROW|TONIGHT|OVERNIGHT)", _deictic),
    rule("day beyond", "THE SPACE UNIT SPACE (?:BEFORE|AFTER) SPACE (?P<beyond>YESTERDAY|TOMORROW)", _beyond),
    rule("this unit", "(?P<det>(?:THE|ITS) SPACE)?(?P<which>(?:THAT SPACE|THIS SPACE)?(?:THIS|LAST|PAST|PREVIOUS|NEXT|COMING|FOLLOWING|SAME"
         "|THAT|LATEST|CURRENT)) SPACE(?P<fiscal>FISCAL SPACE)?(?P<unit>UNIT|PART|NIGHT)(?!HYPHEN)", _this_unit),
    rule("bare unit", "THE SPACE(?P<fiscal>FISCAL SPACE)?(?P<unit>UNIT)(?!SPACE (?:OF|BEFORE|AFTER|YEAR)|HYPHEN|SPACE?DIGITS)", _bare_unit),
    rule("ago", f"(?:{_COUNT})?(?P<unit>ANYUNIT)(?P<half_more>SPACE AND SPACE AN SPACE HALF)?SPACE AGO", _ago),
    rule("later", f"(?:{_COUNT})?(?P<unit>ANYUNIT)SPACE(?P<side>LATER|EARLIER|PREVIOUSLY|HENCE|FROM SPACE (?:NOW|TODAY)"
         "|BEFORE|AFTER)(?!SPACE (?:THE|AN|THIS|THAT|YEAR|MON|DAYNAME|ITS|DIGITS|FESTIVAL|JOINT)|SPACE OTHER)", _later),
    rule("after an event", f"(?:{_COUNT})(?P<unit>ANYUNIT)(?=SPACE(?P<side>BEFORE|AFTER)SPACE)", _after_event),
    rule("day beside an event", "(?P<det>THE|AN) SPACE(?P<unit>UNIT|PART|NIGHT)(?=SPACE(?P<side>BEFORE|AFTER)SPACE(?P<event>[^BREAK]))", _day_beside),
    rule("day beside", "THE SPACE(?P<unit>UNIT|NIGHT)SPACE(?P<side>BEFORE|AFTER|FOLLOWING)(?!SPACE OTHER|SPACE (?:THE|AN|DIGITS|MON|DAYNAME))", _day_beside),
    rule("window", f"(?:(?:THE|THESE|THOSE|ITS) SPACE)?(?P<which>{_WINDOW_WORDS}|NTHWORD|FINAL|SAME|THOSE) SPACE {_COUNTED}", _window),
    rule("counted window", f"(?:THE SPACE)?{_COUNT}(?P<which>{_WINDOW_WORDS}) SPACE (?P<unit>ANYUNIT)", _window),
    rule("loose window", f"(?:THE SPACE)?(?P<which>{_WINDOW_WORDS}) SPACE(?P<unit>UNITS|PARTS)", _window),
    rule("length", f"(?:THE SPACE)?{_COUNTED}(?:HYPHEN LONG)?", _length),
    rule("loose length", "(?P<unit>UNITS)(?:HYPHEN LONG)?|(?P<unit_>UNIT)HYPHEN LONG", lambda words: _loose_length(
        {"unit": words.get("unit") or words["unit_"]})),
    rule("every", "EVERY SPACE(?:(?P<count>SOME) SPACE)?(?:(?P<unit>UNIT|UNITS|PART|NIGHT|SEASON)|(?P<weekday>DAYNAME))", _every),
    rule("every weekday", "(?P<weekday>DAYNAMES|DAYNAME) SPACE(?P<part>PARTS)", _every),
    rule("per unit", "PER SPACE(?P<unit>UNIT)", _every),
    rule("adverb of repetition", "(?P<adverb>DAILY)", _adverb),
    rule("vague", "(?P<vague>NOW|RECENTLY|SOON|PREVIOUSLY)", _vague),
    rule("vague future", "THE SPACE(?P<vague>FUTURE|PAST)(?!SPACE (?:UNIT|UNITS|NUMBERWORD|SOME))", _vague),
    rule("clock", "(?P<hour>SHORTDIGITS)(?:[COLON DOT](?P<minute>SHORTDIGITS)(?:COLON SHORTDIGITS(?:DOT DIGITS)?)?)?"
         "SPACE?(?P<half>AMPM|(?:AN|LETTERP)DOT? SPACE? LETTERM DOT?)(?:SPACE(?P<zone>ZONE))?", _clock),
    rule("clock of 24 hours", "(?P<hour>SHORTDIGITS)COLON(?P<minute>SHORTDIGITS)(?:COLON SHORTDIGITS(?:DOT DIGITS)?)?"
         "(?:SPACE?(?P<zone>ZONE|UNITS|UNIT))?", _clock),
    rule("clock in words", "(?P<hour>SHORTDIGITS|NUMBERWORD)SPACE LETTERO APOSTROPHE? CLOCKWORD", lambda words: (
        _clock(words) if words["hour"].isdigit() else _spelled_clock(words))),
    rule("military clock", "(?P<digits>FOUR|YEAR)SPACE?(?P<zone>ZONE|UNITS)", _military_clock),
    rule("part of day", "(?:(?:THE|AN) SPACE)?(?:MID GAP)?(?P<part>PART|NIGHT)", _part),
)  # fmt: skip
