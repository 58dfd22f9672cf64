"""Clusters from a sparse graph of similarities: average linkage that heeds how close a cluster is.

Merging the two clusters whose members are most alike on average (UPGMA, Sokal and Michener 1958)
has no chains of single links. Two floods a year apart are alike on average too, yet each one's
reports are more alike among themselves: what two clusters have in common is weighed against what
each has in itself (as in Chameleon, Karypis, Han and Kumar 1999). Pairs without an edge count with
:data:`MISSING`.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["MISSING", "Edge", "Rules", "attach", "linkage"]

Edge = tuple[int, int, float]
"""Two numbers and their similarity."""

MISSING = 0.2
"""What a pair without an edge counts: about the mean of the similarities that are not kept. Of .10
to .20 all give the same mean B-cubed F1 to .001 (``evals/tune_group.py stories``)."""


@dataclass(frozen=True, slots=True)
class Rules:
    """When clusters are one; measured by ``evals/tune_group.py stories`` (see evals/RESULTS.md).

    :ivar alike: least mean similarity of two clusters, beside what ``closer`` takes off.
    :ivar usual: mean similarity inside a cluster up to which nothing is taken off.
    :ivar closer: what is taken off for each unit that the looser one of the two lies above that.
    :ivar prior: pairs of ``usual`` similarity that each cluster is credited with: the closeness of
        two or three reports says little.
    :ivar lone: least mean similarity of one report to its nearest in a cluster that takes it in.
    :ivar few: the same of each report of a cluster of up to ``small``.
    :ivar small: most members of a cluster that one at least twice as large takes in.
    :ivar nearest: how many nearest members count there.
    """

    alike: float = 0.42
    usual: float = 0.5
    closer: float = 1.0
    prior: float = 3.0
    lone: float = 0.4
    few: float = 0.46
    small: int = 4
    nearest: int = 3

    def closeness(self, total: float, pairs: float) -> float:
        """The mean similarity inside a cluster, held to the usual one where it is small.

        :param total: the summed similarity of its pairs.
        """
        return (total + self.prior * self.usual) / (pairs + self.prior)

    def taken(self, one: float, other: float) -> float:
        """What is taken off for how close two clusters are in themselves."""
        return self.closer * max(0.0, min(one, other) - self.usual)


def linkage(
    groups: Sequence[Sequence[int]], edges: Iterable[Edge], rules: Rules
) -> list[list[int]]:
    """Merge ``groups`` of numbers, the most alike first, while two are alike enough.

    :param edges: each unordered pair of numbers at most once.
    :returns: the merged groups, numbers in order, by least number.
    """
    clusters = _Clusters(groups, edges, rules)
    while (pair := clusters.best()) is not None:
        clusters.merge(*pair)
    return sorted(sorted(members) for members in clusters.members.values())


class _Clusters:
    """The clusters so far, the summed similarity in and between them, and a queue of the best
    pairs (sums count what an edge has more than :data:`MISSING`)."""

    def __init__(
        self, groups: Sequence[Sequence[int]], edges: Iterable[Edge], rules: Rules
    ) -> None:
        self.members = {number: list(group) for number, group in enumerate(groups)}
        self._rules = rules
        of = {member: number for number, group in self.members.items() for member in group}
        self._inside = dict.fromkeys(self.members, 0.0)
        self._between: dict[int, dict[int, float]] = {number: {} for number in self.members}
        for one, other, value in edges:
            a, b = of[one], of[other]
            if a == b:
                self._inside[a] += value - MISSING
            else:
                self._between[a][b] = self._between[a].get(b, 0.0) + value - MISSING
                self._between[b][a] = self._between[a][b]
        self._queue: list[tuple[float, int, int]] = []
        for a, row in self._between.items():
            self._enqueue(a, [b for b in row if a < b])
        heapq.heapify(self._queue)

    def _closeness(self, cluster: int) -> float:
        pairs = len(self.members[cluster]) * (len(self.members[cluster]) - 1) / 2
        return self._rules.closeness(self._inside[cluster] + MISSING * pairs, pairs)

    def _value(self, a: int, b: int) -> float:
        pairs = len(self.members[a]) * len(self.members[b])
        taken = self._rules.taken(self._closeness(a), self._closeness(b))
        return MISSING + self._between[a][b] / pairs - taken

    def _enqueue(self, a: int, others: Iterable[int]) -> None:
        for b in others:
            low, high = min(a, b), max(a, b)
            value = self._value(low, high)
            if value >= self._rules.alike:
                heapq.heappush(self._queue, (-value, low, high))

    def best(self) -> tuple[int, int] | None:
        """The two clusters most alike, None where no two are alike enough."""
        while self._queue:
            value, a, b = heapq.heappop(self._queue)
            if b in self._between.get(a, {}) and self._value(a, b) == -value:
                return a, b
        return None

    def merge(self, a: int, b: int) -> None:
        """Put ``b`` into ``a``."""
        self._inside[a] += self._inside.pop(b) + self._between[a][b]
        row = self._between.pop(b)
        for other, value in row.items():
            del self._between[other][b]
            if other != a:
                self._between[a][other] = self._between[a].get(other, 0.0) + value
                self._between[other][a] = self._between[a][other]
        self.members[a].extend(self.members.pop(b))
        self._enqueue(a, self._between[a])


def attach(
    clusters: Sequence[Sequence[int]], edges: Iterable[Edge], rules: Rules
) -> list[list[int]]:
    """Put each small cluster into a larger one whose nearest members its own are like.

    Average linkage leaves out reports that look at one side of a happening: they are like some of
    the others and not like most.
    """
    moves = sorted(_moves(clusters, edges, rules), key=lambda move: (-move[0], move[1:]))
    joined = [list(members) for members in clusters]
    left: set[int] = set()
    grown: set[int] = set()
    for _, small, large in moves:
        if large not in left and small not in grown:
            joined[large].extend(joined[small])
            joined[small] = []
            left.add(small)
            grown.add(large)
    return sorted(sorted(members) for members in joined if members)


def _moves(
    clusters: Sequence[Sequence[int]], edges: Iterable[Edge], rules: Rules
) -> Iterable[tuple[float, int, int]]:
    """For each small cluster the larger one it is most like, and how much, if that is enough."""
    for small, near in sorted(_near(clusters, edges, rules).items()):
        size = len(clusters[small])
        found = []
        for large, own in near.items():
            number = min(rules.nearest, len(clusters[large]))
            means = [_nearest_mean(values, number) for values in own.values()]
            found.append(((sum(means) + MISSING * (size - len(own))) / size, -large))
        best, large = max(found)
        if best >= (rules.lone if size == 1 else rules.few):
            yield best, small, -large


def _near(
    clusters: Sequence[Sequence[int]], edges: Iterable[Edge], rules: Rules
) -> dict[int, dict[int, dict[int, list[float]]]]:
    """{small cluster: {larger one: {member of the small: its similarities there}}}"""
    of = {member: at for at, members in enumerate(clusters) for member in members}
    found: dict[int, dict[int, dict[int, list[float]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for one, other, value in edges:
        for member, there in ((one, of[other]), (other, of[one])):
            here = of[member]
            size = len(clusters[here])
            if here != there and size <= rules.small and len(clusters[there]) >= 2 * size:
                found[here][there][member].append(value)
    return found


def _nearest_mean(values: Sequence[float], number: int) -> float:
    """The mean of the ``number`` largest values, those that are not there being missing edges."""
    largest = sorted(values, reverse=True)[:number]
    return (sum(largest) + MISSING * (number - len(largest))) / number
