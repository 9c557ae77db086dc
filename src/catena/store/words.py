"""The words of a text as the full-text index knows them, the same on every engine."""

from __future__ import annotations

import re
import unicodedata

# Runs of letters and digits; the underscore joins nothing that a reader would search for.
_WORD = re.compile(r"[^\W_]+")


def index_words(text: str) -> list[str]:
    """List the words of a text in order, without case and accents: ``École`` is found by ``ecole``."""
    if text.isascii():
        return _WORD.findall(text.lower())
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(mark for mark in plain if not unicodedata.combining(mark)))
