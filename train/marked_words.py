"""Learn how marked event words are judged (GVC, ECB+): weights for ``bench/mentions.py``.

    python train/marked_words.py ../shared gvc|ecb       writes its part of bench/mention_weights.yaml

A ridge logistic regression on the training part alone. ``lean`` shifts the bias so that the clustering, which wants a mean
above nothing, finds about as many groups as the training part has: it is chosen there, on every fourth document of
GVC and every fourth topic of ECB+, compared across topics as the development topics are.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import yaml

sys.path.append(str(Path(__file__).parent.parent / "bench"))

from catena.read.encoder import Encoder
from catena.run.knowledge import open_knowledge
from conll import clusters_of, conll
from mentions import Marked, features_of, group, pairs_of, read_ecb, read_gvc, with_vectors

TARGET = Path(__file__).parent.parent / "bench/mention_weights.yaml"
# Pairs of two events that are kept, in a thousand; the others count for them.
KEPT = {"gvc": 100, "ecb": 150}
WORD_PAIRS_MIN = 25
RIDGE, WORD_RIDGE = 1.0, 8.0
LEANS = (-1.0, 0.0, 0.5, 1.0, 1.5, 2.0)
SOURCE = (
    "Learned by train/marked_words.py from the training parts of GVC and ECB+ (docs/data-card.md); logistic regression."
)

Row = tuple[dict[str, float], bool, float]


def main() -> None:
    """Read, learn, choose the lean, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("shared", type=Path)
    parser.add_argument("corpus", choices=("gvc", "ecb"))
    arguments = parser.parse_args()
    corpora = arguments.shared / "corpora"
    if arguments.corpus == "gvc":
        parts = [read_gvc(corpora / "gvc/train.jsonl.gz", open_knowledge("rules"))]
    else:
        parts = list(read_ecb(corpora / "ecbplus", dev=False).values())
    encoder = Encoder.open()
    parts = [with_vectors(part, encoder) for part in parts]
    if arguments.corpus == "ecb":  # whole topics are held out, as the development topics are
        held = [m for part in parts[::4] for m in part]
        rest = [m for at, part in enumerate(parts) if at % 4 for m in part]
    else:
        held = [m for m in parts[0] if number(m.item.event.document) % 4 == 0]
        rest = [m for m in parts[0] if number(m.item.event.document) % 4]
    found = learn(list(rows(rest, KEPT[arguments.corpus])))
    lean = choose_lean(held, found)
    weights = learn(list(rows([m for part in parts for m in part], KEPT[arguments.corpus])))
    weights["bias"] = round(weights.get("bias", 0.0) + lean, 3)
    table = yaml.safe_load(TARGET.read_text(encoding="utf8")) if TARGET.exists() else {}
    table |= {"source": SOURCE, arguments.corpus: weights}
    TARGET.write_text(yaml.safe_dump(table, sort_keys=True, width=120), encoding="utf8")


def number(name: str) -> int:
    """Give a steady number of a name."""
    return zlib.crc32(name.encode())


def rows(marked: Sequence[Marked], kept: int) -> Iterator[Row]:
    """Compare; of the many pairs of two events, a steady choice."""
    for i, j in pairs_of(marked):
        same = marked[i].cluster == marked[j].cluster
        if same or number(f"{marked[i].item.event.id} {marked[j].item.event.id}") % 1000 < kept:
            features = {f.name: f.value for f in features_of(marked[i], marked[j])}
            yield features, same, 1.0 if same else 1000 / kept


def learn(examples: Sequence[Row]) -> dict[str, float]:
    """Fit; pairs of words that are rare in the examples have no weight of their own."""
    count = Counter(name for features, _, _ in examples for name in features)
    names = sorted(n for n, k in count.items() if k >= WORD_PAIRS_MIN or not n.startswith("words "))
    place = {n: i for i, n in enumerate(names)}
    x = np.zeros((len(examples), len(names)), dtype=np.float32)
    for row, (features, _, _) in enumerate(examples):
        for name, value in features.items():
            if name in place:
                x[row, place[name]] = value
    y, counts = (
        np.array([s for _, s, _ in examples], dtype=np.float32),
        np.array([w for *_, w in examples], dtype=np.float32),
    )
    ridge = np.array([WORD_RIDGE if n.startswith("words ") else RIDGE for n in names])
    weights = np.zeros(len(names))
    for _ in range(10):
        p = 1 / (1 + np.exp(-np.clip(x @ weights.astype(np.float32), -30, 30)))
        gradient = x.T @ (counts * (y - p)) - ridge * weights
        hessian = x.T @ (x * (counts * p * (1 - p))[:, None]) + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights += step
        if np.abs(step).max() < 1e-3:
            break
    return {n: round(float(w), 3) for n, w in zip(names, weights, strict=True) if abs(w) >= 0.05}


def choose_lean(held: Sequence[Marked], weights: dict[str, float]) -> float:
    """Choose the lean by the CoNLL F1 on documents not learned from."""
    key = clusters_of({m.item.event.id: m.cluster for m in held})
    best = (0.0, 0.0)
    for lean in LEANS:
        leaning = weights | {"bias": weights.get("bias", 0.0) + lean}
        score = conll(key, group(held, leaning))
        print(f"lean {lean}: {score:.3f}", flush=True)
        best = max(best, (score, -lean))
    return -best[1]


if __name__ == "__main__":
    main()
