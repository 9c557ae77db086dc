"""What kind of source a phrase names: a person, a body, someone unnamed."""

from __future__ import annotations

import re
from dataclasses import replace

from catena.knowledge.name_words import load_name_words
from catena.knowledge.outlets import load_outlets
from catena.model import Source, SourceKind
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.page_words import without_buttons

_WORD = re.compile(r"[\w’'.-]+")
_LOWER_IN_NAME = frozenset("al el de del della da dos di van von bin ibn bint abu ould la le du ul ur".split())
_BODY_HEADS = frozenset(
    (
        "monitor group watchdog organisation organization agency ngo observatory ministry statement network "
        "service services army military body outlet report paper newspaper charity court union movement "
        "collective party government police group's office daily site website channel broadcaster news times post herald "
        "tribune press gazette journal media court tribunal club college school institute society league council"
    ).split()
)


def name_speaker(words: str, lexicon: Lexicon, bodies: frozenset[str] = frozenset()) -> Source | None:
    """Read a speaker's phrase as a source: its name in the text's words and its kind; None for no speaker at all.

    ``bodies`` are names of groups and institutions known to stand in the text, which are no persons' names.
    """
    tidy = without_buttons(words.strip(" ,;:“”\"'").removeprefix("and ").removeprefix("that "))
    tokens = _WORD.findall(tidy)
    if not tokens or len(tokens) > 24 or _OWN_REPORT.search(tidy) or _NOBODY.match(tidy):
        return None
    if _OFFICE.match(tidy):
        return Source(_short(tidy), "institution")
    if (issued := _ISSUED.match(tidy)) is not None:
        inner = name_speaker(issued["who"], lexicon, bodies)
        via = issued["by"] or issued["form"]
        return inner if inner is None else replace(inner, via=inner.via or via)
    if (owned := _owner(tidy, lexicon)) is not None:
        inner = name_speaker(owned[0], lexicon, bodies)
        return inner if inner is None else replace(inner, via=inner.via or owned[1])
    if tidy in bodies or tidy.removeprefix("the ").removeprefix("The ") in bodies:
        return Source(tidy, "institution")
    name = _person_in(tidy, lexicon, bodies)
    ending = next((b for b in sorted(bodies, key=len, reverse=True) if tidy.endswith(" " + b)), None)
    unnamed = any(t.lower() in lexicon.words["anonymous_nouns"] for t in tokens)
    if name is None and ending is not None and len(tokens) > len(ending.split()) + 3 and not unnamed:
        return Source(ending, "institution")
    kind = speaker_kind(tidy, name, lexicon)
    if kind == "anonymous" and not _can_speak(tidy, lexicon):
        return None
    return Source(name if kind == "named" and name is not None else _short(tidy), kind)


def _person_in(words: str, lexicon: Lexicon, bodies: frozenset[str]) -> str | None:
    """Give the person whom a speaker's phrase names, None where the name belongs to a body or only tells whose it is."""
    bare = words
    for body in sorted(bodies, key=len, reverse=True):
        bare = bare.replace(body, ", ")
    for part in bare.split(", "):
        name = personal_name(part, lexicon)
        if name is not None:
            return None if _is_owner_only(part, name, lexicon) else name
    return None


# "the president's office", "Bashar Assads forces" (its apostrophe lost): the noun after the name speaks.
_HEAD_AFTER = re.compile(r"^(?:['’]s|s['’]?|['’])?\s+(?:[a-z][\w-]*\s+){0,3}?(?P<head>[a-z][\w-]+)$")
_BODY_AFTER = re.compile(r"^(?:['’]s|s['’]|['’])?\s+(?:and\s+)?(?P<head>[A-Z]\w+)")
_OF_NAME = re.compile(
    r"(?P<head>[\w-]+)\s+(?:of|to|against|about|with|loyal to|close to|in|at|near|from)\s+(?P<between>(?:[\w.-]+\s+){0,2})$"
)
_BODY_BEFORE = re.compile(r"(?:^|\s)(?P<head>[a-z][\w-]+)\s+$")


def _is_owner_only(part: str, name: str, lexicon: Lexicon) -> bool:
    """Say whether a name in a phrase is not its speaker: "opponents of X", "X's forces", "the news site X"."""
    at = part.find(name)
    before, after = part[: max(at, 0)], part[max(at, 0) + len(name) :]
    bodies = lexicon.words["institution_nouns"] | lexicon.words["outlet_nouns"] | _BODY_HEADS
    if (head := _HEAD_AFTER.match(after)) and _is_noun_of_speakers(head["head"], lexicon):
        return True
    if (head := _BODY_AFTER.match(after)) and head["head"].lower() in bodies:
        return True
    if (head := _OF_NAME.search(before)) and not _is_titled(head["between"], lexicon):
        head = None
    if head is not None and (
        head["head"].lower() in lexicon.words["people_nouns"] | lexicon.words["agent_nouns"]
        or head["head"].lower() in lexicon.words["anonymous_nouns"]
        or head["head"].lower() in bodies
    ):
        return True
    head = _BODY_BEFORE.search(before)
    return head is not None and head["head"] in lexicon.words["outlet_nouns"] | _GROUP_NOUNS


_GROUP_NOUNS = frozenset(
    "group organisation organization charity network ngo union ministry watchdog monitor coalition "
    "site outlet portal blog".split()
)


def _is_titled(words: str, lexicon: Lexicon) -> bool:
    """Say whether nothing but titles stands before a name ("opponents of General X", not "Chief of Police X")."""
    return all(w.lower().strip(".") in lexicon.words["titles"] for w in words.split())


def _is_noun_of_speakers(word: str, lexicon: Lexicon) -> bool:
    return any(
        word in lexicon.words[g] for g in ("institution_nouns", "anonymous_nouns", "agent_nouns", "people_nouns")
    )


def _owner(words: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """Part "the ministry's statement" or "the party letter" into who speaks and by what; None for a bare "the statement"."""
    head, _, last = words.rpartition(" ")
    if last not in lexicon.words["issued_documents"]:
        return None
    owner = _POSSESSIVE.sub("", head).strip()
    described = re.sub(r"^(?:the|an?|its|his|her|their|this|that|one)\b\s*", "", owner, flags=re.IGNORECASE)
    if owner.split(" ")[0].lower() in {"in", "on", "at", "by", "from", "with"}:
        return None
    if not any(w[0].isupper() or w in lexicon.words["institution_nouns"] for w in described.split()):
        return None
    return owner, last


_POSSESSIVE = re.compile(r"(?:['’]s?|(?<=[A-Z])s)(?:\s+[a-z-]+)?$")


# "No group has said", "nobody claimed": who is not there tells nothing.
_NOBODY = re.compile(r"(?:nobody|no[ -]one|none|neither|no)\b(?!\.)", re.IGNORECASE)
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
    r"^(?:(?:an?|the|one|another|in an?)\s+)?(?:\w+\s+)?(?P<form>statement|report|letter|press release|"
    r"communiqu[eé]|video|message|post|figures|data|records|statistics|estimates|tally|count|accounts?)\s+"
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
    first, joint, _ = words.partition(" and ")
    if joint and any(w[0].isupper() for w in _WORD.findall(first)[1:]) and not _holds_unnamed(first, lexicon):
        return "institution"
    if _is_unnamed_pair(words, lexicon):
        return "anonymous"
    if head in lexicon.words["institution_nouns"] or (words.lower() in lexicon.words["institution_nouns"]):
        return "institution"
    if head in lexicon.words["anonymous_nouns"] or any(t in {"source", "sources"} for t in tokens):
        return "anonymous"
    if head in lexicon.words["people_nouns"]:
        return "anonymous"
    if any(t in lexicon.words["institution_nouns"] for t in tokens):
        return "institution"
    if any(t in lexicon.words["anonymous_nouns"] for t in tokens):
        return "anonymous"
    capitals = [t for t in _WORD.findall(words) if t[0].isupper()]
    return "institution" if capitals else "anonymous"


def _holds_unnamed(words: str, lexicon: Lexicon) -> bool:
    return any(w.lower() in lexicon.words["anonymous_nouns"] for w in _WORD.findall(words))


def _is_unnamed_pair(words: str, lexicon: Lexicon) -> bool:
    """Say whether two speak together of whom one is unnamed and the first no named body ("activists and a monitor")."""
    first, joint, second = words.partition(" and ")
    if not joint or any(w[0].isupper() for w in _WORD.findall(first)[1:]):
        return False
    heads = [_head([w.lower() for w in _WORD.findall(part)]) for part in (first, second)]
    return any(h in lexicon.words["anonymous_nouns"] for h in heads)


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
        if named and lower in lexicon.words["titles"]:
            titled, run = True, []
            continue
        if (
            named
            and not _is_body_word(lower, lexicon)
            and not _is_no_name(lower, lexicon, opens=not run)
            and not (len(token) > 1 and token.isupper() and len(token) < 6 and not run)
        ):
            run.append(token)
            continue
        if _is_person(run, titled, best):
            best = run
        if token and lower not in lexicon.words["titles"]:
            titled = titled and named
        run = []
    while best and best[-1].lower() in _LOWER_IN_NAME:
        best = best[:-1]
    return " ".join(best) if best else None


_CROWD = frozenset("men women people police troops soldiers protesters rebels children students workers".split())


def _is_no_name(lower: str, lexicon: Lexicon, *, opens: bool) -> bool:
    """Say whether a capitalised word begins or parts a name rather than being in it: a day, a state, "Following"."""
    words = load_name_words()
    if lower in lexicon.words["time_words"] or lower in lexicon.words["no_name_words"]:
        return True
    state = (lower,) in words.states or (lower.endswith("s") and (lower[:-1],) in words.states)
    return opens and state and lower not in words.given


def _is_person(run: list[str], titled: bool, best: list[str]) -> bool:
    if not run or len(run) > 5:
        return False
    words = [w for w in run if w.lower() not in _LOWER_IN_NAME]
    if any(w.lower() in _NATIONS for w in words[:1]) and len(words) < 3:
        return False
    if all(w.isupper() for w in words) and any(w.lower() in _CROWD for w in words):
        return False  # a caption: "MASKED MEN"
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
    owned = (
        len(tokens) > 1 and tokens[0] in {"his", "her", "its", "their"} and _is_noun_of_speakers(tokens[-1], lexicon)
    )
    if (
        not tokens
        or (tokens[0] in _NO_SPEAKERS and tokens != ["it"] and not owned)
        or tokens[-1] in {"and", "of", "the", "to", "in"}
    ):
        return False
    if tokens in (["he"], ["she"], ["it"], ["they"]):
        return True
    known = (
        lexicon.words["anonymous_nouns"]
        | lexicon.words["institution_nouns"]
        | lexicon.words["people_nouns"]
        | lexicon.words["agent_nouns"]
    )
    return any(t in known for t in tokens) and tokens[-1] not in lexicon.words["weapon_heads"]


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


_FULL_NAME = re.compile(
    r"\b[A-Z][\w’'-]+(?:\s+(?:al|bin|ibn|de|van|el|Al|El|abu|Abu|[A-Z]\.))*(?:\s+(?:[A-Z]|al-|el-)[\w’'-]+){1,3}"
)


def find_full_names(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Give the capitalised runs of a text that read as full names of persons, in order, each once."""
    found: dict[str, None] = {}
    for match in _FULL_NAME.finditer(text):
        words = without_buttons(match[0])
        name = personal_name(words, lexicon) if words else None
        if name is not None and len(name.split()) > 1:
            found.setdefault(name)
    return tuple(found)
