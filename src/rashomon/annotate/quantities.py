"""Quantities of one article."""

from __future__ import annotations

from rashomon.models import Article, Parse, Quantity, Quote

__all__ = ["find"]


def find(article: Article, parse: Parse, quotes: tuple[Quote, ...]) -> tuple[Quantity, ...]:
    """Quantities in order of the text."""
    return ()
