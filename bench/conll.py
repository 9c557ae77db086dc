"""Coreference scores over two partitions of the same things: MUC, B³, CEAFe, and their mean, the CoNLL F1.

After Vilain et al. 1995 (MUC), Bagga and Baldwin 1998 (B³), Luo 2005 (CEAF with the entity-based φ4), as put together by
Pradhan et al. 2014, whose worked example is the test. Every figure is precision, recall and F1 as fractions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

Cluster = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Give their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def clusters_of(labels: Mapping[Hashable, Hashable]) -> list[Cluster]:
    """Group things by their label."""
    groups: dict[Hashable, set[Hashable]] = defaultdict(set)
    for thing, label in labels.items():
        groups[label].add(thing)
    return [frozenset(group) for group in groups.values()]


def conll(key: Sequence[Cluster], response: Sequence[Cluster]) -> float:
    """Give the mean F1 of the three."""
    return sum(score(key, response).f1 for score in (muc, b_cubed, ceaf_e)) / 3


def muc(key: Sequence[Cluster], response: Sequence[Cluster]) -> Score:
    """Count the links kept: a cluster of n has n - 1, and loses one for every part that the other side cuts it into."""
    return Score(_links_kept(response, key), _links_kept(key, response))


def _links_kept(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> float:
    home = _homes(others)
    links = sum(len(c) - 1 for c in clusters)
    parts = sum(len({home.get(m, ("alone", m)) for m in c}) for c in clusters)
    kept = sum(len(c) for c in clusters) - parts
    return kept / links if links else 0.0


def b_cubed(key: Sequence[Cluster], response: Sequence[Cluster]) -> Score:
    """Average over things: how much of each one's cluster the other side's cluster has, too."""
    return Score(_mean_shared(response, key), _mean_shared(key, response))


def _mean_shared(clusters: Sequence[Cluster], others: Sequence[Cluster]) -> float:
    home = _homes(others)
    things = sum(len(c) for c in clusters)
    shared = 0.0
    for cluster in clusters:
        counts: dict[int, int] = defaultdict(int)
        for member in cluster:
            if member in home:
                counts[home[member]] += 1
        shared += sum(n * n for n in counts.values()) / len(cluster)
    return shared / things if things else 0.0


def ceaf_e(key: Sequence[Cluster], response: Sequence[Cluster]) -> Score:
    """Pair clusters one to one so that the sum of their likeness, 2 |shared| / (|one| + |other|), is greatest."""
    total = sum(_best_pairing(rows) for rows in _components(key, response))
    return Score(total / len(response) if response else 0.0, total / len(key) if key else 0.0)


def _components(key: Sequence[Cluster], response: Sequence[Cluster]) -> Iterable[list[list[float]]]:
    """Part the two sides into stretches that share nothing, each as a table of likeness."""
    home = _homes(response)
    meets = [sorted({home[m] for m in cluster if m in home}) for cluster in key]
    of_response: dict[int, list[int]] = defaultdict(list)
    for index, others in enumerate(meets):
        for other in others:
            of_response[other].append(index)
    seen: set[int] = set()
    for start in range(len(key)):
        if start in seen or not meets[start]:
            continue
        rows, columns, waiting = [], set(), [start]
        seen.add(start)
        while waiting:
            row = waiting.pop()
            rows.append(row)
            columns |= set(meets[row])
            new = [r for c in meets[row] for r in of_response[c] if r not in seen]
            seen |= set(new)
            waiting += list(dict.fromkeys(new))
        yield [[_likeness(key[r], response[c]) for c in sorted(columns)] for r in sorted(rows)]


def _likeness(left: Collection[Hashable], right: Cluster) -> float:
    return 2 * len(right.intersection(left)) / (len(left) + len(right))


def _best_pairing(table: list[list[float]]) -> float:
    """Give the greatest sum of a one-to-one choice (the Hungarian method with potentials, O(n² m))."""
    if len(table) > len(table[0]):
        table = [list(column) for column in zip(*table, strict=True)]
    rows, columns = len(table), len(table[0])
    row_price, column_price = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of, before = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0], column = row, 0
        least, used = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while True:
            used[column] = True
            held, delta, following = row_of[column], float("inf"), 0
            for other in range(1, columns + 1):
                if not used[other]:
                    cost = -table[held - 1][other - 1] - row_price[held] - column_price[other]
                    if cost < least[other]:
                        least[other], before[other] = cost, column
                    if least[other] < delta:
                        delta, following = least[other], other
            for other in range(columns + 1):
                if used[other]:
                    row_price[row_of[other]] += delta
                    column_price[other] -= delta
                else:
                    least[other] -= delta
            column = following
            if row_of[column] == 0:
                break
        while column:
            row_of[column] = row_of[before[column]]
            column = before[column]
    return sum(table[row_of[c] - 1][c - 1] for c in range(1, columns + 1) if row_of[c])


def _homes(clusters: Sequence[Cluster]) -> dict[Hashable, int]:
    return {member: index for index, cluster in enumerate(clusters) for member in cluster}
