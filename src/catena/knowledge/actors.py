"""The table of known actors: armed groups, state bodies, organisations; and its scan of a text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Literal, cast

from catena.errors import KnowledgeError
from catena.knowledge import read_table
from catena.knowledge.name_words import NameScorer, NameWords, load_name_scorer, load_name_words
from catena.model import Span

KnownKind = Literal["group", "force", "government", "institution", "outlet"]
KINDS = ("group", "force", "government", "institution", "outlet")

# A word with inner apostrophes (Kata'ib, Iraq's), or a dotted acronym (U.S., P.K.K.).
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’‘ʼʿʾ`´][^\W_]+)*")
APOSTROPHES = str.maketrans("", "", "'’‘ʼʿʾ`´.")
POSSESSIVE = re.compile(r"['’‘ʼ`´]s$")
# People's, whose apostrophe a text may have lost.
POSSESSIVE_INSIDE = re.compile(r"['’‘ʼ`´]s\b")
# British to American, so that Defence and Mobilisation meet Defense and Mobilization.
SPELLINGS = {
    "isation": "ization", "defence": "defense", "labour": "labor", "centre": "center", "programme": "program",
    "ising": "izing", "offence": "offense",
}  # fmt: skip
BRITISH = re.compile("|".join(SPELLINGS))
SPELLED_ALIKE_MAX = 5  # words as short are spelled alike on both sides
# Letters that romanisations of one sound exchange; used only for whole aliases of two words and more.
LOOSE = {
    "ph": "f", "kh": "k", "gh": "k", "dh": "t", "th": "t", "sh": "s", "ch": "s", "q": "k", "c": "k", "g": "k", "d": "t",
    "z": "s", "v": "f",
}  # fmt: skip
LOOSE_SINGLE = str.maketrans({letter: other for letter, other in LOOSE.items() if len(letter) == 1})
LOOSE_LETTERS = re.compile("|".join(LOOSE))
LOOSE_VOWELS = re.compile("[aeiouyw]+")
DOUBLED = re.compile(r"(.)\1+")
ARTICLES = frozenset(("al", "el", "ul", "as", "ash", "ad", "az", "ar", "an", "at", "es", "ed", "e", "i", "de", "des"))
LOOSE_LETTERS_MIN = 8
ACRONYM_LETTERS_MAX = 8
CACHED_WORDS = 50_000
SHOUTED_LETTERS_MIN = 8


@dataclass(frozen=True, slots=True)
class KnownActor:
    """One entry: an armed group, a state body, a monitor, a court, an outlet.

    ``called`` are common nouns a report uses for it once it is named ("the monitor"); ``years`` is an
    EDTF interval of its existence; ``countries`` are ISO 3166 codes; ``source`` says what the entry was made from.
    """

    id: str
    name: str
    kind: KnownKind
    aliases: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    parent: str | None = None
    countries: tuple[str, ...] = ()
    years: str | None = None
    source: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Give the canonical name and every alias."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True, order=True)
class KnownName:
    """A known name found in a text; ``rivals`` are ids of other actors that bear the same name."""

    span: Span
    id: str
    name: str
    kind: KnownKind
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Alias:
    """One alias in the index: whose, and how it must be written.

    ``cased`` is the exact spelling of an acronym; ``capital`` asks for a capital first letter (Amnesty, not
    amnesty); ``shy`` counts in a running text only where that also names the actor otherwise (AI, Memorial).
    """

    actor: str
    cased: str | None = None
    capital: bool = False
    shy: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ActorTable:
    """Known actors by id with the index of their aliases, and what is known of names as such.

    ``called`` are the common nouns that any of them is called by, in lower case.
    ``words`` (given names, particles, titles) and ``scorer`` (learned weights) serve the judging of unknown names.
    """

    actors: Mapping[str, KnownActor]
    called: frozenset[str]
    words: NameWords
    scorer: NameScorer
    _exact: Mapping[tuple[str, ...], tuple[_Alias, ...]]
    _loose: Mapping[tuple[str, ...], tuple[_Alias, ...]]
    _longest: Mapping[str, int]
    _reach: dict[str, int] = field(default_factory=dict, repr=False)
    _borne: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)

    def find(self, text: str) -> list[KnownName]:
        """Find every known name in the text, longest match from the left, none overlapping.

        An acronym (IS, PMF) matches only in its own case, and never inside a line of capitals alone.
        A name that several actors bear goes to the one that the text names in full, else to the first listed.
        """
        words = [(m.group(), m.start(), m.end()) for m in WORD.finditer(text)]
        keys = [fold_word(word) for word, _, _ in words]
        reach = [self._reach_of(key) for key in keys]
        found: list[tuple[Span, tuple[_Alias, ...]]] = []
        at = 0
        while at < len(words):
            if not (longest := reach[at]):
                at += 1
                continue
            length, aliases = self._match_at(text, words, keys, at, longest)
            if aliases:
                found.append((Span(words[at][1], words[at + length - 1][2]), aliases))
            at += max(length, 1)
        return self._choose(found)

    def lookup(self, name: str) -> tuple[str, ...]:
        """Give the ids of the actors that bear this whole name, best known first; empty where none does."""
        if (known := self._borne.get(name)) is None:
            known = self._bearers(name)
            if len(self._borne) < CACHED_WORDS:
                self._borne[name] = known
        return known

    def _bearers(self, name: str) -> tuple[str, ...]:
        words = WORD.findall(name)
        if words and words[0].lower() == "the":
            words = words[1:]
        if not words or not self._may_start(fold_word(words[0])):
            return ()
        keys = tuple(map(fold_word, words))
        return tuple(dict.fromkeys(alias.actor for alias in self._aliases(words, keys))) if keys else ()

    def identify(self, name: str) -> tuple[str, ...]:
        """Give the ids of the actors that a phrase names: the whole of it, or all but words that tell nothing.

        "Islamic State terrorist group", "the Islamic State (IS) group", "Kurdish YPG militia" name one actor.
        A state beside the name must be the actor's own ("Turkish X" is not the X of another country).
        """
        if ids := self.lookup(name):
            return ids
        found = self.find(name)
        ids = (found[0].id, *found[0].rivals) if found else ()
        if not found or any(set(ids).isdisjoint((other.id, *other.rivals)) for other in found):
            return ()
        rest = name
        for known in reversed(found):
            rest = rest[: known.span.start] + " " + rest[known.span.end :]
        words = [fold_word(m.group()) for m in WORD.finditer(rest)]
        states = [self.words.states.get((word,)) for word in words]
        empty = self.words.weak_body_words | self.words.beside_names
        if not all(state or word in empty for word, state in zip(words, states, strict=True)):
            return ()
        told = {state for state in states if state}
        return tuple(i for i in ids if not (told and self.actors[i].countries) or told & set(self.actors[i].countries))

    def _reach_of(self, key: str) -> int:
        """Give the most words that an alias beginning with a word has, 0 where none begins so."""
        if (known := self._reach.get(key)) is None:
            known = max(self._longest.get(key, 0), self._longest.get(loose_word(key), 0))
            if len(self._reach) < CACHED_WORDS:
                self._reach[key] = known
        return known

    def _may_start(self, key: str) -> bool:
        return key in self._longest or _singular(key) in self._longest or loose_word(key) in self._longest

    def _match_at(
        self, text: str, words: list[tuple[str, int, int]], keys: list[str], at: int, longest: int
    ) -> tuple[int, tuple[_Alias, ...]]:
        """Give the longest alias, of ``longest`` words at most, that starts here: its words, and whose it is."""
        for length in range(_unbroken(text, words[at : at + longest]), 0, -1):
            window = words[at : at + length]
            aliases = self._aliases([word for word, _, _ in window], tuple(keys[at : at + length]))
            if aliases and not (length == 1 and window[0][0].isupper() and _shouted(text, window[0][1], window[0][2])):
                return length, aliases
        return 0, ()

    def _aliases(self, words: list[str], keys: tuple[str, ...]) -> tuple[_Alias, ...]:
        for key in (keys, (*keys[:-1], _singular(keys[-1]))):
            known = self._exact.get(key)
            if known is None:
                continue
            spelled = "".join(words).translate(APOSTROPHES)
            capital = words[0][:1].isupper() or words[-1][:1].isupper()
            found = [
                alias
                for alias in known
                if (capital or not alias.capital) and alias.cased in (None, spelled, spelled.removesuffix("s"))
            ]
            if found:
                return tuple(found)
        if len(keys) > 1 and words[-1][:1].isupper() and (words[0][:1].isupper() or keys[0] in ARTICLES):
            return self._loose.get(loose_key(keys), ())
        return ()

    def _choose(self, found: list[tuple[Span, tuple[_Alias, ...]]]) -> list[KnownName]:
        """Settle names with several bearers by what else the text names; drop shy names that nothing bears out."""
        certain = {a[0].actor for _, a in found if len({alias.actor for alias in a}) == 1 and not a[0].shy}
        chosen = []
        for span, aliases in found:
            ids = dict.fromkeys(alias.actor for alias in aliases if not alias.shy or alias.actor in certain)
            if ids:
                best = next((actor for actor in ids if actor in certain), next(iter(ids)))
                rivals = tuple(actor for actor in ids if actor != best)
                chosen.append(KnownName(span, best, self.actors[best].name, self.actors[best].kind, rivals))
        return chosen


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Fold one word for look-up: lower case, no accents or apostrophes, American spelling, no possessive."""
    if not word.isalnum():
        word = POSSESSIVE.sub("", word).translate(APOSTROPHES)
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    word = word.lower()
    return BRITISH.sub(lambda match: SPELLINGS[match.group()], word) if len(word) > SPELLED_ALIKE_MAX else word


@lru_cache(maxsize=65536)
def loose_word(word: str) -> str:
    """Fold a word so far that romanisations of one foreign word meet (Jaish, Jaysh, Jeish)."""
    pairs = "h" in word  # of two letters that are one sound the second is an h
    word = LOOSE_LETTERS.sub(lambda match: LOOSE[match.group()], word) if pairs else word.translate(LOOSE_SINGLE)
    word = LOOSE_VOWELS.sub(lambda match: _loose_vowel(match.group()), word)
    return (DOUBLED.sub(r"\1", word) if DOUBLED.search(word) else word).removesuffix("h")


@lru_cache(maxsize=1024)
def _loose_vowel(vowels: str) -> str:
    found = set(vowels)
    return "a" if found == {"a"} else "u" if found <= {"u", "o", "w"} else "i"


def loose_key(keys: Iterable[str]) -> tuple[str, ...]:
    """Fold the words of a whole alias loosely, its inner articles left out; empty where too short to be safe."""
    keys = tuple(keys)
    if not keys or keys[-1] in ARTICLES:
        return ()
    kept = [loose_word(key) for key in keys if key not in ARTICLES]
    return tuple(kept) if len(kept) > 1 and sum(map(len, kept)) >= LOOSE_LETTERS_MIN else ()


def is_acronym(alias: str) -> bool:
    """Say whether an alias must keep its case: short and all capitals (IS, PMF, AQIM), or with one small letter."""
    letters = [c for c in alias if c.isalpha()]
    return (
        " " not in alias
        and 1 < len(letters) <= ACRONYM_LETTERS_MAX
        and sum(c.isupper() for c in letters) > 1
        and (sum(c.islower() for c in letters) <= 1)
    )


def build_actor_table(actors: Iterable[KnownActor], shy: Collection[str] = ()) -> ActorTable:
    """Index the actors by every alias; the order of the actors is the order of preference."""
    by_id: dict[str, KnownActor] = {}
    exact: dict[tuple[str, ...], list[_Alias]] = {}
    loose: dict[tuple[str, ...], list[_Alias]] = {}
    longest: dict[str, int] = {}
    for actor in actors:
        if actor.id in by_id:
            raise KnowledgeError(f"two known actors have the id {actor.id!r}; rename one")
        by_id[actor.id] = actor
        unmarked = (POSSESSIVE_INSIDE.sub("s", name) for name in actor.names if POSSESSIVE_INSIDE.search(name))
        for name in (*actor.names, *unmarked):
            keys = tuple(fold_word(m.group()) for m in WORD.finditer(name))
            if keys[:1] == ("the",):
                keys = keys[1:]
            if not keys:
                raise KnowledgeError(f"the known actor {actor.id!r} has an alias without a word: {name!r}")
            cased = name.translate(APOSTROPHES) if len(keys) == 1 and is_acronym(name) else None
            capital = cased is None and (name[0].isupper() or name.split()[-1][0].isupper())
            exact.setdefault(keys, []).append(_Alias(actor.id, cased, capital, name in shy))
            longest[keys[0]] = max(longest.get(keys[0], 0), len(keys))
            if (folded := loose_key(keys)) and not ARTICLES.isdisjoint(keys):
                loose.setdefault(folded, []).append(_Alias(actor.id))
                start = loose_word(keys[0])
                longest[start] = max(longest.get(start, 0), len(keys) + 2)
    return ActorTable(
        by_id,
        frozenset(called.lower() for actor in by_id.values() for called in actor.called),
        load_name_words(),
        load_name_scorer(),
        {key: tuple(found) for key, found in exact.items()},
        {key: tuple(found) for key, found in loose.items()},
        longest,
    )


@cache
def load_actors() -> ActorTable:
    """Load armed groups and organisations from the installed tables, once per process.

    Raises KnowledgeError where a table is missing or an entry is malformed.
    """
    groups, organisations = read_table("armed_groups"), read_table("organisations")
    entries = [
        *(_entry(raw, "group") for raw in groups["groups"]),
        *(_entry(raw, "institution") for raw in organisations["organisations"]),
    ]
    return build_actor_table(entries, {*groups["shy"], *organisations["shy"]})


def _entry(raw: Mapping[str, Any], default: KnownKind) -> KnownActor:
    kind = raw.get("kind", default)
    if "name" not in raw or kind not in KINDS:
        raise KnowledgeError(f"a known actor needs a name and a kind of {', '.join(KINDS)}; got {dict(raw)!r}")
    name = str(raw["name"])
    return KnownActor(
        id=str(raw.get("id") or "-".join(fold_word(m.group()) for m in WORD.finditer(name))),
        name=name,
        kind=cast(KnownKind, kind),
        aliases=tuple(map(str, raw.get("aliases", ()))),
        called=tuple(map(str, raw.get("called", ()))),
        parent=raw.get("parent"),
        countries=tuple(map(str, raw.get("countries", ()))),
        years=None if raw.get("years") is None else str(raw["years"]),
        source=str(raw.get("source", "")),
    )


def _singular(key: str) -> str:
    """Drop a last s: a plural, or a possessive whose apostrophe was lost (Observatorys)."""
    return key[:-1] if key.endswith("s") and len(key) > 3 else key


_JOINING = frozenset(" \u00a0-‐‑–\n\t'’\"“”/&.")


def _breaks(between: str) -> bool:
    """Say whether what stands between two words ends a name: a bracket, a comma, a full stop, a line."""
    if between == " ":
        return False
    return not _JOINING.issuperset(between) or between.count("\n") > 1 or ". " in between


def _unbroken(text: str, words: list[tuple[str, int, int]]) -> int:
    """Count the words from the first on that nothing parts."""
    for count, (left, right) in enumerate(pairwise(words), start=1):
        if _breaks(text[left[2] : right[1]]):
            return count
    return len(words)


def _shouted(text: str, start: int, end: int) -> bool:
    """Say whether the two words before and after are all capitals (a headline), where case says nothing."""
    around = text[max(0, start - 40) : start].split()[-2:] + text[end : end + 40].split()[:2]
    letters = [c for word in around for c in word if c.isalpha()]
    return len(letters) >= SHOUTED_LETTERS_MIN and all(c.isupper() for c in letters)
