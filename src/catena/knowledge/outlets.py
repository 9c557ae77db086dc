"""News outlets and agencies by name, by web address, by file name, and where a text names them."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from catena.errors import KnowledgeError
from catena.knowledge import read_table
from catena.model import Span

KINDS = frozenset({
    "agency", "state agency", "newspaper", "magazine", "broadcaster", "state media", "site", "monitor",
    "party media", "channel", "institution",
})  # fmt: skip
INTERNATIONAL = "INT"
# Shorter stems than this name an outlet only when they are the whole file name ("1_trt.txt").
STEM_LETTERS_MIN = 6

_WORD = re.compile(r"[^\W_]+")
_BRACKETED = re.compile(r"\s*\([^)]*\)\s*$")
# What people put after an outlet's name: "AFP news agency", "Asharq Al-Awsat English", "Al-Alam TV".
_AFTER_NAME = re.compile(
    r"\s+(?:news\s+agency|press\s+agency|agency|newspaper|daily|weekly|magazine|website|tv|television|channel|radio|"
    r"network|online|english|english\s+edition|arabic|and\s+agencies|correspondent)$"
)
_FILE_NUMBER = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,8}$")
# A word of the trade directly before or after a name that is also an ordinary word.
_TRADE_BEFORE = re.compile(
    r"\b(?:told|tells|by|newspaper|daily|weekly|magazine|agency|channel|broadcaster|outlet|website|via|source:?|"
    r"telling|correspondent\s+for|editor\s+of|according\s+to)\s+(?:the\s+)?[\"“'‘]?$",
    re.IGNORECASE,
)
# SANA'A is a city, not SANA with something after it.
_JOINED_AFTER = re.compile(r"['’](?!s\b)\w")
_TRADE_AFTER = re.compile(
    r"^[\"”'’]?\s*(?:'s\s+|’s\s+)?(?:news\s+agency|newspaper|daily|weekly|magazine|agency|channel|website|tv\b|television|"
    r"correspondent|reporter|reported|reports\b|news\s+website|radio|broadcaster)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Outlet:
    """A newspaper, agency, broadcaster, site or monitor, with the names it goes by."""

    name: str
    country: str | None
    kind: str
    domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def is_agency(self) -> bool:
        """Say whether others reprint it as an agency."""
        return self.kind in ("agency", "state agency")


@dataclass(frozen=True, slots=True)
class OutletMention:
    """An outlet named in a running text."""

    span: Span
    outlet: Outlet


class Outlets:
    """The table of outlets, indexed once; every look-up is a dictionary's."""

    def __init__(self, outlets: Sequence[Outlet], also_words: frozenset[str] = frozenset()) -> None:
        self.all = tuple(outlets)
        self._also_words = frozenset(_words_of(word) for word in also_words)
        self._by_name: dict[tuple[str, ...], Outlet] = {}
        self._by_bare_name: dict[tuple[str, ...], list[Outlet]] = {}
        self._by_squeezed: dict[str, Outlet] = {}
        self._by_loose: dict[str, list[Outlet]] = {}
        self._by_domain: dict[str, Outlet] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], bool, Outlet]]] = {}
        for outlet in self.all:
            self._index(outlet)
        for phrases in self._phrases.values():
            phrases.sort(key=lambda phrase: (-len(phrase[0]), phrase[0]))

    def find(self, name: str) -> Outlet | None:
        """Find an outlet by name or alias; None for an unknown name and for one that several share."""
        words = _words_of(name)
        if found := self._by_name.get(words):
            return found
        shared = self._by_bare_name.get(words, [])
        if len(shared) == 1:
            return shared[0]
        shorter = _AFTER_NAME.sub("", name.strip().lower())
        return self.find(shorter) if shorter != name.strip().lower() else None

    def find_by_domain(self, url: str) -> Outlet | None:
        """Find an outlet by a web address or bare host (``www.`` and deeper subdomains fall back to the domain)."""
        labels = host_of(url).split(".")
        for start in range(len(labels) - 1):
            if found := self._by_domain.get(".".join(labels[start:])):
                return found
        return None

    def find_by_file_name(self, name: str) -> Outlet | None:
        """Find an outlet by a file's name: ``3_tehran-times.txt``, ``reuters_2016-07-12.html``."""
        stem = _FILE_NUMBER.sub("", _EXTENSION.sub("", name))
        words = _WORD.findall(_fold(stem).replace("_", " "))
        if words and words[0] == "the":
            words = words[1:]
        for count in range(len(words), 0, -1):
            if count < len(words) and not self._stands_alone(words[:count]):
                continue
            if found := self._find_squeezed("".join(words[:count])):
                return found
        return None

    def find_in(self, text: str) -> Iterator[OutletMention]:
        """Yield the outlets that a text names, in order; ordinary words need a word of the trade beside them."""
        tokens = [(m.start(), m.end()) for m in _WORD.finditer(text)]
        position = 0
        while position < len(tokens):
            start, end = tokens[position]
            # Names begin with a capital, but for "dpa" and figures.
            is_start = text[start].isupper() or text[start].isdigit() or text[start:end] == "dpa"
            found = self._match(text, tokens, position) if is_start else None
            if found is None:
                position += 1
                continue
            mention, count = found
            yield mention
            position += count

    def _find_squeezed(self, letters: str) -> Outlet | None:
        """Find by a name without spaces; whole names before names without "al" or brackets, which must be one's."""
        loose = self._by_loose.get(letters, [])
        return self._by_squeezed.get(letters) or (loose[0] if len(loose) == 1 else None)

    def _stands_alone(self, words: Sequence[str]) -> bool:
        return len("".join(words)) >= STEM_LETTERS_MIN and tuple(words) not in self._also_words

    def _index(self, outlet: Outlet) -> None:
        for name in (outlet.name, *outlet.aliases):
            words = _words_of(name)
            if not words:
                raise KnowledgeError(f"outlets.yaml: {outlet.name!r} has a name without letters")
            if (other := self._by_name.setdefault(words, outlet)) is not outlet:
                raise KnowledgeError(f"outlets.yaml: {name!r} names both {other.name!r} and {outlet.name!r}")
            self._phrases.setdefault(words[0], []).append((words, name.isupper(), outlet))
            self._by_squeezed.setdefault("".join(words), outlet)
            self._add_loose(words, outlet)
        bare = _words_of(_BRACKETED.sub("", outlet.name))
        self._by_bare_name.setdefault(bare, []).append(outlet)
        self._add_loose(bare, outlet)
        for domain in outlet.domains:
            if (other := self._by_domain.setdefault(domain, outlet)) is not outlet:
                raise KnowledgeError(f"outlets.yaml: {domain!r} belongs to both {other.name!r} and {outlet.name!r}")
            self._add_loose(tuple(domain.rsplit(".", 1)[:1]), outlet)

    def _add_loose(self, words: tuple[str, ...], outlet: Outlet) -> None:
        forms = {"".join(words)}
        if len(words) > 1 and words[0] in ("al", "el"):
            forms.add("".join(words[1:]))
        for form in forms:
            known = self._by_loose.setdefault(form, [])
            if outlet not in known:
                known.append(outlet)

    def _match(self, text: str, tokens: Sequence[tuple[int, int]], position: int) -> tuple[OutletMention, int] | None:
        start, end = tokens[position]
        first = _fold(text[start:end])
        for words, is_acronym, outlet in self._phrases.get(first, ()):
            last = position + len(words) - 1
            if last >= len(tokens):
                continue
            span = Span(start, tokens[last][1])
            if is_acronym and not text[span.start : span.end].isupper():
                continue
            if self._is_named(text, tokens[position : last + 1], words, span):
                return OutletMention(_with_article(text, span), outlet), len(words)
        return None

    def _is_named(self, text: str, tokens: Sequence[tuple[int, int]], words: tuple[str, ...], span: Span) -> bool:
        if any(_fold(text[a:b]) != word for (a, b), word in zip(tokens, words, strict=True)):
            return False
        gaps = (text[left[1] : right[0]] for left, right in itertools.pairwise(tokens))
        if any(len(gap) > 2 or "\n" in gap or "," in gap or ";" in gap for gap in gaps):
            return False
        surface = text[span.start : span.end]
        if not (surface[0].isupper() or surface == "dpa"):
            return False
        if _JOINED_AFTER.match(text, span.end) or (span.start > 1 and text[span.start - 1] in "'’"):
            return False
        if words not in self._also_words:
            return True
        before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 40]
        return bool(_TRADE_BEFORE.search(before) or _TRADE_AFTER.search(after))


def host_of(url: str) -> str:
    """Give the host of a web address, lower case, without port, user or a leading ``www.``."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return host.lower().removeprefix("www.")


@cache
def load_outlets() -> Outlets:
    """Load the curated table of outlets, once per process; raises KnowledgeError where it is malformed."""
    table = read_table("outlets")
    outlets = [_outlet(entry, country) for country, entries in table["outlets"].items() for entry in entries]
    return Outlets(outlets, frozenset(table["also_words"]))


def _outlet(entry: Mapping[str, object], country: str) -> Outlet:
    unknown = set(entry) - {"name", "kind", "domains", "aliases"}
    if unknown or entry.get("kind") not in KINDS:
        raise KnowledgeError(f"outlets.yaml: bad entry under {country}: {dict(entry)}")
    return Outlet(
        name=str(entry["name"]),
        country=None if country == INTERNATIONAL else country,
        kind=str(entry["kind"]),
        domains=_strings(entry.get("domains")),
        aliases=_strings(entry.get("aliases")),
    )


def _strings(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


def _words_of(name: str) -> tuple[str, ...]:
    """Give the folded words of a name, without a leading article."""
    words = tuple(_WORD.findall(_fold(name)))
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def _with_article(text: str, span: Span) -> Span:
    return Span(span.start - 4, span.end) if text[max(0, span.start - 4) : span.start] == "The " else span
