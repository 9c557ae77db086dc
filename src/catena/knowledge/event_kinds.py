"""Which sub-event types may be the same happening told more loosely: a suicide bomb is a bomb, an air strike bombs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from catena.knowledge import read_table


def count_types(told: Iterable[str]) -> Counter[str]:
    """Count the sub-event types told; a looser one counts for the narrower one that is told beside it most."""
    votes = Counter(told)
    for looser, narrower in read_table("event_types")["narrower"].items():
        best = max((n for n in narrower if votes[n]), key=lambda n: (votes[n], -narrower.index(n)), default=None)
        if best is not None:
            votes[best] += votes.pop(looser, 0)
    return votes
