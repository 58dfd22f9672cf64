"""Clause-level statements of one article."""

from __future__ import annotations

from rashomon.models import Article, Event, Parse, Quote, TimeExpression

__all__ = ["find"]


def find(
    article: Article, parse: Parse, quotes: tuple[Quote, ...], times: tuple[TimeExpression, ...]
) -> tuple[Event, ...]:
    """Statements in order of the text."""
    return ()
