"""The profile ``victims-withheld``: names of victims, witnesses and children become labels.

In texts and quotes a block stands for each character of a name, so that every offset still counts on the
text as collected and whoever holds the original can check a quote. Elsewhere a label stands ("victim 1").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar, cast

from catena.export.contents import ChangedContents, Changes, Contents
from catena.export.masking import NameMask, fold
from catena.export.personal import particles, personal_names, titles
from catena.export.values import iterate_values
from catena.export.vulnerable import vulnerable_words
from catena.model import Actor, Document, Evidence, Incident, Source, Victim

Record = TypeVar("Record")
ADULT_YEARS = 18
PERSONS = ("person", "unknown")
WORD_LETTERS_MIN = 3
TEXTS_KEPT = 256
# "Lucía Oré, 14" and "14-year-old Lucía Oré": {name} is put in.
AGES = (r"{name}\s*,\s*(?:aged\s+)?(\d{{1,2}})\b", r"\b(\d{{1,2}})[\s-]+years?[\s-]+old\s+(?:\w+\s+){{0,2}}{name}")
# Fields that hold an id, a code or a word of the model, never a name.
KEPT = frozenset({
    "id", "document", "sha256", "media_type", "language", "kind", "act", "outcome", "status", "how", "qualifier",
    "event_type", "sub_event_type", "superseded_by", "about", "actor", "country", "events", "documents", "origin",
    "disputed", "geonames_id",
})  # fmt: skip


@dataclass
class Withheld:
    """The names to withhold, as they are found: whole names with their labels, and whose they are."""

    labels: dict[str, str] = field(default_factory=dict)
    actors: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def add(self, names: Iterable[str], role: str, actor: str | None) -> None:
        """Withhold the names of one person under one label; a label that is given already stays."""
        names = list(dict.fromkeys(part for name in names for part in (personal_names(name) or [name])))
        known = None if actor is None else self.actors.get(actor)
        known = known or next((self.labels[name] for name in names if name in self.labels), None)
        if not names and actor is None:
            return
        if known is None:
            self.counts[role] = self.counts.get(role, 0) + 1
            known = f"{role} {self.counts[role]}"
        if actor is not None:
            self.actors[actor] = known
        self.labels.update({name: known for name in names if name not in self.labels})


def mask_of(contents: Contents, withheld_names: Iterable[str] = ()) -> NameMask:
    """Make the mask that covers what the profile withholds, and further names that people chose to withhold."""
    names = _gather(contents)
    for name in withheld_names:
        names.add([name], "withheld name", None)
    return NameMask(names.labels, _telling_words(names, contents))


def withheld(contents: Contents) -> Contents:
    """Show a file without the names of victims, witnesses and children; everything else stays.

    The names are gathered in one walk over the incidents and statements, before any export begins.
    """
    names = _gather(contents)
    mask = NameMask(names.labels, _telling_words(names, contents))

    @lru_cache(maxsize=TEXTS_KEPT)
    def hidden_text(identifier: str) -> tuple[str, str]:
        document = contents.document(identifier)
        return ("", "") if document is None else (document.text, mask.hide(document.text))

    def hide_evidence(evidence: Evidence) -> Evidence:
        text, hidden = hidden_text(evidence.document)
        at = slice(evidence.start, evidence.end)
        quote = hidden[at] if text[at] == evidence.quote else mask.hide(evidence.quote)
        return replace(evidence, quote=quote)

    rewrite = _Rewriter(mask, names.actors, hide_evidence)
    changes = Changes(
        document=lambda record: _hide_document(rewrite.record(record), record, mask),
        actor=rewrite.actor,
        place=rewrite.record,
        incident=rewrite.record,
        statement=rewrite.record,
        judgement=rewrite.record,
    )
    return ChangedContents(contents, changes)


class _Rewriter:
    """Walks a record of the model and puts labels for names in every field that can hold one."""

    def __init__(self, mask: NameMask, actors: dict[str, str], hide_evidence: Any) -> None:
        self._mask = mask
        self._actors = actors
        self._hide_evidence = hide_evidence

    def record(self, record: Record) -> Record:
        """Give the record with names withheld."""
        return cast(Record, self._value(record))

    def actor(self, actor: Actor) -> Actor:
        """Give an actor; a withheld one has its label as its only name."""
        changed = self.record(actor)
        label = self._actors.get(actor.id)
        return changed if label is None else replace(changed, name=label, names=(label,))

    def _value(self, value: Any) -> Any:
        if isinstance(value, Evidence):
            return self._hide_evidence(value)
        if isinstance(value, str):
            return self._mask.relabel(value)
        if isinstance(value, tuple):
            return tuple(self._value(each) for each in value)
        if is_dataclass(value) and not isinstance(value, type):
            return self._dataclass(value)
        return value

    def _dataclass(self, value: Any) -> Any:
        if isinstance(value, (Victim, Source)) and value.actor in self._actors:
            via = {"via": self._value(value.via)} if isinstance(value, Source) else {}
            evidence = {"evidence": self._value(value.evidence)} if isinstance(value, Source) else {}
            return replace(value, name=self._actors[value.actor], **via, **evidence)
        changes = {each.name: self._value(getattr(value, each.name)) for each in fields(value) if each.name not in KEPT}
        return replace(value, **changes)


def _gather(contents: Contents) -> Withheld:
    """Walk incidents, sources and actors for the persons to withhold; victims are labelled first."""
    names, persons = Withheld(), _Persons(contents)
    for incident in contents.incidents():
        for victim in _victims(incident):
            persons.withhold(victim.name, "victim", victim.actor, names)
    for source, quotes in _sources(contents):
        if source.kind == "named" and _is_witness(source, quotes):
            persons.withhold(source.name, "witness", source.actor, names)
    for actor in contents.actors():
        if actor.kind == "person" and any(_is_child(actor, each.quote) for each in actor.evidence):
            persons.withhold(actor.name, "child", actor.id, names)
    return names


class _Persons:
    """The actors of a case by their spellings, to tell which of them a phrase names."""

    def __init__(self, contents: Contents) -> None:
        self._actors = {each.id: each for each in contents.actors()}
        self._by_name = {fold(name): each for each in self._actors.values() for name in (each.name, *each.names)}

    def withhold(self, phrase: str, role: str, identifier: str | None, names: Withheld) -> None:
        """Withhold the actor of a value, and every person that its phrase names; bodies stay."""
        actor = None if identifier is None else self._actors.get(identifier)
        if actor is not None and actor.kind in PERSONS:
            names.add([actor.name, *actor.names], role, actor.id)
        for name in personal_names(phrase):
            known = self._by_name.get(fold(name))
            if known is None:
                own = actor is not None and actor.kind in PERSONS and fold(name) in fold(actor.name)
                names.add([name], role, actor.id if actor is not None and own else None)
            elif known.kind in PERSONS:
                names.add([name, known.name, *known.names], role, known.id)


def _victims(incident: Incident) -> Iterator[Victim]:
    return (each.value for each in incident.victims if isinstance(each.value, Victim))


def _sources(contents: Contents) -> Iterator[tuple[Source, list[str]]]:
    """Walk whom the reports credit, with the words in which they stand."""
    for incident in contents.incidents():
        for value in iterate_values(incident):
            yield value.source, [each.quote for each in (*value.source.evidence, *value.evidence)]
    for statement in contents.statements():
        source = statement.source
        yield source, [statement.evidence.quote, *(each.quote for each in source.evidence)]


def _is_witness(source: Source, quotes: list[str]) -> bool:
    """Say whether a source is called a witness in its name, or just before or after its name in a quote."""
    word = "|".join(vulnerable_words()["witness"])
    if re.search(rf"\b(?:{word})s?\b", source.name, re.IGNORECASE):
        return True
    name = re.escape(source.name)
    beside = re.compile(rf"\b(?:{word})s?,?\s+{name}\b|\b{name},\s+(?:\S+\s+){{0,4}}?(?:{word})\b", re.IGNORECASE)
    return any(beside.search(quote) for quote in quotes)


def _is_child(actor: Actor, quote: str) -> bool:
    """Say whether a quote gives an age under 18 beside a name, or calls its bearer a child."""
    word = "|".join(vulnerable_words()["child"])
    for name in {actor.name, *actor.names}:
        escaped = re.escape(name)
        ages = (re.search(age.format(name=escaped), quote, re.IGNORECASE) for age in AGES)
        if any(found is not None and int(found[1]) < ADULT_YEARS for found in ages):
            return True
        if re.search(rf"\b(?:{word})\s+{escaped}\b", quote, re.IGNORECASE):
            return True
    return False


def _telling_words(names: Withheld, contents: Contents) -> dict[str, str]:
    """Give the single words that tell who is meant; one that another actor or a place has too tells nothing."""
    shared = {word for actor in contents.actors() if actor.id not in names.actors
              for name in (actor.name, *actor.names) for word in fold(name).split()}  # fmt: skip
    shared |= {
        word for place in contents.places() for name in (place.name, *place.names) for word in fold(name).split()
    }
    words: dict[str, str] = {}
    for name, label in names.labels.items():
        for word in re.split(r"[\s\-.,]+", name):
            folded = fold(word)
            if len(folded) >= WORD_LETTERS_MIN and folded not in shared | particles() | titles():
                words.setdefault(word, label)
    return words


def _hide_document(changed: Document, document: Document, mask: NameMask) -> Document:
    """Hide names in the text by blocks; an address or a file's name that holds one is withheld whole."""
    url = None if document.url is not None and mask.names_in(document.url) else document.url
    name = f"document {document.id}" if mask.names_in(document.name) else document.name
    return replace(changed, text=mask.hide(document.text), url=url, name=name)
