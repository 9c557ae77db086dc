"""Events of many documents to incidents: which pairs are worth a judgement, and what is thought of each."""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from catena.knowledge import read_table
from catena.link.page import Page, page_of, rarity
from catena.link.pair import Feature, Linkable, compare, linkable
from catena.link.view import place_level
from catena.model import Document, Event, Judgement, Place, Verdict
from catena.text.edtf import Days
from catena.text.stems import stems

BY = "linker 2"
# Set by cross-validation on the development clusters (train/judge.py): above SAME_MIN two events are taken for one,
# above UNSURE_MIN a person is asked.
SAME_MIN = 0.5
UNSURE_MIN = 0.2
# A reason is given where it moved the log-odds by this much.
_REASON_MIN = 0.15
AGAINST = "against: "

_CELL_DEG = 1.0
_WINDOW_DAYS = 14
# Told of a country only, two events meet within days: further apart none of GVA's training part was judged the same.
_COUNTRY_DAYS = 4
_NEWS_DAYS = 45
_MATTER_DAYS = 360
_PAGE_KEYS = 8
_KEY_RARITY_MIN = 6.0
# In a crowded block each event meets so many of its nearest in time and no more: judgements per report stay bounded.
CROWD_MAX = 40
# One rare word that two reports share is a weaker reason to meet than a day and a place. What more than CROWD_MAX
# reports of a window share is not rare in this case, however rare it is elsewhere: three such words brought together a
# third of all pairs of the generated cases (bench/growth.py), and a pair in 30 of them was of one incident.
_NEWS_CROWD_MAX = 8


def prepare(events: Iterable[Event], documents: Iterable[Document] = ()) -> tuple[Linkable, ...]:
    """Make events ready for comparison, in the order of their ids; each report is weighed once."""
    pages = {d.id: page_of(d) for d in documents}
    nothing = Page()
    return tuple(linkable(e, pages.get(e.document, nothing)) for e in sorted(events, key=lambda e: e.id))


def block(items: Sequence[Linkable]) -> Iterator[tuple[int, int]]:
    """Give the pairs worth a judgement: of two documents, near in place and time, or sharing rare words.

    Pairs are indices (left < right), each once, in order.
    """
    undated = {key for item in items if item.page.published is None for key, days, _ in _topics(item) if days is None}
    blocks, countries = _Blocks(), _Blocks()
    for index, item in enumerate(items):
        blocks.add(index, _place_keys(item))
        blocks.add(index, _topic_keys(_topics(item), undated))
        countries.add(index, _country_keys(item))
    # A pair is held as one number: a case of 100,000 reports has half a million of them.
    pairs: set[int] = set()
    for key, members in blocks.shared.items():
        met = _meetings(members, items, _nearest_met(key, len(members)))
        pairs.update(left * len(items) + right for left, right in met)
    wide = [_is_wide(item) for item in items]
    for members in countries.shared.values():
        met = _meetings(members, items, CROWD_MAX)
        pairs.update(left * len(items) + right for left, right in met if wide[left] or wide[right])
    yield from (divmod(pair, len(items)) for pair in sorted(pairs))


@dataclass(slots=True)
class _Blocks:
    """Who has each key; a key that one alone has takes no list, which most of a large case's keys would be."""

    shared: dict[Hashable, list[int]] = field(default_factory=dict)
    _first: dict[Hashable, int] = field(default_factory=dict)

    def add(self, index: int, keys: Iterable[Hashable]) -> None:
        """Put an event under its keys."""
        for key in keys:
            first = self._first.setdefault(key, index)
            if first != index:
                self.shared.setdefault(key, [first]).append(index)


def _nearest_met(key: Hashable, size: int) -> int:
    """Say how many of its nearest in time each of a block meets, where there are more; none by a word that is not rare."""
    kind = key[0] if isinstance(key, tuple) else None
    if kind == "news" and size > CROWD_MAX:
        return 0
    return _NEWS_CROWD_MAX if kind in ("news", "matter") else CROWD_MAX


def _meetings(members: Sequence[int], items: Sequence[Linkable], crowd: int) -> Iterator[tuple[int, int]]:
    """Let the members of a block meet; in a crowd, each its nearest in time only."""
    if len(members) < 2 or not crowd:
        return
    ordered = sorted(members, key=lambda i: (_first_day(items[i]), i)) if len(members) > crowd else members
    for position, left in enumerate(ordered):
        for right in ordered[position + 1 : position + 1 + crowd]:
            if items[left].event.document != items[right].event.document:
                yield (left, right) if left < right else (right, left)


def _first_day(item: Linkable) -> int:
    days = item.view.days or item.page.published
    return days.first if days is not None else 0


def _is_wide(item: Linkable) -> bool:
    """Say whether an event is told of a country or province only."""
    return all(place_level(p) < 2 for p in item.view.places)


def _windows(first: int, last: int, width: int) -> range:
    """Number the windows of days that a span touches; each reaches half into the next, so that neighbours meet."""
    half = width // 2
    return range((first // half) - 1, min(last, first + 400) // half + 1)


def _place_keys(item: Linkable) -> Iterator[Hashable]:
    """Give the cells of an event's places in each window of its days; an undated one is of the weeks before its report."""
    days, published = item.view.days, item.page.published
    cells = {cell for p in item.view.places for cell in _cells(p)}
    if days is not None and days.width <= 400:
        first, last = days.first, days.last
    elif days is None and published is not None:
        first, last = published.first - _WINDOW_DAYS, published.last
    else:
        return
    for window in _windows(first, last, _WINDOW_DAYS):
        yield from ((window, *cell) for cell in cells)


def _topics(item: Linkable) -> Iterator[tuple[tuple[str, ...], Days | None, int]]:
    """Give what else events meet by: a name, a rare word, two rare words; with the days of it and the width of a window."""
    days, published = item.view.days, item.page.published
    when = days if days is not None and days.width <= 400 else published
    yield from (((word,), when, _NEWS_DAYS) for word in {w for name in item.view.names for w in stems(name)})
    told = sorted((-rarity(w), w) for w in item.told if rarity(w) >= _KEY_RARITY_MIN)[:_PAGE_KEYS]
    heavy = sorted((-weight, w) for w, weight in item.page.words.items() if rarity(w) >= _KEY_RARITY_MIN)[:_PAGE_KEYS]
    words = {w for _, w in told} | ({w for _, w in heavy} if item.main else set())
    if item.main:
        both = combinations(sorted(w for _, w in heavy), 2)
        yield from ((("matter", *two), published, _MATTER_DAYS) for two in both)
    yield from ((("news", word), published, _NEWS_DAYS) for word in words)


def _topic_keys(
    topics: Iterable[tuple[tuple[str, ...], Days | None, int]], undated: Collection[tuple[str, ...]]
) -> Iterator[Hashable]:
    """Give a topic in each window of its days, and without a window where a report of no known day has it too."""
    for key, days, width in topics:
        if days is not None:
            yield from ((*key, window) for window in _windows(days.first, days.last, width))
        if key in undated:
            yield (*key, None)


def _cells(place: Place) -> Iterator[tuple[int, int]]:
    """Give the cells of a degree that a place with coordinates lies in or beside."""
    if place.lat is not None and place.lon is not None and place_level(place) > 0:
        south, west = math.floor(place.lat / _CELL_DEG - 0.5), math.floor(place.lon / _CELL_DEG - 0.5)
        yield from ((south + a, west + b) for a in (0, 1) for b in (0, 1))


def _country_keys(item: Linkable) -> Iterator[Hashable]:
    days = item.view.days
    if days is not None and days.width <= 400:
        for country in {p.country for p in item.view.places if p.country}:
            for window in _windows(days.first, days.last, _COUNTRY_DAYS):
                yield window, country


def judge(left: Linkable, right: Linkable, weights: Mapping[str, float] | None = None) -> Judgement:
    """Judge whether two events are one incident: how likely, what agreed, and what spoke against it.

    ``weights`` are those of ``knowledge/judge_weights.yaml`` by default.
    """
    table = read_table("judge_weights")["weights"] if weights is None else weights
    left, right = sorted((left, right), key=lambda item: item.event.id)  # the reasons name both in one order
    spoken = [(table.get(f.name, 0.0) * f.value, f) for f in compare(left, right)]
    probability = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(weight for weight, _ in spoken)))))
    verdict: Verdict = "same" if probability >= SAME_MIN else "unsure" if probability >= UNSURE_MIN else "different"
    return Judgement(left.event.id, right.event.id, verdict, tuple(_reasons(spoken)), BY, round(probability, 4))


def _reasons(spoken: Iterable[tuple[float, Feature]]) -> Iterator[str]:
    """Give the reasons that agreed, the weightiest first, then those that contradicted."""
    ranked = sorted(((w, f) for w, f in spoken if f.reason), key=lambda row: (-abs(row[0]), row[1].name))
    yield from (str(f.reason) for w, f in ranked if w >= _REASON_MIN)
    yield from (f"{AGAINST}{f.reason}" for w, f in ranked if w <= -_REASON_MIN)
