"""The mentions of names gathered into nodes: one a full name in the case, one a short name in a document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from catena.knowledge.actors import ActorTable
from catena.model import ActorKind, Evidence, Span
from catena.text.name_parts import body_name, looks_like_body, person_name
from catena.text.names import fold_name, name_words, without_attributes

BODY_KINDS: frozenset[ActorKind] = frozenset({"group", "force", "government", "institution", "outlet"})
# PMF, PkK, CPI-M, 9TH, G5: capitals and digits, at most a small letter between.
ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])(?:[A-Z0-9][a-z]?[&/.-]?){2,12}")
_BRACKETED = re.compile(r"\s\(([A-Z]{2,9})\)")
_ADDRESS = re.compile(r"(?<!\w)([A-Z][a-z]{1,8})\.?\s$")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name as it stands in a text. ``evidence.quote`` is its sentence, ``focus`` (document offsets) the name."""

    name: str
    kind: ActorKind
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class NameNode:
    """All mentions of one folded name: in the whole case where it is full, in one document where it is short.

    ``known`` is the id of the known actor it names; ``body`` is None where it may be a person's or a body's;
    ``spellings`` are (as written, how often); ``first`` is where each document first has it.
    """

    key: str
    body: bool | None
    short: bool
    known: str | None
    role: bool
    spellings: tuple[tuple[str, int], ...]
    kinds: tuple[ActorKind, ...]
    first: Mapping[str, int]
    evidence: tuple[Evidence, ...]

    @property
    def name(self) -> str:
        """Give the spelling met most often."""
        if len(self.spellings) == 1:
            return self.spellings[0][0]
        return min(self.spellings, key=lambda spelling: (-spelling[1], spelling[0]))[0]

    @property
    def document(self) -> str:
        """Give the first of its documents by name; a short node has no other."""
        return min(self.first)


@dataclass(frozen=True, slots=True)
class _Reading:
    key: str
    body: bool | None
    short: bool
    known: str | None = None
    role: bool = False


def name_nodes(mentions: Iterable[NameMention], table: ActorTable) -> list[NameNode]:
    """Gather mentions into nodes, sorted by key; a mention whose name has no letters is left out."""
    ordered = sorted(
        (_with_address(mention, table) for mention in mentions if fold_name(bare(mention.name))),
        key=lambda m: (m.evidence.document, _start(m.evidence), m.evidence.start, m.evidence.end, m.name, m.kind),
    )
    known = {name: table.identify(bare(name)) for name in sorted({m.name for m in ordered if m.kind != "person"})}
    certain = _certain_actors(ordered, known)
    gathered: dict[tuple[str, str], list[NameMention]] = defaultdict(list)
    readings: dict[tuple[str, str], _Reading] = {}
    for mention in ordered:
        ids = (known.get(mention.name, ()) if mention.kind != "person" else ()) or _introduced(mention, table)
        if ids:
            chosen = _choose(ids, mention.evidence.document, certain)
            reading = _Reading("known " + chosen, True, False, chosen)
        else:
            reading = _read(bare(mention.name), mention.kind, table)
        at = reading.key, mention.evidence.document if reading.short else ""
        readings[at] = reading
        gathered[at].append(mention)
    return [_node(readings[at], gathered[at]) for at in sorted(gathered)]


def _with_address(mention: NameMention, table: ActorTable) -> NameMention:
    """Take in the address before a single name that tells a man from a woman: Mr X and Mrs X are two."""
    evidence, focus = mention.evidence, mention.evidence.focus
    if mention.kind != "person" or focus is None or " " in mention.name:
        return mention
    at = focus.start - evidence.start
    address = _ADDRESS.search(evidence.quote[max(0, at - 12) : at])
    if address is None or table.words.titles.get(address[1].lower()) is None:
        return mention
    start = focus.start - len(address[0])
    return replace(mention, name=address[0] + mention.name, evidence=replace(evidence, focus=Span(start, focus.end)))


def _introduced(mention: NameMention, table: ActorTable) -> tuple[str, ...]:
    """Give the known actors whose acronym stands in brackets behind a spelling that the table lacks, and spells it."""
    evidence, focus = mention.evidence, mention.evidence.focus
    bracket = _BRACKETED.match(evidence.quote, focus.end - evidence.start) if focus is not None else None
    if bracket is None:
        return ()
    words = (word for word in name_words(bare(mention.name)) if word not in table.words.small_words)
    return table.lookup(bracket[1]) if "".join(word[0] for word in words) == bracket[1].lower() else ()


def _certain_actors(mentions: Sequence[NameMention], known: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Give per document (and under "" for the case) the known actors that some name there means without doubt."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        ids = known.get(mention.name, ())
        if len(ids) == 1:
            found[mention.evidence.document].add(ids[0])
            found[""].add(ids[0])
    return {document: frozenset(ids) for document, ids in found.items()}


def _choose(ids: tuple[str, ...], document: str, certain: Mapping[str, frozenset[str]]) -> str:
    """Choose among bearers of one name: who is named surely in the document, else in the case, else the first."""
    for scope in (document, ""):
        if met := [actor for actor in ids if actor in certain.get(scope, ())]:
            return met[0]
    return ids[0]


def _read(name: str, kind: ActorKind, table: ActorTable) -> _Reading:
    """Say what an unknown name is: a body's, a person's, a role; full or short."""
    if kind in ("unknown", "government") and (state := state_of(name, table)):
        return _Reading("state " + state, True, False)
    if is_role(name, table):
        return _Reading("role " + fold_name(name), False, True, role=True)
    if kind in BODY_KINDS or (kind == "unknown" and _reads_as_body(name, table)):
        return _Reading("body " + fold_name(name), True, is_short_body(name, table))
    parts = person_name(name, table.words)
    if len(parts.words) > 1:
        certain = kind == "person" or bool(parts.title)
        return _Reading("person " + " ".join(parts.words), False if certain else None, False)
    key = f"person {parts.words[0]} {parts.gender or ''}"
    return _Reading(key.rstrip(), False if kind == "person" or parts.title else None, True)


def _reads_as_body(name: str, table: ActorTable) -> bool:
    return name.lower() in table.called or looks_like_body(name, table.words)


@lru_cache(maxsize=65536)
def bare(name: str) -> str:
    """Strip what hangs on a name in running text: quotes, a hash or at sign, the article, attributes."""
    name = without_attributes(name.strip(" \t\n\"“”«»'‘’#@,;:."))
    return name[4:] if name[:4].lower() == "the " else name


@lru_cache(maxsize=65536)
def is_acronym(name: str) -> bool:
    """Say whether a name is one word written as an acronym."""
    return bool(ACRONYM.fullmatch(name))


def is_short_body(name: str, table: ActorTable) -> bool:
    """Say whether a body's name needs its document to be understood: an acronym, one word, two common nouns."""
    if is_acronym(name) or name.lower() in table.called or name.lower().removesuffix("s") in table.called:
        return True
    words = [word for word in name_words(name) if word not in table.words.small_words]
    if len(words) < 2:
        return True
    parts = body_name(name, table.words)
    nouns = table.words.body_words | table.words.common_words
    common = all(word in nouns for word in (*parts.spelled, *parts.weak))
    return common and len(words) < 3 and not parts.states and not parts.bracketed


def state_of(name: str, table: ActorTable) -> str | None:
    """Give the state that a name is no more than: "U.S.", "the United States", "Swaziland"."""
    words = name_words(name)
    if found := table.words.states.get(words):
        return found
    bare_words = tuple(word for word in words if word not in table.words.state_styles)
    return table.words.states.get(bare_words) if "of" in words else None


def is_role(name: str, table: ActorTable) -> bool:
    """Say whether a phrase is an office without a name: "British Foreign Secretary", "the head of the army"."""
    words = fold_name(name).split()
    if len(words) < 2:
        return words[0] in table.words.offices and name.islower()
    head = words[: words.index("of")] if "of" in words else words
    return any(" ".join(head[at:]) in table.words.offices for at in range(len(head)))


def _node(reading: _Reading, mentions: Sequence[NameMention]) -> NameNode:
    first: dict[str, int] = {}
    for mention in mentions:
        first.setdefault(mention.evidence.document, _start(mention.evidence))
    return NameNode(
        key=reading.key,
        body=reading.body,
        short=reading.short,
        known=reading.known,
        role=reading.role,
        spellings=tuple(sorted(Counter(mention.name for mention in mentions).items())),
        kinds=tuple(mention.kind for mention in mentions),
        first=first,
        evidence=tuple(dict.fromkeys(mention.evidence for mention in mentions)),
    )


def _start(evidence: Evidence) -> int:
    return evidence.start if evidence.focus is None else evidence.focus.start
