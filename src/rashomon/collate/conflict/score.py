"""How sure it is that a typed difference is a conflict."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.collate.conflict.edits import Comparison, Difference
from rashomon.collate.context import Context
from rashomon.collate.units import Unit

__all__ = ["THRESHOLD", "Finding", "features", "rate"]

THRESHOLD = 0.5


@dataclass(frozen=True, slots=True)
class Finding:
    """A typed difference between two units and the probability that it is a conflict."""

    a: Unit
    b: Unit
    difference: Difference
    confidence: float
    reason: str
    features: tuple[float, ...] = ()


def rate(context: Context, compared: Sequence[tuple[Comparison, float]]) -> Iterator[Finding]:
    """Findings of all compared pairs, those of a pair that is not each other's best left out."""
    best = _best(compared)
    for each, cosine in compared:
        rank = min(each.shares())
        if rank < best[each.a.number, each.b.article] - 0.02:
            continue
        if rank < best[each.b.number, each.a.article] - 0.02:
            continue
        for difference in each.differences:
            given = features(each, difference, cosine)
            yield Finding(
                each.a, each.b, difference, _probability(given), _reason(given), given
            )


def _best(compared: Sequence[tuple[Comparison, float]]) -> dict[tuple[int, str], float]:
    """For each unit and other article the best share among its partners there."""
    best: dict[tuple[int, str], float] = {}
    for each, _ in compared:
        rank = min(each.shares())
        for place in ((each.a.number, each.b.article), (each.b.number, each.a.article)):
            best[place] = max(best.get(place, 0.0), rank)
    return best


NAMES = ("share_a", "share_b", "cosine", "content", "others", "loose")


def features(each: Comparison, difference: Difference, cosine: float) -> tuple[float, ...]:
    """The figures a finding is rated by, in the order of ``NAMES``."""
    share_a, share_b = each.shares()
    return (
        share_a,
        share_b,
        cosine,
        math.log1p(each.content()),
        float(len(each.differences) - 1),
        float(each.loose()),
    )


def _probability(given: tuple[float, ...]) -> float:
    share_a, share_b, cosine, content, others, loose = given
    if content < math.log1p(3) or others > 1:
        return 0.0
    value = 12 * (min(share_a, share_b) - 0.65) - 1.0 * loose - 2 * others + 2
    return 1 / (1 + math.exp(-value))


def _reason(given: tuple[float, ...]) -> str:
    share_a, share_b, cosine, _, others, loose = given
    return f"words shared {share_a:.2f} and {share_b:.2f}, cosine {cosine:.2f}"
