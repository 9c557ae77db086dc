"""Independent origins: reprints, one agency and one spokesman are counted once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from catena.model import Claim, Copy, Document, Source

_PRONOUNS = frozenset({"he", "she", "it", "they", "some", "many", "others"})
_SPACE = re.compile(r"\s+")


def origin_of(source: Source, document: Document | None, copies: Mapping[str, Copy]) -> str:
    """Name the root of a value's chain: the speaker, wherever he is quoted; else the agency; else the first printer.

    An unnamed speaker ("security sources") is one origin per relay, since two outlets may have two of them.
    """
    name = _SPACE.sub(" ", source.name.lower().removeprefix("the ")).strip()
    if source.kind in {"named", "institution"} and name not in _PRONOUNS:
        return f"speaker: {name}"
    root = _printer(document, copies)
    if source.kind == "anonymous":
        return f"unnamed: {name} via {(source.via or root).lower()}"
    return root


def _printer(document: Document | None, copies: Mapping[str, Copy]) -> str:
    if document is None:
        return "outlet"
    copy = copies.get(document.id)
    if copy is not None:
        return f"text: {copy.origin}"
    if document.agency is not None:
        return f"agency: {document.agency.lower()}"
    return f"text: {document.id}"


def count_origins(claims: Iterable[Claim], documents: Mapping[str, Document], copies: Mapping[str, Copy]) -> int:
    """Count the independent roots behind some claims; a report's own voice counts only where it credits nobody."""
    by_document: dict[str, set[str]] = {}
    spoken: set[str] = set()
    for claim in claims:
        document = documents.get(claim.evidence[0].document)
        root = origin_of(claim.source, document, copies)
        key = claim.evidence[0].document
        by_document.setdefault(key, set())
        if claim.source.kind != "outlet":
            by_document[key].add(root)
            spoken.add(root)
    silent = {_printer(documents.get(key), copies) for key, roots in by_document.items() if not roots}
    return max(1, len(spoken | silent))
