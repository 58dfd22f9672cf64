"""Pairs of sentences that may tell the same fact."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from rashomon.embed import Vectors
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.units import Unit

__all__ = ["MIN_COSINE", "MIN_SHARED", "candidates"]

Flags = npt.NDArray[np.bool_]

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
    found = [row for first in range(len(ids)) for row in _with_later(context, presence, first)]
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


def _presence(units: Sequence[Unit]) -> Flags:
    """Which lemma stands in which unit, shape (units, lemmas)."""
    numbers: dict[str, int] = {}
    for unit in units:
        for lemma in unit.lemmas:
            numbers.setdefault(lemma, len(numbers))
    table = np.zeros((len(units), max(1, len(numbers))), dtype=np.bool_)
    for row, unit in zip(table, units, strict=True):
        row[[numbers[lemma] for lemma in unit.lemmas]] = True
    return table


def _with_later(
    context: Context, presence: Flags, first: int
) -> Iterator[tuple[Unit, Unit, float, float]]:
    """Pairs of the units of an article with those of the articles after it, with their cosine and
    rank. Only the columns of the article's own lemmas are multiplied."""
    ids = list(context.of_article)
    own = context.of_article[ids[first]]
    if not own:
        return
    start, stop = own[0].number, own[-1].number + 1
    columns = np.flatnonzero(presence[start:stop].any(axis=0))
    mine = presence[start:stop, columns].astype(np.float32)
    shared = mine @ presence[stop:, columns].astype(np.float32).T
    sizes = presence.sum(axis=1).astype(np.float32)
    for right in ids[first + 1 :]:
        other = context.of_article[right]
        if not other:
            continue
        begin, end = other[0].number, other[-1].number + 1
        least = np.minimum(sizes[start:stop, None], sizes[None, begin:end])
        share = shared[:, begin - stop : end - stop] / np.maximum(least, 1.0)
        cosine = context.vectors[start:stop] @ context.vectors[begin:end].T
        rank = np.where((cosine >= MIN_COSINE) & (share >= MIN_SHARED), cosine + share, 0.0)
        kept = _top(rank, 1) | _top(rank, 0)
        for i, j in np.argwhere(kept & (rank > 0)):
            yield own[i], other[j], float(cosine[i, j]), float(rank[i, j])


def _top(score: Vectors, axis: int) -> np.ndarray:
    """The ``PER_UNIT`` best of each row (axis 1) or column (axis 0)."""
    size = score.shape[axis]
    if size <= PER_UNIT:
        return np.ones_like(score, dtype=bool)
    limit = np.sort(score, axis=axis).take([size - PER_UNIT], axis=axis)
    return np.asarray(score >= limit)
