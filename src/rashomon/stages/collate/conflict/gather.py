"""Who else gives a value: the further accounts behind each side of a difference.

Two sentences are enough to find a difference; a reader wants every account that stands on either
side. A sentence joins a value where it gives the same normalised time or quantity about the same
thing: an actor in common and a like sentence.
"""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.models import ConflictKind, Span
from rashomon.offsets import overlap
from rashomon.stages.collate.conflict.times import clock
from rashomon.stages.collate.context import Context
from rashomon.stages.collate.units import Unit

__all__ = ["also"]

Key = tuple[object, ...]

LIKE = 0.4
"""Cosine of two sentences that give one value of one thing. The value itself must be equal, so this
only has to rule out another thing of the same size; set by reading the two planted stories."""


def also(
    context: Context, kind: ConflictKind, unit: Unit, span: Span
) -> Iterator[tuple[Unit, Span]]:
    """Sentences of other articles that give the value at ``span`` of ``unit``, with its place."""
    text = context.articles[unit.article].article.text
    key = next((key for place, key in _keys(kind, unit, text) if overlap(place, span)), None)
    if key is None:
        return
    about = unit.actor_ids
    for other in context.units:
        if other.article == unit.article or not about & other.actor_ids:
            continue
        if float(context.vectors[unit.number] @ context.vectors[other.number]) < LIKE:
            continue
        text = context.articles[other.article].article.text
        yield from ((other, place) for place, found in _keys(kind, other, text) if found == key)


def _keys(kind: ConflictKind, unit: Unit, text: str) -> Iterator[tuple[Span, Key]]:
    """Each value of a kind in a sentence; of times the clock times, as a day fits many acts."""
    if kind == "time":
        for t in unit.times:
            minute = clock(text[t.start : t.end])
            if minute is not None:
                yield (t.start, t.end), (minute,)
    elif kind == "number":
        for q in unit.quantities:
            if q.value is not None and q.measures and q.modifier == "exactly":
                yield (q.start, q.end), (q.value, q.upper, q.unit, q.measures.split()[0])
