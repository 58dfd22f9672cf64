"""Average linkage over a sparse graph of probabilities.

Pairs that are not in the graph count as probability 0, so a cluster needs most of its pairs. The
cost grows with the edges, not with the square of the nodes.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Cluster", "average_linkage"]


@dataclass(frozen=True, slots=True)
class Cluster:
    """Nodes that were joined, in order; ``weakest`` is the least linkage among the joins."""

    nodes: tuple[int, ...]
    weakest: float | None


def average_linkage(
    size: int, edges: Sequence[tuple[int, int, float]], stop: float
) -> list[Cluster]:
    """Join the two clusters of highest mean probability until none reaches ``stop``.

    :param size: number of nodes, numbered from 0.
    :param edges: pairs (i, j, probability), each once; ties go to the lower numbers.
    :return: all clusters, single nodes too, ordered by their first node.
    """
    sums: list[dict[int, float]] = [{} for _ in range(size)]
    heap = []
    for i, j, probability in edges:
        sums[i][j] = sums[j][i] = probability
        if probability >= stop:
            heap.append((-probability, min(i, j), max(i, j)))
    heapq.heapify(heap)
    members = [[node] for node in range(size)]
    weakest: list[float | None] = [None] * size
    while heap:
        negative, i, j = heapq.heappop(heap)
        mean = _mean(sums, members, i, j)
        if mean is None or mean != -negative:
            continue
        _merge(sums, members, i, j)
        lows = [low for low in (weakest[i], weakest[j], mean) if low is not None]
        weakest[i] = min(lows)
        for k in sums[i]:
            linked = _mean(sums, members, i, k)
            if linked is not None and linked >= stop:
                heapq.heappush(heap, (-linked, min(i, k), max(i, k)))
    return [
        Cluster(tuple(sorted(nodes)), low)
        for nodes, low in sorted(
            zip(members, weakest, strict=True), key=lambda c: min(c[0], default=size)
        )
        if nodes
    ]


def _mean(sums: list[dict[int, float]], members: list[list[int]], i: int, j: int) -> float | None:
    """Mean probability between two clusters; null where one is gone or nothing links them."""
    total = sums[i].get(j)
    if total is None or not members[i] or not members[j]:
        return None
    return total / (len(members[i]) * len(members[j]))


def _merge(sums: list[dict[int, float]], members: list[list[int]], i: int, j: int) -> None:
    """Move everything of j to i."""
    members[i].extend(members[j])
    members[j] = []
    for k, total in sums[j].items():
        del sums[k][j]
        if k != i:
            sums[i][k] = sums[k][i] = sums[i].get(k, 0.0) + total
    sums[j] = {}
