"""Whom "he", "the source", "the statement", a surname or a body's short name stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from catena.knowledge.name_words import load_name_words
from catena.knowledge.outlets import load_outlets
from catena.model import Document, Source
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.speakers import find_full_names

_PERSON_PRONOUNS = frozenset({"he", "she"})
_PRONOUNS = _PERSON_PRONOUNS | {"it", "they"}
_BODY_NOUNS = frozenset(
    "monitor group watchdog organisation organization ngo agency observatory ministry party company council commission "
    "committee court army military police government regime union association network charity coalition office body "
    "outlet newspaper paper website channel factions authority service".split()
)
_OWN_REPORTERS = frozenset(
    "reporter correspondent photographer journalist reporters correspondents journalists".split()
)
_RELAY_NOUNS = frozenset(
    "paper newspaper agency outlet channel website site broadcaster station magazine daily".split()
)
_PARTICLES = frozenset("le la de al el von van bin ibn abu da di du".split())
_EPITHET = re.compile(r"^\w[\w.]*-(?:based|led|backed|linked|affiliated|run|born|allied)$")
_WORD = re.compile(r"[\w’'.-]+")
# "Civil Rights League (CRL)", "Northern Lions group (NL)": the letters stand for the name before them.
_LETTERS = re.compile(
    r"(?P<name>(?!The\b)[A-Z][\w’'-]+(?:\s+(?:(?:of|for|and|the|on|de|&)\s+)*[A-Z][\w’'-]+){1,8})"
    r"(?:\s+(?:group|movement|party|militants?|extremists?))?\s+\((?:the\s+)?[“\"]?(?P<letters>[A-Z][A-Z-]{1,7})[”\"]?\)"
)


def find_short_names(text: str) -> dict[str, str]:
    """Give the letters that a text puts in brackets after a name, with that name."""
    return {m["letters"]: " ".join(m["name"].split()) for m in reversed(list(_LETTERS.finditer(text)))}


_MONITOR = re.compile(r"\b(?:Observatory|Monitor|Watch|Network|Monitoring|Watchdog)\b")


def find_monitor(sources: Iterable[Source]) -> Source | None:
    """Give the first monitoring body among a text's speakers, whom "a monitor" stands for."""
    return next((s for s in sources if s.kind == "institution" and _MONITOR.search(s.name)), None)


@dataclass(slots=True)
class Speakers:
    """The speakers met so far in one document, for resolving "he", "it", "the source", a surname alone."""

    lexicon: Lexicon
    full_names: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()
    monitor: Source | None = None
    person: str | None = None
    outlet: str | None = None
    short_names: Mapping[str, str] = field(default_factory=dict)
    met: list[Source] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document, lexicon: Lexicon, places: Iterable[str]) -> Speakers:
        """Begin a document: the persons, places and bracketed letters that its text names; nobody has spoken yet."""
        outlets, places_named = load_outlets(), frozenset(p.lower() for p in places)
        people = tuple(
            n
            for n in find_full_names(document.text, lexicon)
            if outlets.find(n) is None and n != document.outlet and n.lower() not in places_named
        )
        letters = find_short_names(document.text)
        return cls(lexicon, people, places_named, outlet=document.outlet, short_names=letters)

    def resolve(self, source: Source) -> Source:
        """Give whom the phrase stands for: a pronoun, a descriptor or a surname is taken to the last that fits."""
        if source.kind == "named" and source.name.lower() in self.places:
            source = replace(source, kind="institution")
        source = replace(source, via=self._relay(source.via))
        if self._is_own_reporter(source):
            return replace(source, kind="outlet")
        known = self._antecedent(source)
        if known is None:
            if source.name.lower() not in _PRONOUNS:
                source = replace(source, via=source.via or self._relay_before(source))
                self.met.append(source)
            return source
        resolved = replace(known, via=source.via or self._kept(known.via))
        self.met.append(resolved)
        return resolved

    def _relay_before(self, source: Source) -> str | None:
        """Give by what the same speaker spoke when last met: who goes on speaks in the same statement."""
        same = (s for s in reversed(self.met) if _bare(s.name) == _bare(source.name) and s.kind == source.kind)
        last = next(same, None)
        return None if last is None else self._kept(last.via)

    def _kept(self, via: str | None) -> str | None:
        """Keep a relay for what the speaker says next, unless it was another speaker who told of him."""
        return None if any(s.name == via for s in self.met) else via

    def meet(self, sentence: str) -> None:
        """Note the last person named in full in a sentence, for the "he" that may follow."""
        found = max(((sentence.rfind(name), name) for name in self.full_names if name in sentence), default=None)
        if found is not None:
            self.person = found[1]

    def person_meant(self, pronoun: str) -> str | None:
        """Give the last person named in full whose given name does not forbid "he" or "she"."""
        return self.person if self.person is not None and _suits(self.person, pronoun) else None

    def _is_own_reporter(self, source: Source) -> bool:
        words = source.name.split()
        return (
            self.outlet is not None
            and any(w.lower() in _OWN_REPORTERS for w in words)
            and any(w in self.outlet.split() for w in words if w[0].isupper() and len(w) > 2)
        )

    def _relay(self, via: str | None) -> str | None:
        """Name the paper that "told the paper" means."""
        words = via.lower().split() if via else []
        if via is not None and via.lower() in _PRONOUNS:
            meant = self._antecedent(Source(via, "anonymous"))
            return meant.name if meant is not None else None
        if len(words) != 2 or words[0] != "the" or words[1] not in _RELAY_NOUNS:
            return via
        told = [s.via for s in self.met if s.via and s.via[0].isupper()] + [
            s.name for s in self.met if s.kind == "institution" and words[1] in s.name.lower()
        ]
        return told[-1] if told else via

    def _antecedent(self, source: Source) -> Source | None:
        words = source.name.lower().split()
        if words in (["he"], ["she"]):
            return self._person_before(words[0]) or self._latest({"anonymous"})
        if words in (["it"],):
            return self._latest({"institution", "outlet"})
        if words in (["they"],):
            return self._latest({"anonymous", "institution"})
        if words[-1] in self.lexicon.words["issued_documents"] and len(words) < 4:
            return self._issuer(words[-1])
        if words[0] == "the" and len(words) == 2 and (known := self._described(words[1])) is not None:
            return known
        if words[-1] in {"monitor", "watchdog"} or words[-2:] == ["monitoring", "group"]:
            return self.monitor
        if words[0] == "the" and words[-1] in _BODY_NOUNS and source.name[4:].islower():
            return self._described(words[-1])
        if source.kind == "named" or len(words) == 1 or (len(words) == 2 and words[0] in _PARTICLES):
            return self._by_surname(source) or self._by_body_name(source)
        return self._by_body_name(source) if source.kind == "institution" else None

    def _person_before(self, pronoun: str) -> Source | None:
        """Give the last person who spoke and whose given name does not forbid the pronoun, else the last one named."""
        latest = next((s for s in reversed(self.met) if s.kind == "named" and _suits(s.name, pronoun)), None)
        if latest is None and self.person is not None and _suits(self.person, pronoun):
            return Source(self.person, "named", self.met[-1].via if self.met else None)
        return latest

    def _latest(self, kinds: set[str]) -> Source | None:
        return next((s for s in reversed(self.met) if s.kind in kinds), None)

    def _issuer(self, noun: str) -> Source | None:
        """Give who issued "the statement": the last who spoke by one, else the last body that spoke."""
        issuer = next((s for s in reversed(self.met) if s.via and noun in s.via.lower().split()), None)
        if issuer is None and noun in {"statement", "letter", "resolution", "communique", "communiqué", "release"}:
            body = self._latest({"institution"})
            return body and replace(body, via=f"the {noun}")
        return issuer

    def _described(self, noun: str) -> Source | None:
        same = next(
            (s for s in reversed(self.met) if noun in s.name.lower().split() and s.name.lower() != f"the {noun}"), None
        )
        if same is not None:
            return same
        if noun in {"monitor", "watchdog"} and self.monitor is not None:
            return self.monitor
        if noun in {"monitor", "group", "watchdog", "organisation", "organization", "ngo", "agency", "observatory"}:
            return self._latest({"institution"})
        if noun in {"source", "official", "witness"}:
            return self._latest({"anonymous"})
        return None

    def _by_surname(self, source: Source) -> Source | None:
        last = _surname_key(source.name)
        for known in reversed(self.met):
            if known.kind == "named" and len(known.name.split()) > 1 and last in _name_keys(known.name)[-2:]:
                return known
        if (
            len(source.name.split()) > 2
            or source.kind == "anonymous"
            or last in self.lexicon.words["institution_nouns"]
        ):
            return None
        names = [n for n in self.full_names if n != source.name]
        full = next((n for n in names if _name_keys(n)[-1] == last), None) or next(
            (n for n in names if last in _name_keys(n) and len(last) > 2), None
        )
        return None if full is None else Source(full, "named", source.via)

    def _by_body_name(self, source: Source) -> Source | None:
        """Take a body's short name or letters to the name it was met by: "the Observatory", "KHRC"."""
        bare = source.name.removeprefix("the ").removeprefix("The ")
        if bare in self.short_names:
            return Source(f"{self.short_names[bare]} ({bare})", "institution", source.via)
        short = _capitals(source.name)
        if not short:
            return None
        for known in reversed(self.met):
            long = _capitals(known.name)
            if known.kind == "institution" and set(short) < set(long) and short[-1] in long:
                return known
        return None


def _suits(name: str, pronoun: str) -> bool:
    """Say whether a person's given name, where it is known, allows "he" or "she"."""
    words = load_name_words()
    given = words.given.get(name.split()[0].lower())
    return given is None or (given in words.female) == (pronoun == "she")


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ").removeprefix("a ")


def _capitals(name: str) -> list[str]:
    """Give the capitalised words of a body's name without "the" and epithets ("Britain-based")."""
    words = [w.removesuffix("'s").removesuffix("’s") for w in _WORD.findall(name)]
    return [w for w in words if w[:1].isupper() and w not in {"The", "An", "A"} and not _EPITHET.match(w)]


def _name_keys(name: str) -> list[str]:
    return [_surname_key(w) for w in name.split()]


def _surname_key(name: str) -> str:
    return name.lower().replace("’", "'").removesuffix("'s").split()[-1].removeprefix("al-")
