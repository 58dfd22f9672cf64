"""The stage ``group``: shared text, who wrote it first, and which articles are one story."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.embed import Embedder
from rashomon.models import Article, ArticleRef, Grouping
from rashomon.stages.group.bodies import bodies_of
from rashomon.stages.group.explaining import explain
from rashomon.stages.group.origins import find_origins
from rashomon.stages.group.reuse import as_reuse, shared_text
from rashomon.stages.group.similarity import Tick, silent
from rashomon.stages.group.stories import find_stories

__all__ = ["explain", "group"]


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
    bodies = bodies_of(articles)
    shared = shared_text(bodies)
    origins = find_origins(bodies, shared)
    return Grouping(
        articles=tuple(_reference(article) for article in articles),
        reuse=tuple(as_reuse(bodies, pair) for pair in shared),
        origins=origins,
        stories=find_stories(bodies, origins, embedder, one_story=one_story, tick=tick),
    )


def _reference(article: Article) -> ArticleRef:
    return ArticleRef(
        id=article.id,
        source=article.source,
        sources=article.sources,
        outlet=article.outlet,
        published=article.published,
        title=article.title,
    )
