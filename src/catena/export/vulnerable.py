"""The words by which a report shows who is a witness or a child."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml


@cache
def vulnerable_words() -> dict[str, frozenset[str]]:
    """Give the words by their kind: witness, child, unnamed."""
    table = yaml.safe_load(files(__package__).joinpath("vulnerable.yaml").read_text(encoding="utf8"))
    return {key: frozenset(words) for key, words in table.items() if key != "source"}
