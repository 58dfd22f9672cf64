"""Quotations of one article with cue and speaker."""

from __future__ import annotations

from rashomon.annotate.entities import Named
from rashomon.models import Article, Parse, Quote

__all__ = ["find"]


def find(article: Article, parse: Parse, named: Named) -> tuple[Quote, ...]:
    """Quotations in order of the text."""
    return ()
