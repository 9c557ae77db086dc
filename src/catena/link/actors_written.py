"""The forms in which a text names an actor: as met, with the title before it, with the kind of body behind it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from catena.knowledge.actors import ActorTable
from catena.link.actors_names import NameNode, bare
from catena.model import Evidence
from catena.text.name_parts import person_name
from catena.text.names import ATTRIBUTE_WORD, fold_name, strip_titles, without_attributes

TITLE_WORDS_MAX = 4
# "ISIL terrorist group", "Aamaq news agency": what a body is, in small letters behind its name.
_KIND = (
    r"(?:(?:terrorist|terror|militant|militants|jihadist|extremist|islamist|rebel|opposition|armed|rights|monitoring|news)\s)?"
    r"(?:group|agency|movement|militia|party|network|organi[sz]ation|monitor|channel|militants|fighters|command|department|service)"
)
_BRACKETED = r"\s\([A-Z][A-Za-z-]{1,9}\)"
_BEHIND = re.compile(rf"(?:{_BRACKETED})?\s{_KIND}\b|{_BRACKETED}")
_CAPITAL_BEFORE = re.compile(r"(?<![\w-])(?P<the>[Tt]he\s)?(?P<word>[A-Z][a-z]+)\s$")
# "General Command of the Army and Armed Forces": whose body it is, said with it.
_OF = re.compile(r"\sof\s(?:the\s)?[A-Z][\w’'-]*(?:\s(?:and\s)?[A-Z][\w’'-]*){0,4}")
_LOST_APOSTROPHE = re.compile(r"s\s")
# What stands before a body's name and is said with it: "The Aden-linked", "the so-called", "The".
_OPENING = re.compile(rf"(?<![\w-])(?:[Tt]he\s(?:{ATTRIBUTE_WORD}\s)?|{ATTRIBUTE_WORD}\s)$")
_ENDS_AS_KIND = re.compile(rf"\s{_KIND}$")
_WORD_BEFORE = re.compile(r"(?:^|(?<=[\s(“\"‘']))([\w’'.-]+)\s+$")
_ARTICLED = re.compile(r"^(?:al|el|ul|as|ad|an|ar|at|az|ash)[- ](?=[A-Z])", re.IGNORECASE)


def written_forms(group: Sequence[NameNode], table: ActorTable) -> set[str]:
    """Give every form in which the texts of a case write the names of one actor."""
    forms: set[str] = set()
    for node in group:
        for spelling, _ in node.spellings:
            forms.add(spelling)
            forms.update(_inner(spelling, node, table))
            for before, after in _surroundings(spelling, node.evidence):
                forms.update([spelling + "s"] if _LOST_APOSTROPHE.match(after) else [])
                forms.update(_body_forms(spelling, before, after, node, table) if node.body else [])
                forms.update(_titled(spelling, before, table) if not node.body else [])
    return forms


def family_names(groups: Iterable[Sequence[NameNode]], table: ActorTable) -> list[set[str]]:
    """Give for each group the family names by which it alone of all groups is called ("al-Assad", "Assad")."""
    told = [_family(group, table) for group in groups]
    bearers = Counter(key for names in told for key in {_ARTICLED.sub("", name).lower() for name in names})
    return [{name for name in names if bearers[_ARTICLED.sub("", name).lower()] == 1} for names in told]


def _family(group: Sequence[NameNode], table: ActorTable) -> set[str]:
    """Give the last words of a person's full names; a father's name ("bin Salman") is no family's."""
    words = table.words
    found: set[str] = set()
    for node in group:
        for spelling, _ in node.spellings:
            parts = strip_titles(spelling, words.titles).split()
            plain = len(parts) > 1 and not words.filiation & {part.lower() for part in parts}
            if node.body is False and not node.short and plain and parts[-1][:1].isalpha() and len(parts[-1]) > 2:
                found.update((parts[-1], _ARTICLED.sub("", parts[-1])))
                if len(parts) > 2 and _ARTICLED.match(f"{parts[-2]}-{parts[-1]}"):
                    found.add(f"{parts[-2]} {parts[-1]}")
    return {name for name in found if _ARTICLED.sub("", name)[:1].isupper() and fold_name(name) not in words.after}


def _inner(spelling: str, node: NameNode, table: ActorTable) -> Iterator[str]:
    """Give the name inside a spelling: without title or attribute, without the kind of body behind it."""
    inner = bare(spelling) if node.body else strip_titles(spelling, table.words.titles)
    of_state = inner != spelling and (fold_name(inner),) in table.words.states and spelling.startswith(inner)
    if of_state:
        return  # "Iraqi Prime Minister" holds no name
    if inner in spelling and (not node.body or len(inner.split()) > 1 or without_attributes(spelling) == inner):
        yield inner  # also of "Mrs X": X stands in the text
    if node.known is not None and spelling.endswith("s") and node.known in table.lookup(spelling[:-1]):
        yield spelling[:-1]  # "Armys", an apostrophe lost
    if node.body and (kind := _ENDS_AS_KIND.search(spelling)) is not None and spelling[: kind.start()][:1].isupper():
        yield spelling[: kind.start()]


def _surroundings(spelling: str, evidence: Iterable[Evidence]) -> Iterator[tuple[str, str]]:
    """Give what stands before and after a spelling in its sentences."""
    for one in evidence:
        at = one.focus.start - one.start if one.focus is not None else one.quote.find(spelling)
        if at >= 0 and one.quote[at : at + len(spelling)] == spelling:
            yield one.quote[:at], one.quote[at + len(spelling) :]


def _body_forms(spelling: str, before: str, after: str, node: NameNode, table: ActorTable) -> Iterator[str]:
    ends = [spelling]
    if (bracketed := re.match(_BRACKETED, after)) is not None:
        ends.append(spelling + bracketed[0])
    if (of := _OF.match(after)) is not None and " of " not in spelling:
        ends.append(spelling + of[0])
    if (behind := _BEHIND.match(after)) is not None:
        ends.append(spelling + behind[0])
        yield spelling + behind[0]
    if (opening := _OPENING.search(before)) is not None:
        yield from (opening[0] + end for end in ends)
    if (word := _CAPITAL_BEFORE.search(before)) is not None:
        of_state = (word["word"].lower(),) in table.words.states
        if of_state or (word["the"] and node.known is not None):  # "Peru Fisheries Board", "The Takfiri ISIL group"
            yield from (word[0].removeprefix(word["the"] or "") + end for end in ends)
            yield from (word[0] + end for end in ends if word["the"])
    yield from ends[1:]


def _titled(spelling: str, before: str, table: ActorTable) -> Iterator[str]:
    """Give a person's name with the titles that stand before it, more and more of them; no half title ("Minister X")."""
    words: list[str] = []
    titles = table.words.titles
    while len(words) < TITLE_WORDS_MAX and (match := _WORD_BEFORE.search(before)) is not None:
        if not match[1][0].isupper():
            break
        words.insert(0, match[1])
        before = before[: match.start()]
        title = fold_name(" ".join(words))
        further = _WORD_BEFORE.search(before)
        is_half = further is not None and fold_name(f"{further[1]} {words[0]}") in titles
        named = f"{' '.join(words)} {spelling}"
        if not is_half and (title in titles or person_name(named, table.words).title == title):
            yield named
