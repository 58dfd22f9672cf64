"""Collating: what the accounts of one story say, side by side.

The order: actors are joined over the articles, sentences become units, quotations and claims are
aligned, conflicts are found among them, claims in a conflict are marked, and coverage and timeline
are drawn from the claims.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from rashomon.embed import Embedder
from rashomon.models import Annotated, Collation, Grouping, Story
from rashomon.stages.collate import (
    actors,
    claims,
    conflicts,
    corroboration,
    coverage,
    quotations,
    settle,
    sureness,
    timeline,
)
from rashomon.stages.collate.context import Context, gather
from rashomon.stages.collate.decided import Asked, Decided
from rashomon.stages.collate.explain import Tools, explain
from rashomon.stages.collate.pairs import load_decision
from rashomon.stages.collate.units import Unit

__all__ = ["Asked", "Context", "Decided", "Tools", "Unit", "collate", "explain"]

NOTHING = Asked()
"""A reader who asks nothing: all is shown as it is found."""


def collate(
    story: Story,
    annotated: Sequence[Annotated],
    grouping: Grouping,
    embedder: Embedder,
    models: Path | None = None,
    asked: Asked = NOTHING,
) -> Collation:
    """Set the accounts of one story side by side.

    :param annotated: annotated articles, those of the story among them.
    :param models: a folder whose learned parts stand in for the packaged ones.
    :param asked: what a reader decided on this story, and how sure all else must be.
    :raises ModelError: the weights of the claim decision are missing.
    """
    people = asked.decided.actors(actors.join(story, annotated))
    context = gather(story, annotated, people, grouping, embedder)
    said = quotations.compare(context, embedder, models)
    context = dataclasses.replace(context, quotes=said.quotes, moved=said.moved)
    aligned = asked.decided.claims(claims.align(context, embedder, load_decision(models)))
    found, sources = corroboration.count(context, aligned)
    context = dataclasses.replace(context, claims=found)
    sieve = sureness.Sieve(asked.least)
    contrary, developments = sieve.conflicts(
        *asked.decided.conflicts(*conflicts.find(context, models, asked.nli))
    )
    origin_of = {place: source.origin for place, source in sources.items()}
    settled, tied = sieve.claims(*settle.settle(found, contrary, developments, origin_of))
    settled = corroboration.derive(context, settled, sources)
    return Collation(
        claims=settled,
        conflicts=tied,
        developments=developments,
        quotes=sieve.quotes(context.quotes),
        actors=people,
        timeline=timeline.draw(context, settled),
        coverage=coverage.of_articles(context, settled),
        hidden=sieve.hidden,
    )
