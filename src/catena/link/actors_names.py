"""The mentions of names gathered into nodes: one a full name in the case, one a short name in a document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from catena.knowledge.actors import ActorTable
from catena.model import ActorKind, Evidence
from catena.text.name_parts import body_name, looks_like_body, person_name
from catena.text.names import fold_name

BODY_KINDS: frozenset[ActorKind] = frozenset({"group", "force", "government", "institution", "outlet"})
ACRONYM = re.compile(r"[^\W\d_]?(?:[A-Z0-9][\w&/.-]?){2,12}")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name as it stands in a text. ``evidence.quote`` is its sentence, ``focus`` (document offsets) the name."""

    name: str
    kind: ActorKind
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class NameNode:
    """All mentions of one folded name: in the whole case where it is full, in one document where it is short.

    ``known`` is the id of the known actor it names; ``spellings`` are (as written, how often).
    """

    key: str
    body: bool
    short: bool
    known: str | None
    spellings: tuple[tuple[str, int], ...]
    kinds: tuple[ActorKind, ...]
    documents: frozenset[str]
    evidence: tuple[Evidence, ...]
    role: bool = False

    @property
    def name(self) -> str:
        """Give the spelling met most often."""
        return min(self.spellings, key=lambda spelling: (-spelling[1], spelling[0]))[0]


def name_nodes(mentions: Iterable[NameMention], table: ActorTable) -> list[NameNode]:
    """Gather mentions into nodes, sorted by key; a mention whose name has no letters is left out."""
    gathered: dict[tuple[str, str], list[NameMention]] = defaultdict(list)
    ordered = sorted(mentions, key=lambda m: (m.evidence.document, m.evidence.start, m.evidence.end, m.name, m.kind))
    certain = _certain_actors(ordered, table)
    readings = {}
    for mention in ordered:
        if not fold_name(mention.name):
            continue
        reading = _read(mention, certain, table)
        scope = mention.evidence.document if reading.short else ""
        readings[reading.key, scope] = reading
        gathered[reading.key, scope].append(mention)
    return [_node(readings[at], gathered[at]) for at in sorted(gathered)]


@dataclass(frozen=True, slots=True)
class _Reading:
    key: str
    body: bool
    short: bool
    known: str | None
    role: bool = False


def _certain_actors(mentions: Sequence[NameMention], table: ActorTable) -> dict[str, frozenset[str]]:
    """Give per document (and under "" for the case) the known actors that some name there means without doubt."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        ids = table.lookup(mention.name)
        if len(ids) == 1:
            found[mention.evidence.document].add(ids[0])
            found[""].add(ids[0])
    return {document: frozenset(ids) for document, ids in found.items()}


def _read(mention: NameMention, certain: dict[str, frozenset[str]], table: ActorTable) -> _Reading:
    """Say what a name is: a known actor's, a body's, a person's, a role; full or short."""
    name = bare(mention.name)
    ids = table.lookup(name) if mention.kind != "person" else ()
    if ids:
        known = _choose(ids, mention.evidence.document, certain)
        return _Reading("known " + known, True, False, known)
    if is_role(name, table):
        return _Reading("role " + fold_name(name), False, True, None, True)
    body = mention.kind in BODY_KINDS or (mention.kind == "unknown" and looks_like_body(name, table.words))
    if not body and is_acronym(name) and mention.kind == "unknown":
        body = True
    if body:
        return _Reading("body " + fold_name(name), True, is_short_body(name, table), None)
    parts = person_name(name, table.words)
    if len(parts.words) > 1:
        return _Reading("person " + " ".join(parts.words), False, False, None)
    return _Reading(f"person {parts.gender or ''} {' '.join(parts.words)}", False, True, None)


def _choose(ids: tuple[str, ...], document: str, certain: dict[str, frozenset[str]]) -> str:
    """Choose among bearers of one name: who is named surely in the document, else in the case, else the first."""
    for scope in (document, ""):
        if met := [actor for actor in ids if actor in certain.get(scope, ())]:
            return met[0]
    return ids[0]


@lru_cache(maxsize=65536)
def bare(name: str) -> str:
    """Strip what hangs on a name in running text: quotes, a hash or at sign, the article."""
    name = name.strip(" \t\n\"“”«»'‘’#@,;:.")
    return name[4:] if name[:4].lower() == "the " else name


def is_acronym(name: str) -> bool:
    """Say whether a name is one word written as an acronym."""
    return " " not in name and bool(ACRONYM.fullmatch(name)) and sum(c.isupper() for c in name) > 1


def is_short_body(name: str, table: ActorTable) -> bool:
    """Say whether a body's name needs its document to be understood: an acronym, one word, common nouns alone."""
    if is_acronym(name):
        return True
    parts = body_name(name, table.words)
    if parts.bracketed:
        return False
    telling = [word for word in parts.words if word not in table.words.body_words]
    return len(parts.words) + len(parts.states) <= 1 or not (telling or (parts.states and len(parts.words) > 0))


def is_role(name: str, table: ActorTable) -> bool:
    """Say whether a phrase is an office without a name: "British Foreign Secretary", "the head of the army"."""
    words = fold_name(name).split()
    if len(words) < 2 and " ".join(words) not in table.words.offices:
        return False
    head = words[: words.index("of")] if "of" in words else words
    return any(" ".join(head[at:]) in table.words.offices for at in range(len(head)))


def _node(reading: _Reading, mentions: Sequence[NameMention]) -> NameNode:
    spellings = Counter(mention.name for mention in mentions)
    return NameNode(
        key=reading.key,
        body=reading.body,
        short=reading.short,
        known=reading.known,
        spellings=tuple(sorted(spellings.items())),
        kinds=tuple(mention.kind for mention in mentions),
        documents=frozenset(mention.evidence.document for mention in mentions),
        evidence=tuple(dict.fromkeys(mention.evidence for mention in mentions)),
        role=reading.role,
    )
