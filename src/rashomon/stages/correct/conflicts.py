"""Conflicts that a reader rejected."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.models import Citation, Conflict, ConflictKind, ConflictValue, Span
from rashomon.offsets import overlap
from rashomon.stages.correct.places import fit

__all__ = ["Spot", "sets_against"]

Spot = tuple[str, Span]
"""A span of an article, by its id."""


def sets_against(conflict: Conflict, spots: Sequence[Spot], kind: ConflictKind | None) -> bool:
    """Whether a conflict is of that kind, and the spots stand on two or more of its values."""
    if kind is not None and conflict.kind != kind:
        return False
    hit = [
        {number for number, value in enumerate(conflict.values) if _gives(value, spot)}
        for spot in spots
    ]
    return all(hit) and len(set().union(*hit)) > 1 and _differ(hit)


def _differ(hit: Sequence[set[int]]) -> bool:
    """Whether two spots stand on different values."""
    return any(a != b or len(a) > 1 for at, a in enumerate(hit) for b in hit[at + 1 :])


def _gives(value: ConflictValue, spot: Spot) -> bool:
    return any(c.article == spot[0] and _there(value, c, spot[1]) for c in value.evidence)


def _there(value: ConflictValue, citation: Citation, span: Span) -> bool:
    """Whether a span is the sentence that gives a value, or holds the words of the value."""
    at = citation.text.find(value.text)
    if at >= 0:
        words = citation.start + at, citation.start + at + len(value.text)
        return overlap(words, span) > 0
    return fit((citation.start, citation.end), span) > 0
