"""Text that is safe inside XML."""

from __future__ import annotations

import re

# Characters that XML 1.0 cannot hold, not even escaped; the replacement character stands for them.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\r": "&#13;"})


def escape(text: str) -> str:
    """Escape text for an element or an attribute; what XML cannot hold becomes U+FFFD."""
    return UNFIT.sub("\ufffd", text).translate(ENTITIES)


def escape_attribute(text: str) -> str:
    """Escape text for an attribute, where a reader would turn line breaks and tabs to blanks."""
    return escape(text).replace("\n", "&#10;").replace("\t", "&#9;")
