"""Where a correction points: articles and spans found again in this run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from rashomon.errors import StaleReference
from rashomon.models import Article, ArticleRef, Reference, Span
from rashomon.offsets import overlap

__all__ = ["article_of", "fit", "quoted", "span_of"]

LEAST_SHARE = 0.5
"""Part of the shorter of two spans that they must share for one to stand for the other: clause
borders move between runs, the words of a fact do not."""

Named = TypeVar("Named", Article, ArticleRef)

SHOWN = 48
"""Code points of a passage that a message shows."""


def article_of(articles: Sequence[Named], place: Reference) -> Named:
    """The article of a place: by its id, else by its source.

    :raises StaleReference: no article has that name, or several have.
    """
    for known in articles:
        if known.id == place.article:
            return known
    if place.source is None:
        raise StaleReference(
            f"no article {place.article} among the sources; add its source to the line"
        )
    exact = [each for each in articles if place.source in _names(each)]
    found = exact or [each for each in articles if _ends(_names(each), place.source)]
    if len(found) != 1:
        raise StaleReference(
            f"{len(found)} articles have the source {place.source}; "
            + ("give the article's id" if found else "mend the source or drop the line")
        )
    return found[0]


def _names(article: Article | ArticleRef) -> tuple[str, ...]:
    return (article.source, *article.sources)


def _ends(names: Sequence[str], end: str) -> bool:
    """Whether one of an article's sources ends with these parts of a path."""
    tail = "/" + end.removeprefix("./")
    return any(name.replace("\\", "/").endswith(tail) for name in names)


def span_of(text: str, place: Reference, name: str) -> Span:
    """Where a place stands in a text.

    :param name: what the article is called in a message.
    :raises StaleReference: the words are not there, or at several places of which none is named.
    """
    start, end = place.start, place.end
    if place.text is None:
        if start is None or end is None or not 0 <= start < end <= len(text):
            raise StaleReference(
                f"{name} has no characters {start} to {end}; add the text to the line"
            )
        return start, end
    if start is not None and text.startswith(place.text, max(start, 0)):
        return max(start, 0), max(start, 0) + len(place.text)
    found = _all(text, place.text)
    if not found:
        raise StaleReference(
            f"{quoted(place.text)} does not stand in {name}; mend the line or drop it"
        )
    if start is None and len(found) > 1:
        raise StaleReference(
            f"{quoted(place.text)} stands {len(found)} times in {name}; add its start"
        )
    return min(found, key=lambda span: (abs(span[0] - (start or 0)), span))


def _all(text: str, words: str) -> list[Span]:
    found, at = [], text.find(words) if words else -1
    while at >= 0:
        found.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return found


def quoted(words: str) -> str:
    """Words in marks, cut where they are long."""
    plain = " ".join(words.split())
    return f"“{plain if len(plain) <= SHOWN else plain[: SHOWN - 1].rstrip() + '…'}”"


def fit(wanted: Span, there: Span) -> float:
    """How well one span stands for another: what they share of both together, 0 where too little.

    1 for equal spans. A clause fits the sentence it stands in.
    """
    shared = overlap(wanted, there)
    shorter = min(wanted[1] - wanted[0], there[1] - there[0])
    if not shared or shared < LEAST_SHARE * shorter:
        return 0.0
    return shared / (wanted[1] - wanted[0] + there[1] - there[0] - shared)
