"""One question on one screen: what is asked, who says what, and the words in their sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from catena.model import Document, Evidence, Incident, Toll
from catena.review.compare import count_in_words, toll_in_words
from catena.review.correcting import COUNTED
from catena.review.decide import Decided
from catena.review.queue import Question

AROUND_CHARACTERS = 90
EVIDENCE_MAX = 6

DocumentOf = Callable[[str], Document]

_ASKS = {
    "dispute": "Which value of {field} holds?",
    "join": "Are these one incident?",
    "single origin": "One origin only: does the toll hold?",
    "names": "Are these one name?",
    "changed": "Does your decision still hold?",
    "confirm": "Is this final?",
}
_ONE_OR_TWO = "Is this one incident, or two?"


def render_question(
    question: Question, decided: Decided, document_of: DocumentOf, *, number: int, total: int
) -> RenderableType:
    """Lay out one question for the terminal."""
    incidents = {incident.id: incident for incident in decided.file.incidents}
    about = [incidents[each] for each in question.about if each in incidents]
    parts: list[RenderableType] = [
        Rule(f"{number} of {total}", align="left"),
        Text(_ask(question), style="bold"),
        Text(f"{question.reason}{_stakes(question)}", style="italic"),
    ]
    parts += [Padding(render_incident(incident), (1, 0, 0, 2)) for incident in about]
    parts.append(Text())
    parts += [Padding(render_evidence(each, document_of), (0, 0, 1, 2)) for each in question.evidence[:EVIDENCE_MAX]]
    if (more := len(question.evidence) - EVIDENCE_MAX) > 0:
        parts.append(Text(f"  and {more} more: `catena show {question.about[0]}`", style="dim"))
    return Group(*parts)


def render_incident(incident: Incident) -> Text:
    """Write an incident in a few lines: its title, its figures with who says them, its state."""
    lines = Text()
    lines.append(f"{incident.title}\n", style="bold")
    place = incident.place.best.name if incident.place.best else "place unknown"
    reports = f"{len(incident.documents)} report{'' if len(incident.documents) == 1 else 's'}"
    origins = f"{incident.origins} origin{'' if incident.origins == 1 else 's'}"
    lines.append(f"{incident.id}  {incident.date.best or 'date unknown'}, {place}; {reports}, {origins}; ")
    lines.append(f"{incident.review.status}{f' by {incident.review.by}' if incident.review.by else ''}\n")
    for field in COUNTED:
        toll: Toll = getattr(incident, field)
        if toll.reported:
            lines.append(f"{field}: {toll_in_words(toll)}\n")
            for row in _rows(toll):
                lines.append(f"  {row}\n", style="dim")
    lines.rstrip()
    return lines


def render_evidence(evidence: Evidence, document_of: DocumentOf) -> Text:
    """Write the quoted words in their surroundings, with the outlet and its day."""
    document = document_of(evidence.document)
    text = document.text
    start = max(0, evidence.start - AROUND_CHARACTERS)
    end = min(len(text), evidence.end + AROUND_CHARACTERS)
    lines = Text(f"{document.outlet or document.name}, {document.published.value or 'undated'}\n", style="cyan")
    lines.append(("…" if start else "") + _one_line(text[start : evidence.start]), style="dim")
    lines.append(_one_line(text[evidence.start : evidence.end]), style="bold")
    lines.append(_one_line(text[evidence.end : end]) + ("…" if end < len(text) else ""), style="dim")
    return lines


def _ask(question: Question) -> str:
    if question.kind == "join" and len(question.about) == 1:
        return _ONE_OR_TWO
    return _ASKS[question.kind].format(field=question.field)


def _stakes(question: Question) -> str:
    if not question.stakes.deaths:
        return ""
    return f"; {question.stakes.deaths} death{'' if question.stakes.deaths == 1 else 's'} at stake"


def _rows(toll: Toll) -> Iterator[str]:
    for number, count in enumerate(toll.reported, start=1):
        via = f" by way of {count.source.via}" if count.source.via else ""
        state = ", superseded" if count.superseded_by else ", a part" if count.subset else ""
        who = "the report itself" if count.source.kind == "outlet" else count.source.name
        yield f"{number}. {count_in_words(count)}: {who}{via}{state}"


def _one_line(words: str) -> str:
    """Let words run on; the control characters of a hostile text move no cursor."""
    return "".join(" " if character.isspace() or not character.isprintable() else character for character in words)
