"""Entities of one article: names, descriptions and pronouns joined."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.models import Article, Entity, Label, Mention, Parse, Quote

__all__ = ["Named", "find", "labels"]


@dataclass(frozen=True)
class Named:
    """Entities of an article and where they are mentioned, in order of the text."""

    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]


def find(article: Article, parse: Parse) -> Named:
    """Entities and mentions of one article."""
    return Named((), ())


def labels(article: Article, parse: Parse, named: Named, quotes: tuple[Quote, ...]) -> tuple[Label, ...]:
    """Names given to people."""
    return ()
