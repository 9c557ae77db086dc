"""The peers' side of each job; each is imported only in its own environment."""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Any

from jobs import as_they_are, name_pairs, pages, run

SHINGLE_WORDS = 5
ALIKE_MIN = 0.5
SAME_MIN = 0.7
# The labels of the small English model's parser and tagger: what its two heads have to choose between.
DEPENDENCIES = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj dative dep det dobj "
    "expl intj mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj predet prep prt "
    "punct quantmod relcl xcomp"
).split()
TAGS = (
    "CC CD DT EX FW IN JJ JJR JJS LS MD NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO UH VB VBD VBG VBN VBP VBZ "
    "WDT WP WP$ WRB"
).split()


def extraction(items: list[Any]) -> int:
    """Extract each page's text with its metadata."""
    import trafilatura

    return sum(bool(trafilatura.bare_extraction(page, with_metadata=True)) for page in items)


def near_duplicates(items: list[Any]) -> int:
    """Index every text by MinHash (128 permutations) and ask for its like."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=ALIKE_MIN, num_perm=128)
    hashes = []
    for number, text in enumerate(items):
        words = text.lower().split()
        shingles = {" ".join(words[at : at + SHINGLE_WORDS]).encode() for at in range(len(words) - SHINGLE_WORDS + 1)}
        digest = MinHash(num_perm=128)
        digest.update_batch(list(shingles))
        index.insert(str(number), digest)
        hashes.append(digest)
    return sum(len(index.query(digest)) > 1 for digest in hashes)


def dates(items: list[Any]) -> int:
    """Search each text for dates."""
    from datetime import datetime

    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime(2020, 6, 15), "PREFER_DATES_FROM": "past"}
    return sum(len(search_dates(text, languages=["en"], settings=settings) or ()) for text in items)


def names(items: list[Any]) -> int:
    """Compare each pair as two persons of that name."""
    from followthemoney import model
    from nomenklatura.matching import LogicV2

    def person(identifier: str, name: str) -> Any:
        return model.get_proxy({"id": identifier, "schema": "Person", "properties": {"name": [name]}})

    # The comparison keeps what it knows by id: every entity has one of its own.
    config = LogicV2.default_config()
    pairs = [(person(f"l{n}", left), person(f"r{n}", right)) for n, (left, right) in enumerate(items)]
    return sum(LogicV2.compare(left, right, config).score >= SAME_MIN for left, right in pairs)


def reading(items: list[Any]) -> int:
    """Run tokens, sentences, a tagger and a dependency parser of the small model's size, with random weights."""
    import spacy

    pipeline = spacy.blank("en")
    tagger, parser = pipeline.add_pipe("tagger"), pipeline.add_pipe("parser")
    for label in TAGS:
        tagger.add_label(label)
    for label in DEPENDENCIES:
        parser.add_label(label)
    pipeline.initialize()
    return sum(len(document) for document in pipeline.pipe(items, batch_size=16))


if __name__ == "__main__":
    package = {
        "extraction": "trafilatura", "near-duplicates": "datasketch", "dates": "dateparser", "names": "nomenklatura",
        "reading": "spacy",
    }[sys.argv[1]]  # fmt: skip
    run(
        {
            "extraction": (pages, extraction),
            "near-duplicates": (as_they_are, near_duplicates),
            "dates": (as_they_are, dates),
            "names": (name_pairs, names),
            "reading": (as_they_are, reading),
        },
        version(package),
    )
