"""The head of a document: headline, the day printed beside it, byline, agency, dateline; what of it is furniture.

Some texts keep their lines, some have lost them ("Headline Reuters Friday 1 Jul 2016 Separate raids …"):
lines are read first, then the beginning of the first paragraph, piece by piece.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from catena.collect import dates
from catena.collect.dateline import Dateline, find_agency_dateline, match_dateline
from catena.collect.dates import DateFound
from catena.collect.furniture import is_banner, is_furniture_line, load_tables
from catena.collect.headline import HEADLINE_CHARACTERS_MAX, Headline, looks_like_headline, read_headline
from catena.collect.lines import Line, is_wrapped, match_words, words_of
from catena.knowledge.outlets import Outlet, Outlets
from catena.model import Span

HEAD_LINES_MAX = 14
DATE_LINE_CHARACTERS_MAX = 160
STANDFIRST_CHARACTERS = 1500

_BYLINE = re.compile(
    r"(?:by|from|written by|reported by|story by|words by|author|reporter|byline)\s*[:：]?\s+(?P<name>\S.{1,80})",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:(?:[A-ZÀ-Þ][\w'’.-]*|de|da|van|von|el|al|bin|and|dos|del|la|di|ibn|ould|ag)[\s,]*){1,8}")
_STAFF = re.compile(
    r"(?:staff (?:writer|reporter|correspondent)s?|(?:our|special|agency|web|news|online|"
    r"digital) (?:correspondent|reporter|desk|staff|team)s?|(?:[\w ]{2,30} )?(?:web desk|news desk|bureau|"
    r"correspondent|reporter|agencies|newsroom)|agencies|news agencies|reuters staff|monitoring desk)\W*",
    re.IGNORECASE,
)
_COUNTERS = re.compile(
    r"\s*(?:Get short URL|Short URL)(?:\s\d{1,6}\b(?!\s?(?:people|killed|dead|civilians)))*\s*|"
    r"\s*\d+\s?min(?:ute)?s? read\s*",
    re.IGNORECASE,
)
_TAGS_GLUED = re.compile(r"\bTags\s+(?=[A-Z])")
_SENTENCE_START = re.compile(r"(?:^|(?<=[.!?”\"]\s)|(?<=\n))(?=[A-Z(])")
# What may follow an outlet's name in its banner: nothing, a bracket, a separator; a headline goes on with words.
_BANNER_TAIL = re.compile(r"\s*(?:$|[(\[|:·•–—]|-\s)")
_BREAK = re.compile(r"[\s.:|·•,–—-]*")


@dataclass(slots=True)
class Head:
    """What the head of a document says. Filled line by line by ``read_head``; others only read it."""

    headline: Headline | None = None
    dateline: Dateline | None = None
    author: str | None = None
    agency: Outlet | None = None
    banner: Outlet | None = None
    dates: list[DateFound] = field(default_factory=list)
    furniture: list[Span] = field(default_factory=list)


def read_head(text: str, lines: Sequence[Line], outlets: Outlets, *, outlet: str | None = None) -> Head:
    """Read the head of a document from its lines; ``outlet`` is the name that was given for its outlet, if any."""
    head = Head()
    lines = _mark_banners(lines, outlet, head)
    body: Line | None = None
    for number, line in enumerate(lines[:HEAD_LINES_MAX]):
        followed = number + 1 < len(lines) and not is_wrapped(lines, number + 1)
        if _read_head_line(text, line, head, outlets, followed=followed, in_body=body is not None):
            continue
        if body is None:
            body = line
            _read_glued_head(text, line, head, outlets)
        elif head.dateline is None:
            head.dateline = match_dateline(text, line.start, outlets)
    if head.dateline is None and body is not None:
        starts = [m.start() for m in _SENTENCE_START.finditer(text, body.start, body.start + STANDFIRST_CHARACTERS)]
        head.dateline = find_agency_dateline(text, starts, outlets)
    return head


def _mark_banners(lines: Sequence[Line], outlet: str | None, head: Head) -> Sequence[Line]:
    """Mark lines that begin with the given outlet's name and go on as banners do: "Sample Post | World news".

    Without a given outlet, a first line in three parts is a banner where a headline follows it.
    """
    if len(lines) > 2 and lines[0].text.count(" | ") >= 2 and _is_title_line(lines[1].text):
        head.furniture.append(lines[0].span)
        lines = lines[1:]
    words = words_of(outlet or "")
    words = words[1:] if words[:1] == ("the",) else words
    kept: list[Line] = []
    for line in lines[:HEAD_LINES_MAX]:
        start = 4 if line.text[:4].casefold() == "the " else 0
        end = match_words(line.text, start, words) if words else None
        if end is not None and len(line.text) <= HEADLINE_CHARACTERS_MAX and _BANNER_TAIL.match(line.text, end):
            head.furniture.append(line.span)
        else:
            kept.append(line)
    return [*kept, *lines[HEAD_LINES_MAX:]]


def _is_title_line(line: str) -> bool:
    return looks_like_headline(line) and len(line.split()) >= 4 and not line.endswith(".") and not dates.find_day(line)


def _read_head_line(text: str, line: Line, head: Head, outlets: Outlets, *, followed: bool, in_body: bool) -> bool:
    """Read one line that stands for itself; False where it is prose (or the glued head of a text)."""
    if head.headline is not None and words_of(line.text) == head.headline.words:
        head.furniture.append(line.span)
        return True
    if _read_date_line(line, head, outlets) or _read_byline(line, head, outlets, in_body=in_body):
        head.furniture.append(line.span)
        return True
    if is_furniture_line(line.text, load_tables()):
        return True
    if in_body:
        return False
    if banner := _banner_outlet(line.text, outlets):
        head.banner = head.banner or banner
        head.furniture.append(line.span)
        return True
    if head.headline is None and not _opens_with_dateline(text, line, outlets):
        head.headline = read_headline(line.text, line.start, outlets, followed=followed)
        return head.headline is not None
    return False


def _opens_with_dateline(text: str, line: Line, outlets: Outlets) -> bool:
    """Say whether a line is a report's first sentence by its dateline; "Delhi: Two held" is a headline."""
    dateline = match_dateline(text, line.start, outlets)
    return dateline is not None and not text[dateline.span.end : dateline.end].startswith(":")


def _banner_outlet(line: str, outlets: Outlets) -> Outlet | None:
    if len(line) > HEADLINE_CHARACTERS_MAX:
        return None
    named = list(outlets.find_in(line))
    if not named and (whole := outlets.find(line)):
        return whole
    words = frozenset(word for mention in named for word in words_of(line[mention.span.start : mention.span.end]))
    return named[0].outlet if named and is_banner(line, words) else None


def _read_date_line(line: Line, head: Head, outlets: Outlets) -> bool:
    """Read a line that holds a day and nothing of the report."""
    if len(line.text) > DATE_LINE_CHARACTERS_MAX or (found := dates.find_day(line.text)) is None:
        return False
    labels = dates.load_labels()
    published, updated = labels.published.match(line.text), labels.updated.match(line.text)
    rest = dates.without_times(line.text)
    rest = labels.updated.sub(" ", labels.published.sub(" ", rest)) if published or updated else rest
    if not _is_date_residue(rest, outlets, strict=head.headline is None and not (published or updated)):
        return False
    value, span = found
    kind, rank = ("in a line labelled as its day of change", 5) if updated and not published else (
        ("in a line labelled as its day of publication", 1) if published else ("in a line of its own at the head", 2)
    )  # fmt: skip
    head.dates.append(DateFound(value, _shift(span, line.start), kind, rank))
    if match := re.search(r"\bby\s+(\S.{1,60})", rest, re.IGNORECASE):
        _take_name(match[1].strip(" |·•,-–—"), head, outlets)
    return True


def _is_date_residue(rest: str, outlets: Outlets, *, strict: bool) -> bool:
    """Say whether what stands beside a day is a byline, an outlet, a city or a label, not a sentence."""
    words = [
        word
        for word in re.findall(r"[^\W\d_][\w'’.-]*", rest)
        if word.casefold()
        not in ("by", "at", "on", "in", "hrs", "am", "pm", "the", "and", "for", "min", "read", "views")
    ]
    if not words:
        return True
    if strict:
        return outlets.find(" ".join(words)) is not None
    return len(words) <= 8 and all(word[0].isupper() for word in words) and not rest.strip().endswith((".", "?", "!"))


def _read_byline(line: Line, head: Head, outlets: Outlets, *, in_body: bool) -> bool:
    """Read a line that names who wrote the report: "By A. Writer", "Reuters", "Staff Reporter"."""
    if len(line.text) > 110:
        return False
    if _STAFF.fullmatch(line.text):
        _take_name(line.text, head, outlets)
        return True
    match = _BYLINE.fullmatch(line.text)
    if match and (
        _NAME.fullmatch(match["name"]) or outlets.find(match["name"]) or _NAME.match(match["name"].split(",")[0] + " ")
    ):
        name = re.split(
            r"\s*[|·•]\s*|,\s+(?=[a-z]|[A-Z][a-z]+ (?:Correspondent|Reporter|Editor|Writer))|\s{2,}|\s[–—]\s",
            match["name"],
        )[0]
        if not _NAME.fullmatch(name + " ") and not outlets.find(name):
            return False
        _take_name(name, head, outlets)
        return True
    if head.headline is not None and (outlet := outlets.find(line.text)) and outlet.is_agency:
        # Below the first paragraph an agency alone on a line is the credit of a photo.
        head.agency = head.agency or (None if in_body else outlet)
        return True
    return False


def _take_name(name: str, head: Head, outlets: Outlets) -> None:
    """Keep a byline's name: an agency's or an outlet's, else the author's."""
    name = name.strip(" .,|·•-–—")
    parts = [name, *re.split(r"\s*(?:,|/|\band\b|\|)\s*", name)]
    outlet = next((found for part in parts if part and (found := outlets.find(part))), None)
    if outlet is not None and outlet.is_agency:
        head.agency = head.agency or outlet
    elif outlet is not None:
        head.banner = head.banner or outlet
    elif head.author is None and name and not _STAFF.fullmatch(name):
        head.author = name


def _read_glued_head(text: str, line: Line, head: Head, outlets: Outlets) -> None:
    """Read the pieces that stand before the first sentence of a paragraph without line breaks of its own."""
    position, pieces, had_date = line.start, 0, False
    while (end := _read_piece(text, position, line, head, outlets, pieces)) is not None:
        had_date = had_date or (bool(head.dates) and head.dates[-1].span.start >= position)
        position, pieces = end, pieces + 1
    if position > line.start:
        head.furniture.append(Span(line.start, position))
    head.dateline = head.dateline or match_dateline(text, position, outlets, after_date=had_date)
    _mark_tags(text, position, line, head)
    _mark_doubled_sentence(text, position, line, head)


def _read_piece(text: str, start: int, line: Line, head: Head, outlets: Outlets, pieces: int) -> int | None:
    """Read one piece of a glued head at ``start``; give where the next begins, or None."""
    readers = (_glued_date, _glued_title, _glued_agency, _glued_counters)
    for reader in readers:
        end = reader(text, start, line, head, outlets, pieces)
        if end is not None and start < end < line.end:
            return end
    return None


def _glued_date(text: str, start: int, line: Line, head: Head, outlets: Outlets, pieces: int) -> int | None:
    labels = dates.load_labels()
    updated = labels.updated.match(text, start, line.end)
    published = None if updated else labels.published.match(text, start, line.end)
    label = updated or published
    found = dates.match_day(text, label.end() if label else start)
    if found is None:
        return None
    value, end = found
    end = _after(text, end)
    by_end = _glued_author(text, end, head, outlets) if label else None
    if by_end is None and not _opens_text(text, end):
        return None
    kind, rank = ("before its text, labelled as its day of change", 5) if updated else (
        ("before its text, labelled as its day of publication", 1) if published else ("before its first sentence", 3)
    )  # fmt: skip
    day = dates.find_day(text, label.end() if label else start, end)
    head.dates.append(DateFound(value, day[1] if day else Span(start, end), kind, rank))
    return end if by_end is None else by_end


def _glued_author(text: str, start: int, head: Head, outlets: Outlets) -> int | None:
    """Read "by Name" up to where the headline is printed again, the only sure end of a name."""
    if not text.startswith("by ", start) or head.headline is None:
        return None
    for match in re.finditer(r"\s(?=[^\s])", text[start + 3 : start + 90]):
        position = start + 3 + match.end()
        if match_words(text, position, head.headline.words) is not None:
            _take_name(text[start + 3 : position], head, outlets)
            return position
    return None


def _glued_title(text: str, start: int, line: Line, head: Head, outlets: Outlets, pieces: int) -> int | None:
    if head.headline is None or len(head.headline.words) < 3:
        return None
    end = match_words(text, start, head.headline.words)
    if end is None:
        return None
    stopped = text[end : end + 1] in (".", "|", "\n") or text[end : end + 2] in (" .", " -", " |")
    after = _after(text, end)
    followed = dates.match_day(text, after) is not None or _agency_at(text, after, outlets) is not None
    opens = _opens_text(text, after) and (pieces > 0 or len(head.headline.words) >= 5)
    return after if stopped or followed or opens else None


def _glued_agency(text: str, start: int, line: Line, head: Head, outlets: Outlets, pieces: int) -> int | None:
    """Read a bare agency between headline and text: "… Monitor AFP At least 12 …"; only after another piece."""
    found = _agency_at(text, start, outlets) or _agency_after_place(text, start, outlets)
    if found is None or text[found[1] : found[1] + 1] not in (" ", ",", "|"):
        return None
    after = _after(text, found[1])
    if dates.match_day(text, after) is None and (pieces == 0 or not _opens_text(text, after)):
        return None
    head.agency = head.agency or found[0]
    return after


def _glued_counters(text: str, start: int, line: Line, head: Head, outlets: Outlets, pieces: int) -> int | None:
    match = _COUNTERS.match(text, start, line.end) if pieces else None
    return match.end() if match else None


def _agency_at(text: str, start: int, outlets: Outlets) -> tuple[Outlet, int] | None:
    words = list(re.finditer(r"[A-Z][\w-]*", text[start : start + 60]))
    if not words or words[0].start() != 0:
        return None
    for count in range(min(4, len(words)), 0, -1):
        end = words[count - 1].end()
        if text[start : start + end].count(" ") == count - 1 and (outlet := outlets.find(text[start : start + end])):
            return (outlet, start + end) if outlet.is_agency else None
    return None


def _agency_after_place(text: str, start: int, outlets: Outlets) -> tuple[Outlet, int] | None:
    """Read "Moscow AFP" where a day follows."""
    place = re.compile(r"[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\s").match(text, start)
    found = _agency_at(text, place.end(), outlets) if place else None
    return found if found and dates.match_day(text, _after(text, found[1])) else None


def _mark_tags(text: str, start: int, line: Line, head: Head) -> None:
    """Mark a list of tags between a standfirst and the first sentence that says it again."""
    match = _TAGS_GLUED.search(text, start, min(line.end, start + 700))
    if match is None:
        return
    stop = re.compile(r"[.!?](?:\s|$)").search(text, match.end(), line.end)
    last = min(stop.start() if stop else line.end, match.end() + 300)
    opening = words_of(text[start : start + 120])[:4]
    for position in range(match.end(), last):
        if text[position - 1] == " " and len(opening) == 4 and match_words(text, position, opening) is not None:
            head.furniture.append(Span(match.start(), position))
            return


def _mark_doubled_sentence(text: str, start: int, line: Line, head: Head) -> None:
    """Mark the second of two same sentences at the head: a standfirst that the text begins with again."""
    end = re.compile(r"[.!?][\"”]?\s+(?=[A-Z“\"])").search(text, start, min(line.end, start + 600))
    if end is None:
        return
    words = words_of(text[start : end.start()])
    if (
        len(words) >= 8
        and (again := match_words(text, end.end(), words))
        and text[again : again + 1] in (".", "!", "?")
    ):
        head.furniture.append(Span(end.end(), again + 1))


def _after(text: str, end: int) -> int:
    match = _BREAK.match(text, end)
    return match.end() if match else end


def _opens_text(text: str, position: int) -> bool:
    """Say whether a sentence may begin here: a capital, a figure or a quotation mark."""
    return bool(re.match(r"[\"“‘'(]?[A-Z0-9À-Þ]", text[position : position + 2]))


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
