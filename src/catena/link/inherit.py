"""What an event does not say itself and its document says for it: the day of the report's news, its country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from catena.knowledge import read_table
from catena.link.view import narrowest
from catena.model import Claim, Document, Event, Evidence, Place, Source, When, Where
from catena.text.edtf import Days, days_of, iso_day

# A place named once may be anywhere; named twice it is what a report without told places is about.
NAMED_TIMES_MIN = 2
FRESH_DAYS = 10
_TOWNS = frozenset({"settlement", "district", "admin2", "facility", "camp", "base", "airport"})


def inherit(events: Sequence[Event], document: Document, places: Sequence[Place] = ()) -> tuple[Event, ...]:
    """Give events without a date or place those of the report they stand in, marked as taken from it.

    ``places`` are all that the report names, each mention one, also inside the names of bodies ("X University"): they
    speak where no event tells a place of its own.

    A date so taken is approximate (``~``); background events take none. A place so taken is the nearest event's
    town where it is told in the next sentence, else the country that the report speaks of.
    """
    main = _main_days(events, document)
    country = _main_country(events)
    town = _main_town(events)
    if country is None and town is None:
        country, town = _named_country(places), _named_town(places)
    filled: list[Event] = []
    for event in events:
        claims = list(event.claims)
        if not event.background and _days(event) is None:
            near = (
                filled[-1]
                if filled and event.sentence - filled[-1].sentence <= 1 and "separate" not in event.cues
                else None
            )
            claims += _date_claims(event, (near and _own_days(near)) or main, document)
        if not _places(event):
            claims += _place_claims(event, filled[-1] if filled else None, town or country, document)
        filled.append(replace(event, claims=tuple(claims)))
    return tuple(filled)


def _days(event: Event) -> Days | None:
    return narrowest(
        [d for c in event.claims if isinstance(c.value, When) and (d := days_of(c.value.edtf)) is not None]
    )


def _places(event: Event) -> list[Place]:
    return [c.value.place for c in event.claims if isinstance(c.value, Where) and c.value.place is not None]


def _main_days(events: Sequence[Event], document: Document) -> tuple[Days, Evidence] | None:
    """Give the day that the report's news is of: the first told that is fresh at publication, else the first told."""
    told = [
        (days, claim.evidence[0])
        for event in events
        if not event.background
        for claim in event.claims
        if isinstance(claim.value, When) and (days := days_of(claim.value.edtf)) is not None and days.width <= 7
    ]
    published = days_of(document.published.value)
    fresh = [one for one in told if published is not None and 0 <= published.last - one[0].last <= FRESH_DAYS]
    return next(iter(fresh or (told if published is None else [])), None)


def _own_days(event: Event) -> tuple[Days, Evidence] | None:
    """Give the day that an event itself tells, with its words."""
    for claim in event.claims:
        if (
            isinstance(claim.value, When)
            and (days := days_of(claim.value.edtf)) is not None
            and days.width <= 7
            and not days.approximate
        ):
            return days, claim.evidence[0]
    return None


def _date_claims(event: Event, main: tuple[Days, Evidence] | None, document: Document) -> list[Claim]:
    outlet = Source(document.outlet or "outlet", "outlet")
    if main is not None:
        days, evidence = main
        value = iso_day(days.first) if days.width == 1 else f"{iso_day(days.first)}/{iso_day(days.last)}"
        when = When(
            evidence.quote[:0] or "the day of the report's main event",
            f"{value}~",
            "told without a day beside the report's main event",
        )
        return [Claim("date", when, outlet, (evidence,))]
    published = days_of(document.published.value)
    if published is None or published.width > 3 or {"quoted"} & set(event.cues):
        return []
    when = When(
        "a fresh report", f"{iso_day(published.first)}~", "told as news without a day: about the day of publication"
    )
    return [Claim("date", when, outlet, (document.published.evidence or event.evidence)[:1])]


def _main_country(events: Sequence[Event]) -> tuple[Place, Evidence] | None:
    votes: Counter[str] = Counter()
    first: dict[str, tuple[Place, Evidence]] = {}
    for event in events:
        for claim in event.claims:
            if isinstance(claim.value, Where) and (place := claim.value.place) is not None and place.country:
                votes[place.country] += 1
                first.setdefault(place.country, (place, claim.evidence[0]))
    if not votes:
        return None
    best = max(sorted(votes), key=lambda code: votes[code])
    return first[best]


def _main_town(events: Sequence[Event]) -> tuple[Place, Evidence] | None:
    """Give the town, district or province that most of the report's events are told at; None where none stands out."""
    votes: Counter[str] = Counter()
    first: dict[str, tuple[Place, Evidence]] = {}
    for event in events:
        for claim in event.claims:
            if (
                isinstance(claim.value, Where)
                and (place := claim.value.place) is not None
                and place.kind not in {"country", "region"}
                and place.lat is not None
            ):
                votes[place.id] += 1
                first.setdefault(place.id, (place, claim.evidence[0]))
    if not votes:
        return None
    best = max(sorted(votes), key=lambda key: votes[key])
    return first[best] if votes[best] * 2 > sum(votes.values()) or len(votes) == 1 else None


def _named_country(places: Sequence[Place]) -> tuple[Place, Evidence] | None:
    """Give the country of most of the places that a report names, with the first of them."""
    votes = Counter(place.country for place in places if place.country and place.evidence)
    best = max(sorted(votes), key=lambda code: votes[code], default=None)
    first = next((place for place in places if best is not None and place.country == best and place.evidence), None)
    return (first, first.evidence[0]) if first is not None else None


def _named_town(places: Sequence[Place]) -> tuple[Place, Evidence] | None:
    """Give the town or district that a report names more than once and more than all others together, if there is one."""
    told = [place for place in places if place.kind in _TOWNS and place.lat is not None and place.evidence]
    votes = Counter(place.id for place in told)
    best = max(sorted(votes), key=lambda key: votes[key], default=None)
    if best is None or votes[best] < NAMED_TIMES_MIN or votes[best] * 2 <= len(told):
        return None
    first = next(place for place in told if place.id == best)
    return first, first.evidence[0]


def _place_claims(
    event: Event, before: Event | None, known: tuple[Place, Evidence] | None, document: Document
) -> list[Claim]:
    outlet = Source(document.outlet or "outlet", "outlet")
    if (
        before is not None
        and event.sentence - before.sentence <= 1
        and not event.background
        and "separate" not in event.cues
    ):
        for claim in before.claims:
            if isinstance(claim.value, Where) and claim.value.place is not None:
                where = replace(
                    claim.value,
                    reason=f"told next to what happened in {claim.value.place.name}",
                    precision=max(claim.value.precision or 2, 2),
                )
                return [Claim("place", where, outlet, claim.evidence)]
    if known is None:
        return []
    place, evidence = known
    if place.kind != "country" and place.lat is not None and not event.background:
        where = Where(place.name, place, 4, "the place that the report speaks of most; none is told beside the event")
        return [Claim("place", where, outlet, (evidence,))]
    whole = Place(
        f"c-{place.country}", _country_name(place.country), place.country, None, None, None, None, kind="country"
    )
    return [Claim("place", Where(place.name, whole, 6, "the country that the report speaks of"), outlet, (evidence,))]


def _country_name(code: str | None) -> str:
    row = read_table("countries")["countries"].get(code, {})
    return str(row.get("name", code or ""))
