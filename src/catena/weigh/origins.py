"""Independent origins: reprints, one agency and one spokesman are counted once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

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
    """Count the independent origins behind some claims: texts that can each be given a speaker of their own.

    Reprints and one agency's reports are one text, a speaker is one wherever quoted, and a report's own voice speaks
    only where it credits nobody. So there are never more origins than independent texts, nor than speakers.
    """
    by_text: dict[str, set[str]] = {}
    for claim in claims:
        document = documents.get(claim.evidence[0].document)
        said = by_text.setdefault(_printer(document, copies), set())
        if claim.source.kind != "outlet":
            said.add(origin_of(claim.source, document, copies))
    speakers = {text: sorted(said or {text}) for text, said in sorted(by_text.items())}
    return max(1, _matched(speakers))


def _matched(speakers: Mapping[str, Sequence[str]]) -> int:
    """Count the texts that can be given different speakers (a maximum matching, by augmenting paths)."""
    taken: dict[str, str] = {}

    def place(text: str, tried: set[str]) -> bool:
        for speaker in speakers[text]:
            if speaker not in tried:
                tried.add(speaker)
                if speaker not in taken or place(taken[speaker], tried):
                    taken[speaker] = text
                    return True
        return False

    return sum(place(text, set()) for text in speakers)
