"""The stage ``group``: shared text, who wrote it first, and which articles are one story."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.embed import Embedder
from rashomon.models import Article, Grouping
from rashomon.stages.group.bodies import bodies_of
from rashomon.stages.group.explaining import explain
from rashomon.stages.group.similarity import Tick, silent
from rashomon.stages.group.streaming import State, add
from rashomon.stages.group.whole import grouped

__all__ = ["State", "add", "explain", "group"]


def group(
    articles: Sequence[Article],
    embedder: Embedder,
    *,
    one_story: bool = False,
    tick: Tick = silent,
) -> Grouping:
    """Shared text, origins and stories of articles; needs their text and blocks only.

    :param embedder: gives the sentence vectors of headlines and leads.
    :param one_story: take all articles as reports of one happening.
    :param tick: called with (articles done, articles in all) now and then.
    :raises ModelError: the table of document frequencies is missing or damaged.
    """
    return grouped(bodies_of(articles), embedder, one_story=one_story, tick=tick)
