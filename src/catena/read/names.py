"""Names of persons and bodies in a text, as mentions with their sentence: known actors, full names, surnames, acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from catena.knowledge import read_table
from catena.knowledge.actors import ActorTable
from catena.knowledge.name_words import load_name_words
from catena.model import Evidence, Mention, MentionKind, Span
from catena.read.name_runs import (
    beside_known,
    body_nouns,
    find_body_nouns,
    find_described,
    first_words,
    listed_places,
    lone_capitals,
    split_run,
    without_nickname,
)
from catena.read.rules.lexicon import Lexicon
from catena.read.rules.speakers import personal_name
from catena.text.names import fold_name
from catena.text.sentences import Sentence

# A run of capitalised words, with the small words that names hold ("al-", "bin", "of the").
_RUN = re.compile(
    r"(?:[A-Z][\w’'.-]*|(?:al|el|ul)-[A-Z][\w’'-]*)"
    r"(?:\s+(?:(?:al|bin|ibn|bint|de|del|da|dos|di|du|la|le|van|von|der|den|el|es|ez|esh|ash|abu|ould|ul|of|for|the|and|&|"
    r"on)\s+(?=[A-Z]))*(?:[“\"‘'][A-Z][\w-]*[”\"’']\s+)?(?:[A-Z][\w’'.-]*|(?:al|el|ul|as|ad|an)-[A-Z][\w’'-]*))*"
)
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z&.-]{1,9})\)")
# "Iraqi security forces", "government troops", "the US-led coalition", "rebel fighters": bodies named by what they are.
_FORCE = re.compile(
    r"\b(?:(?:[A-Z][\w.-]+|pro-\w+|anti-\w+|government|regime|opposition|rebel|security|armed|popular|"
    r"coalition|state|army|military|militia|"
    r"joint|allied|paramilitary|separatist|jihadist|islamist|militant|police|special|border|tribal|"
    r"insurgent|loyalist|federal|regional|provincial|interim|transitional)\s+)+"
    r"(?:forces|force|troops|army|coalition|fighters|militants|rebels|militias|militia|police|soldiers|"
    r"factions|gunmen|insurgents|regime|government|groups|group|alliance|brigades)\b"
)
# A coalition by who leads it, also in a headline's capitals.
_LED = re.compile(r"(?<![\w-])[A-Z][\w.]*-[Ll]ed\s(?:[A-Za-z]+\s)?[Cc]oalition\b")
_TOKEN = re.compile(r"[^\s,;:()]+")
_OFFICE_WORDS = 4
_POSSESSIVE = re.compile(r"[’']s?$")
_NAME_MAX = 90


def find_name_mentions(
    document: str, sentences: Sequence[Sentence], table: ActorTable, lexicon: Lexicon, places: frozenset[str]
) -> tuple[Mention, ...]:
    """Find the names of persons and bodies in a document's sentences; evidence is the sentence, focus the name.

    ``places`` are the names of places in lower case, which are no persons.
    """
    found: dict[Span, Mention] = {}
    taken = bytearray(max((sentence.end for sentence in sentences), default=0))  # a mark for each character of a name
    surnames: dict[str, str] = {}
    for sentence in sentences:
        for span, kind, name in _in_sentence(sentence, table, lexicon, places):
            if kind == "person" and _lost_apostrophe(name, sentences):
                span, name = Span(span.start, span.end - 1), name[:-1]
            if 1 not in taken[span.start : span.end]:
                found[span] = _mention(document, sentence, span, kind)
                taken[span.start : span.end] = b"\1" * (span.end - span.start)
                if kind == "person":
                    surnames.setdefault(_surname(name), name)
    bodies = _bodies(found.values())
    nouns, firsts = body_nouns(bodies, lexicon), first_words(bodies, lexicon, sentences, places | _demonyms_lower())
    for sentence in sentences:
        short: list[tuple[Span, MentionKind]] = [(span, "person") for span in _surnames_in(sentence, surnames, places)]
        for at, noun, kind in find_body_nouns(sentence.text, nouns):
            short.append((Span(sentence.start + at, sentence.start + at + len(noun)), kind))
        short += [(Span(token.start, token.end), firsts[token.text]) for token in lone_capitals(sentence, firsts)]
        for span, kind in short:
            if 1 not in taken[span.start : span.end] or (span in found and found[span].kind == "unknown"):
                found[span] = _mention(document, sentence, span, kind)
                taken[span.start : span.end] = b"\1" * (span.end - span.start)
    for mention in [one for one in found.values() if one.kind == "person"]:
        for span in _role_before(mention):
            if all(span.covers(other) for other in found if span.meets(other)):  # the "U.N." of its chief is inside
                found[span] = replace(mention, evidence=replace(mention.evidence, focus=span))
    return tuple(found[span] for span in sorted(found))


def _lost_apostrophe(name: str, sentences: Sequence[Sentence]) -> bool:
    """Say whether the last s of a name is a possessive's ("Lena Orliks brother"): the name stands without it elsewhere."""
    last = name.split()[-1]
    if not last.endswith("s") or len(last) < 4 or last[:-1].lower() in load_name_words().given:  # Roberts, Robert
        return False
    bare = re.compile(rf"(?<![\w’'-])(?:al-)?{re.escape(last[:-1])}(?![\w’'-])")
    return any(bare.search(sentence.text) for sentence in sentences)


def _role_before(mention: Mention) -> Iterator[Span]:
    """Give the office of a state or of the United Nations right before a name: "Kenyan Foreign Minister X"."""
    evidence, focus = mention.evidence, mention.evidence.focus
    if focus is None:
        return
    before = evidence.quote[: focus.start - evidence.start]
    words = list(_TOKEN.finditer(before))
    for count in range(min(_OFFICE_WORDS, len(words) - 1), 0, -1):
        state, office = words[-count - 1], before[words[-count].start() :].rstrip()
        whose = state[0] in _demonyms() or state[0].rstrip(".").replace(".", "").isupper()
        if whose and before.endswith(" ") and fold_name(office) in load_name_words().offices:
            yield Span(evidence.start + state.start(), evidence.start + words[-1].end())
            return


def _bodies(mentions: Iterable[Mention]) -> dict[str, MentionKind]:
    """Give the names of bodies among mentions, with the kind of each."""
    found: dict[str, MentionKind] = {}
    for mention in mentions:
        evidence, focus = mention.evidence, mention.evidence.focus
        if mention.kind not in ("person", "unknown") and focus is not None:
            name = evidence.quote[focus.start - evidence.start : focus.end - evidence.start]
            found.setdefault(name.removeprefix("The ").removeprefix("the "), mention.kind)
    return found


def _in_sentence(
    sentence: Sentence, table: ActorTable, lexicon: Lexicon, places: frozenset[str]
) -> Iterator[tuple[Span, MentionKind, str]]:
    known = table.find(sentence.text)
    for one in known:
        yield Span(one.span.start + sentence.start, one.span.end + sentence.start), one.kind, one.name
    for at, words in find_described(sentence.text, lexicon):
        armed = "-based" not in words and words.split()[-1] in lexicon.words["agent_nouns"]
        head: MentionKind = "force" if armed else "institution"
        yield Span(at + sentence.start, at + len(words) + sentence.start), head, words
    for match in _LED.finditer(sentence.text):
        yield Span(match.start() + sentence.start, match.end() + sentence.start), "force", match[0]
    forces = list(_FORCE.finditer(sentence.text))
    for match in forces:
        words = match[0].removeprefix("The ").removeprefix("A ")
        if not _demonyms().isdisjoint(words.split()[0].split("-")):
            yield Span(match.end() - len(words) + sentence.start, match.end() + sentence.start), "force", words
    for match in _RUN.finditer(sentence.text):
        run = _POSSESSIVE.sub("", match[0].rstrip(".,"))
        begin = match.start() + (_opening_participle(run, places) if match.start() == 0 else 0)
        run = run[begin - match.start() :]
        listed = listed_places(sentence.text[:begin], run, sentence.text)
        for at, words in listed:
            start = begin + at + sentence.start
            if words.lower() not in places:
                yield Span(start, start + len(words)), "unknown", words
        if listed:
            continue
        for at, words in split_run(run, sentence.text[begin + len(run) :], lexicon):
            if len(words) <= _NAME_MAX:
                yield from _named(words, begin + at, sentence, lexicon, places)
            for start, rest in beside_known(words, begin + at, [one.span for one in known]):
                if personal_name(rest, lexicon) == rest:
                    yield from _named(rest, start, sentence, lexicon, places)
    for match in forces:
        words = match[0]
        if words.lower() not in {"forces", "group", "groups", "fighters"}:
            yield Span(match.start() + sentence.start, match.end() + sentence.start), "force", words
    for match in _ACRONYM.finditer(sentence.text):
        if sum(c.isupper() for c in match[1]) > 1:
            yield Span(match.start(1) + sentence.start, match.end(1) + sentence.start), "institution", match[1]


def _opening_participle(run: str, places: frozenset[str]) -> int:
    """Give the length of a participle that opens a sentence before a name ("Sentencing Orlik, the judge said")."""
    first = run.split()[0]
    opens = len(first) > 6 and first.endswith("ing") and first.lower() not in places
    return len(first) + 1 if opens and len(run) > len(first) + 1 else 0


def _named(
    words: str, at: int, sentence: Sentence, lexicon: Lexicon, places: frozenset[str]
) -> Iterator[tuple[Span, MentionKind, str]]:
    """Read the words at an offset of a sentence as a body, a person, a single name behind a title, or something named."""
    body = _is_body(words, lexicon)
    start = at + sentence.start
    if body and " " in words:
        yield Span(start, start + len(words)), "institution", words
        return
    person = None if body else personal_name(words, lexicon)
    if not body and (plain := without_nickname(words)) != words and personal_name(plain, lexicon) == plain:
        person = words
    if person is not None and person.lower() not in places and (offset := words.find(person)) >= 0:
        yield Span(start + offset, start + offset + len(person)), "person", person
    elif person is None and _is_name(words, at, sentence, lexicon, places):
        yield Span(start, start + len(words)), "institution" if body else "unknown", words


@cache
def _demonyms() -> frozenset[str]:
    countries = read_table("countries")["countries"].values()
    return frozenset(word for entry in countries for word in entry.get("demonyms", ()))


@cache
def _demonyms_lower() -> frozenset[str]:
    return frozenset(word.lower() for word in _demonyms())


def _is_name(words: str, at: int, sentence: Sentence, lexicon: Lexicon, places: frozenset[str]) -> bool:
    """Say whether a capitalised run that is neither person nor known body names something: no place, day or opening word."""
    if words.lower() in places or words.lower() in _NO_NAMES or len(words) < 2:
        return False
    opens = at == 0 or sentence.text[max(0, at - 2) : at].strip() in {"“", '"', ".", ":"}
    return not (opens and " " not in words and not words.isupper())


_NO_NAMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december "
    "i a the he she it they we but and in on at mr mrs ms dr president minister prime syrian iraqi russian "
    "turkish american british french israeli iranian english".split()
)


def _is_body(words: str, lexicon: Lexicon) -> bool:
    return any(w.lower().strip(".’'") in lexicon.words["institution_nouns"] for w in words.split())


def _surname(name: str) -> str:
    return name.split()[-1].lower().removeprefix("al-").replace("’", "'")


def _surnames_in(sentence: Sentence, surnames: dict[str, str], places: frozenset[str]) -> Iterator[Span]:
    for position, token in enumerate(sentence.tokens):
        if not (token.is_capitalised or token.lower.startswith(("al-", "el-"))) or len(token.text) < 3:
            continue
        words = _POSSESSIVE.sub("", token.text)
        located = position > 0 and sentence.tokens[position - 1].lower in {
            "in",
            "at",
            "near",
            "from",
            "of",
            "to",
            "outside",
        }
        if _surname(words) in surnames and not (words.lower() in places and located):
            yield Span(token.start, token.start + len(words))


def _mention(document: str, sentence: Sentence, span: Span, kind: MentionKind) -> Mention:
    return Mention(kind, Evidence(document, sentence.start, sentence.end, sentence.text, span))
