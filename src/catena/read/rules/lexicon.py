"""What the rules reader knows, gathered once from the curated tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from catena.errors import KnowledgeError
from catena.knowledge import read_table
from catena.text.inflect import Form, inflect_noun, inflect_verb
from catena.text.phrases import PhraseTable


@dataclass(frozen=True, slots=True)
class Family:
    """A kind of happening: its name, ACLED types, and what becomes of those it befalls."""

    name: str
    event_type: str
    sub_event_type: str
    mechanism: bool
    fate: str | None
    weapon: str | None


@dataclass(frozen=True, slots=True)
class TriggerForm:
    """One form of a trigger word with its family."""

    family: Family
    form: Form


@dataclass(frozen=True, slots=True)
class PartedVerb:
    """A verb form that tells of harm with a word behind those harmed ("took … hostage")."""

    family: Family
    base: str
    form: str
    ends: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReportingVerb:
    """One form of a verb of speech with the act that it tells."""

    act: str
    form: Form


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The compiled tables of the rules reader."""

    families: dict[str, Family]
    triggers: PhraseTable[TriggerForm]
    parted: dict[str, tuple[PartedVerb, ...]]
    general_use: PhraseTable[bool]
    reporting: PhraseTable[ReportingVerb]
    weapons: PhraseTable[str]
    implied_weapons: PhraseTable[str]
    words: dict[str, frozenset[str]]
    phrases: dict[str, PhraseTable[str]]

    def has(self, group: str, word: str) -> bool:
        """Say whether a lower-case word belongs to a group of the cue table."""
        return word in self.words[group]


@cache
def open_lexicon() -> Lexicon:
    """Compile the tables ``triggers``, ``cues``, ``speech`` and ``weapons``, once per process."""
    triggers, cues, weapons = read_table("triggers"), read_table("cues"), read_table("weapons")
    families = {name: _family(name, row) for name, row in triggers["families"].items()}
    groups = {
        name: rows for table in (cues, read_table("speech")) for name, rows in table.items() if isinstance(rows, list)
    }
    for name, rows in groups.items():
        if not all(isinstance(row, str) for row in rows):
            raise KnowledgeError(f"the list {name} holds a value that is no text; quote it")
    return Lexicon(
        families=families,
        triggers=PhraseTable.build(_trigger_forms(triggers["families"], families)),
        parted=_parted_verbs(triggers["parted"], families),
        general_use=PhraseTable.build((phrase, True) for phrase in triggers["general_use"]),
        reporting=PhraseTable.build(_reporting_forms(cues)),
        weapons=PhraseTable.build((w, family) for family, rows in weapons["families"].items() for w in rows),
        implied_weapons=PhraseTable.build((w, family) for family, rows in weapons["implied"].items() for w in rows),
        words={name: frozenset(row.lower() for row in rows) for name, rows in groups.items()}
        | {
            name: frozenset(form.words for verb in cues[name] for form in inflect_verb(verb))
            for name in ("acting_verbs", "undoing_verbs")
        },
        phrases={name: PhraseTable.build((row, row) for row in rows) for name, rows in groups.items()},
    )


def _family(name: str, row: dict[str, object]) -> Family:
    return Family(
        name,
        str(row["event_type"]),
        str(row["sub_event_type"]),
        bool(row.get("mechanism", False)),
        str(row["fate"]) if "fate" in row else None,
        str(row["weapon"]) if "weapon" in row else None,
    )


def _trigger_forms(
    rows: dict[str, dict[str, list[str]]], families: dict[str, Family]
) -> Iterator[tuple[str, TriggerForm]]:
    for name, row in rows.items():
        forms = [form for verb in row.get("verbs", []) for form in inflect_verb(verb)]
        forms += [form for noun in row.get("nouns", []) for form in inflect_noun(noun)]
        forms += [Form(phrase, phrase, "phrase") for phrase in row.get("phrases", [])]
        for form in forms:
            yield form.words, TriggerForm(families[name], form)


def _parted_verbs(
    rows: dict[str, dict[str, list[str]]], families: dict[str, Family]
) -> dict[str, tuple[PartedVerb, ...]]:
    found: dict[str, tuple[PartedVerb, ...]] = {}
    for name, verbs in rows.items():
        for verb, ends in verbs.items():
            for form in inflect_verb(verb):
                row = PartedVerb(families[name], f"{form.base} {ends[0]}", form.form, frozenset(ends))
                found[form.words] = (*found.get(form.words, ()), row)
    return found


def _reporting_forms(cues: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, ReportingVerb]]:
    irregular = cues["irregular_past"]
    for act, verbs in cues["reporting_verbs"].items():
        for verb in verbs:
            head, _, tail = verb.partition(" ")
            entry = verb
            if head in irregular:
                past, participle = (f"{form} {tail}".strip() for form in irregular[head])
                stem = head.removesuffix("e")
                entry = f"{verb}({past},{participle},{f'{stem}ing {tail}'.strip()})"
            for form in sorted(
                inflect_verb(entry), key=lambda f: f.form != "past"
            ):  # "put" is a past before it is bare
                yield form.words, ReportingVerb(act, form)
