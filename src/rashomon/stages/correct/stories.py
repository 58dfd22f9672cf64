"""Stories that a reader joined or split."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import msgspec

from rashomon.models import ArticleRef, Grouping, Story
from rashomon.moments import moment
from rashomon.stages.correct.blocks import Block

__all__ = ["blocks_of", "rebuilt"]


def blocks_of(stories: Sequence[Story]) -> list[Block[str]]:
    """Each story with its articles for members."""
    return [Block(story.articles, (number,)) for number, story in enumerate(stories)]


def rebuilt(grouping: Grouping, blocks: Sequence[Block[str]]) -> Grouping:
    """The grouping with the stories of these blocks.

    A story that others joined keeps its id; what is split off gets a new one, and both are
    related. Changes of a story that is gone are those of the one that took it in.
    """
    places = {ref.id: at for at, ref in enumerate(grouping.articles)}
    fresh = _fresh(grouping.stories)
    found: list[Story] = []
    into: dict[str, str] = {}
    for block in blocks:
        base = grouping.stories[block.of[0]]
        members = tuple(sorted(block.members, key=places.__getitem__))
        if members == base.articles and len(block.of) == 1:
            found.append(base)
            continue
        ident = next(fresh) if block.parted else base.id
        own = [grouping.articles[places[key]] for key in members]
        found.append(_story(base, ident, own))
        into |= {} if block.parted else {grouping.stories[n].id: ident for n in block.of[1:]}
    kept = {story.id for story in found}
    gone = {old: new for old, new in into.items() if old not in kept}
    apart = _apart(grouping.stories, blocks, found)
    return msgspec.structs.replace(
        grouping,
        stories=tuple(_related(story, gone, apart, kept) for story in found),
        changes=tuple(
            msgspec.structs.replace(
                change,
                story=gone.get(change.story, change.story),
                others=tuple(gone.get(one, one) for one in change.others),
            )
            for change in grouping.changes
        ),
    )


def _fresh(stories: Sequence[Story]) -> Iterator[str]:
    """Ids after the last that is taken."""
    numbers = [int(s.id[1:]) for s in stories if s.id[:1] == "s" and s.id[1:].isdigit()]
    return (f"s{number}" for number in itertools.count(max(numbers, default=0) + 1))


def _story(base: Story, ident: str, own: Sequence[ArticleRef]) -> Story:
    """A story of these articles; it keeps its title unless the article that gave it has left."""
    times = sorted((moment(ref.published), ref.published) for ref in own if ref.published)
    titles = [ref.title for ref in own if ref.title]
    untitled = base.title is None or not any(titles)
    kept = ident == base.id and (untitled or base.title in titles)
    return Story(
        id=ident,
        title=base.title if kept else next(iter(titles), None),
        first=times[0][1] if times else None,
        last=times[-1][1] if times else None,
        articles=tuple(ref.id for ref in own),
        related=base.related,
    )


def _apart(
    stories: Sequence[Story], blocks: Sequence[Block[str]], found: Sequence[Story]
) -> list[set[str]]:
    """Ids of stories that were one story."""
    parts: list[set[str]] = [set() for _ in stories]
    for block, story in zip(blocks, found, strict=True):
        for number in block.of:
            parts[number].add(story.id)
    return [ids for ids in parts if len(ids) > 1]


def _related(
    story: Story, gone: dict[str, str], apart: Sequence[set[str]], kept: set[str]
) -> Story:
    others = [gone.get(one, one) for one in story.related]
    others += sorted(one for ids in apart if story.id in ids for one in ids)
    related = tuple(dict.fromkeys(one for one in others if one != story.id and one in kept))
    return msgspec.structs.replace(story, related=related)
