"""Public annotated corpora as examples: each teaches the heads it has labels for, the rest is masked.

Every reader takes the corpora's folder and the part (``train`` or ``dev``) and gives examples in a fixed order.
Where a corpus has no development part, a stable hash of a document holds some back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from corpora.attributions import polnear
from corpora.entities import newswire, re3d
from corpora.events import ecbplus, gvc, m2e2
from corpora.incidents import hrds, satp
from corpora.syntax import syntax
from corpora.templates import muc
from corpora.verb_places import event_place
from examples import Example

READERS: dict[str, Callable[[Path, str], Iterator[Example]]] = {
    "polnear": polnear, "newswire": newswire, "re3d": re3d, "m2e2": m2e2, "ecbplus": ecbplus, "gvc": gvc, "muc": muc,
    "satp": satp, "hrds": hrds, "syntax": syntax, "event place": event_place,
}  # fmt: skip
