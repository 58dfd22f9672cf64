"""Which words of an article stand inside quotation marks."""

from __future__ import annotations

import re

from rashomon.models import Annotated, Span

__all__ = ["marked", "within"]

_MARKED = re.compile(r"“[^”“\n]{2,}”?|\"[^\"\n]{2,}\"|«[^»\n]{2,}»|(?<!\w)‘[^‘\n]{2,}?’(?!\w)")


def marked(annotated: Annotated) -> tuple[Span, ...]:
    """Spans between quotation marks, and those of direct quotations, in order of the text."""
    article = annotated.article
    found = {
        (block.start + hit.start(), block.start + hit.end())
        for block in article.blocks
        if block.kind not in ("furniture", "repeat")
        for hit in _MARKED.finditer(article.text[block.start : block.end])
    }
    for quote in annotated.annotation.quotes:
        if quote.kind == "direct":
            found.update(quote.spans)
    return tuple(sorted(found))


def within(spans: tuple[Span, ...], start: int, end: int) -> bool:
    """Whether ``start`` to ``end`` lies inside one of the spans."""
    return any(first <= start and end <= last for first, last in spans)
