"""A run of capitalised words taken apart into names: "When Salman", "Salem and Esparago", "Chief of Police Jan Kov"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache

from catena.knowledge import read_table
from catena.knowledge.name_words import load_name_words
from catena.model import MentionKind, Span
from catena.read.rules.lexicon import Lexicon
from catena.text.names import ATTRIBUTE_OPENING, ATTRIBUTE_WORD
from catena.text.sentences import Sentence, Token

_TOKEN = re.compile(r"\S+")
_SMALL = frozenset("and & of for the on".split())
Piece = tuple[int, str]


@cache
def _openers() -> frozenset[str]:
    """Give the words that open a sentence and no name."""
    return frozenset(read_table("name_words")["openers"])


@cache
def _weekdays() -> frozenset[str]:
    return frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())


@cache
def _months() -> frozenset[str]:
    return frozenset(read_table("place_words")["calendar"].split()) - _weekdays()


def split_run(run: str, after: str, lexicon: Lexicon) -> list[Piece]:
    """Give the names in a run of capitalised words, each with its offset; ``after`` is what follows the run."""
    tokens = [(match.start(), match[0]) for match in _TOKEN.finditer(run)]
    while len(tokens) > 1 and tokens[0][1].lower() in _openers():
        tokens = tokens[1:]
    if tokens and tokens[-1][1] in _months() and re.match(r"\s+\d", after):
        tokens = tokens[:-1]
    pieces: list[Piece] = []
    for part in _parted(tokens, lambda token: token in _weekdays()):
        is_body = any(_is_body(token, lexicon) for _, token in part)
        part, before = _name_before(part) if is_body else (part, [])
        pieces.extend(_written(names, run) for names in [before] if names)
        for names in [part] if is_body else _parted(part, lambda token: token == "and"):
            pieces.extend(_written(names, run) for names in _without_person(names, lexicon))
    return [piece for piece in pieces if piece[1]]


def listed_places(before: str, run: str, sentence: str) -> list[Piece]:
    """Give the names in a list of places whose commas were lost ("the districts of Orun al-Tarif Bab Selim and Deva").

    A name is one word, or a word that opens names with the next; what follows the "and" is one name. Else nothing.
    """
    tokens = [(match.start(), match[0]) for match in _TOKEN.finditer(run)]
    if sum(token != "and" for _, token in tokens) < _LISTED_MIN or "," in sentence or _PLACES_OF.search(before) is None:
        return []
    pieces: list[list[Piece]] = [[]]
    whole = False
    for token in tokens:
        word = token[1].lower()
        if word == "and":
            whole = True
            pieces.append([])
        elif pieces[-1] and not whole and not (len(pieces[-1]) == 1 and pieces[-1][0][1].lower() in _place_openers()):
            pieces.append([token])
        else:
            pieces[-1].append(token)
    return [_written(piece, run) for piece in pieces if piece]


_LISTED_MIN = 3
_PLACES_OF = re.compile(
    r"\b(?:neighbou?rhoods|districts|quarters|suburbs|areas?|villages|towns|cities|provinces|camps|localities)\sof\s$",
    re.IGNORECASE,
)


@cache
def _place_openers() -> frozenset[str]:
    return frozenset(read_table("name_words")["place_openers"])


def beside_known(run: str, start: int, known: Sequence[Span]) -> Iterator[Piece]:
    """Give what a run holds beside the known names in it ("Robert Orlik ICRC", "Delta Coalition Anas Tarif")."""
    spans = sorted(span for span in known if span.start < start + len(run) and start < span.end)
    at = start
    for span in [*spans, Span(start + len(run), start + len(run))] if spans else []:
        rest = run[at - start : span.start - start]
        if " " in rest.strip():
            yield at + len(rest) - len(rest.lstrip()), rest.strip()
        at = max(at, span.end)


def without_nickname(run: str) -> str:
    """Leave out a nickname in quotes inside a name: Natalia “Nat” Orlik."""
    return _NICKNAME.sub(" ", run)


_NICKNAME = re.compile(r"(?<=\w)\s[“\"‘'][A-Z][\w-]*[”\"’']\s(?=\w)")


def body_nouns(names: Mapping[str, MentionKind], lexicon: Lexicon) -> dict[str, MentionKind]:
    """Map each noun that one body alone of a document is called by ("observatory") to that body's kind."""
    bearers: dict[str, dict[str, frozenset[str]]] = {}
    for name in names:
        words = [word.lower().strip("’'.") for word in name.split()]
        for word in words:
            if len(words) > 1 and word in lexicon.words["institution_nouns"] and len(word) > 3:
                bearers.setdefault(word, {})[name] = frozenset(words)
    return {noun: names[min(found)] for noun, found in bearers.items() if _is_one_body(list(found.values()))}


def _is_one_body(names: Sequence[frozenset[str]]) -> bool:
    """Say whether all names are shorter or longer forms of the longest ("Delta Observatory for Children")."""
    longest = max(names, key=len)
    return all(name <= longest or any(map(_ATTRIBUTED.match, name)) for name in names)


_ATTRIBUTED = re.compile(ATTRIBUTE_WORD)


def find_body_nouns(text: str, nouns: Mapping[str, MentionKind]) -> Iterator[tuple[int, str, MentionKind]]:
    """Find "the observatory" and the like in a sentence; what has more words behind it is another name.

    An s may hang on it whose apostrophe was lost ("the Observatorys report").
    """
    for match in _THE_NOUN.finditer(text):
        noun = match[1].lower()
        kind = nouns.get(noun) or nouns.get(noun.removesuffix("s"))
        if kind is not None:
            yield match.start(1), match[1], kind


def first_words(
    names: Mapping[str, MentionKind], lexicon: Lexicon, sentences: Sequence[Sentence], others: frozenset[str]
) -> dict[str, MentionKind]:
    """Map the telling first word of one body's name, by which a report may go on to call it, to the body's kind.

    "Orbis" of "Orbis Media Group"; not a word that the document also has in small letters, nor one of ``others``.
    """
    words = load_name_words()
    bearers: dict[str, set[str]] = {}
    for name in names:
        first = name.split()[0]
        plain = first.lower()
        general = (
            plain in words.body_forms or plain in words.common_words or plain in lexicon.words["institution_nouns"]
        )
        named = " " in name and first.isalpha() and first.istitle() and len(first) >= _FIRST_LETTERS_MIN
        other = plain in others or plain in words.given or (plain,) in words.states
        if named and not general and not other:
            bearers.setdefault(first, set()).add(name)
    single = {first: names[min(found)] for first, found in bearers.items() if len(found) == 1}
    if not single:
        return single
    small = {token.text for sentence in sentences for token in sentence.tokens}
    return {first: kind for first, kind in single.items() if first.lower() not in small}


_FIRST_LETTERS_MIN = 5


def lone_capitals(sentence: Sentence, wanted: Mapping[str, MentionKind]) -> Iterator[Token]:
    """Find words that stand alone, with no capitalised word beside them."""
    tokens = sentence.tokens if wanted else ()
    for at, token in enumerate(tokens):
        if token.text in wanted:
            beside = [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]]
            if not any(
                other.is_capitalised and other.text.isalpha() and other.start > sentence.start for other in beside
            ):
                yield token


def find_described(text: str, lexicon: Lexicon) -> Iterator[Piece]:
    """Find bodies named by where they sit or who backs them: "the Nairobi-based monitor", "US-backed alliance"."""
    nouns = lexicon.words["institution_nouns"] | lexicon.words["agent_nouns"]
    for match in _DESCRIBED.finditer(text):
        end = match.end()
        for word in _FOLLOWING.findall(match["rest"]):
            end += len(word)
            if word.strip() in nouns and not _CAPITAL_NEXT.match(text, end):
                yield match.start(), text[match.start() : end]
                break


_DESCRIBED = re.compile(rf"(?<![\w-]){ATTRIBUTE_OPENING}{ATTRIBUTE_WORD}(?=(?P<rest>(?:\s[\w-]+){{1,3}}))")
_FOLLOWING = re.compile(r"\s[\w-]+")
_CAPITAL_NEXT = re.compile(r"[\s-][A-Z]")


_THE_NOUN = re.compile(r"\b[Tt]he ([A-Za-z]{4,14})\b(?!\s(?:of|for)\s)(?![\s-][A-Z])(?![-–])")


def _parted(tokens: Sequence[Piece], is_break: Callable[[str], bool]) -> Iterator[list[Piece]]:
    part: list[Piece] = []
    for token in tokens:
        if is_break(token[1]):
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _without_person(tokens: list[Piece], lexicon: Lexicon) -> list[list[Piece]]:
    """Part a body's name from the person's behind it: after the last noun of a body, from a known given name on."""
    nouns = [n for n, (_, token) in enumerate(tokens) if _is_body(token, lexicon)]
    if not nouns:
        return [tokens]
    given, kunya = load_name_words().given, load_name_words().kunya
    for at in range(nouns[-1] + 1, len(tokens) - 1):
        word = tokens[at][1].lower()
        opens = word in given or (word in kunya and tokens[at + 1][1].lower() in given)
        if opens and tokens[at - 1][1] not in _SMALL and len(tokens) - at <= 4:
            return [tokens[:at], tokens[at:]]
    return [tokens]


def _name_before(tokens: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """Part "Lena Orlik the Observatory" at an article that no "of" or "for" stands before: the body, and who is before it."""
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at][1] == "the" and tokens[at - 1][1] not in _SMALL:
            return tokens[at + 1 :], tokens[:at]
    return tokens, []


def _is_body(token: str, lexicon: Lexicon) -> bool:
    return token.lower().strip(".’'") in lexicon.words["institution_nouns"]


def _written(tokens: Sequence[Piece], run: str) -> Piece:
    """Write the words of a piece as they stand in the run, small words at its ends left off."""
    kept = list(tokens)
    while kept and kept[0][1] in _SMALL:
        kept = kept[1:]
    while kept and kept[-1][1] in _SMALL:
        kept = kept[:-1]
    return (kept[0][0], run[kept[0][0] : kept[-1][0] + len(kept[-1][1])]) if kept else (0, "")
