"""Time expressions of one article."""

from __future__ import annotations

from rashomon.models import Article, Parse, TimeExpression

__all__ = ["find"]


def find(article: Article, parse: Parse) -> tuple[TimeExpression, ...]:
    """Time expressions in order of the text."""
    return ()
