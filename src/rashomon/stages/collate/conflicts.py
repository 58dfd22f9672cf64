"""Conflicts of a story: what its accounts cannot all be right about, and what later ones update."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.models import Conflict
from rashomon.stages.collate.conflict import (
    assemble,
    deeds,
    edits,
    figures,
    marks,
    pairs,
    places,
    score,
    speech,
)
from rashomon.stages.collate.conflict.comparison import Report
from rashomon.stages.collate.context import Context

__all__ = ["find"]


def find(context: Context) -> tuple[tuple[Conflict, ...], tuple[Conflict, ...]]:
    """Conflicts and developments of a story.

    Sentences of different articles that tell the same are laid side by side; what differs is
    compared as number, time, place, name, polarity or quoted word.

    :return: conflicts, developments; each by place of their first evidence in the story.
    """
    found = [f for f in findings(context) if f.confidence >= score.THRESHOLD]
    return assemble.assemble(context, found)


def findings(context: Context) -> Iterator[score.Finding]:
    """Every typed difference between two sentences, with the probability that it is a conflict."""
    beside = places.together(context.units)
    reports = {
        key: Report(each.parse.tokens, marks.marked(each), beside)
        for key, each in context.articles.items()
    }
    compared = [
        (edits.compare(a, b, (reports[a.article], reports[b.article])), cosine)
        for a, b, cosine in pairs.candidates(context)
    ]
    yield from score.rate(context, compared)
    yield from score.rate_wordings(speech.wordings(context, reports))
    yield from score.rate_speakers(speech.speakers(context))
    copies = score.copies(compared)
    yield from score.rate_figures(figures.matches(context, copies))
    yield from score.rate_updates(figures.updates(context))
    yield from score.rate_acts(deeds.pairs(context, copies))
