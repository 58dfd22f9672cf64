"""Average linkage over a sparse graph of similarities.

Merging the two clusters whose members are most alike on average (UPGMA, Sokal and Michener 1958)
has no chains of single links. Pairs without an edge count with :data:`MISSING`.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence

__all__ = ["FLOOR", "MISSING", "Edge", "attach", "average_linkage"]

Edge = tuple[int, int, float]
"""Two numbers and their similarity."""

FLOOR = 0.25
"""Least similarity of an edge worth keeping; far below the threshold of a story."""

MISSING = 0.15
"""What a pair without an edge counts: about the mean of the similarities below the floor."""


def average_linkage(
    groups: Sequence[Sequence[int]], edges: Iterable[Edge], threshold: float
) -> list[list[int]]:
    """Merge ``groups`` of numbers while the mean similarity of two is ``threshold`` or more.

    :param edges: each unordered pair of numbers at most once.
    :returns: the merged groups, numbers in order, by least number.
    """
    clusters = _Clusters(groups, edges)
    while (pair := clusters.best(threshold)) is not None:
        clusters.merge(*pair)
    return sorted(sorted(members) for members in clusters.members.values())


def attach(
    clusters: Sequence[Sequence[int]], edges: Iterable[Edge], threshold: float, nearest: int
) -> list[list[int]]:
    """Put each cluster of one into the larger one to whose ``nearest`` members it is most alike.

    Average linkage leaves out a report that looks at one side of a happening: it is like some of
    the others and not like most. The mean over the nearest members must reach ``threshold``.
    """
    of = {member: at for at, members in enumerate(clusters) for member in members}
    near: dict[int, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for one, other, value in edges:
        for alone, member in ((one, other), (other, one)):
            if len(clusters[of[alone]]) == 1 < len(clusters[of[member]]):
                near[of[alone]][of[member]].append(value)
    joined = [list(members) for members in clusters]
    for alone, candidates in sorted(near.items()):
        means = [
            (_nearest_mean(values, min(nearest, len(clusters[at]))), -at)
            for at, values in candidates.items()
        ]
        best, at = max(means)
        if best >= threshold:
            joined[-at].extend(clusters[alone])
            joined[alone] = []
    return sorted(sorted(members) for members in joined if members)


def _nearest_mean(values: Sequence[float], number: int) -> float:
    """The mean of the ``number`` largest values, those that are not there being missing edges."""
    largest = sorted(values, reverse=True)[:number]
    return (sum(largest) + MISSING * (number - len(largest))) / number


class _Clusters:
    """The clusters so far, the summed similarity between them, and a queue of the best pairs."""

    def __init__(self, groups: Sequence[Sequence[int]], edges: Iterable[Edge]) -> None:
        self.members = {number: list(group) for number, group in enumerate(groups)}
        of = {member: number for number, group in self.members.items() for member in group}
        self._sums: dict[int, dict[int, float]] = {number: {} for number in self.members}
        for one, other, value in edges:
            a, b = of[one], of[other]
            if a != b:
                self._sums[a][b] = self._sums[a].get(b, 0.0) + value - MISSING
                self._sums[b][a] = self._sums[a][b]
        self._queue = [
            (-self._mean(a, b), a, b) for a, row in self._sums.items() for b in row if a < b
        ]
        heapq.heapify(self._queue)

    def _mean(self, a: int, b: int) -> float:
        return MISSING + self._sums[a][b] / (len(self.members[a]) * len(self.members[b]))

    def best(self, threshold: float) -> tuple[int, int] | None:
        """The two clusters most alike, None where no two reach the threshold."""
        while self._queue and -self._queue[0][0] >= threshold:
            value, a, b = heapq.heappop(self._queue)
            if b in self._sums.get(a, {}) and self._mean(a, b) == -value:
                return a, b
        return None

    def merge(self, a: int, b: int) -> None:
        """Put ``b`` into ``a``."""
        row = self._sums.pop(b)
        for other, value in row.items():
            del self._sums[other][b]
            if other != a:
                self._sums[a][other] = self._sums[a].get(other, 0.0) + value
                self._sums[other][a] = self._sums[a][other]
        self.members[a].extend(self.members.pop(b))
        for other in self._sums[a]:
            low, high = min(a, other), max(a, other)
            heapq.heappush(self._queue, (-self._mean(low, high), low, high))
