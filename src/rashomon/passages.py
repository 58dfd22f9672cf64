"""Passages that a person names on the command line, found among what was compared."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rashomon.errors import UsageError
from rashomon.models import Article, Citation, Collation, Span

__all__ = ["pair_of"]

_PLACE = re.compile(r"(\d+)-(\d+)")

HOW = "give an id of the answer (s1.c2), SOURCE:START-END or SOURCE:WORDS"


def pair_of(
    one: str, other: str, articles: Sequence[Article], collations: Mapping[str, Collation]
) -> tuple[Citation, Citation]:
    """Two passages by what they are called.

    A name is the id of a claim, conflict or quotation, which stands for its first passage (both
    names alike: for its first two), or an article (id, source or a part that only it has), a colon,
    and ``START-END`` or words that stand there.

    :raises UsageError: a name fits nothing, or several passages.
    """
    first = _called(one, articles, collations)
    if one == other:
        apart = [each for each in first[1:] if each != first[0]]
        if not apart:
            raise UsageError(f"--explain {one} {other}: it stands in one place only")
        return first[0], apart[0]
    return first[0], _called(other, articles, collations)[0]


def _called(
    name: str, articles: Sequence[Article], collations: Mapping[str, Collation]
) -> list[Citation]:
    known = _by_id(name, articles, collations.get(name.partition(".")[0], Collation()))
    return known or [_placed(name, articles)]


def _by_id(name: str, articles: Sequence[Article], found: Collation) -> list[Citation]:
    """The passages of a claim, a conflict (of each value the first) or a quotation."""
    for claim in found.claims:
        if claim.id == name:
            return [_cited(e.article, (e.start, e.end), e.text) for e in claim.evidence]
    for conflict in (*found.conflicts, *found.developments):
        if conflict.id == name:
            return [value.evidence[0] for value in conflict.values]
    texts = {article.id: article.text for article in articles}
    for quote in found.quotes:
        if quote.id == name:
            return [
                _cited(v.article, v.spans[0], texts[v.article][slice(*v.spans[0])])
                for v in quote.variants
            ]
    return []


def _cited(article: str, span: Span, text: str) -> Citation:
    return Citation(article=article, start=span[0], end=span[1], text=text)


def _placed(name: str, articles: Sequence[Article]) -> Citation:
    """A passage by its article and offsets or words."""
    found: list[Citation] = []
    for at in (at for at, letter in enumerate(name) if letter == ":"):
        for article in _articles(name[:at], articles):
            span = _span(article, name[at + 1 :])
            if span is not None:
                found.append(_cited(article.id, span, article.text[slice(*span)]))
    if len(found) != 1:
        raise UsageError(f"--explain {name}: {len(found)} passages have that name; {HOW}")
    return found[0]


def _articles(name: str, articles: Sequence[Article]) -> list[Article]:
    exact = [one for one in articles if name in (one.id, one.source, *one.sources)]
    return exact or [
        one for one in articles if any(name in known for known in (one.id, *one.sources))
    ]


def _span(article: Article, words: str) -> Span | None:
    place = _PLACE.fullmatch(words.strip())
    if place is not None:
        start, end = int(place[1]), int(place[2])
        return (start, end) if 0 <= start < end <= len(article.text) else None
    at = article.text.find(words) if words.strip() else -1
    return (at, at + len(words)) if at >= 0 else None
