"""Page furniture: what stands on a page and is no part of the report. It is marked, never cut.

Whole lines first (share boxes, captions, menus, comment forms), then the ends of texts that have lost
their line breaks. A sentence of the article must never be marked, so a rule that cannot be sure says no;
what stands in quotation marks is the article's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from catena.collect.lines import Line, find_quoted, fold_line, is_wrapped, merge_spans, outside, words_of
from catena.knowledge import read_table
from catena.model import Span

# Pages have their furniture at both ends; a text of a million lines is no page.
LINES_MAX = 20_000
# Longer lines are prose (or a text without line breaks) and only looked at by their ends.
LINE_CHARACTERS_MAX = 700
GLUED_CHARACTERS_MIN = 600
# A trailing stretch longer than this share of its line is the report, whatever it begins with.
TAIL_SHARE_MAX = 0.4
TAIL_CHARACTERS_MAX = 4000
CAPTION_WORDS_MAX = 75
PROSE_WORDS_MIN = 28
SENTENCE_WORDS_MIN = 9
# Links to other stories fill at most this share of a page's end.
SECTION_SHARE_MAX = 0.4
MENU_RUN_MIN = 4

_BRACKET_CREDIT = re.compile(
    r"[\[(](?:(?:photo|image|picture|credit|source|file)s?\s*(?:credit|by|"
    r"courtesy)?\s*[:：]?\s*)?([^\[\]()]{2,80})[\])]\W*$",
    re.IGNORECASE,
)
_CREDIT_LABEL = re.compile(
    r"[\[(](?:photo|image|picture|credit|file|courtesy)[^\[\]()]{0,90}[\])]\W*$|\b(?:via|"
    r"/)\s?Getty(?: Images)?\W*$|/\s?(?:AFP|Reuters|EPA|AP|Getty Images|Anadolu|NurPhoto)\W*$|\b(?:File|"
    r"Archive|AFP|AP|Reuters)\s(?:photo|image|picture)\W*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?=\s|$)")
_REPORTED_SPEECH = re.compile(r"\b(?:said|told|says|according to|added that|announced)\b")
# Bare counts that pages print after the text: "… in the area. 219", "… AFP reported. SSH 11".
_TRAILING_COUNT = re.compile(r"(?<=[.!?\"”])\s+((?:[A-Z]{2,4}\s)?\d{1,5})\s*$")
_TRAILING_INITIALS = re.compile(
    r"(?<=[.!?\"”])\s+([A-Z][\w.]*(?:\s[A-Z]\w+)?(?:\s?/\s?[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)+)\s*$"
)
_TRAILING_DOTS = re.compile(r"\s(\.\.\.\s(?:\d{1,4}\s){0,4}(?:Related\s[A-Z]|Tags\s)[^\n]*)$")
_CAPTION_IN_LINE = re.compile(
    r"[\[(](?:(?:Photo|Image|Picture|credit|Credit|File)s?(?: by|"
    r" courtesy)?\s?:?\s)?([A-Z][^\[\]()]{1,60})[\])](?=\s+[A-Z“\"]|\s*$)"
)


@dataclass(frozen=True, slots=True)
class Tables:
    """The table of furniture, made ready for matching."""

    lines: frozenset[str]
    menu_words: frozenset[str]
    filler_words: frozenset[str]
    networks: frozenset[str]
    sections: frozenset[str]
    patterns: re.Pattern[str]
    tails: re.Pattern[str]
    caption_cues: re.Pattern[str]
    photo_houses: frozenset[str]


@cache
def load_tables() -> Tables:
    """Load the table of furniture, once per process."""
    table = read_table("furniture")
    cues = "|".join(re.escape(cue) for cue in sorted(table["caption_cues"], key=len, reverse=True))
    return Tables(
        lines=frozenset(fold_line(line) for line in table["lines"]),
        menu_words=frozenset(table["menu_words"]),
        filler_words=frozenset(table["filler_words"]),
        networks=frozenset(table["networks"]),
        sections=frozenset(fold_line(line) for line in table["sections"]),
        patterns=re.compile("|".join(f"(?:{pattern})" for pattern in table["patterns"].values()), re.IGNORECASE),
        tails=re.compile(r"(?:(?<=[.!?…\"”)\]])\s+|(?<=\.\.\.)\s*)(" + "|".join(table["tails"]) + ")"),
        caption_cues=re.compile(rf"(?<!\w)(?:{cues})(?!\w)", re.IGNORECASE),
        photo_houses=frozenset(house.casefold() for house in table["photo_houses"]),
    )


def find_furniture(text: str, lines: Sequence[Line], head: Sequence[Span] = ()) -> tuple[Span, ...]:
    """Give the spans of page furniture, sorted, without overlaps; ``head`` is what the head of the text adds.

    No span lies inside quotation marks.
    """
    tables = load_tables()
    if len(lines) > 2 * LINES_MAX:
        lines = [*lines[:LINES_MAX], *lines[-LINES_MAX:]]
    marked = [
        line.span for n, line in enumerate(lines) if is_furniture_line(line.text, tables) and not _goes_on(lines, n)
    ]
    marked += _captions(lines, tables)
    marked += _sections(lines, tables)
    marked += _menus(lines, tables)
    for line in lines:
        if len(line.text) >= GLUED_CHARACTERS_MIN:
            marked += _glued_captions(line, tables)
        if len(line.text) >= GLUED_CHARACTERS_MIN or line == lines[-1]:
            marked += _glued_tail(line, tables)
    quoted = find_quoted(text)
    return merge_spans([*outside(merge_spans(marked), quoted), *head])


def _goes_on(lines: Sequence[Line], number: int) -> bool:
    """Say whether a line is the end of a sentence that a fixed width has broken: "he made no / comment."."""
    return is_wrapped(lines, number) and lines[number].text.endswith((".", ",", ";", "?", "!", ".”", '."'))


def is_furniture_line(line: str, tables: Tables) -> bool:
    """Say whether a whole line is page furniture."""
    if len(line) > LINE_CHARACTERS_MAX:
        return False
    folded = fold_line(line)
    if folded in tables.lines or _is_share_line(folded, tables):
        return True
    if tables.patterns.fullmatch(line.replace("’", "'")):
        # An order to the reader is one sentence; a label may be followed by anything.
        return not _REPORTED_SPEECH.search(line) or len(line) < 60 or ":" in line[:30] or "|" in line[:30]
    return False


def is_banner(line: str, outlet_words: frozenset[str]) -> bool:
    """Say whether a line is a site's banner: its name and words of menus, nothing else.

    ``outlet_words`` are the folded words of the outlets that the line names; without any it is no banner.
    """
    tables = load_tables()
    words = [word.casefold() for word in re.findall(r"[^\W_]+(?:-[^\W_]+)*|&", line)]
    if not outlet_words or len(words) < 4:
        return False
    rest = [word for word in words if not set(words_of(word)) <= outlet_words]
    return all(word in tables.menu_words or word in tables.filler_words for word in rest) and any(
        word in tables.menu_words for word in rest
    )


def _is_share_line(folded: str, tables: Tables) -> bool:
    words = re.findall(r"[^\W_][\w+-]*", folded)
    if not 2 <= len(words) <= 30:
        return False
    named = sum(word in tables.networks for word in words)
    return named == len(words) and (named > 2 or any(word in folded for word in ("facebook", "twitter", "whatsapp")))


def _captions(lines: Sequence[Line], tables: Tables) -> Iterator[Span]:
    """Yield lines that say what a picture shows and end in its credit."""
    for number, line in enumerate(lines):
        if len(line.text.split()) > CAPTION_WORDS_MAX or len(line.text) > LINE_CHARACTERS_MAX:
            continue
        if len(words_of(line.text)) < 4 or not _ends_in_credit(line.text, tables):
            continue
        is_last = number == len(lines) - 1
        if is_caption_credit(line.text, tables) or (not is_last and _one_open_sentence(line.text)):
            yield line.span


def _ends_in_credit(line: str, tables: Tables) -> bool:
    if _CREDIT_LABEL.search(line):
        return True
    match = _BRACKET_CREDIT.search(line)
    return match is not None and _is_photo_house(match[1], tables)


def is_caption_credit(line: str, tables: Tables) -> bool:
    """Say whether a line that ends in a credit is surely a caption: a photo's credit, or words of what is seen."""
    if _CREDIT_LABEL.search(line):
        return True
    match = _BRACKET_CREDIT.search(line)
    if match is None:
        return False
    inside_square = match.group().lstrip().startswith("[")
    shown = tables.caption_cues.search(line, 0, match.start()) is not None
    return _sentences_in(line[: match.start()]) <= 1 and (inside_square or shown) and not _REPORTED_SPEECH.search(line)


def _is_photo_house(credit: str, tables: Tables) -> bool:
    parts = [part.strip() for part in re.split(r"[/,|;]|\band\b|\bvia\b", credit)]
    return any(
        part.casefold() in tables.photo_houses
        or (part.rsplit(" ", 1)[-1].casefold() in ("photo", "images", "image", "photos", "agencies"))
        for part in parts
    )


def _one_open_sentence(line: str) -> bool:
    """Say whether the line is one sentence whose full stop, if any, comes after the credit."""
    match = _BRACKET_CREDIT.search(line)
    before = line[: match.start()].rstrip() if match else line
    return (
        not _REPORTED_SPEECH.search(before)
        and not before.endswith((".", "!", "?", "”", '"'))
        and _sentences_in(before) <= 1
    )


def _sentences_in(text: str) -> int:
    ends = sum(
        1 for m in _SENTENCE_END.finditer(text) if text[m.end() :].lstrip()[:1].isupper() or not text[m.end() :].strip()
    )
    return max(1, ends)


def _sections(lines: Sequence[Line], tables: Tables) -> Iterator[Span]:
    """Yield the short lines after "Related posts" and its like, up to the next paragraph of the report."""
    for number, line in enumerate(lines):
        if fold_line(line.text) not in tables.sections:
            continue
        is_last_part = line.start > (1 - SECTION_SHARE_MAX) * lines[-1].end
        for follower in lines[number + 1 :]:
            if not _is_link(follower.text, strict=not is_last_part):
                break
            yield follower.span


def _is_link(line: str, *, strict: bool) -> bool:
    """Say whether a line reads like a link to another story; in the middle of a text no sentence does."""
    words = len(line.split())
    if strict:
        return words <= 16 and not _SENTENCE_END.search(line) and not line.endswith((":", ",", '"', "”"))
    is_sentence = words >= SENTENCE_WORDS_MIN and line.endswith((".", ".”", '."'))
    return words < PROSE_WORDS_MIN and not is_sentence and not _REPORTED_SPEECH.search(line)


def _menus(lines: Sequence[Line], tables: Tables) -> Iterator[Span]:
    """Yield runs of very short lines most of which are words of menus, and single lines of nothing else."""
    run: list[Line] = []
    for line in (*lines, None):
        if line is not None and len(line.text.split()) <= 4 and not _SENTENCE_END.search(line.text):
            run.append(line)
            continue
        if len(run) >= MENU_RUN_MIN and sum(_is_menu(item.text, tables) for item in run) >= 0.6 * len(run):
            yield from (item.span for item in run)
        run = []
    for line in lines:
        if len(line.text) > LINE_CHARACTERS_MAX:
            continue
        parts = [part for part in re.split(r"\s*[|•·»›]\s*|\s{3,}", line.text) if part]
        if len(parts) >= 3 and sum(_is_menu(part, tables) for part in parts) >= 0.6 * len(parts):
            yield line.span


def _is_menu(text: str, tables: Tables) -> bool:
    words = re.findall(r"[^\W_]+(?:-[^\W_]+)*|&", text.casefold())
    return all(word in tables.menu_words or word in tables.filler_words for word in words) and any(
        word in tables.menu_words for word in words
    )


def _glued_captions(line: Line, tables: Tables) -> Iterator[Span]:
    """Yield captions inside a text without line breaks: one sentence with words of what is seen, closed by a credit."""
    for match in _CAPTION_IN_LINE.finditer(line.text):
        if not _is_photo_house(match[1], tables):
            continue
        before = line.text[max(0, match.start() - 450) : match.start()]
        ends = [m.end() for m in _SENTENCE_END.finditer(before.rstrip().rstrip("."))]
        start = match.start() - len(before) + (ends[-1] if ends else 0)
        if not ends and start > 0:
            continue
        sentence = line.text[start : match.start()].strip()
        words = len(sentence.split())
        if not 6 <= words <= CAPTION_WORDS_MAX or _REPORTED_SPEECH.search(sentence):
            continue
        if tables.caption_cues.search(sentence):
            lead = len(line.text[start:]) - len(line.text[start:].lstrip())
            yield Span(line.start + start + lead, line.start + match.end())


def _glued_tail(line: Line, tables: Tables) -> Iterator[Span]:
    """Yield what stands after the report's last sentence in a text without line breaks."""
    text = line.text
    earliest = max(len(text) - TAIL_CHARACTERS_MAX, int(len(text) * (1 - TAIL_SHARE_MAX)))
    end = len(text)
    for pattern in (_TRAILING_COUNT, _TRAILING_INITIALS, _TRAILING_DOTS):
        if match := pattern.search(text, max(earliest, end - 2000), end):
            yield Span(line.start + match.start(1), line.start + match.end(1))
            end = match.start(1)
    for match in tables.tails.finditer(text, earliest):
        if not _REPORTED_SPEECH.search(text, match.end(1)):
            yield Span(line.start + match.start(1), line.end)
            return
