"""Time travel: the file as the reports published or collected up to a day would have made it."""

from __future__ import annotations

import re

from catena.errors import UsageError
from catena.model import Document
from catena.review.case_file import Assemble, decide_documents
from catena.review.decide import Decided
from catena.review.standing import made_by
from catena.store import Case
from catena.text.edtf import days_of, iso_day

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def documents_as_of(case: Case, day: str) -> tuple[Document, ...]:
    """Give the documents that somebody could have read by the end of a day (ISO 8601).

    A report counts from the last day on which it may have been published; collected reports count from their
    collection, whatever they say. Where neither is known to be so early, it does not count.
    """
    if _DAY.fullmatch(day) is None or days_of(day) is None:
        raise UsageError(f"{day!r} is no day; write YYYY-MM-DD")
    return tuple(document for document in case.documents() if _was_there(case, document, day))


def file_as_of(case: Case, day: str, reader: str, assemble: Assemble) -> Decided:
    """Make the file that those documents and the decisions made by then would have given; nothing is kept."""
    return decide_documents(case, documents_as_of(case, day), made_by(case.journal(), day), reader, assemble)


def _was_there(case: Case, document: Document, day: str) -> bool:
    published = days_of(document.published.value)
    if published is not None and iso_day(published.last) <= day:
        return True
    return any(provenance.collected_utc[: len(day)] <= day for provenance in case.provenance(document.id))
