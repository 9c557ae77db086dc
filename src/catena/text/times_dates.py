"""Grammar of calendar dates: days, months, years, decades, seasons, quarters, weekdays, holy days."""

from __future__ import annotations

import re

from catena.model import Span
from catena.text import islamic
from catena.text.numbers import TENS, UNITS
from catena.text.times_counts import read_nth
from catena.text.times_forms import Between, Calendar, Origin, Shift, TimePhrase, Toward
from catena.text.times_grammar import Draft, Rule, rule
from catena.text.times_words import FESTIVALS, MONTHS, SEASONS, WEEKDAYS, WEEKDAYS_SHORT

_DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_TOWARD: dict[str, Toward] = {
    "the following": "future", "the previous": "past", "the next": "future", "the preceding": "past",
    "the prior": "past", "subsequent": "future", "the subsequent": "future",
    "last": "past", "past": "past", "previous": "past", "next": "future", "coming": "future", "this": "this",
    "upcoming": "future", "this past": "past", "this coming": "future", "this last": "past", "this next": "future",
    "following": "future", "preceding": "past", "prior": "past", "recent": "past", "each": "this",
}  # fmt: skip
_FROM_TOLD = (
    "the following", "following", "the previous", "previous", "the next", "the preceding", "the prior",
    "the subsequent",
)  # fmt: skip


def month_number(word: str) -> int:
    """Give the number of a month's name or abbreviation."""
    return MONTHS[word.lower().rstrip(". ")]


def is_day(month: int | None, day: int | None) -> bool:
    """Say whether a month has such a day (29 February counts)."""
    return day is None or (month is None and 1 <= day <= 31) or (month is not None and _fits(month, day))


def _fits(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= _DAYS_OF_MONTH[month - 1]


def _date(calendar: Calendar) -> Draft | None:
    return Draft(calendar, "date") if is_day(calendar.month, calendar.day) else None


def _day_month(words: dict[str, str]) -> Draft | None:
    day = read_nth(words["day"])
    year = int(words["year"]) if "year" in words else None
    return _date(Calendar(year=year, month=month_number(words["month"]), day=day))


def _month_year(words: dict[str, str]) -> Draft | None:
    return _date(Calendar(year=int(words["year"]), month=month_number(words["month"])))


def _month(words: dict[str, str]) -> Draft | None:
    toward = _TOWARD.get(" ".join(words["toward"].split())) if "toward" in words else None
    return _date(Calendar(month=month_number(words["month"]), toward=toward))


def _day(words: dict[str, str]) -> Draft | None:
    return _date(Calendar(day=read_nth(words["day"]), within=Shift("month", 0, 0, "reference")))


def _packed_day(words: dict[str, str]) -> Draft | None:
    """Read "Jul 012016", where a lost comma has glued day and year."""
    day, year = int(words["packed"][:2]), int(words["packed"][2:])
    return _date(Calendar(year=year, month=month_number(words["month"]), day=day)) if 1900 <= year < 2100 else None


def _iso(words: dict[str, str]) -> Draft | None:
    month, day = int(words["month"]), int(words["day"])
    return _date(Calendar(year=int(words["year"]), month=month, day=day)) if _fits(month, day) else None


def _compact(words: dict[str, str]) -> Draft | None:
    year, month, day = int(words["packed"][:4]), int(words["packed"][4:6]), int(words["packed"][6:])
    return _date(Calendar(year=year, month=month, day=day)) if 1900 <= year < 2100 and _fits(month, day) else None


def _iso_month(words: dict[str, str]) -> Draft | None:
    month = int(words["month"])
    return _date(Calendar(year=int(words["year"]), month=month)) if 1 <= month <= 12 else None


def _numeric(words: dict[str, str]) -> Draft | None:
    """Read 7/11/2021: day first unless only the month can be; ``swappable`` where both could be."""
    first, second, year_words = int(words["first"]), int(words["second"]), words["year"]
    if len(year_words) == 2 and words["mark"] == ".":
        return None
    year = int(year_words) if len(year_words) == 4 else int(year_words) + (1900 if int(year_words) >= 50 else 2000)
    if _fits(second, first):
        swappable = _fits(first, second) and first != second
        return _date(Calendar(year=year, month=second, day=first, swappable=swappable))
    return _date(Calendar(year=year, month=first, day=second)) if _fits(first, second) else None


def _range(words: dict[str, str]) -> Draft | None:
    """Read "13-19 July 2016" and "July 13 to 19" as an interval of days."""
    month, first, last = month_number(words["month"]), read_nth(words["first"]), read_nth(words["day"])
    year = int(words["year"]) if "year" in words else None
    if first is None or last is None or first >= last or not _fits(month, last):
        return None
    ends = (Calendar(year=year, month=month, day=first), Calendar(year=year, month=month, day=last))
    # the spans are set by the finder, which knows where the groups stand
    start, end = (TimePhrase(Span(0, 0), "date", one, "") for one in ends)
    return Draft(Between(start, end), "date")


def _year(words: dict[str, str]) -> Draft | None:
    return Draft(Calendar(year=int(words["year"])), "date")


def _years(words: dict[str, str]) -> Draft | None:
    """Read "1861-1865", "2006-07" and "480-479 BC" as an interval of years; "2006-11" is a month."""
    first, last = int(words["first"]), int(words["last"])
    if "era" in words:
        sign = 1 if words["era"].replace(".", "").lower() in ("ad", "ce") else -1
        first, last = sign * first, sign * last
    elif len(words["last"]) == 2:
        last += first // 100 * 100
        if last != first + 1 and last % 100 <= 12:
            return None
    if first >= last or first == 0:
        return None
    start, end = (TimePhrase(Span(0, 0), "date", Calendar(year=year), "") for year in (first, last))
    return Draft(Between(start, end), "date")


def _year_period(words: dict[str, str]) -> Draft | None:
    return _year(words) if words["unit"].lower() in ("quarter", "period", "season") else None


def _year_before_christ(words: dict[str, str]) -> Draft | None:
    year = int(words["year"])
    if words["era"].replace(".", "").lower() in ("ad", "ce"):
        return Draft(Calendar(year=year), "date") if year > 0 else None
    return Draft(Calendar(year=-year), "date") if year > 0 else None


def _spoken_year(words: dict[str, str]) -> Draft | None:
    """Read "nineteen ninety-one", "twenty sixteen", "two thousand", "two thousand three"."""
    names = [name for name in re.split(r"[\s-]+", words["spoken"].lower()) if name != "and"]
    values = [UNITS.get(name, TENS.get(name, 0)) for name in names]
    if names[:2] == ["two", "thousand"]:
        return Draft(Calendar(year=2000 + sum(values[2:])), "date")
    rest = sum(values[1:])
    century = values[0] in range(17, 21) and 10 <= rest <= 99 and all(values[1:])
    return Draft(Calendar(year=100 * values[0] + rest), "date") if century else None


def _decade(words: dict[str, str]) -> Draft | None:
    name = words["decade"].lower()
    if name.isalpha():
        return Draft(Calendar(decade=1900 + TENS[name.removesuffix("ies") + "y"]), "date")
    digits = re.sub(r"\D", "", name)
    value = int(digits)
    if len(digits) == 2 and ("short" in words or "det" in words):
        value += 1900 if value > 20 else 2000
    if value % 10 or value < 100:
        return None
    if "era" in words:
        return Draft(Calendar(decade=-value), "date")
    return Draft(Calendar(decade=value), "date") if value >= 1000 else None


def _century(words: dict[str, str]) -> Draft | None:
    nth = read_nth(words["nth"])
    if nth is None or not 1 <= nth <= 22 or words["unit"].lower() != "century":
        return None
    return Draft(Calendar(century=-100 * nth if "era" in words else 100 * (nth - 1)), "date")


def _season(words: dict[str, str]) -> Draft | None:
    name = words["season"].lower()
    det = " ".join(words.get("det", "").lower().split())
    bare_fall = name == "fall" and not det and "year" not in words
    if bare_fall or (words["season"][0].isupper() and not det and "year" not in words):
        return None
    if name == "fall" and det == "the" and "year" not in words:
        return None
    year = int(words["year"]) if "year" in words else None
    toward = _TOWARD.get(det.removeprefix("the "))
    within = Shift("year", 0, 0, "reference") if det.removeprefix("the ") in ("that", "same") else None
    origin: Origin = "reference" if det in _FROM_TOLD else "publication"
    form = Calendar(year=year, season=SEASONS[name], toward=toward, within=within, origin=origin)
    return Draft(form, "date")


def _quarter(words: dict[str, str]) -> Draft | None:
    nth = read_nth(words["nth"])
    if nth is None or not 1 <= nth <= 4 or words["unit"].lower() != "quarter":
        return None
    year = int(words["year"]) if "year" in words else None
    within = None
    if "det" in words:
        det = words["det"].lower()
        within = Shift("year", -1, -1) if "last" in det or "ago" in det or "earlier" in det else None
        within = Shift("year", 1, 1) if "next" in det else within or (Shift("year", 0, 0) if "this" in det else None)
    return Draft(Calendar(year=year, quarter=nth, fiscal=True, within=within), "date")


def _half(words: dict[str, str]) -> Draft | None:
    which = words["which"].lower()
    half = (
        1 if which in ("first", "1st", "opening") else 2 if which in ("second", "2nd", "last", "latter", "final") else 0
    )
    return Draft(Calendar(year=int(words["year"]), half=half), "date") if half else None


def _weekday(words: dict[str, str]) -> Draft | None:
    name = words["weekday"].lower().rstrip(".")
    weekday = WEEKDAYS.get(name) or WEEKDAYS.get(name.removesuffix("s")) or WEEKDAYS_SHORT[name]
    name = " ".join(words.get("toward", "").lower().split())
    origin: Origin = "reference" if name in _FROM_TOLD else "publication"
    return Draft(Calendar(weekday=weekday, toward=_TOWARD.get(name), origin=origin), "date")


def _festival(words: dict[str, str]) -> Draft | None:
    name = re.sub(r"[\s'’-]+", " ", words["festival"].lower()).strip()
    year = int(words["year"]) if "year" in words else None
    key = FESTIVALS.get(name)
    toward = _TOWARD.get(words["toward"].lower()) if "toward" in words else None
    return Draft(Calendar(year=year, festival=key, toward=toward), "date") if key else None


def _islamic_day(words: dict[str, str]) -> Draft | None:
    """Read "10 Muharram", "the 1st of Ramadan", "27 Rajab 1445": a year of the Hijra, or one of ours."""
    month, day = islamic.read_month(words["month"]), read_nth(words["day"])
    if month is None or day is None or not 1 <= day <= 30:
        return None
    year = int(words["year"]) if "year" in words else None
    if year is not None and islamic.FIRST_YEAR <= year <= islamic.LAST_YEAR:
        told = islamic.IslamicDay(month, day, year)
        return Draft(Calendar(year=islamic.civil_day(year, month, day).year, festival=told.key), "date")
    return Draft(Calendar(year=year, festival=islamic.IslamicDay(month, day).key), "date")


_JOIN = "(?:SPACE? (?:HYPHEN|DASH) SPACE?|SPACE (?:TO|AND) SPACE)"
_ISLAMIC_MONTH = "(?P<month>FESTIVAL|HIJRI(?:(?:GAP (?:JOINT GAP)?)HIJRI)?)"
_THEN_YEAR = "(?:(?:COMMA SPACE?|SPACE|HYPHEN|SLASH|SPACE OF SPACE|DOT SPACE)(?P<year>YEAR))"
_TOWARD_WORDS = "(?P<toward>(?:THIS SPACE)?(?:LAST|PAST|NEXT|COMING)|THIS|(?:THE SPACE)?(?:PREVIOUS|FOLLOWING|NEXT))"

DATE_RULES: tuple[Rule, ...] = (
    rule("iso day",
         "(?P<year>YEAR)(?P<mark>HYPHEN|SLASH|DOT)(?P<month>SHORTDIGITS)(?P=mark)(?P<day>SHORTDIGITS)", _iso),
    rule("compact day", "(?P<packed>EIGHT)", _compact),
    rule("numeric day",
         "(?P<first>SHORTDIGITS)(?P<mark>HYPHEN|SLASH|DOT)(?P<second>SHORTDIGITS)(?P=mark)(?P<year>YEAR"
         "|SHORTDIGITS)", _numeric),
    rule("days of a month",
         f"(?:THE SPACE)?(?P<first>DAYDIGITS){_JOIN}(?:THE SPACE)?(?P<day>DAYDIGITS)(?:SPACE OF)?SPACE"
         f"(?P<month>MON){_THEN_YEAR}?", _range),
    rule("month and days", f"(?P<month>MON)SPACE(?P<first>DAYDIGITS){_JOIN}(?P<day>DAYDIGITS){_THEN_YEAR}?", _range),
    rule("day and month",
         f"(?:THE SPACE)?(?P<day>DAYDIGITS)(?:SPACE OF)?(?:GAP|SLASH|DOT SPACE)?(?P<month>MON){_THEN_YEAR}?",
         _day_month),
    rule("day and small month", "(?P<day>DAYDIGITS)GAP(?P<month>LOWERMONTH)COMMA?GAP(?P<year>YEAR)", _day_month),
    rule("month and day",
         "(?P<month>MON)(?:SPACE(?:THE SPACE)?|HYPHEN)(?P<day>DAYDIGITS|NTHWORD|SECOND)(?!COLON "
         f"DIGITS){_THEN_YEAR}?", _day_month),
    rule("small month and day", "(?P<month>LOWERMONTH)SPACE(?P<day>DAYDIGITS)COMMA?SPACE(?P<year>YEAR)", _day_month),
    rule("month and packed day", "(?P<month>MON)SPACE(?P<packed>SIX)", _packed_day),
    rule("month and year",
         "(?P<month>MON)(?:COMMA?SPACE(?:OF SPACE)?(?:THE SPACE UNIT SPACE)?|HYPHEN)(?P<year>YEAR)", _month_year),
    rule("small month and year", "(?P<month>LOWERMONTH)SPACE(?P<year>YEAR)", _month_year),
    rule("that month", f"{_TOWARD_WORDS}SPACE(?P<month>MON)(?!DOT? SPACE DAYDIGITS)", _month),
    rule("month", "(?P<month>MONTH|MONTHSHORT DOT?)", _month),
    rule("month that is a word",
         "(?<=[IN OF SINCE BY UNTIL EARLY LATE FROM END AND DURING LATER TO BETWEEN BEFORE AFTER MID]SPACE)"
         "(?P<month>MAY|MARCH|UPPERMONTH)", _month),
    rule("month that is a word, by mid", "(?<=[MID EARLY LATE]HYPHEN)(?P<month>MAY|MARCH|MONTH)", _month),
    rule("day of the month being told",
         "(?<=ON SPACE)THE SPACE(?P<day>NTH)(?=COMMA|DOT|$|SPACE (?:AND|AT|IN|BY|TO|AFTER|BEFORE))", _day),
    rule("year before Christ", "(?:THE SPACE UNIT SPACE)?(?P<year>DIGITS)SPACE?(?P<era>ERAS)", _year_before_christ),
    rule("years before Christ",
         "(?P<first>DIGITS)(?:SPACE?(?:HYPHEN|DASH)SPACE?|SPACE (?:TO|AND) SPACE)(?P<last>DIGITS)SPACE?"
         "(?P<era>ERAS)", _years),
    rule("years", "(?P<first>YEAR)(?:HYPHEN|DASH|SLASH)(?P<last>YEAR|SHORTDIGITS)(?!HYPHEN)", _years),
    rule("iso month", "(?P<year>YEAR)HYPHEN(?P<month>ZERO|TWELVE)(?!SPACE?DIGITS)", _iso_month),
    rule("named year", "(?:THE SPACE)?(?:UNIT|UNITS|FISCAL) SPACE(?P<year>YEAR)", _year),
    rule("period of a year", "THE SPACE(?P<year>YEAR)SPACE(?P<unit>ONEUNIT)", _year_period),
    rule("year", "(?P<year>YEAR)", _year),
    rule("spoken year", "(?:THE SPACE UNIT SPACE)?(?P<spoken>NUMBERWORD (?:GAP NUMBERWORD){1,2})", _spoken_year),
    rule("named spoken year", "THE SPACE UNIT SPACE(?P<spoken>NUMBERWORD SPACE SCALE(?: SPACE (?:AND SPACE)? NUMBERWORD)?)",
         _spoken_year),
    rule("decade",
         "(?:(?P<det>THE) SPACE)?(?P<short>APOSTROPHE)?(?P<decade>DECADE|DECADEWORD|YEAR APOSTROPHE LETTERS)"
         "(?:SPACE (?P<era>ERAS))?", _decade),
    rule("century", "(?:THE SPACE)?(?P<nth>NTHANY)GAP(?P<unit>UNIT)(?:SPACE (?P<era>ERAS))?", _century),
    rule("season",
         "(?:(?P<det>(?:THE SPACE)?(?:LAST|PAST|NEXT|COMING|THIS|THAT|SAME|PREVIOUS|FOLLOWING)|THE) SPACE)?"
         "(?P<season>SEASON|FALL)(?:COMMA? SPACE (?:OF SPACE)?(?P<year>YEAR))?", _season),
    rule("quarter as adjective", "(?P<nth>NTHWORD|SECOND|NTH)HYPHEN(?P<unit>UNIT)", _quarter),
    rule("quarter",
         "(?:THE SPACE)?(?:FISCAL GAP)?(?P<nth>NTHWORD|SECOND|NTH)SPACE(?P<unit>UNIT)(?:SPACE (?:OF "
         "SPACE)?(?:FISCAL SPACE)?(?P<year>YEAR))?", _quarter),
    rule("quarter of a year",
         "(?:THE SPACE)?(?P<year>YEAR)(?:APOSTROPHE LETTERS)? SPACE(?P<nth>NTHWORD|SECOND)GAP(?P<unit>UNIT)", _quarter),
    rule("half",
         "(?:THE SPACE)?(?P<which>NTHWORD|SECOND|LAST|LATTER|NTH)SPACE HALF SPACE OF SPACE(?P<year>YEAR)", _half),
    rule("weekday",
         f"(?:THE SPACE)?(?:{_TOWARD_WORDS}SPACE)?(?P<weekday>DAYNAME)(?!APOSTROPHE LETTERS SPACE UNIT)", _weekday),
    rule("weekday without apostrophe", "(?P<weekday>DAYNAMES)", _weekday),
    rule("short weekday", "(?P<weekday>SHORTDAY DOT?)(?=COMMA? SPACE (?:DAYDIGITS|MON|LOWERMONTH))", _weekday),
    rule("day of an Islamic month",
         f"(?:THE SPACE)?(?P<day>DAYDIGITS|NTHWORD|SECOND)(?: SPACE OF)? SPACE{_ISLAMIC_MONTH}(?:COMMA? SPACE(?P<year>YEAR))?",
         _islamic_day),
    rule("Islamic month and day",
         f"{_ISLAMIC_MONTH}SPACE(?P<day>DAYDIGITS)(?!SPACE? COLON)(?:COMMA? SPACE(?P<year>YEAR))?",
         _islamic_day),
    rule("holy day",
         "(?:(?P<toward>LAST|NEXT|THIS) SPACE)?(?P<festival>(?:JOINT GAP)?FESTIVAL(?:(?:GAP|APOSTROPHE)(?:JOINT"
         "|FESTIVAL|NEW|UNIT|EVE|DAYNAME)){0,4})(?:COMMA? SPACE(?P<year>YEAR))?", _festival),
    rule("day with a name",
         "(?P<festival>(?:JOINT(?:APOSTROPHE LETTERS)?|MAY) SPACE (?:DAYNAME|UNIT|FESTIVAL))(?:COMMA? SPACE "
         "(?P<year>YEAR))?", _festival),
    rule("New Year",
         "(?P<festival>(?:(?:FESTIVAL|JOINT) SPACE)?NEW SPACE (?:UNIT|UNITS)(?:APOSTROPHE? LETTERS)?(?:SPACE "
         "(?:EVE|UNIT))?)", _festival),
)  # fmt: skip
