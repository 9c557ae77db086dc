"""The day of publication by the clock of the place that a report was filed from.

"Today" in a report from Manila sent at 23:30 UTC on Monday is Tuesday. The clock is that of the dateline's division
or country in ``time_zones.yaml`` (an hour early or late in the weeks when summer time begins and ends), else the sun's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from catena.knowledge import read_table
from catena.knowledge.gazetteer import Gazetteer
from catena.knowledge.gazetteer_format import fold_place_name
from catena.knowledge.gazetteer_records import Candidate
from catena.model import Document
from catena.text.edtf import days_of

_PIECES = re.compile(r"[,/(]")
_DATELINE_LENGTH: Final = 60
_DEGREES_AN_HOUR: Final = 15
_FIRST_SUMMER_MONTH, _LAST_SUMMER_MONTH = 4, 9


@dataclass(frozen=True, slots=True)
class LocalDay:
    """A day of publication (EDTF) and, where it was told with a clock, by whose clock it is that day."""

    day: str | None
    clock: str | None = None


def local_publication(document: Document, gazetteer: Gazetteer) -> LocalDay:
    """Give the day of publication where the report was filed; as stated where no clock or no dateline tells more."""
    published = document.published
    stated = days_of(published.value)
    place = dateline_place(document, gazetteer) if published.instant is not None else None
    if place is None or published.instant is None or stated is None or stated.width > 1:
        return LocalDay(published.value)
    instant = datetime.fromisoformat(published.instant)
    hours = hours_from_utc(place, instant.month)
    local = instant + timedelta(hours=hours)
    return LocalDay(local.date().isoformat(), f"{local:%H:%M} in {place.name}, {published.instant}")


def dateline_place(document: Document, gazetteer: Gazetteer) -> Candidate | None:
    """Give the place of a dateline: the best known of its first name that lies in what the last one names."""
    pieces = [piece.strip(" .") for piece in _PIECES.split((document.dateline or "")[:_DATELINE_LENGTH])]
    found = [_named(piece, gazetteer) for piece in pieces if piece]
    known = [places for places in found if places]
    if not known:
        return None
    return next((one for one in known[0] if _is_in(one, known[-1])), known[0][0])


def _named(piece: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    return gazetteer.lookup_abbreviation(piece) or gazetteer.lookup_key(fold_place_name(piece.title()))


def _is_in(place: Candidate, wider: Iterable[Candidate]) -> bool:
    return any(
        place.country == one.country and (one.kind == "country" or place.admin1 == one.admin1)
        for one in wider
        if one.number != place.number or one.kind in ("country", "admin1")
    )


def hours_from_utc(place: Candidate, month: int) -> float:
    """Give the hours that a place's clock is ahead of UTC in a month; by its longitude where no table tells."""
    table = read_table("time_zones")
    rows = table["divisions"].get(place.country, {})
    hours = rows.get(place.admin1) or table["countries"].get(place.country)
    if hours is None:
        return float(round(place.lon / _DEGREES_AN_HOUR))
    january, july = hours
    return float(july if _FIRST_SUMMER_MONTH <= month <= _LAST_SUMMER_MONTH else january)
