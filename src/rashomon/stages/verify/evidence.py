"""Which sentences of the reports a sentence stands on: few, and each for something of its own."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rashomon.stages.verify.elements import Reading
from rashomon.stages.verify.shelf import Floats

__all__ = ["Pool", "Status", "pool_of", "statuses"]

MOST = 4
"""Sentences that one sentence may stand on."""
GAIN = 0.06
"""Share of a sentence's weight that a further sentence of the reports must add."""
HELD = 0.6
"""A part is held where a line holds it this well."""
NEAR = 2
"""Lines before and after that belong to the same passage."""

Status = int
"""0 held in the pool, 1 near it, 2 elsewhere in the reports, 3 nowhere."""


@dataclass
class Pool:
    """The lines chosen, the best first, and how well they hold each element together.

    :ivar scores: of each line of the shelf, by words and by vector, 0 to 1.
    """

    lines: list[int]
    held: Floats
    scores: Floats


def pool_of(reading: Reading) -> Pool:
    """Choose the lines that hold most, one after the other."""
    if not len(reading.cosines) or not reading.allowed:
        return Pool([], np.zeros(len(reading.elements)), reading.cosines)
    weights = reading.weights
    total = max(1e-6, float(weights.sum()))
    covers = (weights @ reading.held) / total if len(weights) else np.zeros(len(reading.cosines))
    scores = 0.5 * covers + 0.5 * np.clip(reading.cosines, 0, 1)
    allowed = np.zeros(len(scores), bool)
    allowed[reading.allowed] = True
    best = int(np.argmax(np.where(allowed, scores, -1)))
    chosen, now = [best], reading.held[:, best].copy()
    while len(chosen) < MOST and len(weights):
        more = np.maximum(reading.held - now[:, None], 0)
        gains = (weights @ more) / total + 0.1 * _beside(reading, chosen) + 0.05 * scores
        plain = (weights @ more) / total
        gains = np.where(allowed & (plain >= GAIN), gains, -1)
        gains[chosen] = -1
        at = int(np.argmax(gains))
        if gains[at] < GAIN:
            break
        chosen.append(at)
        now = np.maximum(now, reading.held[:, at])
    return Pool(chosen, now, scores)


def _beside(reading: Reading, chosen: list[int]) -> Floats:
    """1 for lines next to a chosen one."""
    found = np.zeros(len(reading.cosines))
    for number in chosen:
        found[_around(reading, number)] = 1.0
    return found


def _around(reading: Reading, number: int) -> list[int]:
    first, last = reading.shelf.by_account[reading.shelf.lines[number].account]
    return list(range(max(first, number - NEAR), min(last, number + NEAR + 1)))


def statuses(reading: Reading, pool: Pool) -> list[Status]:
    """Where each element stands."""
    near = sorted({n for number in pool.lines for n in _around(reading, number)})
    found: list[Status] = []
    for row in range(len(reading.elements)):
        held = reading.held[row]
        if pool.held[row] >= HELD:
            found.append(0)
        elif near and float(held[near].max()) >= HELD:
            found.append(1)
        else:
            found.append(2 if len(held) and float(held.max()) >= HELD else 3)
    return found
