"""Days of the Islamic calendar as news writes them ("10 Muharram", "27 Rajab 1445"), by the civil tabular calendar.

The tabular calendar (thirty years of which eleven have a day more; epoch 16 July 622, Julian) lies within a day of
what is seen of the moon in most countries, so a day is given with the one before and after it. Arithmetic:
Reingold and Dershowitz, Calendrical Calculations, "The Islamic Calendar".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

EPOCH = 227015  # 16 July 622 in the Julian calendar, as a proleptic Gregorian ordinal
FIRST_YEAR, LAST_YEAR = 1300, 1599  # of those that a text may mean: 1882 to 2174
MONTHS = (
    "Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Awwal", "Jumada al-Thani", "Rajab", "Shaban",
    "Ramadan", "Shawwal", "Dhu al-Qadah", "Dhu al-Hijjah",
)  # fmt: skip
_SPELLINGS = {
    "muharram": 1, "safar": 2, "rabi awwal": 3, "rabi i": 3, "rabi thani": 4, "rabi akhir": 4, "rabi ii": 4,
    "jumada awwal": 5, "jumada ula": 5, "jumada i": 5, "jumada thani": 6, "jumada akhirah": 6, "jumada akhira": 6,
    "jumada ii": 6, "rajab": 7, "shaban": 8, "shaaban": 8, "ramadan": 9, "ramadhan": 9, "ramzan": 9, "shawwal": 10,
    "shawal": 10, "dhu qadah": 11, "dhu qada": 11, "dhu qidah": 11, "dhul qadah": 11, "dhul qada": 11, "zul qada": 11,
    "dhu hijjah": 12, "dhu hijja": 12, "dhul hijjah": 12, "dhul hijja": 12, "zul hijjah": 12, "zul hijja": 12,
}  # fmt: skip
_ARTICLE = re.compile(r"\b(?:al|el|ul|ath|as)\b")


class IslamicDay(NamedTuple):
    """A day of a month (1..12); ``year`` of the Hijra, None where the text tells none."""

    month: int
    day: int
    year: int | None = None

    @property
    def key(self) -> str:
        """Write the day as the key of a holy day."""
        return f"hijri:{self.month}:{self.day}:{self.year or ''}"

    @property
    def name(self) -> str:
        """Name the day in words."""
        return " ".join(str(part) for part in (self.day, MONTHS[self.month - 1], self.year) if part)


def read_month(words: str) -> int | None:
    """Give the number of an Islamic month from its name in a text, None where it is none."""
    folded = _ARTICLE.sub(" ", re.sub(r"[\s'’‘-]+", " ", words.lower()))
    return _SPELLINGS.get(" ".join(folded.split()))


def from_key(key: str) -> IslamicDay | None:
    """Read what ``IslamicDay.key`` wrote; None for the key of another holy day."""
    if not key.startswith("hijri:"):
        return None
    _, month, day, year = key.split(":")
    return IslamicDay(int(month), int(day), int(year) if year else None)


def civil_day(year: int, month: int, day: int) -> date:
    """Give the Gregorian day of a day of the civil tabular calendar."""
    days = day - 1 + 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(EPOCH + days)


def days_in(told: IslamicDay, year: int) -> Iterator[tuple[date, date]]:
    """Give the days that may be meant in a Gregorian year: from the day before to the day after, one or two times."""
    first = (year - 622) * 33 // 32
    for islamic in range(first - 1, first + 3):
        middle = civil_day(islamic, told.month, told.day)
        if middle.year == year and told.year in (None, islamic):
            yield middle - timedelta(days=1), middle + timedelta(days=1)
