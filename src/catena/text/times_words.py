"""The closed classes of English words that phrases of time are made of, and the tokens of a text.

Every word that can stand in a phrase of time belongs to one class; every class is one character. A
text thus becomes a string of classes, one character a token, on which the grammar's rules are plain
regular expressions (``times_grammar``). All other words are ``OTHER``.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate

from catena.text.numbers import ORDINALS, TENS, UNITS
from catena.text.times_forms import Season

MONTHS = {
    "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5,
    "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sep": 9, "sept": 9,
    "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12, "dec": 12,
}  # fmt: skip
WEEKDAYS = {
    "monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7,
}  # fmt: skip
WEEKDAYS_SHORT = {
    "mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5, "sat": 6, "sun": 7,
}  # fmt: skip
UNIT_NAMES = {
    "second": "second", "minute": "minute", "min": "minute", "mins": "minute", "hour": "hour", "hr": "hour",
    "hrs": "hour", "day": "day", "night": "night", "weekend": "weekend", "week": "week", "fortnight": "fortnight",
    "month": "month", "quarter": "quarter", "year": "year", "yr": "year", "yrs": "year", "decade": "decade",
    "century": "century", "centurie": "century", "season": "season", "period": "period", "millennium": "millennium",
    "hours": "hour", "days": "day",
}  # fmt: skip
PARTS = {
    "dawn": "dawn", "daybreak": "dawn", "sunrise": "dawn", "predawn": "dawn", "daylight": "daytime",
    "morning": "morning", "midmorning": "morning", "noon": "midday", "midday": "midday", "noontime": "midday",
    "afternoon": "afternoon", "midafternoon": "afternoon", "evening": "evening", "dusk": "evening",
    "sunset": "evening", "nightfall": "evening", "night": "night", "nighttime": "night", "midnight": "midnight",
    "daytime": "daytime",
}  # fmt: skip
SEASONS: dict[str, Season] = {
    "spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn", "winter": "winter",
    "springtime": "spring", "summertime": "summer", "wintertime": "winter",
}  # fmt: skip

# class name -> the lower-case words in it; a word stands in one class only
WORDS: dict[str, str] = {
    "DAYNAME": "monday tuesday wednesday thursday friday saturday sunday",
    "DAYNAMES": "mondays tuesdays wednesdays thursdays fridays saturdays sundays",
    "MONTH": "january february april june july august september october november december",
    "MONTHSHORT": "feb apr jun jul aug sept oct nov",
    "UNIT": "day week month year decade century hour minute quarter weekend fortnight hr season millennium",
    "HOURS": "hrs hours",
    "SCALE": "hundred thousand million billion trillion lakh crore",
    "FULL": "full",
    "SO": "so",
    "PERIOD": "period",
    "UNITS": "days weeks months years decades centuries minutes quarters weekends fortnights mins yrs"
    " seconds periods seasons millennia",
    "SECOND": "second",
    "PART": "dawn daybreak sunrise predawn morning midmorning noon midday noontime afternoon midafternoon evening dusk"
    " sunset nightfall nighttime midnight daytime daylight",
    "NIGHT": "night",
    "PARTS": "mornings afternoons evenings nights",
    "SEASON": "spring summer autumn winter springtime summertime wintertime",
    "FALL": "fall",
    "YESTERDAY": "yesterday",
    "TODAY": "today",
    "TOMORROW": "tomorrow",
    "TONIGHT": "tonight",
    "OVERNIGHT": "overnight",
    "NOW": "now currently nowadays",
    "RECENTLY": "recently lately",
    "RECENT": "recent",
    "PREVIOUSLY": "previously",
    "FUTURE": "future",
    "NEARBY": "near short foreseeable immediate",
    "TERM": "term",
    "CURRENT": "current",
    "THE": "the",
    "AN": "a an",
    "THIS": "this",
    "THESE": "these",
    "THOSE": "those",
    "THAT": "that",
    "ITS": "its their his her our",
    "LAST": "last",
    "PAST": "past",
    "PREVIOUS": "previous preceding prior",
    "NEXT": "next",
    "COMING": "coming upcoming",
    "FOLLOWING": "following subsequent ensuing intervening",
    "SAME": "same",
    "LATEST": "latest",
    "FINAL": "final closing opening",
    "EARLY": "early",
    "LATE": "late",
    "LATER": "later",
    "EARLIER": "earlier",
    "MID": "mid",
    "MIDDLE": "middle",
    "END": "end close",
    "BEGIN": "beginning start onset",
    "REST": "rest remainder",
    "HALF": "half",
    "PARTOF": "part",
    "LATTER": "latter",
    "AGO": "ago",
    "HENCE": "hence",
    "BEFORE": "before beforehand",
    "AFTER": "after afterwards afterward",
    "EVERY": "every each",
    "PER": "per",
    "DAILY": "daily weekly monthly yearly hourly nightly",
    "OF": "of",
    "IN": "in within",
    "ON": "on",
    "AT": "at",
    "BY": "by",
    "SINCE": "since",
    "UNTIL": "until till",
    "FROM": "from",
    "TO": "to through",
    "AND": "and",
    "OR": "or",
    "BETWEEN": "between",
    "DURING": "during over",
    "THAN": "than",
    "MORE": "more",
    "LESS": "less fewer",
    "ABOUT": "about around approximately roughly nearly almost some circa",
    "ONLY": "only just barely",
    "LEAST": "least most",
    "UP": "up",
    "FEW": "few several couple dozen dozens many",
    "AHEAD": "ahead",
    "LONG": "long",
    "LONGUNIT": "hourlong daylong nightlong weeklong monthlong yearlong decadelong",
    "MIDUNIT": "midweek midmonth midyear midsummer midwinter",
    "OLD": "old",
    "AGE": "age",
    "TIME": "time",
    "NEW": "new",
    "EVE": "eve",
    "HALFOF": "halves",
    "FISCAL": "fiscal",
    "AMPM": "am pm",
    "LETTERP": "p",
    "LETTERM": "m",
    "LETTERS": "s",
    "LETTERO": "o",
    "LETTERT": "t",
    "CLOCKWORD": "clock",
    "ZONE": "gmt utc est edt cst cdt mst mdt pst pdt bst cet cest eet eest ist msk wat cat eat sast hkt jst ksa",
    "DECADEWORD": "twenties thirties forties fifties sixties seventies eighties nineties",
    "LOCAL": "local",
}
_CASED = {  # words that mean a time in one case only: "May" and "may", "Sun" and "sun", "BC"
    "MONTHSHORT": "Jan Dec Sep JAN DEC SEP",
    "MAY": "May",
    "MARCH": "March Mar",
    "UPPERMONTH": "MAY MARCH MAR",
    "LOWERMONTH": "may march mar jan dec sep",
    "SHORTDAY": "Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun MON TUE TUES WED THU THUR THURS FRI SAT SUN",
    "ERA": "BC BCE AD CE",
    "LETTERB": "B",
    "LETTERC": "C E",
}

FESTIVALS = {  # words of the text, folded -> the key of knowledge/calendars.yaml
    "ramadan": "ramadan", "ramadhan": "ramadan", "ramzan": "ramadan",
    "eid al fitr": "eid_al_fitr", "eid ul fitr": "eid_al_fitr", "eid el fitr": "eid_al_fitr",
    "eid al adha": "eid_al_adha", "eid ul adha": "eid_al_adha", "eid el adha": "eid_al_adha",
    "eid ul azha": "eid_al_adha",
    "muharram": "muharram", "ashura": "ashura", "ashoura": "ashura", "arbaeen": "arbaeen", "arbain": "arbaeen",
    "mawlid": "mawlid", "nowruz": "nowruz", "newroz": "nowruz", "noruz": "nowruz", "norouz": "nowruz",
    "tet": "lunar_new_year", "tết": "lunar_new_year", "lunar new year": "lunar_new_year",
    "chinese new year": "lunar_new_year", "easter sunday": "easter", "easter": "easter", "good friday": "good_friday",
    "palm sunday": "palm_sunday", "holy week": "holy_week", "orthodox easter": "orthodox_easter",
    "christmas day": "christmas", "christmas": "christmas", "christmas eve": "christmas_eve",
    "new year": "new_year", "new year s day": "new_year", "new years day": "new_year",
    "new year s eve": "new_years_eve", "new years eve": "new_years_eve",
    "diwali": "diwali", "deepavali": "diwali", "holi": "holi", "passover": "passover", "pesach": "passover",
    "yom kippur": "yom_kippur", "rosh hashanah": "rosh_hashanah", "hanukkah": "hanukkah",
    "vesak": "vesak", "thingyan": "thingyan", "songkran": "songkran", "thanksgiving day": "thanksgiving",
    "thanksgiving": "thanksgiving", "valentine s day": "valentines_day", "valentines day": "valentines_day",
    "labor day": "labor_day_us", "memorial day": "memorial_day_us", "halloween": "halloween",
    "election day": "election_day", "independence day": "independence_day", "victory day": "victory_day",
    "labour day": "labour_day", "may day": "labour_day", "veterans day": "armistice_day",
    "armistice day": "armistice_day", "bastille day": "bastille_day", "republic day": "republic_day",
    "national day": "national_day",
}  # fmt: skip
_FESTIVAL_WORDS = (
    "Ramadan Ramadhan Ramzan Eid Fitr Adha Azha Muharram Ashura Ashoura Arbaeen Arbain Mawlid Nowruz Newroz Noruz"
    " Norouz Tet Tết Lunar Easter Christmas Diwali Deepavali Holi Passover Pesach Kippur Hashanah Hanukkah Vesak"
    " Thingyan Songkran Thanksgiving Halloween"
)
_ISLAMIC_MONTH_WORDS = (
    "Safar Rabi Jumada Rajab Shaban Shaaban Shawwal Shawal Dhu Dhul Zul Awwal Thani Akhir Akhirah Akhira Ula Qadah Qada"
    " Qidah Hijjah Hijja"
)
_FESTIVAL_JOINTS = (
    "Good Palm Holy Orthodox Chinese Yom Rosh Valentine Valentines Labor Labour Memorial Election Independence Victory"
    " Veterans Armistice Bastille Republic National al ul el Al Ul El"
)

_PUNCTUATION = {
    "-": "HYPHEN", "–": "DASH", "—": "DASH", "‑": "HYPHEN", ",": "COMMA", ".": "DOT", ":": "COLON", "/": "SLASH",
    "'": "APOSTROPHE", "’": "APOSTROPHE", "‘": "APOSTROPHE", "(": "BRACKET", ")": "BRACKET",
}  # fmt: skip
_DIGIT_CLASSES = ["ZERO", "TWELVE", "THIRTYONE", "NINETYNINE", "THREE", "YEAR", "FOUR", "SIX", "EIGHT", "LONGDIGITS",
                  "NTH", "NTHBIG", "DECADE"]  # fmt: skip
_NAMES = [
    "OTHER", "SPACE", "BREAK", *dict.fromkeys(_PUNCTUATION.values()), *_DIGIT_CLASSES, *WORDS,
    *(name for name in _CASED if name not in WORDS),
    "NUMBERWORD", "NTHWORD", "FESTIVAL", "JOINT", "HIJRI",
]  # fmt: skip
CLASSES = {name: chr(0xE000 + position) for position, name in enumerate(_NAMES)}
_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:st|nd|rd|th|s|ST|ND|RD|TH)(?![^\W_])|\d+|\s+|.", re.DOTALL)


def tokenize(text: str) -> tuple[list[int], str]:
    """Cut a text into tokens without loss: their offsets and their classes, one character each."""
    tokens = _TOKEN.findall(text)
    starts = list(accumulate(map(len, tokens), initial=0))
    lexicon = _lexicon()
    class_of = {token: lexicon.get(token) or _class_of(token) for token in set(tokens)}
    return starts, "".join(map(class_of.__getitem__, tokens))


def _class_of(token: str) -> str:
    if token[0].isdecimal() and token.isascii():
        return CLASSES[_digit_class(token)]
    if token.isspace():
        return CLASSES["BREAK" if token.count("\n") > 1 else "SPACE"]
    return CLASSES["OTHER"]


def _digit_class(token: str) -> str:
    digits = token.rstrip("stndrhSTNDRH")
    if digits != token:
        if token[len(digits) :].lower() == "s":
            return "DECADE"
        return "NTH" if len(digits) < 3 and 1 <= int(digits) <= 31 else "NTHBIG"
    if len(digits) > 2:
        year = len(digits) == 4 and 1000 <= int(digits) < 2200
        return "YEAR" if year else {3: "THREE", 4: "FOUR", 6: "SIX", 8: "EIGHT"}.get(len(digits), "LONGDIGITS")
    value = int(digits)
    if value == 0:
        return "ZERO"
    return "TWELVE" if value <= 12 else "THIRTYONE" if value <= 31 else "NINETYNINE"


@cache
def _lexicon() -> dict[str, str]:
    """Every known word form (lower, Capitalised, UPPER) and its class; case matters for May, March and Sun."""
    lexicon = dict.fromkeys(" ", CLASSES["SPACE"]) | {mark: CLASSES[name] for mark, name in _PUNCTUATION.items()}
    for name, words in _all_words().items():
        for word in words.split():
            for form in (word, word.capitalize(), word.upper()):
                lexicon[form] = CLASSES[name]
    for name, words in _CASED.items():
        lexicon |= dict.fromkeys(words.split(), CLASSES[name])
    lexicon |= dict.fromkeys(_FESTIVAL_WORDS.split(), CLASSES["FESTIVAL"])
    lexicon |= dict.fromkeys(_ISLAMIC_MONTH_WORDS.split(), CLASSES["HIJRI"])
    lexicon |= dict.fromkeys(_FESTIVAL_JOINTS.split(), CLASSES["JOINT"])
    return lexicon


def _all_words() -> dict[str, str]:
    numbers = " ".join([*UNITS, *TENS])
    nth = " ".join(word for word in ORDINALS if word != "second")
    return WORDS | {"NUMBERWORD": numbers, "NTHWORD": nth}
