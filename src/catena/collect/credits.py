"""Who publishes a document and which agency it reprints: given, by address, by its own words, by its file's name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from catena.collect.head import Head
from catena.collect.lines import Line
from catena.collect.records import Extract
from catena.knowledge.outlets import Outlet, Outlets

TAIL_LINES = 8
TAIL_CHARACTERS = 700
ADDRESS_CHARACTERS_MAX = 160
TOLD_CHARACTERS = 40_000

# Credits at the very end: "— Reuters", "(AFP)", "Source: Xinhua", "© 2020 AFP", "Credit : Associated Press (AP)".
# "With files from …" is none: the report is the outlet's own.
_END_CREDIT = re.compile(
    r"(?:[—–-]{1,3}\s?|\((?:source ?: ?|via )?|(?:source|credit|courtesy)\s?[:：]\s?|(?:copyright|©|"
    r"\(c\))\s*(?:©\s*)?(?:\d{4}\s*)?|)"
    r"(?P<names>(?:the )?[A-Z][\w.&'’ /–-]{1,60}?)(?:\s\([A-Za-z]{2,5}\))?[).\]]*\s*$",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"^\W*(?P<name>(?:The )?[A-Z][\w ]{1,40}?) (?:writer|journalist|correspondent|reporter|"
    r"staff)s?\b.{2,200}\bcontributed to this (?:report|story|article)"
)
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))\s*(?:©|"
    r"\W)*\s*(?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?[\s,]*(?:by\s)?(?P<name>[A-Z][\w.&'’ -]{1,50})",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:told|tells|telling|confirmed to|said to|speaking to|speaks to|spoke to|spoke with|"
    r"interview with|statement to|statement sent to|informed|sent to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_GATHERED = re.compile(
    r"^\s(?:reliably |exclusively |has |had |can |correspondent )*(?:gathered|learnt|learned|understands|"
    r"reveal|has seen|observed|investigation|spoke (?:to|with))\b"
)
_REPORTS = re.compile(r"^\sreports that\b")  # said once, it may be another outlet that is quoted
# An outlet that so speaks of itself once, others being named beside it, may be another report's; twice it is this one's.
TOLD_TIMES_MIN = 2
# After the last full stop or a dash, at the very end: "– Rappler.com", "Vanguard News Nigeria."
_SIGNED = re.compile(r"(?:^|[—–-]\s?|[.!?][\"”’)]*\s+)(?P<name>[A-Z][\w.&'’]*(?: [A-Z][\w.&'’]*){0,4}?)\.?\s*$")
_SIGNED_TOO = frozenset(("News", "Online", "Newspaper", "Newspapers", "Nigeria", "Ghana", "Kenya", "India", "Pakistan"))
# What only the outlet itself prints.
_OWN_WORDS = re.compile(
    r"(?:follow|find|like|subscribe to|sign up to|read more (?:at|on|in)|sign up for free|get the free|"
    r"crime and courts news from the|first published (?:in|by)|published (?:in|by)|"
    r"originally (?:published|appeared) (?:in|on)|posted by|trust principles|"
    r"our standards)\W{0,3}[^.\n]{0,40}$",
    re.IGNORECASE,
)
_PUBLISHED_IN = re.compile(
    r"\W*(?:first |originally )?(?:published|appeared|posted) (?:in|by|on|at) (?P<name>(?:the )?[A-Z][\w.&'’ -]{1,50})",
    re.IGNORECASE,
)
# "China Daily - Xinhua", printed alone after the report.
_CREDITS_LINE = re.compile(r"[A-Z][\w.&'’ ]{1,40}\s?[-–/]\s?[A-Z][\w.&'’ ]{1,40}")
_ADDRESSED = re.compile(
    r"\W*(?:find|follow|visit|read|see|go to|e-?mail|contact|write to|subscribe|sign up|more at|like|"
    r"www\.|https?:|[\w-]+\.\w+\W*$)",
    re.IGNORECASE,
)
_OWN_DOMAIN = re.compile(r"\b(?:[a-z0-9-]+\.)+(?:com|net|org|co\.[a-z]{2}|com\.[a-z]{2}|[a-z]{2})\b")
_WIRE_REPORTERS = re.compile(
    r"(?:Reporting|Writing|Editing) by [A-Z][^\n]{0,300}?(?:Editing by|Our Standards)|"
    r"Thomson Reuters Trust Principles|Our Standards ?: ?The Thomson"
)


@dataclass(frozen=True, slots=True)
class OutletFound:
    """The outlet of a document by the name shown, with its country and how it is known."""

    name: str
    country: str | None
    reason: str


def find_agency(lines: Sequence[Line], head: Head, outlets: Outlets) -> Outlet | None:
    """Find the agency that a document says it reprints: dateline, byline, or credit at its end."""
    if head.dateline is not None and head.dateline.agency is not None and head.dateline.agency.is_agency:
        return head.dateline.agency
    if head.agency is not None:
        return head.agency
    for line in reversed(lines[-TAIL_LINES:]):
        if found := _credited(line.text, outlets):
            return found
        if (match := _CONTRIBUTED.match(line.text)) and (found := outlets.find(match["name"])) and found.is_agency:
            return found
    tail = "\n".join(line.text[-TAIL_CHARACTERS:] for line in lines[-3:])
    return outlets.find("Reuters") if _WIRE_REPORTERS.search(tail) else None


def find_outlet(
    extract: Extract, lines: Sequence[Line], head: Head, agency: Outlet | None, outlets: Outlets
) -> OutletFound | None:
    """Find who publishes a document, surest sign first; None where nothing says it."""
    given, declared = extract.given.outlet, extract.declared.outlet
    url = extract.given.url or extract.declared.url
    at_address = outlets.find_by_domain(url) if url else None
    if given:
        known = outlets.find(given) or at_address
        return OutletFound(given, known.country if known else None, "given")
    if at_address is not None:
        return _found(at_address, "by its address")
    if declared:
        known = outlets.find(declared)
        return OutletFound(known.name if known else declared, known.country if known else None, "named by the page")
    signs = (
        (head.banner, "named in its banner or byline"),
        (head.headline.outlet if head.headline else None, "named after its headline"),
        (_own_words(lines, outlets), "named in what only the outlet prints"),
        (_signature(lines, outlets), "named at the very end of its text"),
        (outlets.find_by_file_name(extract.name), "by the name of its file"),
        (_dateline_outlet(head), "named in its dateline"),
        (_told_outlet(lines, outlets), "the one outlet that its speakers told"),
        (agency, "the agency that it credits, no other outlet being named"),
    )
    return next((_found(outlet, reason) for outlet, reason in signs if outlet is not None), None)


def _found(outlet: Outlet, reason: str) -> OutletFound:
    return OutletFound(outlet.name, outlet.country, reason)


def _dateline_outlet(head: Head) -> Outlet | None:
    outlet = head.dateline.agency if head.dateline else None
    return outlet if outlet is not None and not outlet.is_agency else None


def _credited(line: str, outlets: Outlets) -> Outlet | None:
    """Find the agency that the end of a line credits; a whole line, or what follows the last full stop."""
    tail = line[-120:]
    stops = [m.end() for m in re.finditer(r"[.!?][\"”’)]*\s+", tail)]
    whole = [0, *(m.end() for m in re.finditer(r"\s\|\s", line))] if len(line) <= 120 else []
    for start in (*reversed(stops), *whole):
        match = _END_CREDIT.match(tail[start:].split(" | ")[0].strip())
        if match is None:
            continue
        for part in _parts(match["names"]):
            outlet = outlets.find(part)
            if outlet is not None and outlet.is_agency:
                return outlet
    return None


def _parts(names: str) -> list[str]:
    return [part.strip(" .-–") for part in re.split(r"\s*(?:/|,|\band\b|&|\s[-–]\s)\s*", names)]


def _own_words(lines: Sequence[Line], outlets: Outlets) -> Outlet | None:
    """Find the outlet in what only it prints, at either end of the text: copyright, "follow …", its own address."""
    for line in (*lines[:3], *lines[-TAIL_LINES:]):
        for read in (_in_copyright, _in_calls, _in_publication, _in_credits, _in_address):
            if outlet := read(line.text, outlets):
                return outlet
    return None


def _signature(lines: Sequence[Line], outlets: Outlets) -> Outlet | None:
    """Find the outlet that signs a report at its very end, by name or address; an agency's credit is no such sign."""
    match = _SIGNED.search(lines[-1].text[-120:]) if lines else None
    if match is None:
        return None
    words = match["name"].rstrip(".").split()
    while len(words) > 1 and words[-1] in _SIGNED_TOO and outlets.find(" ".join(words)) is None:
        words = words[:-1]
    found = outlets.find(" ".join(words)) or outlets.find_by_domain(match["name"].rstrip(".").lower())
    return found if found is not None and not found.is_agency else None


def _in_copyright(line: str, outlets: Outlets) -> Outlet | None:
    names = (match["name"] for match in _COPYRIGHT.finditer(line[-TAIL_CHARACTERS:]))
    return next((outlet for name in names if (outlet := _first_named(name, outlets))), None)


def _in_calls(line: str, outlets: Outlets) -> Outlet | None:
    """Read "Follow Daily Record on …": a call to the reader, with the outlet's name."""
    stretch = line[-TAIL_CHARACTERS:]
    for mention in outlets.find_in(stretch):
        if _OWN_WORDS.search(stretch[: mention.span.start]) and not mention.outlet.is_agency:
            return mention.outlet
    return None


def _in_publication(line: str, outlets: Outlets) -> Outlet | None:
    match = _PUBLISHED_IN.match(line)
    return _first_named(match["name"], outlets) if match else None


def _in_credits(line: str, outlets: Outlets) -> Outlet | None:
    if not _CREDITS_LINE.fullmatch(line):
        return None
    found = (outlets.find(part) for part in _parts(line))
    return next((outlet for outlet in found if outlet and not outlet.is_agency), None)


def _in_address(line: str, outlets: Outlets) -> Outlet | None:
    if len(line) > ADDRESS_CHARACTERS_MAX or not _ADDRESSED.match(line):
        return None
    found = (outlets.find_by_domain(match.group()) for match in _OWN_DOMAIN.finditer(line))
    return next((outlet for outlet in found if outlet), None)


def _first_named(words: str, outlets: Outlets) -> Outlet | None:
    parts = words.split()
    for count in range(min(5, len(parts)), 0, -1):
        if outlet := outlets.find(" ".join(parts[:count]).strip(" .,")):
            return outlet
    return None


def _told_outlet(lines: Sequence[Line], outlets: Outlets) -> Outlet | None:
    """Find the one outlet that speakers told something; where others are named too, it must have been told it twice."""
    told: Counter[Outlet] = Counter()
    named: set[Outlet] = set()
    sure: set[Outlet] = set()
    for line in lines:
        if line.start > TOLD_CHARACTERS:
            break
        for mention in outlets.find_in(line.text[:TOLD_CHARACTERS]):
            if mention.outlet.is_agency or mention.outlet.kind in ("institution", "monitor"):
                continue
            named.add(mention.outlet)
            before = line.text[max(0, mention.span.start - 30) : mention.span.start]
            after = line.text[mention.span.end : mention.span.end + 60]
            if is_sure := bool(_TOLD.search(before) or _GATHERED.match(after)):
                sure.add(mention.outlet)
            told[mention.outlet] += is_sure or _REPORTS.match(after) is not None
    spoke = {outlet: times for outlet, times in told.items() if times}
    if len(spoke) != 1:
        return None
    ((outlet, times),) = spoke.items()
    return outlet if times >= TOLD_TIMES_MIN or (named == sure and outlet in sure) else None
