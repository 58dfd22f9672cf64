"""Articles that come later: stories that keep their ids, and why they change.

The state holds the articles, the vectors of their leads and the stories so far. All is grouped
anew, in the order of the articles' ids and without reading or encoding anything twice: the stories
are those of all articles at once, in whatever order they came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec
import numpy as np

from rashomon.embed import Embedder, Vectors
from rashomon.models import Article, Grouping, Story, StoryChange, StoryChangeKind
from rashomon.stages.group.bodies import Body, bodies_of
from rashomon.stages.group.explaining import pair_of
from rashomon.stages.group.profiles import Profile, words_alike
from rashomon.stages.group.similarity import Tick, silent, told_of
from rashomon.stages.group.whole import grouped

__all__ = ["State", "add"]

FORMAT = 1
"""Of the state; another one is not read."""

NAMED = 3
"""Articles of a change for which a reason is given in full."""

LOOKED_AT = 200
"""Articles of a story among which the one most like a new one is sought."""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept between two calls.

    :ivar vectors: vectors of leads by their text, float32.
    :ivar stories: articles of each story by its id.
    :ivar next: number of the next new story.
    :ivar record: the changes of each call.
    """

    format: int = FORMAT
    articles: tuple[Article, ...] = ()
    vectors: dict[str, bytes] = {}
    stories: dict[str, tuple[str, ...]] = {}
    next: int = 1
    record: tuple[tuple[StoryChange, ...], ...] = ()


class _Remembered:
    """An embedder that has some vectors already, and keeps those it is asked for."""

    def __init__(self, embedder: Embedder, known: Mapping[str, bytes]) -> None:
        self.dimensions = embedder.dimensions
        self._embedder = embedder
        size = self.dimensions * np.dtype(np.float32).itemsize
        self._known = {text: one for text, one in known.items() if len(one) == size}
        self.used: dict[str, bytes] = {}

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of ``texts``; see :class:`Embedder`."""
        new = sorted({text for text in texts if text not in self._known})
        for text, row in zip(new, self._embedder.embed(new), strict=True):
            self._known[text] = np.asarray(row, "<f4").tobytes()
        self.used.update((text, self._known[text]) for text in texts)
        rows = [np.frombuffer(self._known[text], "<f4") for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.dimensions), np.float32)


def add(
    state: State, articles: Sequence[Article], embedder: Embedder, tick: Tick = silent
) -> tuple[Grouping, State]:
    """Group the articles of a state together with others.

    :returns: the grouping of all, with the changes that the others made, and the new state. The
        same state and articles give the same.
    """
    bodies = bodies_of(_joined(state.articles, articles))
    memory = _Remembered(embedder, state.vectors)
    found = grouped(bodies, memory, tick=tick)
    stories, following = _named(found.stories, state)
    changes = tuple(_Changes(state, stories, bodies, memory).all())
    made = State(
        articles=tuple(body.article for body in bodies),
        vectors=dict(sorted(memory.used.items())),
        stories={story.id: story.articles for story in stories},
        next=following,
        record=(*state.record, changes),
    )
    return msgspec.structs.replace(found, stories=stories, changes=changes), made


def _joined(known: Sequence[Article], new: Sequence[Article]) -> list[Article]:
    """All articles by id, each once with all its sources."""
    found = {article.id: article for article in known}
    for article in new:
        there = found.get(article.id, article)
        sources = tuple(dict.fromkeys((*there.sources, *article.sources)))
        found[article.id] = msgspec.structs.replace(there, sources=sources)
    return [found[ident] for ident in sorted(found)]


def _named(stories: Sequence[Story], state: State) -> tuple[tuple[Story, ...], int]:
    """The stories with the ids they had: each old id goes to the story that holds most of its
    articles, the largest share first; then the number of the next new story."""
    old = {ident: name for name, own in state.stories.items() for ident in own}
    shared = [
        (-count, _number(name), at)
        for at, story in enumerate(stories)
        for name, count in Counter(old[one] for one in story.articles if one in old).items()
    ]
    names: dict[int, int] = {}
    taken: set[int] = set()
    for _, number, at in sorted(shared):
        if at not in names and number not in taken:
            names[at] = number
            taken.add(number)
    following = state.next
    for at in range(len(stories)):
        if at not in names:
            names[at] = following
            following += 1
    called = {story.id: f"s{names[at]}" for at, story in enumerate(stories)}
    renamed = [
        msgspec.structs.replace(
            story, id=called[story.id], related=tuple(called[one] for one in story.related)
        )
        for story in stories
    ]
    return tuple(renamed), following


def _number(name: str) -> int:
    return int(name.removeprefix("s"))


def _without(idents: Sequence[str], others: Sequence[str]) -> list[str]:
    left_out = set(others)
    return [ident for ident in idents if ident not in left_out]


class _Changes:
    """What a call did to the stories, and why."""

    def __init__(
        self, state: State, stories: Sequence[Story], bodies: Sequence[Body], embedder: Embedder
    ) -> None:
        self._old = {ident: name for name, own in state.stories.items() for ident in own}
        self._before = state.stories
        self._stories = sorted(stories, key=lambda story: _number(story.id))
        self._bodies = {body.article.id: body for body in bodies}
        self._embedder = embedder
        self._profiles: dict[str, Profile] = {}

    def all(self) -> Iterator[StoryChange]:
        """The changes, by the number of the story they are about."""
        for story in self._stories:
            came = [one for one in story.articles if one not in self._old]
            origins = Counter(self._old[one] for one in story.articles if one in self._old)
            others = sorted((name for name in origins if name != story.id), key=_number)
            if not origins:
                yield self._change(story, "new", came, (), self._joining(story, came[1:]))
            elif story.id in origins and came:
                yield self._change(story, "grew", came, (), self._joining(story, came))
            for name in others:
                moved = [one for one in story.articles if self._old.get(one) == name]
                yield self._moved(story, name, moved)

    def _moved(self, story: Story, name: str, moved: Sequence[str]) -> StoryChange:
        """Articles of an old story in another: it was merged where none of its own are left."""
        gone = len(moved) == len(self._before[name])
        rest = _without(story.articles, moved)
        why = self._likeness(moved[0], rest) if rest else "they are less like the others"
        if not gone:
            left = _without(self._before[name], moved)
            why += f"; to those left in {name}: {self._likeness(moved[0], left)}"
        return self._change(story, "merged" if gone else "split", moved, (name,), why)

    def _joining(self, story: Story, came: Sequence[str]) -> str:
        rest = _without(story.articles, came)
        told = [self._likeness(one, rest) for one in came[:NAMED]]
        if len(came) > NAMED:
            told.append(f"{len(came) - NAMED} more")
        return "; ".join(told) or "nothing is like it"

    def _likeness(self, ident: str, others: Sequence[str]) -> str:
        """How an article is like the one of some others whose words are most like its own."""
        near = others[:LOOKED_AT]
        values = words_alike(self._profile(ident), [self._profile(other) for other in near])
        best = self._bodies[near[int(np.argmax(values))]]
        pair = pair_of(self._bodies[ident], best, self._embedder)
        common = f" ({', '.join(pair.common[:5])})" if pair.common else ""
        name = self._bodies[ident].article.source
        return f"{name} is {pair.similarity:.2f} like {best.article.source}{common}"

    def _profile(self, ident: str) -> Profile:
        if ident not in self._profiles:
            self._profiles[ident] = told_of(self._bodies[ident]).profile
        return self._profiles[ident]

    def _change(
        self,
        story: Story,
        kind: StoryChangeKind,
        articles: Sequence[str],
        others: tuple[str, ...],
        why: str,
    ) -> StoryChange:
        return StoryChange(
            story=story.id, kind=kind, articles=tuple(articles), others=others, reason=why
        )
