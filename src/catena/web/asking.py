"""What a view's address asks for: facets, dates, order, page. The address holds the whole state of a view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar
from urllib.parse import urlencode

import numpy as np

from catena.export.countries import country_of
from catena.text.edtf import days_of
from catena.text.names import fold_name
from catena.web.columns import ANY, FACETS, Chosen, Mask
from catena.web.shelf import Index

PER_PAGE = 50
USUAL_ORDER = "-date"
PER_PAGE_MAX = 500
PAGE_MAX = 1_000_000
FACET_SHOWN_MAX = 12
MEMO_MAX = 96
Pairs = Sequence[tuple[str, str]]
T = TypeVar("T")

ORDER_NAMES = {
    "date": "earliest first", "-date": "latest first", "-killed": "most killed", "-documents": "most reports",
    "-origins": "most origins", "-disputed": "most disputed", "place": "place", "type": "kind",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """The chosen facets and the rest of a view's state."""

    chosen: dict[str, tuple[str, ...]]
    words: str = ""
    since: str = ""
    until: str = ""
    order: str = USUAL_ORDER
    page: int = 1
    per_page: int = PER_PAGE

    def pairs(self, **changes: str | int | None) -> list[tuple[str, str]]:
        """Give the address's parameters, with some changed; a None leaves one out."""
        state: list[tuple[str, str]] = [(name, value) for name, values in self.chosen.items() for value in values]
        rest: dict[str, str | int | None] = {
            "q": self.words, "from": self.since, "to": self.until, "sort": self.order, "page": self.page,
            "per": self.per_page, **changes,
        }  # fmt: skip
        usual = {"sort": USUAL_ORDER, "page": 1, "per": PER_PAGE}
        return state + [(name, str(value)) for name, value in rest.items() if value and value != usual.get(name)]

    def link(self, path: str, **changes: str | int | None) -> str:
        """Write the address of a view in this state, some of it changed."""
        pairs = self.pairs(**changes)
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def toggled(self, path: str, facet: str, value: str) -> str:
        """Write the address with a facet's value chosen, or no longer; on the first page."""
        held = self.chosen.get(facet, ())
        now = tuple(each for each in held if each != value) if value in held else (*held, value)
        return replace(self, chosen={**self.chosen, facet: now}, page=1).link(path)

    def key(self, leave_out: str | None = None) -> tuple[object, ...]:
        """Give what tells one choice of incidents from another, one facet left out; the order tells none."""
        chosen = tuple(sorted((name, values) for name, values in self.chosen.items() if name != leave_out))
        return chosen, self.words, self.since, self.until

    @property
    def is_narrowed(self) -> bool:
        """Say whether anything is filtered out."""
        return bool(self.words or self.since or self.until or any(self.chosen.values()))


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page of a list: its records, the number of all, and which page of how many."""

    records: tuple[T, ...]
    total: int
    number: int
    count: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: how many incidents have it, and where choosing it leads."""

    value: str
    label: str
    count: int
    chosen: bool
    link: str


def read_asked(pairs: Pairs) -> Asked:
    """Read the state of a view from its address; what is unknown or malformed counts as not asked."""
    first = dict(reversed(pairs))
    chosen = {name: tuple(dict.fromkeys(v for k, v in pairs if k == name and v)) for name in FACETS}
    return Asked(
        {name: values for name, values in chosen.items() if values},
        first.get("q", "").strip()[:200], _day(first.get("from", "")), _day(first.get("to", "")),
        first["sort"] if first.get("sort") in ORDER_NAMES else USUAL_ORDER,
        read_number(first.get("page"), 1, PAGE_MAX), read_number(first.get("per"), PER_PAGE, PER_PAGE_MAX),
    )  # fmt: skip


def read_number(words: str | None, usual: int, most: int) -> int:
    """Read a whole number from 1 to ``most``; anything else is the usual one."""
    if words is None or not words.isascii() or not words.isdigit() or len(words) > 9:
        return usual
    return min(max(int(words), 1), most)


def select(index: Index, asked: Asked) -> Chosen:
    """Give the incidents that are asked for, in the asked order."""
    order = index.columns.orders[asked.order]
    return Chosen(index.incidents, index.columns, order[mask_of(index, asked)[order]])


def mask_of(index: Index, asked: Asked, leave_out: str | None = None) -> Mask:
    """Mark the incidents that are asked for; ``leave_out`` ignores one facet."""
    return remember(index, asked.key(leave_out), lambda: _mask(index, asked, leave_out))


def take_page(records: Sequence[T], number: int, per_page: int) -> Page[T]:
    """Cut one page out of a list; a page after the last is the last."""
    count = max(1, -(-len(records) // per_page))
    number = min(number, count)
    return Page(tuple(records[(number - 1) * per_page : number * per_page]), len(records), number, count)


def choices(index: Index, asked: Asked, path: str) -> dict[str, list[Choice]]:
    """Count the values of each facet among the incidents that the other facets leave."""
    found = {}
    for name, facet in index.columns.facets.items():
        held = asked.chosen.get(name, ())
        counts = facet.counts(mask_of(index, asked, name if held else None))
        top = np.argsort(-counts, kind="stable")[:FACET_SHOWN_MAX]
        shown = {facet.values[code]: int(counts[code]) for code in top if counts[code]}
        shown |= {value: int(counts[facet.values.index(value)]) if value in facet.values else 0 for value in held}
        found[name] = [
            Choice(value, label(index, name, value), count, value in held, asked.toggled(path, name, value))
            for value, count in sorted(shown.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
    return found


def label(index: Index, facet: str, value: str) -> str:
    """Give the words for a facet's value: the name behind an id."""
    if facet == "actor":
        return index.actors[value].name if value in index.actors else value
    if facet == "place":
        return index.places[value].name if value in index.places else value
    if facet == "country":
        return country_name(value)
    return "any field" if facet == "disputed" and value == ANY else value


def country_name(code: str | None) -> str:
    """Give the name of a country by its code (ISO 3166-1); an unknown code stands for itself."""
    country = country_of(code)
    return country.name if country is not None else code or ""


def remember(index: Index, key: object, work: Callable[[], T]) -> T:
    """Give what was worked out for this state of the case before, or work it out and keep it."""
    memo = index.memo
    if key not in memo:
        if len(memo) >= MEMO_MAX:
            memo.clear()
        memo[key] = work()
    found: T = memo[key]
    return found


def keep(index: Index, key: str, work: Callable[[], T]) -> T:
    """Give what was worked out of this state of the case as a whole, or work it out; kept as long as the state."""
    if key not in index.kept:
        index.kept[key] = work()
    found: T = index.kept[key]
    return found


def _mask(index: Index, asked: Asked, leave_out: str | None) -> Mask:
    columns = index.columns
    mask = np.ones(columns.count, dtype=bool)
    for name, wanted in asked.chosen.items():
        if name != leave_out:
            mask &= columns.facets[name].having(frozenset(wanted), columns.count)
    since, until = days_of(asked.since), days_of(asked.until)
    if since is not None:
        mask &= columns.last >= since.first
    if until is not None:
        mask &= columns.first <= until.last
    for word in fold_name(asked.words).split():
        mask &= columns.titles.having(word)
    return mask


def _day(words: str) -> str:
    words = words.strip()
    return words if days_of(words) is not None else ""
