"""All of ``group`` over bodies: shared text, origins, stories."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.embed import Embedder
from rashomon.models import Article, ArticleRef, Grouping
from rashomon.stages.group.bodies import Body
from rashomon.stages.group.carrying import with_origins, with_rewrites
from rashomon.stages.group.origins import find_origins
from rashomon.stages.group.reuse import as_reuse, shared_text
from rashomon.stages.group.similarity import Tick, silent
from rashomon.stages.group.stories import find_stories

__all__ = ["grouped"]


def grouped(
    bodies: Sequence[Body], embedder: Embedder, *, one_story: bool = False, tick: Tick = silent
) -> Grouping:
    """Shared text, origins and stories; parameters and errors as for ``group``."""
    shared = shared_text(bodies)
    origins = find_origins(bodies, shared)
    stories = find_stories(bodies, origins, embedder, one_story=one_story, tick=tick)
    reuse = [as_reuse(bodies, pair) for pair in shared]
    return Grouping(
        articles=tuple(_reference(body.article) for body in bodies),
        reuse=tuple(with_origins(reuse, origins, bodies)),
        origins=with_rewrites(origins, stories, bodies),
        stories=stories,
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
