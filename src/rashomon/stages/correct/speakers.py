"""Speakers that a reader named."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from rashomon.errors import StaleReference
from rashomon.models import Annotated, Annotation, Entity, Span
from rashomon.offsets import overlap
from rashomon.stages.correct.places import quoted

__all__ = ["named"]


def named(one: Annotated, span: Span, name: str | None, everyone: Sequence[Annotated]) -> Annotated:
    """The article with a speaker for the quotation at a span.

    :param name: an entity of that name is taken, else one is made: of the type that it has in
        another article, else a person. None takes the speaker away.
    :raises StaleReference: no quotation is there.
    """
    layers = one.annotation
    place = _quotation(layers, span)
    if place is None:
        words = quoted(one.article.text[span[0] : span[1]])
        raise StaleReference(
            f"no quotation at {words} in {one.article.source}; `rashomon annotate` lists them"
        )
    entities = layers.entities
    ident = None
    if name is not None:
        known = next((e for e in entities if e.name.casefold() == name.casefold()), None)
        entity = known or _entity(name, layers, everyone)
        ident = entity.id
        entities = entities if known else (*entities, entity)
    quote = layers.quotes[place]
    if quote.speaker_entity == ident:
        return one
    quotes = list(layers.quotes)
    quotes[place] = msgspec.structs.replace(quote, speaker_entity=ident)
    changed = msgspec.structs.replace(layers, quotes=tuple(quotes), entities=entities)
    return msgspec.structs.replace(one, annotation=changed)


def _quotation(layers: Annotation, span: Span) -> int | None:
    """The quotation that shares most with a span, the first of several."""
    shared = [sum(overlap(span, piece) for piece in quote.spans) for quote in layers.quotes]
    best = max(shared, default=0)
    return shared.index(best) if best else None


def _entity(name: str, layers: Annotation, everyone: Sequence[Annotated]) -> Entity:
    taken = {entity.id for entity in layers.entities}
    number = len(taken) + 1
    while f"e{number}" in taken:
        number += 1
    alike = [
        entity
        for other in everyone
        for entity in other.annotation.entities
        if entity.named and entity.name.casefold() == name.casefold()
    ]
    if alike:
        return Entity(id=f"e{number}", name=name, type=alike[0].type, code=alike[0].code)
    return Entity(id=f"e{number}", name=name, type="person")
