"""The incidents for TimelineJS: a slide each, the figures and quotes as its text."""

from __future__ import annotations

import html
import json
from datetime import date
from pathlib import Path
from typing import Any

from catena.export.contents import Contents
from catena.export.edtf import Days, read_days
from catena.export.layout_rows import is_rejected
from catena.export.options import Options
from catena.export.sidecar import about
from catena.export.summary import cite, describe, describe_source, headline
from catena.export.values import iterate_values
from catena.model import Incident

NOT_CARRIED = (
    "spellings of names", "statements", "judgements", "text of documents", "heads of documents", "verdicts",
    "review", "readings of phrases", "incidents without a day", "rejected incidents", "coordinates",
)  # fmt: skip


def write_timelinejs(contents: Contents, path: Path, options: Options) -> None:
    """Write TimelineJS 3 data, a slide a line; text is escaped, for TimelineJS reads it as HTML."""
    account = about("timelinejs", contents, options, NOT_CARRIED)
    with path.open("w", encoding="utf8", newline="\n") as stream:
        stream.write(f'{{"catena": {json.dumps(account.record(), ensure_ascii=False)},\n"events": [')
        separator = "\n"
        for incident in contents.incidents():
            days = read_days(incident.date.best)
            if days is not None and not is_rejected(incident):
                stream.write(separator + json.dumps(_slide(incident, days, contents), ensure_ascii=False))
                separator = ",\n"
        stream.write("\n]}\n")


def _slide(incident: Incident, days: Days, contents: Contents) -> dict[str, Any]:
    return {
        "unique_id": incident.id,
        "start_date": _day(days.first),
        "end_date": _day(days.last),
        "display_date": incident.date.best,
        "group": incident.event_type,
        "text": {"headline": html.escape(incident.title), "text": _text(incident, contents)},
    }


def _day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _text(incident: Incident, contents: Contents) -> str:
    parts = [f"<p>{html.escape(headline(incident))}</p>"]
    for value in iterate_values(incident):
        told = f"{value.field}: {describe(value)} — {describe_source(value)}"
        quotes = "".join(
            f"<blockquote>{html.escape(each.quote)} <small>{html.escape(cite(each, contents))}</small></blockquote>"
            for each in value.evidence
        )
        parts.append(f"<p>{html.escape(told)}</p>{quotes}")
    return "".join(parts)
