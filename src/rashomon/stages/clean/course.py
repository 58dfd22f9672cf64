"""Where on a page the report stands, from the probability of each unit and their order.

A report is one run of units with interruptions (an advertisement, a caption, a list of links);
what comes long after it is another's. The best course through four states, before, in, between
and after the report, is found with Viterbi's algorithm (1967).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["EVEN", "course"]

EVEN = 0.45
"""Probability at which a unit speaks neither for nor against the report."""
LEAVE = 0.5
STAY = 0.3
"""Log odds that an interruption costs, and each unit of it. Held-out F1 of the dumps is flat around
all three (.9173 at .45, .5 and .3; .9155 to .9169 at half and twice of each; train_body.py)."""
BELOW = 1.5
"""Log odds under the likeliest unit that are even where no unit speaks for itself. The part of
a teaser's words that is kept is flat from .5 to 2.5 (``evals/score_snippets.py``)."""
SURE = 0.98
BEFORE, WITHIN, BETWEEN, AFTER = range(4)


def course(scores: Sequence[float]) -> list[bool]:
    """Whether each unit of a page is in the report, by the course that fits the scores best.

    Whatever is read tells something: where no unit seems to, as in a teaser, which has nothing of
    what stands around the reports of pages, they are measured by the likeliest among them.

    :param scores: probability of each unit to be reporting, in the order of the page.
    """
    even = math.log(EVEN / (1 - EVEN))
    found = _course(scores, even)
    if scores and not any(found):
        highest = min(max(1 - SURE, *scores), SURE)
        found = _course(scores, math.log(highest / (1 - highest)) - BELOW)
    return found


def _course(scores: Sequence[float], even: float) -> list[bool]:
    before, within, between, after = 0.0, -math.inf, -math.inf, -math.inf
    steps: list[tuple[int, int, int, int]] = []
    for score in scores:
        sure = min(max(score, 1 - SURE), SURE)
        gain = math.log(sure / (1 - sure)) - even
        best, come = (within, WITHIN) if within >= before else (before, BEFORE)
        if between >= best:
            best, come = between, BETWEEN
        leaving = within - LEAVE
        left, kept = (between, BETWEEN) if between >= leaving else (leaving, WITHIN)
        after, done = (after, AFTER) if after >= within else (within, WITHIN)
        steps.append((BEFORE, come, kept, done))
        within, between = best + gain, left - STAY
    if not steps:
        return []
    return _traced(steps, max((before, BEFORE), (within, WITHIN), (after, AFTER))[1])


def _traced(steps: Sequence[tuple[int, int, int, int]], state: int) -> list[bool]:
    """The states on the way to the last one, from its end."""
    found = []
    for step in reversed(steps):
        found.append(state == WITHIN)
        state = step[state]
    return found[::-1]
