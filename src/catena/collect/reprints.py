"""Reprints: which documents repeat another, wholly, nearly or in part, found without comparing all pairs.

Every body is cut into overlapping passages; MinHash (rensa) and locality-sensitive hashing give pairs of
documents with a passage alike (Broder 1997; Leskovec et al., Mining of Massive Datasets, ch. 3). The verdict
is exact: which share of a document's words stands in runs that the other has too.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from catena.collect.lines import words_of
from catena.knowledge.outlets import load_outlets
from catena.model import Copy, Document

# Found on generated edits of reports (bench/collect.py): recall falls below .95 with longer passages or steps.
PASSAGE_WORDS = 60
PASSAGE_STEP = 30
SHINGLE_WORDS = 4
PERMUTATIONS = 32
ROWS = 2
SEED = 20210607
# The verdict: five words in a row by chance cover under a tenth of unrelated reports of one event.
RUN_WORDS = 5
SHARE_MIN = 0.25
CONTAINED_MIN = 0.35
WORDS_MIN = 40
# Short items are copies only when nearly all of them stands in the other.
SHORT_WORDS_MIN = 12
SHORT_SHARE_MIN = 0.9
# What a second origin must add to what the first explains, as a share of the document's words.
ADDED_SHARE_MIN = 0.2
WHOLE_SHARE = 0.8
CHUNK_DOCUMENTS = 5000

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Body:
    """A document's words outside its furniture and headline, as hashes, in order of precedence."""

    document: str
    words: Hashes
    runs: Hashes
    sorted_runs: Hashes


def find_copies(documents: Sequence[Document]) -> tuple[Copy, ...]:
    """Find which documents copy which; a document joined from two has two origins.

    The origin is the agency's own report, else the one published first, ties by id; a copy of a copy
    points at the first of the chain. The result depends on the documents alone, not on their order.
    """
    ranked = sorted(documents, key=_precedence)
    bodies = [_body(document) for document in ranked]
    partners: dict[int, list[int]] = {}
    for earlier, later in _candidates(bodies):
        if _is_copied(bodies[earlier], bodies[later]):
            partners.setdefault(later, []).append(earlier)
    origins: dict[int, tuple[tuple[int, float], ...]] = {}
    for later in sorted(partners):
        origins[later] = _choose_origins(bodies, later, sorted(partners[later]), origins)
    copies = [
        Copy(bodies[later].document, bodies[origin].document, round(share, 4))
        for later, found in origins.items()
        for origin, share in found
    ]
    return tuple(sorted(copies, key=lambda copy: (copy.document, copy.origin)))


def _precedence(document: Document) -> tuple[bool, bool, str, str]:
    """Order documents so that an origin comes before what copies it."""
    outlet = load_outlets().find(document.outlet) if document.outlet else None
    is_agency = outlet is not None and outlet.is_agency
    day = document.published.value
    return not is_agency, day is None, day or "", document.id


def _body(document: Document) -> Body:
    words = _hash_words(words_of(_body_text(document)))
    runs = _shingles(words, RUN_WORDS)
    return Body(document.id, words, runs, np.unique(runs))


def _body_text(document: Document) -> str:
    cuts = [*document.furniture, *([document.title_span] if document.title_span else [])]
    kept: list[str] = []
    start = 0
    for cut in sorted(cuts):
        kept.append(document.text[start : max(start, cut.start)])
        start = max(start, cut.end)
    return " ".join([*kept, document.text[start:]])


def _hash_words(words: Sequence[str]) -> Hashes:
    return np.fromiter((zlib.crc32(word.encode()) + 1 for word in words), dtype=np.uint64, count=len(words))


def _shingles(words: Hashes, size: int) -> Hashes:
    """Hash every run of ``size`` words; the arithmetic wraps at 64 bits on purpose."""
    if len(words) < size:
        return np.zeros(0, dtype=np.uint64)
    total = np.zeros(len(words) - size + 1, dtype=np.uint64)
    multiplier = np.uint64(0x9E3779B97F4A7C15)
    for offset in range(size):
        total = (total ^ (total >> np.uint64(29))) * multiplier + words[offset : len(words) - size + 1 + offset]
    return total


def _candidates(bodies: Sequence[Body]) -> Iterator[tuple[int, int]]:
    """Yield pairs of documents that have a passage alike, the one of precedence first, each once, in order."""
    owners, digests = _passage_digests(bodies)
    if not len(owners):
        return
    pairs: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
    for band in range(0, PERMUTATIONS, ROWS):
        keys = digests[:, band].astype(np.uint64) << np.uint64(32) | digests[:, band + 1].astype(np.uint64)
        pairs = np.union1d(pairs, _linked(keys, owners, len(bodies)))
    for pair in pairs.tolist():
        yield divmod(pair, len(bodies))


def _linked(keys: Hashes, owners: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Link each document of a bucket with the bucket's first and with its neighbour: never all with all."""
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    firsts = np.repeat(owners[starts], np.diff(np.append(starts, len(keys))))
    with_first = firsts != owners
    neighbours = (keys[1:] == keys[:-1]) & (owners[1:] != owners[:-1])
    return np.unique(
        np.concatenate((
            firsts[with_first] * count + owners[with_first],
            owners[:-1][neighbours] * count + owners[1:][neighbours],
        ))
    )  # fmt: skip


def _passage_digests(bodies: Sequence[Body]) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    owners: list[int] = []
    digests = [np.zeros((0, PERMUTATIONS), dtype=np.uint32)]
    for start in range(0, len(bodies), CHUNK_DOCUMENTS):
        tokens: list[Hashes] = []
        for number, body in enumerate(bodies[start : start + CHUNK_DOCUMENTS], start):
            passages = _passages(body.words)
            tokens += passages
            owners += [number] * len(passages)
        if tokens:
            offsets = np.concatenate(([0], np.cumsum([len(t) for t in tokens]))).astype(np.uint64)
            matrix = RMinHash.digest_matrix_from_flat_token_hashes(np.concatenate(tokens), offsets, PERMUTATIONS, SEED)
            digests.append(np.array(matrix.to_rows(), dtype=np.uint32))
    return np.array(owners, dtype=np.int64), np.concatenate(digests)


def _passages(words: Hashes) -> list[Hashes]:
    """Cut a body into overlapping passages of shingles; a short body is one passage."""
    shingles = _shingles(words, SHINGLE_WORDS)
    if len(shingles) == 0:
        return []
    last = max(1, len(shingles) - PASSAGE_WORDS + PASSAGE_STEP)
    return [shingles[start : start + PASSAGE_WORDS] for start in range(0, last, PASSAGE_STEP)]


def _is_copied(origin: Body, document: Body) -> bool:
    covered = _covered(document, origin)
    words = int(covered.sum())
    share = words / max(1, len(document.words))
    if words < WORDS_MIN:
        shorter = min(len(document.words), len(origin.words))
        return words >= SHORT_WORDS_MIN and words >= SHORT_SHARE_MIN * shorter and share >= CONTAINED_MIN
    if share >= CONTAINED_MIN:
        return True
    contained = int(_covered(origin, document).sum()) / max(1, len(origin.words))
    return share >= SHARE_MIN and contained >= CONTAINED_MIN


def _covered(document: Body, origin: Body) -> NDArray[np.bool_]:
    """Say for each word of the document whether it stands in a run of words that the origin has too."""
    covered = np.zeros(len(document.words), dtype=bool)
    if len(document.runs) == 0 or len(origin.sorted_runs) == 0:
        return covered
    places = np.searchsorted(origin.sorted_runs, document.runs)
    places[places == len(origin.sorted_runs)] = 0
    shared = origin.sorted_runs[places] == document.runs
    for offset in range(RUN_WORDS):
        covered[offset : offset + len(shared)] |= shared
    return covered


def _choose_origins(
    bodies: Sequence[Body], later: int, partners: Sequence[int], origins: dict[int, tuple[tuple[int, float], ...]]
) -> tuple[tuple[int, float], ...]:
    """Choose the fewest origins that explain a document, in order of precedence, copies of copies traced back."""
    document = bodies[later]
    traced = sorted({_trace(partner, origins) for partner in partners} | set(partners))
    explained = np.zeros(len(document.words), dtype=bool)
    chosen: list[tuple[int, float]] = []
    for partner in traced:
        covered = _covered(document, bodies[partner])
        added = int((covered & ~explained).sum())
        if added >= ADDED_SHARE_MIN * len(document.words) and _is_copied(bodies[partner], document):
            chosen.append((partner, float(covered.mean())))
            explained |= covered
    return tuple(chosen)


def _trace(partner: int, origins: dict[int, tuple[tuple[int, float], ...]]) -> int:
    found = origins.get(partner, ())
    return found[0][0] if len(found) == 1 and found[0][1] >= WHOLE_SHARE else partner
