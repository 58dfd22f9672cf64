"""What the parts of the collating stage share about one story."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rashomon.embed import Embedder, Vectors, in_context
from rashomon.models import Actor, Annotated, Claim, Grouping, Quote, QuoteVariants, Span, Story
from rashomon.stages.collate.units import Unit, units_of

__all__ = ["Context", "gather"]

NO_GROUPING = Grouping(articles=(), reuse=(), origins=(), stories=())


@dataclass(frozen=True, slots=True)
class Context:
    """One story with its articles, actors, sentences and vectors.

    ``articles`` by article id in the story's order; ``actor_of`` gives the actor id of (article
    id, entity id); ``origin_of`` the origin id of an article id; ``units`` are numbered
    0..n-1 over the whole story and ``vectors`` (n, dimensions; rows of length one, float32)
    holds the vector of each; ``of_article`` the units of each article in order of its text.
    ``words`` holds for each unit where its verbs, nouns and adjectives begin, and the vector of
    each in its sentence. ``claims`` and ``quotes`` are empty until those parts have run, and so is
    ``moved``: numbers of two utterances that are one in two mouths, and how likely. ``grouping``
    holds the shared text and the origins.
    """

    story: Story
    articles: Mapping[str, Annotated]
    actors: Mapping[str, Actor]
    actor_of: Mapping[tuple[str, str], str]
    origin_of: Mapping[str, str]
    units: tuple[Unit, ...]
    vectors: Vectors
    of_article: Mapping[str, tuple[Unit, ...]]
    claims: tuple[Claim, ...] = ()
    quotes: tuple[QuoteVariants, ...] = ()
    moved: tuple[tuple[int, int, float], ...] = ()
    grouping: Grouping = NO_GROUPING
    words: tuple[tuple[tuple[int, ...], Vectors], ...] = ()

    def word(self, unit: Unit, start: int) -> Vectors | None:
        """Vector of the verb, noun or adjective that begins at ``start``, as it stands there."""
        if unit.number >= len(self.words):
            return None
        starts, rows = self.words[unit.number]
        place = bisect_left(starts, start)
        if place == len(starts) or starts[place] != start:
            return None
        return np.asarray(rows[place], dtype=np.float32)

    def quote(self, unit: Unit, index: int) -> Quote:
        """The quotation of a unit's article with that index."""
        return self.articles[unit.article].annotation.quotes[index]

    def speaker(self, article: str, quote: Quote) -> str | None:
        """Name of the actor who speaks, null where no entity is known."""
        actor = self.actor_of.get((article, quote.speaker_entity or ""))
        if actor is not None:
            return self.actors[actor].name
        return None


def gather(
    story: Story,
    annotated: Sequence[Annotated],
    actors: Sequence[Actor],
    grouping: Grouping,
    embedder: Embedder,
) -> Context:
    """Lay out a story: its articles' units, each with its vector (one for each distinct text)."""
    by_id = {a.article.id: a for a in annotated}
    articles = {key: by_id[key] for key in story.articles if key in by_id}
    actor_of = {member: actor.id for actor in actors for member in actor.members}
    units: list[Unit] = []
    of_article: dict[str, tuple[Unit, ...]] = {}
    for key, each in articles.items():
        found = units_of(each, actor_of, len(units))
        of_article[key] = tuple(found)
        units.extend(found)
    texts = [unit.text for unit in units]
    starts, spans = _words(units)
    read = in_context(embedder, texts, spans)
    return Context(
        story=story,
        articles=articles,
        actors={actor.id: actor for actor in actors},
        actor_of=actor_of,
        origin_of=_origins(articles, grouping),
        units=tuple(units),
        vectors=embedder.embed(texts),
        of_article=of_article,
        words=tuple((own, rows.astype(np.float16)) for own, rows in zip(starts, read, strict=True)),
        grouping=grouping,
    )


_WORDS = frozenset(("VERB", "AUX", "NOUN", "ADJ"))
"""Universal POS of the words that may name what happened."""


def _words(units: Sequence[Unit]) -> tuple[list[tuple[int, ...]], list[list[Span]]]:
    """Where the words of each unit begin in its article, and their spans in its text."""
    found = [[t for t in unit.tokens if t.pos in _WORDS] for unit in units]
    starts = [tuple(token.start for token in own) for own in found]
    spans = [
        [(token.start - unit.span[0], token.end - unit.span[0]) for token in own]
        for unit, own in zip(units, found, strict=True)
    ]
    return starts, spans


def _origins(articles: Mapping[str, Annotated], grouping: Grouping) -> dict[str, str]:
    """Origin id by article id; an article without an origin is its own."""
    known = {key: origin.id for origin in grouping.origins for key in origin.articles}
    return {key: known.get(key, key) for key in articles}
