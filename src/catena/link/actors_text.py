"""What the text itself says of two names: an acronym in brackets, an alias, a role beside a name."""

from __future__ import annotations

import re
from functools import lru_cache

from catena.link.actors_names import NameNode, bare
from catena.model import Evidence
from catena.text.names import fold_name

# Long Name (LN), Long Name [LN], Long Name, or LN; LN (Long Name).
BRACKET = re.compile(r"^['’\"”]?\s{0,2}[(\[]\s*(?:the |or |also )?[\"“'‘]?(?P<inner>[^()\[\]]{1,80}?)[\"”'’]?\s*[)\]]")
# Long Name, also known as Short; Long Name alias Short; Long Name, nicknamed Short. Not: A called B a liar.
ALIAS = re.compile(
    r"^,?\s(?:\w+\s)?(?:(?:also |better |otherwise |popularly |commonly |formerly )?known (?:as|by)|alias|a\.?k\.?a\.?"
    r"|whose (?:real name|nom de guerre) is|(?<=,\s)(?:called|nicknamed|dubbed|or simply))\s(?P<inner>.{2,90})",
    re.IGNORECASE | re.DOTALL,
)
# Name, the role; Name, role of something.
AFTER = re.compile(r"^,\s(?:(?:the|a|an|its|their|who is|who was)\s)?(?P<inner>[^,;.]{3,120})", re.DOTALL)
FM = re.compile(r"\bfm\b")


def introduced_with(short: NameNode, full: NameNode, document: str) -> bool:
    """Say whether the document itself puts the short name beside the full one as another name or role of it."""
    wanted = expand(fold_name(bare(short.name)))
    for evidence in full.evidence:
        if evidence.document == document and wanted in _beside(evidence, full.spellings, short.role):
            return True
    wanted = fold_name(bare(full.name))
    return not short.role and any(wanted in _beside(evidence, short.spellings, False) for evidence in short.evidence)


def expand(folded: str) -> str:
    """Write out the short forms of offices."""
    return FM.sub("foreign minister", folded)


@lru_cache(maxsize=4096)  # each short name of a document asks the same of each full one
def _beside(evidence: Evidence, spellings: tuple[tuple[str, int], ...], role: bool) -> frozenset[str]:
    """Give what stands beside a name, in any of its spellings, in its sentence as its other name: folded."""
    found: list[str] = []
    for spelling, _ in spellings:
        at = _position(evidence, spelling)
        if at is None:
            continue
        after = evidence.quote[at + len(spelling) :]
        for pattern in (BRACKET, ALIAS):
            if match := pattern.match(after):
                found.extend(_starts(match.group("inner")))
        if role:
            if match := AFTER.match(after):
                found.append(expand(fold_name(match.group("inner"))))
            found.extend(_ends(evidence.quote[:at]))
    return frozenset(found)


def _position(evidence: Evidence, spelling: str) -> int | None:
    """Find where in the quote the name stands: at the focus where it is told, else where it first occurs."""
    if evidence.focus is not None:
        at = evidence.focus.start - evidence.start
        if evidence.quote[at : at + len(spelling)] == spelling:
            return at
    at = evidence.quote.find(spelling)
    return None if at < 0 else at


def _starts(inner: str) -> list[str]:
    """Give the folded starts of a phrase, so that "KH, a militia" still tells KH."""
    words = fold_name(re.split(r"[,;]| and | or ", inner)[0]).split()
    return [" ".join(words[:length]) for length in range(1, min(8, len(words)) + 1)]


def _ends(before: str) -> list[str]:
    """Give the folded ends of what stands before a name, up to seven words: "British Foreign Secretary"."""
    if not before or before[-1] not in " ,\n":
        return []
    words = expand(fold_name(re.split(r"(?<![A-Z])[.;:!?]\s", before)[-1])).split()
    return [" ".join(words[-length:]) for length in range(1, min(7, len(words)) + 1)]
