"""Average linkage over a sparse graph of probabilities.

Pairs that are not in the graph count as probability 0, so a cluster needs most of its pairs. Pairs
that must stay apart are never in one cluster, however well others tie them together. The cost
grows with the edges, not with the square of the nodes.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Cluster", "average_linkage"]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Nodes that were joined, in order; ``weakest`` is the least linkage among the joins."""

    nodes: tuple[int, ...]
    weakest: float | None


def average_linkage(
    size: int,
    edges: Sequence[tuple[int, int, float]],
    stop: float,
    apart: Iterable[tuple[int, int]] = (),
) -> list[Cluster]:
    """Join the two clusters of highest mean probability until none reaches ``stop``.

    :param size: number of nodes, numbered from 0.
    :param edges: pairs (i, j, probability), each once; ties go to the lower numbers.
    :param apart: pairs that no cluster may hold.
    :return: all clusters, single nodes too, ordered by their first node.
    """
    linkage = _Linkage(size, edges, stop, apart)
    while linkage.heap:
        negative, i, j = heapq.heappop(linkage.heap)
        if linkage.mean(i, j) == -negative:
            linkage.join(i, j, -negative)
    return [
        Cluster(tuple(sorted(nodes)), low)
        for nodes, low in sorted(
            zip(linkage.members, linkage.weakest, strict=True),
            key=lambda c: min(c[0], default=size),
        )
        if nodes
    ]


class _Linkage:
    """Clusters by the number of their first node, with what ties them and what parts them."""

    def __init__(
        self,
        size: int,
        edges: Iterable[tuple[int, int, float]],
        stop: float,
        apart: Iterable[tuple[int, int]],
    ) -> None:
        self.members = [[node] for node in range(size)]
        self.weakest: list[float | None] = [None] * size
        self._stop = stop
        self._sums: list[dict[int, float]] = [{} for _ in range(size)]
        self._apart: dict[int, set[int]] = {}
        for i, j in apart:
            self._apart.setdefault(i, set()).add(j)
            self._apart.setdefault(j, set()).add(i)
        self.heap: list[tuple[float, int, int]] = []
        for i, j, probability in edges:
            self._sums[i][j] = self._sums[j][i] = probability
            if probability >= stop:
                self.heap.append((-probability, min(i, j), max(i, j)))
        heapq.heapify(self.heap)

    def mean(self, i: int, j: int) -> float | None:
        """Mean probability between two clusters; null where one is gone, nothing links them or
        something parts them."""
        total = self._sums[i].get(j)
        if total is None or not self.members[i] or not self.members[j]:
            return None
        if j in self._apart.get(i, ()):
            return None
        return total / (len(self.members[i]) * len(self.members[j]))

    def join(self, i: int, j: int, mean: float) -> None:
        """Make two clusters one, under the number of the first."""
        self._move(i, j)
        lows = [low for low in (self.weakest[i], self.weakest[j], mean) if low is not None]
        self.weakest[i] = min(lows)
        for k, linked in self._linked(i):
            heapq.heappush(self.heap, (-linked, min(i, k), max(i, k)))

    def _linked(self, i: int) -> Iterator[tuple[int, float]]:
        for k in self._sums[i]:
            linked = self.mean(i, k)
            if linked is not None and linked >= self._stop:
                yield k, linked

    def _move(self, i: int, j: int) -> None:
        """Move everything of j to i."""
        self.members[i].extend(self.members[j])
        self.members[j] = []
        for k, total in self._sums[j].items():
            del self._sums[k][j]
            if k != i:
                self._sums[i][k] = self._sums[k][i] = self._sums[i].get(k, 0.0) + total
        self._sums[j] = {}
        for k in self._apart.pop(j, ()):
            self._apart[k].discard(j)
            self._apart[k].add(i)
            self._apart.setdefault(i, set()).add(k)
