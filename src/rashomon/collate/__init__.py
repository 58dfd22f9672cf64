"""Collating: what the accounts of one story say, side by side.

The order: actors are joined over the articles, sentences become units, quotations and claims are
aligned, conflicts are found among them, and coverage and timeline are drawn from the claims.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.collate.context import Context, gather
from rashomon.collate.units import Unit
from rashomon.embed import Embedder
from rashomon.models import Annotated, Collation, Grouping, Story

__all__ = ["Context", "Unit", "collate"]


def collate(
    story: Story, annotated: Sequence[Annotated], grouping: Grouping, embedder: Embedder
) -> Collation:
    """Set the accounts of one story side by side."""
    gather(story, annotated, (), grouping, embedder)
    return Collation()
