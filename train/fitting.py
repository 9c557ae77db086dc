"""Small logistic regressions, shared by the recipes of linking: examples, folds, Newton's method, figures held out."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

FOLDS = 4
RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Example:
    """One comparison: its features, its answer, the fold of its cluster, its weight, the set it is of."""

    features: dict[str, float]
    answer: bool
    fold: int
    weight: float = 1.0
    part: str = ""


def fold_of(name: str) -> int:
    """Give the fold of a cluster or incident."""
    return zlib.crc32(name.encode()) % FOLDS


def matrix(examples: Sequence[Example], names: Sequence[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give features, answers and weights as arrays."""
    place = {n: i for i, n in enumerate(names)}
    x = np.zeros((len(examples), len(names)))
    for row, example in enumerate(examples):
        for name, value in example.features.items():
            if name in place:
                x[row, place[name]] = value
    return x, np.array([e.answer for e in examples], dtype=float), np.array([e.weight for e in examples])


def fit(x: np.ndarray, y: np.ndarray, counts: np.ndarray, mean: np.ndarray, pull: np.ndarray) -> np.ndarray:
    """Fit a logistic regression by Newton's method, each weight drawn to its mean by its pull."""
    weights = mean.copy()
    for _ in range(60):
        p = predict(x, weights)
        gradient = x.T @ (counts * (y - p)) - pull * (weights - mean)
        hessian = (x * (counts * p * (1 - p))[:, None]).T @ x + np.diag(pull)
        step = np.linalg.solve(hessian, gradient)
        weights = weights + step * min(1.0, 3 / max(float(np.abs(step).max()), 1e-9))
        if np.abs(step).max() < 1e-6:
            break
    return weights


def fit_ridge(x: np.ndarray, y: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Fit with every weight drawn to nothing by ``RIDGE``."""
    return fit(x, y, counts, np.zeros(x.shape[1]), np.full(x.shape[1], RIDGE))


def predict(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Give the probabilities of some rows."""
    return 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))


def learn(examples: Sequence[Example], what: str) -> dict[str, float]:
    """Fit the weights on all examples; print the cross-validated figures."""
    names = sorted({n for e in examples for n in e.features})
    x, y, counts = matrix(examples, names)
    folds = np.array([e.fold for e in examples])
    held = np.zeros(len(y))
    for fold in sorted(set(folds.tolist())):
        kept = folds != fold
        held[~kept] = predict(x[~kept], fit_ridge(x[kept], y[kept], counts[kept]))
    found = held >= 0.5
    precision, recall = (y[found].mean() if found.any() else 0.0), (found[y == 1].mean() if (y == 1).any() else 0.0)
    print(
        f"{what}: {len(y)} examples, {y.mean():.2f} true; held out: "
        f"accuracy {(found == (y == 1)).mean():.3f}, P {precision:.3f}, R {recall:.3f}",
        file=sys.stderr,
    )
    return {n: round(float(w), 4) for n, w in zip(names, fit_ridge(x, y, counts), strict=True) if abs(w) > 0.005}
