"""What is weighed when two events are compared: small features, each with its reason in a sentence.

Names of features are those of ``knowledge/judge_weights.yaml``; a value is 1 where the feature is there, or a share.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from catena.link.page import Page, Vector, likeness, rarity, share_in, weigh_words
from catena.link.view import EventView, distance_km, place_level, related_types, view_of
from catena.model import Count, Event, Place
from catena.text.edtf import Days, iso_day
from catena.text.stems import stem, stems

# Words shared by fewer than one report in 250.
RARE_MIN = 5.5
_TELLING_MIN = 2.0
_MATTER_MIN = 0.05
_NEAR_KM, _AROUND_KM, _REGION_KM = 5, 30, 120
_KINDS_MET = (
    {"violence", "protest"}, {"violence", "riot"}, {"riot", "protest"}, {"arrest", "legal"}, {"violence", "abduction"},
    {"protest", "arrest"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing that two events agree or differ in; ``reason`` says it in words, None where it needs none."""

    name: str
    value: float
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Linkable:
    """An event with all that is compared of it: its view, the words that tell it, its report."""

    event: Event
    view: EventView
    told: Vector
    heads: frozenset[str]
    page: Page
    main: bool


def linkable(event: Event, page: Page) -> Linkable:
    """Make an event ready for comparison."""
    quotes = dict.fromkeys(e.quote for e in event.evidence)
    told = weigh_words(word for quote in quotes for word in stems(quote))
    heads = frozenset(
        word
        for e in event.evidence
        if e.focus is not None
        for word in stems(e.quote[e.focus.start - e.start : e.focus.end - e.start])
    )
    main = not event.background and bool({"headline", "lead"} & set(event.cues) or event.sentence <= 1)
    return Linkable(event, view_of([event]), told, heads, page, main)


def compare(left: Linkable, right: Linkable) -> list[Feature]:
    """Compare two events in everything; features that are absent are left out."""
    days, places = compare_days(left.view.days, right.view.days), compare_places(left.view.places, right.view.places)
    features = [Feature("bias", 1.0), *days, *places]
    features += _compare_kinds(left, right)
    features += _compare_tolls(left.view.counts, right.view.counts)
    features += _compare_parties(left.view, right.view)
    features += _compare_words(left, right)
    features += _compare_pages(left, right)
    names = {f.name for f in features}
    if "same day" in names and names & {"same spot", "same town", "places near"}:
        features.append(Feature("same day and place", 1.0))
    words = sum(f.value for f in features if f.name in {"rare words", "victims alike", "same victim"})
    elsewhere = names & {"places far apart", "different countries"}
    if words and names & {"same month", "same week", "overlapping time"} and not elsewhere:
        features.append(Feature("rare words at that time", min(1.5, words)))
    return features


def compare_days(left: Days | None, right: Days | None) -> list[Feature]:
    """Compare two spans of days by what they share or how far they lie apart."""
    if left is None or right is None:
        return [Feature("undated" if left is None and right is None else "one undated", 1.0)]
    gap, loose = left.gap(right), left.approximate or right.approximate
    if gap:
        size = "a day" if gap == 1 else "days" if gap <= 4 else "weeks" if gap <= 45 else "long"
        reason = "a day apart" if gap == 1 else f"{gap} days apart"
        return [Feature(f"{size} apart{', loosely' if loose else ''}", 1.0, reason)]
    width = max(left.width, right.width)
    if width <= 2:
        day = iso_day(max(left.first, right.first))
        return [Feature("about the same day", 1.0, "about the same day") if loose else
                Feature("same day", 1.0, f"the same day, {day}")]  # fmt: skip
    if width <= 8:
        return [Feature("same week", 1.0, "days of the same week")]
    return [Feature("same month" if width <= 45 else "overlapping time", 1.0, "spans of time that overlap")]


def compare_places(left: tuple[Place, ...], right: tuple[Place, ...]) -> list[Feature]:
    """Compare where two events are told to have happened: the nearest pair of the narrowest places of each."""
    one, other = _narrowest(left), _narrowest(right)
    if not one or not other:
        return [Feature("placeless" if not one and not other else "one placeless", 1.0)]
    shared = {p.id for p in one} & {p.id for p in other}
    if shared:
        place = min((p for p in one if p.id in shared), key=lambda p: p.id)
        name = ("same country", "same province", "same town", "same spot")[place_level(place)]
        return [Feature(name, 1.0, f"the same place, {place.name}")]
    levels = place_level(one[0]), place_level(other[0])
    if 0 in levels:
        return _compare_with_country(one, other)
    pairs = [(d, p, q) for p in one for q in other if (d := distance_km(p, q)) is not None]
    if not pairs:
        return []
    distance, p, q = min(pairs, key=lambda row: (row[0], row[1].id, row[2].id))
    reach = max(p.radius_km or 5.0, q.radius_km or 5.0)
    if levels[0] != levels[1] and distance <= reach + 5:
        return [Feature("one within the other", 1.0, f"{p.name} and {q.name} lie in one another")]
    size = "near" if distance <= _NEAR_KM else "around" if distance <= _AROUND_KM else (
        "of one region" if distance <= _REGION_KM else "far apart")  # fmt: skip
    found = [Feature(f"places {size}", 1.0, f"{p.name} and {q.name} are {distance:.0f} km apart")]
    if p.country and q.country and p.country != q.country:
        found.append(Feature("different countries", 1.0, f"different countries, {p.country} and {q.country}"))
    return found


def _compare_with_country(one: list[Place], other: list[Place]) -> list[Feature]:
    countries = {p.country for p in one if p.country}, {p.country for p in other if p.country}
    if countries[0] & countries[1]:
        return [Feature("no nearer than a country", 1.0, f"both in {min(countries[0] & countries[1])}")]
    if countries[0] and countries[1]:
        return [
            Feature("different countries", 1.0, f"different countries, {min(countries[0])} and {min(countries[1])}")
        ]
    return []


def _narrowest(places: tuple[Place, ...]) -> list[Place]:
    top = max((place_level(p) for p in places), default=0)
    return [p for p in places if place_level(p) == top]


def _compare_kinds(left: Linkable, right: Linkable) -> Iterator[Feature]:
    one, other = left.view, right.view
    if one.kind != other.kind:
        if {one.kind, other.kind} in _KINDS_MET:
            yield Feature("kinds that meet", 1.0, f"{one.kind} and {other.kind}")
        else:
            yield Feature("kinds apart", 1.0, f"{one.kind} and {other.kind} are different kinds of happening")
    else:
        relation = related_types(one.sub_event_types, other.sub_event_types)
        generic = "Attack" in one.sub_event_types & other.sub_event_types
        if relation == "same" and not generic:
            kind = min(one.sub_event_types & other.sub_event_types)
            yield Feature("same type", 1.0, f"the same kind of event, {kind}")
        elif relation == "same":
            yield Feature("same loose type", 1.0)
        elif relation == "apart":
            yield Feature("types apart", 1.0, "different means of attack")
    if one.series != other.series:
        yield Feature("run and single", 1.0, "one is a run of happenings, the other a single one")
    elif one.series:
        yield Feature("both runs", 1.0)
    if left.event.outcome != right.event.outcome:
        yield Feature("outcomes differ", 1.0, f"{left.event.outcome} and {right.event.outcome}")
    if left.heads & right.heads:
        yield Feature("same word", 1.0, f"told by the same word, {min(left.heads & right.heads)}")
    elif set(left.event.families) & set(right.event.families):
        yield Feature("words of one family", 1.0)


def _compare_tolls(left: tuple[tuple[str, Count], ...], right: tuple[tuple[str, Count], ...]) -> Iterator[Feature]:
    """Compare figures of one slot: the same, within one another's bounds, or such that cannot both be true."""
    for slot in ("killed", "wounded", "abducted"):
        one = [c for s, c in left if s == slot and c.low is not None]
        other = [c for s, c in right if s == slot and c.low is not None]
        pairs = [(a.low, b.low) for a in one for b in other if a.low is not None and b.low is not None]
        if not pairs:
            continue
        equal = max((a for a, b in pairs if a == b), default=0)
        if equal > 1:
            size = "small" if equal < 6 else "large"
            yield Feature(f"same {size} figure", 1.0, f"the same figure, {equal} {slot}")
        elif equal == 0:
            a, b = min(pairs, key=lambda row: (abs(math.log((row[0] + 1) / (row[1] + 1))), row))
            apart = min(2.0, abs(math.log((a + 1) / (b + 1))))
            yield Feature("figures apart", apart, f"{a} and {b} {slot}")
            if min(a, b) >= 5 and apart < 0.3:
                yield Feature("large figures near", 1.0, f"{a} and {b} {slot}")


def _compare_parties(left: EventView, right: EventView) -> Iterator[Feature]:
    shared = left.names & right.names
    if shared:
        rare = min(1.5, sum(max(0.0, rarity(w) - 4) for n in shared for w in stems(n)) / 8)
        yield Feature("same victim", 0.5 + rare, f"the same victim, {' '.join(sorted(shared)).title()}")
    elif left.names and right.names:
        yield Feature("other victims", 1.0, "victims of different names")
    if left.parties & right.parties:
        yield Feature("same party", 1.0, f"the same party, {' '.join(sorted(left.parties & right.parties))}")
    elif left.parties and right.parties:
        yield Feature("other parties", 1.0)
    alike = sorted((-rarity(stem(w)), w) for w in left.victims & right.victims if rarity(stem(w)) > _TELLING_MIN)
    if alike:
        words = " ".join(sorted(w for _, w in alike))
        telling = sum(-r - _TELLING_MIN for r, _ in alike) / 3
        yield Feature("victims alike", min(2.0, telling), f"victims alike, {words}")
    if left.weapons & right.weapons:
        yield Feature("same weapon", 1.0, f"the same weapon, {', '.join(sorted(left.weapons & right.weapons))}")
    elif left.weapons and right.weapons:
        yield Feature("other weapons", 1.0, "different weapons")


def _compare_words(left: Linkable, right: Linkable) -> Iterator[Feature]:
    """Compare the sentences that tell the two: alike as a whole, and in rare words (names, places, titles)."""
    alike = likeness(left.told, right.told)
    yield Feature("sentences alike", alike, "much the same words" if alike > 0.35 else None)
    shared = sorted((-rarity(w), w) for w in left.told if w in right.told and rarity(w) >= RARE_MIN)
    if shared:
        words = ", ".join(w for _, w in shared[:3])
        yield Feature("rare words", min(2.0, sum(-r - 4 for r, _ in shared) / 6), f"rare words in both: {words}")


def _same_matter(left: Vector, right: Vector) -> float:
    """Give how much two reports share of the names and other rare words that they are full of; at most 1."""
    shared = sum(w * right[word] for word, w in left.items() if word in right and rarity(word) >= RARE_MIN)
    return min(1.0, 2.5 * shared)


def _compare_pages(left: Linkable, right: Linkable) -> Iterator[Feature]:
    if left.event.document == right.event.document:
        yield Feature("one report", 1.0, "told as two in one report")
        yield Feature("near in one report", 1 / (1 + abs(left.event.sentence - right.event.sentence)))
        return
    alike = likeness(left.page.words, right.page.words)
    both = "main" if left.main and right.main else "one" if left.main or right.main else "none"
    yield Feature(f"reports alike, {both} its news", alike)
    matter = _same_matter(left.page.words, right.page.words)
    if matter > _MATTER_MIN:
        yield Feature(f"same matter, {both} its news", matter, "reports on the same matter")
        if any(days is None or days.approximate for days in (left.view.days, right.view.days)):
            yield Feature("same matter, loosely dated", matter)
    yield Feature("headlines alike", likeness(left.page.title, right.page.title))
    told_there = share_in(left.told, right.page.words), share_in(right.told, left.page.words)
    yield Feature("words told there", sum(told_there) / 2)
    yield Feature(f"{both} its news", 1.0)
    if left.event.background != right.event.background:
        yield Feature("one in passing", 1.0)
    if left.page.published is not None and right.page.published is not None:
        gap = left.page.published.gap(right.page.published)
        yield Feature("published days apart", min(2.0, math.log1p(gap) / 2), None)
