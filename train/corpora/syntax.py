"""Syntax with factuality: tags, heads and relations, and how sure a predicate is to have happened."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from corpora.files import lines_of
from examples import MASK, Example, from_tokens
from labels import DEPRELS, UPOS


def syntax(folder: Path, part: str) -> Iterator[Example]:
    """Tags, heads and relations (UD English EWT) with how sure each predicate is to have happened (UDS)."""
    facts: dict[str, dict[int, float]] = defaultdict(dict)
    for row in lines_of(folder / "factuality" / "uds_train_dev.jsonl.gz"):
        facts[row["sent_id"]][row["head"]] = row["score_raw"]
    name = "en_ewt-ud-dev.conllu.gz" if part == "dev" else "en_ewt-ud-train.rebuilt.conllu.gz"
    with gzip.open(folder / "syntax" / name, "rt", encoding="utf8") as file:
        for block in file.read().split("\n\n"):
            key = re.search(r"# sent_id = (\S+)", block)
            if key and (example := _syntax_example(block, facts.get(key[1], {}))):
                yield example


def _syntax_example(block: str, facts: dict[int, float]) -> Example | None:
    rows = [c for c in (line.split("\t") for line in block.split("\n")) if len(c) == 10 and c[0].isdigit()]
    example, owner = from_tokens([r[1] for r in rows], "syntax", ["SpaceAfter=No" in r[9] for r in rows])
    if not 2 < example.size <= 128:
        return None
    size = len(example.words)
    upos, deprel = (np.full(size, MASK, dtype=np.int64) for _ in range(2))
    sure = np.full(size, np.nan, dtype=np.float32)
    first = {token: word for word, token in reversed(list(enumerate(owner)))}
    for token, word in first.items():
        row = rows[token]
        upos[word] = UPOS.index(row[3]) if row[3] in UPOS else MASK
        deprel[word] = DEPRELS.index(row[7]) if row[7] in DEPRELS else MASK
        head = word if row[6] == "0" else first.get(int(row[6]) - 1)
        if head is not None:
            example.links.setdefault("head", []).append((word, head, 1.0))
        if token in facts:
            sure[word] = facts[token]
    example.rows |= {"upos": upos, "deprel": deprel}
    if facts:
        example.rows["factuality"] = sure
    return example
