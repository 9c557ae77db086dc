"""What kind of source a phrase names, and whom "he", "the source" or "the monitor" stands for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from catena.knowledge.outlets import load_outlets
from catena.model import Source, SourceKind
from catena.read.rules.lexicon import Lexicon

_WORD = re.compile(r"[\w’'.-]+")
_LOWER_IN_NAME = frozenset("al el de del della da dos di van von bin ibn bint abu ould la le du ul ur".split())
_PERSON_PRONOUNS = frozenset({"he", "she"})
_BODY_PRONOUNS = frozenset({"it"})
_BODY_HEADS = frozenset(
    (
        "monitor group watchdog organisation organization agency ngo observatory ministry statement network "
        "service services army military body outlet report paper newspaper charity court union movement "
        "collective party government police group's office daily site website channel broadcaster"
    ).split()
)
_TITLES = frozenset(
    "president minister prime foreign interior defence defense general lieutenant colonel major captain "
    "sergeant king queen prince emir "
    "sheikh chief commander governor mayor senator secretary ambassador envoy spokesman spokeswoman "
    "spokesperson director chairman "
    "chairwoman head leader justice judge bishop archbishop pope imam ayatollah cleric deputy vice "
    "professor dr mr mrs ms miss sir superintendent inspector "
    "commissioner officer brigadier admiral marshal attorney prosecutor lawyer activist journalist analyst "
    "expert former former-president lt col gen maj capt sgt".split()
)


def name_speaker(words: str, lexicon: Lexicon, bodies: frozenset[str] = frozenset()) -> Source | None:
    """Read a speaker's phrase as a source: its name in the text's words and its kind; None for no speaker at all.

    ``bodies`` are names of groups and institutions known to stand in the text, which are no persons' names.
    """
    tidy = words.strip(" ,;:“”\"'").removeprefix("and ").removeprefix("that ")
    tokens = _WORD.findall(tidy)
    if not tokens or len(tokens) > 24 or _OWN_REPORT.search(tidy):
        return None
    if _OFFICE.match(tidy):
        return Source(_short(tidy), "institution")
    if (issued := _ISSUED.match(tidy)) is not None:
        inner = name_speaker(issued["who"], lexicon, bodies)
        via = issued["by"] or issued["form"]
        return inner if inner is None else replace(inner, via=inner.via or via)
    ending = next(
        (
            b
            for b in sorted(bodies, key=len, reverse=True)
            if tidy.endswith(" " + b) and len(tokens) > len(b.split()) + 3
        ),
        None,
    )
    if ending is not None and not any(t.lower() in lexicon.words["anonymous_nouns"] for t in tokens):
        return Source(ending, "institution")
    if tidy in bodies or tidy.removeprefix("the ").removeprefix("The ") in bodies:
        return Source(tidy, "institution")
    bare = tidy
    for body in sorted(bodies, key=len, reverse=True):
        bare = bare.replace(body, ", ")
    name = next((n for part in bare.split(", ") if (n := personal_name(part, lexicon)) is not None), None)
    kind = speaker_kind(tidy, name, lexicon)
    if kind == "anonymous" and not _can_speak(tidy, lexicon):
        return None
    return Source(name if kind == "named" and name is not None else _short(tidy), kind)


# The report speaking of itself is no speaker.
_OWN_REPORT = re.compile(
    r"\b(?:version of (?:this|the|our)|this (?:report|article|story)|(?:earlier|previous) (?:version|story))\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"^(?:the )?(?:office|ministry|department|embassy|committee|council|government|army) of\b", re.IGNORECASE
)
# "A statement from the governor's office carried by state radio": the body speaks, the statement and the radio relay.
_ISSUED = re.compile(
    r"^(?:an?|the|one|another|in an?)\s+(?:\w+\s+)?(?P<form>statement|report|letter|press release|"
    r"communiqu[eé]|video|message|post)\s+"
    r"(?:from|by|of|issued by|released by)\s+(?P<who>.+?)(?:\s+(?:released|carried|published|issued|"
    r"broadcast|posted|quoted)\s+(?:by|on)\s+(?P<by>.+))?$",
    re.IGNORECASE,
)


def name_relay(via: str | None) -> str | None:
    """Name a relaying agency by its full name and its letters ("AP" and "The Associated Press" are one relay)."""
    known = load_outlets().find(via) if via else None
    if known is None or not known.is_agency:
        return via
    letters = next((a for a in (known.name, *known.aliases) if a.isupper() and 1 < len(a) < 6), None)
    full = next((a for a in (known.name, *known.aliases) if not a.isupper()), known.name)
    return full if letters is None or letters == full else f"{full} ({letters})"


def speaker_kind(words: str, name: str | None, lexicon: Lexicon) -> SourceKind:
    """Say which of named, anonymous, institution a speaker's phrase is."""
    tokens = [t.lower().replace("’", "'").removesuffix("'s").strip(".") for t in _WORD.findall(words)]
    head = _head(tokens)
    if name is not None:
        return "named"
    if head in lexicon.words["institution_nouns"] or (words.lower() in lexicon.words["institution_nouns"]):
        return "institution"
    if head in lexicon.words["anonymous_nouns"] or any(t in {"source", "sources"} for t in tokens):
        return "anonymous"
    if any(t in lexicon.words["institution_nouns"] for t in tokens):
        return "institution"
    if any(t in lexicon.words["anonymous_nouns"] for t in tokens):
        return "anonymous"
    capitals = [t for t in _WORD.findall(words) if t[0].isupper()]
    return "institution" if capitals else "anonymous"


def personal_name(words: str, lexicon: Lexicon) -> str | None:
    """Find a person's name in a phrase: two or more capitalised words that are neither title nor body, or title + surname."""
    best: list[str] = []
    run: list[str] = []
    titled = False
    for raw in [*_WORD.findall(words), ""]:
        token = raw.removesuffix("'s").removesuffix("’s")
        lower = token.lower().strip(".")
        named = bool(token) and (
            token[0].isupper() or (lower in _LOWER_IN_NAME and bool(run)) or lower.startswith(("al-", "el-", "ul-"))
        )
        if named and lower in _TITLES:
            titled, run = True, []
            continue
        if (
            named
            and not _is_body_word(lower, lexicon)
            and not (len(token) > 1 and token.isupper() and len(token) < 6 and not run)
        ):
            run.append(token)
            continue
        if _is_person(run, titled, best):
            best = run
        if token and lower not in _TITLES:
            titled = titled and named
        run = []
    while best and best[-1].lower() in _LOWER_IN_NAME:
        best = best[:-1]
    return " ".join(best) if best else None


def _is_person(run: list[str], titled: bool, best: list[str]) -> bool:
    if not run or len(run) > 5:
        return False
    words = [w for w in run if w.lower() not in _LOWER_IN_NAME]
    if any(w.lower() in _NATIONS for w in words[:1]) and len(words) < 3:
        return False
    return (len(words) >= 2 or (titled and len(words) == 1 and len(words[0]) > 2)) and len(run) > len(best)


_NATIONS = frozenset(
    "the iraqi syrian russian american british french israeli turkish iranian egyptian saudi pakistani "
    "indian afghan chinese german "
    "nigerian kenyan somali sudanese ethiopian ukrainian polish mexican colombian united white red islamic "
    "human civil state local "
    "security police supreme high new north south east west northern southern eastern western central "
    "federal national international "
    "local revolutionary armed air free democratic christian catholic muslim kurdish palestinian lebanese "
    "jordanian yemeni libyan tunisian "
    "algerian moroccan malian burkinabe congolese rwandan ugandan tanzanian zimbabwean filipino thai "
    "indonesian malaysian burmese japanese "
    "korean vietnamese bangladeshi nepali sri european african asian arab western unknown according".split()
)


def _is_body_word(lower: str, lexicon: Lexicon) -> bool:
    return (
        lower in lexicon.words["institution_nouns"]
        or lower in lexicon.words["agent_nouns"]
        or lower in _BODY_HEADS
        or lower in _NATIONS
    )


_NO_SPEAKERS = frozenset("him her them his its their it this that these those which what who there".split())


def _can_speak(words: str, lexicon: Lexicon) -> bool:
    """Say whether an unnamed phrase may be a speaker: it holds a noun of persons or bodies, or is a bare "they"."""
    tokens = [t.lower().removesuffix("'s") for t in _WORD.findall(words.replace("’", "'"))]
    if not tokens or (tokens[0] in _NO_SPEAKERS and tokens != ["it"]) or tokens[-1] in {"and", "of", "the", "to", "in"}:
        return False
    if tokens in (["he"], ["she"], ["it"], ["they"]):
        return True
    known = (
        lexicon.words["anonymous_nouns"]
        | lexicon.words["institution_nouns"]
        | lexicon.words["people_nouns"]
        | lexicon.words["agent_nouns"]
    )
    return any(t in known for t in tokens)


def _head(tokens: list[str]) -> str:
    """Give the head noun: the last word before "of", "in", "at", "from", "who", "with" or a comma's description."""
    for i, token in enumerate(tokens):
        if i and token in {
            "of",
            "in",
            "at",
            "from",
            "who",
            "with",
            "for",
            "on",
            "close",
            "speaking",
            "familiar",
            "near",
        }:
            return tokens[i - 1]
    return tokens[-1] if tokens else ""


def _short(words: str) -> str:
    """Cut a speaker's phrase before its relative clause or long description."""
    cut = re.split(
        r"\s+(?:who|which|that|today|yesterday|published|issued|released|speaking|close to|familiar with|"
        r"whose|on condition)\b|,\s|;\s|\s+(?:on |late |early )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
        words,
        maxsplit=1,
    )[0]
    return cut.strip(" ,;:“”\"'") or words


@dataclass(slots=True)
class Speakers:
    """The speakers met so far in one document, for resolving "he", "it", "the source", a surname alone."""

    lexicon: Lexicon
    full_names: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()
    monitor: Source | None = None
    person: str | None = None
    met: list[Source] = field(default_factory=list)

    def resolve(self, source: Source) -> Source:
        """Give whom the phrase stands for: a pronoun, a descriptor or a surname is taken to the last that fits."""
        if source.kind == "named" and source.name.lower() in self.places:
            source = replace(source, kind="institution")
        known = self._antecedent(source)
        if known is None:
            if source.name.lower() not in _PERSON_PRONOUNS | _BODY_PRONOUNS | {"they"}:
                self.met.append(source)
            return source
        via = source.via or known.via
        resolved = replace(known, via=via)
        self.met.append(resolved)
        return resolved

    def _antecedent(self, source: Source) -> Source | None:
        words = source.name.lower().split()
        if words in (["he"], ["she"]):
            return self._person_before() or self._latest({"anonymous"})
        if words in (["it"],):
            return self._latest({"institution", "outlet"})
        if words in (["they"],):
            return self._latest({"anonymous", "institution"})
        if words[0] == "the" and len(words) == 2:
            return self._described(words[1])
        if words[-1] in {"monitor", "watchdog"} or words[-2:] == ["monitoring", "group"]:
            return self.monitor
        if source.kind == "named" or len(words) == 1:
            return self._by_surname(source)
        return None

    def meet(self, sentence: str) -> None:
        """Note the last person named in full in a sentence, for the "he" that may follow."""
        found = max(((sentence.rfind(name), name) for name in self.full_names if name in sentence), default=None)
        if found is not None:
            self.person = found[1]

    def _person_before(self) -> Source | None:
        latest = self._latest({"named"})
        if self.person is None or (latest is not None and self.met and self.met[-1] == latest):
            return latest
        return Source(self.person, "named") if latest is None else latest

    def _latest(self, kinds: set[str]) -> Source | None:
        return next((s for s in reversed(self.met) if s.kind in kinds), None)

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
            if (
                known.kind == "named"
                and len(known.name.split()) > 1
                and last in {_surname_key(w) for w in known.name.split()[-2:]}
            ):
                return known
        if (
            len(source.name.split()) > 2
            or source.kind == "anonymous"
            or last in self.lexicon.words["institution_nouns"]
        ):
            return None
        full = next((name for name in self.full_names if _surname_key(name) == last and name != source.name), None)
        return None if full is None else Source(full, "named", source.via)


def _surname_key(name: str) -> str:
    return name.lower().replace("’", "'").removesuffix("'s").split()[-1].removeprefix("al-")


_FULL_NAME = re.compile(
    r"\b[A-Z][\w’'-]+(?:\s+(?:al|bin|ibn|de|van|el|Al|El|abu|Abu|[A-Z]\.))*(?:\s+(?:[A-Z]|al-|el-)[\w’'-]+){1,3}"
)


def find_full_names(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Give the capitalised runs of a text that read as full names of persons, in order, each once."""
    found: dict[str, None] = {}
    for match in _FULL_NAME.finditer(text):
        name = personal_name(match[0], lexicon)
        if name is not None and len(name.split()) > 1:
            found.setdefault(name)
    return tuple(found)
