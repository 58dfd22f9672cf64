"""Time expressions of one article."""

from __future__ import annotations

from collections.abc import Iterator

from rashomon.annotate.tree import Tree
from rashomon.models import Article, Parse, Span, TimeExpression

__all__ = ["find", "spans"]


def find(article: Article, parse: Parse) -> tuple[TimeExpression, ...]:
    """Time expressions in order of the text."""
    return ()


def spans(text: str, start: int, end: int, tree: Tree) -> Iterator[Span]:
    """Spans of the time expressions of a stretch of text, unresolved."""
    yield from ()
