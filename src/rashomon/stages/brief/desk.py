"""What the writer of a brief has on the desk: the accounts, by id, and lookups into them."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rashomon.models import (
    Annotated,
    Citation,
    Collation,
    Grouping,
    Mention,
    Quote,
    Span,
    Story,
    TimeExpression,
)
from rashomon.names import names_of
from rashomon.offsets import overlap

__all__ = ["Account", "Desk"]


@dataclass(frozen=True)
class Account:
    """One article with its layers laid out for search by place."""

    annotated: Annotated
    number: int
    name: str

    @property
    def id(self) -> str:
        """The article's id."""
        return self.annotated.article.id

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.annotated.annotation.sentences]

    def sentence(self, start: int, end: int) -> Span:
        """The sentence that holds most of a span; the span itself where none does."""
        sentences = self.annotated.annotation.sentences
        first = max(0, bisect.bisect_right(self._starts, start) - 1)
        near = [(s.start, s.end) for s in sentences[first : first + 3]]
        best = max(near, key=lambda s: (overlap(s, (start, end)), -s[0]), default=(start, end))
        return best if overlap(best, (start, end)) else (start, end)

    def block(self, start: int) -> str:
        """The kind of the block that holds an offset, "" between blocks."""
        for block in self.annotated.article.blocks:
            if block.start <= start < block.end:
                return block.kind
        return ""

    def times(self, span: Span) -> list[TimeExpression]:
        """Time expressions inside a span."""
        found = self.annotated.annotation.times
        return [t for t in found if span[0] <= t.start and t.end <= span[1]]

    def mentions(self, span: Span) -> list[Mention]:
        """Mentions inside a span."""
        found = self.annotated.annotation.mentions
        return [m for m in found if span[0] <= m.start and m.end <= span[1]]

    def quotes(self, span: Span) -> list[Quote]:
        """Quotations that touch a span."""
        found = self.annotated.annotation.quotes
        return [q for q in found if any(overlap(piece, span) for piece in q.spans)]

    def cite(self, span: Span) -> Citation:
        """A citation of a span of this account."""
        start, end = span
        text = self.annotated.article.text[start:end]
        return Citation(article=self.id, start=start, end=end, text=text)


@dataclass(frozen=True)
class Desk:
    """A story's accounts and collation."""

    story: Story
    collation: Collation
    annotated: Sequence[Annotated]
    grouping: Grouping

    @cached_property
    def accounts(self) -> dict[str, Account]:
        """Accounts by article id."""
        names = names_of([a.article for a in self.annotated])
        return {
            a.article.id: Account(a, n, names[a.article.id]) for n, a in enumerate(self.annotated)
        }

    @cached_property
    def origin_of(self) -> dict[str, str]:
        """Origin id by article id."""
        origins = self.grouping.origins
        return {article: origin.id for origin in origins for article in origin.articles}

    @cached_property
    def actor_names(self) -> dict[tuple[str, str], str]:
        """Name of the actor behind an article's entity."""
        actors = self.collation.actors
        return {member: actor.name for actor in actors for member in actor.members}

    @cached_property
    def background(self) -> set[tuple[str, int, int]]:
        """Places of what the timeline has before the news."""
        return self._places(background=True)

    @cached_property
    def news(self) -> set[tuple[str, int, int]]:
        """Places of what the timeline has as the news itself."""
        return self._places(background=False)

    def _places(self, *, background: bool) -> set[tuple[str, int, int]]:
        return {
            (place.article, place.start, place.end)
            for entry in self.collation.timeline
            if entry.background == background
            for place in entry.evidence
        }
