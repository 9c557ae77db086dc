"""Words of a page's buttons that stand before a name where line breaks were lost: "Print Tweet Views 2494 Rebels"."""

from __future__ import annotations

import re

# One such word may begin a name ("Print Workers' Union"); two in a row are buttons.
_BUTTONS = re.compile(
    r"^(?:(?:Print|Tweet|Views?|Shares?|Comments?|E-?mail|Related|Advertisement|Download|Listen|Facebook|Twitter|WhatsApp|"
    r"LinkedIn|Pinterest)\b[\s\d,|:]*){2,}"
)


def without_buttons(words: str) -> str:
    """Give a name without the page's buttons before it; empty where nothing else is left."""
    return _BUTTONS.sub("", words).strip()
