"""An incident in words: what the readable formats share."""

from __future__ import annotations

from collections.abc import Iterator

from catena.export.contents import Contents
from catena.export.values import ReportedValue, iterate_values, tolls_of, word_toll
from catena.model import Evidence, Incident, Place


def headline(incident: Incident) -> str:
    """Say type, outcome, day, place, figures, origins and disputes in one line; what is unknown is left out."""
    place = incident.place.best
    parts = [f"{incident.event_type}: {incident.sub_event_type}", incident.outcome]
    parts += [] if incident.date.best is None else [incident.date.best]
    parts += [] if place is None else [place_line(place)]
    parts += [f"{field} {figure}" for field, toll in tolls_of(incident) if (figure := word_toll(toll)) is not None]
    parts.append("1 origin" if incident.origins == 1 else f"{incident.origins} origins")
    parts += [f"disputed: {', '.join(sorted(incident.disputed))}"] if incident.disputed else []
    return "; ".join(parts)


def place_line(place: Place) -> str:
    """Name a place with its region and country; what has the same name stands once."""
    return ", ".join(dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part))


def describe_values(incident: Incident, contents: Contents) -> Iterator[str]:
    """Give a line for each reported value with its source, and after it a line for each of its quotes."""
    for value in iterate_values(incident):
        yield f"{value.field}: {describe(value)} — {describe_source(value)}"
        for each in value.evidence:
            yield f"  “{each.quote}” [{cite(each, contents)}]"


def describe(value: ReportedValue) -> str:
    """Say a value with what qualifies it: whose count, which fate, which status by whom, if superseded."""
    details = [value.who, value.fate, value.status, None if not value.by else f"by {value.by}", value.family]
    details.append("as part of another figure" if value.subset else None)
    details.append(None if value.superseded_by is None else "superseded")
    if value.text is not None and value.text != value.value:
        details.append(f"“{value.text}”")
    known = ", ".join(each for each in details if each)
    return f"{value.value} ({known})" if known else value.value


def describe_source(value: ReportedValue) -> str:
    """Say whom the text credits, of which kind, and who relays it."""
    source = value.source
    return (
        f"{source.name} ({source.kind})" if source.via is None else f"{source.name} ({source.kind}), via {source.via}"
    )


def cite(evidence: Evidence, contents: Contents) -> str:
    """Name the document of a quote and its offsets, in code points."""
    document = contents.document(evidence.document)
    name = evidence.document if document is None else document.name
    return f"{name}, {evidence.start}–{evidence.end}"
