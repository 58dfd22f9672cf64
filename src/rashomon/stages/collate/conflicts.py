"""Conflicts of a story: what its accounts cannot all be right about, and what later ones update."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from rashomon.models import Conflict
from rashomon.pairmodel import PairModel
from rashomon.stages.collate.conflict import (
    assemble,
    cross,
    deeds,
    edits,
    figures,
    itself,
    judge,
    marks,
    pairs,
    places,
    score,
    speech,
    tolls,
)
from rashomon.stages.collate.conflict.comparison import Report
from rashomon.stages.collate.context import Context

__all__ = ["find"]


def find(
    context: Context, models: Path | None = None, nli: PairModel | None = None
) -> tuple[tuple[Conflict, ...], tuple[Conflict, ...]]:
    """Conflicts and developments of a story.

    Sentences of different articles that tell the same are laid side by side; what differs is
    compared as number, time, place, name, polarity or quoted word. Passages that share few words
    are read together by the packaged encoder, where it is there.

    :param models: a folder whose learned parts stand in for the packaged ones.
    :param nli: a model for natural-language inference that the user brings.
    :return: conflicts, developments; each by place of their first evidence in the story.
    :raises ModelError: a learned part is damaged.
    """
    found = [f for f in findings(context, models, nli) if f.confidence >= score.THRESHOLD]
    return assemble.assemble(context, found)


def findings(
    context: Context, models: Path | None = None, nli: PairModel | None = None
) -> Iterator[score.Finding]:
    """Every typed difference, with the probability that it is a conflict.

    What the pair encoder finds stands behind what the rules find, and only where they find nothing.
    """
    reports = _reports(context)
    compared = [
        (edits.compare(a, b, (reports[a.article], reports[b.article])), cosine)
        for a, b, cosine in pairs.candidates(context)
    ]
    copies = score.copies(compared)
    ruled = list(score.rate(context, compared))
    ruled += score.rate_wordings(speech.wordings(context, reports))
    ruled += score.rate_speakers(speech.speakers(context))
    ruled += score.rate_figures(figures.matches(context, copies))
    ruled += score.rate_updates(figures.updates(context))
    ruled += score.rate_updates(figures.rises(context), "a later report raises it")
    ruled += score.rate(context, list(itself.compared(context, reports)))
    ruled += score.rate_figures(figures.within(context))
    ruled += score.rate_tolls(tolls.tolls(context))
    ruled += score.rate_acts(deeds.pairs(context, copies))
    yield from ruled
    known = {
        pair
        for f in ruled
        if f.confidence >= score.THRESHOLD
        for pair in ((f.a.number, f.b.number), (f.b.number, f.a.number))
    }
    for each in _read_together(context, copies, models, nli):
        if (each.a.number, each.b.number) not in known:
            yield each


def _reports(context: Context) -> dict[str, Report]:
    beside = places.together(context.units)
    return {
        key: Report(each.parse.tokens, marks.marked(each), beside)
        for key, each in context.articles.items()
    }


def _read_together(
    context: Context,
    copies: Mapping[tuple[int, str], int],
    models: Path | None,
    nli: PairModel | None,
) -> Iterator[score.Finding]:
    """What is found by reading passages together; nothing where nobody can read them."""
    readers = judge.Readers(cross.load_encoder(models), cross.load_decision(models), nli)
    yield from judge.judged(context, copies, readers)
