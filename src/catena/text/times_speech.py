"""Whether a phrase of time says when somebody spoke ("police said on Tuesday") and not when what he tells came about."""

from __future__ import annotations

import re

_SPOKE = re.compile(
    r"\b(?:said|says|told|announced|reported|added|wrote|tweeted|declared|confirmed|stated|testified|acknowledged)"
    r"(?:\s+(?:in|a|an|the|on|late|early|by|at|to|his|her|their|its|statement|phone|telephone|reporters|journalists|parliament|lawmakers|news|"
    r"agency|conference|interview|television|TV|radio|Twitter|state|local|press|briefing|[A-Z][\w.-]*)){0,9}\s+$"
)
_REACH = 100


def is_day_of_speech(text: str, at: int) -> bool:
    """Say whether the phrase of time at ``at`` stands right behind a verb of speech and to whom or how it was said."""
    return _SPOKE.search(text[max(0, at - _REACH) : at]) is not None
