"""An article that contradicts itself: two of its sentences that tell the same and differ.

Asked more strictly than of two articles: a report may well tell of two like happenings, hardly ever
twice of one in nearly the same words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from rashomon.stages.collate.conflict import edits
from rashomon.stages.collate.conflict.comparison import Comparison, Report
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.units import Unit

__all__ = ["compared"]

MIN_COSINE = 0.75
MIN_SHARE = 0.8
"""Cosine of two sentences of one article, and part of the content words of each that must stand in
the other, for them to tell one thing. Of 96 reports of data/group one was then said to contradict
itself, wrongly: a gallery whose captions are numbered, which MOST_PARTNERS rules out."""

MOST_PARTNERS = 2
"""Sentences of one article that may be like one of its sentences; more are a list or a form."""


def compared(context: Context, reports: Mapping[str, Report]) -> Iterator[tuple[Comparison, float]]:
    """Pairs of sentences of one article that tell the same in nearly the same words, laid side by
    side, with their cosine; only those with a single difference."""
    for key, units in context.of_article.items():
        for a, b, cosine in _alike(context, units):
            found = edits.compare(a, b, (reports[key], reports[key]))
            if len(found.differences) == 1 and min(found.shares()) >= MIN_SHARE:
                yield found, cosine


def _alike(context: Context, units: tuple[Unit, ...]) -> Iterator[tuple[Unit, Unit, float]]:
    if len(units) < 2:
        return
    rows = context.vectors[units[0].number : units[-1].number + 1]
    cosine = rows @ rows.T
    alike = cosine >= MIN_COSINE
    partners = alike.sum(axis=1) - 1
    for i, j in np.argwhere(np.triu(alike, 1)):
        if max(partners[i], partners[j]) <= MOST_PARTNERS:
            yield units[i], units[j], float(cosine[i, j])
