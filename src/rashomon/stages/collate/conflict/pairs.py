"""Pairs of sentences that may tell the same fact."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from rashomon.embed import Vectors
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.units import Unit

__all__ = ["MIN_COSINE", "MIN_SHARED", "candidates"]

MIN_COSINE = 0.45
MIN_SHARED = 0.4
"""Cosine and shared part of the rarer sentence's content lemmas below which a pair is not looked
at. Of the planted pairs of data/conflict none lies below (evals/score_conflicts.py)."""

PER_UNIT = 3
"""Partners of a sentence that are looked at in each other article."""


MOST = 60
"""Partners of a sentence that are looked at over all articles, the best first, so that the cost of
a story of very many articles grows with its text and not with its square. Every sentence of a story
of twenty articles or fewer keeps all its partners."""


def candidates(context: Context) -> Iterator[tuple[Unit, Unit, float]]:
    """Pairs of units of different articles with their cosine, in order of their numbers."""
    ids = list(context.of_article)
    presence = _presence(context.units)
    found = [
        row
        for first, left in enumerate(ids)
        for right in ids[first + 1 :]
        for row in _between(context, presence, left, right)
    ]
    if len(ids) <= MOST // PER_UNIT:
        yield from ((a, b, cosine) for a, b, cosine, _ in found)
        return
    kept: set[int] = set()
    partners: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, (a, b, _, score) in enumerate(found):
        for unit in (a, b):
            partners[unit.number].append((-score, number))
    for own in partners.values():
        kept.update(number for _, number in heapq.nsmallest(MOST, own))
    for number in sorted(kept):
        yield found[number][:3]


def _presence(units: Sequence[Unit]) -> Vectors:
    """Which lemma stands in which unit, shape (units, lemmas), 0 or 1."""
    numbers: dict[str, int] = {}
    for unit in units:
        for lemma in unit.lemmas:
            numbers.setdefault(lemma, len(numbers))
    table = np.zeros((len(units), max(1, len(numbers))), dtype=np.float32)
    for row, unit in zip(table, units, strict=True):
        row[[numbers[lemma] for lemma in unit.lemmas]] = 1.0
    return table


def _between(
    context: Context, presence: Vectors, left: str, right: str
) -> Iterator[tuple[Unit, Unit, float, float]]:
    a, b = context.of_article[left], context.of_article[right]
    if not a or not b:
        return
    rows = slice(a[0].number, a[-1].number + 1)
    columns = slice(b[0].number, b[-1].number + 1)
    cosine = context.vectors[rows] @ context.vectors[columns].T
    shared = presence[rows] @ presence[columns].T
    least = np.minimum(presence[rows].sum(1)[:, None], presence[columns].sum(1)[None, :])
    share = shared / np.maximum(least, 1.0)
    score = np.where((cosine >= MIN_COSINE) & (share >= MIN_SHARED), cosine + share, 0.0)
    kept = _top(score, 1) | _top(score, 0)
    for i, j in np.argwhere(kept & (score > 0)):
        yield a[i], b[j], float(cosine[i, j]), float(score[i, j])


def _top(score: Vectors, axis: int) -> np.ndarray:
    """The ``PER_UNIT`` best of each row (axis 1) or column (axis 0)."""
    size = score.shape[axis]
    if size <= PER_UNIT:
        return np.ones_like(score, dtype=bool)
    limit = np.sort(score, axis=axis).take([size - PER_UNIT], axis=axis)
    return np.asarray(score >= limit)
