"""Replaying a reader's decisions on a run, and telling what became of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, TypeVar

from rashomon.errors import StaleReference
from rashomon.models import (
    Actor,
    Annotated,
    Article,
    Claim,
    Conflict,
    Correction,
    CorrectionAct,
    Grouping,
    Reference,
    Replayed,
    Span,
    Story,
)
from rashomon.stages.correct import claims as of_claims
from rashomon.stages.correct import conflicts as of_conflicts
from rashomon.stages.correct import entities as of_entities
from rashomon.stages.correct import speakers as of_speakers
from rashomon.stages.correct import stories as of_stories
from rashomon.stages.correct.blocks import Block, join, part
from rashomon.stages.correct.places import article_of, span_of
from rashomon.stages.correct.reading import Line, read_lines, standing_again

__all__ = ["Replay", "StoryReplay", "replay_of"]

K = TypeVar("K")
Outcome = Literal["changed", "held", "stale"]

_STORIES: tuple[CorrectionAct, ...] = ("join_stories", "split_stories")
_SPEAKERS: tuple[CorrectionAct, ...] = ("name_speaker",)
_ENTITIES: tuple[CorrectionAct, ...] = ("join_entities", "split_entities")
_CLAIMS: tuple[CorrectionAct, ...] = ("join_claims", "split_claims")
_CONFLICTS: tuple[CorrectionAct, ...] = ("reject_conflict",)


def replay_of(file: Path) -> Replay:
    """The replay of a file.

    :raises UsageError: it cannot be read.
    """
    return Replay(read_lines(file))


class Replay:
    """A file's lines, replayed stage by stage in their order; a later one wins over an earlier.

    It serves one run: it keeps what became of each line.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._told: dict[int, Replayed] = {}
        self._again = standing_again(lines)
        self._of_story: dict[str, list[tuple[int, Correction]]] = {}
        for line in lines:
            if line.problem is not None:
                act = line.correction.act if line.correction else None
                self._told[line.number] = Replayed(
                    line=line.number, act=act, outcome="stale", reason=line.problem
                )

    # ------------------------------------------------------------ the acts

    def speakers(self, annotated: Sequence[Annotated]) -> list[Annotated]:
        """Articles with the speakers that the reader named."""
        found = list(annotated)
        articles = [one.article for one in found]
        numbers = {article.id: at for at, article in enumerate(articles)}
        for number, correction in self._with(_SPEAKERS):
            with _Telling(self, number, correction) as telling:
                for place in correction.places:
                    article = article_of(articles, place)
                    at = numbers[article.id]
                    span = span_of(article.text, place, article.source)
                    new = of_speakers.named(found[at], span, correction.name, found)
                    telling.changed |= new is not found[at]
                    found[at] = new
        return found

    def stories(self, grouping: Grouping) -> Grouping:
        """The grouping with the stories that the reader joined or split."""
        blocks = of_stories.blocks_of(grouping.stories)
        for number, correction in self._with(_STORIES):
            with _Telling(self, number, correction) as telling:
                wanted = [article_of(grouping.articles, p).id for p in correction.places]
                blocks = telling.acted(blocks, wanted)
        found = of_stories.rebuilt(grouping, blocks)
        self._assign(found)
        return found

    def _assign(self, grouping: Grouping) -> None:
        """Give each line about the inside of a story to that story."""
        home = {key: story.id for story in grouping.stories for key in story.articles}
        for number, correction in self._with((*_ENTITIES, *_CLAIMS, *_CONFLICTS)):
            with _Telling(self, number, correction) as telling:
                articles = [article_of(grouping.articles, p) for p in correction.places]
                stories = sorted({home[one.id] for one in articles})
                if len(stories) > 1:
                    raise StaleReference(
                        f"its places are in different stories ({', '.join(stories)}); "
                        "join these stories first"
                    )
                self._of_story.setdefault(stories[0], []).append((number, correction))
                telling.silent = True

    def of(self, story: Story, annotated: Sequence[Annotated]) -> StoryReplay:
        """What the reader decided on the inside of a story.

        :param annotated: annotated articles, those of the story among them.
        """
        by_id = {one.article.id: one for one in annotated}
        articles = {key: by_id[key] for key in story.articles if key in by_id}
        return StoryReplay(self, story.id, articles, self._of_story.get(story.id, ()))

    def told(self, *, stories_only: bool = False) -> tuple[Replayed, ...]:
        """What became of each line, in their order.

        :param stories_only: leave out acts on anything but stories, which were not asked for.
        """
        asked = [
            line.number
            for line in self._lines
            if not stories_only or line.correction is None or line.correction.act in _STORIES
        ]
        for line in self._lines:
            again = self._again.get(line.number)
            if again is not None and line.correction is not None and line.problem is None:
                reason = f"line {again} says the same"
                self.tell(line.number, line.correction.act, "held", reason)
        return tuple(self._told[number] for number in asked if number in self._told)

    # ------------------------------------------------------------ lines

    def _with(self, acts: Sequence[CorrectionAct]) -> Iterator[tuple[int, Correction]]:
        """Sound lines of these acts that do not stand again later."""
        for line in self._lines:
            if line.correction is None or line.problem or line.number in self._again:
                continue
            if line.correction.act in acts:
                yield line.number, line.correction

    def tell(
        self, number: int, act: CorrectionAct, outcome: Outcome, reason: str | None = None
    ) -> None:
        """Keep what became of a line."""
        self._told[number] = Replayed(line=number, act=act, outcome=outcome, reason=reason)


class _Telling:
    """Around the work on one line: keeps whether it changed anything, or why it is stale."""

    def __init__(self, replay: Replay, number: int, correction: Correction) -> None:
        self._replay, self._number, self._correction = replay, number, correction
        self.changed = False
        self.silent = False

    def __enter__(self) -> _Telling:
        return self

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> bool:
        if isinstance(problem, StaleReference):
            self._replay.tell(self._number, self._correction.act, "stale", str(problem))
            return True
        if problem is None and not self.silent:
            outcome: Outcome = "changed" if self.changed else "held"
            self._replay.tell(self._number, self._correction.act, outcome)
        return False

    def acted(self, blocks: list[Block[K]], wanted: Iterable[K]) -> list[Block[K]]:
        """The blocks with the wanted members joined, or set apart."""
        members = list(dict.fromkeys(wanted))
        if self._correction.act.startswith("join"):
            found = join(blocks, members, self._correction.name)
        else:
            found = part(blocks, members)
        self.changed |= found != blocks
        return found


class StoryReplay:
    """What the reader decided on one story; the collating stage asks for it part by part."""

    def __init__(
        self,
        replay: Replay,
        story: str,
        articles: Mapping[str, Annotated],
        lines: Sequence[tuple[int, Correction]],
    ) -> None:
        self._replay, self._story = replay, story
        self._articles, self._lines = articles, lines

    def actors(self, actors: Sequence[Actor]) -> tuple[Actor, ...]:
        """The actors, joined and split; numbered anew where anything changed."""
        found = self._members(_ENTITIES, of_entities.member_at)
        if not found:
            return tuple(actors)
        further = [member for _, _, members in found for member in members]
        blocks = of_entities.blocks_of(actors, further)
        for number, correction, members in found:
            with _Telling(self._replay, number, correction) as telling:
                blocks = telling.acted(blocks, members)
        return of_entities.rebuilt(self._story, actors, blocks, self._articles)

    def claims(self, claims: Sequence[Claim]) -> tuple[Claim, ...]:
        """The claims, joined and split, without their origins counted anew."""

        def at(one: Annotated, span: Span) -> of_claims.Piece:
            return of_claims.piece_at(claims, one, span)

        blocks = of_claims.blocks_of(claims)
        for number, correction, pieces in self._members(_CLAIMS, at):
            with _Telling(self._replay, number, correction) as telling:
                blocks = telling.acted(blocks, pieces)
        return of_claims.rebuilt(claims, blocks, self._articles)

    def conflicts(
        self, conflicts: Sequence[Conflict], developments: Sequence[Conflict]
    ) -> tuple[tuple[Conflict, ...], tuple[Conflict, ...]]:
        """Both without what the reader rejected."""
        rejected: set[str] = set()
        for number, correction, spots in self._members(_CONFLICTS, _spot):
            with _Telling(self._replay, number, correction) as telling:
                hit = [
                    each.id
                    for each in (*conflicts, *developments)
                    if of_conflicts.sets_against(each, spots, correction.kind)
                ]
                rejected.update(hit)
                telling.changed = bool(hit)
        kept = [
            tuple(each for each in both if each.id not in rejected)
            for both in (conflicts, developments)
        ]
        return kept[0], kept[1]

    def _members(
        self, acts: Sequence[CorrectionAct], at: Callable[[Annotated, Span], K]
    ) -> list[tuple[int, Correction, list[K]]]:
        """The lines of some acts with what they point at; what is stale is told and left out."""
        found = []
        for number, correction in self._lines:
            if correction.act in acts:
                with _Telling(self._replay, number, correction) as telling:
                    found.append((number, correction, [self._at(p, at) for p in correction.places]))
                    telling.silent = True
        return found

    def _at(self, place: Reference, at: Callable[[Annotated, Span], K]) -> K:
        articles: list[Article] = [one.article for one in self._articles.values()]
        article = article_of(articles, place)
        return at(self._articles[article.id], span_of(article.text, place, article.source))


def _spot(one: Annotated, span: Span) -> of_conflicts.Spot:
    return one.article.id, span
