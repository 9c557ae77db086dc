"""Whether a phrase of time says when somebody spoke ("police said on Tuesday") and not when what he tells came about."""

from __future__ import annotations

import re

_VERBS = r"(?:said|says|told|announced|reported|added|wrote|tweeted|declared|confirmed|stated|testified|acknowledged)"
_SPOKE = re.compile(
    rf"\b{_VERBS}(?:\s+(?:in|a|an|the|on|late|early|by|at|to|his|her|their|its|statement|phone|telephone|reporters|journalists|"
    r"parliament|lawmakers|news|agency|conference|interview|television|TV|radio|Twitter|state|local|press|briefing|[A-Z][\w.-]*)){0,9}\s+$"
)
# "A day earlier the government had put the toll at 18".
_COUNTED = re.compile(
    rf"[\w-]+(?: (?:earlier|later|before|after))?,? (?:[\w’'.-]+ ){{1,6}}?(?:had |has |have )?(?:{_VERBS}|put|given|gave) "
    r"(?:(?:that )?(?:the )?(?:\w+ )?(?:number|toll|figure|count|death)\b)"
)
_REACH = 100


def is_day_of_speech(text: str, at: int) -> bool:
    """Say whether the phrase of time at ``at`` stands right behind a verb of speech and to whom or how it was said."""
    return _SPOKE.search(text[max(0, at - _REACH) : at]) is not None


def dates_a_toll(text: str, at: int) -> bool:
    """Say whether the phrase of time at ``at`` says when a toll was told: it never dates the deed."""
    return _COUNTED.match(text, at) is not None
