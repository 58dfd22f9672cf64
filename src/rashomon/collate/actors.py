"""Actors: the entities of a story's articles, joined where they are one.

An entity arrives as the annotation of one article knows it, with the fullest name it has there.
Names are joined by what they share: full names that agree, a surname that belongs to one full
name only, a country's code, an acronym and the name it abbreviates, a description that elsewhere
stands for one named actor only. Where two candidates are left, the entity stays by itself.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rashomon.models import Actor, ActorLabel, Annotated, Entity, EntityType, Story

__all__ = ["join"]

_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "dame", "prof", "professor", "rev")
)
_TITLES_OF_OFFICE = frozenset(
    ("president", "minister", "prime", "vice", "secretary", "chancellor", "senator", "sen", "rep")
    + ("governor", "gov", "mayor", "judge", "justice", "general", "gen", "colonel", "col", "major")
    + ("captain", "capt", "sergeant", "sgt", "lieutenant", "lt", "officer", "king", "queen")
    + ("prince", "princess", "pope", "chairman", "chief", "deputy", "foreign", "spokesman")
    + ("spokeswoman", "spokesperson", "ambassador", "congressman", "congresswoman", "leader")
    + ("premier", "of", "state", "former", "ex")
)
_ARTICLES = frozenset(("the", "a", "an"))
_CORPORATE = frozenset(("inc", "ltd", "plc", "corp", "co", "llc", "corporation", "company"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_SMALL_WORDS = frozenset(("of", "the", "and", "for", "de", "in", "on"))

_NOT_NAMED: frozenset[EntityType] = frozenset({"person", "country"})
"""Types that never join another type by name alone."""

MIN_ACRONYM = 2
"""Letters an acronym needs; a single letter is an initial."""


@dataclass
class _Cluster:
    """Entities joined so far: members in story order with the names they bear."""

    type: EntityType
    code: str | None
    members: list[tuple[str, Entity]] = field(default_factory=list)


def join(story: Story, annotated: Sequence[Annotated]) -> tuple[Actor, ...]:
    """Join the entities of a story's articles into actors.

    :return: actors, most important first (articles, then mentions, then name); each entity is
        in exactly one, and each label of an article in the actor of its entity.
    """
    inside = set(story.articles)
    articles = sorted((a for a in annotated if a.article.id in inside), key=_place(story))
    clusters = _Clusters()
    for each in articles:
        for entity in each.annotation.entities:
            clusters.add(each.article.id, entity)
    clusters.join_names()
    clusters.join_descriptions(_phrases(articles))
    return _actors(story, articles, clusters.result())


def _place(story: Story):  # type: ignore[no-untyped-def]
    order = {key: number for number, key in enumerate(story.articles)}
    return lambda a: order[a.article.id]
