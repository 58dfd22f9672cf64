"""Units: the sentences of a story's reporting blocks, each with all that was found inside it.

Every part of the collating stage works from these: the layers of an :class:`Annotated` article
are laid over its sentences once, so that nobody has to search spans again.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from rashomon.models import (
    Annotated,
    BlockKind,
    Event,
    Quantity,
    Quote,
    Span,
    TimeExpression,
    Token,
)
from rashomon.stages.collate.lexicon import GENERAL

__all__ = ["CONTENT_POS", "LEAD_PARAGRAPHS", "UNIT_KINDS", "Unit", "units_of"]

UNIT_KINDS: frozenset[BlockKind] = frozenset({"title", "summary", "body", "sidebar"})
"""Kinds of block whose sentences tell the story: no captions, headings, furniture, repeats."""

CONTENT_POS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV"})
"""Universal POS of the words that carry content."""

LEAD_PARAGRAPHS = 2
"""Body paragraphs that belong to an article's lead (contract: headline, summary, first two)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence of a reporting block, with what stands in it.

    ``number`` is its index in ``Context.units`` and its row in ``Context.vectors``; ``sentence``
    its index in the article's ``Parse.sentences``; ``position`` counts the article's units from 0;
    ``paragraph`` the body blocks before it. ``lemmas`` are the lower-case lemmas of its content
    words, in order, repeats kept. ``actors`` pairs each mention's span with an actor id.
    ``quotes`` are indexes into the article's ``Annotation.quotes`` of those that overlap it.
    """

    number: int
    article: str
    sentence: int
    span: Span
    text: str
    block: BlockKind
    position: int
    paragraph: int
    tokens: tuple[Token, ...]
    lemmas: tuple[str, ...]
    events: tuple[Event, ...]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeExpression, ...]
    actors: tuple[tuple[Span, str], ...]
    quotes: tuple[int, ...]

    @property
    def lead(self) -> bool:
        """Whether it stands in the headline, the summary or the first two body paragraphs."""
        return self.block in ("title", "summary") or (
            self.block == "body" and self.paragraph < LEAD_PARAGRAPHS
        )

    @property
    def actor_ids(self) -> frozenset[str]:
        """Ids of the actors it mentions."""
        return frozenset(actor for _, actor in self.actors)


def units_of(
    annotated: Annotated, actor_of: Mapping[tuple[str, str], str], first: int = 0
) -> list[Unit]:
    """The units of one article, in order of the text, numbered from ``first``.

    :param actor_of: actor id by (article id, entity id).
    """
    article, layers, parse = annotated.article, annotated.annotation, annotated.parse
    layer = _Layers(annotated, actor_of)
    found: list[Unit] = []
    paragraphs = _paragraph_numbers(annotated)
    for number, (begin, stop) in enumerate(parse.sentences):
        block = article.blocks[parse.blocks[number]]
        tokens = tuple(t for t in parse.tokens[begin:stop] if not t.text.isspace())
        if block.kind not in UNIT_KINDS or not tokens:
            continue
        span = (tokens[0].start, tokens[-1].end)
        found.append(
            Unit(
                number=first + len(found),
                article=article.id,
                sentence=number,
                span=span,
                text=article.text[span[0] : span[1]],
                block=block.kind,
                position=len(found),
                paragraph=paragraphs[parse.blocks[number]],
                tokens=tokens,
                lemmas=content_lemmas(tokens),
                events=tuple(_inside(layers.events, layer.events, span)),
                quantities=tuple(_inside(layers.quantities, layer.quantities, span)),
                times=tuple(_inside(layers.times, layer.times, span)),
                actors=layer.actors(span),
                quotes=_quotes(layers.quotes, span),
            )
        )
    return found


def content_lemmas(tokens: Iterable[Token]) -> tuple[str, ...]:
    """Lower-case lemmas of content words, without the most general verbs and adverbs."""
    return tuple(
        lemma
        for token in tokens
        if token.pos in CONTENT_POS
        for lemma in (token.lemma.lower(),)
        if lemma not in GENERAL and any(c.isalnum() for c in lemma)
    )


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


_S = TypeVar("_S", bound=_Spanned)


class _Layers:
    """Start offsets of each layer, for binary search."""

    def __init__(self, annotated: Annotated, actor_of: Mapping[tuple[str, str], str]) -> None:
        layers = annotated.annotation
        self.events = [e.start for e in layers.events]
        self.quantities = [q.start for q in layers.quantities]
        self.times = [t.start for t in layers.times]
        self._mentions = layers.mentions
        self._starts = [m.start for m in layers.mentions]
        self._article, self._actor_of = annotated.article.id, actor_of

    def actors(self, span: Span) -> tuple[tuple[Span, str], ...]:
        found = _inside(self._mentions, self._starts, span)
        return tuple(
            (m.head or (m.start, m.end), self._actor_of[self._article, m.entity])
            for m in found
            if (self._article, m.entity) in self._actor_of
        )


def _inside(layer: Sequence[_S], starts: Sequence[int], span: Span) -> list[_S]:
    """Members of a layer that start inside a span."""
    first, last = bisect.bisect_left(starts, span[0]), bisect.bisect_left(starts, span[1])
    return list(layer[first:last])


def _quotes(quotes: Sequence[Quote], span: Span) -> tuple[int, ...]:
    return tuple(
        number
        for number, quote in enumerate(quotes)
        if any(start < span[1] and end > span[0] for start, end in quote.spans)
    )


def _paragraph_numbers(annotated: Annotated) -> list[int]:
    """For each block the number of body blocks before it."""
    numbers, bodies = [], 0
    for block in annotated.article.blocks:
        numbers.append(bodies)
        bodies += block.kind == "body"
    return numbers
