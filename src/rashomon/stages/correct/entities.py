"""Actors of a story that a reader joined, split or named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from rashomon.errors import StaleReference
from rashomon.models import Actor, ActorLabel, Annotated, Entity, Span
from rashomon.stages.correct.blocks import Block
from rashomon.stages.correct.places import fit, quoted

__all__ = ["Member", "blocks_of", "member_at", "rebuilt"]

Member = tuple[str, str]
"""An entity of an article: article id, entity id."""


def member_at(one: Annotated, span: Span) -> Member:
    """The entity mentioned at a span of an article.

    :raises StaleReference: nobody is mentioned there.
    """
    ranked = sorted(
        (-fit(span, (m.start, m.end)), m.end - m.start, m.start, m.entity)
        for m in one.annotation.mentions
        if fit(span, (m.start, m.end))
    )
    if not ranked:
        words = quoted(one.article.text[span[0] : span[1]])
        raise StaleReference(
            f"nobody is mentioned at {words} in {one.article.source}; point at a name"
        )
    return one.article.id, ranked[0][3]


def blocks_of(actors: Sequence[Actor], further: Sequence[Member]) -> list[Block[Member]]:
    """Each actor with its entities for members; entities without a name that a reader pointed at
    by themselves."""
    found = [Block(a.members, (number,), name=a.name) for number, a in enumerate(actors)]
    known = {member for actor in actors for member in actor.members}
    alone = [member for member in dict.fromkeys(further) if member not in known]
    return found + [Block((member,), (), parted=True) for member in alone]


def rebuilt(
    story: str,
    actors: Sequence[Actor],
    blocks: Sequence[Block[Member]],
    articles: Mapping[str, Annotated],
) -> tuple[Actor, ...]:
    """The actors of these blocks, most important first (articles, then mentions, then name).

    :param story: id of the story, for the ids of the actors.
    """
    mentions = Counter(
        (key, m.entity) for key, one in articles.items() for m in one.annotation.mentions
    )
    entities = {
        (key, entity.id): entity
        for key, one in articles.items()
        for entity in one.annotation.entities
    }
    rows = []
    for block in blocks:
        if not block.of and len(block.members) == 1:
            continue
        actor = _actor(actors, block, entities, articles)
        weight = sum(mentions[member] for member in actor.members)
        rows.append((-len(actor.articles), -weight, actor.name, actor.members, actor))
    rows.sort(key=lambda row: row[:4])
    return tuple(
        msgspec.structs.replace(row[4], id=f"{story}.a{number}")
        for number, row in enumerate(rows, 1)
    )


def _actor(
    actors: Sequence[Actor],
    block: Block[Member],
    entities: Mapping[Member, Entity],
    articles: Mapping[str, Annotated],
) -> Actor:
    base = actors[block.of[0]] if block.of else None
    if base is not None and base.members == block.members and block.name == base.name:
        return base
    order = list(articles)
    members = tuple(sorted(block.members, key=lambda m: order.index(m[0])))
    own = [entities[member] for member in members]
    names = [entity.name for entity in own]
    given = block.name is not None and (
        base is None or block.name != base.name or block.name in names
    )
    types = Counter(entity.type for entity in own)
    return Actor(
        id="",
        name=block.name if given and block.name else _fullest(names),
        type=base.type if base and not block.parted else min(types, key=lambda t: (-types[t], t)),
        articles=tuple(dict.fromkeys(key for key, _ in members)),
        labels=tuple(label for member in members for label in _labels(member, articles)),
        members=members,
    )


def _fullest(names: Sequence[str]) -> str:
    """The name that most entities have, the longest of those."""
    counts = Counter(names)
    return min(counts, key=lambda name: (-counts[name], -len(name), name))


def _labels(member: Member, articles: Mapping[str, Annotated]) -> list[ActorLabel]:
    key, entity = member
    return [
        ActorLabel(article=key, start=x.start, end=x.end, text=x.text)
        for x in articles[key].annotation.labels
        if x.entity == entity
    ]
