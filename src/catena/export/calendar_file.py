"""The incidents as a calendar (RFC 5545), each a day-long entry with its figures and quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from catena.export.contents import Contents
from catena.export.edtf import Days, read_days
from catena.export.layout_rows import is_rejected
from catena.export.options import Options
from catena.export.sidecar import about, write_about
from catena.export.summary import describe_values, headline, place_line
from catena.model import Incident

LINE_OCTETS_MAX = 75
CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
# Every entry needs the time it was made; the time of the run would change the bytes in every run.
STAMP = "19800101T000000Z"
NOT_CARRIED = (
    "spellings of names", "statements", "judgements", "text of documents", "heads of documents", "verdicts",
    "review", "readings of phrases", "incidents without a day", "rejected incidents", "control characters",
)  # fmt: skip


def write_ics(contents: Contents, path: Path, options: Options) -> None:
    """Write a calendar; an imprecise date spans its days and says so. Incidents without a date are counted."""
    account = about("ics", contents, options, NOT_CARRIED)
    counts = {"incidents": 0, "left_out": 0}
    with path.open("wb") as stream:
        head = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{_text(f'-//Catena//catena {options.version}//EN')}")
        for line in (*head, "X-WR-CALNAME:Incidents", f"X-CATENA-HASH:{account.hash}"):
            stream.write(_fold(line))
        for incident in contents.incidents():
            days = read_days(incident.date.best)
            written = days is not None and not is_rejected(incident)
            counts["incidents" if written else "left_out"] += 1
            if days is not None and written:
                stream.writelines(map(_fold, _entry(incident, days, contents)))
        stream.write(_fold("END:VCALENDAR"))
    write_about(path, account.record(**counts))


def _entry(incident: Incident, days: Days, contents: Contents) -> Iterator[str]:
    place = incident.place.best
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(incident.id)}@catena"
    yield f"DTSTAMP:{STAMP}"
    yield f"DTSTART;VALUE=DATE:{days.first:%Y%m%d}"
    if days.last.year < 9999:
        yield f"DTEND;VALUE=DATE:{days.last + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(incident.title)}"
    body = "\n".join((headline(incident), *describe_values(incident, contents)))
    yield f"DESCRIPTION:{_text(body)}"
    yield f"CATEGORIES:{_text(incident.event_type)},{_text(incident.sub_event_type)}"
    if place is not None:
        yield f"LOCATION:{_text(place_line(place))}"
        if place.lat is not None and place.lon is not None:
            yield f"GEO:{place.lat};{place.lon}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _text(value: str) -> str:
    """Escape a text value; a control character, which a calendar cannot hold, becomes U+FFFD."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    escaped = escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")
    return CONTROLS.sub("\ufffd", escaped)


def _fold(line: str) -> bytes:
    """Fold a line at 75 octets, never inside a character, and end it with CR LF."""
    octets, parts, start, room = line.encode("utf8"), [], 0, LINE_OCTETS_MAX
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # the octet goes on a character that began before it
            end -= 1
        parts.append(octets[start:end])
        start, room = end, LINE_OCTETS_MAX - 1
    return b"\r\n ".join([*parts, octets[start:]]) + b"\r\n"
